"""Pages of events: what is told of each, some on a page, and lists by what they can be looked up by."""

from collections.abc import Iterator
from typing import Any

from vidmova.lexicon.actgroups import order_of
from vidmova.protect.release import Statement
from vidmova.publish.pages import bodies, wording
from vidmova.publish.pages.addresses import Slice
from vidmova.publish.pages.placing import EVENTS, Listing, Stretch
from vidmova.publish.pages.rendering import markup
from vidmova.publish.pages.telling import Page, Saying, Telling, sayings_of

FIRST, MORE = 8, 400
"""Values of a facet that are shown before "more", and after."""
SHOWN = ("act", "year", "month", "region", "place", "unit", "court", "language", "disputed")
"""Facets that are offered beside a list."""
PART = "events/index.html"


def event_page(telling: Telling, number: int) -> Page:
    """Return the page that tells some events, by its number from 1."""
    every = list(telling.shelf.events.values())
    first = (number - 1) * EVENTS
    some = every[first : first + EVENTS]
    last = -(-len(every) // EVENTS)
    beside = _numbered(number - 1, last), _numbered(number + 1, last)
    page = Slice(number, last, first, first + len(some), len(every), *beside)
    told = markup("".join(bodies.told(telling, event) for event in some))
    return telling.page("event.html", _numbered(number, last), PART, events=told, page=page)


def _numbered(number: int, last: int) -> str:
    return f"event/{number}.html" if 0 < number <= last else ""


def fields_of(telling: Telling, stated: list[Statement]) -> list[tuple[str, list[tuple[str, list[Saying]]]]]:
    """Return each field with its values, the most frequent first, and who says each."""
    return [
        (
            telling.language.code_of("field", name),
            [(value, list(who)) for value, who in sorted(values.items(), key=lambda each: -len(each[1]))],
        )
        for name, values in sayings_of(telling, stated)
    ]


def event_lists(telling: Telling) -> Iterator[Page]:
    """Yield the list of all events and the lists by the values of each facet, in pages."""
    facets = [(name, _choices(telling, name)) for name in SHOWN]
    beside = [_facet(telling, name, every) for name, every in facets if every and name != "month"]
    # The same event stands in lists by act, place, language …
    rows: dict[str, str] = {}
    for listing in telling.placing.listings:
        facets_here = beside if not listing.facet else beside[:2] if listing.value else []
        yield from _list(telling, listing, facets_here, rows)


def _list(telling: Telling, listing: Listing, beside: list[Any], rows: dict[str, str]) -> Iterator[Page]:
    word = telling.language.code_of("facet", listing.facet) if listing.facet else ""
    if listing.value:
        heading = wording.sentence(telling.value(listing.facet, listing.value))
    else:
        heading = wording.sentence(word) or telling.language.say("Events")
    for sheet in listing.sheets:
        yield telling.page(
            "events.html",
            sheet.path,
            PART,
            heading=heading,
            facet=word if listing.value else "",
            apart=bool(listing.facet),
            stretches=[(_stretched(telling, one), one, _rows(telling, one, rows)) for one in sheet.stretches],
            page=sheet.page,
            # Hundreds of links: once, not on every page of a long list.
            facets=beside if sheet.page.number == 1 else [],
        )


def _stretched(telling: Telling, one: Stretch) -> str:
    """Return the heading of a stretch; empty where the list has none."""
    if one.facet == "year":
        say = telling.language.say
        return say("%(year)s, in no one month", year=one.value) if one.value else say("Several years, or no date")
    return wording.sentence(telling.value(one.facet, one.value)) if one.facet else ""


def _rows(telling: Telling, stretch: Stretch, known: dict[str, str]) -> Any:
    for each in stretch.events:
        if each not in known:
            known[each] = bodies.row(telling, telling.shelf.events[each])
    return markup("".join(known[each] for each in stretch.events))


def _choices(telling: Telling, facet: str) -> list[tuple[str, str, int]]:
    held = telling.shelf.facets[facet]
    if facet == "act":
        order = sorted(held, key=order_of)
    elif facet in {"year", "month"}:
        order = sorted(held)
    else:
        order = sorted(held, key=lambda value: (-len(held[value]), value))
    return [(telling.placing.listed(facet, value), telling.value(facet, value), len(held[value])) for value in order]


def _facet(telling: Telling, name: str, every: list[tuple[str, str, int]]) -> tuple[str, list[Any], list[Any]]:
    first = len(every) if name == "year" else FIRST
    return telling.language.code_of("facet", name), every[:first], every[first : first + MORE]
