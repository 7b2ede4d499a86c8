"""Holds what a database holds to its seals, and names what was altered, removed or added from outside."""

from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy import Connection, exc, select

from vidmova.errors import EngineError
from vidmova.register import sealing
from vidmova.register.sealing import JOINED, PARTS, WHOLE
from vidmova.register.tables import documents, state

UNREADABLE = (exc.DBAPIError, EngineError, ValueError, TypeError, LookupError)
"""What reading rows raises that somebody filled with what no column of theirs holds."""


def altered_rows(connection: Connection) -> Iterator[str]:
    """Yield a line for each document, list, table or note of the database that is not as the program stored it."""
    found = sealing.sealed(connection)
    known_by = connection.execute(select(documents.c.id, documents.c.name))
    names = {row.id: f"{row.name} ({row.id[:12]})" for row in known_by}
    for kind, parts in PARTS.items():
        stored = {str(key) for key in connection.execute(select(parts[0][2]).distinct()).scalars()}
        known = {name.removeprefix(f"{kind} ") for name in found if name.startswith(f"{kind} ")}
        for key in sorted(stored | known):
            where = names.get(key, f"{kind} {key[:12] if kind == 'document' else key}")
            if key not in known:
                yield f"{where}: added to the database from outside"
            elif key not in stored:
                yield f"{where}: removed from the database"
            else:
                yield from _unlike(connection, kind, key, found[f"{kind} {key}"], where)
    yield from _altered_tables(connection, found)


def _unlike(connection: Connection, kind: str, key: str, sealed: str, where: str) -> Iterator[str]:
    try:
        now = sealing.digests(connection, kind, key).split(" ")
    except UNREADABLE as fault:
        yield f"{where}: altered, it cannot be read any more ({_short(fault)})"
        return
    before = sealed.split(" ")
    for at, part in enumerate(PARTS[kind]):
        if before[at : at + 1] != now[at : at + 1]:
            yield f"{where}: {part[0]} altered"


def _altered_tables(connection: Connection, found: dict[str, str]) -> Iterator[str]:
    linked = connection.execute(select(state.c.value).where(state.c.name == "linked")).scalar()
    for name in (*WHOLE, *([JOINED] if linked else [])):
        what = "claims, in which event each is about," if name == JOINED else name
        sealed = found.get(f"table {name}")
        try:
            now = sealing.digest_of_table(connection, name)
        except UNREADABLE as fault:
            yield f"table {what}: altered, it cannot be read any more ({_short(fault)})"
            continue
        if sealed is None:
            yield f"table {what}: its seal was removed"
        elif sealed != now:
            yield f"table {what}: rows were altered, removed or added"
    known = {f"table {name}" for name in (*WHOLE, JOINED)}
    for name in found:
        if name not in known and name.partition(" ")[0] not in PARTS:
            yield f"seal {name} was added to the database"


def _short(fault: BaseException) -> str:
    return " ".join(str(getattr(fault, "orig", None) or fault).split())[:80]


def guarded(what: str, check: Callable[[], Iterator[Any]]) -> Iterator[Any]:
    """Yield what a check says; where it cannot even read the database, one line that says so."""
    try:
        yield from check()
    except UNREADABLE as fault:
        yield f"{what}: altered, it cannot be read any more ({_short(fault)})"
