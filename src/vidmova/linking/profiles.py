"""What the claims of a group state together, and whether two groups can be of one event at all."""

from collections.abc import Sequence
from typing import TypeVar

from msgspec import Struct

from vidmova.entities.comparing import DIFFERENT
from vidmova.linking.features import NEAR_DAYS, Sight
from vidmova.linking.traits import OPEN, Traits
from vidmova.records import EntityKind

T = TypeVar("T")
RARE = 1000
"""From here on a number that two groups give, unless it is round, is known by itself."""
_NAMES: tuple[tuple[str, EntityKind], ...] = (("unit", "unit"), ("court", "court"), ("place", "place"))


class Profile(Struct, frozen=True):
    """Whom a group names, the smallest and largest of its sizes that are not left open, and what it states itself."""

    documents: set[int]
    people: set[str]
    smallest: int
    largest: int
    numbers: set[int]
    dates: set[tuple[int, int]]
    terms: set[tuple[int, int | None]]
    names: dict[str, set[str]]


def profile(told: Sequence[Traits]) -> Profile:
    """Return the profile of a group of claims."""
    sizes = [one.count for one in told if one.count and not one.single and one.count[1] < OPEN]
    return Profile(
        {one.document for one in told},
        {name for one in told for name in one.claim.person},
        min((low for low, _ in sizes), default=OPEN),
        max((high for _, high in sizes), default=OPEN),
        {low for low, high in sizes if low == high >= RARE and low % 10},
        {one.dates for one in told if one.dates and "date" in one.here},
        {one.claim.term_months for one in told if one.claim.term_months},
        {field: set(_stated(field, told)) for field, _ in _NAMES},
    )


def merged(one: Profile, other: Profile) -> Profile:
    """Return the profile of two groups together; theirs are used up in it, for copying grows with what is joined."""
    return Profile(
        united(one.documents, other.documents),
        united(one.people, other.people),
        min(one.smallest, other.smallest),
        _largest(one, other),
        united(one.numbers, other.numbers),
        united(one.dates, other.dates),
        united(one.terms, other.terms),
        {field: united(one.names[field], other.names[field]) for field, _ in _NAMES},
    )


def united(one: set[T], other: set[T]) -> set[T]:
    """Take the smaller of two sets into the larger, and return that."""
    many, few = (one, other) if len(one) >= len(other) else (other, one)
    many |= few
    return many


def _largest(one: Profile, other: Profile) -> int:
    # OPEN stands for no size at all.
    ends = [each.largest for each in (one, other) if each.largest < OPEN]
    return max(ends, default=OPEN)


def _stated(field: str, told: Sequence[Traits]) -> list[str]:
    return [name for one in told if field in one.here and (name := getattr(one.claim, field))]


def apart(one: Profile, other: Profile, times: float, sight: Sight) -> bool:
    """Say whether two groups name other people, count quite other sizes, or agree in nothing of what both state.

    A text that goes on about one event may put it otherwise, so what is stated counts between documents only.
    """
    if one.largest * times < other.smallest < OPEN or other.largest * times < one.smallest < OPEN:
        return True
    if one.people and other.people:
        return not one.people & other.people and not _likely_one(one.people, other.people, sight)
    if one.documents & other.documents or one.numbers & other.numbers:
        return False
    return _states_otherwise(one, other, sight)


def _likely_one(one: set[str], other: set[str], sight: Sight) -> bool:
    return any(sight.compare("person", a, b).score > DIFFERENT for a in sorted(one) for b in sorted(other))


def _states_otherwise(one: Profile, other: Profile, sight: Sight) -> bool:
    if one.terms and other.terms and not one.terms & other.terms:
        return True
    gaps = (max(a[0], b[0]) - min(a[1], b[1]) for a in one.dates for b in other.dates)
    if min(gaps, default=0) > NEAR_DAYS:
        return True
    return any(_named_otherwise(kind, one.names[field], other.names[field], sight) for field, kind in _NAMES)


def _named_otherwise(kind: EntityKind, one: set[str], other: set[str], sight: Sight) -> bool:
    if not one or not other or one & other:
        return False
    pairs = ((a, b) for a in one for b in other)
    return all(sight.compare(kind, a, b).score <= DIFFERENT and not _inside(kind, a, b, sight) for a, b in pairs)


def _inside(kind: EntityKind, a: str, b: str, sight: Sight) -> bool:
    return kind == "place" and sight.holds(a, b)
