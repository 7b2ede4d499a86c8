"""Partial dates of a table's cells: a year, a month of a year or a day, however written, in one form that sorts."""

import re
from datetime import date
from functools import lru_cache

from vidmova.entities.scripts import as_passage, languages_of
from vidmova.extraction.dates import find_dates
from vidmova.records import Interval

_YEAR = r"(?P<year>1[89]\d\d|20\d\d)"
_MONTH, _DAY = r"(?P<month>\d\d?)", r"(?P<day>\d\d?)"
_FORMS = tuple(
    re.compile(form)
    for form in (
        _YEAR,
        rf"{_YEAR}[-./]{_MONTH}",
        rf"{_YEAR}[-./]{_MONTH}[-./]{_DAY}",
        rf"{_MONTH}[-./]{_YEAR}",
        rf"{_DAY}[-./]{_MONTH}[-./]{_YEAR}",
    )
)
_CLOCK = re.compile(r"[T ]\d\d?:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?$")
_OPEN = re.compile(r"[-./](?:XX?|xx?|00?|__?|\?\??)(?![\dXx])|(?:^|(?<=[-./]))(?:XX|xx|00|__|\?\?)[-./]")
_DOUBT = "?~%"
_AFTER = re.compile(r"[\s.]*(?:г|р|year|рік|год)?\.?\s*(?:р|н|г)?\.?\s*$", re.IGNORECASE)
_LONGEST = 60
"""Characters of the longest date in figures with all that may stand behind it."""


@lru_cache(maxsize=200_000)
def partial_date(said: str) -> str | None:
    """Return a cell's date as 1990, 1990-05 or 1990-05-17; None where it is none, or none of the calendar.

    Unknown parts (1990-05-XX, 00.05.1990) and marks of doubt (1990?) are left off.
    """
    said = " ".join(said.split())
    if len(said) <= _LONGEST:
        bare = _CLOCK.sub("", said).rstrip(_DOUBT)
        bare = _OPEN.sub("", _AFTER.sub("", bare) or bare)
        for form in _FORMS:
            if found := form.fullmatch(bare):
                return _of_calendar(**{name: int(part) for name, part in found.groupdict().items()})
    return _in_words(said)


def _of_calendar(year: int, month: int | None = None, day: int | None = None) -> str | None:
    try:
        whole = date(year, month or 1, day or 1).isoformat()
    except ValueError:
        return None
    return whole if day is not None else whole[:7] if month is not None else whole[:4]


def _in_words(said: str) -> str | None:
    """Return the date that is written with the name of its month, in any of the languages."""
    if not any(letter.isalpha() for letter in said):
        return None
    for language in (*languages_of(said), "uk"):
        found = find_dates(as_passage(said.strip(), language), None)
        if len(found) == 1 and not found[0].relative and (first := found[0].first):
            cut = {"day": 10, "month": 7, "year": 4}.get(found[0].precision)
            return first[:cut] if cut else None
    return None


def days_of(partial: str | None) -> Interval | None:
    """Return the first and the last day that a partial date may mean."""
    if partial is None:
        return None
    year, month, _ = parts(partial)
    if len(partial) == 10:
        return partial, partial
    assert year is not None
    if month is None:
        return f"{year}-01-01", f"{year}-12-31"
    following = date(year + month // 12, month % 12 + 1, 1)
    return f"{partial}-01", date.fromordinal(following.toordinal() - 1).isoformat()


def parts(partial: str | None) -> tuple[int | None, int | None, int | None]:
    """Return year, month and day of a partial date, None for what it leaves open."""
    said = [int(part) for part in partial.split("-")] if partial else []
    return (*said, None, None, None)[:3]  # type: ignore[return-value]
