"""Where each value of each facet stands in a list that is kept: narrowing and counting without looking at each row."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Generic, TypeVar

from msgspec import Struct

from vidmova.web.facets import NOT_SAID, Valued

Row = TypeVar("Row", bound=Valued)
FEW = 8
"""Where fewer than one in so many rows are left, what they have is counted row by row."""


class Left(Struct, frozen=True):
    """The rows left, by their places in the list, and what each value of each facet would leave."""

    places: Sequence[int]
    counts: dict[str, "Counter[str]"]


class Index(Generic[Row]):
    """A list that is kept, with the places of each value."""

    def __init__(self, rows: Sequence[Row], facets: Sequence[str]) -> None:
        self.rows = rows
        self._places: dict[str, dict[str, list[int]]] = {name: {} for name in facets}
        self._orders: dict[str, list[int]] = {}
        for name, found in self._places.items():
            for place, row in enumerate(rows):
                for value in row.has.get(name, (NOT_SAID,)):
                    found.setdefault(value, []).append(place)

    def narrow(self, facets: Sequence[str], chosen: Mapping[str, str]) -> Left:
        """Return the rows that have every chosen value, and what each value would leave; the same as `facets.narrow`.

        What is chosen must be of the facets that the list was made with.
        """
        active = {name: value for name, value in chosen.items() if value}
        left = self._having(active)
        counts = {}
        for name in facets:
            others = {one: value for one, value in active.items() if one != name}
            counts[name] = self._counted(name, self._having(others) if name in active else left)
        return Left(left, counts)

    def arranged(self, places: Sequence[int], order: str, sort: Callable[[Sequence[Row]], list[Row]]) -> Sequence[int]:
        """Return places in another order of the rows; each order is made once."""
        if order not in self._orders:
            number = {id(row): place for place, row in enumerate(self.rows)}
            self._orders[order] = [number[id(row)] for row in sort(self.rows)]
        every = self._orders[order]
        if len(places) == len(every):
            return every
        there = self._flags(places)
        return [place for place in every if there[place]]

    def _having(self, active: Mapping[str, str]) -> Sequence[int]:
        found = sorted((self._places[name].get(value, []) for name, value in active.items()), key=len)
        if not found:
            return range(len(self.rows))
        left = found[0]
        for places in found[1:]:
            there = self._flags(places)
            left = [place for place in left if there[place]]
        return left

    def _counted(self, name: str, left: Sequence[int]) -> "Counter[str]":
        every = self._places[name]
        if len(left) == len(self.rows):
            return Counter({value: len(places) for value, places in every.items()})
        if len(left) * FEW < len(self.rows):
            return Counter(value for place in left for value in self.rows[place].has.get(name, (NOT_SAID,)))
        there = self._flags(left).__getitem__
        numbers = {value: sum(map(there, places)) for value, places in every.items()}
        return Counter({value: number for value, number in numbers.items() if number})

    def _flags(self, places: Sequence[int]) -> bytearray:
        flags = bytearray(len(self.rows))
        for place in places:
            flags[place] = 1
        return flags
