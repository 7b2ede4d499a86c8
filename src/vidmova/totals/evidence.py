"""How many people an event is of, according to those of its claims that count."""

from collections.abc import Iterable, Sequence

from msgspec import Struct

from vidmova.records import Range
from vidmova.totals.told import Told, asserted

ONE = (1, 1)


class Number(Struct, frozen=True, kw_only=True):
    """The smallest and the largest number told of an event."""

    low: int
    high: int | None
    """None where it is open above."""
    approx: bool = False
    """Whether a number it rests on is hedged ("about 500")."""
    rivals: tuple[Range, ...] = ()
    """Numbers told that cannot all be true."""
    vaguer: int = 0
    """How many numbers were set aside because a narrower one lies within them."""


def number_of(told: Iterable[Told], counted: str, narrower: bool = True) -> Number | None:
    """Return the number that asserted claims give in a unit of counting; None where none does.

    Unless `narrower` is off, a number that holds a narrower one ("hundreds" beside "about 500") does not dispute it.
    """
    said = asserted(told)
    numbers = [(one, _range(one, counted)) for one in said]
    ranges = [(one, found) for one, found in numbers if found]
    groups = [(one, found) for one, found in ranges if found != ONE] or ranges
    if not groups:
        return None
    every = [found for _, found in groups]
    kept = [found for found in every if not narrower or not any(_holds(found, other) for other in every)]
    highs = [high for _, high in kept]
    return Number(
        low=min(low for low, _ in kept),
        high=None if None in highs else max(high or 0 for high in highs),
        approx=any(one.claim.approx for one, found in groups if found in kept),
        rivals=_rivals(kept),
        vaguer=len(every) - len(kept),
    )


def other_units(told: Iterable[Told], counted: str) -> list[str]:
    """Return the units in which claims count, other than one."""
    units = {one.claim.counted or "persons" for one in asserted(told) if one.claim.count}
    return sorted(units - {counted})


def _range(told: Told, counted: str) -> Range | None:
    claim = told.claim
    if claim.count is not None:
        if (claim.counted or "persons") != counted:
            return None
        low, high = claim.count
        # A group with a named member has both; the names alone are never more than the number.
        return (low, None if high is None else max(low, high)) if low or high else None
    if not claim.person or counted != "persons":
        return None
    return len(claim.person), None if claim.group else len(claim.person)


def _holds(wide: Range, narrow: Range) -> bool:
    """Tell whether a range is wider than another and holds it."""
    if wide == narrow:
        return False
    (low, high), (least, most) = wide, narrow
    return low <= least and (high is None or (most is not None and most <= high))


def _rivals(kept: Sequence[Range]) -> tuple[Range, ...]:
    """Return the ranges, sorted, where two of them have nothing in common."""
    least_high = min((high for _, high in kept if high is not None), default=None)
    if least_high is None or max(low for low, _ in kept) <= least_high:
        return ()
    return tuple(sorted(set(kept), key=lambda one: (one[0], one[1] is None, one[1] or 0)))
