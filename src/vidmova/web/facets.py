"""Narrows a list by what its rows have, and counts what each further step would leave."""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Generic, Protocol, TypeVar

from msgspec import Struct

NOT_SAID = "-"
"""Value of a row that says nothing of a facet."""
_NOTHING = (NOT_SAID,)


class Valued(Protocol):
    """A row that knows its values of each facet."""

    @property
    def has(self) -> Mapping[str, tuple[str, ...]]:
        """The values by the name of the facet, none twice; a facet that it says nothing of is left out."""


Row = TypeVar("Row", bound=Valued)


class Narrowed(Struct, Generic[Row], frozen=True):
    """The rows that have all the values chosen."""

    rows: list[Row]
    counts: dict[str, "Counter[str]"]
    """For each facet and each of its values: how many rows there would be with that value in place of the chosen."""


def narrow(rows: Sequence[Row], facets: Sequence[str], chosen: Mapping[str, str]) -> Narrowed[Row]:
    """Return the rows that have every chosen value, and for each value of each facet how many it would leave.

    What is chosen may be of facets that are not counted.
    """
    active = [(name, value) for name, value in chosen.items() if value]
    left: list[Row] = []
    nearly: dict[str, list[Row]] = {}
    for row in rows:
        failed = [name for name, value in active if value not in row.has.get(name, _NOTHING)]
        if not failed:
            left.append(row)
        elif len(failed) == 1:
            nearly.setdefault(failed[0], []).append(row)
    counts = {name: _counted(name, (*left, *nearly.get(name, ()))) for name in facets}
    return Narrowed(left, counts)


def _counted(name: str, rows: Sequence[Valued]) -> "Counter[str]":
    return Counter(chain.from_iterable([row.has.get(name, _NOTHING) for row in rows]))
