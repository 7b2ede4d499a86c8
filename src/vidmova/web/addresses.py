"""Addresses of pages: the whole state of a page is in its address."""

from collections.abc import Mapping
from urllib.parse import urlencode

from msgspec import Struct

from vidmova.records import EntityKind

SECTIONS: dict[EntityKind, str] = {
    "person": "people",
    "unit": "units",
    "organisation": "organisations",
    "court": "courts",
    "place": "places",
}
"""Kind of what is named and the part of the desk that shows it."""


class Page(Struct, frozen=True):
    """One page of a longer list."""

    number: int
    size: int
    total: int

    @property
    def first(self) -> int:
        """Number of its first row, from 1; 0 where the list is empty."""
        return min(self.total, (self.number - 1) * self.size + 1)

    @property
    def last(self) -> int:
        """Number of its last row."""
        return min(self.total, self.number * self.size)

    @property
    def pages(self) -> int:
        """How many pages the list has."""
        return max(1, -(-self.total // self.size))

    @property
    def skip(self) -> int:
        """How many rows stand on the pages before it."""
        return (self.number - 1) * self.size


def page_of(asked: str, size: int, total: int) -> Page:
    """Return the page asked for, or the nearest one that there is."""
    wanted = int(asked) if asked.isdecimal() and len(asked) < 9 else 1
    return Page(min(max(1, wanted), max(1, -(-total // size))), size, total)


def address(path: str, given: Mapping[str, str], **changed: str | int | None) -> str:
    """Return a path with what was given, changed; None or nothing takes a name away."""
    every = {**given, **{name: "" if value is None else str(value) for name, value in changed.items()}}
    query = urlencode({name: value for name, value in every.items() if value})
    return f"{path}?{query}" if query else path
