"""Groups claims by the scores of their pairs, so that no chain of weak links joins two happenings."""

from collections.abc import Callable, Iterable, Mapping
from heapq import heapify, heappop, heappush
from math import log

from msgspec import Struct, field

COUNTED = 5
"""So many of the best pairs between two groups are averaged: claims far apart in a long text say little."""
COMPANY = 0.35
"""What each doubling (by e) of the pairs compared adds: several that agree tell more than one."""

Pair = tuple[int, int]
Apart = Callable[[list[int], list[int]], bool]
"""Whether two groups may never be joined."""


class Grouped(Struct, frozen=True):
    """The groups, each sorted, in order of their first member; and the pair that best shows each joining."""

    groups: list[list[int]]
    joined: list[Pair]


def _unsaid(one: int, other: int) -> None:
    """Tell nobody of a joining."""


class Rules(Struct, frozen=True):
    """What holds whatever the scores say; a group is known by its first member."""

    together: Iterable[Pair]
    """Pairs that are joined first."""
    never: Apart
    """Groups that even these do not join."""
    apart: Apart
    """Groups that scores do not join."""
    joined: Callable[[int, int], None] = _unsaid
    """Told that the second group was joined to the first, by their first members."""


class _Tie(Struct, frozen=True, gc=False):
    """What the compared pairs between two groups say: the best of them, their number, the worst, the pair to show."""

    best: tuple[float, ...]
    number: int
    worst: float
    shown: Pair
    strength: float


class _Groups(Struct):
    """Groups as they grow, and the ties between them."""

    members: dict[int, list[int]]
    told: Callable[[int, int], None]
    ties: dict[int, dict[int, _Tie]] = field(default_factory=dict)
    joined: list[Pair] = field(default_factory=list)


def group(size: int, evidence: Mapping[Pair, float], against: float, rules: Rules) -> Grouped:
    """Group the numbers below `size`: join the two groups whose pairs tell most for it, down to nothing for it.

    `evidence` has the pairs that were compared, the smaller number first: above 0 for one group, below for two; a pair
    that is not there says nothing. Groups with a pair at or below `against` are not joined, nor those of which no pair
    is for it. Equal ties are joined in order of their numbers.
    """
    growing = _Groups({number: [number] for number in range(size)}, rules.joined)
    together = list(rules.together)
    near = _reached(size, [*together, *(pair for pair, found in evidence.items() if found >= 0)])
    for (a, b), found in evidence.items():
        if near[a] == near[b]:
            tie = _Tie((found,), 1, found, (a, b), found)
            growing.ties.setdefault(a, {})[b] = growing.ties.setdefault(b, {})[a] = tie
    _join_judged(growing, together, rules.never)
    _grow(growing, against, rules.apart)
    return Grouped(sorted(sorted(members) for members in growing.members.values()), growing.joined)


def _reached(size: int, pairs: Iterable[Pair]) -> list[int]:
    """Return for each number the least one reached over pairs: what is not reached can never come into its group."""
    home = list(range(size))

    def root(one: int) -> int:
        while home[one] != one:
            home[one] = one = home[home[one]]
        return one

    for pair in pairs:
        a, b = ordered(root(pair[0]), root(pair[1]))
        home[b] = a
    return [root(one) for one in range(size)]


def _join_judged(growing: _Groups, together: Iterable[Pair], never: Apart) -> None:
    home: dict[int, int] = {}
    for a, b in sorted(together):
        one, other = ordered(home.get(a, a), home.get(b, b))
        if one != other and not never(growing.members[one], growing.members[other]):
            _join(growing, one, other, (a, b))
            home.update(dict.fromkeys(growing.members[one], one))


def _grow(growing: _Groups, against: float, apart: Apart) -> None:
    heap = [
        (-tie.strength, a, b)
        for a, others in growing.ties.items()
        for b, tie in others.items()
        if a < b and _binds(tie, against)
    ]
    heapify(heap)
    while heap:
        loss, a, b = heappop(heap)
        tie = growing.ties.get(a, {}).get(b)
        if tie is None or -tie.strength != loss or apart(growing.members[a], growing.members[b]):
            continue
        for other in _join(growing, a, b, tie.shown):
            tie = growing.ties[a][other]
            if _binds(tie, against):
                heappush(heap, (-tie.strength, *ordered(a, other)))


def _binds(tie: _Tie, against: float) -> bool:
    return tie.strength >= 0 and tie.best[0] >= 0 and tie.worst > against


def _join(growing: _Groups, a: int, b: int, shown: Pair) -> list[int]:
    """Join group b to a, and return the groups to which a has other ties than before."""
    growing.joined.append(shown)
    growing.told(a, b)
    growing.members[a] += growing.members.pop(b)
    own = growing.ties.setdefault(a, {})
    own.pop(b, None)
    moved = growing.ties.pop(b, {})
    moved.pop(a, None)
    for other, tie in moved.items():
        del growing.ties[other][b]
        own[other] = growing.ties[other][a] = _both(own[other], tie) if other in own else tie
    return list(moved)


def _both(one: _Tie, other: _Tie) -> _Tie:
    best = tuple(sorted((*one.best, *other.best), reverse=True)[:COUNTED])
    shown = min((-one.best[0], one.shown), (-other.best[0], other.shown))[1]
    number = one.number + other.number
    strength = sum(best) / len(best) + COMPANY * log(number)
    return _Tie(best, number, min(one.worst, other.worst), shown, strength)


def ordered(a: int, b: int) -> Pair:
    """Return a pair, the smaller number first."""
    return (a, b) if a < b else (b, a)
