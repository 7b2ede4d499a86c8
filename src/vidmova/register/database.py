"""The database behind the store: opening it, one transaction for what belongs together, rows back into records."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

import msgspec
from sqlalchemy import Connection, Row, Table, bindparam, delete, exc, insert, select, update
from sqlalchemy.sql import Select

from vidmova.errors import EngineError, VidmovaError
from vidmova.register import migrations
from vidmova.register.postgres import LOST, PostgresSchema, insert_rows, update_rows
from vidmova.register.sealing import seal, unseal_like
from vidmova.register.sqlite import SqliteFile
from vidmova.register.tables import metadata, state

T = TypeVar("T", bound=msgspec.Struct)
Place = SqliteFile | PostgresSchema
"""Where a register's tables are: the seam behind which the two databases differ."""


class Database:
    """The database of one register, brought to the present schema; a context manager that closes it.

    A path is that of a file of SQLite that is not encrypted.
    """

    def __init__(self, where: Path | Place) -> None:
        self._place = SqliteFile(where) if isinstance(where, Path) else where
        self._engine = self._place.engine()
        try:
            migrations.migrate(self._engine)
        except exc.DBAPIError as fault:
            self._engine.dispose()
            raise self._place.refused(fault) from None
        except VidmovaError:
            self._engine.dispose()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._engine.dispose()

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        try:
            with self._engine.connect().execution_options(writing=True) as connection, connection.begin():
                yield connection
        except exc.DBAPIError as fault:
            if said := self._place.failed(fault):
                raise EngineError(f"{self._place.named}: {said}; what was stored before is whole") from fault
            raise
        except ConnectionError as fault:
            raise EngineError(f"{self._place.named}: {LOST}; what was stored before is whole") from fault

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection by which all that is read is of one moment; a fault of the database is one sentence."""
        try:
            with self._engine.connect() as connection:
                if connection.dialect.name == "postgresql":
                    connection = connection.execution_options(isolation_level="REPEATABLE READ")
                yield connection
        except exc.DBAPIError as fault:
            raise EngineError(f"{self._place.named}: {self._place.failed(fault) or self._place.told(fault)}") from fault
        except (ConnectionResetError, ConnectionAbortedError) as fault:
            # A broken pipe may as well be that of who reads what is told.
            raise EngineError(f"{self._place.named}: {LOST}") from fault

    def written(self, connection: Connection) -> object | None:
        """Return a mark that is another one whenever somebody has written; nothing where the database gives none."""
        return self._place.written(connection)

    def compact(self) -> None:
        """Have the database give back the room of what was deleted, so that it is no longer to be read there."""
        tables = [table.name for table in metadata.sorted_tables]
        try:
            with self._engine.connect().execution_options(compacting=True) as connection:
                if connection.dialect.name == "postgresql":
                    connection = connection.execution_options(isolation_level="AUTOCOMMIT")
                    # Asking whether the connection still holds has begun a transaction, in which nothing is compacted.
                    connection.connection.rollback()
                for statement in self._place.compacting(tables):
                    connection.exec_driver_sql(statement)
        except exc.DBAPIError as fault:
            raise EngineError(
                f"{self._place.named} cannot be compacted ({self._place.told(fault)}); build it anew"
            ) from None

    def _rows(self, query: Select[Any]) -> list[Row[Any]]:
        try:
            with self._engine.connect() as connection:
                return list(connection.execute(query).all())
        except exc.DBAPIError as fault:
            if said := self._place.failed(fault):
                raise EngineError(f"{self._place.named}: {said}") from fault
            raise
        except ConnectionError as fault:
            raise EngineError(f"{self._place.named}: {LOST}") from fault

    def _records(self, kind: type[T], query: Select[Any]) -> list[T]:
        return [as_record(row, kind) for row in self._rows(query)]


def as_record(row: Row[Any], kind: type[T]) -> T:
    """Return a row as a record of a kind, by the names of its fields."""
    # The library's column names are a kind of `str` that msgspec does not take for one.
    return msgspec.convert({name: row._mapping[name] for name in kind.__struct_fields__}, kind)


def records_of(kind: type[msgspec.Struct], table: Table) -> Select[Any]:
    """Return the query for a table's records of a kind."""
    return select(*(table.c[name] for name in kind.__struct_fields__))


def insert_all(connection: Connection, table: Table, rows: Iterable[dict[str, Any]]) -> None:
    """Insert rows into a table; none is nothing to do."""
    every = list(rows)
    if every and connection.dialect.name == "postgresql":
        insert_rows(connection, table, every)
    elif every:
        connection.execute(insert(table), every)


def update_all(connection: Connection, table: Table, key: str, rows: list[dict[str, Any]]) -> None:
    """Set the columns of a table's rows, each found by its key; none is nothing to do."""
    if rows and connection.dialect.name == "postgresql":
        update_rows(connection, table, key, rows)
    elif rows:
        values: dict[str, Any] = {name: bindparam(f"new_{name}") for name in rows[0] if name != key}
        given = [{f"new_{name}": value for name, value in row.items()} for row in rows]
        connection.execute(update(table).where(table.c[key] == bindparam(f"new_{key}")).values(values), given)


def remember(connection: Connection, name: str, value: str) -> None:
    """Keep something about the register's building under a name, in place of what was kept."""
    connection.execute(delete(state).where(state.c.name == name))
    connection.execute(insert(state), {"name": name, "value": value})
    seal(connection, "state", name)


def forget(connection: Connection, start: str) -> None:
    """Forget all that was kept under names that begin so."""
    connection.execute(delete(state).where(state.c.name.startswith(start)))
    unseal_like(connection, "state", start)
