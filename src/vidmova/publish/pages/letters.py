"""The alphabetical index: what can be looked up without scripts."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from vidmova.lexicon.folding import fold
from vidmova.publish.pages.addresses import slices
from vidmova.publish.pages.telling import Page, Telling, sliced
from vidmova.publish.pages.wording import sentence, source_name

ROWS = 300
_AFTER = str.maketrans({"ґ": "г\uffff", "є": "е\uffff", "і": "и\ufffe", "ї": "и\uffff", "ё": "е\ufffe"})
"""Where the letters stand that code points put behind the alphabet."""


def letters(telling: Telling) -> Iterator[Page]:
    """Yield the pages of the index."""
    every = sorted(entries(telling), key=lambda one: (_place(str(one["name"])), one["kind"], one["file"]))
    pages = slices("index/index", len(every), ROWS)
    first: dict[str, str] = {}
    for path, _, shown in sliced(every, pages):
        for one in shown:
            first.setdefault(_letter(str(one["name"])), f"{path}#{_anchor(str(one['name']))}")
    for path, page, shown in sliced(every, pages):
        rows = [
            ((letter, _anchor(letter)), list(group))
            for letter, group in groupby(shown, lambda one: _letter(one["name"]))
        ]
        yield telling.page("letters.html", path, "index/index.html", letters=list(first.items()), rows=rows, page=page)


def entries(telling: Telling) -> Iterator[dict[str, Any]]:
    """Yield what the index leads to: acts, places, units, courts, outlets, people under their own name."""
    shelf = telling.shelf
    for facet in ("act", "region", "place", "unit", "court"):
        for value, events in shelf.facets[facet].items():
            yield _entry(telling, facet, telling.value(facet, value), telling.placing.listed(facet, value), len(events))
    for one in shelf.people.values():
        if one.named:
            total = len(shelf.facets["person"].get(one.id, ()))
            yield _entry(telling, "person", one.name, telling.person_file(one.id), total)
    outlets: dict[str, tuple[str, int]] = {}
    for source in shelf.sources.values():
        if not source.withheld:
            name = source_name(telling.language, source)
            file, number = outlets.get(name, (telling.source_file(source.id), 0))
            outlets[name] = (file, number + len(shelf.facets["source"].get(source.id, ())))
    for name, (file, total) in outlets.items():
        yield _entry(telling, "source", name, file, total)


def _entry(telling: Telling, facet: str, name: str, file: str, total: int) -> dict[str, Any]:
    return {"name": sentence(name), "kind": telling.language.code_of("facet", facet), "file": file, "total": total}


def _place(name: str) -> str:
    return fold(name).lstrip("\"'«([").translate(_AFTER)


def _letter(name: str) -> str:
    first = name.lower().lstrip("\"'«([")[:1].upper()
    return first if first.isalpha() else "0–9"


def _anchor(name: str) -> str:
    return f"l-{ord(_letter(name)[0]):x}"
