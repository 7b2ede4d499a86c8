"""What is not known of two groups, and how far it would move the total if it were."""

from itertools import combinations

from msgspec import Struct, structs

from vidmova.totals.bounds import Bounds, quick_bounds
from vidmova.totals.fitting import Fitted
from vidmova.totals.systems import ImpossibleError, System, closed, components, pair

LARGEST = 6
"""Pairs among so many groups of the largest low and high numbers are tried."""
SHOWN = 5


class Overlap(Struct, frozen=True, kw_only=True):
    """Two groups of which nothing is known, and what knowing it would change."""

    events: tuple[str, str]
    floor_if_disjoint: int
    ceiling_if_inside: int | None


def overlaps(fitted: Fitted, certain: frozenset[str], every: frozenset[str], found: Bounds) -> tuple[Overlap, ...]:
    """Return the few unknown overlaps that matter most, those first that move the total furthest."""
    system = closed(fitted.system)
    home = {group.name: part for part in components(system) for group in part.groups}
    known = {pair(*two) for two in system.inside} | system.disjoint
    tried = [
        _tried(home, (a, b), certain, every, found)
        for a, b in combinations(_largest(system, every), 2)
        if pair(a, b) not in known
    ]
    told = [one for one in tried if one and _moves(one, found)]
    return tuple(sorted(told, key=lambda one: (-_moves(one, found), one.events))[:SHOWN])


def _moves(one: Overlap, found: Bounds) -> int:
    down = 0 if found.high is None or one.ceiling_if_inside is None else found.high - one.ceiling_if_inside
    return one.floor_if_disjoint - found.low + down


def _largest(system: System, every: frozenset[str]) -> list[str]:
    sizes = [group for group in system.groups if group.name in every]
    by_low = sorted(sizes, key=lambda group: (-group.low, group.name))[:LARGEST]
    by_high = sorted(sizes, key=lambda group: (-(group.high or 0), group.name))[:LARGEST]
    return list(dict.fromkeys(group.name for group in (*by_low, *by_high)))


def _tried(
    home: dict[str, System], two: tuple[str, str], certain: frozenset[str], every: frozenset[str], found: Bounds
) -> Overlap | None:
    here = _together(home[two[0]], home[two[1]])
    names = frozenset(group.name for group in here.groups)
    sizes = {group.name: group for group in here.groups}
    inner, outer = sorted(two, key=lambda name: (_top(sizes[name].high), name))
    asked, perhaps = certain & names, every & names
    try:
        apart = quick_bounds(structs.replace(here, disjoint=here.disjoint | {pair(*two)}), asked, perhaps)
        floor = max(found.low, apart.low)
    except ImpossibleError:
        floor = found.low
    try:
        before = quick_bounds(here, asked, perhaps).high
        after = quick_bounds(structs.replace(here, inside=here.inside | {(inner, outer)}), asked, perhaps).high
    except ImpossibleError:
        return None
    ceiling = None
    if found.high is not None and before is not None and after is not None:
        ceiling = max(found.low, found.high - (before - after))
    return Overlap(events=(inner, outer), floor_if_disjoint=floor, ceiling_if_inside=ceiling)


def _top(high: int | None) -> float:
    return float("inf") if high is None else float(high)


def _together(one: System, other: System) -> System:
    if one is other:
        return one
    return System(
        one.groups + other.groups, one.inside | other.inside, one.disjoint | other.disjoint, one.sums + other.sums
    )
