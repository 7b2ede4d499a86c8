"""The groups of people of a question: events whose people are the same taken together, each with its number."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import TypeVar, cast

from msgspec import Struct, field

from vidmova.records import Event, Linked, Relation
from vidmova.totals.evidence import Number, number_of, other_units
from vidmova.totals.questions import Match, Question, matching
from vidmova.totals.rules import Counted, Use, cut, from_courts, from_people, from_text, from_units
from vidmova.totals.told import Told, asserted, silenced

T = TypeVar("T")
PEOPLE = "persons"
PAIRS = "possible-pairs"


class Book(Struct, frozen=True):
    """What a register holds, as questions need it."""

    linked: Linked
    events: dict[str, Event]
    told: dict[str, tuple[Told, ...]]
    """The claims of each event."""
    perhaps_one: tuple[tuple[str, str], ...]
    """Pairs of events that are perhaps one, the likeliest first."""
    known: dict[tuple[str, ...], object] = field(default_factory=dict)
    """What was found out of an event's claims alone, by the event and what was asked: many questions ask the same."""

    def of(self, name: str, asked: tuple[str, ...], said: tuple[Told, ...], made: Callable[[], T]) -> T:
        """Return what is asked of an event's claims, found out once where these are all its claims."""
        if said is not self.told.get(name):
            return made()
        key = (name, *asked)
        if key not in self.known:
            self.known[key] = made()
        return cast(T, self.known[key])


class Pool(Struct, frozen=True):
    """Events about the same people, and how many these are."""

    events: tuple[Event, ...]
    told: tuple[Told, ...]
    number: Number | None
    match: Match
    """Not in the question at all where it only bounds others."""

    @property
    def name(self) -> str:
        """The id of its first event."""
        return self.events[0].id


class Pooled(Struct, frozen=True):
    """All groups of a question and what rules say of them, by the names of the groups."""

    pools: tuple[Pool, ...]
    uses: tuple[Use, ...]
    """Every use of a rule, by ids of events."""
    home: dict[str, str]
    """The group of each event."""
    cut: int
    """How many events were too many to be compared."""


def book(linked: Linked, told: dict[str, tuple[Told, ...]], before: Book | None = None) -> Book:
    """Return a register's events and claims as questions need them, with what is known of them from before."""
    event_of = {key: event.id for event in linked.events for key in event.claims}
    pairs: dict[tuple[str, str], float] = {}
    for link in linked.links:
        a, b = event_of.get(link.a), event_of.get(link.b)
        if link.judgement == "possible" and a and b and a != b:
            two = (a, b) if a < b else (b, a)
            pairs[two] = max(link.score, pairs.get(two, 0.0))
    likeliest = tuple(sorted(pairs, key=lambda two: (-pairs[two], two)))
    known: dict[tuple[str, ...], object] = {}
    if before is not None:
        told = {name: _as_before(before.told.get(name, ()), said) for name, said in told.items()}
        same = {name for name, said in told.items() if said is before.told.get(name)}
        known = {key: found for key, found in before.known.items() if key[0] in same}
    return Book(linked, {event.id: event for event in linked.events}, told, likeliest, known)


def _as_before(before: tuple[Told, ...], now: tuple[Told, ...]) -> tuple[Told, ...]:
    """Return the claims as they were kept before, where they are the same records told by the same voices."""
    if len(before) != len(now):
        return now
    for one, other in zip(before, now, strict=True):
        if one.claim is not other.claim or (one.key, one.outlet, one.voices, one.published) != (
            *(other.key, other.outlet, other.voices, other.published),
        ):
            return now
    return before


def pooled(question: Question, known: Book) -> Pooled:
    """Return the groups of a question, those that bound them, and what rules say of both."""
    told = _heard(question, known)
    matches = {name: matching(question, known.events[name], said) for name, said in told.items()}
    asked = [name for name, match in matches.items() if match.certainty != "no"]
    there = _reached(asked, known.linked.relations, _bounding(question, known, told), question)
    counted = [_counted(question, known, name, told[name]) for name in asked]
    with_number = [one for one in counted if one.low]
    uses = list(_uses(question, known, there, with_number))
    home = _homes(there, uses, known, question)
    members: dict[str, list[str]] = {}
    for name in there:
        members.setdefault(home[name], []).append(name)
    pools = [_pool(question, known, names, told, matches) for names in members.values()]
    names = {event.id: pool.name for pool in pools for event in pool.events}
    return Pooled(tuple(pools), tuple(uses), names, cut(with_number))


def _heard(question: Question, known: Book) -> dict[str, tuple[Told, ...]]:
    if not question.without:
        return {name: said for name, said in known.told.items() if name in known.events}
    voices = {voice for said in known.told.values() for one in said for voice in one.voices}
    barred = silenced(voices, question.without)
    kept = {name: tuple(one for one in said if not barred & set(one.voices)) for name, said in known.told.items()}
    return {name: said for name, said in kept.items() if said and name in known.events}


def _bounding(question: Question, known: Book, told: Mapping[str, tuple[Told, ...]]) -> set[str]:
    """Return the events that may bound others: those asserted that do not count something else."""
    found = set()
    for name, said in told.items():
        if known.of(name, ("bounding", question.counted), said, partial(_may_bound, said, question.counted)):
            found.add(name)
    return found


def _may_bound(said: tuple[Told, ...], counted: str) -> bool:
    if not asserted(said):
        return False
    return number_of(said, counted) is not None or (counted == PEOPLE and not other_units(said, PEOPLE))


def _number(question: Question, known: Book, name: str, said: tuple[Told, ...]) -> Number | None:
    narrower = "narrower-number" not in question.off
    made = partial(number_of, said, question.counted, narrower)
    return known.of(name, ("number", question.counted, "narrower" if narrower else ""), said, made)


def _reached(asked: Sequence[str], relations: Iterable[Relation], may: set[str], question: Question) -> list[str]:
    """Return the events asked for, and after them all that relations of parts and wholes tie to them."""
    beside: dict[str, list[str]] = {}
    for one in relations if "relations" not in question.off else ():
        if one.kind in ("part_of", "later_state", "sum_of", "same"):
            for other in one.others:
                beside.setdefault(one.event, []).append(other)
                beside.setdefault(other, []).append(one.event)
    found = dict.fromkeys(asked)
    waiting = [name for name in asked if name in may]
    while waiting:
        for other in beside.get(waiting.pop(), ()):
            if other in may and other not in found:
                found[other] = None
                waiting.append(other)
    return list(found)


def _counted(question: Question, known: Book, name: str, said: tuple[Told, ...]) -> Counted:
    number = _number(question, known, name, said)
    return Counted(known.events[name], said, number.low if number else 0)


def _uses(question: Question, known: Book, there: Sequence[str], counted: Sequence[Counted]) -> Iterator[Use]:
    on = {"relations", "one-person", "other-names", "other-units", "other-courts"} - question.off
    if "relations" in on:
        yield from from_text(known.linked.relations, there)
    found: list[Use] = []
    if question.counted == PEOPLE:
        found += [*from_people(counted), *from_units(counted)]
    found += from_courts(counted)
    yield from (use for use in found if use.rule in on)
    if question.possible == "apart":
        numbered = {one.event.id for one in counted}
        for two in known.perhaps_one:
            if numbered.issuperset(two):
                yield Use(rule=PAIRS, kind="disjoint", events=two, because="taken as two groups that share nobody")


def _homes(there: Sequence[str], uses: Iterable[Use], known: Book, question: Question) -> dict[str, str]:
    """Return for each event the first event that is about the same people."""
    ways = list(uses)
    joining = _Joining(there, ways)
    for use in ways:
        for other in use.events[1:] if use.kind == "same" else ():
            joining.join(use.events[0], other)
    for a, b in known.perhaps_one if question.possible == "same" else ():
        if a in joining.home and b in joining.home:
            joining.join(a, b)
    return joining.home


class _Joining:
    """Joins events about the same people, but none that are said to be apart, or part and whole."""

    def __init__(self, there: Sequence[str], uses: Sequence[Use]) -> None:
        self.home = {name: name for name in there}
        self._place = {name: number for number, name in enumerate(there)}
        self._members = {name: [name] for name in there}
        self._barred: dict[str, set[int]] = {name: set() for name in there}
        for number, use in enumerate(uses):
            for name in use.events if use.kind != "same" else ():
                self._barred[name].add(number)

    def join(self, a: str, b: str) -> None:
        """Hold two events to be about the same people, unless that cannot be."""
        first, second = sorted((self.home[a], self.home[b]), key=self._place.__getitem__)
        if first == second or self._barred[first] & self._barred[second]:
            return
        self._members[first] += self._members.pop(second)
        self._barred[first] |= self._barred[second]
        for name in self._members[first]:
            self.home[name] = first


def _pool(
    question: Question,
    known: Book,
    names: Sequence[str],
    told: Mapping[str, tuple[Told, ...]],
    matches: Mapping[str, Match],
) -> Pool:
    said = told[names[0]] if len(names) == 1 else tuple(one for name in names for one in told[name])
    found = [matches[name] for name in names]
    best = next((one for want in ("certain", "possible") for one in found if one.certainty == want), found[0])
    return Pool(tuple(known.events[name] for name in names), said, _number(question, known, names[0], said), best)
