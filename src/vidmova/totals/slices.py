"""A total by month, region, unit or category: smaller questions, whose answers may overlap and must not be added."""

from calendar import monthrange
from collections.abc import Callable, Iterator
from datetime import date
from typing import Literal

from msgspec import Struct, structs

from vidmova.entities.comparing import compare
from vidmova.entities.places import locate
from vidmova.totals.asking import Range, range_of
from vidmova.totals.pools import Book
from vidmova.totals.questions import Question, matching
from vidmova.totals.told import Told, asserted

By = Literal["month", "region", "unit", "category"]
MOST = 120
"""So many rows are made at most, the first by their order."""


class Slice(Struct, frozen=True):
    """A row: a smaller question's label, floor and ceiling."""

    label: str
    low: int
    high: int | None


def sliced(question: Question, by: By, known: Book) -> list[Slice]:
    """Return the question asked anew for each month, region, unit or category that its events name."""
    asked = [
        one
        for name, told in known.told.items()
        if name in known.events and matching(question, known.events[name], told).certainty != "no"
        for one in asserted(told)
    ]
    found = []
    for label, smaller in _QUESTIONS[by](question, asked):
        total: Range = range_of(smaller, known)
        found.append(Slice(label, total.low, total.high))
        if len(found) == MOST:
            break
    return found


def _by_month(question: Question, told: list[Told]) -> Iterator[tuple[str, Question]]:
    days = [day for one in told for day in one.claim.date or () if day]
    days = [day for day in days if (question.since or "") <= day <= (question.until or "9999")]
    if not days:
        return
    first, last = date.fromisoformat(min(days)), date.fromisoformat(max(days))
    for number in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
        year, month = number // 12, number % 12 + 1
        since, until = f"{year}-{month:02}-01", f"{year}-{month:02}-{monthrange(year, month)[1]:02}"
        since, until = max(since, question.since or since), min(until, question.until or until)
        yield f"{year}-{month:02}", structs.replace(question, since=since, until=until)


def _by_region(question: Question, told: list[Told]) -> Iterator[tuple[str, Question]]:
    regions = {region for one in told for name in (one.claim.place, one.claim.origin) if (region := _region(name))}
    for region in sorted(regions):
        yield region, structs.replace(question, place=region)


def _region(name: str | None) -> str | None:
    place = locate(name) if name else None
    if place is None or place.precision in ("country", "area"):
        return None
    above = place.part_of
    return place.name if place.precision == "region" or len(above) < 2 else above[-2]


def _by_unit(question: Question, told: list[Told]) -> Iterator[tuple[str, Question]]:
    named: list[str] = []
    for unit in sorted({one.claim.unit for one in told if one.claim.unit}, key=lambda name: (-len(name), name)):
        if not any(compare("unit", unit, other).judgement == "same" for other in named):
            named.append(unit)
    for unit in sorted(named):
        yield unit, structs.replace(question, unit=unit)


def _by_category(question: Question, told: list[Told]) -> Iterator[tuple[str, Question]]:
    for category in sorted({category for one in told for category in one.claim.category}):
        yield category, structs.replace(question, category=category)


_QUESTIONS: dict[By, Callable[[Question, list[Told]], Iterator[tuple[str, Question]]]] = {
    "month": _by_month,
    "region": _by_region,
    "unit": _by_unit,
    "category": _by_category,
}
