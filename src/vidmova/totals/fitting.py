"""Puts groups and what rules say of them together, and leaves out what cannot be true beside the rest."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from msgspec import Struct

from vidmova.totals.rules import Use
from vidmova.totals.systems import Group, Pair, Sum, System, pair

ORDER = {"inside": 0, "sum": 1, "disjoint": 2}
MOST_PAIRS = 20_000
CROWD = 6
"""Larger sets of groups that share nobody are made smaller first: those that nothing else is known of become one."""


class Dropped(Struct, frozen=True):
    """What a rule says and the numbers do not bear out, or what was too much."""

    use: Use
    because: str


class Fitted(Struct, frozen=True):
    """A system, what was left out of it, and which groups were made one."""

    system: System
    dropped: tuple[Dropped, ...]
    crowds: dict[str, tuple[str, ...]]
    """The members of each group that was made of several."""


def fit(groups: Sequence[Group], uses: Iterable[Use], alike: Mapping[str, object]) -> Fitted:
    """Return the system of all uses that fit one after another: parts before sums before what is apart.

    Groups may only be made one where they are `alike`.
    """
    fitting = _Fitting(groups)
    ordered = sorted(uses, key=lambda use: (ORDER[use.kind], use.rule != "relations"))
    for use in ordered:
        fitting.take(use)
    crowds = _crowds(groups, fitting, alike)
    return _assembled(groups, fitting, crowds)


class _Fitting:
    """Sizes that tighten as relations come in; what leaves a size without a value is not taken."""

    def __init__(self, groups: Sequence[Group]) -> None:
        self.low = {group.name: group.low for group in groups}
        self.high = {group.name: group.high for group in groups}
        self.up: dict[str, set[str]] = {group.name: set() for group in groups}
        self.down: dict[str, set[str]] = {group.name: set() for group in groups}
        self.sums: list[Sum] = []
        self.sums_of: defaultdict[str, list[Sum]] = defaultdict(list)
        self.apart: list[tuple[str, ...]] = []
        self.dropped: list[Dropped] = []

    def take(self, use: Use) -> None:
        """Take what fits, and note what does not."""
        events = tuple(dict.fromkeys(use.events))
        if len(events) < 2:
            return
        if use.kind == "inside":
            self._take_inside(use, events[0], events[1])
        elif use.kind == "sum":
            self._take_sum(use, events)
        else:
            self._take_apart(use, events)

    def _drop(self, use: Use, because: str) -> None:
        self.dropped.append(Dropped(use, because))

    def _take_inside(self, use: Use, part: str, whole: str) -> bool:
        if whole in self.up[part]:
            return True
        self.up[part].add(whole)
        self.down[whole].add(part)
        if self._tightened([part, whole]):
            return True
        self.up[part].discard(whole)
        self.down[whole].discard(part)
        self._drop(use, "the part is larger than its whole, as far as the numbers go")
        return False

    def _take_sum(self, use: Use, events: tuple[str, ...]) -> None:
        whole, parts = events[0], events[1:]
        if all(self._take_inside(use, part, whole) for part in parts) and len(parts) > 1:
            one = Sum(whole, parts)
            if any(self._common(a, b) for a, b in combinations(parts, 2)):
                self._drop(use, "its parts share people; they are taken as parts only")
                return
            for name in (whole, *parts):
                self.sums_of[name].append(one)
            if self._tightened([whole, *parts]):
                self.sums.append(one)
                return
            for name in (whole, *parts):
                self.sums_of[name].remove(one)
            self._drop(use, "its parts do not add up to it; they are taken as parts only")

    def _take_apart(self, use: Use, events: tuple[str, ...]) -> None:
        owner: dict[str, str] = {}
        room: dict[str, int] = {}
        kept: list[str] = []
        for name in events:
            inner, over = self.reached(name, self.down), self.reached(name, self.up)
            if any(one in owner for one in inner if self.low[one] > 0):
                continue
            tight = [one for one in over if self.high[one] is not None]
            if any(room.get(one, 0) + self.low[name] > (self.high[one] or 0) for one in tight):
                continue
            for one in tight:
                room[one] = room.get(one, 0) + self.low[name]
            owner |= dict.fromkeys(inner, name)
            kept.append(name)
        if len(kept) > 1:
            self.apart.append(tuple(kept))
        if len(kept) < len(events):
            self._drop(use, f"{len(events) - len(kept)} of {len(events)} share people with another, or are too many")

    def _common(self, a: str, b: str) -> bool:
        both = self.reached(a, self.down) & self.reached(b, self.down)
        return any(self.low[one] > 0 for one in both)

    def reached(self, name: str, along: Mapping[str, set[str]]) -> set[str]:
        """Return a group and all that it holds, or that hold it."""
        found, waiting = {name}, [name]
        while waiting:
            more = along[waiting.pop()] - found
            found |= more
            waiting += more
        return found

    def _tightened(self, changed: list[str]) -> bool:
        """Carry changed sizes on; undo all and return False where a size is left with no value."""
        before: dict[str, tuple[int, int | None]] = {}
        waiting, steps = list(changed), 50 * len(self.low) + 1000
        while waiting and steps:
            steps -= 1
            name = waiting.pop()
            for other, low, high in self._follows(name):
                least = max(self.low[other], low)
                most = _smaller(self.high[other], high)
                if (least, most) == (self.low[other], self.high[other]):
                    continue
                before.setdefault(other, (self.low[other], self.high[other]))
                self.low[other], self.high[other] = least, most
                if most is not None and least > most:
                    for one, (low, high) in before.items():
                        self.low[one], self.high[one] = low, high
                    return False
                waiting.append(other)
        return True

    def _follows(self, name: str) -> Iterator[tuple[str, int, int | None]]:
        for whole in self.up[name]:
            yield whole, self.low[name], None
        for part in self.down[name]:
            yield part, 0, self.high[name]
        for one in self.sums_of[name]:
            yield from self._balance(one)

    def _balance(self, one: Sum) -> Iterator[tuple[str, int, int | None]]:
        highs = [self.high[part] for part in one.parts]
        yield one.whole, sum(self.low[part] for part in one.parts), _total(highs)
        whole_low, whole_high = self.low[one.whole], self.high[one.whole]
        for part in one.parts:
            others = [other for other in one.parts if other != part]
            most = None if whole_high is None else whole_high - sum(self.low[other] for other in others)
            rest = _total([self.high[other] for other in others])
            yield part, 0 if rest is None else whole_low - rest, most


def _smaller(a: int | None, b: int | None) -> int | None:
    return b if a is None else a if b is None else min(a, b)


def _total(highs: Iterable[int | None]) -> int | None:
    found = list(highs)
    return None if None in found else sum(high or 0 for high in found)


def _crowds(groups: Sequence[Group], fitting: _Fitting, alike: Mapping[str, object]) -> dict[str, tuple[str, ...]]:
    """Return groups of a large set that share nobody, of which nothing else is known but what they lie in."""
    times: defaultdict[str, int] = defaultdict(int)
    for row in fitting.apart:
        for name in row:
            times[name] += 1
    found: dict[str, tuple[str, ...]] = {}
    bounded = {group.name for group in groups if group.high is not None}
    for row in fitting.apart:
        bundles: defaultdict[tuple[object, ...], list[str]] = defaultdict(list)
        for name in row if len(row) > CROWD else ():
            if times[name] == 1 and not fitting.down[name] and not fitting.sums_of[name] and name in bounded:
                bundles[tuple(sorted(fitting.up[name])), alike[name]].append(name)
        for members in bundles.values():
            if len(members) > 1:
                found[f"{members[0]} and {len(members) - 1} more"] = tuple(members)
    return found


def _assembled(groups: Sequence[Group], fitting: _Fitting, crowds: dict[str, tuple[str, ...]]) -> Fitted:
    home = {member: crowd for crowd, members in crowds.items() for member in members}
    by_name = {group.name: group for group in groups}
    kept = [group for group in groups if group.name not in home]
    for crowd, members in crowds.items():
        lows = sum(by_name[member].low for member in members)
        kept.append(Group(crowd, lows, sum(by_name[member].high or 0 for member in members)))
    apart: set[Pair] = set()
    dropped = list(fitting.dropped)
    for row in fitting.apart:
        names = list(dict.fromkeys(home.get(name, name) for name in row))
        pairs = [pair(a, b) for a, b in combinations(names, 2)]
        apart.update(pairs[: max(0, MOST_PAIRS - len(apart))])
    inside = {(home.get(part, part), whole) for part, wholes in fitting.up.items() for whole in wholes}
    system = System(tuple(kept), frozenset(inside), frozenset(apart), tuple(fitting.sums))
    return Fitted(system, tuple(dropped), crowds)
