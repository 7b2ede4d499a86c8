"""Lists of people, units, organisations, courts and places: names, how often, when."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from msgspec import Struct

from vidmova.lexicon.folding import fold
from vidmova.records import EntityKind
from vidmova.register.searching import Named
from vidmova.web import codes
from vidmova.web.addresses import SECTIONS, Page, address, page_of
from vidmova.web.eventlist import Choice
from vidmova.web.phrases import name_in
from vidmova.web.snapshot import Snapshot
from vidmova.web.speech import Speech

SIZE = 50
SORTS = ("-events", "name", "-mentions", "date", "-date")
LATE = "9999"


class NamedLine(Struct, frozen=True):
    """Somebody or something as a list shows it."""

    id: str
    address: str
    name: str
    others: list[str]
    """Other forms of the name."""
    about: str
    """Of a place: what it lies in."""
    precision: str
    events: int
    events_address: str
    mentions: int
    when: str


class NamedList(Struct, frozen=True):
    """The page of a list of names of a kind."""

    kind: str
    title: str
    path: str
    asked: str
    """Part of a name that was asked for."""
    lines: list[NamedLine]
    page: Page
    every: int
    sorts: list[Choice]
    before: str
    after: str


def named_list(speech: Speech, kept: Snapshot, kind: EntityKind, given: Mapping[str, str]) -> NamedList:
    """Return the list of a kind that an address asks for."""
    path = f"/{SECTIONS[kind]}"
    asked = {name: given[name] for name in ("q", "sort") if given.get(name)}
    of_kind = [one for one in kept.named.values() if one.entity.kind == kind]
    wanted = fold(asked.get("q", "").strip())
    found = [one for one in of_kind if not wanted or _is_called(one, wanted)]
    order = asked.get("sort", SORTS[0])
    found.sort(key=_by(speech, order), reverse=order == "-date")
    page = page_of(given.get("page", ""), SIZE, len(found))
    return NamedList(
        kind=kind,
        title=speech.say(codes.SECTIONS[kind]),
        path=path,
        asked=asked.get("q", ""),
        lines=[named_line(speech, one) for one in found[page.skip : page.skip + SIZE]],
        page=page,
        every=len(of_kind),
        sorts=[
            Choice(speech.say_of("sort", codes.NAMED_SORTS[name]), 0, address(path, asked, sort=name), name == order)
            for name in SORTS
        ],
        before=address(path, asked, page=page.number - 1) if page.number > 1 else "",
        after=address(path, asked, page=page.number + 1) if page.number < page.pages else "",
    )


def named_line(speech: Speech, one: Named) -> NamedLine:
    """Return somebody or something as a row."""
    entity = one.entity
    shown = name_in(speech, one)
    return NamedLine(
        id=entity.id,
        address=f"/{SECTIONS[entity.kind]}/{entity.id}",
        name=shown,
        others=[name for name in entity.names if name != shown],
        about=", ".join(speech.territory(name) for name in entity.part_of),
        precision=codes.code(speech, "precision", entity.precision) if entity.precision else "",
        events=one.events,
        events_address=address("/events", {"named": entity.id}),
        mentions=one.mentions,
        when=speech.when((one.first, one.last)) if one.first else "",
    )


_folded = lru_cache(maxsize=200_000)(fold)
"""Names as they are compared: the same ones for every page."""


def _is_called(one: Named, wanted: str) -> bool:
    return any(wanted in _folded(name) for name in (one.entity.name, *one.entity.names))


def _by(speech: Speech, order: str) -> Callable[[Named], Any]:
    if order == "name":
        return lambda one: _folded(name_in(speech, one))
    if order == "-mentions":
        return lambda one: (-one.mentions, _folded(name_in(speech, one)))
    if order == "date":
        return lambda one: one.first or LATE
    if order == "-date":
        return lambda one: one.last or ""
    return lambda one: (-one.events, -one.mentions, _folded(name_in(speech, one)))
