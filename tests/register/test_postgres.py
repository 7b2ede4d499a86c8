import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from tests.happened import EVENTS, fill
from tests.postgres import PASSWORD
from tests.register.conftest import alter
from vidmova.errors import EngineError, UsageError
from vidmova.records import Document, Event, Linked
from vidmova.register import postgres
from vidmova.register.postgres import PostgresSchema, checked
from vidmova.register.sqlite import SqliteFile
from vidmova.register.store import Store


def elsewhere(place: PostgresSchema, **parts: Any) -> PostgresSchema:
    """Return the same schema under an address that differs in a part."""
    return replace(place, address=place.url.set(**parts).render_as_string(hide_password=False))


def refused(place: PostgresSchema, kind: type[Exception] = UsageError) -> str:
    with pytest.raises(kind) as said:
        Store(place)
    assert "\n" not in str(said.value)
    assert PASSWORD not in str(said.value)
    return str(said.value)


def test_registers_of_one_database_do_not_see_each_other(schema: PostgresSchema) -> None:
    other = replace(schema, schema=f'{schema.schema} "Δ"')
    with Store(schema) as ours, Store(other) as theirs:
        fill(ours)
        assert theirs.every(Event) == []
    alter(schema, f'DROP SCHEMA "{schema.schema} ""Δ""" CASCADE')
    with Store(schema) as ours:
        assert ours.every(Event) == EVENTS


def test_a_schema_is_made_when_it_is_first_opened(schema: PostgresSchema) -> None:
    assert not schema.exists()
    Store(schema).__exit__(None, None, None)
    assert schema.exists()


def test_a_server_that_does_not_answer_is_named(schema: PostgresSchema) -> None:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        port = held.getsockname()[1]
        said = refused(elsewhere(schema, port=port), EngineError)
    assert said.startswith(f"no PostgreSQL server answers at 127.0.0.1:{port} (")


def test_a_name_that_does_not_resolve_is_said(schema: PostgresSchema) -> None:
    said = refused(elsewhere(schema, host="nowhere.invalid"), EngineError)
    assert said.startswith("no PostgreSQL server answers at nowhere.invalid:")


def test_a_missing_socket_is_said(schema: PostgresSchema, tmp_path: Path) -> None:
    said = refused(elsewhere(schema, query={"host": str(tmp_path)}), EngineError)
    assert said.startswith(f"no PostgreSQL server answers at {tmp_path} (")


def test_something_else_than_a_server_is_said(schema: PostgresSchema) -> None:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        held.listen()
        answer = [
            sys.executable,
            "-c",
            "import socket, sys; socket.socket(fileno=int(sys.argv[1])).accept()[0].close()",
        ]
        answering = subprocess.Popen([*answer, str(held.fileno())], pass_fds=[held.fileno()])
        said = refused(elsewhere(schema, port=held.getsockname()[1]), EngineError)
        answering.wait()
    assert "cannot be used: " in said


@pytest.fixture
def guarded(schema: PostgresSchema) -> PostgresSchema:
    make = f"DO $$ BEGIN CREATE ROLE guarded LOGIN PASSWORD '{PASSWORD}'; EXCEPTION WHEN duplicate_object THEN END $$"
    alter(schema, make, f"CREATE SCHEMA {schema.schema} AUTHORIZATION guarded")
    return elsewhere(schema, username="guarded")


def test_a_password_lets_in(guarded: PostgresSchema, monkeypatch: pytest.MonkeyPatch) -> None:
    with Store(elsewhere(guarded, password=PASSWORD)) as store:
        fill(store)
    monkeypatch.setenv("PGPASSWORD", PASSWORD)
    with Store(guarded) as store:
        assert store.every(Event) == EVENTS


@pytest.mark.parametrize("password", ["wrong", None])
def test_a_wrong_password_is_said(guarded: PostgresSchema, password: str | None) -> None:
    said = refused(elsewhere(guarded, password=password))
    assert said.endswith("does not let guarded in: the name or the password is wrong")


def test_an_unknown_user_is_said(schema: PostgresSchema) -> None:
    assert "does not let stranger in" in refused(elsewhere(schema, username="stranger"))


def test_a_missing_database_is_said(schema: PostgresSchema) -> None:
    assert refused(elsewhere(schema, database="none")).endswith("make one with: createdb none")


def test_a_user_who_may_not_make_a_schema_is_told(guarded: PostgresSchema) -> None:
    said = refused(elsewhere(replace(guarded, schema="another"), password=PASSWORD))
    assert said.startswith("user guarded may not make schema another of database postgres at 127.0.0.1:")


def test_an_older_server_is_refused(schema: PostgresSchema, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgres, "OLDEST", 99)
    assert refused(schema).endswith("; 99 or newer is needed")


def test_a_database_that_is_not_in_unicode_is_refused(schema: PostgresSchema) -> None:
    engine = schema.engine().execution_options(isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql("DROP DATABASE IF EXISTS western")
        connection.exec_driver_sql("CREATE DATABASE western ENCODING 'LATIN1' TEMPLATE template0")
    engine.dispose()
    assert "holds text in LATIN1; make one with: createdb --encoding=UTF8" in refused(
        elsewhere(schema, database="western")
    )


def test_a_missing_driver_says_what_to_install(schema: PostgresSchema, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pg8000.dbapi", None)
    assert "pip install 'vidmova[postgres]'" in refused(schema)


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("mysql://user@host/name", "should be like postgresql://"),
        ("sqlite:///register.db", "leave it out for SQLite"),
        ("postgresql://user@host", "should be like postgresql://"),
        ("postgresql://user@host:port/name", "cannot be read"),
        ("no address", "cannot be read"),
        ("postgresql://user@host/name?colour=red", r"has \?colour; known are"),
        ("postgresql://user@host/name?sslmode=perhaps", "sslmode .* is one of"),
    ],
)
def test_an_address_that_is_none_is_said(address: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        checked(address)


@pytest.mark.parametrize(
    ("address", "mode"),
    [
        ("postgresql://user@localhost/name", "disable"),
        ("postgres://user@127.0.0.1/name", "disable"),
        ("postgresql:///name?host=/run/postgresql", "disable"),
        ("postgresql://user@example.org/name", "verify-full"),
        ("postgresql://user@example.org/name?sslmode=disable", "disable"),
        ("postgresql://user@localhost/name?sslmode=require", "require"),
    ],
)
def test_another_machine_must_prove_who_it_is(address: str, mode: str) -> None:
    assert postgres._mode(PostgresSchema(address, "s").url) == mode


@pytest.mark.parametrize("mode", ["require", "verify-full"])
def test_a_server_that_does_not_encrypt_is_refused_where_that_is_asked(schema: PostgresSchema, mode: str) -> None:
    assert "add ?sslmode=disable" in refused(elsewhere(schema, query={"sslmode": mode}))


def lose_the_connection(store: Store, schema: PostgresSchema) -> None:
    with store._writing() as connection:
        mine = connection.exec_driver_sql("SELECT pg_backend_pid()").scalar()
        alter(schema, f"SELECT pg_terminate_backend({mine})")
        connection.exec_driver_sql("SELECT 1")


def test_a_connection_that_is_lost_is_said_and_made_anew(schema: PostgresSchema) -> None:
    with Store(schema) as store:
        fill(store)
        with pytest.raises(EngineError, match="what was stored before is whole"):
            lose_the_connection(store, schema)
        assert store.every(Event) == EVENTS


def test_a_writer_does_not_wait_for_ever(schema: PostgresSchema, monkeypatch: pytest.MonkeyPatch) -> None:
    with Store(schema) as held, held._writing():
        monkeypatch.setattr(postgres, "WAIT", 0.1)
        with Store(schema) as store, pytest.raises(EngineError, match=r"writing for 0\.1 seconds; what was stored"):
            fill(store)


def test_what_a_server_cannot_hold_leaves_what_was_there(schema: PostgresSchema) -> None:
    odd = Document(id="d" * 64, name="odd.txt", media_type="text/plain", text="a\0b", language="en")
    with Store(schema) as store:
        fill(store, "r")
        with pytest.raises(EngineError, match="NUL"):
            store.add(odd, [], [], "r")
        with pytest.raises(EngineError, match="NUL"):
            store.linked(Linked(claims={}, events=[replace(EVENTS[0], title="a\0b")]), "r2")
        assert store.linked_by() == "r"
        assert store.every(Event) == EVENTS


WRITE = """
import sys
from pathlib import Path
from typing import Any
from vidmova.records import Document, Event, Linked
from vidmova.register.postgres import PostgresSchema
from vidmova.register.store import Store
letter, *where = sys.argv[1:]
with Store(PostgresSchema(*where) if len(where) == 2 else Path(where[0])) as store:
    print("ready", flush=True)
    sys.stdin.readline()
    for number in range(25):
        name = f"{letter}{number:03}"
        store.add(Document(id=name, name=name, media_type="text/plain", text=name, language="en"), [], [], "r")
        events = [Event(id=name, act="refuse", title=name, claims=[], documents=[name])] * 1
        store.linked(Linked(claims={}, events=events), name)
"""


def test_two_processes_write_by_turns(place: SqliteFile | PostgresSchema) -> None:
    Store(place).__exit__(None, None, None)
    where = [place.address, place.schema] if isinstance(place, PostgresSchema) else [str(place.path)]
    pipe = subprocess.PIPE
    both = [
        subprocess.Popen([sys.executable, "-c", WRITE, letter, *where], stdin=pipe, stdout=pipe, stderr=pipe, text=True)
        for letter in "ab"
    ]
    for one in both:
        assert one.stdout
        assert one.stdout.readline() == "ready\n"
    for one in both:
        assert one.stdin
        one.stdin.write("\n")
        one.stdin.flush()
    assert [one.communicate()[1] for one in both] == ["", ""]
    with Store(place) as store:
        assert sorted(store.recipes()) == [f"{letter}{number:03}" for letter in "ab" for number in range(25)]
        assert [one.id for one in store.every(Event)] == [store.linked_by()]


DIE = """
import os, sys
from pathlib import Path
from sqlalchemy import text
from vidmova.register.postgres import PostgresSchema
from vidmova.register.store import Store
where = sys.argv[1:]
with Store(PostgresSchema(*where) if len(where) == 2 else Path(where[0])) as store, store._writing() as connection:
    connection.execute(text("DELETE FROM events"))
    os.kill(os.getpid(), 9)
"""


def test_a_writer_that_is_killed_leaves_what_was_there_and_its_turn(place: SqliteFile | PostgresSchema) -> None:
    with Store(place) as store:
        fill(store)
        where = [place.address, place.schema] if isinstance(place, PostgresSchema) else [str(place.path)]
        assert subprocess.run([sys.executable, "-c", DIE, *where], check=False).returncode == -9
        assert store.every(Event) == EVENTS
        fill(store)
        assert store.every(Event) == EVENTS
