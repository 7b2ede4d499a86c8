"""What every page shows around itself: what is at work, how much is open, what was saved just now."""

from collections.abc import Callable
from datetime import datetime

from msgspec import Struct

from vidmova.web.tallies import Moved


class Strip(Struct, frozen=True):
    """What is at work in the background, as every page shows it."""

    address: str
    """Its page; empty where it has none."""
    state: str
    done: int
    total: int
    last: str
    """The file that was read last."""
    failed: int


class SavedNow(Struct, frozen=True):
    """A decision that was saved just now."""

    number: int
    kind: str
    about: str
    counting: bool
    """Whether the events are still counted without it."""
    can_undo: bool
    moved: tuple[Moved, ...] = ()
    """What became of the totals."""
    fault: str = ""
    """Why events could not be counted anew; empty where nothing failed."""


class Shell(Struct, frozen=True):
    """What stands around a page."""

    acting: bool = False
    """Whether this desk can change its register."""
    open: int = 0
    strip: Strip | None = None
    saved: SavedNow | None = None


AskShell = Callable[[str], Shell]
"""Gives the shell; its argument is the number of a decision that the page's address names, or nothing."""


def reading_only(_: str) -> Shell:
    """Return the shell of a desk that changes nothing."""
    return Shell()


def clock(iso: str) -> str:
    """Return a moment in UTC as this machine's local time with its zone."""
    try:
        return datetime.fromisoformat(iso).astimezone().strftime("%Y-%m-%d %H:%M %Z")
    except ValueError:
        return iso
