"""Calendar arithmetic: the first and last day of months, parts of months, seasons, quarters and years."""

import calendar
from datetime import date, timedelta

Days = tuple[date, date]

_SEASONS = {"winter": (12, 2), "spring": (3, 5), "summer": (6, 8), "autumn": (9, 11)}
_PARTS_OF_YEAR = {"early": (1, 2), "middle": (6, 7), "late": (11, 12)}


def month(year: int, number: int) -> Days:
    """Return the first and last day of a month."""
    return date(year, number, 1), date(year, number, calendar.monthrange(year, number)[1])


def months(year: int, first: int, last: int) -> Days:
    """Return the days from the first of one month to the end of another; the last may be in the next year."""
    return date(year, first, 1), month(year + (last < first), last)[1]


def part_of_month(year: int, number: int, part: str) -> Days:
    """Return the first ten days of a month, the second ten, or the rest."""
    first, last = month(year, number)
    if part == "early":
        return first, first.replace(day=10)
    if part == "middle":
        return first.replace(day=11), first.replace(day=20)
    return first.replace(day=21), last


def half_of_month(year: int, number: int, which: int) -> Days:
    """Return the days to the 15th of a month, or the days after."""
    first, last = month(year, number)
    return (first, first.replace(day=15)) if which == 1 else (first.replace(day=16), last)


def season(year: int, name: str, part: str | None = None) -> Days:
    """Return a season, or its first, second or third month; a winter is named by the year it begins in."""
    first, last = _SEASONS[name]
    if part is None:
        return months(year, first, last)
    number = first + ("early", "middle", "late").index(part)
    return month(year + (number > 12), (number - 1) % 12 + 1)


def part_of_year(year: int, part: str | None) -> Days:
    """Return a year, or its first two, middle two or last two months."""
    return months(year, *(_PARTS_OF_YEAR[part] if part else (1, 12)))


def fraction_of_year(year: int, which: int, length: int) -> Days:
    """Return the first, second … stretch of `length` months in a year: quarters and halves."""
    return months(year, (which - 1) * length + 1, which * length)


def moved(day: date, unit: str, steps: int) -> date:
    """Return a day some days, weeks, months or years off; the end of a shorter month where the day is missing."""
    if unit in ("day", "week"):
        return day + timedelta(days=steps * (7 if unit == "week" else 1))
    number = day.year * 12 + day.month - 1 + steps * (12 if unit == "year" else 1)
    year, index = divmod(number, 12)
    return date(year, index + 1, min(day.day, calendar.monthrange(year, index + 1)[1]))


def around(day: date, unit: str) -> Days:
    """Return the day itself, or the week (Monday to Sunday), month or year it lies in."""
    if unit == "week":
        monday = day - timedelta(days=day.weekday())
        return monday, monday + timedelta(days=6)
    if unit == "month":
        return month(day.year, day.month)
    return months(day.year, 1, 12) if unit == "year" else (day, day)
