"""A claim's fields besides act and people: date, place, doer, court, charge, term, outcome, reason, source."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from msgspec.structs import replace

from vidmova.extraction.actors import near
from vidmova.extraction.acts import ActHit
from vidmova.extraction.claimdates import date_of, dated_on
from vidmova.extraction.courts import Court
from vidmova.extraction.doers import HOME, doer_of
from vidmova.extraction.findings import Findings
from vidmova.extraction.labels import label_of
from vidmova.extraction.places import Place, find_places
from vidmova.extraction.setting import FOLLOWING, JUDGED, PRESUPPOSED, Setting, Valued, nearest, told_of
from vidmova.extraction.sources import Source

IN_COURT = frozenset({"sentence", "ruling", "lawsuit", "charge"})
TERMED = frozenset({"sentence", "threaten"})
ABSENT = frozenset({"awol", "desert"})
NOWHERE = frozenset({"norm", "resign", "aid", "deny", "threaten"})
ABROAD = frozenset({"leave_country", "asylum", "deport", "detain", "casualties"})
AT_HOME = frozenset({"charge", "sentence", "refuse", "awol"})
"""Acts that also a whole country can be the place of, and Russia too."""
CAPTIVITY = ("detain", "ill_treat", "kill", "threaten")
"""What happens to people in one place of captivity."""
_CUSTODY, _CAUGHT = frozenset(CAPTIVITY), frozenset({"detain", "ill_treat"})
HELD_IN = {
    **dict.fromkeys(("prison", "penal colony", "pre-trial detention centre"), _CUSTODY),
    **dict.fromkeys(("cell", "cage", "shipping container", "laundry", "boiler house", "lorry"), _CUSTODY),
    **dict.fromkeys(("boarding school", "school", "grain silo", "brickworks"), _CUSTODY),
    **dict.fromkeys(("flat", "dacha", "bathhouse", "car wash", "construction site"), frozenset({"detain", "awol"})),
    **dict.fromkeys(("assault unit", "positions"), frozenset({"send_back"})),
    **dict.fromkeys(("headquarters", "commandant's office", "military enlistment office"), _CAUGHT),
}
"""Buildings of the authorities, and the few acts that happen in them: others only end or are told there."""
TOWNS = frozenset({"city", "settlement"})
LANDS = frozenset({"country", "region", "area"})
COUNTED_IN_COURT = frozenset({"charge", "sentence"})
SAME_COURT = frozenset({"unnamed", "garrison", "military"})
"""Kinds of courts that a text goes on to call "the court"."""
BENCH_REACH = 10
"""Sentences without a court after which "the court" need not be the one named before."""
BY_STATES = frozenset({"deport", "deny"})
REFUGE_REACH = 4
"""Sentences after which the foreign country that somebody fled to no longer holds."""
TITLES = 2
"""Sentences at the head of a text that may be its title."""
TOWN_REACH = 12
"""Characters between a building and the town that it stands in."""
STAYING = frozenset({"refuse", "charge", "sentence", "dismiss", "ill_treat"})
"""Acts that do not happen where somebody was to go."""
LEFT = PRESUPPOSED - {"charge"}
"""What people do themselves, before anything is done to them."""
DEEDS = {"awol": "awol", "desert": "desertion", "refuse": "disobedience"}
"""What one is charged with or sentenced for by what the same sentence says one did."""
CARRIED = {"court": JUDGED, "by": JUDGED, "charge": frozenset({"sentence", "charge"})}
PLACE_REACH, CHARGE_REACH = 2, 2
"""Sentences after which a claim's place, and beyond its paragraph what a court judged, no longer hold."""
REASONED = frozenset({"refuse", "resign", "awol", "desert", "leave_country", "dismiss"})


def fields(findings: Findings, hit: ActHit, spot: ActHit, setting: Setting, published: date | None) -> list[Valued]:
    """Return every field that the sentence, or its story, gives for the act of a hit; date and place beside `spot`."""
    makers = (doer_of, _court, _charge, _outcome, _absence, _reason, _source)
    found = [made for maker in makers if (made := maker(findings, hit))]
    found += [made for maker in (_term, _sentence_type) if (made := maker(findings, spot))]
    found = [_of_bench(value, findings, setting) if hit.act in JUDGED else value for value in found]
    told = {value.field for value in found}
    if hit.act in JUDGED | {"charge"}:
        found += [
            value
            for value in setting.court
            if value.field not in told and hit.act in CARRIED[value.field] and _still(value.field, setting, findings)
        ]
    when = date_of(findings, spot, setting, published)
    where = (
        place_of(findings, spot)
        or _same_place(findings, hit, setting)
        or _scope(findings, hit, setting)
        or _refuge(findings, hit, setting)
    )
    if "by" not in told and where and hit.act in BY_STATES and where == _refuge(findings, hit, setting):
        found.append(replace(where, field="by", value=setting.land))
    return [*found, *(value for value in (when, where) if value)]


def place_of(findings: Findings, hit: ActHit) -> Valued | None:
    """Return where, as the sentence says it: the nearest place that suits the act and is not an origin."""
    if hit.act in NOWHERE:
        return None
    happens_there = hit.act in IN_COURT or hit.act in CAPTIVITY
    label = [] if happens_there else [span.start for span in label_of(findings).spans]
    suiting = [place for place in findings.places if _suits(place, hit.act) and not _named(place, findings)]
    suiting = [place for place in suiting if place.start not in label]
    said = nearest(suiting, hit, findings)
    if said is None:
        return None
    if _another_is_there(hit, told_of(said, hit, findings)):
        return None
    return _within_town(said, suiting)


def _within_town(said: Place, places: Sequence[Place]) -> Valued:
    """Return a place, with a building and the town named right behind it taken together ("a cellar in Rozivka")."""
    for building, town in pairwise(places):
        standing = building.kind == "facility" and town.kind in TOWNS and town.role in ("at", "near")
        if standing and said in (building, town) and town.start - building.end <= TOWN_REACH:
            name = f"{building.name} {'near' if town.role == 'near' else 'in'} {town.name}"
            return Valued("place", name, building.start, town.end)
    return Valued("place", said.name, said.start, said.end)


def _another_is_there(hit: ActHit, nearest_act: ActHit) -> bool:
    """Tell whether a place is that of another act; one that the whole sentence states may share it with its like."""
    acts = {hit.act, nearest_act.act}
    return len(acts) > 1 and (bool(hit.pattern) or bool(acts & FOLLOWING and acts & LEFT))


def _named(place: Place, findings: Findings) -> bool:
    """Tell whether a place is only a part of a person's name."""
    whole = [p for p in findings.persons if place.role is None or p.start < place.start or place.end < p.end]
    return any(person.start <= place.start < person.end for person in whole)


def _same_place(findings: Findings, hit: ActHit, setting: Setting) -> Valued | None:
    """Return where the claim before in the paragraph was, if it told of the same act, or of captivity as this one."""
    if findings.number - setting.told_at > PLACE_REACH or findings.sentence.paragraph != setting.paragraph:
        return None
    acts = [hit.act, *(CAPTIVITY if hit.act in CAPTIVITY else ())]
    return next((setting.places[act] for act in acts if act in setting.places), None)


def _of_bench(value: Valued, findings: Findings, setting: Setting) -> Valued:
    """Return "the court" as the one that the text has named, if it has named one only."""
    court = next((court for court in findings.courts if (court.start, court.end) == (value.start, value.end)), None)
    if value.field not in ("by", "court") or court is None or len(setting.bench) != 1 or _is_named(court):
        return value
    if findings.number - setting.bench_at > BENCH_REACH:
        return value
    return replace(value, value=setting.bench[0]) if court.kind in SAME_COURT else value


def _is_named(court: Court) -> bool:
    return not court.name[0].islower() or " in " in court.name


def _refuge(findings: Findings, hit: ActHit, setting: Setting) -> Valued | None:
    """Return the foreign country that somebody who asks for refuge, is refused it or is sent back is in."""
    asked = any(other.act == "asylum" for other in findings.hits) or "asylum" in setting.places
    if hit.act not in ("asylum", "deport") and not (hit.act == "deny" and asked):
        return None
    return setting.abroad if findings.number - setting.abroad_at <= REFUGE_REACH else None


def _land(findings: Findings) -> tuple[str, Valued] | None:
    """Return the last foreign country that a sentence names, by itself or by a town of it, and the place."""
    lands = [land for land in findings.places if land.country not in HOME and land.role not in ("from", "left")]
    land = lands[-1] if lands else None
    if land is None or land.country is None:
        return None
    return land.country, Valued("place", land.name, land.start, land.end)


def _scope(findings: Findings, hit: ActHit, setting: Setting) -> Valued | None:
    """Return the region or country whose cases a text counts, for the numbers of cases and convicts."""
    if hit.act not in COUNTED_IN_COURT or not _counts_many(findings):
        return None
    own = _scope_told(findings)
    if own is None and any(court.kind != "unnamed" for court in findings.courts):
        return None
    return setting.scope or own


def _counts_many(findings: Findings) -> bool:
    return not findings.persons and any(count.high != 1 for count in findings.counts)


def _scope_told(findings: Findings) -> Valued | None:
    """Return the one region or country of a title, or of a sentence that counts cases («в суды Урала поступило …»)."""
    title = findings.number < TITLES and findings.sentence.kind == "heading"
    counted = _counts_many(findings) and any(hit.act in COUNTED_IN_COURT for hit in findings.hits)
    if not title and not counted:
        return None
    where = findings.passage
    spans = [replace(where, start=court.start, end=court.end) for court in findings.courts]
    lands = [*findings.places, *(place for span in spans for place in find_places(span))]
    lands = [land for land in lands if land.kind in LANDS and land.role not in ("from", "left", "to")]
    if len({land.name for land in lands}) != 1:
        return None
    return Valued("place", lands[0].name, lands[0].start, lands[0].end)


def _suits(place: Place, act: str) -> bool:
    if act == "deport" and (place.role == "to" or place.country in ("Russia", "Ukraine")):
        return False
    if place.role == "from":
        return act == "deport"
    if place.role == "to" and act in STAYING:
        return False
    if place.kind == "country":
        return (act in AT_HOME and place.role == "at") or (act in ABROAD and place.name != "Russia")
    if place.kind == "facility" and place.name in HELD_IN:
        return act in HELD_IN[place.name]
    return place.kind != "facility" or act not in IN_COURT


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
    if mark:
        return Valued("charge", mark.code, mark.start, mark.end)
    deeds = [other for other in findings.hits if other.act in DEEDS]
    deed = nearest(deeds, hit, findings) if hit.act in ("sentence", "charge") else None
    return Valued("charge", DEEDS[deed.act], deed.start, deed.end) if deed else None


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
    if hit.act == "dismiss":
        marks = [mark for mark in marks if mark.code == "health"]
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


def _still(field: str, setting: Setting, findings: Findings) -> bool:
    """Tell whether the court of the last judgment told is still spoken of; what it judged holds a little longer."""
    if findings.sentence.paragraph == setting.court_paragraph:
        return True
    return field == "charge" and findings.number - setting.court_at <= CHARGE_REACH


def settled(
    setting: Setting, findings: Findings, told: Sequence[tuple[str, Valued]], published: date | None
) -> Setting:
    """Return the setting after a sentence: the date, court and places its claims took, which fade with distance."""
    number, paragraph = findings.number, findings.sentence.paragraph
    courts = {value.field: value for value in setting.court if _still(value.field, setting, findings)}
    courts |= {
        value.field: value for act, value in told if value.field in CARRIED and (value.field != "by" or act in JUDGED)
    }
    if any(act in IN_COURT - {"lawsuit"} for act, _ in told):
        setting = replace(setting, court_at=number, court_paragraph=paragraph)
    if told:
        places = {act: value for act, value in told if value.field == "place"}
        setting = replace(setting, places=places, told_at=number, paragraph=paragraph)
    setting = replace(setting, scope=setting.scope or _scope_told(findings))
    named = [court.name for court in findings.courts if _is_named(court)]
    if findings.courts and (named or number - setting.bench_at <= BENCH_REACH):
        setting = replace(setting, bench=tuple(dict.fromkeys((*setting.bench, *named))), bench_at=number)
    if land := _land(findings):
        setting = replace(setting, land=land[0], abroad=land[1], abroad_at=number)
    return dated_on(replace(setting, court=tuple(courts.values())), findings, told, published)
