"""Answers that are no pages: tables for a spreadsheet, and JSON."""

import csv
import io
from collections.abc import Iterable, Sequence

import msgspec
from starlette.responses import Response

from vidmova.web.eventlist import FORMULA


def table(name: str, head: Sequence[str], rows: Iterable[Sequence[object]]) -> Response:
    """Return rows as a CSV file of a name, in which no cell is a formula."""
    held = io.StringIO()
    writer = csv.writer(held)
    writer.writerow(head)
    writer.writerows([[_cell(cell) for cell in row] for row in rows])
    headers = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
    # The mark at the beginning is what spreadsheets know UTF-8 by.
    return Response("\ufeff" + held.getvalue(), media_type="text/csv; charset=utf-8", headers=headers)


def as_json(shape: object) -> Response:
    """Return a record or a plain shape as JSON."""
    return Response(msgspec.json.encode(shape), media_type="application/json")


def _cell(value: object) -> object:
    text = "" if value is None else value
    return f"'{text}" if isinstance(text, str) and text.startswith((*FORMULA, "\t", "\r")) else text
