"""Saves what people judge on the desk, and remembers for a while what the program had held of it."""

from collections.abc import Callable
from pathlib import Path
from threading import Lock

from msgspec import Struct

from vidmova.records import Link
from vidmova.register.store import Store
from vidmova.review.deciding import Author, Desk
from vidmova.review.decisions import Decision
from vidmova.review.log import FILE, read_decisions, save
from vidmova.web.tallies import Tally

REMEMBERED = 200
"""How many decisions of this run are remembered with what the program had held."""
Decide = Callable[[Desk, Author], Decision]


class Aftermath(Struct, frozen=True):
    """What may be said of a question once it is answered."""

    link: Link | None = None
    """What the program held of a pair."""
    before: dict[str, Tally] = {}
    """The totals before the answer."""


class Judged:
    """The decisions of a register."""

    def __init__(self, store: Store, root: Path) -> None:
        self._store, self.root = store, root
        self._lock = Lock()
        self._read: tuple[tuple[int, int], list[Decision]] | None = None
        self._after: dict[int, Aftermath] = {}

    def every(self) -> list[Decision]:
        """Return all decisions in order; read anew only where the file changed."""
        place = self.root / FILE
        now = (place.stat().st_mtime_ns, place.stat().st_size) if place.exists() else (0, 0)
        with self._lock:
            if self._read is None or self._read[0] != now:
                self._read = (now, read_decisions(self.root))
            return self._read[1]

    def one(self, number: int) -> Decision | None:
        """Return a decision by its number."""
        every = self.every()
        return every[number - 1] if 0 < number <= len(every) else None

    def save(self, author: Author, decide: Decide, after: Aftermath | None = None) -> Decision:
        """Keep a judgement; it is on the disk when this returns. Raises what deciding and the chain raise."""
        decision = decide(Desk(self._store, self.every()), author)
        saved = save(self.root, [decision]).decisions[0]
        with self._lock:
            self._after[saved.number] = after or Aftermath()
            for number in sorted(self._after)[:-REMEMBERED]:
                del self._after[number]
        return saved

    def aftermath(self, number: int) -> Aftermath:
        """Return what was remembered of a decision; nothing where it is of another run."""
        return self._after.get(number, Aftermath())
