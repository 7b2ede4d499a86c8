"""Gives linking its reports and keeps what it makes of them, all or nothing."""

from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

import msgspec
from sqlalchemy import Connection, Table, bindparam, delete, select, update

from vidmova.entities.comparing import keys
from vidmova.lexicon.folding import fold
from vidmova.records import (
    Case,
    Chain,
    Claim,
    Contradiction,
    Document,
    Entity,
    EntityKind,
    Event,
    Link,
    Linked,
    Mention,
    Relation,
    Report,
    Telling,
    claim_key,
)
from vidmova.register.database import Database, as_record, insert_all, records_of, remember
from vidmova.register.linktables import (
    case_events,
    cases,
    chains,
    contradiction_events,
    contradictions,
    entities,
    entity_keys,
    events,
    links,
    mentions,
    relation_events,
    relations,
    telling_documents,
    tellings,
)
from vidmova.register.tables import claims, documents, state

T = TypeVar("T", bound=msgspec.Struct)

TABLES: dict[type[msgspec.Struct], Table] = {
    Entity: entities,
    Mention: mentions,
    Event: events,
    Link: links,
    Relation: relations,
    Contradiction: contradictions,
    Telling: tellings,
    Chain: chains,
    Case: cases,
}
"""Where each record that linking makes is kept."""
LOOKUPS = (entity_keys, relation_events, contradiction_events, telling_documents, case_events)


class Linkage(Database):
    """The part of the store that linking reads from and writes to."""

    def every_claim(self) -> dict[str, list[Claim]]:
        """Return all claims by the id of their document, documents in order of id."""
        order = (claims.c.document, claims.c.start, claims.c.end, claims.c.id)
        found: dict[str, list[Claim]] = {}
        for row in self._rows(records_of(Claim, claims).add_columns(claims.c.document).order_by(*order)):
            found.setdefault(row.document, []).append(as_record(row, Claim))
        return found

    def reports(self, received: Iterable[str]) -> list[Report]:
        """Return every document that states something, with its claims, in the order in which ids were received."""
        stated = self.every_claim()
        place = {identity: number for number, identity in enumerate(dict.fromkeys(received))}
        telling = records_of(Document, documents).where(documents.c.id.in_(select(claims.c.document)))
        read = self._records(Document, telling)
        read.sort(key=lambda document: (place.get(document.id, len(place)), document.id))
        return [Report(document, stated[document.id]) for document in read]

    def linked_by(self) -> str:
        """Return the recipe that the claims were last linked with; empty when they changed since."""
        rows = self._rows(select(state.c.value).where(state.c.name == "linked"))
        return str(rows[0].value) if rows else ""

    def linked(self, result: Linked, recipe: str) -> None:
        """Store all that linking made, in one transaction, in place of what it made before."""
        with self._writing() as connection:
            for table in (*LOOKUPS, *TABLES.values()):
                connection.execute(delete(table))
            _keep(connection, result)
            _join_claims(connection, result.claims)
            remember(connection, "linked", recipe)

    def every(self, kind: type[T]) -> list[T]:
        """Return all records of a kind that linking made, in the order in which it gave them."""
        table = TABLES[kind]
        return self._records(kind, records_of(kind, table).order_by(table.c.number))


def search_keys(kind: EntityKind, names: Iterable[str]) -> list[str]:
    """Return under what names of a kind are looked up: names that may be of one share a key, as do those of a word."""
    return sorted({key for name in names for key in (*keys(kind, name), *fold(name).split())})


def _keep(connection: Connection, result: Linked) -> None:
    for found in (result.entities, result.mentions, result.links, result.chains):
        _insert(connection, found)
    insert_all(connection, events, ({**row, **_bounds(row)} for row in _rows_of(result.events)))
    _insert(connection, result.relations)
    _insert(connection, result.contradictions)
    _insert(connection, result.tellings)
    _insert(connection, result.cases)
    _look_up(connection, entity_keys, (search_keys(one.kind, one.names or [one.name]) for one in result.entities))
    _look_up(connection, relation_events, ([one.event, *one.others] for one in result.relations))
    _look_up(connection, contradiction_events, (one.events for one in result.contradictions))
    _look_up(connection, telling_documents, (one.documents for one in result.tellings))
    _look_up(connection, case_events, (one.events for one in result.cases))


def _insert(connection: Connection, found: list[Any]) -> None:
    if found:
        insert_all(connection, TABLES[type(found[0])], _rows_of(found))


def _rows_of(found: Iterable[msgspec.Struct]) -> Iterator[dict[str, Any]]:
    return ({"number": number, **msgspec.to_builtins(one)} for number, one in enumerate(found))


def _bounds(row: dict[str, Any]) -> dict[str, str | None]:
    earliest, latest = row["date"] or (None, None)
    return {"earliest": earliest, "latest": latest}


def _look_up(connection: Connection, table: Table, named: Iterable[list[str]]) -> None:
    key = next(iter(table.c)).name
    rows = ({key: one, "number": number} for number, every in enumerate(named) for one in dict.fromkeys(every))
    insert_all(connection, table, rows)


def _join_claims(connection: Connection, linked: dict[str, list[Claim]]) -> None:
    wanted = {claim_key(document, one.id): one for document, found in linked.items() for one in found}
    changed = []
    for row in connection.execute(select(claims.c.key, claims.c.event, claims.c.subset_of)).all():
        one = wanted.get(row.key)
        joined = (one.event, one.subset_of) if one else (None, None)
        if joined != (row.event, row.subset_of):
            changed.append({"of": row.key, "joined": joined[0], "whole": joined[1]})
    if changed:
        values: dict[str, Any] = {"event": bindparam("joined"), "subset_of": bindparam("whole")}
        connection.execute(update(claims).where(claims.c.key == bindparam("of")).values(values), changed)
