"""Who is on which lists, counted: patterns of presence in one order, read from a table or from a mapping."""

import csv
from collections.abc import Mapping, Sequence
from itertools import permutations, product
from math import factorial
from pathlib import Path

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from vidmova.errors import InputError

Table = Mapping[tuple[int, ...], int]
"""Pattern of presence (1) and absence (0) over the lists → how many people have it."""
Floats = NDArray[np.float64]

MOST_LISTS = 10
COUNT = "count"
MOST_ORDERS = 720


class Patterns(Struct, frozen=True, kw_only=True, eq=False):
    """All patterns but the one nobody can see, with how many people have each."""

    lists: tuple[str, ...]
    presence: Floats
    """A row a pattern, a column a list; in counting order, 0…01 first."""
    counts: Floats

    @property
    def seen(self) -> int:
        """How many people are on at least one list."""
        return int(self.counts.sum())

    @property
    def on_list(self) -> Floats:
        """How many people each list has."""
        return self.counts @ self.presence

    @property
    def by_frequency(self) -> list[int]:
        """How many people are on exactly one list, on two, and so on."""
        times = self.presence.sum(axis=1).astype(int)
        return [int(self.counts[times == number].sum()) for number in range(1, len(self.lists) + 1)]

    def on_both(self, a: int, b: int) -> int:
        """Return how many people two lists share."""
        return int((self.counts * self.presence[:, a] * self.presence[:, b]).sum())


def patterns(table: Table, lists: Sequence[str] = ()) -> Patterns:
    """Return a table's patterns in order, with zeros where it says nothing.

    Raises InputError where a pattern or a count cannot be.
    """
    width = len(next(iter(table), ()))
    names = tuple(lists) or tuple(f"list {number}" for number in range(1, width + 1))
    if not 1 <= width <= MOST_LISTS:
        raise InputError(f"a table of patterns needs 1 to {MOST_LISTS} lists, and this has {width}")
    if len(names) != width:
        raise InputError(f"the patterns are of {width} lists, and {len(names)} names are given: {', '.join(names)}")
    if len(set(names)) < width:
        raise InputError(f"two lists have one name: {', '.join(names)}; give each its own")
    for pattern, count in table.items():
        _check(pattern, count, width)
    rows = list(product((0, 1), repeat=width))[1:]
    counts = np.array([table.get(row, 0) for row in rows], dtype=float)
    if not counts.sum():
        raise InputError("the table of patterns has nobody in it: give how many people have each pattern")
    found = Patterns(lists=names, presence=np.array(rows, dtype=float), counts=counts)
    empty = [name for name, people in zip(names, found.on_list, strict=True) if not people]
    if empty:
        raise InputError(f"{', '.join(empty)}: nobody is on it, so it says nothing: leave the list out")
    return found


def _check(pattern: tuple[int, ...], count: int, width: int) -> None:
    said = " ".join(map(str, pattern))
    if len(pattern) != width or set(pattern) - {0, 1}:
        raise InputError(f"the pattern {said} is not {width} times 0 or 1: give presence on each list")
    if not any(pattern) and count:
        raise InputError(f"the pattern {said} is of people on no list, whom nobody can have counted: leave it out")
    if count < 0 or count != int(count):
        raise InputError(f"the pattern {said} has the count {count}: give a whole number of people")


def canonical(found: Patterns) -> Patterns:
    """Return the patterns with the lists in an order that does not depend on the one they came in."""
    width = len(found.lists)
    by_list = [_key(found, column) for column in range(width)]
    ranks = sorted(range(width), key=lambda column: by_list[column])
    ties: list[list[int]] = []
    for column in ranks:
        if ties and by_list[ties[-1][0]] == by_list[column]:
            ties[-1].append(column)
        else:
            ties.append([column])
    number = int(np.prod([factorial(len(tied)) for tied in ties]))
    orders = product(*map(permutations, ties)) if number <= MOST_ORDERS else iter([tuple(map(tuple, ties))])
    return min((_reordered(found, sum(order, ())) for order in orders), key=lambda one: tuple(one.counts))


def _key(found: Patterns, column: int) -> tuple[float, ...]:
    times = found.presence.sum(axis=1).astype(int)
    here = found.counts * found.presence[:, column]
    return (float(here.sum()), *(float(here[times == number].sum()) for number in range(1, len(found.lists) + 1)))


def _reordered(found: Patterns, order: tuple[int, ...]) -> Patterns:
    weights = 2 ** np.arange(len(order))[::-1]
    counts = np.zeros_like(found.counts)
    counts[(found.presence[:, list(order)] @ weights).astype(int) - 1] = found.counts
    return Patterns(lists=tuple(found.lists[column] for column in order), presence=found.presence, counts=counts)


def read_patterns(path: Path, by: str = "") -> dict[str, tuple[tuple[str, ...], dict[tuple[int, ...], int]]]:
    """Return names of lists and table per stratum of a CSV file of patterns (columns of 0 and 1, and `count`).

    `by` names the column whose values are the strata; without it there is one stratum, named "".
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as fault:
        raise InputError(f"{path}: cannot be read: {fault.strerror or fault}") from None
    except UnicodeDecodeError:
        raise InputError(f"{path}: is no text in UTF-8: save the table as CSV in UTF-8") from None
    rows = list(csv.reader(text.splitlines()))
    header = [cell.strip() for cell in rows[0]] if rows else []
    if COUNT not in header or len(header) < 1 + 1 + bool(by):
        raise InputError(f"{path}: the first line must name the lists and `{COUNT}`, as a,b,c,{COUNT}")
    if by and by not in header:
        raise InputError(f"{path}: there is no column {by}; there are {', '.join(header)}")
    lists = tuple(name for name in header if name not in {COUNT, by})
    tables: dict[str, dict[tuple[int, ...], int]] = {}
    for number, row in enumerate(rows[1:], 2):
        if any(cell.strip() for cell in row):
            said = _cells(path, number, header, row)
            table = tables.setdefault(said.get(by, ""), {})
            pattern = tuple(_whole(path, number, name, said[name]) for name in lists)
            if pattern in table:
                raise InputError(f"{path}, line {number}: this pattern has a line already: give each once a stratum")
            table[pattern] = _whole(path, number, COUNT, said[COUNT])
    return {stratum: (lists, table) for stratum, table in tables.items()} or {"": (lists, {})}


def _cells(path: Path, number: int, header: list[str], row: list[str]) -> dict[str, str]:
    if len(row) != len(header):
        raise InputError(f"{path}, line {number}: has {len(row)} cells and the header {len(header)}")
    return dict(zip(header, (cell.strip() for cell in row), strict=True))


def _whole(path: Path, number: int, name: str, cell: str) -> int:
    if not cell.isdecimal() or (name != COUNT and cell not in {"0", "1"}):
        wanted = "a whole number" if name == COUNT else "0 or 1 (name the column of strata with --by)"
        raise InputError(f"{path}, line {number}: {name} is {cell!r} where {wanted} must stand")
    return int(cell)
