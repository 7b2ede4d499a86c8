"""Makes a register's tables anew in a place of their own, and says where those that are there differ."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import msgspec
from sqlalchemy import Connection, Table, select

from vidmova.config import read_config
from vidmova.pipeline import Builder, method
from vidmova.register.folder import RegisterFolder
from vidmova.register.sealing import seals
from vidmova.register.store import Store
from vidmova.register.tables import metadata, migrations, state

SHOWN = 20
"""Rows of a table that are named one by one."""
_OF_LISTS_LINKED = ("list_pairs", "list_people")


def differences(folder: RegisterFolder, store: Store) -> Iterator[str]:
    """Yield a line for each row that does not follow from archive, lists and decisions, as this version makes them."""
    config = read_config(folder.root)
    with tempfile.TemporaryDirectory() as place, Store(Path(place) / "again.db") as again:
        builder = Builder(again, folder.root, method(config.languages, config.model))
        for _ in builder.take([]):
            pass
        builder.link()
        if store.person_lists():
            again.bring_lists(folder.root)
        with store.reading() as there, again.reading() as made:
            for table in metadata.sorted_tables:
                if table not in (seals, state, migrations) and table.name not in _OF_LISTS_LINKED:
                    yield from _unlike(table, _rows(there, table), _rows(made, table))


def _rows(connection: Connection, table: Table) -> dict[bytes, bytes]:
    key = [column.name for column in table.primary_key]
    query = select(table).where(~table.c.key.startswith("source:")) if table.name == "skipped" else select(table)
    return {
        msgspec.json.encode([row._mapping[name] for name in key]): msgspec.json.encode(list(row), order="sorted")
        for row in connection.execute(query)
    }


def _unlike(table: Table, there: dict[bytes, bytes], made: dict[bytes, bytes]) -> Iterator[str]:
    wrong = [key for key in sorted({*there, *made}) if there.get(key) != made.get(key)]
    for key in wrong[:SHOWN]:
        what = (
            "not there" if key not in there else "there, and follows from nothing" if key not in made else "otherwise"
        )
        yield f"table {table.name}, {' '.join(map(str, msgspec.json.decode(key)))}: {what} when it is made anew"
    if wrong[SHOWN:]:
        yield f"table {table.name}: {len(wrong) - SHOWN} more rows differ"
