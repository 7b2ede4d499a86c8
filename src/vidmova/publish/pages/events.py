"""Pages of events: one for each, and lists by what they can be looked up by."""

from collections.abc import Iterator
from typing import Any

from vidmova.lexicon.actgroups import group_of, order_of
from vidmova.protect.release import Happening, Statement
from vidmova.publish.pages import wording
from vidmova.publish.pages.addresses import event_file, figure_file, slices
from vidmova.publish.pages.drawing import bar
from vidmova.publish.pages.telling import FIRST_EVENTS, Page, Telling, facet_stem

ROWS, FIRST = 100, 8
"""Events of a page, and values of a facet that are shown before "more"."""
MORE = 400
SHOWN = ("act", "year", "month", "region", "place", "unit", "court", "language", "disputed")
"""Facets that are offered beside a list."""
_LISTS_FROM = {"person": FIRST_EVENTS + 1, "source": FIRST_EVENTS + 1}
PART = "events/index.html"

Saying = tuple[str, str, str, str]


def event_page(telling: Telling, event: Happening) -> Page:
    """Return the page of an event."""
    language, shelf = telling.language, telling.shelf
    stated = shelf.stated(event)
    return telling.page(
        "event.html",
        event_file(event.id),
        PART,
        event=event,
        act=language.code_of("act", event.act),
        group=group_of(event.act).code,
        title=telling.titles[event.id],
        modality=telling.modality(event.modality),
        when=language.when(event.date) or language.say("date not said"),
        told=telling.told(event),
        place=wording.place_of(language, shelf, event.place) or language.say("place not said"),
        number=wording.number_of(language, event),
        bar=bar(event.low, event.high, best=event.best) or bar(0, event.high or 0),
        best=language.say("signed by a reviewer: %(n)s", n=language.number(event.best)) if event.best else "",
        fields=fields_of(telling, stated),
        disputes=[telling.dispute(one, event.statements) for one in shelf.disputes.get(event.id, ())],
        statements=[telling.statement(one) for one in stated],
        people=[(shelf.people[each], telling.person_file(each)) for each in event.people if each in shelf.people],
        whole=telling.named([event.subset_of] if event.subset_of else []),
        inside=telling.named(shelf.parts.get(event.id, ())),
        figures=[(figure_file(one.id), wording.figure_name(language, one)) for one in shelf.figures.get(event.id, ())],
    )


def fields_of(telling: Telling, stated: list[Statement]) -> list[tuple[str, list[tuple[str, list[Saying]]]]]:
    """Return each field with its values, the most frequent first, and who says each."""
    said: dict[str, dict[str, dict[Saying, None]]] = {}
    for one in stated:
        source = telling.shelf.sources.get(one.source)
        wordings: dict[str, list[str]] = {}
        for span in one.spans:
            wordings.setdefault(span.field, []).append(" ".join(span.wording.split()))
        for name, value in wording.values_of(telling.language, telling.shelf, one):
            words = " … ".join(dict.fromkeys(wordings.get("person" if name == "people" else name, ())))
            who = wording.source_name(telling.language, source)
            saying = (who, telling.source_file(one.source), source.language if source else "und", words)
            said.setdefault(name, {}).setdefault(value, {})[saying] = None
    found = []
    for name in wording.FIELDS:
        if name in said:
            values = sorted(said[name].items(), key=lambda each: -len(each[1]))
            found.append((telling.language.code_of("field", name), [(value, list(who)) for value, who in values]))
    return found


def event_lists(telling: Telling) -> Iterator[Page]:
    """Yield the list of all events and the lists by each value of each facet, in pages."""
    say, shelf = telling.language.say, telling.shelf
    facets = [(name, _choices(telling, name)) for name in SHOWN]
    beside = [_facet(telling, name, every) for name, every in facets if every and name != "month"]
    every = list(shelf.events)
    yield from _list(telling, "events/index", say("Events"), "", every, beside)
    for facet in (*SHOWN, "person", "source"):
        word = telling.language.code_of("facet", facet)
        for value, events in sorted(shelf.facets[facet].items()):
            if len(events) >= _LISTS_FROM.get(facet, 0):
                heading = wording.sentence(telling.value(facet, value))
                months = _months(telling, value) if facet == "year" else []
                yield from _list(telling, facet_stem(facet, value), heading, word, events, months + beside[:2])


def _list(
    telling: Telling, stem: str, heading: str, facet: str, events: list[str], beside: list[Any]
) -> Iterator[Page]:
    for path, page in slices(stem, len(events), ROWS):
        rows = [telling.row(telling.shelf.events[each]) for each in events[page.first : page.last]]
        yield telling.page(
            "events.html",
            path,
            PART,
            heading=heading,
            facet=facet,
            rows=rows,
            page=page,
            # Hundreds of links: once, not on every page of a long list.
            facets=beside if page.number == 1 else [],
            stem=f"{stem}.html",
        )


def _choices(telling: Telling, facet: str) -> list[tuple[str, str, int]]:
    held = telling.shelf.facets[facet]
    if facet == "act":
        order = sorted(held, key=order_of)
    elif facet in {"year", "month"}:
        order = sorted(held)
    else:
        order = sorted(held, key=lambda value: (-len(held[value]), value))
    return [(f"{facet_stem(facet, value)}.html", telling.value(facet, value), len(held[value])) for value in order]


def _facet(telling: Telling, name: str, every: list[tuple[str, str, int]]) -> tuple[str, list[Any], list[Any]]:
    first = len(every) if name == "year" else FIRST
    return telling.language.code_of("facet", name), every[:first], every[first : first + MORE]


def _months(telling: Telling, year: str) -> list[Any]:
    every = [one for one in _choices(telling, "month") if one[0].startswith(f"events/month-{year}-")]
    return [(telling.language.code_of("facet", "month"), every, [])] if every else []
