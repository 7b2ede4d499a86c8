"""What claims about one thing agree on: where they cannot all be true the answer is wider, never one of them."""

from collections.abc import Iterable, Sequence
from typing import Generic, TypeVar

from msgspec import Struct

from vidmova.entities import courts, places
from vidmova.entities.comparing import DIFFERENT, compare
from vidmova.records import EntityKind, Interval, Range

T = TypeVar("T")
FIRST, LAST = "0000", "9999"
"""Stand for the ends of an interval of days that are left open."""
HIGHER = ("appeal", "cassation")
"""Words in the names of courts that judge no case first."""


class Agreed(Struct, Generic[T], frozen=True):
    """What claims give for a field, and whether they disagree about it."""

    value: T
    disagree: bool = False


def numbers(told: Iterable[Range]) -> Agreed[Range | None]:
    """Return the numbers that all ranges allow; where none does, from the smallest to the largest told."""
    ranges = list(dict.fromkeys(told))
    if not ranges:
        return Agreed(None)
    low, high = max(one[0] for one in ranges), _least(one[1] for one in ranges)
    if high is None or low <= high:
        return Agreed((low, high))
    kept = [one for one in ranges if not any(_holds(one, other) for other in ranges)]
    highs = [one[1] for one in kept]
    most = None if None in highs else max(high or 0 for high in highs)
    return Agreed((min(one[0] for one in kept), most), disagree=True)


def days(told: Iterable[Interval]) -> Agreed[Interval | None]:
    """Return the days that all intervals allow; where there is none, from the earliest to the latest told."""
    spans = [(start or FIRST, end or LAST) for start, end in dict.fromkeys(told) if start or end]
    if not spans:
        return Agreed(None)
    start, end = max(one[0] for one in spans), min(one[1] for one in spans)
    if start <= end:
        return Agreed(_interval(start, end))
    kept = [
        one for one in spans if not any(one != other and one[0] <= other[0] <= other[1] <= one[1] for other in spans)
    ]
    return Agreed(_interval(min(one[0] for one in kept), max(one[1] for one in kept)), disagree=True)


def words(told: Iterable[str | None]) -> Agreed[tuple[str, ...]]:
    """Return the different words told, in order; several of them disagree."""
    found = tuple(dict.fromkeys(word for word in told if word))
    return Agreed(found, len(found) > 1)


def court_names(told: Iterable[str | None]) -> Agreed[tuple[str, ...]]:
    """Return the courts told, each by its fullest name; a name that does not say which court yields to one that does.

    Courts of appeal and cassation are none that a sentence is of.
    """
    found = [name for name in dict.fromkeys(told) if name and not any(word in name.casefold() for word in HIGHER)]
    told_which = [name for name in found if courts.read(name).told] or found[:1]
    return _different(sorted(told_which, key=lambda name: (-len(name), name)), "court")


def place_names(told: Iterable[str | None]) -> Agreed[tuple[str, ...]]:
    """Return the places told, without those that another of them lies in."""
    found = [name for name in dict.fromkeys(told) if name]
    narrow = [name for name in found if not any(other != name and places.contains(name, other) for other in found)]
    return _different(narrow, "place")


def _different(names: Sequence[str], kind: EntityKind) -> Agreed[tuple[str, ...]]:
    kept: list[str] = []
    for name in names:
        if all(compare(kind, name, other).score <= DIFFERENT for other in kept):
            kept.append(name)
    return Agreed(tuple(sorted(kept)), len(kept) > 1)


def _least(highs: Iterable[int | None]) -> int | None:
    return min((high for high in highs if high is not None), default=None)


def _holds(wide: Range, narrow: Range) -> bool:
    """Tell whether a range is wider than another and holds it."""
    (low, high), (least, most) = wide, narrow
    return wide != narrow and low <= least and (high is None or (most is not None and most <= high))


def _interval(start: str, end: str) -> Interval:
    return None if start == FIRST else start, None if end == LAST else end
