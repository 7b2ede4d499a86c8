"""The list of events: facets whose counts are those of the lists behind them, order, pages, a table to copy."""

from collections.abc import Iterable, Mapping

from msgspec import Struct

from vidmova.lexicon.actgroups import order_of
from vidmova.publish.cells import safe
from vidmova.web import codes
from vidmova.web.addresses import Page, address, page_of
from vidmova.web.facetindex import Left
from vidmova.web.facets import NOT_SAID
from vidmova.web.lines import EventLine, event_line, in_order
from vidmova.web.phrases import name_in
from vidmova.web.snapshot import NARROWING, OPEN, WIDE, Line, Snapshot
from vidmova.web.speech import Speech

PATH = "/events"
SIZE = 50
FIRST = 8
"""Values of a facet that are shown before "more"."""
SHOWN = NARROWING[:-2]
"""The facets that a list shows itself."""
SORTS = ("date", "-date", "-number", "-claims", "-told", "act")
_BY_VALUE = {"year", "month"}


class Choice(Struct, frozen=True):
    """A value of a facet, or an order, that can be chosen."""

    label: str
    count: int
    address: str
    chosen: bool


class FacetShown(Struct, frozen=True):
    """A facet with its values, the most frequent first."""

    name: str
    title: str
    first: list[Choice]
    more: list[Choice]


class EventList(Struct, frozen=True):
    """The page of a list of events."""

    lines: list[EventLine]
    page: Page
    facets: list[FacetShown]
    chips: list[Choice]
    """What was chosen, each with the address without it."""
    sorts: list[Choice]
    before: str
    after: str
    """Addresses of the pages beside this one; empty where there is none."""
    view: str
    views: list[Choice]
    clear: str
    copy: str
    """The rows of this page as lines of a table, with tabs between."""


def event_list(speech: Speech, kept: Snapshot, given: Mapping[str, str]) -> EventList:
    """Return the list that an address asks for."""
    asked = {name: given[name] for name in (*NARROWING, "sort", "view") if given.get(name)}
    narrowed = _narrowed(kept, asked)
    order = asked.get("sort", "date")
    page = page_of(given.get("page", ""), SIZE, len(narrowed.places))
    shown = _ordered(kept, narrowed, order)[page.skip : page.skip + SIZE]
    lines = [event_line(speech, line.happened, kept) for line in shown]
    view = "table" if asked.get("view") == "table" else ""
    return EventList(
        lines=lines,
        page=page,
        facets=[_facet(speech, kept, name, counts, asked) for name, counts in narrowed.counts.items()],
        chips=_chips(speech, kept, asked),
        sorts=[Choice(_sort(speech, name), 0, address(PATH, asked, sort=name), name == order) for name in SORTS],
        before=address(PATH, asked, page=page.number - 1) if page.number > 1 else "",
        after=address(PATH, asked, page=page.number + 1) if page.number < page.pages else "",
        view=view,
        views=[
            Choice(speech.say("list"), 0, address(PATH, asked, view=None), not view),
            Choice(speech.say("table"), 0, address(PATH, asked, view="table"), bool(view)),
        ],
        clear=PATH,
        copy=_copied(speech, lines) if view else "",
    )


def _ordered(kept: Snapshot, narrowed: Left, order: str) -> list[Line]:
    if order not in SORTS:
        return in_order([kept.lines[place] for place in narrowed.places], order)
    places = kept.index.arranged(narrowed.places, order, lambda lines: in_order(lines, order))
    return [kept.lines[place] for place in places]


def _narrowed(kept: Snapshot, asked: dict[str, str]) -> Left:
    facets = [name for name in SHOWN if name != "month" or asked.get("year") or asked.get("month")]
    chosen = {name: asked[name] for name in NARROWING if asked.get(name)}
    narrowed = kept.index.narrow(facets, chosen)
    if chosen.pop("month", None):
        # Another year is chosen without the month, so its count is that of the list without it.
        narrowed.counts["year"] = kept.index.narrow(["year"], chosen).counts["year"]
    return narrowed


def _chips(speech: Speech, kept: Snapshot, asked: dict[str, str]) -> list[Choice]:
    return [
        Choice(f"{facet_title(speech, name)}: {label(speech, kept, name, asked[name])}", 0, _without(asked, name), True)
        for name in NARROWING
        if asked.get(name)
    ]


def facet_title(speech: Speech, name: str) -> str:
    """Return the heading of a facet."""
    return speech.say_of("facet", codes.FACETS[name])


def label(speech: Speech, kept: Snapshot, name: str, value: str) -> str:
    """Return a value of a facet in words."""
    if value == NOT_SAID:
        return speech.say("no open contradiction") if name == "disputed" else speech.say("not said")
    if value in {WIDE, OPEN} and name in _BY_VALUE:
        return speech.say_of(name, codes.PERIODS[name][value])
    if name in {"place", "unit", "named"}:
        return name_in(speech, kept.named[value]) if value in kept.named else value
    said = {
        "act": lambda: codes.act(speech, value),
        "group": lambda: codes.group(speech, value) if value in codes.GROUPS else value,
        "month": lambda: speech.month(value, name_only=True),
        "region": lambda: speech.territory(value),
        "disputed": lambda: speech.say("open contradiction"),
    }
    if name in said:
        return said[name]()
    return codes.code(speech, name, value) if name in codes.CODES else value


def _facet(speech: Speech, kept: Snapshot, name: str, counts: Mapping[str, int], asked: dict[str, str]) -> FacetShown:
    ordered = sorted(counts.items(), key=lambda one: _rank(name, *one))
    rest, now = _without_page(asked, name), asked.get(name)
    choices = [
        Choice(
            label(speech, kept, name, value),
            count,
            _without(asked, name) if value == now else address(PATH, rest, **{name: value}),
            value == now,
        )
        for value, count in ordered
    ]
    chosen = [one for one in choices[FIRST:] if one.chosen]
    more = [one for one in choices[FIRST:] if not one.chosen]
    return FacetShown(name, facet_title(speech, name), [*choices[:FIRST], *chosen], more)


def _rank(name: str, value: str, count: int) -> tuple[int, int, str]:
    last = int(value in {NOT_SAID, WIDE, OPEN})
    if name in _BY_VALUE:
        return (last, 0, value)
    if name == "act":
        return (last, *order_of(value))
    return (last, -count, value)


def _without(asked: dict[str, str], name: str) -> str:
    return address(PATH, _without_page(asked, name), **{name: None})


def _without_page(asked: dict[str, str], name: str) -> dict[str, str]:
    """Return what was asked; a month means nothing without its year."""
    return {key: value for key, value in asked.items() if not (name == "year" and key == "month")}


def _sort(speech: Speech, name: str) -> str:
    return speech.say_of("sort", codes.SORTS[name])


def _copied(speech: Speech, lines: Iterable[EventLine]) -> str:
    head = ("id", *(codes.COLUMNS[name] for name in ("act", "title", "number", "when", "place")))
    rows = [[head[0], *(speech.say_of("column", one) for one in head[1:])]]
    rows += [[one.id, one.act, one.title, one.number, one.when, one.place] for one in lines]
    return "\n".join("\t".join(safe(" ".join(cell.split())) for cell in row) for row in rows)
