"""Days, months and years as options."""

import re
from calendar import monthrange
from datetime import date

import click

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def first_day(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    """Return the first day of a day, month or year that was given."""
    return None if value is None else _days(value)[0]


def last_day(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    """Return the last day of a day, month or year that was given."""
    return None if value is None else _days(value)[1]


def _days(value: str) -> tuple[str, str]:
    found = _DATE.fullmatch(value)
    if not found:
        raise click.BadParameter(f"{value} is no day, month or year like 2023-03-15, 2023-03 or 2023")
    year, month, day = found.groups()
    try:
        first = date(int(year), int(month or 1), int(day or 1))
        last_month = int(month or 12)
        last = first if day else date(int(year), last_month, monthrange(int(year), last_month)[1])
    except ValueError:
        raise click.BadParameter(f"there is no {value} in the calendar") from None
    return first.isoformat(), last.isoformat()
