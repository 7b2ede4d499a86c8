"""Makes a system smaller: a group that wholly holds others, which nothing outside it touches, stands for them.

Exact: whoever lies in such a nest counts through its whole, and the nest only says how large that whole can be.
"""

from collections.abc import Callable, Iterable

from vidmova.totals.systems import Group, Sum, System, apart_from, supersets

Sized = Callable[[System, str], tuple[int, int | None] | None]
"""Returns how few and how many people a group of a system can have; None where that is not proved."""


def shrunk(system: System, marks: Iterable[frozenset[str]], sized: Sized, exact: bool = True) -> System:
    """Return a nested system in which wholes stand for their nests, the innermost first.

    `marks` are sets of groups that are asked for: a nest with one of a set in it needs its whole in that set too.
    Unless `exact`, what ties groups inside to others outside is forgotten: bounds stay safe and may widen.
    """
    work = _Work(system, tuple(marks))
    for name in sorted(work.below, key=lambda one: (len(work.below[one]), one)):
        inner = {one for one in work.below[name] if one in work.sizes}
        if inner and name in work.sizes and work.is_nest(name, inner, exact):
            nest = work.part(inner | {name})
            size = sized(nest, name)
            if size is not None:
                work.stand_for(Group(name, *size), inner)
    return work.part(set(work.sizes))


class _Work:
    def __init__(self, system: System, marks: tuple[frozenset[str], ...]) -> None:
        self._marks = marks
        self.sizes = {group.name: group for group in system.groups}
        self._over, self._apart = supersets(system), apart_from(system)
        self.below: dict[str, set[str]] = {name: set() for name in self.sizes}
        for part, whole in system.inside:
            self.below[whole].add(part)
        self._sums = list(system.sums)

    def is_nest(self, name: str, inner: set[str], exact: bool) -> bool:
        """Tell whether nothing but the whole ties groups inside it to any outside."""
        within = inner | {name}
        if any(inner & mark and name not in mark for mark in self._marks):
            return False
        if not exact:
            return True
        around = within | self._over[name]
        if any(other in self.sizes and other not in around for one in inner for other in self._over[one]):
            return False
        beside = {other for one in inner for other in self._apart[one] if other in self.sizes and other not in within}
        if not all(self._are_apart({name, *self._over[name]} - inner, other) for other in beside):
            return False
        touching = (one for one in self._sums if inner & {one.whole, *one.parts})
        return all(within.issuperset((one.whole, *one.parts)) for one in touching)

    def _are_apart(self, around: set[str], other: str) -> bool:
        """Tell whether one of the groups around something shares nobody with another group or one around that."""
        above = self._over[other] | {other}
        return any(not self._apart[one].isdisjoint(above) for one in around)

    def part(self, names: set[str]) -> System:
        """Return what is known among some groups."""
        groups = tuple(group for name, group in self.sizes.items() if name in names)
        inside = frozenset((one, over) for one in names for over in self._over[one] if over in names)
        disjoint = frozenset((a, b) for a in names for b in self._apart[a] if b in names and a < b)
        sums: tuple[Sum, ...] = tuple(one for one in self._sums if names.issuperset((one.whole, *one.parts)))
        return System(groups, inside, disjoint, sums)

    def stand_for(self, whole: Group, inner: set[str]) -> None:
        """Let a whole stand for what lies inside it."""
        self.sizes[whole.name] = whole
        for name in inner:
            del self.sizes[name]
        self._sums = [one for one in self._sums if not inner & {one.whole, *one.parts}]
