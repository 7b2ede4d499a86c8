"""Cells of tables as text: nothing that a spreadsheet would compute, and nothing that a file cannot hold."""

import re
from functools import lru_cache

from vidmova.publish.tables import Cell
from vidmova.publish.writing import REPLACED

BETWEEN = "; "
_COMPUTED = "=+\\-@＝＋－＠"
_UNSEEN = r"\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
# A reader that parts columns at semicolons or tabs, as in Ukraine and Russia, begins a cell at each of them.
_GUARDED = re.compile(rf"((?:^|[;\t\r\n])[{_UNSEEN}]*)(?='*[{_COMPUTED}])")
_GUARD = re.compile(rf"((?:^|[;\t\r\n])[{_UNSEEN}]*)'(?='*[{_COMPUTED}])")
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_ESCAPED = re.compile(r"\\([\\;])")
_PARTED = re.compile(r"((?:[^\\;]|\\.)*)(?:; |$)", re.DOTALL)


def guarded(text: str) -> str:
    """Return a text with an apostrophe before each sign that a spreadsheet would take for the start of a formula."""
    return _GUARDED.sub(r"\1'", text)


def unguarded(text: str) -> str:
    """Return a text without the apostrophes that `guarded` set before signs."""
    return _GUARD.sub(r"\1", text)


def writable(text: str) -> str:
    """Return a text of the same length without control characters and halves of characters."""
    return _UNWRITABLE.sub(REPLACED, text)


plainly = lru_cache(maxsize=100_000)(writable)
"""The same, remembered."""


def joined(values: list[str]) -> str:
    """Return a list as one cell, parted by “; ”; a semicolon or backslash within gets a backslash before it."""
    return BETWEEN.join(value.replace("\\", "\\\\").replace(";", "\\;") for value in values)


def parted(cell: str) -> list[str]:
    """Return the list that a cell joins."""
    if not cell:
        return []
    found, at = [], 0
    while (match := _PARTED.match(cell, at)) is not None:
        found.append(_ESCAPED.sub(r"\1", match[1]))
        if match.end(1) == match.end():
            break
        at = match.end()
    return found


def as_text(value: Cell) -> str:
    """Return a cell as a line of CSV has it; empty where there is no value."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        value = joined(value)
    return safe(value) if isinstance(value, str) else str(value)


@lru_cache(maxsize=100_000)
def safe(text: str) -> str:
    """Return a text as a cell of CSV may hold it; codes, ids and names recur, and are looked at once."""
    return guarded(writable(text))
