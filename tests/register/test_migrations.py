import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect
from sqlalchemy.pool import NullPool

from vidmova.errors import EngineError, UsageError
from vidmova.records import Linked
from vidmova.register import migrations
from vidmova.register.store import Store
from vidmova.register.tables import metadata


def columns(path: Path) -> dict[str, list[tuple[str, str, bool, int]]]:
    with closing(sqlite3.connect(path)) as database, database:
        return {
            name: sorted(
                (row[1], row[2], bool(row[3]), row[5]) for row in database.execute(f"PRAGMA table_info({name})")
            )
            for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
        }


def test_the_migrations_make_the_tables(tmp_path: Path) -> None:
    Store(tmp_path / "migrated.db").__exit__(None, None, None)
    engine = create_engine(f"sqlite:///{tmp_path / 'declared.db'}", poolclass=NullPool)
    metadata.create_all(engine)
    assert columns(tmp_path / "migrated.db") == columns(tmp_path / "declared.db")


def test_the_migrations_make_the_indexes(tmp_path: Path) -> None:
    Store(tmp_path / "register.db").__exit__(None, None, None)
    made = inspect(create_engine(f"sqlite:///{tmp_path / 'register.db'}", poolclass=NullPool))
    for table in metadata.sorted_tables:
        assert {one["name"] for one in made.get_indexes(table.name)} == {one.name for one in table.indexes}


def test_each_is_made_once_and_recorded(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path / 'register.db'}", poolclass=NullPool)
    assert migrations.applied(engine) == []
    names = [step.__name__ for step in migrations.MIGRATIONS]
    assert migrations.migrate(engine) == names
    assert migrations.migrate(engine) == []
    assert migrations.applied(engine) == names


def test_names_are_numbered_without_a_gap() -> None:
    numbers = [int(step.__name__[1:4]) for step in migrations.MIGRATIONS]
    assert numbers == list(range(1, len(numbers) + 1))


def test_a_newer_schema_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "register.db"
    Store(path).__exit__(None, None, None)
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("INSERT INTO migrations VALUES ('m999_later', '2030-01-01')")
    with pytest.raises(UsageError, match=r"newer Vidmova \(m999_later\); update Vidmova"):
        Store(path)


def test_a_failing_migration_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "register.db"
    monkeypatch.setattr(migrations, "_FIRST", (*migrations._FIRST, "CREATE TABLE documents (id)"))
    with pytest.raises(EngineError, match="move it away"):
        Store(path)
    assert columns(path) == {}


def test_a_broken_database_says_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "register.db"
    path.write_bytes(b"this is no database" * 100)
    with pytest.raises(EngineError, match="move it away and run vidmova build again"):
        Store(path)


def test_every_column_and_table_says_what_it_holds() -> None:
    for table in metadata.sorted_tables:
        assert table.comment
        for column in table.columns:
            assert column.comment, f"{table.name}.{column.name}"


FIRST_ROWS = (
    ("documents", ("b" * 64, "two.txt", "text/plain", "Twelve refused.", "?", "en", None, None, None, None, "", "r")),
    ("documents", ("a" * 64, "one.txt", "text/plain", "Ten refused.", "?", "en", None, None, None, None, "", "r")),
    ("sentences", ("b" * 64, 0, 0, 15, "en", "sentence", 0)),
    (
        "claims",
        (
            *("b" * 12 + "-c001", "b" * 64, "c001", 0, 15, "refuse", "[12, 12]", 0, "persons", "[]", None, "[]", None),
            *(None, None, None, None, None, None, None, None, None, None, "[]", None, "asserted", "old", None, "[]"),
            *("en.refuse.1", 0.9),
        ),
    ),
    ("skipped", ("x", "three.txt", "", "it is empty", 0, "r")),
    ("state", ("linked", "r")),
)


def test_a_register_of_the_first_schema_keeps_what_was_read_and_is_to_be_linked_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "register.db"
    with monkeypatch.context() as first:
        first.setattr(migrations, "MIGRATIONS", (migrations.m001_first,))
        engine = create_engine(f"sqlite:///{path}", poolclass=NullPool)
        assert migrations.migrate(engine) == ["m001_first"]
    with closing(sqlite3.connect(path)) as database, database:
        for table, row in FIRST_ROWS:
            database.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", row)
    with Store(path) as store:
        assert store.summary().languages == {"en": 2}
        assert store.claims("b" * 64)[0].count == (12, 12)
        assert store.summary().skipped[0].name == "three.txt"
        assert store.linked_by() == ""
        assert store.events() == []
        reports = store.reports(["a" * 64, "b" * 64])
        assert [report.document.id for report in reports] == ["b" * 64]
        store.linked(Linked(claims={"b" * 64: reports[0].claims}), "r")
        assert store.linked_by() == "r"
    assert migrations.applied(engine) == ["m001_first", "m002_linking"]
