"""What the totals of each act are, so that it can be said what a decision or new documents did to them."""

from collections import Counter
from threading import Lock

from msgspec import Struct

from vidmova.lexicon.actgroups import order_of
from vidmova.records import Event
from vidmova.register.books import opened_book
from vidmova.register.store import Store
from vidmova.totals.asking import Range, range_of
from vidmova.totals.questions import Question

MOST_EVENTS = 300
"""In a larger register totals are asked for on their own page, and not after each decision."""


class Tally(Struct, frozen=True):
    """The floor and the ceiling of an act, in its usual unit of counting."""

    act: str
    counted: str
    range: Range


class Moved(Struct, frozen=True):
    """What became of a total."""

    before: Tally | None
    after: Tally

    @property
    def by(self) -> int:
        """How far it moved: people or cases of the floor and of the ceiling together."""
        was = self.before.range if self.before else Range(0, 0)
        now = self.after.range
        return abs(now.low - was.low) + abs((now.high or now.low) - (was.high or was.low))


class Tallies:
    """The totals of every act of a register, kept until what linking made changes."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock = Lock()
        self._kept: tuple[str, dict[str, Tally]] = ("?", {})

    def now(self) -> dict[str, Tally]:
        """Return the totals by act; none where the register is too large to be asked in passing."""
        with self._lock:
            linked = self._store.linked_by()
            if self._kept[0] != linked or not linked:
                self._kept = (linked, self._made())
            return self._kept[1]

    def _made(self) -> dict[str, Tally]:
        events = self._store.every(Event)
        if not events or len(events) > MOST_EVENTS:
            return {}
        known = opened_book(self._store)
        found = {}
        for act in sorted({one.act for one in events}, key=order_of):
            units = Counter(one.counted for one in events if one.act == act and one.counted)
            counted = units.most_common(1)[0][0] if units else "persons"
            found[act] = Tally(act, counted, range_of(Question(acts=(act,), counted=counted), known))
        return found


def moved(before: dict[str, Tally], after: dict[str, Tally]) -> list[Moved]:
    """Return the totals that moved, that which moved most first."""
    changes = [Moved(before.get(act), one) for act, one in after.items()]
    return sorted((one for one in changes if one.by), key=lambda one: -one.by)
