"""Which page tells each event, and how the lists of events are cut into pages: the same in every language."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from msgspec import Struct

from vidmova.publish.pages.addresses import Slice, digest_of, file_part, numbered
from vidmova.publish.pages.shelf import Shelf, month_of

EVENTS, ROWS = 30, 200
"""Events that one page tells, and rows of a page of a list."""
OWN = ("act", "language", "disputed")
"""Facets of which each value has a list of its own; each region has one as well, with its places."""
TOGETHER = ("unit", "court", "person", "source", "place")
"""Facets whose values stand below each other in one list; of places, those that lie in no region."""
LEAST = {"person": 11, "source": 11}
"""Events from which on a value has a list; fewer stand beside its name."""
_BY_DIGEST = frozenset({"region", "unit", "court"})


class Stretch(Struct, frozen=True):
    """Events of a list that share a heading, as far as they stand on one page."""

    facet: str
    value: str
    anchor: str
    """Empty where it goes on from the page before."""
    total: int
    events: list[str]


class Sheet(Struct, frozen=True):
    """A page of a list of events."""

    path: str
    page: Slice
    stretches: list[Stretch]


class Listing(Struct, frozen=True):
    """A list of events: of one value of a facet, or with a stretch for each value."""

    facet: str
    value: str
    sheets: list[Sheet]


class Placing:
    """The addresses of events and of what they can be looked up by."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._pages = {each: 1 + number // EVENTS for number, each in enumerate(shelf.events)}
        self._lists: dict[tuple[str, str], str] = {}
        self.listings = list(self._every())

    def event(self, event: str) -> str:
        """Return where an event is told: a page and a place in it."""
        return f"event/{self._pages[event]}.html#{file_part(event)}"

    def listed(self, facet: str, value: str) -> str:
        """Return where the events of a value are listed; empty where they are not."""
        return self._lists.get((facet, value), "")

    def _every(self) -> Iterator[Listing]:
        shelf = self._shelf
        yield self._listing("", "", "events/index", self._months())
        for facet in OWN:
            for value, events in sorted(shelf.facets[facet].items()):
                yield self._listing(facet, value, f"events/{facet}-{file_part(value)}", [("", "", events)])
        for value, events in sorted(shelf.facets["region"].items()):
            yield self._listing("region", value, f"events/region-{digest_of(value)}", self._places(events))
        for facet in TOGETHER:
            held = sorted(shelf.facets[facet].items())
            rest = [one for one in held if len(one[1]) >= LEAST.get(facet, 0) and (facet, one[0]) not in self._lists]
            if rest:
                yield self._listing(facet, "", f"events/{facet}", [(facet, value, events) for value, events in rest])

    def _listing(self, facet: str, value: str, stem: str, parts: list[tuple[str, str, list[str]]]) -> Listing:
        sheets = list(_cut(stem, parts))
        if value:
            self._lists[facet, value] = sheets[0].path
        for sheet in sheets:
            for one in sheet.stretches:
                if one.anchor:
                    self._lists[one.facet, one.value] = f"{sheet.path}#{one.anchor}"
                    if one.facet == "month":
                        self._lists.setdefault(("year", one.value[:4]), f"{sheet.path}#{one.anchor}")
        return Listing(facet, value, sheets)

    def _months(self) -> list[tuple[str, str, list[str]]]:
        found: dict[str, list[str]] = {}
        for event in self._shelf.events.values():
            found.setdefault(month_of(event), []).append(event.id)
        return [("month" if len(each) > len("2022") else "year", each, events) for each, events in found.items()]

    def _places(self, events: Iterable[str]) -> list[tuple[str, str, list[str]]]:
        found: dict[str, list[str]] = defaultdict(list)
        for each in events:
            found[self._shelf.events[each].place or ""].append(each)
        return [("place", place, held) for place, held in sorted(found.items(), key=lambda one: (-len(one[1]), one[0]))]


def _cut(stem: str, parts: list[tuple[str, str, list[str]]]) -> Iterator[Sheet]:
    """Yield the pages of a list; a stretch that a page can hold is not cut."""
    pages: list[list[Stretch]] = [[]]
    room = ROWS
    for facet, value, events in parts:
        for first in range(0, len(events), ROWS):
            some = events[first : first + ROWS]
            if len(some) > room:
                pages.append([])
                room = ROWS
            room -= len(some)
            anchor = "" if first or not facet else _anchor(facet, value)
            pages[-1].append(Stretch(facet, value, anchor, len(events), some))
    total, done = sum(len(events) for _, _, events in parts), 0
    for number, stretches in enumerate(pages, 1):
        before = numbered(stem, number - 1) if number > 1 else ""
        after = numbered(stem, number + 1) if number < len(pages) else ""
        first, done = done, done + sum(len(one.events) for one in stretches)
        yield Sheet(numbered(stem, number), Slice(number, len(pages), first, done, total, before, after), stretches)


def _anchor(facet: str, value: str) -> str:
    return f"{facet}-{digest_of(value) if facet in _BY_DIGEST else file_part(value) if value else 'none'}"
