"""A table of which rows were taken out: what was read of it, in lines of JSON, each with the number it had."""

import msgspec
from msgspec import Struct

from vidmova.errors import EngineError
from vidmova.reading.limits import DEFAULT
from vidmova.totals.tables import Line, Table, read_table

BEGINS = b'{"vidmova_table":'
FORMAT = 1


class _Head(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    vidmova_table: int
    list: str
    """Name of the list whose table it is, so that no two lists have the same file."""
    name: str
    how: str
    """How it was read when it came."""


def written(table: Table, name: str) -> bytes:
    """Return a list's table as the bytes that it is kept as from now on."""
    head = _Head(vidmova_table=FORMAT, list=name, name=table.name, how=table.how)
    lines = [msgspec.json.encode(head), *(msgspec.json.encode([line.number, line.cells]) for line in table.lines)]
    return b"".join(line + b"\n" for line in lines)


def read_kept(name: str, payload: bytes, sheet: str | None) -> Table:
    """Return the table that a list's kept bytes hold: as it came, or without rows that were taken out.

    Raises EngineError where it was written by a newer Vidmova, or otherwise than we write it.
    """
    if not payload.startswith(BEGINS):
        return read_table(name, payload, sheet, DEFAULT)
    first, *lines = payload.removesuffix(b"\n").split(b"\n")
    try:
        head = msgspec.json.decode(first, type=_Head)
        read = [msgspec.json.decode(line, type=tuple[int, tuple[str, ...]]) for line in lines]
    except (msgspec.DecodeError, UnicodeDecodeError):
        head, read = None, []
    if head is None or head.vidmova_table != FORMAT:
        raise EngineError(f"{name}: the kept table cannot be read; it was altered, or a newer Vidmova wrote it")
    return Table(name=head.name, lines=tuple(Line(number, cells) for number, cells in read), how=head.how)
