"""What the desk keeps in memory of a register, made anew when the register changed."""

import gc
from collections.abc import Callable, Iterable
from threading import Lock, Thread
from time import monotonic

from msgspec import Struct

from vidmova.archive.provenance import Receipt
from vidmova.lexicon.actgroups import group_of
from vidmova.records import Interval
from vidmova.register.changes import stamp_of
from vidmova.register.rows import DocumentRow
from vidmova.register.searching import Happened, Named, Searching
from vidmova.web.basemap import region_names
from vidmova.web.facetindex import Index

LATE = "9999"
"""Sorts what has no date behind what has one."""
WIDE, OPEN = "wide", "open"
"""Values of a date that is longer than the year or month asked for, and of one that has one bound only."""

NARROWING = (
    *("act", "year", "month", "region", "place", "unit", "category", "language", "modality", "disputed"),
    *("group", "named"),
)
"""All by which a list of events can be narrowed; the last two come from other pages."""

QUICK = 0.5
"""Seconds of reading for which a page waits when the register changed."""


class Line(Struct, frozen=True):
    """An event of the list with its values of each facet."""

    day: str
    """First day on which it may have happened, late where none is known."""
    happened: Happened
    has: dict[str, tuple[str, ...]]


class Snapshot(Struct, frozen=True):
    """The events and all that is named, ready for lists."""

    stamp: str
    lines: list[Line]
    """Events in order of date, those without one last."""
    named: dict[str, Named]
    documents: list[DocumentRow]
    """Those received last stand first, where it is known when."""
    received: dict[str, str]
    """When a document was received last, UTC, by its id."""
    by_id: dict[str, Line]
    index: Index[Line]
    """Where the values of the lines stand among them."""


class Memory:
    """Keeps the snapshot of a register."""

    def __init__(self, store: Searching, receipts: Callable[[], list[Receipt]]) -> None:
        self._store = store
        self._receipts = receipts
        self._lock = Lock()
        self._kept: Snapshot | None = None
        self._took = 0.0
        self._reading: Thread | None = None

    @property
    def behind(self) -> bool:
        """Whether lists are being read anew, while pages show them as they were before."""
        return self._reading is not None

    def now(self) -> Snapshot:
        """Return the register as it is now; where reading takes long, as it was until that is done behind the pages.

        Takes about a second per 3,000 events the first time.
        """
        kept = self._kept
        if kept is not None and kept.stamp == stamp_of(self._store):
            return kept
        if kept is None or self._took < QUICK:
            return self._read()
        with self._lock:
            if self._reading is None:
                self._reading = Thread(target=self._read_behind, name="lists", daemon=True)
                self._reading.start()
        return kept

    def _read(self) -> Snapshot:
        with self._lock:
            stamp = stamp_of(self._store)
            if self._kept is None or self._kept.stamp != stamp:
                began = monotonic()
                self._kept = self._made(stamp)
                self._took = monotonic() - began
                # What lists are made of is never garbage while it is kept: walking it would hold up pages.
                gc.freeze()
            return self._kept

    def _read_behind(self) -> None:
        try:
            stamp = stamp_of(self._store)
            began = monotonic()
            made = self._made(stamp)
            self._took, self._kept = monotonic() - began, made
            gc.freeze()
        finally:
            self._reading = None

    def _made(self, stamp: str) -> Snapshot:
        named = {one.entity.id: one for one in self._store.everyone_named()}
        lines = [Line(_first_day(one), one, _has(one, named)) for one in self._store.happened()]
        lines.sort(key=lambda line: (line.day, _last_day(line.happened)))
        received = {receipt.digest: receipt.when for receipt in self._receipts()}
        documents = sorted(self._store.document_list(), key=lambda one: received.get(one.id, ""), reverse=True)
        by_id = {line.happened.row.event.id: line for line in lines}
        return Snapshot(stamp, lines, named, documents, received, by_id, Index(lines, NARROWING))


def periods(interval: Interval | None) -> tuple[str, str]:
    """Return the year and the month that an event lies in: `wide` or `open` where it may lie in several."""
    start, end = interval or (None, None)
    if not start or not end:
        value = OPEN if start or end else ""
        return value, value
    return (start[:4] if start[:4] == end[:4] else WIDE), (start[:7] if start[:7] == end[:7] else WIDE)


def regions_of(places: Iterable[str], named: dict[str, Named]) -> tuple[str, ...]:
    """Return the regions (some are cities) that places lie in, and the countries where no more is known."""
    found: dict[str, None] = {}
    for one in places:
        entity = named[one].entity if one in named else None
        if entity is None:
            continue
        alone = entity.precision in {"region", "country"} or entity.name in region_names()
        within = [entity.name, *entity.part_of] if alone else entity.part_of
        if within:
            found[within[-2] if len(within) > 1 else within[-1]] = None
    return tuple(found)


def _first_day(one: Happened) -> str:
    return next((day for day in one.row.event.date or () if day), LATE)


def _last_day(one: Happened) -> str:
    return (one.row.event.date or (None, None))[1] or LATE


def _has(one: Happened, named: dict[str, Named]) -> dict[str, tuple[str, ...]]:
    event, by_field = one.row.event, one.named
    year, month = periods(event.date)
    every = dict.fromkeys(entity for ids in by_field.values() for entity in ids)
    values = {
        "group": (group_of(event.act).code,),
        "act": (event.act,),
        "year": (year,) if year else (),
        "month": (month,) if month else (),
        "region": regions_of(by_field.get("place", ()), named),
        "place": tuple(by_field.get("place", ())),
        "unit": tuple(by_field.get("unit", ())),
        "category": tuple(one.category),
        "language": tuple(one.row.languages),
        "modality": (event.modality,),
        "disputed": ("yes",) if one.row.contradictions else (),
        "named": tuple(every),
    }
    return {name: found for name, found in values.items() if found}
