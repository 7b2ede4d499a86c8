"""The smallest and the largest number of people that sizes and relations of groups allow.

What is not said of two groups is unknown: the floor of two counts is then the larger, the ceiling their sum. The floor
holds whatever the truth is; so does the ceiling. Where a system is too large to prove the best figure, both are still
safe, and the gap to a figure that can be is given (Manski 2003, *Partial Identification of Probability Distributions*,
for the view; linear programming over atoms for the working).
"""

import math
from collections.abc import Iterable

import highspy
from msgspec import Struct

from vidmova.totals import atoms
from vidmova.totals.cliques import heaviest
from vidmova.totals.systems import ImpossibleError, System, apart_from, closed, components, supersets

SECONDS = 4.0
"""How long the proof of one end may take for groups that relations tie together."""
CLOSE = 1e-4


class Bounds(Struct, frozen=True, kw_only=True):
    """How many people are in at least one of the groups asked for."""

    low: int
    """No truth that fits the sizes and relations has fewer."""
    high: int | None
    """None has more; None where some size is open."""
    low_gap: int = 0
    """How far above `low` the smallest number lies that was shown to be possible."""
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


def bounds(system: System, wanted: Iterable[str] | None = None) -> Bounds:
    """Return the bounds of the union of the wanted groups (all, where None).

    Raises ImpossibleError where no people can fit the sizes and relations.
    """
    whole = closed(system)
    chosen = frozenset(group.name for group in whole.groups) if wanted is None else frozenset(wanted)
    parts = [part for part in components(whole) if any(group.name in chosen for group in part.groups)]
    found = [_of_component(part, frozenset(group.name for group in part.groups) & chosen) for part in parts]
    if not found:
        return Bounds(low=0, high=0, carrying=[])
    # Nothing is known between components: one may hold all people of another, or none of them.
    carrier = max(found, key=lambda one: one.low)
    most_possible = max(one.low + one.low_gap for one in found)
    highs = [one.high for one in found]
    return Bounds(
        low=carrier.low,
        high=None if None in highs else sum(high or 0 for high in highs),
        low_gap=most_possible - carrier.low,
        high_gap=sum(one.high_gap for one in found),
        carrying=carrier.carrying,
        proved_more=carrier.proved_more,
    )


def _of_component(system: System, wanted: frozenset[str]) -> Bounds:
    sizes = {group.name: group for group in system.groups}
    is_open = any(sizes[name].high is None for name in wanted)
    if len(system.groups) == 1:
        only = system.groups[0]
        return Bounds(low=only.low, high=only.high, carrying=[only.name])
    carrying, _ = heaviest({name: sizes[name].low for name in wanted}, apart_from(system))
    added_up = sum(sizes[name].low for name in carrying)
    least = atoms.extreme(system, wanted, False, float(added_up), SECONDS)
    if least.proved and not least.possible:
        raise ImpossibleError(_cannot(system))
    low, low_gap = _floor(added_up, least)
    if is_open:
        return Bounds(low=low, high=None, low_gap=low_gap, carrying=carrying, proved_more=low - added_up)
    cover = _cover(system, wanted)
    high, high_gap = _ceiling(cover, atoms.extreme(system, wanted, True, float(cover), SECONDS), low)
    return Bounds(low=low, high=high, low_gap=low_gap, high_gap=high_gap, carrying=carrying, proved_more=low - added_up)


def _floor(added_up: int, least: atoms.Extreme) -> tuple[int, int]:
    shown = math.ceil(least.size - CLOSE)
    if least.proved:
        return max(added_up, shown), 0
    low = max(added_up, math.ceil(least.bound - CLOSE))
    return low, max(0, shown - low) if least.possible else 0


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
