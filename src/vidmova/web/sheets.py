"""Answers that are no pages: tables for a spreadsheet."""

import csv
import io
from collections.abc import Iterable, Sequence

from starlette.responses import Response

from vidmova.publish.cells import safe


def table(name: str, head: Sequence[str], rows: Iterable[Sequence[object]]) -> Response:
    """Return rows as a CSV file of a name, in which no cell is a formula."""
    held = io.StringIO()
    writer = csv.writer(held)
    writer.writerow(head)
    writer.writerows([[safe(cell) if isinstance(cell, str) else cell for cell in row] for row in rows])
    headers = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
    # The mark at the beginning is what spreadsheets know UTF-8 by.
    return Response("\ufeff" + held.getvalue(), media_type="text/csv; charset=utf-8", headers=headers)
