"""A matched wording of a date with its parts read as numbers and names, and what such a wording can mean."""

import re
from typing import Literal, TypeVar

from vidmova.extraction.dateclock import Clock
from vidmova.extraction.datewords import Patterns, choice
from vidmova.extraction.intervals import Days

T = TypeVar("T")
Precision = Literal["day", "month", "season", "year", "range", "open"]
Meaning = tuple[Days, Precision, bool]
"""First and last day, how precise, and whether it is told relative to another date."""
NAMES: dict[str, Precision] = {"day": "day", "week": "range", "month": "month", "year": "year"}
"""How precise a date is that is told in days, weeks, months or years."""


class Match:
    """A matched shape with its groups read as numbers and names."""

    def __init__(self, match: re.Match[str], clock: Clock, known: Patterns) -> None:
        self.groups, self.clock, self.known = match.groupdict(), clock, known
        self.match = match

    def said(self, group: str) -> str:
        """Return the words of a group with single spaces."""
        return " ".join((self.groups.get(group) or "").split())

    def name(self, group: str, kind: str) -> str | None:
        """Return what the words of a group are called in a table of names; a table's `*` stands for any ending."""
        said = self.said(group)
        return _looked_up(self.known.names[kind], said) if said else None

    def number(self, group: str, kind: str) -> int | None:
        """Return the number of a group, in figures or by a table of words."""
        said = self.said(group).rstrip(".")
        if digits := re.match(r"\d+", said):
            return int(digits.group())
        return _looked_up(self.known.values[kind], said) if said else None

    def day(self, index: int) -> int | None:
        """Return the day of the month."""
        return self.number(f"d{index}", "ordinal")

    def month(self, index: int) -> int | None:
        """Return the number of the month."""
        return self.number(f"m{index}", "month")

    def year(self, index: int) -> int | None:
        """Return the year that is said, as a number or as "last year"."""
        said = self.said(f"y{index}")
        if said:
            return int(said) if len(said) == 4 else 2000 + int(said)
        step = self.offset(f"r{index}")
        if step is not None and self.clock.now:
            return self.clock.now.year + step[1]
        if self.said(f"r{index}") and self.clock.then:
            return self.clock.then.year
        return None

    def told(self, index: int) -> bool:
        """Whether the year is told relative to another date."""
        return bool(self.said(f"r{index}"))

    def offset(self, group: str) -> tuple[str, int] | None:
        """Return the unit and the steps of wordings such as "last week"."""
        found = self.name(group, "offset")
        return (found.split()[0], int(found.split()[1])) if found else None

    def steps(self) -> int:
        """Return how many days, weeks or months are told of."""
        words = self.said("n").split()
        if len(words) > 1 and all(word in self.known.values["number"] for word in words):
            return sum(self.known.values["number"][word] for word in words)
        return self.number("n", "number") or 1


def _looked_up(table: dict[str, T], said: str) -> T | None:
    if said in table:
        return table[said]
    return next((value for form, value in table.items() if "*" in form and re.fullmatch(choice([form]), said)), None)
