"""Makes dates, places and units coarser, by how far the people may be seen of whom a passage tells."""

import re
from functools import lru_cache
from typing import Literal

from vidmova.entities.placenames import Located, locate
from vidmova.entities.unitnames import read as read_unit
from vidmova.protect.ladder import OF, coarser_date
from vidmova.protect.release import Place
from vidmova.records import Entity, Interval

Tier = Literal[0, 1, 2]
"""0: open; 1: private people whom the release does not name; 2: people at risk."""
OPEN: Tier = 0
PRIVATE: Tier = 1
RISK: Tier = 2
_STEP = {1: OF["day"], 2: OF["month"]}
LARGE = frozenset({"brigade", "division", "corps", "army"})
"""Formations in which nobody is found by a month and a region."""
WIDE = frozenset({"region", "area", "country"})
_TOWN = re.compile(
    r"(?: of | in )(?:the )?((?:[A-Z]\w*[\s-]?)+)$|^([A-Z][\w'’-]+)(?= (?:Garrison|City|Regional|Oblast))"
)
_WHOLE = re.compile(r"(?:,| of the| of) (?=\S*\d|[A-ZА-ЯІЇЄҐ])")


def coarse_date(date: Interval | None, tier: Tier) -> Interval | None:
    """Return an interval in whole months where private people are meant, in quarters where some are at risk."""
    return coarser_date(date, _STEP[tier]) if tier else date


def coarse_unit(name: str | None, tier: Tier) -> str | None:
    """Return a unit as far as it may be told: of private people only large formations, of people at risk none."""
    if name is None or tier == OPEN:
        return name
    if tier == RISK:
        return None
    for part in (name, *reversed(_WHOLE.split(name)[1:])):
        if is_large(part):
            return part
    return None


@lru_cache(maxsize=50_000)
def is_large(name: str) -> bool:
    """Tell whether a unit's name is that of a large formation, and of no part of one."""
    said = read_unit(name)
    return said.kind in LARGE and said.whole is None


@lru_cache(maxsize=50_000)
def located(name: str) -> Located | None:
    """Return where a place lies."""
    return locate(name)


def region_of(place: Located) -> tuple[str, tuple[str, ...]] | None:
    """Return the region that a place lies in or is, with what that is part of; its country where no region is known."""
    if place.precision in WIDE:
        return place.name, place.part_of
    if len(place.part_of) > 1:
        return place.part_of[-2], place.part_of[-1:]
    return (place.part_of[-1], ()) if place.part_of else None


def coarse_place(name: str, entity: Entity | None, tier: Tier, identity: str) -> Place | None:
    """Return a place as far as it may be told; None where nothing of it may, or nobody knows where it is."""
    known = located(name)
    if tier == OPEN:
        return _as_it_is(name, entity, known, identity)
    wider = region_of(known) if known else None
    if wider is None:
        return None
    region, part_of = wider
    return Place(id=identity, name=region, precision="region" if part_of else "country", part_of=list(part_of))


def _as_it_is(name: str, entity: Entity | None, known: Located | None, identity: str) -> Place | None:
    if entity is None and known is None:
        return None
    precision = (entity.precision if entity else None) or (known.precision if known else None) or "settlement"
    part_of = entity.part_of if entity and entity.part_of else list(known.part_of) if known else []
    source = entity or known
    return Place(
        id=identity,
        name=name,
        precision="region" if precision == "area" else precision,
        part_of=part_of,
        latitude=source.latitude if source else None,
        longitude=source.longitude if source else None,
    )


def place_key(name: str, tier: Tier) -> str:
    """Return what a place is called inside, once it is as coarse as it will be told."""
    if tier == OPEN:
        return f"place {name}"
    known = located(name)
    wider = region_of(known) if known else None
    return f"place {wider[0]}" if wider else ""


def coarse_court(name: str | None, tier: Tier) -> str | None:
    """Return a court, or only in which region one is."""
    if name is None or tier == OPEN:
        return name
    region = court_region(name)
    if not region and name == name.lower():
        return name
    return f"court in {region}" if region else "court"


@lru_cache(maxsize=50_000)
def court_region(name: str) -> str:
    """Return the region of a court by the town that its name ends or begins with; nothing where none is known."""
    said = _TOWN.search(name)
    known = located(said[1] or said[2]) if said else None
    wider = region_of(known) if known else None
    return wider[0] if wider else ""
