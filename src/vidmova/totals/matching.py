"""Decides who is one: each record with its best of another list, never chained, with how sure that is."""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from vidmova.entities.comparison import SAME

WRONG = 0.015
"""Pairs less sure than SAME are joined too while no larger share of all that are joined is expected to be wrong."""
LIKELY = 0.5
"""But none that is not likelier one person than two."""
POSSIBLE = 0.3
"""From here on a person is asked."""
ROUNDS = 12
AT_FIRST, REPEATS_AT_FIRST = 0.1, 0.01
"""Share of the shorter of two lists that is held to be on the other, and of repeats in one, before anything is seen."""
CERTAIN = 2.0**60

ListPair = tuple[int, int]


class Scored(Struct, frozen=True):
    """Two records with the evidence for one person, in powers of two, and the levels it comes from."""

    a: int
    b: int
    weight: float
    levels: tuple[int, ...] = ()
    weights: tuple[float, ...] = ()
    ask: bool = False
    """Whether they are never joined without asking, however likely: surnames differ, or one list has two of a name."""


class Weighed(Struct, frozen=True):
    """Groups of records of one person; pairs judged, each by its place among the scored; shares by lists."""

    groups: list[list[int]]
    judged: list[tuple[int, str, float]]
    shares: dict[ListPair, float]


def match(scored: Sequence[Scored], list_of: Sequence[int], sizes: Mapping[int, int]) -> Weighed:
    """Return who is one among scored pairs, given the list of each record and how many records each list has."""
    shares = _shares(scored, list_of, sizes)
    repeats = _Groups(list_of, {}, one_each=False)
    surely = _probabilities(scored, list_of, sizes, shares)
    within = [at for at, pair in enumerate(scored) if list_of[pair.a] == list_of[pair.b]]
    found = {(pair.a, pair.b): surely[at] for at, pair in enumerate(scored)}
    for at in sorted(within, key=lambda at: (-surely[at], -scored[at].weight, at)):
        if surely[at] >= SAME and not scored[at].ask:
            repeats.join(scored[at].a, scored[at].b, found)
    probabilities = _probabilities(scored, list_of, sizes, shares, repeats.of)
    found = {(pair.a, pair.b): probabilities[at] for at, pair in enumerate(scored)}
    groups = _Groups(list_of, repeats.of, one_each=True)
    between = [at for at, pair in enumerate(scored) if list_of[pair.a] != list_of[pair.b]]
    least = _least(probabilities[at] for at in between if not scored[at].ask)
    for at in sorted(between, key=lambda at: (-probabilities[at], -scored[at].weight, at)):
        if probabilities[at] >= least and not scored[at].ask:
            groups.join(scored[at].a, scored[at].b, found)
    judged = []
    for at, pair in enumerate(scored):
        if groups.of.get(pair.a, pair.a) == groups.of.get(pair.b, pair.b):
            judged.append((at, "same", probabilities[at]))
        elif probabilities[at] >= POSSIBLE:
            judged.append((at, "possible", probabilities[at]))
    return Weighed(groups.all(len(list_of)), judged, shares)


def _least(probabilities: Iterable[float]) -> float:
    """Return from which probability on records of two lists are joined."""
    wrong = 0.0
    for joined, probability in enumerate(sorted(probabilities, reverse=True), 1):
        wrong += 1 - probability
        if probability < LIKELY or (probability < SAME and wrong > WRONG * joined):
            return min(SAME, math.nextafter(probability, 1.0))
    return LIKELY


class _Groups:
    """Records of one person, joined best pair first."""

    def __init__(self, list_of: Sequence[int], before: Mapping[int, int], one_each: bool) -> None:
        self._list_of, self._one_each = list_of, one_each
        self.of: dict[int, int] = dict(before)
        self._members: dict[int, list[int]] = defaultdict(list)
        for record, group in sorted(before.items()):
            self._members[group].append(record)

    def join(self, a: int, b: int, probability: Mapping[tuple[int, int], float]) -> None:
        """Make one group of those of two records, unless a list has somebody in both or others in them differ."""
        one, two = sorted((self.of.get(a, a), self.of.get(b, b)))
        if one == two:
            return
        first, second = self._members.get(one, [one]), self._members.get(two, [two])
        if self._one_each and {self._list_of[x] for x in first} & {self._list_of[x] for x in second}:
            return
        between = [probability.get((min(x, y), max(x, y)), 0.0) for x in first for y in second]
        # A record between two that do not resemble each other never chains them together.
        if 2 * sum(value >= POSSIBLE for value in between) < len(between):
            return
        self._members[one] = sorted((*first, *second))
        self._members.pop(two, None)
        for record in self._members[one]:
            self.of[record] = one

    def all(self, size: int) -> list[list[int]]:
        """Return every group, those of one record too, in order of the first record."""
        return [self._members.get(record, [record]) for record in range(size) if self.of.get(record, record) == record]


def _lists(pair: Scored, list_of: Sequence[int]) -> ListPair:
    a, b = sorted((list_of[pair.a], list_of[pair.b]))
    return a, b


def _shares(scored: Sequence[Scored], list_of: Sequence[int], sizes: Mapping[int, int]) -> dict[ListPair, float]:
    """Return for each two lists the share of the shorter that is on the other, of one list that of its repeats."""
    places = defaultdict(list)
    for at, pair in enumerate(scored):
        places[_lists(pair, list_of)].append(at)
    found: dict[ListPair, float] = {}
    for lists in ((a, b) for a in sorted(sizes) for b in sorted(sizes) if a <= b):
        within = lists[0] == lists[1]
        own = [scored[at] for at in places[lists] if not (within and scored[at].ask)]
        start, most = REPEATS_AT_FIRST if within else AT_FIRST, min(sizes[lists[0]], sizes[lists[1]])
        share = start
        for _ in range(ROUNDS if own else 0):
            sure = _probabilities(own, list_of, sizes, {lists: share})
            held = _repeats(own, sure) if within else sum(sure)
            # What is held at first counts as two people, so that short lists are not taken to be one and the same.
            share = min(1.0, (held + start * 2) / (most + 2))
        found[lists] = round(share, 6)
    return found


def _repeats(pairs: Sequence[Scored], sure: Sequence[float]) -> float:
    """Return how many records repeat another, where each may resemble many."""
    best: dict[int, float] = defaultdict(float)
    for pair, probability in zip(pairs, sure, strict=True):
        for record in (pair.a, pair.b):
            best[record] = max(best[record], probability)
    return sum(best.values()) / 2


def _probabilities(
    scored: Sequence[Scored],
    list_of: Sequence[int],
    sizes: Mapping[int, int],
    shares: Mapping[ListPair, float],
    groups: Mapping[int, int] | None = None,
) -> list[float]:
    """Return how likely each pair is one, where a record is at most one person of another list.

    Others that resemble it as much take from its probability; repeats of one person in a list (`groups`) do not.
    """
    odds = []
    best: dict[tuple[int, int], dict[int, float]] = defaultdict(dict)
    same = groups or {}
    for pair in scored:
        value = _odds(pair, _lists(pair, list_of), sizes, shares)
        odds.append(value)
        for record, other in ((pair.a, pair.b), (pair.b, pair.a)):
            rivals = best[(record, list_of[other])]
            group = same.get(other, other)
            rivals[group] = max(rivals.get(group, 0.0), value)
    total = {key: sum(rivals.values()) for key, rivals in best.items()}
    found = []
    for pair, value in zip(scored, odds, strict=True):
        if list_of[pair.a] == list_of[pair.b]:
            found.append(value / (1 + value))
            continue
        of_a, of_b = total[(pair.a, list_of[pair.b])], total[(pair.b, list_of[pair.a])]
        # A repeat stands for its person: what the person's best record has counts as its own.
        rest = max(
            of_a - best[(pair.a, list_of[pair.b])][same.get(pair.b, pair.b)],
            of_b - best[(pair.b, list_of[pair.a])][same.get(pair.a, pair.a)],
        )
        found.append(value / (1 + value + max(0.0, rest)))
    return found


def _odds(pair: Scored, lists: ListPair, sizes: Mapping[int, int], shares: Mapping[ListPair, float]) -> float:
    """Return the odds for one person: how rare such pairs are, times the evidence."""
    small, large = sorted((sizes[lists[0]], sizes[lists[1]]))
    among = large if lists[0] != lists[1] else max(1.0, (large - 1) / 2)
    prior = min(0.5, shares[lists] / among) if small else 0.0
    return min(CERTAIN, prior / (1 - prior) * math.pow(2.0, min(60.0, pair.weight)))
