"""A register of every earlier schema, empty and filled, is brought to the present one and loses nothing."""

import re
from pathlib import Path

import pytest
from sqlalchemy import MetaData, select

from tests.happened import STATED, joined
from tests.register.conftest import alter
from tests.register.test_tampering import RECEIVED
from vidmova.records import Event, Link
from vidmova.register import migrations
from vidmova.register.checking import altered_database
from vidmova.register.database import Place
from vidmova.register.postgres import PostgresSchema
from vidmova.register.store import Store

DUMPS = Path(__file__).with_name("dumps")
COLLATED = re.compile(r"\b(VARCHAR|TEXT)\b")
"""What a server of every version was told to sort by its characters."""
EARLIER = [step.__name__ for step in migrations.MIGRATIONS[:-1]]
NAMES = [step.__name__ for step in migrations.MIGRATIONS]


def restore(place: Place, schema: str, filled: bool) -> None:
    """Run a dump; without its rows where it is to be empty."""
    said = (DUMPS / f"{schema[:4]}.sql").read_text(encoding="utf-8")
    lines = [line for line in said.splitlines() if not line.startswith("--")]
    if isinstance(place, PostgresSchema):
        lines = [COLLATED.sub(r'\1 COLLATE "C"', line) if line.startswith("CREATE") else line for line in lines]
    if not filled:
        lines = [line for line in lines if not line.startswith("INSERT") or "INTO migrations" in line]
    if isinstance(place, PostgresSchema):
        alter(place, f"CREATE SCHEMA {place.schema}")
    engine = place.engine()
    with engine.begin() as connection:
        for line in lines:
            connection.exec_driver_sql(line.removesuffix(";"))
    engine.dispose()


def rows(place: Place) -> dict[str, list[str]]:
    engine = place.engine()
    held = MetaData()
    held.reflect(engine)
    with engine.connect() as connection:
        found = {
            name: sorted(repr(tuple(row)) for row in connection.execute(select(table)))
            for name, table in held.tables.items()
        }
    engine.dispose()
    return found


def test_there_is_a_dump_of_every_earlier_schema() -> None:
    assert sorted({path.name[:4] for path in DUMPS.glob("*.sql")}) == [name[:4] for name in EARLIER]


@pytest.mark.parametrize("filled", [True, False], ids=["filled", "empty"])
@pytest.mark.parametrize("earlier", EARLIER)
def test_a_dump_of_an_earlier_schema_loses_nothing(place: Place, earlier: str, filled: bool) -> None:
    restore(place, earlier, filled)
    before = rows(place)
    with Store(place) as store:
        assert store.summary().documents == (len(STATED) if filled else 0)
        altered = list(altered_database(store, RECEIVED))
        linked = filled and store.linked_by() != ""
        if linked and earlier != "m001_first":
            assert store.every(Event) == joined().events
            assert store.every(Link) == joined().links
    assert altered == []
    after = rows(place)
    kept = {name: found for name, found in before.items() if name not in ("migrations", "state")}
    assert {name: after[name] for name in kept} == kept
    assert [line for line in after["migrations"] if any(name in line for name in NAMES)] == after["migrations"]
    assert len(after["migrations"]) == len(NAMES)


def test_what_is_stored_after_a_migration_is_sealed_as_well(place: Place) -> None:
    restore(place, "m003_lists", True)
    with Store(place) as store:
        store.linked(joined(), "again")
        assert list(altered_database(store, RECEIVED)) == []
    alter(place, "UPDATE documents SET name = 'x' WHERE language = 'en'")
    with Store(place) as store:
        assert any("what is known of it was altered" in line for line in altered_database(store, RECEIVED))
