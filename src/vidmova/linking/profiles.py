"""What the claims of a group state together, and whether two groups can be of one event at all."""

from collections.abc import Sequence

from msgspec import Struct

from vidmova.entities.comparing import DIFFERENT
from vidmova.linking.features import NEAR_DAYS, Sight
from vidmova.linking.traits import OPEN, Traits
from vidmova.records import EntityKind

RARE = 1000
"""From here on a number that two groups give, unless it is round, is known by itself."""
_NAMES: tuple[tuple[str, EntityKind], ...] = (("unit", "unit"), ("court", "court"), ("place", "place"))


class Profile(Struct, frozen=True):
    """Whom a group names, the smallest and largest of its sizes that are not left open, and what it states itself."""

    documents: frozenset[int]
    people: frozenset[str]
    smallest: int
    largest: int
    numbers: frozenset[int]
    dates: frozenset[tuple[int, int]]
    terms: frozenset[tuple[int, int | None]]
    names: dict[str, frozenset[str]]


def profile(told: Sequence[Traits]) -> Profile:
    """Return the profile of a group of claims."""
    sizes = [one.count for one in told if one.count and not one.single and one.count[1] < OPEN]
    return Profile(
        frozenset(one.document for one in told),
        frozenset(name for one in told for name in one.claim.person),
        min((low for low, _ in sizes), default=OPEN),
        max((high for _, high in sizes), default=OPEN),
        frozenset(low for low, high in sizes if low == high >= RARE and low % 10),
        frozenset(one.dates for one in told if one.dates and "date" in one.here),
        frozenset(one.claim.term_months for one in told if one.claim.term_months),
        {field: frozenset(_stated(field, told)) for field, _ in _NAMES},
    )


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


def _likely_one(one: frozenset[str], other: frozenset[str], sight: Sight) -> bool:
    return any(sight.compare("person", a, b).score > DIFFERENT for a in sorted(one) for b in sorted(other))


def _states_otherwise(one: Profile, other: Profile, sight: Sight) -> bool:
    if one.terms and other.terms and not one.terms & other.terms:
        return True
    gaps = (max(a[0], b[0]) - min(a[1], b[1]) for a in one.dates for b in other.dates)
    if min(gaps, default=0) > NEAR_DAYS:
        return True
    return any(_named_otherwise(kind, one.names[field], other.names[field], sight) for field, kind in _NAMES)


def _named_otherwise(kind: EntityKind, one: frozenset[str], other: frozenset[str], sight: Sight) -> bool:
    if not one or not other or one & other:
        return False
    pairs = ((a, b) for a in one for b in other)
    return all(sight.compare(kind, a, b).score <= DIFFERENT and not _inside(kind, a, b, sight) for a, b in pairs)


def _inside(kind: EntityKind, a: str, b: str, sight: Sight) -> bool:
    return kind == "place" and sight.holds(a, b)
