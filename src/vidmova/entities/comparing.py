"""Says of two names how likely they name one person, unit, organisation, court or place, and why."""

from collections.abc import Callable

from vidmova.entities.comparison import DIFFERENT, SAME, Comparison
from vidmova.entities.courts import compare_courts, court_keys
from vidmova.entities.organisations import compare_organisations, organisation_keys
from vidmova.entities.people import compare_people, people_keys
from vidmova.entities.places import compare_places, place_keys
from vidmova.entities.units import compare_units, unit_keys
from vidmova.records import EntityKind

__all__ = ["COMPARERS", "DIFFERENT", "KEYS", "SAME", "Comparison", "compare", "keys"]

COMPARERS: dict[EntityKind, Callable[[str, str], Comparison]] = {
    "person": compare_people,
    "unit": compare_units,
    "organisation": compare_organisations,
    "court": compare_courts,
    "place": compare_places,
}
KEYS: dict[EntityKind, Callable[[str], frozenset[str]]] = {
    "person": people_keys,
    "unit": unit_keys,
    "organisation": organisation_keys,
    "court": court_keys,
    "place": place_keys,
}


def compare(kind: EntityKind, a: str, b: str) -> Comparison:
    """Compare two names of a kind, in any script and case ending."""
    return COMPARERS[kind](a, b)


def keys(kind: EntityKind, name: str) -> frozenset[str]:
    """Return the blocking keys of a name: names of a kind that may name one thing share a key."""
    return KEYS[kind](name)
