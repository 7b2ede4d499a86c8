"""Holds a database's schema to what the migrations make: tables, columns, indexes; nothing that acts by itself."""

from collections.abc import Iterator
from functools import cache

from sqlalchemy import Connection, Engine, Inspector, create_engine, inspect, text

from vidmova.register import migrations
from vidmova.register.postgres import ACTING
from vidmova.register.sqlite import OBJECTS, WHOLENESS
from vidmova.register.tables import metadata


def altered_schema(connection: Connection) -> Iterator[str]:
    """Yield a line for each table, column, index, view or trigger that is not as the migrations make it."""
    if connection.dialect.name == "postgresql":
        yield from _on_a_server(connection)
    else:
        yield from _in_a_file(connection)


def _in_a_file(connection: Connection) -> Iterator[str]:
    for said in connection.execute(text(WHOLENESS)).scalars():
        if said != "ok":
            yield f"the database is damaged: {said}"
    there, meant = _objects(connection), _meant()
    for name in sorted({*there, *meant}):
        kind = (there.get(name) or meant[name])[0]
        if name not in there:
            yield f"{kind} {name} was removed from the database"
        elif name not in meant:
            yield f"{kind} {name} was added to the database"
        elif there[name] != meant[name]:
            yield f"{meant[name][0]} {name}: its definition was altered"


def _objects(connection: Connection) -> dict[str, tuple[str, ...]]:
    found = connection.execute(text(OBJECTS))
    return {row[1]: (row[0], row[2], " ".join((row[3] or "").split())) for row in found}


@cache
def _meant() -> dict[str, tuple[str, ...]]:
    engine: Engine = create_engine("sqlite://")
    try:
        migrations.migrate(engine)
        with engine.connect() as connection:
            return _objects(connection)
    finally:
        engine.dispose()


def _on_a_server(connection: Connection) -> Iterator[str]:
    seen = inspect(connection)
    tables, meant = set(seen.get_table_names()), metadata.tables
    for name in sorted(tables - set(meant)):
        yield f"table {name} was added to the database"
    for name in sorted(set(meant) - tables):
        yield f"table {name} was removed from the database"
    for name in sorted(seen.get_view_names()):
        yield f"view {name} was added to the database"
    for kind, query in ACTING:
        for name in sorted(connection.execute(text(query)).scalars()):
            yield f"{kind} {name} was added to the database"
    for name in sorted(tables & set(meant)):
        yield from _differing(seen, name)


def _differing(seen: Inspector, name: str) -> Iterator[str]:
    table = metadata.tables[name]
    there = {one["name"]: one for one in seen.get_columns(name)}
    wanted = {one.name: bool(one.nullable) for one in table.columns}
    altered = {key: bool(one["nullable"]) for key, one in there.items()} != wanted
    altered |= any(one["default"] is not None for one in there.values())
    altered |= bool(seen.get_check_constraints(name)) or bool(seen.get_unique_constraints(name))
    altered |= set(seen.get_pk_constraint(name)["constrained_columns"]) != {one.name for one in table.primary_key}
    altered |= {str(one["name"]) for one in seen.get_indexes(name)} != {str(one.name) for one in table.indexes}
    if altered:
        yield f"table {name}: its definition was altered"
