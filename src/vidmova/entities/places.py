"""Compares the names of places, and says which place lies in which."""

from rapidfuzz.distance import JaroWinkler

from vidmova.entities.comparison import Comparison
from vidmova.entities.placenames import Located, Precision, Read, centres, locate, read
from vidmova.entities.scripts import spelling

__all__ = ["Located", "compare_places", "contains", "locate", "place_keys", "read"]

_ORDER: tuple[Precision, ...] = ("settlement", "district", "region", "area", "country")
_CLOSE = 0.93


def contains(a: str, b: str) -> bool | None:
    """Tell whether place `b` lies in place `a`; None where the lists cannot tell."""
    outer, inner = read(a).place, read(b).place
    if outer is None or inner is None:
        return None
    return _holds(outer, inner)


def _holds(outer: Located, inner: Located) -> bool | None:
    if outer.name in inner.part_of:
        return True
    if outer == inner or _ORDER.index(outer.precision) <= _ORDER.index(inner.precision):
        return False
    if outer.precision == "area" or not inner.part_of:
        return None
    if outer.precision == "country":
        return False
    if outer.precision == "district":
        return False if _apart(outer, inner) else None
    known = inner.latitude is not None or len(inner.part_of) > 1 or inner.precision != "settlement"
    return False if known or _apart(outer, inner) else None


def _apart(a: Located, b: Located) -> bool:
    """Whether what two places lie in shows that they lie apart."""
    if not a.part_of or not b.part_of:
        return False
    if a.part_of[-1] != b.part_of[-1]:
        return True
    return len(a.part_of) > 1 and len(b.part_of) > 1 and a.part_of[-2] != b.part_of[-2]


def place_keys(name: str) -> frozenset[str]:
    """Return what names of one place have in common; nothing for a description such as "a cellar"."""
    said = read(name)
    if said.place:
        return frozenset([spelling(said.place.name), *(spelling(each) for each, _ in said.also)])
    return frozenset([said.spelt[:4]]) if said.spelt else frozenset()


def compare_places(a: str, b: str) -> Comparison:
    """Compare two names of places, in any of the three languages and any case ending."""
    one, two = read(a), read(b)
    if one.folded == two.folded:
        return _alike(one)
    if one.place and two.place:
        return _compared(one, two, one.place, two.place)
    if one.place is None and two.place is None:
        return _unknown(one, two)
    known, other = (one, two) if one.place else (two, one)
    if other.facility or not other.spelt:
        return Comparison(0.5, f"“{other.folded}” is a description, which says nothing of where")
    close = known.place is not None and spelling(known.place.name) == other.spelt
    return Comparison(0.6 if close else 0.2, f"{other.folded} is on no list, {known.folded} is")


def _alike(said: Read) -> Comparison:
    if said.place or (said.spelt and not said.facility):
        return Comparison(1.0, "the names are written alike")
    return Comparison(0.6, f"both say “{said.folded}”, which is a description and no name")


def _unknown(one: Read, two: Read) -> Comparison:
    if one.spelt and two.spelt:
        if one.spelt == two.spelt:
            return Comparison(0.92, f"{one.folded} and {two.folded} are one name in other letters")
        close = JaroWinkler.normalized_similarity(one.spelt, two.spelt)
        if close >= _CLOSE:
            return Comparison(0.6, f"{one.folded} and {two.folded} are spelt nearly alike, and are on no list")
        return Comparison(0.1, f"{one.folded} and {two.folded} are different names")
    if one.facility and one.facility == two.facility:
        return Comparison(0.6, f"both say “{one.facility}”, which is a description and no name")
    return Comparison(0.45, "a description without a name says nothing of where")


def _compared(one: Read, two: Read, a: Located, b: Located) -> Comparison:
    if (a.name, a.precision) == (b.name, b.precision) and not _apart(a, b):
        return _one_place(one, two, a, b)
    for said, other in ((one, b), (two, a)):
        if not said.chosen and (other.name, other.part_of) in said.also:
            return Comparison(0.6, f"several places are called {said.folded}; one of them is {_full(other)}")
    if a.precision == b.precision == "settlement" and one.spelt == two.spelt and not (one.told and two.told):
        return Comparison(0.6, f"{one.folded} and {two.folded} are spelt alike; they may be {_full(a)} or {_full(b)}")
    if a.precision == b.precision == "district" and spelling(a.name) == spelling(b.name) and not _apart(a, b):
        return Comparison(0.92, f"both are {a.name}")
    for inner, outer in ((a, b), (b, a)):
        if _holds(outer, inner):
            return Comparison(0.5, f"{inner.name} lies in {outer.name}")
        if centres().get(inner.name) == outer.name:
            return Comparison(0.45, f"{inner.name} is beside {outer.name}, and both may be meant by one word")
        if _holds(outer, inner) is None:
            return Comparison(0.5, f"it is not known whether {inner.name} lies in {outer.name}")
    return Comparison(0.03, f"{_full(a)} and {_full(b)} are different places")


def _one_place(one: Read, two: Read, a: Located, b: Located) -> Comparison:
    if one.facility != two.facility:
        if one.facility and two.facility:
            return Comparison(0.5, f"“{one.facility}” and “{two.facility}” are both in {a.name}")
        return Comparison(0.6, f"one names “{one.facility or two.facility}” in {a.name}")
    if one.facility:
        return Comparison(0.8, f"both name “{one.facility}” in {a.name}")
    if a.precision == "settlement" and not (one.chosen or two.chosen) and a.latitude is None:
        return Comparison(0.85, f"several places are called {a.name}, and neither name says which")
    rival = one.rival or two.rival
    if rival and one.spelt != two.spelt:
        return Comparison(0.75, f"both may be {a.name}, but {rival} has the name of one of them too")
    if a.part_of != b.part_of:
        return Comparison(0.6, f"both are {a.name}, but only one says where it lies")
    return Comparison(0.97, f"both are {_full(a)}" + (f", {a.note}" if a.note else ""))


def _full(place: Located) -> str:
    return ", ".join((place.name, *place.part_of))
