"""Works out which days a matched wording of a date means, from the day of publication and the date before it."""

import re
from collections.abc import Callable
from datetime import date

from vidmova.extraction import intervals, relativedates, stretches
from vidmova.extraction.dateclock import AHEAD, Clock
from vidmova.extraction.datematch import Match, Meaning
from vidmova.extraction.datewords import Patterns


def meaning(shape: str, match: re.Match[str], clock: Clock, known: Patterns) -> Meaning | None:
    """Return what a match of a shape means, or None where it is no date or cannot be placed."""
    try:
        return _READERS[shape](Match(match, clock, known))
    except (ValueError, OverflowError):
        return None


def _day(found: Match) -> Meaning | None:
    month, day = found.month(1), found.day(1)
    if not month or not day:
        return None
    year = found.year(1) or found.clock.year_for(month, day)
    if not year:
        return None
    exact = date(year, month, day)
    return (exact, exact), "day", found.told(1)


def _days(found: Match) -> Meaning | None:
    month, first, last = found.month(2), found.day(1), found.day(2)
    if not month or not first or not last:
        return None
    year = found.year(2) or found.clock.year_for(month, last)
    if not year:
        return None
    end = date(year, month, last)
    start = date(year, month, first) if first <= last else intervals.moved(end, "month", -1).replace(day=first)
    return (start, end), "range", found.told(2)


def _day_range(found: Match) -> Meaning | None:
    month, day = found.month(2), found.day(2)
    month_before, day_before = found.month(1), found.day(1)
    if not month or not day or not month_before or not day_before:
        return None
    year = found.year(2) or found.clock.year_for(month, day)
    if not year:
        return None
    before = found.year(1) or year - ((month_before, day_before) > (month, day))
    return (date(before, month_before, day_before), date(year, month, day)), "range", found.told(2)


def _month(found: Match) -> Meaning | None:
    month, part = found.month(1), found.name("part1", "part")
    if not month:
        return None
    year = found.year(1) or _past_year(found, month) or found.clock.year_for(month)
    if not year:
        return None
    days = intervals.part_of_month(year, month, part) if part else intervals.month(year, month)
    return days, "range" if part else "month", found.told(1) or bool(found.said("last") or found.said("this"))


def _past_year(found: Match, month: int) -> int | None:
    """Return the year of "last October" (before this month) or "this October"."""
    now = found.clock.now
    if not now or not (found.said("last") or found.said("this")):
        return None
    return now.year - bool(found.said("last") and month >= now.month)


def _month_range(found: Match) -> Meaning | None:
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


def _season(found: Match) -> Meaning | None:
    name, part = found.name("season", "season"), found.name("part1", "part")
    year = found.year(1)
    if not name or (year is None and not found.clock.now):
        return None
    told = found.told(1) or bool(found.said("last") or found.said("this"))
    if year is None:
        year = _coming_season(found, name) or _past_season(found, name)
    elif name == "winter" and not found.said("y2") and part != "early":
        year -= 1
    return intervals.season(year, name, part), "season", told


def _coming_season(found: Match, name: str) -> int | None:
    now, year = found.clock.now, (found.clock.now or date.min).year
    if not now or not found.clock.coming:
        return None
    ahead = [one for one in (year, year + 1) if intervals.season(one, name)[0] > now]
    near = (intervals.season(ahead[0], name)[0] - now).days <= AHEAD
    return ahead[0] if near else None


def _past_season(found: Match, name: str) -> int:
    """Return the year of the latest such season: begun by then, and over where "last" is said."""
    now, anchor = found.clock.now or date.min, found.clock.anchor
    if not (found.said("last") or found.said("this")) and anchor:
        follows = anchor.year + (intervals.season(anchor.year, name)[1] < anchor)
        for year in (follows, anchor.year):
            if intervals.season(year, name)[0] <= now:
                return year
    start, end = intervals.season(now.year, name)
    return now.year - (end >= now if found.said("last") else start > now)


def _part_of_year(found: Match) -> Meaning | None:
    which = found.number("which", "ordinal") or _roman(found.said("which"))
    length = 3 if found.said("quarter") else 6
    if not which or which > 12 // length:
        return None
    if month := found.month(1):
        year = found.year(1) or found.clock.year_for(month)
        return (intervals.half_of_month(year, month, which), "range", found.told(1)) if year else None
    if found.said("half") and not (found.groups["y2"] or found.groups["r2"] or found.said("oftheyear")):
        return None
    year = found.year(2) or found.clock.year or _ended(found, (which - 1) * length + 1, which * length)
    return (intervals.fraction_of_year(year, which, length), "range", found.told(2)) if year else None


def _ended(found: Match, first: int, last: int) -> int | None:
    """Return the year of a quarter or half, by its months: the latest that is over, or the running year."""
    year, now = found.clock.year_for(first), found.clock.published
    if not year or not now or found.clock.coming or found.said("oftheyear"):
        return year
    return year - (intervals.month(year, last)[1] > now)


def _roman(said: str) -> int:
    return {"i": 1, "ii": 2, "iii": 3, "iv": 4}.get(said, 0)


def _years(found: Match) -> Meaning | None:
    first, last = found.year(1), found.year(2)
    if not first or not last or last < first:
        return None
    return (date(first, 1, 1), date(last, 12, 31)), "range", found.told(2)


def _year(found: Match) -> Meaning | None:
    part, year = found.name("part1", "part"), found.year(1)
    if not year:
        return None
    return intervals.part_of_year(year, part), "range" if part else "year", found.told(1)


def _part_of_this_year(found: Match) -> Meaning | None:
    then, part = found.clock.then, found.name("part1", "part")
    since = found.known.bound.search(found.match.string[max(found.match.start() - 20, 0) : found.match.start()])
    if since and found.clock.now and found.known.names["bound"].get(since["bound"]) == "since":
        then = found.clock.now
    year = found.clock.year or (then.year if then else None)
    return (intervals.part_of_year(year, part), "range", True) if year else None


def _event(found: Match) -> Meaning | None:
    named = found.name("event", "event")
    day = date.fromisoformat(named) if named else None
    return ((day, day), "day", False) if day else None


_READERS: dict[str, Callable[[Match], Meaning | None]] = {
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
    "offset": relativedates.offset,
    "following": relativedates.following,
    "ago": relativedates.ago,
    "earlier": relativedates.earlier,
    "later": relativedates.later,
    "weekday": relativedates.weekday,
    "event": _event,
    "spell": stretches.spell,
    "nth": stretches.nth,
    "new_year": stretches.new_year,
    "first_months": stretches.first_months,
    "up_to": stretches.up_to,
    "over": stretches.over,
    "same_stretch": stretches.same_stretch,
    "bare_day": relativedates.bare_day,
}
