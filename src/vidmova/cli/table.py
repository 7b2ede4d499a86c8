"""Events as rows: of a table in a terminal, and of JSON."""

import shutil
import sys
from collections.abc import Sequence
from typing import Any

import click
import msgspec

from vidmova.register.rows import EventRow
from vidmova.register.wording import counted_as, how_many, when

HEAD = ("id", "what", "how many", "when", "where", "claims", "docs", "told", "in", "")
WHAT, WHERE = 1, 4
NARROWEST, PLACE = 24, 22
"""Least width of the title, and greatest of the place, where the terminal is too narrow for all."""


def event_shape(row: EventRow) -> dict[str, Any]:
    """Return an event as `vidmova events --json` gives it."""
    event = row.event
    return {
        "id": event.id,
        "act": event.act,
        "title": event.title,
        "low": event.low,
        "high": event.high,
        "counted": event.counted,
        "person": event.person,
        "date": event.date,
        "place": event.place,
        "modality": event.modality,
        "claims": event.claims,
        "documents": row.documents,
        "tellings": row.tellings,
        "languages": row.languages,
        "subset_of": event.subset_of,
        "contradictions": row.contradictions,
    }


def print_events(rows: Sequence[EventRow]) -> None:
    """Print events as a table as wide as the terminal, or as wide as it needs where none is there."""
    lines = [HEAD, *map(_cells, rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(HEAD))]
    if sys.stdout.isatty():
        widths[WHERE] = min(widths[WHERE], PLACE)
        others = sum(widths) - widths[WHAT] + 2 * (len(HEAD) - 1)
        room = shutil.get_terminal_size().columns - others
        widths[WHAT] = min(widths[WHAT], max(room, NARROWEST))
    for number, line in enumerate(lines):
        said = "  ".join(_cut(cell, width).ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        click.echo(click.style(said, dim=True) if number == 0 else _warning(said, line[-1]))


def as_line(row: EventRow) -> bytes:
    """Return an event as a line of JSON."""
    return msgspec.json.encode(event_shape(row))


def _cells(row: EventRow) -> tuple[str, ...]:
    event = row.event
    unit = "" if event.counted == "persons" else counted_as(event)
    number = f"{how_many(event)} {unit}".strip()
    title = event.title if event.modality == "asserted" else f"{event.title} [{event.modality}]"
    counted = (str(len(event.claims)), str(len(row.documents)), str(row.tellings))
    sign = "!" if row.contradictions else ""
    return (event.id, title, number, when(event.date), event.place or "", *counted, " ".join(row.languages), sign)


def _cut(cell: str, width: int) -> str:
    return cell if len(cell) <= width else cell[: width - 1] + "…"


def _warning(said: str, sign: str) -> str:
    return said[:-1] + click.style(sign, fg="red", bold=True) if sign else said
