"""Seals of what was stored: digests of rows, kept beside them and made in the transaction that wrote them."""

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec
from sqlalchemy import Column, Connection, String, Table, delete, insert, select
from sqlalchemy.sql import Select

from vidmova.archive.intake import digest_of
from vidmova.register import linktables, listtables
from vidmova.register.tables import claims, described, documents, metadata, migrations, sentences, skipped, state

seals = Table(
    "seals",
    metadata,
    described("name", String, "what is sealed: a document, a list, a table, something remembered", key=True),
    described("digest", String, "SHA-256 of its rows, one for each table that has some"),
    comment="digests of what the program stored, by which a change from outside shows",
)

JOINED = "joined"
"""Names the seal of which event each claim is about."""
WHOLE = {
    one.name: one
    for one in (
        migrations,
        linktables.entities,
        linktables.entity_keys,
        linktables.mentions,
        linktables.events,
        linktables.links,
        linktables.relations,
        linktables.relation_events,
        linktables.contradictions,
        linktables.contradiction_events,
        linktables.tellings,
        linktables.telling_documents,
        linktables.chains,
        linktables.cases,
        linktables.case_events,
        listtables.list_pairs,
        listtables.list_people,
    )
}
"""Tables that are always written as a whole, and sealed as a whole."""
LINKED = (*(name for name in WHOLE if name not in ("migrations", "list_pairs", "list_people")), JOINED)
LISTS_LINKED = ("list_pairs", "list_people")
_OF_LINKING = ("event", "subset_of")

Parts = tuple[tuple[str, Table, Column[Any], tuple[str, ...]], ...]
PARTS: dict[str, Parts] = {
    "document": (
        ("what is known of it was", documents, documents.c.id, ("text",)),
        ("its sentences were", sentences, sentences.c.document, ()),
        ("its claims were", claims, claims.c.document, _OF_LINKING),
    ),
    "list": (
        ("what is known of it was", listtables.lists, listtables.lists.c.name, ()),
        ("its rows were", listtables.list_rows, listtables.list_rows.c.list, ()),
        ("its faults were", listtables.list_faults, listtables.list_faults.c.list, ()),
    ),
    "skipped": (("why it was not read was", skipped, skipped.c.key, ()),),
    "state": (("it was", state, state.c.name, ()),),
}
"""What is sealed one by one: by its kind the tables that have rows of it, and the columns that are left out.

A text has a digest of its own; which event a claim is about is sealed for all claims together.
"""


def seal(connection: Connection, kind: str, key: str) -> None:
    """Seal what is stored under a key, as it is now."""
    _write(connection, {f"{kind} {key}": digests(connection, kind, key)})


def unseal(connection: Connection, kind: str, key: str) -> None:
    """Forget the seal of what is no longer stored."""
    connection.execute(delete(seals).where(seals.c.name == f"{kind} {key}"))


def unseal_like(connection: Connection, kind: str, start: str) -> None:
    """Forget the seals of everything of a kind whose key begins so."""
    connection.execute(delete(seals).where(seals.c.name.startswith(f"{kind} {start}", autoescape=True)))


def seal_tables(connection: Connection, names: Iterable[str]) -> None:
    """Seal whole tables as they are now."""
    _write(connection, {f"table {name}": digest_of_table(connection, name) for name in names})


def seal_everything(connection: Connection) -> None:
    """Seal all that a database holds; for one whose schema was just changed."""
    connection.execute(delete(seals))
    seal_tables(connection, (*WHOLE, JOINED))
    for kind, parts in PARTS.items():
        for key in connection.execute(select(parts[0][2])).scalars().all():
            seal(connection, kind, str(key))


def digests(connection: Connection, kind: str, key: str) -> str:
    """Return the digests of what is stored under a key, a table after the other."""
    found = []
    for _, table, column, left in PARTS[kind]:
        columns = [one for one in table.c if one.name not in left]
        order = [one for one in columns if one.primary_key]
        found.append(_digest(connection, select(*columns).where(column == key).order_by(*order)))
    return " ".join(found)


def digest_of_table(connection: Connection, name: str) -> str:
    """Return the digest of all rows of a table, or of which event each claim is about."""
    if name == JOINED:
        return _digest(connection, select(claims.c.key, *(claims.c[one] for one in _OF_LINKING)).order_by(claims.c.key))
    table = WHOLE[name]
    return _digest(connection, select(table).order_by(*table.primary_key.columns))


def sealed(connection: Connection) -> dict[str, str]:
    """Return every seal there is, by what it seals."""
    return {row.name: row.digest for row in connection.execute(select(seals).order_by(seals.c.name))}


def _digest(connection: Connection, query: Select[Any]) -> str:
    return digest_of(b"\n".join(_lines(connection, query)))


def _lines(connection: Connection, query: Select[Any]) -> Iterator[bytes]:
    return (msgspec.json.encode(list(row), order="sorted") for row in connection.execute(query))


def _write(connection: Connection, made: dict[str, str]) -> None:
    connection.execute(delete(seals).where(seals.c.name.in_(sorted(made))))
    connection.execute(insert(seals), [{"name": name, "digest": digest} for name, digest in made.items()])
