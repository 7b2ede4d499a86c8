"""The first page: what this is, headline totals, events by act, by month and by region."""

from typing import Any

from vidmova.lexicon.actgroups import GROUPS, group_of, order_of
from vidmova.publish.pages.drawing import share, timeline
from vidmova.publish.pages.lists import figure_row, ordered, scales
from vidmova.publish.pages.telling import Page, Telling

HEADLINES, REGIONS = 12, 15


def overview(telling: Telling) -> Page:
    """Return the first page of a language."""
    shelf, held = telling.shelf, telling.shelf.contents
    every = ordered(telling)
    widest = [one for one in every if not one.region and not one.since and not one.until]
    headlines = (widest or [one for one in every if not one.region] or every)[:HEADLINES]
    most = scales(headlines)
    placed = sum(len(events) for events in shelf.facets["region"].values())
    counts = {
        "sources": len(shelf.sources),
        "statements": len(shelf.statements),
        "events": len(shelf.events),
        "people": len(shelf.people),
        "disputes": len(held.disagreements),
    }
    return telling.page(
        "overview.html",
        "index.html",
        "index.html",
        counts=counts,
        figures=[figure_row(telling, one, most[one.counted]) for one in headlines],
        groups=_groups(telling),
        times=timeline(shelf),
        months={month: telling.placing.listed("month", month) for month in shelf.facets["month"]},
        regions=_regions(telling),
        nowhere=len(shelf.events) - placed,
    )


def _groups(telling: Telling) -> list[tuple[str, str, int, list[Any]]]:
    acts = {act: len(events) for act, events in telling.shelf.facets["act"].items()}
    most, found = max(acts.values(), default=1), []
    for group in GROUPS:
        own = sorted((act for act in acts if group_of(act) is group), key=order_of)
        rows = [_bar(telling, "act", act, acts[act], most) for act in own]
        if rows:
            found.append((group.code, telling.language.code_of("group", group.code), sum(row[2] for row in rows), rows))
    return found


def _regions(telling: Telling) -> list[Any]:
    held = telling.shelf.facets["region"]
    order = sorted(held, key=lambda name: (-len(held[name]), name))[:REGIONS]
    return [_bar(telling, "region", name, len(held[name]), len(held[order[0]])) for name in order]


def _bar(telling: Telling, facet: str, value: str, number: int, most: int) -> tuple[str, str, int, int]:
    return telling.placing.listed(facet, value), telling.value(facet, value), number, share(number, most)
