"""The ladder that a rare combination of traits is led down, step by step, until enough people share it."""

import calendar
import re
from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from vidmova.protect.release import Place, Statement
from vidmova.records import Interval, Range

STEPS = (
    "settlement",
    "day",
    "category",
    "formation",
    "term",
    "month",
    "unit",
    "quarter",
    "region",
    "all",
)
"""What is given up, in this order; each name is what may no longer be told."""
OF = {name: number for number, name in enumerate(STEPS, 1)}
TOP = len(STEPS)
_LARGER = re.compile(r".*(?:,| of the| of) (?=\S*\d|[A-ZА-ЯІЇЄҐ])")
_DAY = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$")
MONTHS_OF_YEAR = 12

Traits = tuple[object, ...]


class Map(Struct, frozen=True):
    """The places of a release, and which region and country each lies in."""

    places: Mapping[str, Place]
    wider: Mapping[tuple[str, str], str]
    """Id of the place, by precision and name."""

    def at(self, place: str | None, precision: str) -> str | None:
        """Return the id of the region or country that a place lies in or is; None where that is not known."""
        known = self.places.get(place or "")
        if known is None:
            return None
        if _WIDTH.get(known.precision, 0) >= _WIDTH[precision]:
            return known.id
        names = [known.part_of[-1:], known.part_of[-2:-1]][precision == "region"]
        return self.wider.get((precision, names[0])) if names else None


_WIDTH = {"settlement": 0, "district": 1, "region": 2, "country": 3}


def coarser(statement: Statement, level: int, known: Map) -> Statement:
    """Return a statement with what may still be told after so many steps of the ladder."""
    if not level:
        return statement
    return replace(
        statement,
        place=_place(statement.place, level, known),
        date=coarser_date(statement.date, level),
        category=[] if level >= OF["category"] else statement.category,
        group=None if level >= OF["category"] else statement.group,
        unit=_unit(statement.unit, level),
        origin=None if level >= OF["unit"] else statement.origin,
        court=None if level >= OF["unit"] else statement.court,
        by=None if level >= OF["unit"] else statement.by,
        term_months=_term(statement.term_months, level),
        absence_days=None if level >= OF["term"] else statement.absence_days,
    )


def traits(statement: Statement) -> Traits:
    """Return what somebody who knows a person could recognise him by."""
    one = statement
    return (one.unit, one.origin, one.court, one.place, tuple(sorted(one.category)), one.date, one.term_months)


def coarser_place(place: str | None, level: int, known: Map) -> str | None:
    """Return the id of the place as far as it may still be told."""
    return _place(place, level, known)


def coarser_date(date: Interval | None, level: int) -> Interval | None:
    """Return an interval widened to whole months, quarters or years, or None."""
    if date is None or level < OF["day"]:
        return date
    if level >= OF["all"]:
        return None
    size = MONTHS_OF_YEAR if level >= OF["quarter"] else 3 if level >= OF["month"] else 1
    return _first(date[0], size), _last(date[1], size)


def _place(place: str | None, level: int, known: Map) -> str | None:
    if level < OF["settlement"] or place is None:
        return place
    if level >= OF["all"]:
        return None
    return known.at(place, "country" if level >= OF["region"] else "region")


def _unit(unit: str | None, level: int) -> str | None:
    if unit is None or level >= OF["unit"]:
        return None
    return _LARGER.sub("", unit) if level >= OF["formation"] else unit


def _term(term: Range | None, level: int) -> Range | None:
    """Return a term in whole years, which the sentences of one year share."""
    if term is None or level >= OF["region"]:
        return None
    if level < OF["term"]:
        return term
    low, high = term
    whole = None if high is None else -(-high // MONTHS_OF_YEAR) * MONTHS_OF_YEAR
    return low // MONTHS_OF_YEAR * MONTHS_OF_YEAR, whole


def _first(day: str | None, size: int) -> str | None:
    found = _DAY.match(day or "")
    if day is None or found is None:
        return day
    month = (int(found[2] or 1) - 1) // size * size + 1
    said = f"{found[1]}-{month:02}"
    return found[1] if not found[2] else f"{said}-01" if found[3] else said


def _last(day: str | None, size: int) -> str | None:
    found = _DAY.match(day or "")
    if day is None or found is None:
        return day
    month = -(-int(found[2] or MONTHS_OF_YEAR) // size) * size
    said = f"{found[1]}-{month:02}"
    return found[1] if not found[2] else f"{said}-{_days(int(found[1]), month):02}" if found[3] else said


def _days(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]
