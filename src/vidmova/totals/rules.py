"""Named rules that say how the people of two events lie to each other; each can be switched off, each use is listed."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import combinations
from typing import Literal

from msgspec import Struct

from vidmova.entities.comparing import compare, keys
from vidmova.linking.unitlevels import may_differ
from vidmova.records import EntityKind, Event, Interval, Relation
from vidmova.totals.told import Told, asserted

UseKind = Literal["same", "inside", "sum", "disjoint"]

RULES = {
    "relations": "what the texts say: parts, sums, later states of a counter, what is counted side by side",
    "one-person": "events about one and the same named person are about the same people",
    "other-names": "people named in full whose names differ are different people",
    "other-units": "people of different units of one level, within a month, are different people",
    "other-courts": "people sentenced by different courts within a year are different people",
    "narrower-number": "a number that holds a narrower one says less, and does not dispute it",
    "published": "what is told as done was done by the day it was published",
}
"""Every rule, and what it holds."""
MONTH, YEAR = 31, 366
MOST = 200
"""So many events are compared in units or courts, those of the largest numbers first."""


class Use(Struct, frozen=True, kw_only=True):
    """A rule at work: how the people of some events lie to each other."""

    rule: str
    kind: UseKind
    events: tuple[str, ...]
    """inside: the part and the whole; sum: the whole and its parts; same and disjoint: all of them."""
    because: str
    claims: tuple[str, ...] = ()


class Counted(Struct, frozen=True):
    """An event that rules look at."""

    event: Event
    told: tuple[Told, ...]
    low: int


def from_text(relations: Iterable[Relation], known: Iterable[str]) -> Iterator[Use]:
    """Yield what the texts say of the events that are known."""
    there = set(known)
    for one in relations:
        others = [other for other in one.others if other in there and other != one.event]
        if one.event not in there or not others:
            continue
        for kind, events in _meant(one, others):
            yield Use(rule="relations", kind=kind, events=events, because=one.because, claims=tuple(one.claims))


def _meant(one: Relation, others: Sequence[str]) -> Iterator[tuple[UseKind, tuple[str, ...]]]:
    if one.kind == "same":
        yield "same", (one.event, *others)
    elif one.kind == "disjoint":
        yield "disjoint", (one.event, *others)
    elif one.kind == "part_of":
        yield from (("inside", (one.event, whole)) for whole in others)
    elif one.kind == "later_state":
        yield from (("inside", (earlier, one.event)) for earlier in others)
    elif one.kind == "sum_of" and one.gap == 0 and len(others) == len(one.others):
        yield "sum", (one.event, *others)
    elif one.kind == "sum_of":
        yield from (("inside", (part, one.event)) for part in others)


def from_people(counted: Sequence[Counted]) -> Iterator[Use]:
    """Yield that events about one named person are about the same, and that those of other names are not."""
    single = [(one, name) for one in counted if (name := _only_person(one))]
    homes: defaultdict[int, list[tuple[Counted, str]]] = defaultdict(list)
    for number, pair in zip(_one_person([name for _, name in single]), single, strict=True):
        homes[number].append(pair)
    for members in homes.values():
        if len(members) > 1:
            events = tuple(one.event.id for one, _ in members)
            yield Use(rule="one-person", kind="same", events=events, because=f"all name {members[0][1]}")
    full = [members[0] for members in homes.values() if len(members[0][1].split()) > 1]
    clear = _no_two_alike(full)
    if len(clear) > 1:
        because = f"{len(clear)} people are named in full, and no two of the names may be one"
        yield _apart("other-names", clear, because)


def _no_two_alike(full: Sequence[tuple[Counted, str]]) -> list[str]:
    """Return events of people of whom no two may be one: all but those who may be somebody taken before."""
    rivals: defaultdict[int, set[int]] = defaultdict(set)
    for a, b in _sharing([name for _, name in full], "person"):
        if compare("person", full[a][1], full[b][1]).judgement != "different":
            rivals[b].add(a)
    taken: dict[int, str] = {}
    for number, (one, _) in enumerate(full):
        if not rivals[number] & taken.keys():
            taken[number] = one.event.id
    return list(taken.values())


def _only_person(one: Counted) -> str | None:
    names = {name for told in asserted(one.told) for name in told.claim.person}
    alone = all(told.claim.count in (None, (1, 1)) and not told.claim.group for told in asserted(one.told))
    return next(iter(one.event.person), None) if alone and len(one.event.person) == 1 and names else None


def _one_person(names: Sequence[str]) -> list[int]:
    """Return for each name the number of the first that surely names the same person."""
    home = list(range(len(names)))
    for first, second in _sharing(names, "person"):
        if home[second] == second and compare("person", names[first], names[second]).judgement == "same":
            home[second] = home[first]
    return home


def _sharing(names: Sequence[str], kind: EntityKind) -> list[tuple[int, int]]:
    """Return the pairs of names that share a key, in order."""
    bearing: defaultdict[str, list[int]] = defaultdict(list)
    for number, name in enumerate(names):
        for key in keys(kind, name):
            bearing[key].append(number)
    return sorted({pair for numbers in bearing.values() for pair in combinations(numbers, 2)})


def from_units(counted: Sequence[Counted]) -> Iterator[Use]:
    """Yield that events of different units at one time share nobody."""
    return _by_name(counted, "other-units", "unit", MONTH)


def from_courts(counted: Sequence[Counted]) -> Iterator[Use]:
    """Yield that sentences of different courts share nobody."""
    return _by_name([one for one in counted if one.event.act == "sentence"], "other-courts", "court", YEAR)


def _by_name(counted: Sequence[Counted], rule: str, field: EntityKind, days: int) -> Iterator[Use]:
    named = [(one, names, when) for one in counted if (names := _names(one, field)) and (when := _days(one.event.date))]
    named.sort(key=lambda row: (-row[0].low, row[0].event.id))
    differ = _differing(field)
    for (one, names, when), (other, others, then) in combinations(named[:MOST], 2):
        if one.event.act != other.event.act or max(when[1], then[1]) - min(when[0], then[0]) > days:
            continue
        if all(differ(a, b) for a in names for b in others):
            because = f"{names[0]} is not {others[0]}"
            yield _apart(rule, [one.event.id, other.event.id], because)


def _differing(field: EntityKind) -> Callable[[str, str], bool]:
    known: dict[tuple[str, str], bool] = {}

    def differ(a: str, b: str) -> bool:
        if (a, b) not in known:
            level = field != "unit" or may_differ(a, b)
            known[a, b] = known[b, a] = level and compare(field, a, b).judgement == "different"
        return known[a, b]

    return differ


def _names(one: Counted, field: EntityKind) -> list[str]:
    said = (told.claim.unit if field == "unit" else told.claim.court for told in asserted(one.told))
    return sorted({name for name in said if name})


def _days(interval: Interval | None) -> tuple[int, int] | None:
    if interval is None or interval[0] is None or interval[1] is None:
        return None
    return date.fromisoformat(interval[0]).toordinal(), date.fromisoformat(interval[1]).toordinal()


def _apart(rule: str, events: Sequence[str], because: str) -> Use:
    return Use(rule=rule, kind="disjoint", events=tuple(events), because=because)


def cut(counted: Sequence[Counted]) -> int:
    """Return how many events with a unit or court were left out of comparing because there are so many."""
    several = [sum(1 for one in counted if _names(one, field) and _days(one.event.date)) for field in ("unit", "court")]
    return max(0, max(several) - MOST)
