"""Compares the names of military units, special police and services: by number, formation, arm, state and title."""

from vidmova.entities.comparison import SAME, Comparison
from vidmova.entities.scripts import spelling
from vidmova.entities.unitnames import UnitName, read, signs

_POLICE = ("OMON", "SOBR")


def unit_keys(name: str) -> frozenset[str]:
    """Return what names of one unit have in common; nothing for a description such as "an assault company"."""
    unit, keys = read(name), set[str]()
    while unit is not None:
        if unit.number:
            keys.add(unit.number)
        if unit.title or unit.named:
            keys.add(unit.title or _title_of(unit.named or ""))
        if unit.kind in _POLICE:
            keys.add(unit.kind)
        if unit.whole is None:
            break
        unit = unit.whole
    return frozenset(keys)


def _title_of(named: str) -> str:
    return spelling(named.split()[0] if named.endswith(("Battalion", "PMC")) else named.replace(" ", ""))


def compare_units(a: str, b: str) -> Comparison:
    """Compare two names of units, in any of the three languages and any case ending."""
    one, two = read(a), read(b)
    if one.folded == two.folded:
        if one.number or one.title or one.named or one.place:
            return Comparison(1.0, "the names are written alike")
        return Comparison(0.6, f"both say “{one.folded}”, which is a description and no name")
    return _compared(one, two)


def _compared(one: UnitName, two: UnitName) -> Comparison:
    titled = _by_title(one, two)
    if titled:
        return titled
    if one.whole and two.whole:
        small, large = _single(one, two), _compared(one.whole, two.whole)
        return small if small.score <= large.score else large
    if one.whole or two.whole:
        part, other = (one, two) if one.whole else (two, one)
        return _part_against(part, other)
    return _single(one, two)


def _part_against(part: UnitName, other: UnitName) -> Comparison:
    whole = part.whole or part
    if _single(whole, other).score >= SAME and part.kind != other.kind:
        return Comparison(0.5, f"“{part.folded}” is a part of “{other.folded}”")
    alone = _single(part, other)
    if alone.score >= SAME:
        return Comparison(0.6, f"only “{part.folded}” says what it is a part of")
    return alone


def _by_title(one: UnitName, two: UnitName) -> Comparison | None:
    first, second = _titles(one), _titles(two)
    shared = first & second
    if not shared or (one.number and two.number and one.number != two.number):
        return None
    if one.kind in _POLICE and two.kind in _POLICE and one.kind != two.kind:
        return None
    if one.place and two.place and one.place != two.place:
        return None
    if one.state and two.state and one.state != two.state:
        return None
    return Comparison(0.96, f"both are called {sorted(shared)[0].capitalize()}")


def _titles(unit: UnitName) -> frozenset[str]:
    return frozenset(
        title for title in (unit.title, _title_of(unit.named) if unit.named else None) if title and len(title) > 2
    )


def _single(one: UnitName, two: UnitName) -> Comparison:
    """Compare two units without what they are part of."""
    if one.named or two.named:
        return _by_name(one, two)
    if {one.kind, two.kind} & {"OMON", "SOBR"}:
        return _police(one, two)
    if "unit" in (one.kind, two.kind):
        return _posts(one, two)
    if one.number and two.number:
        return _by_number(one, two)
    if one.title and two.title:
        return Comparison(0.1, "the units have different names")
    return _described(one, two)


def _by_name(one: UnitName, two: UnitName) -> Comparison:
    if one.named and two.named:
        if one.named == two.named:
            return Comparison(0.97, f"both are {one.named}")
        if (
            {"National Guard"} & {one.named, two.named}
            and "National Guard" in one.named
            and "National Guard" in two.named
        ):
            return Comparison(0.6, "only one says whose National Guard")
        parts = signs().parts
        if parts.get(one.named) == two.named or parts.get(two.named) == one.named:
            return Comparison(0.45, f"{one.named} and {two.named}: one is a part of the other")
        return Comparison(0.05, f"{one.named} and {two.named} are different")
    named, other = (one, two) if one.named else (two, one)
    if other.kind is None and other.number is None and other.title:
        return Comparison(0.1, f"“{other.folded}” is another name than {named.named}")
    if named.named and "PMC" in named.named:
        return Comparison(0.1, f"{named.named} is a company, “{other.folded}” a unit")
    return Comparison(0.45, f"“{other.folded}” may belong to {named.named}; nothing shows it")


def _police(one: UnitName, two: UnitName) -> Comparison:
    if one.kind != two.kind:
        same_sort = {one.kind, two.kind} <= {"OMON", "SOBR"} or (one.number and two.number)
        if same_sort:
            return Comparison(0.05, f"{one.kind} and {two.kind} are different forces")
        return Comparison(0.45, f"nothing shows whether “{one.folded}” and “{two.folded}” are one")
    if one.place and two.place:
        if one.place == two.place:
            return Comparison(0.96, f"both are the {one.kind} of {one.place}")
        return Comparison(0.04, f"{one.kind} of {one.place} and of {two.place}")
    if one.title and two.title:
        return Comparison(0.05, "the detachments have different names")
    return Comparison(0.5, f"both are {one.kind}, and only one says which")


def _posts(one: UnitName, two: UnitName) -> Comparison:
    if one.kind == two.kind and one.number and two.number:
        if one.number == two.number:
            return Comparison(0.98, f"both are military unit {one.number}")
        return Comparison(0.02, f"the military units are numbered {one.number} and {two.number}")
    return Comparison(0.5, "a military unit's post number does not tell which formation it is")


def _by_number(one: UnitName, two: UnitName) -> Comparison:
    if one.number != two.number:
        return Comparison(0.02, f"the numbers {one.number} and {two.number} differ")
    if one.kind and two.kind and one.kind != two.kind:
        return Comparison(0.05, f"number {one.number} both, but one is a {one.kind} and one a {two.kind}")
    if one.state and two.state and one.state != two.state:
        return Comparison(0.08, f"number {one.number} both, but one is of {one.state} and one of {two.state}")
    arms = _arms(one.arms, two.arms)
    if arms == "differ":
        said = " and ".join(sorted(", ".join(sorted(unit.arms)) for unit in (one, two)))
        return Comparison(0.15, f"number {one.number} both, but the arms differ: {said}")
    if not (one.kind and two.kind):
        return Comparison(0.7, f"number {one.number} both, but only one says what formation it is")
    if one.title and two.title and one.title != two.title:
        return Comparison(0.5, f"number {one.number} and {one.kind} both, but the names differ")
    if arms == "same":
        return Comparison(0.97, f"both are {one.kind} {one.number}" + (" of the same arm" if one.arms else ""))
    return Comparison(0.92, f"both are {one.kind} {one.number}; only one says all of its arm, and nothing conflicts")


def _arms(a: frozenset[str], b: frozenset[str]) -> str:
    if a == b:
        return "same"
    if a <= b or b <= a:
        return "one more"
    wider = signs().wider
    a_wide = a | {narrow for arm in a for narrow in wider.get(arm, ())}
    b_wide = b | {narrow for arm in b for narrow in wider.get(arm, ())}
    return "one more" if a <= b_wide or b <= a_wide else "differ"


def _described(one: UnitName, two: UnitName) -> Comparison:
    if one.kind and two.kind and one.kind != two.kind:
        return Comparison(0.42, f"a {one.kind} and a {two.kind}, one of them without number or name")
    if one.arms and two.arms and _arms(one.arms, two.arms) == "differ":
        return Comparison(0.42, "of different arms, one of them without number or name")
    return Comparison(0.5, "one of them says neither number nor name, so that it may be the other")
