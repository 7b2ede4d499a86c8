"""What the reader of each format returns, and how the values in it are tidied."""

import re
from datetime import date

from msgspec import Struct

_ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})")
_DOTTED = re.compile(r"\b(\d{1,2})\.(\d{1,2})\.(\d{4})\b")
_SPACE = re.compile(r"\s+")
_FINAL = re.compile(r"[.!?…:;,]$")
LONGEST_TITLE = 160


class Page(Struct, frozen=True, kw_only=True):
    """The text of a file and what the file says about itself."""

    text: str
    title: str | None = None
    author: str | None = None
    outlet: str | None = None
    published: str | None = None


def one_line(said: str | None) -> str | None:
    """Return a value without line breaks and doubled spaces, or None where nothing is left."""
    return _SPACE.sub(" ", said).strip() or None if said else None


def iso_date(said: str | None) -> str | None:
    """Return the ISO date that a value begins with or holds, or None."""
    found = _ISO.search(said or "")
    parts = found.groups() if found else None
    if not parts and (dotted := _DOTTED.search(said or "")):
        parts = dotted.groups()[::-1]
    try:
        return date(*map(int, parts)).isoformat() if parts else None
    except ValueError:
        return None


def first_heading(text: str) -> str | None:
    """Return the first line that has text, where it is short and does not end like a sentence."""
    for line in text[: 4 * LONGEST_TITLE].splitlines():
        said = line.strip("\ufeff\u200b \t#*")
        if said:
            return said if len(said) <= LONGEST_TITLE and not _FINAL.search(said.rstrip('»”"')) else None
    return None
