"""The tables of a release as CSV: UTF-8 with its mark, so that spreadsheets see it, and lines as RFC 4180 has them."""

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from vidmova.protect.release import Release
from vidmova.publish import dictionary
from vidmova.publish.cells import as_text
from vidmova.publish.tables import DESCRIBED, TABLES, Cell
from vidmova.publish.writing import whole

FOLDER = "csv"
ENCODING = "utf-8-sig"
DICTIONARY = "dictionary"


def write(release: Release, folder: Path) -> list[Path]:
    """Write a CSV file for each table, and one that says what each column means."""
    paths = [
        _write(folder / FOLDER / f"{table.name}.csv", [column.name for column in table.columns], table.rows(contents))
        for contents in [release.contents]
        for table in TABLES
    ]
    lines = dictionary.lines(DESCRIBED)
    return [*paths, _write(folder / FOLDER / f"{DICTIONARY}.csv", dictionary.HEAD, lines)]


def _write(path: Path, head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Path:
    with whole(path) as out:
        text = io.TextIOWrapper(out, encoding=ENCODING, newline="")
        lines = csv.writer(text, lineterminator="\r\n")
        lines.writerow(head)
        lines.writerows([as_text(cell) for cell in row] for row in rows)
        text.detach()
    return path
