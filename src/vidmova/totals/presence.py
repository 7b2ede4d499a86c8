"""Who is on which lists: patterns of presence counted from linked records, and how far the open questions move them."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from itertools import combinations
from typing import Literal

from msgspec import Struct

from vidmova.entities.comparing import keys
from vidmova.lexicon.folding import fold
from vidmova.totals.linkage import Linkage, Pair, Record
from vidmova.totals.lists import PersonList

HALF = 0.5
DOUBTFUL = frozenset({"possible", "unsure"})
Field = Literal["unit", "place", "category", "rank"]
Patterns = dict[tuple[int, ...], int]
"""How many people are on exactly these lists: (1, 0, 1) is on the first and the third; in order of pattern."""


class Shared(Struct, frozen=True, kw_only=True):
    """How many people two lists share."""

    a: str
    b: str
    people: int
    """Held to be on both."""
    if_all: int
    """If every open question is answered with yes, and what cannot be known is so."""
    expected: float
    """By the probabilities of all pairs, also of those that are too doubtful to be asked about."""
    questions: int


class Presence(Struct, frozen=True, kw_only=True):
    """Lists laid over each other."""

    lists: tuple[str, ...]
    rows: tuple[int, ...]
    people: tuple[int, ...]
    """People on each list: rows less repeats."""
    patterns: Patterns
    expected: Patterns
    """The patterns with as many pairs joined, the surest first, as are expected to be true: what to estimate from.

    What is surely one misses those whose records differ too much, so that a total made from it is too high.
    """
    if_all: Patterns
    """The patterns if every open question is answered with yes."""
    shared: tuple[Shared, ...]
    """For each two lists."""


def lay_over(lists: Sequence[PersonList], found: Linkage) -> Presence:
    """Return how linked lists lie over each other."""
    counted, pairs = patterns(found.people, len(lists)), list(combinations(range(len(lists)), 2))
    people = tuple(on(counted, at) for at in range(len(lists)))
    expected = _expected(found, counted, len(lists))
    most = patterns(_joined(found, dict.fromkeys(pairs, math.inf)), len(lists))
    asked = Counter(_lists(pair) for pair in found.pairs if pair.judgement == "possible")
    shared = tuple(
        Shared(
            a=lists[a].name,
            b=lists[b].name,
            people=on(counted, a, b),
            if_all=on(most, a, b),
            expected=round(expected[a, b], 1),
            questions=asked[a, b],
        )
        for a, b in pairs
    )
    return Presence(
        lists=tuple(one.name for one in lists),
        rows=tuple(len(one.rows) for one in lists),
        people=people,
        patterns=counted,
        expected=patterns(likely_people(found, len(lists)), len(lists)),
        if_all=most,
        shared=shared,
    )


def patterns(people: Iterable[Iterable[Record]], lists: int) -> Patterns:
    """Return how many people are on exactly which lists; nobody is counted who is on none."""
    counted = Counter(_presence(records, lists) for records in people)
    return {pattern: counted[pattern] for pattern in sorted(counted) if any(pattern)}


def on(counted: Mapping[tuple[int, ...], int], *lists: int) -> int:
    """Return how many people are on all of these lists, whatever other lists they are on."""
    return sum(number for pattern, number in counted.items() if all(pattern[at] for at in lists))


def likely_people(found: Linkage, lists: int) -> list[list[Record]]:
    """Return the people with as many more pairs joined, the surest first, as are expected to be one person's."""
    counted = patterns(found.people, lists)
    expected = _expected(found, counted, lists)
    return _joined(found, {two: number - on(counted, *two) for two, number in expected.items()})


def by_field(lists: Sequence[PersonList], people: Iterable[Sequence[Record]], field: Field) -> dict[str, Patterns]:
    """Return the patterns by unit, place, category or rank: of each person what the first row says that says it.

    Names of one unit or place in other words are one stratum, called by the commonest; people of whom no row says it
    are under nothing.
    """
    rows = {Record(at, row.number): row for at, one in enumerate(lists) for row in one.rows}
    parted: dict[str, list[Sequence[Record]]] = defaultdict(list)
    called: dict[str, Counter[str]] = defaultdict(Counter)
    for records in people:
        said = next((str(said) for record in records if (said := getattr(rows[record], field))), "")
        key = _key(field, said)
        parted[key].append(records)
        called[key][said] += 1
    named = {max(sorted(words), key=words.__getitem__): key for key, words in called.items()}
    return {name: patterns(parted[named[name]], len(lists)) for name in sorted(named)}


def _key(field: Field, said: str) -> str:
    shared = keys(field, said) if said and (field == "unit" or field == "place") else ()
    return " ".join(sorted(shared)) or fold(said)


def _expected(found: Linkage, counted: Patterns, lists: int) -> dict[tuple[int, int], float]:
    people = [on(counted, at) for at in range(lists)]
    pairs = combinations(range(lists), 2)
    return {(a, b): found.shares.get((a, b), 0.0) * min(people[a], people[b]) for a, b in pairs}


def _presence(records: Iterable[Record], lists: int) -> tuple[int, ...]:
    there = {record.list for record in records}
    return tuple(int(at in there) for at in range(lists))


def _lists(pair: Pair) -> tuple[int, int]:
    a, b = sorted((pair.a.list, pair.b.list))
    return a, b


def _joined(found: Linkage, wanted: Mapping[tuple[int, int], float]) -> list[list[Record]]:
    """Return the people with so many more pairs of each two lists answered with yes, the likeliest first.

    A person keeps one record of each list at most, and none that somebody held apart from another.
    """
    group_of = {record: at for at, records in enumerate(found.people) for record in records}
    groups = {at: list(records) for at, records in enumerate(found.people)}
    apart = {frozenset(two) for two in found.apart}
    left = dict(wanted)
    for pair in found.pairs:
        lists = _lists(pair)
        if pair.judgement in DOUBTFUL and left.get(lists, 0.0) >= HALF and _join(groups, group_of, pair, apart):
            left[lists] -= 1
    return [records for _, records in sorted(groups.items())]


def _join(
    groups: dict[int, list[Record]], group_of: dict[Record, int], pair: Pair, apart: Set[frozenset[Record]]
) -> bool:
    one, two = sorted((group_of[pair.a], group_of[pair.b]))
    if one == two or {record.list for record in groups[one]} & {record.list for record in groups[two]}:
        return False
    if apart and any(frozenset((x, y)) in apart for x in groups[one] for y in groups[two]):
        return False
    groups[one] += groups.pop(two)
    for record in groups[one]:
        group_of[record] = one
    return True
