"""How far people who code the same passages agree: Krippendorff's alpha."""

from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence

from msgspec import Struct

Distance = Callable[[Hashable, Hashable], float]
"""From 0, alike, to 1 or any measure of how unlike two values are; the same both ways."""


class Alpha(Struct, frozen=True):
    """Agreement on one field."""

    alpha: float | None
    """1 where all agree, 0 where they agree as often as chance would, less where rarer; None where nothing varies."""
    units: int
    """How many things were coded by two people or more."""
    values: int
    """How many codings of them there are."""


def alpha(units: Sequence[Mapping[str, Hashable]], distance: Distance) -> Alpha:
    """Return Krippendorff's alpha, given for each thing coded the value that each coder gave.

    Things that one person alone coded are left out. Source: K. Krippendorff, *Content Analysis*, 4th edition, 2018,
    chapter 12.
    """
    paired = [list(unit.values()) for unit in units if len(unit) > 1]
    given = Counter(value for unit in paired for value in unit)
    total = sum(given.values())
    expected = _among(given, distance)
    if total < 2 or expected == 0:
        return Alpha(None, len(paired), total)
    observed = sum(_among(Counter(unit), distance) / (len(unit) - 1) for unit in paired)
    return Alpha(1 - observed * (total - 1) / expected, len(paired), total)


def _among(given: Mapping[Hashable, int], distance: Distance) -> float:
    """Return the distances of all ordered pairs of values."""
    every = list(given.items())
    return sum(times * others * distance(one, other) for one, times in every for other, others in every)


def nominal(one: Hashable, other: Hashable) -> float:
    """Return 0 for the same code and 1 for another."""
    return float(one != other)


def interval(one: Hashable, other: Hashable) -> float:
    """Return the squared difference of two numbers."""
    return (_number(one) - _number(other)) ** 2


def ratio(one: Hashable, other: Hashable) -> float:
    """Return the squared relative difference of two numbers from 0 up; 1 where one of them is not given."""
    if one == other:
        return 0.0
    if one is None or other is None:
        return 1.0
    a, b = _number(one), _number(other)
    return ((a - b) / (a + b)) ** 2


def overlap(one: Hashable, other: Hashable) -> float:
    """Return which part of two sets they do not share (Jaccard)."""
    assert isinstance(one, frozenset)
    assert isinstance(other, frozenset)
    return 1 - len(one & other) / len(one | other) if one | other else 0.0


def _number(value: Hashable) -> float:
    assert isinstance(value, int | float)
    return float(value)
