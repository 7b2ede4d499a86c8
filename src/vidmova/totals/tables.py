"""Reads tables (CSV, XLSX, XLS, ODS) as rows of text: encoding, delimiter and sheet found, no cell dropped."""

import csv
import io
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import PurePath
from typing import Any
from xml.parsers.expat import ExpatError

from msgspec import Struct

from vidmova.errors import InputError, UsageError
from vidmova.reading.encodings import decode
from vidmova.reading.limits import DEFAULT, Limits
from vidmova.totals import sheetsize

DELIMITERS = ",;\t|"
SAMPLE_LINES = 50
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
BOOKS = frozenset({".xlsx", ".xlsm", ".xls", ".ods"})
_NO_TABLE = (b"%PDF", b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff", b"GIF8")
_MARKUP = re.compile(rb"\s*<(?:!doctype|html|\?xml)", re.IGNORECASE)
_LONGEST_CELL = 1_000_000
_SEP_LINE = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)


class Line(Struct, frozen=True):
    """A line of a table: its number as a spreadsheet shows it, and its cells."""

    number: int
    cells: tuple[str, ...]


class Table(Struct, frozen=True, kw_only=True):
    """A table as received: lines of text, empty ones left out."""

    name: str
    lines: tuple[Line, ...]
    how: str
    """Encoding and delimiter, or the sheet."""
    others: tuple[str, ...] = ()
    """Sheets that were not read."""


def read_table(name: str, payload: bytes, sheet: str | None = None, limits: Limits = DEFAULT) -> Table:
    """Return the table that a file holds: the sheet named, or the first that is not empty.

    Raises InputError where the file is no table, and UsageError where it has no such sheet.
    """
    if len(payload) > limits.file:
        raise InputError(f"{name}: larger than {limits.file / 1e6:.0f} MB; give it in parts")
    if not payload.strip():
        raise InputError(f"{name}: the file is empty; give a table with a header and rows")
    if payload.startswith((ZIP, OLE)):
        return _book(name, payload, sheet, limits)
    if payload.startswith(_NO_TABLE) or _MARKUP.match(payload):
        raise InputError(f"{name}: this is no table; save it as CSV, XLSX or ODS")
    if PurePath(name).suffix.lower() in BOOKS:
        raise InputError(f"{name}: it is called a workbook and is none; get the file again, or save it as CSV")
    if sheet is not None:
        raise UsageError(f"{name}: a CSV file has no sheets; leave out --sheet")
    return _text(name, payload)


def _text(name: str, payload: bytes) -> Table:
    decoded = decode(payload)
    text = decoded.text.removeprefix("\ufeff")
    told = _SEP_LINE.match(text)
    if "\x00" in text or decoded.broken > len(text) / 50:
        raise InputError(f"{name}: this is no text in an encoding that is known; save the table as CSV in UTF-8")
    delimiter = told.group(1) if told else _delimiter(text)
    if delimiter is None:
        raise InputError(
            f"{name}: no delimiter parts its lines into columns (comma, semicolon, tab or |); "
            "this looks like plain text, which vidmova build reads"
        )
    lines = tuple(_csv_lines(name, text, delimiter, told.end() if told else 0))
    said = {"\t": "tab", ",": "comma", ";": "semicolon"}.get(delimiter, delimiter)
    return Table(name=name, lines=lines, how=f"{decoded.encoding}, {said}")


def _csv_lines(name: str, text: str, delimiter: str, start: int) -> Iterator[Line]:
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(io.StringIO(text[start:], newline=""), delimiter=delimiter)
    above, number = int(start > 0), 0
    try:
        for cells in reader:
            number, before = reader.line_num, number
            if any(cell.strip() for cell in cells):
                yield Line(above + before + 1, tuple(cell.strip() for cell in cells))
    except csv.Error as fault:
        raise InputError(f"{name}, line {reader.line_num}: not to be read as CSV ({fault}); mend the quotes") from None


def _delimiter(text: str) -> str | None:
    """Return the delimiter that parts most lines into the same number of columns."""
    best = max(DELIMITERS, key=lambda mark: _steadiness(text, mark))
    return best if _steadiness(text, best) > (0, 0) else None


def _steadiness(text: str, mark: str) -> tuple[float, float]:
    """Return in what share of the lines a mark makes the commonest number of columns, and how many."""
    sample = io.StringIO("".join(text.splitlines(keepends=True)[:SAMPLE_LINES]), newline="")
    try:
        widths = Counter(len(cells) for cells in csv.reader(sample, delimiter=mark) if cells)
    except csv.Error:
        return (0, 0)
    width, times = max(widths.items(), key=lambda item: (item[1], item[0]), default=(1, 0))
    return (times / sum(widths.values()), width) if width > 1 else (0, 0)


def _book(name: str, payload: bytes, sheet: str | None, limits: Limits) -> Table:
    _safe(name, payload, limits)
    try:
        from python_calamine import CalamineError, CalamineWorkbook
    except ImportError:
        raise UsageError(
            f"{name}: spreadsheets need an addition: pip install 'vidmova[lists]'; or save as CSV"
        ) from None
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(payload)) as book:
            filled = {
                one: _lines(book.get_sheet_by_name(one).to_python(skip_empty_area=False)) for one in book.sheet_names
            }
    except CalamineError as fault:
        raise InputError(
            f"{name}: this spreadsheet cannot be read ({_short(fault)}); save it anew as XLSX or ODS"
        ) from None
    if sheet is not None and sheet not in filled:
        raise UsageError(f"{name}: there is no sheet {sheet}; it has {', '.join(filled)}")
    chosen = sheet if sheet is not None else next((one for one, lines in filled.items() if lines), None)
    if chosen is None:
        raise InputError(f"{name}: all its sheets are empty; give a table with a header and rows")
    others = tuple(one for one, lines in filled.items() if lines and one != chosen)
    return Table(name=name, lines=filled[chosen], how=f"sheet {chosen}", others=others)


def _short(fault: Exception) -> str:
    said = str(fault).strip()
    return said.splitlines()[0][:80] if said else type(fault).__name__


def _safe(name: str, payload: bytes, limits: Limits) -> None:
    """Refuse a zip that unpacks to more than may be."""
    if payload.startswith(OLE):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(payload)) as archive:
            entries = archive.infolist()
            if sum(entry.file_size for entry in entries) > limits.zip_total:
                size = f"{limits.zip_total / 1e6:.0f} MB"
                raise InputError(f"{name}: it unpacks to more than {size}; give it in parts, as CSV")
            for entry in entries:
                if entry.filename.endswith(".xml"):
                    # The reader of spreadsheets never comes back from an element that is not closed.
                    sheetsize.check(archive, entry)
    except sheetsize.SheetError as fault:
        raise InputError(f"{name}: {fault}; save what is filled as CSV") from None
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, ValueError, LookupError, OSError, ExpatError):
        raise InputError(f"{name}: the file is damaged; get the whole file again") from None


def _lines(rows: Iterable[Iterable[Any]]) -> tuple[Line, ...]:
    lines = (Line(number, tuple(_cell(value) for value in row)) for number, row in enumerate(rows, 1))
    return tuple(line for line in lines if any(line.cells))


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if (value.hour, value.minute, value.second) == (0, 0, 0) else value.isoformat()
    return value.isoformat() if isinstance(value, date) else str(value).strip()


def stem(name: str) -> str:
    """Return a file's name without its folder and its ending: what a list is called that nobody named."""
    return PurePath(name).stem
