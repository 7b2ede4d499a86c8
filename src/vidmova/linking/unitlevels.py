"""Tells on what levels of an army units stand: two of one level are two, a battalion may be a part of any brigade."""

from vidmova.entities.comparing import DIFFERENT, compare
from vidmova.entities.unitnames import UnitName, read


def may_differ(one: str, other: str) -> bool:
    """Tell whether two units stand on one level, so that neither can be a part of the other."""
    return bool(_levels(one) & _levels(other))


def other_units(one: str, other: str) -> bool:
    """Tell whether two names are of different units of which neither can be a part of the other."""
    return may_differ(one, other) and compare("unit", one, other).score <= DIFFERENT


def chain(name: str) -> list[UnitName]:
    """Return a unit and what its name says it is a part of, the smallest first."""
    found = [read(name)]
    while (whole := found[-1].whole) is not None:
        found.append(whole)
    return found


def _levels(name: str) -> set[str]:
    return {one.kind for one in chain(name) if one.kind}
