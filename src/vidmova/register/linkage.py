"""Gives linking its reports and keeps what it makes of them, all or nothing."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeVar

import msgspec
from msgspec import structs
from sqlalchemy import Connection, Table, delete, select

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
from vidmova.register.database import Database, as_record, forget, insert_all, records_of, remember, update_all
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
from vidmova.register.sealing import LINKED, seal, seal_tables
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
SET_ASIDE = "found "
"""Begins the name under which is kept what the machine found in a document, where decisions changed it."""
AT_ONCE = 500
"""How many documents are asked for at once."""
_RECIPES = select(documents.c.id, documents.c.recipe)
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

    def reports(self, received: Iterable[str], judged: Iterable[str] = ()) -> list[Report]:
        """Return every document that states something, in the order in which ids were received.

        Its claims are as the machine found them, whatever was decided since. `judged` names documents, by the digest of
        their bytes or text, that are given though they state nothing.
        """
        found = {name: one.claims for name, one in self._set_aside().items()}
        stated = {**self.every_claim(), **found}
        stated |= {name: [] for name in self._of_digest(judged) if name not in stated}
        place = {identity: number for number, identity in enumerate(dict.fromkeys(received))}
        read = self._documents(stated)
        read.sort(key=lambda document: (place.get(document.id, len(place)), document.id))
        return [Report(one, stated[one.id]) for one in read]

    def reports_of(self, judged: Iterable[str]) -> list[Report]:
        """Return the documents of these digests in order of id, with their claims as the machine found them."""
        return self._found_in(self._of_digest(judged))

    def report(self, document: str) -> Report | None:
        """Return a document by its id, with its claims as the machine found them."""
        return next(iter(self._found_in([document])), None)

    def linked_by(self) -> str:
        """Return the recipe that the claims were last linked with; empty when they changed since."""
        rows = self._rows(select(state.c.value).where(state.c.name == "linked"))
        return str(rows[0].value) if rows else ""

    def linked(self, result: Linked, recipe: str, found: Mapping[str, list[Claim]] | None = None) -> None:
        """Store all that linking made, in one transaction, in place of what it made before.

        `found` has, for each document whose claims decisions changed, what the machine had found in it.
        """
        decided, before = found or {}, self._set_aside()
        with self._writing() as connection:
            for table in (*LOOKUPS, *TABLES.values()):
                connection.execute(delete(table))
            _decide(connection, result, decided, before)
            _keep(connection, result)
            _join_claims(connection, result.claims)
            for document in sorted({*decided, *before}):
                seal(connection, "document", document)
            seal_tables(connection, LINKED)
            remember(connection, "linked", recipe)

    def _claims_of(self, document: str) -> list[Claim]:
        order = (claims.c.start, claims.c.end, claims.c.id)
        return self._records(Claim, records_of(Claim, claims).where(claims.c.document == document).order_by(*order))

    def _found_in(self, names: Iterable[str]) -> list[Report]:
        found, read = self._set_aside(), self._documents(names)
        return [Report(one, found[one.id].claims if one.id in found else self._claims_of(one.id)) for one in read]

    def _documents(self, names: Iterable[str]) -> list[Document]:
        query, wanted = records_of(Document, documents), sorted(names)
        parts = (wanted[at : at + AT_ONCE] for at in range(0, len(wanted), AT_ONCE))
        return [one for part in parts for one in self._records(Document, query.where(documents.c.id.in_(part)))]

    def _of_digest(self, digests: Iterable[str]) -> list[str]:
        """Return the ids of documents by the digest of their bytes or of their text."""
        wanted = frozenset(digests)
        known = self._rows(select(documents.c.id, documents.c.text_digest)) if wanted else []
        return sorted(row.id for row in known if row.id in wanted or row.text_digest in wanted)

    def _set_aside(self) -> dict[str, "_Found"]:
        """Return what the machine found in documents whose claims decisions changed, unless it looked again since."""
        kept = self._rows(select(state.c.name, state.c.value).where(state.c.name.startswith(SET_ASIDE)))
        made_with = {row.id: row.recipe for row in (self._rows(_RECIPES) if kept else [])}
        every = {row.name.removeprefix(SET_ASIDE): msgspec.json.decode(row.value, type=_Found) for row in kept}
        return {name: one for name, one in every.items() if made_with.get(name) == one.recipe}

    def every(self, kind: type[T]) -> list[T]:
        """Return all records of a kind that linking made, in the order in which it gave them."""
        table = TABLES[kind]
        return self._records(kind, records_of(kind, table).order_by(table.c.number))


class _Found(msgspec.Struct, frozen=True):
    """What the machine found in a document, and what it was made with."""

    recipe: str
    claims: list[Claim]


def search_keys(kind: EntityKind, names: Iterable[str]) -> list[str]:
    """Return under what names of a kind are looked up: names that may be of one share a key, as do those of a word."""
    return sorted({key for name in names for key in (*keys(kind, name), *fold(name).split())})


def _decide(
    connection: Connection, result: Linked, decided: Mapping[str, list[Claim]], before: Mapping[str, _Found]
) -> None:
    """Put claims as decided in place of those found, and the machine's own back where no decision is left."""
    for document in sorted({*decided, *before}):
        connection.execute(delete(claims).where(claims.c.document == document))
        rows = result.claims.get(document, [])
        insert_all(connection, claims, ({"key": claim_key(document, one.id), **_row(document, one)} for one in rows))
    forget(connection, SET_ASIDE)
    made_with = {row.id: row.recipe for row in connection.execute(_RECIPES).all()} if decided else {}
    for document, found in sorted(decided.items()):
        bare = [structs.replace(one, event=None, subset_of=None) for one in found]
        kept = _Found(made_with[document], bare)
        remember(connection, SET_ASIDE + document, msgspec.json.encode(kept).decode())


def _row(document: str, claim: Claim) -> dict[str, Any]:
    return {"document": document, **msgspec.to_builtins(claim)}


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
            changed.append({"key": row.key, "event": joined[0], "subset_of": joined[1]})
    update_all(connection, claims, "key", changed)
