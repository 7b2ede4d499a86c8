"""Works out which days a matched wording of a date means, from the day of publication and the date before it."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Literal, TypeVar

from msgspec import Struct

from vidmova.extraction import intervals
from vidmova.extraction.datewords import Patterns, choice
from vidmova.extraction.intervals import Days

JUST_BEFORE = 62
"""Days before publication of which news tells without a year."""
T = TypeVar("T")
Precision = Literal["day", "month", "season", "year", "range", "open"]
Meaning = tuple[Days, Precision, bool]
"""First and last day, how precise, and whether it is told relative to another date."""


class Clock(Struct, frozen=True):
    """What a date without a year, or one such as "yesterday", is counted from."""

    published: date | None
    anchor: date | None
    year: int | None = None
    """The last year mentioned, for "the first half of the year"."""

    @property
    def now(self) -> date | None:
        """The day of publication, or the last date mentioned where there is none."""
        return self.published or self.anchor

    @property
    def then(self) -> date | None:
        """The last date mentioned, or the day of publication where there is none."""
        return self.anchor or self.published

    def year_for(self, month: int, day: int | None = None) -> int | None:
        """Return the year of a month, or of a day, told without one.

        A day of the two months before publication is of then; else it is the next such day after the last date
        mentioned, or the latest that is not in the future where that is.
        """
        latest = self._latest(month, day or 1)
        if latest and day and self._just_before(latest, month, day):
            return latest
        if self.anchor:
            follows = self.anchor.year + (month < self.anchor.month)
            for year in (follows, self.anchor.year):
                if not self.published or (year, month, day or 1) <= _key(self.published):
                    return year
        return latest

    def _latest(self, month: int, day: int) -> int | None:
        if not self.published:
            return None
        return self.published.year - ((self.published.year, month, day) > _key(self.published))

    def _just_before(self, year: int, month: int, day: int) -> bool:
        if not self.published or day > intervals.month(year, month)[1].day:
            return False
        return (self.published - date(year, month, day)).days <= JUST_BEFORE


def meaning(shape: str, match: re.Match[str], clock: Clock, known: Patterns) -> Meaning | None:
    """Return what a match of a shape means, or None where it is no date or cannot be placed."""
    try:
        return _READERS[shape](_Match(match, clock, known))
    except (ValueError, OverflowError):
        return None


def _key(day: date) -> tuple[int, int, int]:
    return day.year, day.month, day.day


class _Match:
    """A matched shape with its groups read as numbers and names."""

    def __init__(self, match: re.Match[str], clock: Clock, known: Patterns) -> None:
        self.groups, self.clock, self.known = match.groupdict(), clock, known
        self.match = match

    def said(self, group: str) -> str:
        return " ".join((self.groups.get(group) or "").split())

    def name(self, group: str, kind: str) -> str | None:
        """Return what the words of a group are called in a table of names; a table's `*` stands for any ending."""
        said = self.said(group)
        return _looked_up(self.known.names[kind], said) if said else None

    def number(self, group: str, kind: str) -> int | None:
        said = self.said(group).rstrip(".")
        if digits := re.match(r"\d+", said):
            return int(digits.group())
        return _looked_up(self.known.values[kind], said) if said else None

    def day(self, index: int) -> int | None:
        return self.number(f"d{index}", "ordinal")

    def month(self, index: int) -> int | None:
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
        found = self.name(group, "offset")
        return (found.split()[0], int(found.split()[1])) if found else None

    def steps(self) -> int:
        return self.number("n", "number") or 1


def _looked_up(table: dict[str, T], said: str) -> T | None:
    if said in table:
        return table[said]
    return next((value for form, value in table.items() if "*" in form and re.fullmatch(choice([form]), said)), None)


def _day(found: _Match) -> Meaning | None:
    month, day = found.month(1), found.day(1)
    if not month or not day:
        return None
    year = found.year(1) or found.clock.year_for(month, day)
    if not year:
        return None
    exact = date(year, month, day)
    return (exact, exact), "day", found.told(1)


def _days(found: _Match) -> Meaning | None:
    month, first, last = found.month(2), found.day(1), found.day(2)
    if not month or not first or not last:
        return None
    year = found.year(2) or found.clock.year_for(month, last)
    if not year:
        return None
    end = date(year, month, last)
    start = date(year, month, first) if first <= last else intervals.moved(end, "month", -1).replace(day=first)
    return (start, end), "range", found.told(2)


def _day_range(found: _Match) -> Meaning | None:
    month, day = found.month(2), found.day(2)
    month_before, day_before = found.month(1), found.day(1)
    if not month or not day or not month_before or not day_before:
        return None
    year = found.year(2) or found.clock.year_for(month, day)
    if not year:
        return None
    before = found.year(1) or year - ((month_before, day_before) > (month, day))
    return (date(before, month_before, day_before), date(year, month, day)), "range", found.told(2)


def _month(found: _Match) -> Meaning | None:
    month, part = found.month(1), found.name("part1", "part")
    if not month:
        return None
    year = found.year(1) or _past_year(found, month) or found.clock.year_for(month)
    if not year:
        return None
    days = intervals.part_of_month(year, month, part) if part else intervals.month(year, month)
    return days, "range" if part else "month", found.told(1) or bool(found.said("last") or found.said("this"))


def _past_year(found: _Match, month: int) -> int | None:
    """Return the year of "last October" (before this month) or "this October"."""
    now = found.clock.now
    if not now or not (found.said("last") or found.said("this")):
        return None
    return now.year - bool(found.said("last") and month >= now.month)


def _month_range(found: _Match) -> Meaning | None:
    first, last = found.month(1), found.month(2)
    if not first or not last:
        return None
    year = found.year(2) or found.clock.year_for(last)
    if not year:
        return None
    before = found.year(1) or year - (first > last)
    parts = found.name("part1", "part"), found.name("part2", "part")
    start = intervals.part_of_month(before, first, parts[0]) if parts[0] else intervals.month(before, first)
    end = intervals.part_of_month(year, last, parts[1]) if parts[1] else intervals.month(year, last)
    return (start[0], end[1]), "range", found.told(2)


def _season(found: _Match) -> Meaning | None:
    name, part = found.name("season", "season"), found.name("part1", "part")
    year = found.year(1)
    if not name or (year is None and not found.clock.now):
        return None
    told = found.told(1) or bool(found.said("last") or found.said("this"))
    if year is None:
        year = _past_season(found, name)
    elif name == "winter" and not found.said("y2") and part != "early":
        year -= 1
    return intervals.season(year, name, part), "season", told


def _past_season(found: _Match, name: str) -> int:
    """Return the year of the latest such season: begun by then, and over where "last" is said."""
    now = found.clock.now or date.min
    if not (found.said("last") or found.said("this")) and found.clock.anchor:
        then = intervals.season(found.clock.anchor.year, name)
        if then[0] <= now:
            return then[0].year
    start, end = intervals.season(now.year, name)
    return now.year - (end >= now if found.said("last") else start > now)


def _part_of_year(found: _Match) -> Meaning | None:
    which = found.number("which", "ordinal") or _roman(found.said("which"))
    length = 3 if found.said("quarter") else 6
    if not which or which > 12 // length:
        return None
    if month := found.month(1):
        year = found.year(1) or found.clock.year_for(month)
        return (intervals.half_of_month(year, month, which), "range", found.told(1)) if year else None
    if found.said("half") and not (found.groups["y2"] or found.groups["r2"] or found.said("oftheyear")):
        return None
    told = found.clock.year if found.said("oftheyear") else None
    year = found.year(2) or told or found.clock.year_for((which - 1) * length + 1)
    return (intervals.fraction_of_year(year, which, length), "range", found.told(2)) if year else None


def _roman(said: str) -> int:
    return {"i": 1, "ii": 2, "iii": 3, "iv": 4}.get(said, 0)


def _years(found: _Match) -> Meaning | None:
    first, last = found.year(1), found.year(2)
    if not first or not last or last < first:
        return None
    return (date(first, 1, 1), date(last, 12, 31)), "range", found.told(2)


def _year(found: _Match) -> Meaning | None:
    part, year = found.name("part1", "part"), found.year(1)
    if not year:
        return None
    return intervals.part_of_year(year, part), "range" if part else "year", found.told(1)


def _part_of_this_year(found: _Match) -> Meaning | None:
    then, part = found.clock.then, found.name("part1", "part")
    year = found.clock.year or (then.year if then else None)
    return (intervals.part_of_year(year, part), "range", True) if year else None


_NAMES: dict[str, Precision] = {"day": "day", "week": "range", "month": "month", "year": "year"}


def _offset(found: _Match) -> Meaning | None:
    offset, now = found.offset("offset"), found.clock.now
    if not offset or not now:
        return None
    return intervals.around(intervals.moved(now, *offset), offset[0]), _NAMES[offset[0]], True


def _following(found: _Match) -> Meaning | None:
    steps, then = found.name("following", "following"), found.clock.then
    if steps is None or not then:
        return None
    day = then + timedelta(days=int(steps))
    return (day, day), "day", True


def _ago(found: _Match) -> Meaning | None:
    return _moved(found, found.clock.now, -found.steps())


def _earlier(found: _Match) -> Meaning | None:
    return _moved(found, found.clock.then, -found.steps())


def _later(found: _Match) -> Meaning | None:
    return _moved(found, found.clock.then, found.steps())


def _moved(found: _Match, origin: date | None, steps: int) -> Meaning | None:
    unit = found.name("unit", "unit")
    if not origin or not unit:
        return None
    day = intervals.moved(origin, unit, steps)
    size = "month" if found.groups.get("thismonth") else unit if unit in ("month", "year") else "day"
    return intervals.around(day, size), _NAMES[size], True


def _weekday(found: _Match) -> Meaning | None:
    number, now = found.number("weekday", "weekday"), found.clock.now
    if not number or not now:
        return None
    back = (now.isoweekday() - number) % 7
    day = now - timedelta(days=back or (7 if found.said("last") else 0))
    return (day, day), "day", True


def _event(found: _Match) -> Meaning | None:
    named = found.name("event", "event")
    day = date.fromisoformat(named) if named else None
    return ((day, day), "day", False) if day else None


def _bare_day(found: _Match) -> Meaning | None:
    day, then, now = found.day(1), found.clock.then, found.clock.published
    if not day or not then:
        return None
    first = then.replace(day=1)
    while not _has_day(first, day) or (now and first.replace(day=day) > now):
        first = intervals.moved(first, "month", -1)
    exact = first.replace(day=day)
    return (exact, exact), "day", True


def _has_day(first: date, day: int) -> bool:
    return day <= intervals.month(first.year, first.month)[1].day


_READERS: dict[str, Callable[[_Match], Meaning | None]] = {
    "day": _day,
    "days": _days,
    "day_range": _day_range,
    "month": _month,
    "month_range": _month_range,
    "season": _season,
    "part_of_year": _part_of_year,
    "years": _years,
    "year": _year,
    "part_of_this_year": _part_of_this_year,
    "offset": _offset,
    "following": _following,
    "ago": _ago,
    "earlier": _earlier,
    "later": _later,
    "weekday": _weekday,
    "event": _event,
    "bare_day": _bare_day,
}
