"""Groups of people with what is known of their sizes and of how they lie to each other."""

from collections.abc import Iterable, Mapping
from itertools import combinations

from msgspec import Struct, structs

from vidmova.errors import UsageError

Pair = tuple[str, str]


class ImpossibleError(UsageError):
    """Sizes and relations that cannot all be true."""

    def __init__(self, reason: str, groups: tuple[str, ...] = ()) -> None:
        self.groups = groups
        super().__init__(reason)


class Group(Struct, frozen=True):
    """A group of people: at least `low` and at most `high` of them, open above where `high` is None."""

    name: str
    low: int = 0
    high: int | None = None


class Sum(Struct, frozen=True):
    """A whole that is made of parts which share nobody."""

    whole: str
    parts: tuple[str, ...]


class System(Struct, frozen=True):
    """Groups and what is known of their relations; what is not said is unknown."""

    groups: tuple[Group, ...]
    inside: frozenset[Pair] = frozenset()
    """(a, b): everybody in a is in b."""
    disjoint: frozenset[Pair] = frozenset()
    """Pairs in order of name that share nobody."""
    sums: tuple[Sum, ...] = ()


def pair(a: str, b: str) -> Pair:
    """Return two names in order."""
    return (a, b) if a <= b else (b, a)


def nested(system: System) -> System:
    """Return the system with all nested groups, with parts of sums apart, and with tightened sizes.

    Raises ImpossibleError where a size is left with no value, naming the group.
    """
    summed = {(part, one.whole) for one in system.sums for part in one.parts}
    within = _supersets([group.name for group in system.groups], system.inside | summed)
    apart = {pair(*two) for two in system.disjoint}
    apart |= {pair(a, b) for one in system.sums for a, b in combinations(one.parts, 2)}
    sizes = _tightened(system, within)
    return System(
        tuple(structs.replace(one, low=sizes[one.name][0], high=sizes[one.name][1]) for one in system.groups),
        frozenset((a, b) for a, over in within.items() for b in over),
        frozenset(apart),
        system.sums,
    )


def closed(system: System) -> System:
    """Return the system with all that follows from it: nested groups, inherited disjointness, tightened sizes.

    Raises ImpossibleError where a size is left with no value, naming the group.
    """
    whole = nested(system)
    within = supersets(whole)
    apart = _inherited(set(whole.disjoint), within)
    sizes = {group.name: group for group in whole.groups}
    for a, b in sorted(apart):
        if a in within[b] or b in within[a]:
            inner = b if a in within[b] else a
            if sizes[inner].low > 0:
                raise ImpossibleError(f"{a} and {b} are said to share nobody, and one to lie inside the other", (a, b))
            sizes[inner] = Group(inner, 0, 0)
    return System(tuple(sizes.values()), whole.inside, frozenset(apart), whole.sums)


def components(system: System) -> list[System]:
    """Return the parts of a closed system that no relation ties together, in order of their first group."""
    leader = {group.name: group.name for group in system.groups}

    def find(name: str) -> str:
        while leader[name] != name:
            leader[name] = leader[leader[name]]
            name = leader[name]
        return name

    tied: Iterable[Pair] = [*system.inside, *system.disjoint]
    for a, b in tied:
        leader[find(a)] = find(b)
    members: dict[str, list[Group]] = {}
    for group in system.groups:
        members.setdefault(find(group.name), []).append(group)
    at = {group.name: root for root, groups in members.items() for group in groups}
    inside: dict[str, set[Pair]] = {root: set() for root in members}
    disjoint: dict[str, set[Pair]] = {root: set() for root in members}
    sums: dict[str, list[Sum]] = {root: [] for root in members}
    for two in system.inside:
        inside[at[two[0]]].add(two)
    for two in system.disjoint:
        disjoint[at[two[0]]].add(two)
    for one in system.sums:
        sums[at[one.whole]].append(one)
    return [
        System(tuple(groups), frozenset(inside[root]), frozenset(disjoint[root]), tuple(sums[root]))
        for root, groups in members.items()
    ]


def supersets(system: System) -> dict[str, set[str]]:
    """Return, for each group of a closed system, the groups that it lies inside."""
    over: dict[str, set[str]] = {group.name: set() for group in system.groups}
    for a, b in system.inside:
        over[a].add(b)
    return over


def apart_from(system: System) -> dict[str, set[str]]:
    """Return, for each group of a closed system, the groups that it shares nobody with."""
    apart: dict[str, set[str]] = {group.name: set() for group in system.groups}
    for a, b in system.disjoint:
        apart[a].add(b)
        apart[b].add(a)
    return apart


def _supersets(names: Iterable[str], inside: Iterable[Pair]) -> dict[str, set[str]]:
    over: dict[str, set[str]] = {name: set() for name in names}
    for a, b in inside:
        if a != b:
            over[a].add(b)
    within: dict[str, set[str]] = {}
    for name in over:
        found: set[str] = set()
        waiting = list(over[name])
        while waiting:
            next_one = waiting.pop()
            if next_one not in found:
                found.add(next_one)
                waiting += over[next_one]
        within[name] = found - {name}
    return within


def _inherited(apart: set[Pair], within: Mapping[str, set[str]]) -> set[Pair]:
    below: dict[str, list[str]] = {name: [name] for name in within}
    for name, over in within.items():
        for one in over:
            below[one].append(name)
    return {pair(x, y) for a, b in apart for x in below[a] for y in below[b] if x != y}


Sizes = dict[str, tuple[int, int | None]]


def _tightened(system: System, within: Mapping[str, set[str]]) -> Sizes:
    sizes: Sizes = {group.name: (group.low, group.high) for group in system.groups}
    nested = sorted((a, b) for a, over in within.items() for b in over)
    changed, rounds = True, 0
    while changed and rounds <= len(sizes):
        before = dict(sizes)
        for a, b in nested:
            _set(sizes, b, low=sizes[a][0])
            _set(sizes, a, high=sizes[b][1])
        for one in system.sums:
            _balance(sizes, one)
        changed, rounds = sizes != before, rounds + 1
    return sizes


def _balance(sizes: Sizes, one: Sum) -> None:
    low = sum(sizes[part][0] for part in one.parts)
    highs = [sizes[part][1] for part in one.parts]
    _set(sizes, one.whole, low=low, high=None if None in highs else sum(high or 0 for high in highs))
    whole_low, whole_high = sizes[one.whole]
    for part in one.parts:
        others = [sizes[other] for other in one.parts if other != part]
        if whole_high is not None:
            _set(sizes, part, high=whole_high - sum(low for low, _ in others))
        if all(high is not None for _, high in others):
            _set(sizes, part, low=whole_low - sum(high or 0 for _, high in others))


def _set(sizes: Sizes, name: str, low: int = 0, high: int | None = None) -> None:
    least, most = sizes[name]
    least = max(least, low)
    most = high if most is None else most if high is None else min(most, high)
    if most is not None and least > most:
        raise ImpossibleError(
            f"{name}: what is known of it leaves no number (at least {least:,}, at most {most:,}); "
            "one of the claims or relations about it is wrong",
            (name,),
        )
    sizes[name] = (least, most)
