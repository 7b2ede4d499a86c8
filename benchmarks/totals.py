"""Times bounds over a generated register of 2,000 events and 20,000 relations: `python -m benchmarks.totals`."""

import random
from time import perf_counter

from vidmova.records import Claim, Event, Linked, Relation, RelationKind, claim_key
from vidmova.totals.asking import opened, tallied
from vidmova.totals.questions import Question
from vidmova.totals.told import Teller

REGIONS, UNITS, EVENTS, RELATIONS = 20, 10, 2000, 20_000
OUTLETS = 12
SMALLEST, LARGEST = 3, 60
TOLD = 0.7
"""How often a number is told as it is; else it is told too vaguely."""


class World:
    """Groups of invented people: regions, their units, what happened in the units, and a counter of all by month."""

    def __init__(self, seed: int, across: float, events: int = EVENTS, relations: int = RELATIONS) -> None:
        self._random, self._across = random.Random(seed), across
        self.groups: list[frozenset[int]] = []
        self.parts: list[tuple[int, int]] = []
        self.beside: list[tuple[int, int]] = []
        self.sums: list[tuple[int, list[int]]] = []
        self.counters: list[tuple[int, int]] = []
        self._grow(events)
        self._relations = relations

    def _grow(self, events: int) -> None:
        people = iter(range(10**9))
        regions: list[list[int]] = []
        incidents = events - REGIONS * (UNITS + 1) - 12
        for _ in range(REGIONS):
            units = []
            for number in range(UNITS):
                many = max(1, incidents // (REGIONS * UNITS) + (number < incidents % UNITS))
                units.append(self._unit(people, many))
            region = self._add(frozenset().union(*(self.groups[unit] for unit in units)))
            self.parts += [(unit, region) for unit in units]
            self.sums += [(region, units)] if self._random.random() < 0.5 else []
            regions.append(units)
        self._wholes = {whole for _, whole in self.parts}
        self._count_by_month()

    def _unit(self, people: "range | object", many: int) -> int:
        inside: list[int] = []
        own: list[int] = [next(people) for _ in range(self._random.randint(LARGEST, 5 * LARGEST))]  # type: ignore[call-overload]
        for _ in range(many):
            size = min(len(own), self._random.randint(SMALLEST, LARGEST))
            inside.append(self._add(frozenset(self._random.sample(own, size))))
        unit = self._add(frozenset(own))
        self.parts += [(one, unit) for one in inside]
        return unit

    def _count_by_month(self) -> None:
        everybody = sorted(frozenset().union(*self.groups))
        before = None
        for month in range(1, 13):
            state = self._add(frozenset(everybody[: len(everybody) * month // 12]))
            if before is not None:
                self.counters.append((state, before))
            before = state

    def _add(self, group: frozenset[int]) -> int:
        self.groups.append(group)
        return len(self.groups) - 1

    def linked(self) -> Linked:
        """Return what linking would make of claims about these groups."""
        told = [self._told(number) for number in range(len(self.groups))]
        claims: dict[str, list[Claim]] = {f"{one:064x}": [] for one in range(OUTLETS)}
        events = []
        for number, count in enumerate(told):
            document = f"{number % OUTLETS:064x}"
            claims[document].append(
                Claim(
                    id=f"c{number}", start=0, end=1, act="refuse", count=count, counted="persons", event=_name(number)
                )
            )
            key = claim_key(document, f"c{number}")
            events.append(
                Event(id=_name(number), act="refuse", title=f"Event {number}", claims=[key], documents=[document])
            )
        return Linked(claims=claims, events=events, relations=self._said())

    def _told(self, number: int) -> tuple[int, int | None]:
        size = len(self.groups[number])
        if self._random.random() < TOLD:
            return size, size
        is_open = number not in self._wholes and self._random.random() < 0.1
        return max(1, size - size // 10), None if is_open else size + size // 10

    def _said(self) -> list[Relation]:
        found = [_relation("part_of", part, [whole]) for part, whole in self.parts]
        found += [_relation("later_state", later, [earlier]) for later, earlier in self.counters]
        found += [_relation("sum_of", whole, parts, 0) for whole, parts in self.sums]
        above = dict(self.parts)
        siblings: dict[int, list[int]] = {}
        for number in range(len(self.groups)):
            siblings.setdefault(above.get(number, -1), []).append(number)
        while len(found) < self._relations:  # several documents may say the same
            a = self._random.randrange(len(self.groups))
            b = self._random.randrange(len(self.groups))
            if self._random.random() >= self._across:
                b = self._random.choice(siblings[above.get(a, -1)])
            if a == b:
                continue
            if not self.groups[a] & self.groups[b]:
                found.append(_relation("disjoint", a, [b]))
            elif self.groups[a] < self.groups[b]:
                found.append(_relation("part_of", a, [b]))
        return found


def _name(number: int) -> str:
    return f"e{number:05}"


def _relation(kind: RelationKind, event: int, others: list[int], gap: int | None = None) -> Relation:
    names = [_name(other) for other in others]
    return Relation(kind=kind, event=_name(event), others=names, claims=[], because="generated", gap=gap)


def main() -> None:
    """Print how long the bounds took, what they are, and the truth."""
    for across in (0.0, 0.02, 0.5):
        _measure(across)


def _measure(across: float) -> None:
    world = World(1, across)
    truth = len(frozenset().union(*world.groups))
    linked = world.linked()
    tellers = {document: Teller(f"Outlet {number}") for number, document in enumerate(linked.claims)}
    start = perf_counter()
    known = opened(linked, tellers)
    found = tallied(Question(acts=("refuse",)), known).bounds
    print(f"{across:.0%} of what is apart lies across regions and units")
    print(f"{len(linked.events)} events, {len(linked.relations)} relations: {perf_counter() - start:.1f} s")
    print(f"truth {truth}; floor {found.low} (gap {found.low_gap}), ceiling {found.high} (gap {found.high_gap})")


if __name__ == "__main__":
    main()
