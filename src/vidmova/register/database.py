"""The database behind the store: opening it, one transaction for what belongs together, rows back into records."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

import msgspec
from sqlalchemy import Connection, Engine, Row, Table, create_engine, delete, event, exc, insert, select
from sqlalchemy.sql import Select

from vidmova.errors import EngineError, UsageError
from vidmova.register import migrations
from vidmova.register.tables import state

T = TypeVar("T", bound=msgspec.Struct)


class Database:
    """The database of one register, brought to the present schema; a context manager that closes it."""

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
    if every := list(rows):
        connection.execute(insert(table), every)


def remember(connection: Connection, name: str, value: str) -> None:
    """Keep something about the register's building under a name, in place of what was kept."""
    connection.execute(delete(state).where(state.c.name == name))
    connection.execute(insert(state), {"name": name, "value": value})


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
