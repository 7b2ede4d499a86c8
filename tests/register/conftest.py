"""Each storage test runs on both databases: SQLite in a new file, PostgreSQL in a new schema of one server."""

import os
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import text

from tests import postgres
from tests.postgres import Server
from vidmova.register.database import Place
from vidmova.register.postgres import PostgresSchema
from vidmova.register.sqlite import SqliteFile
from vidmova.register.store import Store

NUMBERS = count(1)


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    found = postgres.binaries()
    if found is None:
        # Where all must be tested, a missing server is a fault and no reason to skip.
        assert not os.environ.get("CI"), postgres.NONE
        pytest.skip(postgres.NONE)
    with postgres.running(found) as started:
        yield started


@pytest.fixture
def schema(server: Server) -> Iterator[PostgresSchema]:
    place = PostgresSchema(server.address(), f"register_{next(NUMBERS)}")
    yield place
    drop(place)


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    if request.param == "sqlite":
        return SqliteFile(tmp_path / "register.db")
    made: PostgresSchema = request.getfixturevalue("schema")
    return made


@pytest.fixture
def store(place: Place) -> Iterator[Store]:
    with Store(place) as opened:
        yield opened


def alter(place: Place, *statements: str) -> None:
    """Change a register behind the program's back."""
    engine = place.engine()
    with engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()


def drop(place: PostgresSchema) -> None:
    alter(place, f"DROP SCHEMA IF EXISTS {place.schema} CASCADE")
