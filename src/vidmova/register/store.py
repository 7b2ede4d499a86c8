"""Adds records to the database and reads them back; no SQL outside this room."""

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec
from sqlalchemy import Connection, delete, func, insert, select
from sqlalchemy.sql import Select

from vidmova.records import Claim, Document, Sentence, claim_key
from vidmova.register.accounts import Accounts
from vidmova.register.database import as_record, forget, insert_all, records_of, remember
from vidmova.register.linkage import LOOKUPS, SET_ASIDE, TABLES
from vidmova.register.linktables import contradictions, entities, events, links
from vidmova.register.lists import LINKED as LISTS
from vidmova.register.lists import Lists
from vidmova.register.listtables import list_pairs, list_people
from vidmova.register.rows import DocumentRow, Skipped, Summary
from vidmova.register.sealing import LINKED, LISTS_LINKED, seal, seal_tables, unseal
from vidmova.register.tables import claims, documents, sentences, skipped


def text_digest(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


class Store(Accounts, Lists):
    """The database of one register; a context manager that closes it."""

    def add(self, document: Document, found: list[Sentence], stated: list[Claim], recipe: str) -> None:
        """Store a document with its sentences and claims in one transaction, in place of what was stored of it."""
        with self._writing() as connection:
            _forget(connection, document.id)
            connection.execute(insert(documents), _document_row(document, recipe))
            insert_all(connection, sentences, _sentence_rows(document.id, found))
            insert_all(connection, claims, (_claim_row(document.id, claim) for claim in stated))
            seal(connection, "document", document.id)
            remember(connection, "linked", "")

    def skip(self, key: str, left: Skipped, recipe: str) -> None:
        """Store what was not read, in place of what was stored under its key."""
        with self._writing() as connection:
            if _forget(connection, key):
                remember(connection, "linked", "")
            connection.execute(insert(skipped), {"key": key, **msgspec.to_builtins(left), "recipe": recipe})
            seal(connection, "skipped", key)

    def expunge(self, documents: Iterable[str]) -> None:
        """Forget documents with all that was found in them; what linking made of it goes with the next linking."""
        with self._writing() as connection:
            for identity in documents:
                _forget(connection, identity)
                forget(connection, SET_ASIDE + identity)
            for table in (*LOOKUPS, *TABLES.values(), list_pairs, list_people):
                connection.execute(delete(table))
            seal_tables(connection, (*LINKED, *LISTS_LINKED))
            remember(connection, "linked", "")
            remember(connection, LISTS, "")

    def unskip(self, key: str) -> None:
        """Forget that something was not read."""
        with self._writing() as connection:
            connection.execute(delete(skipped).where(skipped.c.key == key))
            unseal(connection, "skipped", key)

    def recipes(self) -> dict[str, str]:
        """Return the recipe that each document or skipped thing was made with, by its id or key."""
        with self._engine.connect() as connection:
            read = connection.execute(select(documents.c.id, documents.c.recipe)).all()
            left = connection.execute(select(skipped.c.key, skipped.c.recipe)).all()
        return {row[0]: row[1] for row in (*read, *left)}

    def skipped(self, key: str) -> Skipped | None:
        """Return what was not read under a key."""
        rows = self._rows(_skipped().where(skipped.c.key == key))
        return as_record(rows[0], Skipped) if rows else None

    def document(self, identity: str) -> Document | None:
        """Return a document by its whole id."""
        rows = self._rows(select(documents).where(documents.c.id == identity))
        return as_record(rows[0], Document) if rows else None

    def documents_like(self, start: str) -> list[str]:
        """Return the ids that begin so, two at most."""
        return [
            row.id
            for row in self._rows(
                select(documents.c.id)
                .where(documents.c.id.startswith(start.lower(), autoescape=True))
                .order_by(documents.c.id)
                .limit(2)
            )
        ]

    def every_document(self) -> Iterator[tuple[Document, str]]:
        """Yield each document and its recorded text digest, in order of id."""
        for identity in self._rows(select(documents.c.id).order_by(documents.c.id)):
            row = self._rows(select(documents).where(documents.c.id == identity.id))[0]
            yield as_record(row, Document), row.text_digest

    def document_list(self) -> list[DocumentRow]:
        """Return all documents without their texts, in order of publication and name, with their claims counted."""
        counted = func.count(claims.c.key).label("claims")
        names = ("id", "name", "language", "title", "outlet", "published")
        columns = [documents.c[name] for name in names]
        query = (
            select(*columns, counted)
            .join_from(documents, claims, claims.c.document == documents.c.id, isouter=True)
            .group_by(*columns)
            .order_by(func.coalesce(documents.c.published, "9999"), documents.c.name, documents.c.id)
        )
        return [as_record(row, DocumentRow) for row in self._rows(query)]

    def sentences(self, document: str) -> list[Sentence]:
        """Return a document's sentences in order."""
        columns = [sentences.c[name] for name in Sentence.__struct_fields__]
        query = select(*columns).where(sentences.c.document == document).order_by(sentences.c.number)
        return [as_record(row, Sentence) for row in self._rows(query)]

    def claims(self, document: str) -> list[Claim]:
        """Return a document's claims in order of place."""
        query = (
            records_of(Claim, claims)
            .where(claims.c.document == document)
            .order_by(claims.c.start, claims.c.end, claims.c.id)
        )
        return [as_record(row, Claim) for row in self._rows(query)]

    def claim(self, key: str) -> tuple[str, Claim] | None:
        """Return a claim by its name in the register, with the id of its document."""
        rows = self._rows(records_of(Claim, claims).add_columns(claims.c.document).where(claims.c.key == key))
        return (rows[0].document, as_record(rows[0], Claim)) if rows else None

    def summary(self) -> Summary:
        """Return what the register holds, counted."""
        number = func.count().label("number")
        by_language = select(documents.c.language, number).group_by(documents.c.language)
        by_act = select(claims.c.act, number).group_by(claims.c.act)
        return Summary(
            {row.language: row.number for row in self._rows(by_language.order_by(number.desc(), documents.c.language))},
            {row.act: row.number for row in self._rows(by_act.order_by(number.desc(), claims.c.act))},
            self._number(select(number).select_from(events)),
            self._number(select(number).where(entities.c.kind == "person")),
            self._number(select(number).where(contradictions.c.state == "open")),
            self._number(select(number).where(links.c.judgement == "possible")),
            [as_record(row, Skipped) for row in self._rows(_skipped().order_by(skipped.c.name, skipped.c.key))],
        )

    def _number(self, query: Select[Any]) -> int:
        return int(self._rows(query)[0].number)


def _forget(connection: Connection, key: str) -> bool:
    """Delete a document or what was skipped, and say whether there was a document."""
    connection.execute(delete(claims).where(claims.c.document == key))
    connection.execute(delete(sentences).where(sentences.c.document == key))
    connection.execute(delete(skipped).where(skipped.c.key == key))
    unseal(connection, "skipped", key)
    unseal(connection, "document", key)
    return connection.execute(delete(documents).where(documents.c.id == key)).rowcount > 0


def _document_row(document: Document, recipe: str) -> dict[str, Any]:
    return {**msgspec.to_builtins(document), "text_digest": text_digest(document.text), "recipe": recipe}


def _sentence_rows(document: str, found: list[Sentence]) -> list[dict[str, Any]]:
    return [{"document": document, "number": number, **msgspec.to_builtins(one)} for number, one in enumerate(found)]


def _claim_row(document: str, claim: Claim) -> dict[str, Any]:
    return {"key": claim_key(document, claim.id), "document": document, **msgspec.to_builtins(claim)}


def _skipped() -> Select[Any]:
    return records_of(Skipped, skipped)
