import hashlib
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, MetaData, insert, inspect

from tests.happened import fill, joined
from tests.register.conftest import alter, drop
from vidmova.errors import EngineError, UsageError, VidmovaError
from vidmova.records import Event, Linked
from vidmova.register import migrations
from vidmova.register.database import Place
from vidmova.register.postgres import PostgresSchema
from vidmova.register.sqlite import SqliteFile
from vidmova.register.store import Store
from vidmova.register.tables import metadata

NAMES = [step.__name__ for step in migrations.MIGRATIONS]
FIRST_DIGEST = "6749393ae631d3077ea525328b4a1030540e122c0be4eb9e65c21a03b5815e90"


def columns(engine: Engine) -> dict[str, list[tuple[object, ...]]]:
    """Return every table with its columns: name, type without its collation, whether needed, place in the key."""
    seen = inspect(engine)
    return {
        name: sorted(
            (
                one["name"],
                str(one["type"]).split(" COLLATE")[0].replace("DOUBLE PRECISION", "FLOAT"),
                one["nullable"],
                name_in_key(seen.get_pk_constraint(name), one["name"]),
            )
            for one in seen.get_columns(name)
        )
        for name in sorted(seen.get_table_names())
    }


def name_in_key(key: Any, column: str) -> int | None:
    return key["constrained_columns"].index(column) if column in key["constrained_columns"] else None


def made(place: Place) -> dict[str, list[tuple[object, ...]]]:
    engine = place.engine()
    try:
        return columns(engine)
    finally:
        engine.dispose()


def test_the_migrations_make_the_tables(place: Place) -> None:
    Store(place).__exit__(None, None, None)
    migrated = made(place)
    if isinstance(place, PostgresSchema):
        drop(place)
        alter(place, f"CREATE SCHEMA {place.schema}")
    else:
        place = SqliteFile(place.path.with_name("declared.db"))
    engine = place.engine()
    metadata.create_all(engine)
    assert migrated == columns(engine)
    engine.dispose()


def test_the_migrations_make_the_indexes(place: Place) -> None:
    Store(place).__exit__(None, None, None)
    engine = place.engine()
    for table in metadata.sorted_tables:
        found = {one["name"] for one in inspect(engine).get_indexes(table.name)}
        assert found == {one.name for one in table.indexes}
    engine.dispose()


def test_every_text_of_a_server_is_sorted_by_its_characters(schema: PostgresSchema) -> None:
    Store(schema).__exit__(None, None, None)
    engine = schema.engine()
    with engine.connect() as connection:
        query = "SELECT DISTINCT collation_name FROM information_schema.columns WHERE table_schema = %s"
        query += " AND data_type IN ('character varying', 'text')"
        assert list(connection.exec_driver_sql(query, (schema.schema,)).scalars()) == ["C"]
    engine.dispose()


def test_each_is_made_once_and_recorded(place: Place) -> None:
    engine = place.engine()
    assert migrations.applied(engine) == []
    assert migrations.migrate(engine) == NAMES
    assert migrations.migrate(engine) == []
    assert migrations.applied(engine) == NAMES
    engine.dispose()


def test_names_are_numbered_without_a_gap() -> None:
    assert [int(name[1:4]) for name in NAMES] == list(range(1, len(NAMES) + 1))


def test_what_is_released_is_never_edited() -> None:
    assert hashlib.sha256("\n".join(migrations._FIRST).encode()).hexdigest() == FIRST_DIGEST


def test_a_newer_schema_is_refused(place: Place) -> None:
    Store(place).__exit__(None, None, None)
    alter(place, "INSERT INTO migrations VALUES ('m999_later', '2030-01-01')")
    with pytest.raises(UsageError, match=r"newer Vidmova \(m999_later\); update Vidmova"):
        Store(place)


def test_a_failing_first_migration_leaves_nothing(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(migrations, "_FIRST", (*migrations._FIRST, "CREATE TABLE documents (id VARCHAR)"))
    with pytest.raises(EngineError, match="cannot be opened"):
        Store(place)
    assert made(place) == {}
    if isinstance(place, PostgresSchema):
        assert not place.exists()


def test_a_failing_later_migration_leaves_what_was_there(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    with Store(place) as store:
        fill(store, "r")
    before = made(place)

    def m900_broken(connection: Any) -> None:
        migrations._run(connection, ("DELETE FROM events", "DROP TABLE chains", "CREATE TABLE documents (id VARCHAR)"))

    with monkeypatch.context() as later:
        later.setattr(migrations, "MIGRATIONS", (*migrations.MIGRATIONS, m900_broken))
        with pytest.raises(VidmovaError, match="documents"):
            Store(place)
    assert made(place) == before
    with Store(place) as store:
        assert store.every(Event) == joined().events


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


NOTHING_SAID = dict.fromkeys(["title", "author", "outlet", "published"])
READ = {"media_type": "text/plain", "text_digest": "?", "language": "en", "source": "", "recipe": "r", **NOTHING_SAID}
LEFT_OUT = ["group", "unit", "origin", "place", "date", "by", "court", "term_months", "sentence_type", "charge"]
LEFT_OUT += ["outcome", "absence_days", "source_said", "subset_of"]
CLAIM = {
    **dict.fromkeys(LEFT_OUT),
    "key": "b" * 12 + "-c001",
    "document": "b" * 64,
    "id": "c001",
    "start": 0,
    "end": 15,
    "act": "refuse",
    "count": [12, 12],
    "approx": False,
    "counted": "persons",
    "person": [],
    "category": [],
    "reason": [],
    "modality": "asserted",
    "event": "old",
    "spans": [],
    "rule": "en.refuse.1",
    "sure": 0.9,
}
FIRST_ROWS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("documents", {"id": "b" * 64, "name": "two.txt", "text": "Twelve refused.", **READ}),
    ("documents", {"id": "a" * 64, "name": "one.txt", "text": "Ten refused.", **READ}),
    (
        "sentences",
        {
            "document": "b" * 64,
            "number": 0,
            "start": 0,
            "end": 15,
            "language": "en",
            "kind": "sentence",
            "paragraph": 0,
        },
    ),
    ("claims", CLAIM),
    (
        "skipped",
        {"key": "x", "name": "three.txt", "source": "", "reason": "it is empty", "ours": False, "recipe": "r"},
    ),
    ("state", {"name": "linked", "value": "r"}),
)


@pytest.fixture
def of_the_first_schema(place: Place, monkeypatch: pytest.MonkeyPatch) -> Place:
    engine = place.engine()
    with monkeypatch.context() as first:
        first.setattr(migrations, "MIGRATIONS", (migrations.m001_first,))
        assert migrations.migrate(engine) == ["m001_first"]
    engine.dispose()
    return place


def test_an_empty_register_of_the_first_schema_is_brought_to_the_present_one(of_the_first_schema: Place) -> None:
    with Store(of_the_first_schema) as store:
        assert store.summary().documents == 0
        fill(store, "r")
        assert store.every(Event) == joined().events
    engine = of_the_first_schema.engine()
    assert migrations.applied(engine) == NAMES
    engine.dispose()


def test_a_register_of_the_first_schema_keeps_what_was_read_and_is_to_be_linked_anew(
    of_the_first_schema: Place,
) -> None:
    engine = of_the_first_schema.engine()
    tables = MetaData()
    tables.reflect(engine)
    with engine.begin() as connection:
        for name, row in FIRST_ROWS:
            connection.execute(insert(tables.tables[name]), row)
    engine.dispose()
    with Store(of_the_first_schema) as store:
        assert store.summary().languages == {"en": 2}
        assert store.claims("b" * 64)[0].count == (12, 12)
        assert store.summary().skipped[0].name == "three.txt"
        assert store.linked_by() == ""
        assert store.events() == []
        reports = store.reports(["a" * 64, "b" * 64])
        assert [report.document.id for report in reports] == ["b" * 64]
        store.linked(Linked(claims={"b" * 64: reports[0].claims}), "r")
        assert store.linked_by() == "r"


OPEN = """
import sys
from pathlib import Path
from vidmova.register.postgres import PostgresSchema
from vidmova.register.store import Store
where = sys.argv[1:]
print("ready", flush=True)
sys.stdin.readline()
Store(PostgresSchema(*where) if len(where) == 2 else Path(where[0])).__exit__(None, None, None)
"""


def test_four_that_open_a_new_register_at_once_make_it_once(place: Place) -> None:
    where = [place.address, place.schema] if isinstance(place, PostgresSchema) else [str(place.path)]
    command = [sys.executable, "-c", OPEN, *where]
    pipe = subprocess.PIPE
    several = [subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, text=True) for _ in range(4)]
    for one in several:
        assert one.stdout
        assert one.stdout.readline() == "ready\n"
    for one in several:
        assert one.stdin
        one.stdin.write("\n")
        one.stdin.flush()
    assert [one.communicate()[1] for one in several] == [""] * 4
    assert [one.returncode for one in several] == [0] * 4
    engine = place.engine()
    assert migrations.applied(engine) == NAMES
    engine.dispose()
