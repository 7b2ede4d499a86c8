"""A claim's fields besides act and people: date, place, doer, court, charge, term, outcome, reason, source."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from vidmova.extraction.actors import apart, near
from vidmova.extraction.acts import ActHit
from vidmova.extraction.dates import Dated
from vidmova.extraction.findings import Findings
from vidmova.extraction.persons import Person
from vidmova.extraction.places import Place
from vidmova.extraction.romanise import romanise
from vidmova.extraction.sources import Source
from vidmova.records import FieldSpan, Interval, Located

JUDGED = frozenset({"sentence", "ruling"})
IN_COURT = frozenset({"sentence", "ruling", "lawsuit", "charge"})
COMMANDING = frozenset({"commanders", "officers", "military prosecutors", "investigators", "military police", "police"})
FORCES = COMMANDING | {"FSB", "border guards", "military enlistment office", "fellow servicemen", "Wagner mercenaries"}
RULERS = frozenset(
    {"Vladimir Putin", "Volodymyr Zelensky", "State Duma", "Verkhovna Rada", "Knesset", "Ministry of Defence"}
)
DOERS_OF: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "threaten": (FORCES, frozenset({"commander", "official"})),
    "detain": (FORCES - {"investigators"}, frozenset({"commander"})),
    "ill_treat": (FORCES, frozenset({"commander"})),
    "kill": (FORCES | {"barrier troops"}, frozenset({"commander"})),
    "shame": (FORCES, frozenset({"commander", "official"})),
    "deny": (FORCES | {"unit", "Ministry of Defence"}, frozenset({"commander"})),
    "send_back": (frozenset({"military police"}), frozenset({"commander"})),
    "norm": (RULERS, frozenset({"leader", "official"})),
    "aid": (frozenset({"lawyers", "human rights activists"}), frozenset({"lawyer", "activist"})),
}
AGENT_REACH = 60
"""Characters between an act and the word for who did it."""
TERMED = frozenset({"sentence", "threaten"})
ABSENT = frozenset({"awol", "desert"})
NOWHERE = frozenset({"norm", "resign", "aid", "deny", "ruling", "threaten", "lawsuit"})
ABROAD = frozenset({"leave_country", "asylum", "deport", "detain", "casualties"})
STAYING = frozenset({"refuse", "charge", "sentence", "dismiss", "ill_treat"})
"""Acts that do not happen where somebody was to go."""
PRESUPPOSED = frozenset({"awol", "refuse", "resign", "desert", "leave_country", "charge", "asylum"})
FOLLOWING = frozenset({"sentence", "ruling", "detain", "dismiss", "deport", "send_back", "deny"})
CARRIED = {"court": JUDGED, "by": JUDGED, "charge": frozenset({"sentence", "charge"})}
FRESH = 31
"""Days between a date and publication within which a text is news of what has just happened."""
DATE_REACH = 3
"""Sentences after which the date of a claim no longer holds in another paragraph."""
REASONED = frozenset({"refuse", "resign", "awol", "desert", "leave_country"})


S = TypeVar("S", bound=Located)


class Valued(Struct, frozen=True):
    """A field's value and the span that states it."""

    field: str
    value: Any
    start: int
    end: int

    def span(self, text: str) -> FieldSpan:
        """Return the field span, with its wording from the document's text."""
        return FieldSpan(self.field, self.start, self.end, text[self.start : self.end])


class Setting(Struct, frozen=True):
    """When a story is, as last told, and in which sentence and paragraph that was."""

    date: Valued | None = None
    default: Valued | None = None
    """The days that a text reviews by its own words, for what courts and offices did in them."""
    number: int = -99
    paragraph: int = -99
    court: tuple[Valued, ...] = ()
    """Court, its role and the charge of the last judgment told."""
    places: dict[str, Valued] = {}
    """Where the acts of the last sentence with claims were."""
    told_at: int = -99


def nearest(found: Sequence[S], hit: ActHit, findings: Findings) -> S | None:
    """Return the finding nearest to the hit, the earlier of two; commas and other ends of clauses part them."""
    folded = findings.passage.folded
    return min(found, key=lambda one: (apart(one.start, one.end, hit, folded), one.start), default=None)


def fields(findings: Findings, hit: ActHit, spot: ActHit, setting: Setting, published: date | None) -> list[Valued]:
    """Return every field that the sentence, or its story, gives for the act of a hit; date and place beside `spot`."""
    makers: tuple[Callable[[Findings, ActHit], Valued | None], ...] = (
        _by,
        _court,
        _term,
        _sentence_type,
        _charge,
        _outcome,
        _absence,
        _reason,
        _source,
    )
    found = [made for maker in makers if (made := maker(findings, hit))]
    told = {value.field for value in found}
    if hit.act in JUDGED | {"charge"}:
        found += [
            value
            for value in setting.court
            if value.field not in told and hit.act in CARRIED[value.field] and _still(setting, findings)
        ]
    when = date_of(findings, spot, setting, published)
    where = place_of(findings, spot) or _same_place(findings, hit, setting)
    return [*found, *(value for value in (when, where) if value)]


def date_of(findings: Findings, hit: ActHit, setting: Setting, published: date | None) -> Valued | None:
    """Return when: the sentence's own date, else that of the story's last claim.

    A date beside what a court punishes is not the court's («осудили за то, что осенью ушёл»), nor the other way round.
    """
    said = nearest(findings.dates, hit, findings)
    if not said:
        return setting.default if setting.default and hit.act in FOLLOWING else _carried(setting, published)
    told_of = _told_of(said, hit, findings)
    if hit.act in FOLLOWING and told_of.act in PRESUPPOSED and setting.default:
        return setting.default
    interval = _closed(said, published)
    if hit.act in PRESUPPOSED and told_of.act in FOLLOWING:
        interval = (None, interval[1])
    return Valued("date", interval, said.start, said.end)


def _told_of(said: Located, hit: ActHit, findings: Findings) -> ActHit:
    """Return the act of the sentence that a date or place stands nearest to."""
    folded = findings.passage.folded
    others = [other for other in findings.hits if other.act != hit.act]
    return min([hit, *others], key=lambda other: apart(said.start, said.end, other, folded))


def _carried(setting: Setting, published: date | None) -> Valued | None:
    """Return the story's date for what is told without one: what follows in fresh news lies before its publication."""
    last = setting.date
    if last is None or published is None or not last.value[0] or not last.value[1]:
        return last
    if (published - date.fromisoformat(last.value[1])).days in range(FRESH + 1):
        return Valued("date", (last.value[0], published.isoformat()), last.start, last.end)
    return last


def _closed(said: Dated, published: date | None) -> Interval:
    if said.last is None and published and (said.first or "") <= published.isoformat():
        return (said.first, published.isoformat())
    return (said.first, said.last)


def place_of(findings: Findings, hit: ActHit) -> Valued | None:
    """Return where, as the sentence says it: the nearest place that suits the act and is not an origin."""
    if hit.act in NOWHERE:
        return None
    suiting = [place for place in findings.places if _suits(place, hit.act) and not _named(place, findings)]
    said = nearest(suiting, hit, findings)
    if said is None or (hit.act in FOLLOWING and _told_of(said, hit, findings).act in PRESUPPOSED):
        return None
    return Valued("place", said.name, said.start, said.end)


def _named(place: Place, findings: Findings) -> bool:
    return any(person.start <= place.start < person.end for person in findings.persons)


def _same_place(findings: Findings, hit: ActHit, setting: Setting) -> Valued | None:
    """Return where the claim before was, if it told of the same act: the story has not moved."""
    before = setting.places.get(hit.act)
    return before if before and findings.number - setting.told_at <= 1 else None


def _suits(place: Place, act: str) -> bool:
    if place.role == "from" or (place.role == "to" and act in STAYING):
        return False
    if place.kind == "country":
        return act in ABROAD and place.name != "Russia"
    return place.kind != "facility" or act not in IN_COURT


def _by(findings: Findings, hit: ActHit) -> Valued | None:
    if hit.act in JUDGED:
        court = nearest(findings.courts, hit, findings)
        return Valued("by", court.name, court.start, court.end) if court else None
    agents, kinds = DOERS_OF.get(hit.act, (frozenset(), frozenset()))
    said = [(source.start, source.end) for source in findings.sources]
    doers = [p for p in findings.persons if p.kind in kinds and not any(a <= p.start < b for a, b in said)]
    doer = nearest(doers, hit, findings)
    if doer:
        return Valued("by", _called(doer, findings.sentence.language), doer.start, doer.end)
    marks = [
        mark
        for mark in findings.marks("agents")
        if mark.code in agents
        and near(mark.start, mark.end, hit) <= AGENT_REACH
        and not any(a <= mark.start < b for a, b in said)
    ]
    agent = nearest(marks, hit, findings)
    return Valued("by", agent.code, agent.start, agent.end) if agent else None


def _called(person: Person, language: str) -> str:
    name = romanise(person.full, language)
    return f"{person.role} {name}" if person.role and person.kind == "commander" else name


def _court(findings: Findings, hit: ActHit) -> Valued | None:
    if hit.act not in IN_COURT:
        return None
    named = nearest([court for court in findings.courts if court.kind != "unnamed"], hit, findings)
    return Valued("court", named.name, named.start, named.end) if named else None


def _term(findings: Findings, hit: ActHit) -> Valued | None:
    said = nearest(findings.terms, hit, findings) if hit.act in TERMED else None
    return Valued("term_months", (said.low, said.high), said.start, said.end) if said else None


def _sentence_type(findings: Findings, hit: ActHit) -> Valued | None:
    if hit.act != "sentence":
        return None
    if "sentence_type" in hit.give:
        return Valued("sentence_type", hit.give["sentence_type"], hit.start, hit.end)
    said = nearest(findings.sentence_types, hit, findings)
    if said:
        return Valued("sentence_type", said.kind, said.start, said.end)
    term = nearest([term for term in findings.terms if term.sentence_type], hit, findings)
    return Valued("sentence_type", term.sentence_type, term.start, term.end) if term else None


def _charge(findings: Findings, hit: ActHit) -> Valued | None:
    if hit.act not in ("charge", "sentence", "threaten", "dismiss"):
        return None
    if "charge" in hit.give:
        return Valued("charge", hit.give["charge"], hit.start, hit.end)
    marks = [mark for mark in findings.marks("charges") if hit.act != "dismiss" or mark.code == "disciplinary"]
    mark = nearest(marks, hit, findings)
    return Valued("charge", mark.code, mark.start, mark.end) if mark else None


def _outcome(findings: Findings, hit: ActHit) -> Valued | None:
    if hit.act != "ruling":
        return None
    if "outcome" in hit.give:
        return Valued("outcome", hit.give["outcome"], hit.start, hit.end)
    mark = nearest(findings.marks("outcomes"), hit, findings)
    return Valued("outcome", mark.code, mark.start, mark.end) if mark else None


def _absence(findings: Findings, hit: ActHit) -> Valued | None:
    said = nearest(findings.absences, hit, findings) if hit.act in ABSENT else None
    return Valued("absence_days", (said.low, said.high), said.start, said.end) if said else None


def _reason(findings: Findings, hit: ActHit) -> Valued | None:
    if hit.act not in REASONED:
        return None
    marks = [mark for mark in findings.marks("reasons") if near(mark.start, mark.end, hit) > 0]
    if not marks:
        return None
    codes = list(dict.fromkeys(mark.code for mark in marks))
    return Valued("reason", codes, marks[0].start, marks[0].end)


def _source(findings: Findings, hit: ActHit) -> Valued | None:
    covering = source_of(findings, hit)
    return Valued("source_said", covering.said, covering.start, covering.end) if covering else None


def source_of(findings: Findings, hit: ActHit) -> Source | None:
    """Return the source whose scope covers the hit; the narrowest scope where several do."""
    over = [source for source in findings.sources if source.scope_start <= hit.start < source.scope_end]
    return min(over, key=lambda source: (source.scope_end - source.scope_start, source.start), default=None)


def _still(setting: Setting, findings: Findings) -> bool:
    return findings.sentence.paragraph == setting.paragraph or findings.number - setting.number <= 1


def settled(setting: Setting, findings: Findings, told: Sequence[tuple[str, Valued]]) -> Setting:
    """Return the setting after a sentence: the date, court and places its claims took, which fade with distance."""
    number, paragraph = findings.number, findings.sentence.paragraph
    courts = {value.field: value for value in setting.court} if _still(setting, findings) else {}
    courts |= {
        value.field: value for act, value in told if value.field in CARRIED and (value.field != "by" or act in JUDGED)
    }
    dates = [value for _, value in told if value.field == "date"]
    if told:
        places = {act: value for act, value in told if value.field == "place"}
        setting = replace(setting, places=places, told_at=number)
    if dates and dates[0] != setting.date:
        return replace(setting, date=dates[0], number=number, paragraph=paragraph, court=tuple(courts.values()))
    if number - setting.number >= DATE_REACH:
        setting = replace(setting, date=None)
    return replace(setting, paragraph=paragraph if told else setting.paragraph, court=tuple(courts.values()))
