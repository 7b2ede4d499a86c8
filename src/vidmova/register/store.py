"""Adds records to the database and reads them back; no SQL outside this room."""

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

import msgspec
from sqlalchemy import Connection, Engine, Row, Table, create_engine, delete, event, exc, func, insert, select, update
from sqlalchemy.sql import Select

from vidmova.errors import EngineError, UsageError
from vidmova.records import Claim, Document, Sentence, claim_key
from vidmova.register import migrations
from vidmova.register.rows import DocumentRow, Skipped, Summary
from vidmova.register.tables import claims, documents, sentences, skipped, state

T = TypeVar("T", bound=msgspec.Struct)


def text_digest(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


class Store:
    """The database of one register; a context manager that closes it."""

    def __init__(self, path: Path) -> None:
        self._path, self._engine = path, _sqlite(path)
        try:
            migrations.migrate(self._engine)
        except exc.DatabaseError as fault:
            self._engine.dispose()
            raise _broken(path, fault) from None
        except UsageError:
            self._engine.dispose()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._engine.dispose()

    def add(self, document: Document, found: list[Sentence], stated: list[Claim], recipe: str) -> None:
        """Store a document with its sentences and claims in one transaction, in place of what was stored of it."""
        with self._writing() as connection:
            _forget(connection, document.id)
            connection.execute(insert(documents), _document_row(document, recipe))
            _insert(connection, sentences, _sentence_rows(document.id, found))
            _insert(connection, claims, (_claim_row(document.id, claim) for claim in stated))
            _remember(connection, "linked", "")

    def skip(self, key: str, left: Skipped, recipe: str) -> None:
        """Store what was not read, in place of what was stored under its key."""
        with self._writing() as connection:
            _forget(connection, key)
            connection.execute(insert(skipped), {"key": key, **msgspec.to_builtins(left), "recipe": recipe})

    def unskip(self, key: str) -> None:
        """Forget that something was not read."""
        with self._writing() as connection:
            connection.execute(delete(skipped).where(skipped.c.key == key))

    def recipes(self) -> dict[str, str]:
        """Return the recipe that each document or skipped thing was made with, by its id or key."""
        with self._engine.connect() as connection:
            read = connection.execute(select(documents.c.id, documents.c.recipe)).all()
            left = connection.execute(select(skipped.c.key, skipped.c.recipe)).all()
        return {row[0]: row[1] for row in (*read, *left)}

    def skipped(self, key: str) -> Skipped | None:
        """Return what was not read under a key."""
        rows = self._rows(_skipped().where(skipped.c.key == key))
        return _record(rows[0], Skipped) if rows else None

    def document(self, identity: str) -> Document | None:
        """Return a document by its whole id."""
        rows = self._rows(select(documents).where(documents.c.id == identity))
        return _document(rows[0]) if rows else None

    def documents_like(self, start: str) -> list[str]:
        """Return the ids that begin so, two at most."""
        return [
            row.id
            for row in self._rows(
                select(documents.c.id)
                .where(documents.c.id.startswith(start, autoescape=True))
                .order_by(documents.c.id)
                .limit(2)
            )
        ]

    def every_document(self) -> Iterator[tuple[Document, str]]:
        """Yield each document and its recorded text digest, in order of id."""
        for identity in self._rows(select(documents.c.id).order_by(documents.c.id)):
            row = self._rows(select(documents).where(documents.c.id == identity.id))[0]
            yield _document(row), row.text_digest

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
        return [_record(row, DocumentRow) for row in self._rows(query)]

    def sentences(self, document: str) -> list[Sentence]:
        """Return a document's sentences in order."""
        columns = [sentences.c[name] for name in Sentence.__struct_fields__]
        query = select(*columns).where(sentences.c.document == document).order_by(sentences.c.number)
        return [_record(row, Sentence) for row in self._rows(query)]

    def claims(self, document: str) -> list[Claim]:
        """Return a document's claims in order of place."""
        query = _claims().where(claims.c.document == document).order_by(claims.c.start, claims.c.end, claims.c.id)
        return [_claim(row) for row in self._rows(query)]

    def claim(self, key: str) -> tuple[str, Claim] | None:
        """Return a claim by its name in the register, with the id of its document."""
        rows = self._rows(_claims().add_columns(claims.c.document).where(claims.c.key == key))
        return (rows[0].document, _claim(rows[0])) if rows else None

    def every_claim(self) -> dict[str, list[Claim]]:
        """Return all claims by the id of their document, documents in order of id."""
        order = (claims.c.document, claims.c.start, claims.c.end, claims.c.id)
        found: dict[str, list[Claim]] = {}
        for row in self._rows(_claims().add_columns(claims.c.document).order_by(*order)):
            found.setdefault(row.document, []).append(_claim(row))
        return found

    def linked_by(self) -> str:
        """Return the recipe that the claims were last linked with; empty when they changed since."""
        rows = self._rows(select(state.c.value).where(state.c.name == "linked"))
        return str(rows[0].value) if rows else ""

    def link(self, linked: dict[str, list[Claim]], recipe: str) -> None:
        """Store `event` and `subset_of` of all claims in one transaction."""
        with self._writing() as connection:
            for document, found in linked.items():
                for claim in found:
                    values = {"event": claim.event, "subset_of": claim.subset_of}
                    same = claims.c.key == claim_key(document, claim.id)
                    connection.execute(update(claims).where(same).values(values))
            _remember(connection, "linked", recipe)

    def summary(self) -> Summary:
        """Return what the register holds, counted."""
        number = func.count().label("number")
        by_language = select(documents.c.language, number).group_by(documents.c.language)
        by_act = select(claims.c.act, number).group_by(claims.c.act)
        happenings = select(func.count(claims.c.event.distinct()).label("number"))
        return Summary(
            {row.language: row.number for row in self._rows(by_language.order_by(number.desc(), documents.c.language))},
            {row.act: row.number for row in self._rows(by_act.order_by(number.desc(), claims.c.act))},
            self._rows(happenings)[0].number,
            [_record(row, Skipped) for row in self._rows(_skipped().order_by(skipped.c.name, skipped.c.key))],
        )

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        try:
            with self._engine.begin() as connection:
                yield connection
        except exc.OperationalError as fault:
            raise EngineError(f"{self._path}: {fault.orig}; what was stored before is whole") from fault

    def _rows(self, query: Select[Any]) -> list[Row[Any]]:
        with self._engine.connect() as connection:
            return list(connection.execute(query).all())


def _sqlite(path: Path) -> Engine:
    engine = create_engine(f"sqlite:///{path}", connect_args={"timeout": 60})

    @event.listens_for(engine, "connect")
    def _prepare(raw: Any, _: object) -> None:
        # The driver opens transactions late and not for CREATE TABLE; ours begin at once and hold everything.
        raw.isolation_level = None
        raw.execute("PRAGMA foreign_keys = ON")
        raw.execute("PRAGMA journal_mode = WAL")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN")

    return engine


def _broken(path: Path, fault: exc.DatabaseError) -> EngineError:
    return EngineError(
        f"{path} cannot be opened ({fault.orig}); it follows from the archive: "
        "move it away and run vidmova build again to make it anew"
    )


def _forget(connection: Connection, key: str) -> None:
    connection.execute(delete(claims).where(claims.c.document == key))
    connection.execute(delete(sentences).where(sentences.c.document == key))
    connection.execute(delete(documents).where(documents.c.id == key))
    connection.execute(delete(skipped).where(skipped.c.key == key))


def _remember(connection: Connection, name: str, value: str) -> None:
    connection.execute(delete(state).where(state.c.name == name))
    connection.execute(insert(state), {"name": name, "value": value})


def _insert(connection: Connection, table: Table, rows: Iterable[dict[str, Any]]) -> None:
    if every := list(rows):
        connection.execute(insert(table), every)


def _document_row(document: Document, recipe: str) -> dict[str, Any]:
    return {**msgspec.to_builtins(document), "text_digest": text_digest(document.text), "recipe": recipe}


def _document(row: Row[Any]) -> Document:
    return _record(row, Document)


def _sentence_rows(document: str, found: list[Sentence]) -> list[dict[str, Any]]:
    return [{"document": document, "number": number, **msgspec.to_builtins(one)} for number, one in enumerate(found)]


def _claim_row(document: str, claim: Claim) -> dict[str, Any]:
    return {"key": claim_key(document, claim.id), "document": document, **msgspec.to_builtins(claim)}


def _record(row: Row[Any], kind: type[T]) -> T:
    # The library's column names are a kind of `str` that msgspec does not take for one.
    names = [field.name for field in msgspec.structs.fields(kind)]
    return msgspec.convert({name: row._mapping[name] for name in names}, kind)


def _claims() -> Select[Any]:
    return select(*(claims.c[name] for name in Claim.__struct_fields__))


def _claim(row: Row[Any]) -> Claim:
    return _record(row, Claim)


def _skipped() -> Select[Any]:
    return select(*(skipped.c[name] for name in Skipped.__struct_fields__))
