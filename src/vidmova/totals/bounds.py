"""The smallest and the largest number of people that sizes and relations of groups allow.

What is not said of two groups is unknown: the floor of two counts is then the larger, the ceiling their sum. The floor
holds whatever the truth is; so does the ceiling. Where a system is too large to prove the best figure, both are still
safe, and the gap to a figure that can be is given (Manski 2003, *Partial Identification of Probability Distributions*,
for the view; linear programming over atoms for the working).
"""

import math
import time
from collections import Counter
from collections.abc import Iterable

import highspy
from msgspec import Struct, structs

from vidmova.totals import atoms
from vidmova.totals.cliques import heaviest
from vidmova.totals.nests import shrunk
from vidmova.totals.systems import ImpossibleError, System, apart_from, closed, components, nested, supersets

SECONDS = 3.0
"""How long the proof of one end may take for groups that relations tie together."""
ALL_SECONDS = 6.0
"""How long all proofs together may take; what is left after that has safe bounds with a gap."""
SMALLEST_NESTED = 12
"""Systems of fewer groups are solved as they are."""
LARGEST_NEST = 400
"""Larger nests are left as they are."""
MOST_PAIRS = 100_000
"""With more inherited pairs than this, a system is made smaller by forgetting some of what is known."""
NEST_SECONDS = 1.0
"""How long the proof for one nest may take; without it the nest has safe bounds."""
CLOSE = 1e-4


class Bounds(Struct, frozen=True, kw_only=True):
    """How many people are in at least one of the groups asked for."""

    low: int
    """No truth that fits the sizes and relations has fewer."""
    high: int | None
    """None has more; None where some size is open."""
    low_gap: int | None = 0
    """How far above `low` the smallest number lies that was shown to be possible; None where none was shown."""
    high_gap: int = 0
    """How far below `high` the largest number lies that was shown to be possible."""
    carrying: list[str]
    """Groups that share nobody with one another and carry the floor."""
    proved_more: int = 0
    """How many people the floor has beyond those groups, by all relations taken together."""

    @property
    def gap(self) -> int | None:
        """How wide the answer is; None where it is open above."""
        return None if self.high is None else self.high - self.low


def bounds(
    system: System,
    wanted: Iterable[str] | None = None,
    perhaps: Iterable[str] = (),
    seconds: float = ALL_SECONDS,
) -> Bounds:
    """Return the bounds of the union of the wanted groups (all, where None).

    Groups that are `perhaps` wanted too count for the ceiling and not for the floor. Raises ImpossibleError where no
    people can fit the sizes and relations.
    """
    chosen = frozenset(group.name for group in system.groups) if wanted is None else frozenset(wanted)
    asked = _Asked(chosen, chosen | frozenset(perhaps))
    until = time.monotonic() + seconds
    small, proved = _without_nests(nested(system), asked, until)
    if _inherited_pairs(small) > MOST_PAIRS:
        small, proved = _without_nests(small, asked, until, exact=False)[0], False
    whole = closed(small)
    parts = [part for part in components(whole) if any(group.name in asked.every for group in part.groups)]
    # The small ones first, so that they are exact whatever time the large ones take.
    order = sorted(range(len(parts)), key=lambda number: (len(parts[number].groups), number))
    by_number = {number: _solved_once(parts[number], asked, until) for number in order}
    found = _together([by_number[number] for number in range(len(parts))])
    return found if proved else structs.replace(found, low_gap=found.gap, high_gap=found.gap or 0)


def _together(found: list[Bounds]) -> Bounds:
    if not found:
        return Bounds(low=0, high=0, carrying=[])
    # Nothing is known between components: one may hold all people of another, or none of them.
    carrier = max(found, key=lambda one: one.low)
    possible = [None if one.low_gap is None else one.low + one.low_gap for one in found]
    highs = [one.high for one in found]
    return Bounds(
        low=carrier.low,
        high=None if None in highs else sum(high or 0 for high in highs),
        low_gap=None if None in possible else max(one or 0 for one in possible) - carrier.low,
        high_gap=sum(one.high_gap for one in found),
        carrying=carrier.carrying,
        proved_more=carrier.proved_more,
    )


def quick_bounds(system: System, wanted: Iterable[str], perhaps: Iterable[str] = ()) -> Bounds:
    """Return bounds that are safe and found at once, without the linear programme over atoms."""
    return bounds(system, wanted, perhaps, 0.0)


class _Asked(Struct, frozen=True):
    certain: frozenset[str]
    every: frozenset[str]


MOST_KEPT = 50_000
_KEPT: dict[tuple[System, frozenset[str], frozenset[str]], Bounds] = {}
"""What is proved of parts: it follows from the part and from what is asked of it, and from nothing else."""


def _inherited_pairs(system: System) -> int:
    """Return how many pairs share nobody because groups around them do not, counted generously."""
    below = Counter(whole for _, whole in system.inside)
    return sum((below[a] + 1) * (below[b] + 1) for a, b in system.disjoint)


def _without_nests(system: System, asked: _Asked, until: float, exact: bool = True) -> tuple[System, bool]:
    """Return a nested system in which wholes stand for what lies inside them, and whether nothing is lost by that."""
    if len(system.groups) < SMALLEST_NESTED:
        return system, True
    proved: list[bool] = []

    def sized(nest: System, name: str) -> tuple[int, int | None] | None:
        if len(nest.groups) > LARGEST_NEST:
            return None
        only = frozenset([name])
        found = _solved(closed(nest), _Asked(only, only), min(until, time.monotonic() + NEST_SECONDS))
        proved.append((found.low_gap, found.high_gap) == (0, 0))
        return found.low, found.high

    return shrunk(system, (asked.certain, asked.every), sized, exact), all(proved)


def _solved_once(system: System, asked: _Asked, until: float) -> Bounds:
    """Return the bounds of a part; those proved to be the best are kept, for most parts come back in other questions.

    Where no time is left, nothing is taken from what is kept: what is found at once is always the same then.
    """
    if len(system.groups) == 1 or time.monotonic() >= until:
        return _solved(system, asked, until)
    names = frozenset(group.name for group in system.groups)
    key = system, asked.certain & names, asked.every & names
    if (known := _KEPT.get(key)) is not None:
        return known
    found = _solved(system, asked, until)
    if (found.low_gap, found.high_gap) == (0, 0):
        if len(_KEPT) >= MOST_KEPT:
            _KEPT.clear()
        _KEPT[key] = found
    return found


def _solved(system: System, asked: _Asked, until: float) -> Bounds:
    sizes = {group.name: group for group in system.groups}
    wanted, every = asked.certain & sizes.keys(), asked.every & sizes.keys()
    if len(system.groups) == 1:
        only = system.groups[0]
        return Bounds(low=only.low if wanted else 0, high=only.high, carrying=sorted(wanted))
    carrying, _ = heaviest({name: sizes[name].low for name in wanted}, apart_from(system))
    added_up = sum(sizes[name].low for name in carrying)
    low: int = added_up
    low_gap: int | None = 0
    if wanted:
        least = _extreme(system, wanted, False, float(added_up), until)
        if least.proved and not least.possible:
            raise ImpossibleError(_cannot(system), tuple(sizes))
        low, low_gap = _floor(added_up, least)
    more = low - added_up
    if any(sizes[name].high is None for name in every):
        return Bounds(low=low, high=None, low_gap=low_gap, carrying=carrying, proved_more=more)
    cover = _cover(system, every)
    low_gap = cover - low if low_gap is None else low_gap
    most = _extreme(system, every, True, float(cover), until)
    if most.proved and not most.possible:
        raise ImpossibleError(_cannot(system), tuple(sizes))
    high, high_gap = _ceiling(cover, most, low)
    return Bounds(low=low, high=high, low_gap=low_gap, high_gap=high_gap, carrying=carrying, proved_more=more)


def _extreme(system: System, wanted: frozenset[str], largest: bool, enough: float, until: float) -> atoms.Extreme:
    left = min(SECONDS, until - time.monotonic())
    if left <= 0:
        return atoms.Extreme(enough, False, False, enough)
    return atoms.extreme(system, wanted, largest, enough, left)


def _floor(added_up: int, least: atoms.Extreme) -> tuple[int, int | None]:
    shown = math.ceil(least.size - CLOSE)
    if least.proved:
        return max(added_up, shown), 0
    low = max(added_up, math.ceil(least.bound - CLOSE))
    return low, max(0, shown - low) if least.possible else None


def _ceiling(cover: int, most: atoms.Extreme, low: int) -> tuple[int, int]:
    shown = math.floor(most.size + CLOSE)
    if most.proved:
        return min(cover, shown), 0
    return cover, cover - (max(shown, low) if most.possible else low)


def _cover(system: System, wanted: frozenset[str]) -> int:
    """Return a ceiling: the smallest weighing of groups in which everybody wanted is counted at least once."""
    solver = atoms.quiet_solver()
    over = supersets(system)
    finite = [group for group in system.groups if group.high is not None]
    at = {group.name: number for number, group in enumerate(finite)}
    for group in finite:
        solver.addCol(float(group.high or 0), 0.0, 1.0, 0, [], [])
    for name in sorted(wanted):
        covering = sorted(at[one] for one in {name} | over[name] if one in at)
        solver.addRow(1.0, highspy.kHighsInf, len(covering), covering, [1.0] * len(covering))
    solver.run()
    worth: float = solver.getInfo().objective_function_value
    return math.floor(worth + CLOSE)


def _cannot(system: System) -> str:
    names = ", ".join(group.name for group in system.groups[:5])
    more = f" and {len(system.groups) - 5} more" if len(system.groups) > 5 else ""
    return f"what is known of {names}{more} cannot all be true: no people fit these numbers and relations"
