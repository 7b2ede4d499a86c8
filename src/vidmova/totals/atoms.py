"""The linear programme over atoms: who is in exactly which groups, chosen to make a union small or large.

An atom is a set of groups that some people are in together. The programme has one variable an atom, and finds the
atoms it needs by column generation, each by an integer programme of its own (Dantzig and Wolfe 1960).
"""

import time
from collections.abc import Iterable

import highspy
from msgspec import Struct

from vidmova.totals.systems import System, apart_from, supersets

PENALTY = 1000.0
"""What one person too few or too many costs: more than any exchange of atoms can gain."""
SLACK = 1e-6
CLOSE = 1e-4
STARTS = 12
"""How many groups the quick search starts from."""

Atom = frozenset[str]


class Extreme(Struct, frozen=True):
    """The smallest or largest union found."""

    size: float
    """People in the union."""
    proved: bool
    """Whether no atom can better it."""
    possible: bool
    """Whether sizes and relations can all hold with the atoms found."""
    bound: float
    """No union is smaller (or larger) than this; nothing is known where it is not finite."""


def extreme(system: System, wanted: frozenset[str], largest: bool, enough: float, seconds: float) -> Extreme:
    """Return the smallest or largest union of the wanted groups of a closed system whose wanted sizes are not open.

    Stops when the union is as good as `enough`, a bound that is known already, or when the seconds are over.
    """
    until = time.monotonic() + seconds
    programme = _Programme(system, wanted, largest)
    for atom in first_atoms(system):
        programme.add(atom)
    search = _Pricing(system, wanted, largest)
    best_bound = enough
    while True:
        prices = programme.prices()
        size, missing = programme.outcome()
        possible = missing < SLACK
        if possible and abs(size - best_bound) < CLOSE:
            return Extreme(size, True, True, size)
        left = until - time.monotonic()
        if left <= 0:
            return Extreme(size, False, possible, best_bound)
        found = search.quick(prices)
        if not found:
            one, worth = search.best(prices, left)
            if one is None and worth > -SLACK:
                return Extreme(size, True, possible, size)
            if not largest and possible and all(prices[name] <= SLACK for name in prices if name not in wanted):
                # Prices that no atom outbids by more than `worth` can be scaled down to fit (Farley 1990).
                best_bound = max(best_bound, size / (1 - min(worth, 0.0)))
            found = [] if one is None else [one]
        if not programme.add_all(found):
            return Extreme(size, False, possible, best_bound)


def first_atoms(system: System) -> list[Atom]:
    """Return each group alone with what it lies inside, and large sets of groups that may share people."""
    over = supersets(system)
    apart = apart_from(system)
    wholes = {one.whole: one.parts for one in system.sums}
    found = dict.fromkeys(_complete({group.name} | over[group.name], wholes, over) for group in system.groups)
    left = [group.name for group in sorted(system.groups, key=lambda group: (-group.low, group.name))]
    while left:
        together: set[str] = set()
        barred: set[str] = set()
        for name in left:
            more = {name} | over[name]
            if not more & barred and not any(apart[one] & (together | more) for one in more):
                together |= more
                barred |= set().union(*(apart[one] for one in more))
        rest = [name for name in left if name not in together]
        if len(rest) == len(left):
            break
        left = rest
        found[_complete(together, wholes, over)] = None
    return [atom for atom in found if allowed(atom, system, over, apart)]


def allowed(atom: Iterable[str], system: System, over: dict[str, set[str]], apart: dict[str, set[str]]) -> bool:
    """Return whether people can be in exactly these groups."""
    groups = set(atom)
    return (
        all(over[name] <= groups for name in groups)
        and not any(apart[name] & groups for name in groups)
        and all(one.whole not in groups or groups & set(one.parts) for one in system.sums)
    )


def _complete(atom: set[str], wholes: dict[str, tuple[str, ...]], over: dict[str, set[str]]) -> Atom:
    groups = set(atom)
    waiting = sorted(groups)
    while waiting:
        parts = wholes.get(waiting.pop())
        if parts and not groups & set(parts):
            more = {parts[0]} | over[parts[0]]
            waiting += sorted(more - groups)
            groups |= more
    return frozenset(groups)


def quiet_solver() -> highspy.Highs:
    """Return a solver that prints nothing and does the same each time."""
    solver = highspy.Highs()  # type: ignore[no-untyped-call]
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", 1)
    solver.setOptionValue("random_seed", 0)
    return solver


class _Programme:
    """The master programme: as many people in each atom as sizes allow."""

    def __init__(self, system: System, wanted: frozenset[str], largest: bool) -> None:
        self._wanted, self._sign = wanted, -1.0 if largest else 1.0
        self._solver = quiet_solver()
        self._names = [group.name for group in system.groups]
        self._row = {name: number for number, name in enumerate(self._names)}
        for group in system.groups:
            high = highspy.kHighsInf if group.high is None else float(group.high)
            self._solver.addRow(float(group.low), high, 0, [], [])
        for row in range(len(self._names)):
            for sign in (1.0, -1.0):
                self._solver.addCol(PENALTY, 0.0, highspy.kHighsInf, 1, [row], [sign])
        self._penalties = 2 * len(self._names)
        self._known: set[Atom] = set()

    def add_all(self, atoms: Iterable[Atom]) -> bool:
        """Add atoms; return whether any was new."""
        before = len(self._known)
        for atom in atoms:
            self.add(atom)
        return len(self._known) > before

    def add(self, atom: Atom) -> None:
        """Let people be in exactly these groups."""
        if atom in self._known:
            return
        self._known.add(atom)
        rows = sorted(self._row[name] for name in atom)
        cost = self._sign if atom & self._wanted else 0.0
        self._solver.addCol(cost, 0.0, highspy.kHighsInf, len(rows), rows, [1.0] * len(rows))

    def prices(self) -> dict[str, float]:
        """Solve, and return what one more person in each group would change."""
        self._solver.run()
        return dict(zip(self._names, self._solver.getSolution().row_dual, strict=True))

    def outcome(self) -> tuple[float, float]:
        """Return the size of the union last found, and how many people are too few or too many in it."""
        values = list(self._solver.getSolution().col_value)
        missing = sum(values[: self._penalties])
        return self._sign * (self._solver.getInfo().objective_function_value - PENALTY * missing), missing


class _Pricing:
    """The integer programme that finds the atom that betters the master most."""

    def __init__(self, system: System, wanted: frozenset[str], largest: bool) -> None:
        self._system, self._wanted, self._sign = system, wanted, -1.0 if largest else 1.0
        self._names = [group.name for group in system.groups]
        self._over, self._apart = supersets(system), apart_from(system)
        self._wholes = {one.whole: one.parts for one in system.sums}
        self._solver = solver = quiet_solver()
        at = {name: number for number, name in enumerate(self._names)}
        self._touched = len(self._names)
        for _ in range(self._touched + 1):
            solver.addCol(0.0, 0.0, 1.0, 0, [], [])
        for column in range(self._touched + 1):
            solver.changeColIntegrality(column, highspy.HighsVarType.kInteger)
        for a, b in sorted(system.inside):
            solver.addRow(-highspy.kHighsInf, 0.0, 2, [at[a], at[b]], [1.0, -1.0])
        for a, b in sorted(system.disjoint):
            solver.addRow(-highspy.kHighsInf, 1.0, 2, [at[a], at[b]], [1.0, 1.0])
        for one in system.sums:
            members = [at[one.whole], *(at[part] for part in one.parts)]
            solver.addRow(-highspy.kHighsInf, 0.0, len(members), members, [1.0, *[-1.0] * len(one.parts)])
        inner = [at[name] for name in self._names if name in wanted]
        for member in inner:
            solver.addRow(-highspy.kHighsInf, 0.0, 2, [member, self._touched], [1.0, -1.0])
        ends = [*inner, self._touched]
        solver.addRow(0.0, highspy.kHighsInf, len(ends), ends, [*[1.0] * len(inner), -1.0])

    def best(self, prices: dict[str, float], seconds: float) -> tuple[Atom | None, float]:
        """Return the atom of the lowest reduced cost, None where none is below nothing; and a bound of that cost."""
        for number, name in enumerate(self._names):
            self._solver.changeColCost(number, -prices[name])
        self._solver.changeColCost(self._touched, self._sign)
        self._solver.setOptionValue("time_limit", self._solver.getRunTime() + seconds)
        self._solver.run()
        outcome = self._solver.getInfo()
        values = self._solver.getSolution().col_value
        if not values or outcome.objective_function_value > -SLACK:
            return None, outcome.mip_dual_bound
        half = 0.5
        found = frozenset(name for number, name in enumerate(self._names) if values[number] > half)
        return found, outcome.mip_dual_bound

    def quick(self, prices: dict[str, float]) -> list[Atom]:
        """Return atoms of a reduced cost below nothing that grow greedily from the dearest groups."""
        order = sorted((name for name in self._names if prices[name] > SLACK), key=lambda name: (-prices[name], name))
        starts = order[:STARTS] or self._names[:STARTS]
        found = {self._grown([start, *order]): None for start in starts}
        if self._sign < 0:
            found |= {self._grown([name]): None for name in self._names}
        return [atom for atom in found if atom and self._cost(atom, prices) < -SLACK]

    def _cost(self, atom: Atom, prices: dict[str, float]) -> float:
        return (self._sign if atom & self._wanted else 0.0) - sum(prices[name] for name in atom)

    def _grown(self, order: list[str]) -> Atom:
        groups: set[str] = set()
        barred: set[str] = set()
        for name in order:
            if name in groups or name in barred:
                continue
            more = {name} | self._over[name]
            if not more & barred and not any(self._apart[one] & more for one in more):
                groups |= more
                barred = barred.union(*(self._apart[one] for one in more))
        atom = _complete(groups, self._wholes, self._over)
        return atom if allowed(atom, self._system, self._over, self._apart) else frozenset()
