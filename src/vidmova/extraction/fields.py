"""The fields of a claim besides act and people: date, place, who did it, court, charge, term, outcome, reason, source."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Protocol, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from vidmova.extraction.actors import near
from vidmova.extraction.acts import ActHit
from vidmova.extraction.dates import Dated
from vidmova.extraction.findings import Findings
from vidmova.extraction.persons import Person
from vidmova.extraction.places import Place
from vidmova.extraction.romanise import romanise
from vidmova.extraction.sources import Source
from vidmova.records import FieldSpan, Interval

JUDGED = frozenset({"sentence", "ruling"})
IN_COURT = frozenset({"sentence", "ruling", "lawsuit", "charge"})
DONE_BY = frozenset(
    {"threaten", "detain", "ill_treat", "kill", "shame", "deny", "send_back", "dismiss", "deport", "norm", "charge"}
)
TERMED = frozenset({"sentence", "threaten"})
ABSENT = frozenset({"awol", "desert"})
NOWHERE = frozenset({"norm", "resign", "aid", "deny", "ruling", "threaten", "lawsuit"})
ABROAD = frozenset({"leave_country", "asylum", "deport", "detain", "casualties"})
PRESUPPOSED = frozenset({"awol", "refuse", "resign", "desert", "leave_country", "charge", "asylum"})
FOLLOWING = frozenset({"sentence", "ruling", "detain", "dismiss", "deport", "send_back", "deny"})
DATE_REACH = 1
"""Sentences after which the date of a claim no longer holds in another paragraph."""
REASONED = frozenset({"refuse", "resign", "awol", "desert", "leave_country"})


class Spanned(Protocol):
    """Anything with a place in the text."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


S = TypeVar("S", bound=Spanned)


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
    number: int = -99
    paragraph: int = -99


def nearest(found: Sequence[S], hit: ActHit) -> S | None:
    """Return the finding nearest to the hit, the earlier of two."""
    return min(found, key=lambda one: (near(one.start, one.end, hit), one.start), default=None)


def fields(findings: Findings, hit: ActHit, setting: Setting, published: date | None) -> list[Valued]:
    """Return every field that the sentence, or its story, gives for the act of a hit."""
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
    when = date_of(findings, hit, setting, published)
    where = place_of(findings, hit)
    return [*found, *(value for value in (when, where) if value)]


def date_of(findings: Findings, hit: ActHit, setting: Setting, published: date | None) -> Valued | None:
    """Return when: the sentence's own date, else that of the last claim of the story, else no later than publication."""
    said = nearest(findings.dates, hit)
    if not said:
        return setting.date
    interval = _closed(said, published)
    if hit.act in PRESUPPOSED and any(other.act in FOLLOWING for other in findings.hits):
        closest = min(findings.hits, key=lambda other: (near(said.start, said.end, other), other.start))
        if closest.act != hit.act:
            interval = (None, interval[1])
    return Valued("date", interval, said.start, said.end)


def _closed(said: Dated, published: date | None) -> Interval:
    if said.last is None and published and (said.first or "") <= published.isoformat():
        return (said.first, published.isoformat())
    return (said.first, said.last)


def place_of(findings: Findings, hit: ActHit) -> Valued | None:
    """Return where, as the sentence says it: the nearest place that suits the act and is not an origin."""
    if hit.act in NOWHERE:
        return None
    said = nearest([place for place in findings.places if place.role != "from" and _suits(place, hit.act)], hit)
    return Valued("place", said.name, said.start, said.end) if said else None


def _suits(place: Place, act: str) -> bool:
    if place.kind == "country":
        return act in ABROAD and place.name != "Russia"
    return place.kind != "facility" or act not in IN_COURT


def _by(findings: Findings, hit: ActHit) -> Valued | None:
    if hit.act in JUDGED:
        court = nearest(findings.courts, hit)
        return Valued("by", court.name, court.start, court.end) if court else None
    if hit.act not in DONE_BY:
        return None
    said = [(source.start, source.end) for source in findings.sources]
    doers = [
        person
        for person in findings.persons
        if person.kind in ("commander", "leader", "official", "judge")
        and not any(a <= person.start < b for a, b in said)
    ]
    doer = nearest(doers, hit)
    if doer:
        return Valued("by", _called(doer, findings.sentence.language), doer.start, doer.end)
    marks = [m for m in findings.marks("agents") if not any(a <= m.start < b for a, b in said)]
    agent = nearest(marks, hit)
    return Valued("by", agent.code, agent.start, agent.end) if agent else None


def _called(person: Person, language: str) -> str:
    name = romanise(person.full, language)
    return f"{person.role} {name}" if person.role and person.kind == "commander" else name


def _court(findings: Findings, hit: ActHit) -> Valued | None:
    if hit.act not in IN_COURT:
        return None
    named = nearest([court for court in findings.courts if court.kind != "unnamed"], hit)
    return Valued("court", named.name, named.start, named.end) if named else None


def _term(findings: Findings, hit: ActHit) -> Valued | None:
    said = nearest(findings.terms, hit) if hit.act in TERMED else None
    return Valued("term_months", (said.low, said.high), said.start, said.end) if said else None


def _sentence_type(findings: Findings, hit: ActHit) -> Valued | None:
    if hit.act != "sentence":
        return None
    if "sentence_type" in hit.give:
        return Valued("sentence_type", hit.give["sentence_type"], hit.start, hit.end)
    said = nearest(findings.sentence_types, hit)
    if said:
        return Valued("sentence_type", said.kind, said.start, said.end)
    term = nearest([term for term in findings.terms if term.sentence_type], hit)
    return Valued("sentence_type", term.sentence_type, term.start, term.end) if term else None


def _charge(findings: Findings, hit: ActHit) -> Valued | None:
    if hit.act not in ("charge", "sentence", "threaten"):
        return None
    if "charge" in hit.give:
        return Valued("charge", hit.give["charge"], hit.start, hit.end)
    mark = nearest(findings.marks("charges"), hit)
    return Valued("charge", mark.code, mark.start, mark.end) if mark else None


def _outcome(findings: Findings, hit: ActHit) -> Valued | None:
    if hit.act != "ruling":
        return None
    if "outcome" in hit.give:
        return Valued("outcome", hit.give["outcome"], hit.start, hit.end)
    mark = nearest(findings.marks("outcomes"), hit)
    return Valued("outcome", mark.code, mark.start, mark.end) if mark else None


def _absence(findings: Findings, hit: ActHit) -> Valued | None:
    said = nearest(findings.absences, hit) if hit.act in ABSENT else None
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


def settled(setting: Setting, findings: Findings, dated: Sequence[Valued], published: Valued | None) -> Setting:
    """Return the setting after a sentence: the date its claims took, which fades with distance."""
    number, paragraph = findings.number, findings.sentence.paragraph
    if dated:
        setting = replace(setting, date=dated[0], number=number, paragraph=paragraph)
    elif paragraph != setting.paragraph and number - setting.number >= DATE_REACH:
        setting = replace(setting, date=published)
    return setting
