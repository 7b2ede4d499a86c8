"""Reads dates told relative to another: "yesterday", "two weeks later", "on Friday", "the 15th"."""

from datetime import date, timedelta

from vidmova.extraction import intervals
from vidmova.extraction.datematch import NAMES, Match, Meaning


def offset(found: Match) -> Meaning | None:
    """Return the days of "last week" and "this month"."""
    offset, now = found.offset("offset"), found.clock.now
    if not offset or not now:
        return None
    return intervals.around(intervals.moved(now, *offset), offset[0]), NAMES[offset[0]], True


def following(found: Match) -> Meaning | None:
    """Return the day of "the next day" or "a fortnight later", as wide as the date before was told."""
    steps, clock = found.name("following", "following"), found.clock
    then = clock.last or ((clock.published, clock.published) if clock.published else None)
    if steps is None or not then:
        return None
    first, last = (day + timedelta(days=int(steps)) for day in then)
    return (first, last), "day" if first == last else "range", True


def ago(found: Match) -> Meaning | None:
    """Return the day, month or year of "three weeks ago"."""
    unit, now = found.name("unit", "unit"), found.clock.now
    if not now or not unit:
        return None
    day = intervals.moved(now, unit, -found.steps())
    size = "month" if found.groups.get("thismonth") else unit if unit in ("month", "year") else "day"
    return intervals.around(day, size), NAMES[size], True


def earlier(found: Match) -> Meaning | None:
    """Return the days of "two weeks earlier"."""
    return _moved(found, -found.steps())


def later(found: Match) -> Meaning | None:
    """Return the days of "two weeks later"."""
    return _moved(found, found.steps())


def _moved(found: Match, steps: int) -> Meaning | None:
    """Return the days so far from the date last mentioned, as wide as that one was told."""
    unit, then = found.name("unit", "unit"), found.clock.last
    if unit == "year" and found.clock.mere_year:
        return intervals.part_of_year(found.clock.mere_year + steps, None), "year", True
    then = then or ((found.clock.now, found.clock.now) if found.clock.now else None)
    if not unit or not then:
        return None
    first, last = (intervals.moved(day, unit, steps) for day in then)
    if steps > 0 and found.clock.last and first > (found.clock.published or first) and not found.clock.coming:
        return None
    if unit in ("day", "week"):
        return (first, last), "day" if first == last else "range", True
    days = intervals.around(first, "month")[0], intervals.around(last, "month")[1]
    return days, "month" if days == intervals.around(first, "month") else "range", True


def weekday(found: Match) -> Meaning | None:
    """Return the latest such day of the week, or the next one where its clause tells of what is to come."""
    number, now = found.number("weekday", "weekday"), found.clock.now
    if not number or not now:
        return None
    back = (now.isoweekday() - number) % 7
    if found.said("next") or (found.clock.coming and not found.said("last")):
        day = now + timedelta(days=7 - back)
    else:
        day = now - timedelta(days=back or (7 if found.said("last") else 0))
    return (day, day), "day", True


def bare_day(found: Match) -> Meaning | None:
    """Return the day of "on the 15th": the latest that is not still to come."""
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
