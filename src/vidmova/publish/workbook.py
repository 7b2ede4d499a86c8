"""The tables of a release as one XLSX workbook: every text a text, no formula, no author, no hidden sheet."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from vidmova.protect.release import Edition, Release
from vidmova.publish import dictionary
from vidmova.publish.about import about_lines
from vidmova.publish.cells import joined, plainly, safe, writable
from vidmova.publish.tables import DESCRIBED, TABLES, Cell, Row
from vidmova.publish.writing import whole

FILE = "tables.xlsx"
MOST_ROWS = 1_048_575
"""Rows of a sheet below its head."""
LONGEST = 32_767
"""Characters of a cell."""
_CUT = " […]"
_WIDE = {"text": 80, "passage": 80, "meaning": 80, "title": 40, "wording": 40, "name": 30, "codes": 60}


def write(release: Release, folder: Path) -> list[Path]:
    """Write the workbook: a sheet about the release, one for each table, and the data dictionary."""
    contents, path = release.contents, folder / FILE
    with whole(path) as out, Workbook(out, {"constant_memory": True, "strings_to_urls": False}) as book:
        _describe(book, contents.edition)
        styles = (book.add_format({"bold": True}), book.add_format({"quote_prefix": True}))
        _fill(book.add_worksheet("about"), ("about this release",), ((line,) for line in about_lines(contents)), styles)
        for table in TABLES:
            rows, names = table.rows(contents), [column.name for column in table.columns]
            for name, part in _in_parts(table.name, rows):
                _fill(book.add_worksheet(name), names, part, styles)
        _fill(book.add_worksheet("dictionary"), dictionary.HEAD, iter(dictionary.lines(DESCRIBED)), styles)
    return [path]


def _describe(book: Workbook, edition: Edition) -> None:
    title = f"{edition.register}, edition {edition.number}"
    book.set_properties({"title": writable(title), "author": "", "created": _made(edition)})


def _made(edition: Edition) -> datetime:
    try:
        return datetime.fromisoformat(edition.made).astimezone(UTC).replace(tzinfo=None)
    except ValueError:
        return datetime(2000, 1, 1)


def _in_parts(name: str, rows: Iterator[Row]) -> Iterator[tuple[str, Iterable[Row]]]:
    part = list(islice(rows, MOST_ROWS))
    yield name, part
    number = 2
    while part := list(islice(rows, MOST_ROWS)):
        yield f"{name} {number}", part
        number += 1


def _fill(sheet: Worksheet, head: Sequence[str], rows: Iterable[Sequence[Cell]], styles: tuple[Format, Format]) -> None:
    bold, quoted = styles
    sheet.freeze_panes(1, 0)
    for number, name in enumerate(head):
        sheet.set_column(number, number, _WIDE.get(name, 14 if len(head) > 1 else 110))
        sheet.write_string(0, number, name, bold)
    for line, row in enumerate(rows, 1):
        for number, cell in enumerate(row):
            _put(sheet, line, number, cell, quoted)


def _put(sheet: Worksheet, line: int, number: int, cell: Cell, quoted: Format) -> None:
    if isinstance(cell, bool):
        sheet.write_boolean(line, number, cell)
    elif isinstance(cell, int | float):
        sheet.write_number(line, number, cell)
    elif cell:
        text = _fitting(joined(cell) if isinstance(cell, list) else cell)
        sheet.write_string(line, number, text, quoted if safe(text) != text else None)


def _fitting(text: str) -> str:
    text = plainly(text)
    return text if len(text) <= LONGEST else text[: LONGEST - len(_CUT)] + _CUT
