"""`vidmova show`: an event, a person, a document or a claim, with the characters that carry values marked."""

from pathlib import Path
from typing import Any, Protocol

import click
import msgspec

from vidmova.cli import options
from vidmova.cli.show_document import DocumentPage
from vidmova.cli.show_entity import EntityPage
from vidmova.cli.show_event import EventPage
from vidmova.cli.staleness import warn_if_stale
from vidmova.errors import UsageError
from vidmova.register.folder import find
from vidmova.register.opening import open_store
from vidmova.register.rows import Found
from vidmova.register.store import Store

LEAST = 4
"""Characters of an id that must be given."""
LISTED = 8
"""How many people who may be meant are named."""


class Page(Protocol):
    """What can be shown."""

    def shape(self) -> dict[str, Any]:
        """Return the record with its passages, for JSON."""

    def show(self) -> None:
        """Print it for a person."""


@click.command()
@click.argument("identity", metavar="ID")
@options.register
@options.as_json
def show(identity: str, register: Path, as_json: bool) -> None:
    """Print an event, a person, a document or a claim, with the values marked in its passages.

    ID is an event's, a document's or that of somebody or something named (its beginning is enough for the first two), a
    claim's (3f9a0c11d2e4-c007), or a person's name in any script and case ending.

    Of an event it prints every passage, value against value, what disagrees, parts and sums, why the claims were joined
    and from whom each came; of a person the names, the events in order and where they are named.

    \b
    Examples:
      vidmova show 3f9a
      vidmova show "Гайворона"
      vidmova show 3f9a0c11d2e4-c007 --json
    """
    with open_store(find(register)) as store:
        page = _page(store, identity.strip())
        if not isinstance(page, DocumentPage):
            warn_if_stale(store)
    if as_json:
        click.echo(msgspec.json.encode(page.shape()))
    else:
        page.show()


def _page(store: Store, identity: str) -> Page:
    page = _by_id(store, identity) if identity.isascii() and " " not in identity else None
    if page or (page := _by_name(store, identity)):
        return page
    raise UsageError(_not_there(identity))


def _by_id(store: Store, identity: str) -> Page | None:
    if one := store.claim(identity):
        return DocumentPage.of_claim(store, *one)
    if entity := store.entity(identity):
        return EntityPage(store.way(entity))
    if len(identity) < LEAST:
        return None
    events, documents = store.events_like(identity), store.documents_like(identity.lower())
    if len(events) + len(documents) > 1:
        named = [f"event {one}" for one in events] + [f"document {one[:12]}" for one in documents]
        raise UsageError(f"several ids begin with {identity} ({', '.join(named)}); give more of it")
    if events and (event := store.event(events[0])):
        return EventPage(store.account(event))
    if documents and (document := store.document(documents[0])):
        return DocumentPage.of_document(store, document)
    return None


def _by_name(store: Store, name: str) -> Page | None:
    found = store.find_people(name)
    if len(found) > 1:
        raise UsageError(f"{name} may be {_listed(found)}; show one by that id")
    return EntityPage(store.way(found[0].entity), found[0]) if found else None


def _listed(found: list[Found]) -> str:
    named = [f"{one.entity.name} ({one.entity.id})" for one in found[:LISTED]]
    more = len(found) - len(named)
    return ", or ".join(named) + (f", or one of {more} more" if more else "")


def _not_there(identity: str) -> str:
    if not identity.isascii() or " " in identity:
        return f"nobody named {identity} is in this register; vidmova events --json lists who is named"
    if "-c" in identity:
        return f"no claim is called {identity}; vidmova show DOCUMENT lists a document's claims"
    if len(identity) < LEAST:
        return f"nobody is called {identity}; of an id give at least {LEAST} characters"
    return f"no document's and no event's id begins with {identity}, and nobody is called so; see vidmova events"
