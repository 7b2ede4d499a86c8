"""Finds in a passage all that must not leave: names, and, by who is meant, days, places, units, ages and ranks."""

from collections.abc import Iterable, Sequence
from datetime import date

from msgspec import Struct

from vidmova.extraction.courts import find_courts
from vidmova.extraction.dates import find_dates
from vidmova.extraction.places import Place, find_places
from vidmova.extraction.units import find_units
from vidmova.protect.coarsening import OPEN, RISK, Tier, coarse_court, coarse_unit, court_region, located, region_of
from vidmova.protect.contacts import leads
from vidmova.protect.cues import words
from vidmova.protect.policy import HiddenKind
from vidmova.records import Located, Passage, Span

Kind = HiddenKind | str
ALWAYS = frozenset({"contact", "number", "place"})
"""Kinds of leads that are taken out of every passage; the others where somebody is not to be known."""
_SOME_DAY = date(2022, 6, 15)
_RANK_NEAR = 14


class Found(Struct, frozen=True, order=True):
    """Characters to take out, of what kind they are, and what may be told instead."""

    start: int
    end: int
    kind: str
    """name, day, place, unit, contact, number, age or rank."""
    instead: str = ""
    """The person's id, or the region of a place."""


def sensitive(passage: Passage, tier: Tier, names: Sequence[Found], shown: Sequence[Span]) -> list[Found]:
    """Return what must leave a passage beside and with the names found in it; none overlaps another."""
    found = [*names]
    for lead in leads(passage.folded, passage.start, passage.end):
        if lead.kind in ALWAYS or (tier and (lead.kind != "day" or tier == RISK)):
            found.append(Found(lead.start, lead.end, lead.kind))
    if tier != OPEN:
        found += [*_days(passage, tier), *_ranks(passage, tier, names, shown)]
        found += [*_units(passage, tier), *_places(passage)]
    return apart(found)


def apart(found: Iterable[Found]) -> list[Found]:
    """Return stretches of which none overlaps another: what overlaps is taken out as one, as what it is first."""
    whole: list[Found] = []
    for one in sorted(found, key=lambda each: (each.start, -each.end, each.kind != "name")):
        if whole and one.start < whole[-1].end:
            last = whole[-1]
            keeper = one if one.kind == "name" and last.kind != "name" else last
            whole[-1] = Found(last.start, max(one.end, last.end), keeper.kind, keeper.instead)
        elif one.end > one.start:
            whole.append(one)
    return whole


def _days(passage: Passage, tier: Tier) -> list[Found]:
    """Return the dates that are finer than may be told: a month may be told of private people, a year of all."""
    told = {"year", "open"} if tier == RISK else {"year", "open", "month", "season"}
    dated = find_dates(passage, _SOME_DAY)
    return [Found(one.start, one.end, "day") for one in dated if one.precision not in told or _small(one, passage)]


def _small(one: Span | object, passage: Passage) -> bool:
    """Tell whether a wording that is open towards one side names a day all the same."""
    start, end = getattr(one, "start", 0), getattr(one, "end", 0)
    digits = "".join(sign if sign.isdigit() else " " for sign in passage.folded[start:end]).split()
    return getattr(one, "precision", "") == "open" and any(len(number) < 4 for number in digits)


def _beside(start: int, end: int, name: Found) -> bool:
    return 0 <= name.start - end <= _RANK_NEAR or 0 <= start - name.end <= _RANK_NEAR


def _ranks(passage: Passage, tier: Tier, names: Sequence[Found], shown: Sequence[Span]) -> list[Found]:
    """Return ranks: of people at risk all but those beside a name that may stand, else those beside a hidden name."""
    found = []
    for match in words(passage.language).cues["ranks"].finditer(passage.folded, passage.start, passage.end):
        start, end = match.span()
        if any(0 <= one.start - end <= _RANK_NEAR for one in shown):
            continue
        if tier == RISK or any(_beside(start, end, one) for one in names):
            found.append(Found(start, end, "rank"))
    return found


def _units(passage: Passage, tier: Tier) -> list[Found]:
    return [Found(one.start, one.end, "unit") for one in find_units(passage) if coarse_unit(one.name, tier) != one.name]


def _places(passage: Passage) -> list[Found]:
    """Return places smaller than a region, and courts, each with the region that it lies in."""
    found = [
        Found(one.start, one.end, "place", _region(one.name))
        for one in find_places(passage)
        if one.kind not in ("country", "region") and not _is_area(one) and proper(passage.text, one)
    ]
    courts = (one for one in find_courts(passage) if coarse_court(one.name, RISK) != one.name)
    return [*found, *(Found(one.start, one.end, "place", court_region(one.name)) for one in courts)]


def proper(text: str, one: Located) -> bool:
    """Tell whether a wording has a name in it, and is not only a kind of place (the prison)."""
    return any(letter.isupper() for letter in text[one.start : one.end])


def _is_area(place: Place) -> bool:
    known = located(place.name) if place.kind == "area" else None
    return known is not None and known.precision == "area"


def _region(name: str) -> str:
    known = located(name)
    wider = region_of(known) if known else None
    return wider[0] if wider else ""
