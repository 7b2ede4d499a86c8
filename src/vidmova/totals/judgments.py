"""The table of judgments: one row a judgment, with what its claims and the way that it lies on tell of it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from msgspec import Struct

from vidmova.records import Case, Claim, Event, Interval, Linked, Range, claim_key
from vidmova.totals.agreeing import Agreed, court_names, days, numbers, place_names, words
from vidmova.totals.questions import ONE_OF
from vidmova.totals.ways import ONE, joined_ways

CONVICTED, ACQUITTED = "convicted", "acquitted"
AWAY = frozenset({"awol", "desert"})
REFUSED = frozenset({"refuse", *AWAY})
DENIED = frozenset({"dismiss", "deny", "resign"})


class Appeal(Struct, frozen=True, kw_only=True):
    """A ruling that is taken to be on a judgment."""

    event: str
    outcome: tuple[str, ...]
    court: tuple[str, ...]
    date: Interval | None
    because: str


class Judgment(Struct, frozen=True, kw_only=True):
    """One judgment: several words in a field that allows one, and wide numbers, are what claims disagree about."""

    event: str
    verdict: tuple[str, ...]
    """convicted or acquitted; both where claims disagree."""
    person: tuple[str, ...]
    people: Range
    charge: tuple[str, ...]
    absence_days: Range | None
    term_months: Range | None
    kind: tuple[str, ...]
    """prison, suspended, fine or other."""
    court: tuple[str, ...]
    place: tuple[str, ...]
    date: Interval | None
    category: tuple[str, ...]
    reason: tuple[str, ...]
    appeals: tuple[Appeal, ...]
    documents: int
    tellings: int
    """How many of the documents are independent."""
    disagree: tuple[str, ...]
    """Fields about which the claims disagree."""
    contradictions: tuple[str, ...]
    """Ids of the open contradictions about it."""
    perhaps_same: tuple[str, ...]
    """Other judgments of which a person should say whether they are this one."""
    of_way: tuple[str, ...]
    """Fields that other events on the person's way fill: its own claims do not."""


class Tally(Struct, frozen=True, kw_only=True):
    """Sentences told as a number: a count, no judgment that could be put beside others."""

    event: str
    verdict: tuple[str, ...]
    low: int
    high: int | None
    counted: str
    charge: tuple[str, ...]
    kind: tuple[str, ...]
    term_months: Range | None
    court: tuple[str, ...]
    category: tuple[str, ...]
    date: Interval | None
    part_of: str | None
    tellings: int
    disagree: tuple[str, ...]


class Court(Struct, frozen=True, kw_only=True):
    """All that is told of sentences, apart by what it can be counted as."""

    judgments: tuple[Judgment, ...]
    tallies: tuple[Tally, ...]
    unnumbered: tuple[str, ...]
    """Events that tell of sentences with neither a number nor a name ("courts grew harsher")."""
    not_held: tuple[str, ...]
    """Events whose sentence was only asked for, threatened or denied with its term: nobody was judged."""


Keyed = Sequence[tuple[str, Claim]]
"""Claims, each with its key."""


class _Known(Struct, frozen=True):
    events: Mapping[str, Event]
    claims: Mapping[str, Keyed]
    originals: Mapping[str, str]
    courts: Mapping[str, str]
    doubts: Mapping[str, Sequence[str]]
    ways: Mapping[str, Case]
    twins: Mapping[str, set[str]]
    rulings: Mapping[str, Sequence[str]]


def judgments(linked: Linked) -> Court:
    """Return the judgments that events tell of in order of date, and apart from them what is told as numbers."""
    known = _known(linked)
    rows, tallies, unnumbered, not_held = [], [], [], []
    for event in sorted((one for one in linked.events if one.act == "sentence"), key=_when):
        claims = _judging(event, known)
        people = _people(event, claims)
        if not claims:
            not_held.append(event.id)
        elif people is None:
            unnumbered.append(event.id)
        elif _is_judgment(event, people):
            rows.append(_judgment(event, claims, people, known))
        else:
            tallies.append(_tally(event, claims, people, known))
    return Court(judgments=tuple(rows), tallies=tuple(tallies), unnumbered=tuple(unnumbered), not_held=tuple(not_held))


def _when(event: Event) -> tuple[str, str]:
    return next((day for day in event.date or () if day), "9999"), event.id


def _known(linked: Linked) -> _Known:
    events = {one.id: one for one in linked.events}
    claims: defaultdict[str, list[tuple[str, Claim]]] = defaultdict(list)
    for document, found in linked.claims.items():
        for claim in found:
            if claim.event is not None:
                claims[claim.event].append((claim_key(document, claim.id), claim))
    doubts: defaultdict[str, list[str]] = defaultdict(list)
    for one in linked.contradictions:
        for event in one.events if one.state == "open" else ():
            doubts[event].append(one.id)
    named = {one.id: one.name for one in linked.entities if one.kind == "court"}
    courts = {one.claim: named[one.entity] for one in linked.mentions if one.field == "court" and one.entity in named}
    ways = [way for way in joined_ways(linked.cases, events) if way.person]
    return _Known(
        events=events,
        claims=claims,
        originals={document: one.documents[0] for one in linked.tellings for document in one.documents},
        courts={key: name for key, name in courts.items() if name},
        doubts=doubts,
        ways={event: way for way in reversed(ways) for event in way.events},
        twins=_twins(linked, claims),
        rulings=_rulings(linked.events),
    )


def _twins(linked: Linked, claims: Mapping[str, Keyed]) -> Mapping[str, set[str]]:
    """Return the sentences of which it is an open question whether they are one."""
    sentences = {one.id for one in linked.events if one.act == "sentence"}
    event_of = {key: event for event, keyed in claims.items() if event in sentences for key, _ in keyed}
    found: defaultdict[str, set[str]] = defaultdict(set)
    for link in linked.links:
        a, b = event_of.get(link.a), event_of.get(link.b)
        if link.judgement == "possible" and a and b and a != b:
            found[a].add(b)
            found[b].add(a)
    return found


def _rulings(events: Iterable[Event]) -> Mapping[str, Sequence[str]]:
    """Return the rulings about part of the people of an event, by that event."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for event in events:
        if event.act == "ruling" and event.subset_of:
            found[event.subset_of].append(event.id)
    return found


def _judging(event: Event, known: _Known) -> Keyed:
    """Return the claims that tell of a judgment: a sentence that was passed, or an acquittal (a denied sentence).

    A term or a kind of sentence that is denied is no acquittal: another one may have been passed.
    """
    asserted = [one for one in known.claims[event.id] if one[1].modality == "asserted"]
    denied = [one for one in known.claims[event.id] if one[1].modality == "denied"]
    cleared = [one for one in denied if not one[1].term_months and not one[1].sentence_type]
    return asserted + cleared


def _people(event: Event, claims: Keyed) -> Range | None:
    if event.low is not None:
        return event.low, event.high
    counts = [claim.count for _, claim in claims if claim.count]
    groups = [count for count in counts if count != ONE] or counts
    if groups:
        return numbers(groups).value
    named = {name for _, claim in claims for name in claim.person}
    return (len(named), len(named)) if named else None


def _is_judgment(event: Event, people: Range) -> bool:
    return people == ONE or (bool(event.person) and people == (len(event.person), len(event.person)))


def _said(claims: Keyed, known: _Known) -> dict[str, Agreed[Any]]:
    """Return what claims agree on, field by field; reasons add up, so that several of them never disagree."""
    every = [claim for _, claim in claims]
    reasons = sorted({reason for claim in every for reason in claim.reason})
    return {
        "verdict": words(CONVICTED if claim.modality == "asserted" else ACQUITTED for claim in every),
        "charge": words(claim.charge for claim in every),
        "kind": words(claim.sentence_type for claim in every),
        "court": court_names(known.courts.get(key, claim.court) for key, claim in claims),
        "place": place_names(claim.place for claim in every),
        "category": _categories(every),
        "term_months": numbers(claim.term_months for claim in every if claim.term_months),
        "absence_days": numbers(claim.absence_days for claim in every if claim.absence_days),
        "date": days(claim.date for claim in every if claim.date),
        "reason": Agreed(tuple(reasons)),
    }


def _categories(claims: Iterable[Claim]) -> Agreed[tuple[str, ...]]:
    """Return all categories told: they add up, but nobody is of two kinds of which one rules out the other."""
    found = {kind for claim in claims for kind in claim.category}
    return Agreed(tuple(sorted(found)), any(len(kinds & found) > 1 for kinds in ONE_OF))


def _judgment(event: Event, claims: Keyed, people: Range, known: _Known) -> Judgment:
    said = _said(claims, known)
    used = []
    for name, others in _of_way(event, known).items():
        told = _said(others, known)[name]
        if not said[name].value and told.value:
            said[name] = told
            used.append(name)
    return Judgment(
        event=event.id,
        person=tuple(event.person),
        people=people,
        appeals=_appeals(event, known),
        documents=len(event.documents),
        tellings=_tellings(event, known),
        disagree=tuple(sorted(name for name, one in said.items() if one.disagree)),
        contradictions=tuple(known.doubts.get(event.id, ())),
        perhaps_same=tuple(sorted(known.twins.get(event.id, ()))),
        of_way=tuple(used),
        **{name: one.value for name, one in said.items()},
    )


def _tellings(event: Event, known: _Known) -> int:
    return len({known.originals.get(one, one) for one in event.documents})


def _of_way(event: Event, known: _Known) -> dict[str, Keyed]:
    """Return the claims elsewhere on a way with one sentence only that tell of absence, category and reason."""
    way = known.ways.get(event.id)
    if way is None or _sentences(way, known) != [event.id]:
        return {}
    others = [known.events[one] for one in way.events if one != event.id and one in known.events]
    told = [(one.act, each) for one in others for each in known.claims[one.id] if each[1].modality == "asserted"]
    return {
        "absence_days": [each for act, each in told if act in AWAY],
        "category": [each for _, each in told],
        "reason": [each for act, each in told if act in REFUSED],
    }


def _sentences(way: Case, known: _Known) -> list[str]:
    return [one for one in way.events if known.events[one].act == "sentence"]


def _appeals(event: Event, known: _Known) -> tuple[Appeal, ...]:
    """Return the rulings after a sentence on its way and before the next one, and those said to be about its people."""
    way = known.ways.get(event.id)
    following: list[str] = []
    if way is not None:
        after = way.events[way.events.index(event.id) + 1 :]
        till = next((at for at, one in enumerate(after) if known.events[one].act == "sentence"), len(after))
        following = [one for one in after[:till] if known.events[one].act == "ruling"]
    parts = known.rulings.get(event.id, ())
    found = dict.fromkeys(following, _why(way, known)) | dict.fromkeys(parts, "its people are said to be those judged")
    return tuple(_appeal(known.events[one], why, known) for one, why in found.items())


def _why(way: Case | None, known: _Known) -> str:
    said = "it follows the sentence on the way of one person"
    if way and any(known.events[one].act in DENIED for one in way.events):
        return said + ", who was also dismissed, or asked to be: it may be about that"
    return said


def _appeal(event: Event, because: str, known: _Known) -> Appeal:
    claims = [(key, claim) for key, claim in known.claims[event.id] if claim.modality == "asserted"]
    named = dict.fromkeys(name for key, claim in claims if (name := known.courts.get(key, claim.court)))
    return Appeal(
        event=event.id,
        outcome=words(claim.outcome for _, claim in claims).value,
        court=tuple(named),
        date=days(claim.date for _, claim in claims if claim.date).value,
        because=because,
    )


def _tally(event: Event, claims: Keyed, people: Range, known: _Known) -> Tally:
    said = _said(claims, known)
    shown = [name for name in said if name in Tally.__struct_fields__]
    return Tally(
        event=event.id,
        low=people[0],
        high=people[1],
        counted=event.counted or next((claim.counted for _, claim in claims if claim.counted), "persons"),
        part_of=event.subset_of,
        tellings=_tellings(event, known),
        disagree=tuple(sorted(name for name in shown if said[name].disagree and name != "category")),
        **{name: said[name].value for name in shown},
    )
