"""Reads stretches that numbers are counted over: "the first five months of the year", "since New Year", «за неделю»."""

from datetime import date, timedelta

from vidmova.extraction import intervals
from vidmova.extraction.datematch import NAMES, Match, Meaning
from vidmova.extraction.intervals import Days

_DAY = timedelta(days=1)
_LONG = 58
"""Days from which a stretch is one of months, which another year's can be compared with."""
_AUTUMN = 10
"""Month from which New Year is the coming one."""
_FEW = 3
"""Days below which «за день» is how long something took."""
_EARLY = 10
"""Days of a month in which "the month" is the one before."""


def new_year(found: Match) -> Meaning | None:
    """Return New Year's Day for what is since then, else the last days before it and the day itself."""
    now, then = found.clock.now, found.clock.then
    if not now or not then:
        return None
    if found.known.names["bound"].get(found.said("on")) in ("since", "after"):
        first = date(now.year, 1, 1)
        return (first, first), "day", True
    ahead = date(then.year + 1, 1, 1)
    day = ahead if ahead <= now or found.clock.coming or now.month >= _AUTUMN else date(now.year, 1, 1)
    return (day - 6 * _DAY, day), "range", True


def first_months(found: Match) -> Meaning | None:
    """Return the first months or weeks of a year that is named or spoken of."""
    unit, then = found.name("unit", "unit"), found.clock.then
    year = found.year(1) or found.clock.year or (then.year if then else None)
    if not unit or not year or unit == "year":
        return None
    first = date(year, 1, 1)
    return (first, intervals.moved(first, unit, found.steps()) - _DAY), "range", not found.said("y1")


def up_to(found: Match) -> Meaning | None:
    """Return the months or the year up to a month: "the seven months to July 2025"."""
    month, unit = found.month(1), found.name("unit", "unit")
    year = found.year(1) or (found.clock.year_for(month) if month else None)
    if not month or not year or unit not in ("month", "year"):
        return None
    last = intervals.month(year, month)[1]
    return (intervals.moved(last + _DAY, unit, -found.steps()), last), "range", False


def over(found: Match) -> Meaning | None:
    """Return the stretch that ends with publication, or the months of the year that are over."""
    now, unit, steps = found.clock.published, found.name("unit", "unit") or "month", found.steps()
    if not now:
        return None
    plain = not found.said("last")
    if found.said("half"):
        first = intervals.months(now.year, 1, 6)
        return (first if first[1] < now else (intervals.moved(now, "month", -6), now)), "range", True
    if plain and unit == "day" and steps < _FEW:
        return None
    if plain and (unit == "year" or (unit == "month" and not found.said("n") and now.day <= _EARLY)):
        return (intervals.around(intervals.moved(now, unit, -1), unit), NAMES[unit], True) if unit == "month" else None
    if plain and unit == "month" and 0 <= now.month - steps <= 1 < steps:
        return (date(now.year, 1, 1), intervals.month(now.year, steps)[1]), "range", True
    return (intervals.moved(now, unit, -steps), now), "range", True


def same_stretch(found: Match) -> Meaning | None:
    """Return the stretch last told of, or the year up to the day of publication, in another year."""
    year, now = found.year(1) or found.year(2), found.clock.published
    if not year or not now:
        return None
    told = found.clock.last
    if not told or (told[1] - told[0]).days < _LONG or told[0].year != told[1].year:
        told = date(now.year, 1, 1), now
    first, last = (day.replace(year=year, day=min(day.day, intervals.month(year, day.month)[1].day)) for day in told)
    return (first, last), "range", True


def spell(found: Match) -> Meaning | None:
    """Return the days of "the first days of the invasion"."""
    named = found.name("spell", "spell")
    return (_days(named), "range", False) if named else None


def nth(found: Match) -> Meaning | None:
    """Return the day, week or month of an event that everybody knows: «на третий день мобилизации»."""
    which, unit, named = found.number("which", "ordinal"), found.name("unit", "unit"), found.name("eventof", "eventof")
    if not which or not unit or not named or unit == "year":
        return None
    first = intervals.moved(date.fromisoformat(named), unit, which - 1)
    last = intervals.moved(first, unit, 1) - _DAY
    return (first, last), "day" if unit == "day" else "range", False


def _days(named: str) -> Days:
    first, last = named.split("/")
    return date.fromisoformat(first), date.fromisoformat(last)
