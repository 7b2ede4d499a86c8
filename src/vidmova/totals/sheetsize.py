"""How many cells a spreadsheet makes room for, before a reader believes it: a cell far away costs all those between."""

import re
import zipfile
from collections.abc import Mapping
from xml.parsers.expat import ParserCreate

MOST = 20_000_000
"""Cells that a sheet may span."""
PART = 1 << 20
_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
_NUMBER = re.compile(r"[0-9]{1,7}")


class SheetError(ValueError):
    """A sheet spans more cells than anybody fills, or has some where no sheet has them."""


def check(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    """Read an XML file of a spreadsheet through.

    Raises SheetError where its cells lie too far apart, and ExpatError where it is not well-formed.
    """
    extent, parser = _Extent(), ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = extent.start, extent.end
    with archive.open(entry) as stream:
        while part := stream.read(PART):
            parser.Parse(part, False)
    parser.Parse(b"", True)


class _Extent:
    """The rows and columns that cells were seen in, by their own word (XLSX) or by counting (ODS)."""

    def __init__(self) -> None:
        self._rows = self._columns = self._row = self._column = 0

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Look at an element that begins."""
        said = {key.rpartition(":")[2]: value for key, value in attributes.items()}
        kind = name.rpartition(":")[2]
        if kind == "table":
            self._rows = self._columns = self._row = 0
        elif kind == "table-row":
            self._column, self._row = 0, self._row + _times(said.get("number-rows-repeated"))
        elif kind == "row":
            self._column, self._row = 0, _numbered(said["r"]) if "r" in said else self._row + 1
        elif kind in ("table-cell", "covered-table-cell"):
            self._column += _times(said.get("number-columns-repeated"))
            if said.keys() & {"value-type", "value", "formula"}:
                self._take(self._row, self._column)
        elif kind == "c":
            row, self._column = _placed(said["r"]) if "r" in said else (self._row, self._column + 1)
            self._take(row, self._column)

    def end(self, name: str) -> None:
        """Refuse as soon as an element shows that it is too much."""
        if self._rows * self._columns > MOST:
            raise SheetError(f"its cells span {self._rows:,} rows and {self._columns:,} columns")

    def _take(self, row: int, column: int) -> None:
        self._rows, self._columns = max(self._rows, row), max(self._columns, column)


def _times(said: str | None) -> int:
    return max(1, int(said)) if said and said.isascii() and said.isdecimal() and len(said) < 19 else 1


def _placed(reference: str) -> tuple[int, int]:
    place = _REFERENCE.fullmatch(reference)
    if place is None:
        raise SheetError("one of its cells is where no sheet has any")
    column = 0
    for letter in place[1].upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(place[2]), column


def _numbered(row: str) -> int:
    if not _NUMBER.fullmatch(row):
        raise SheetError("one of its rows is where no sheet has any")
    return int(row)
