"""Says the values of a claim in words, the same in a terminal and on a page."""

from calendar import monthrange
from typing import Any

from vidmova.records import Claim, Event, Interval

_NOT_FIELDS = {"id", "start", "end", "act", "approx", "spans", "rule", "sure"}
_RANGES = {"count", "term_months", "absence_days"}

UNITS = {
    "persons": ("person", "people"),
    "cases": ("case", "cases"),
    "rulings": ("ruling", "rulings"),
    "reports": ("report", "reports"),
    "cities": ("city", "cities"),
}
"""Words for what numbers count, of one and of several."""


def filled(claim: Claim) -> dict[str, str]:
    """Return the claim's filled fields in words, in the codebook's order."""
    said: dict[str, str] = {}
    for name in Claim.__struct_fields__:
        value = getattr(claim, name)
        if name in _NOT_FIELDS or value in (None, [], ""):
            continue
        said[name] = readable(name, value)
    if claim.count and claim.approx:
        said["count"] = f"about {said['count']}"
    return said


def readable(name: str, value: Any) -> str:
    """Return a field's value in words: an open range as "or more", a date interval by its bounds."""
    if name in _RANGES:
        low, high = value
        return f"{low:,} or more" if high is None else f"{low:,}" if low == high else f"{low:,} to {high:,}"
    if name == "date":
        return _interval(*value)
    return ", ".join(value) if isinstance(value, list) else str(value)


def how_many(event: Event) -> str:
    """Return the bounds of an event's number in words; empty where no claim gives one."""
    if event.low is None:
        return "" if event.high is None else f"up to {event.high:,}"
    return readable("count", (event.low, event.high))


def counted_as(event: Event) -> str:
    """Return the word for what an event's number counts, in the number it needs; empty where it is not said."""
    if event.counted is None or not how_many(event):
        return ""
    one, many = UNITS.get(event.counted, ("", ""))
    return one if event.low == event.high == 1 else many


def when(date: Interval | None) -> str:
    """Return a date in as few characters as say it: a whole year, a whole month, a day, or two bounds."""
    if date is None or date == (None, None):
        return ""
    start, end = date
    if start and end and start != end and start[:4] == end[:4]:
        if (start[4:], end[4:]) == ("-01-01", "-12-31"):
            return start[:4]
        if start[:7] == end[:7] and start[7:] == "-01" and end[8:] == _last_day(start):
            return start[:7]
    return _interval(start, end)


def _last_day(day: str) -> str:
    year, month = day[:4], day[5:7]
    whole = year.isdecimal() and month.isdecimal() and int(year) and 1 <= int(month) <= 12
    return f"{monthrange(int(year), int(month))[1]:02}" if whole else ""


def _interval(start: str | None, end: str | None) -> str:
    if start is None or end is None:
        return f"since {start}" if start else f"until {end}" if end else "not known"
    return start if start == end else f"{start} to {end}"
