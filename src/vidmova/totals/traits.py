"""What records of lists are compared by, as columns: skeletons of names, birth, unit, place, number of the case."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from vidmova.entities.comparing import keys
from vidmova.entities.skeleton import consonants
from vidmova.lexicon.folding import fold
from vidmova.records import EntityKind
from vidmova.totals.listnames import list_name, surname_first
from vidmova.totals.lists import PersonList, Row
from vidmova.totals.partialdates import parts

KINDS = {
    "record": "INTEGER", "list": "INTEGER", "surname": "VARCHAR", "surname_bones": "VARCHAR",
    "surname_start": "VARCHAR",
    "given": "VARCHAR", "given_letters": "VARCHAR[]", "father": "VARCHAR", "father_letters": "VARCHAR[]",
    "born": "VARCHAR", "year": "INTEGER", "month": "INTEGER", "day": "INTEGER", "unit": "VARCHAR[]",
    "place": "VARCHAR[]",
    "case_number": "VARCHAR",
}  # fmt: skip
"""The columns, in order, with their kinds in the database."""
START = 1
_SIGNS = re.compile(r"[^\w/-]+")

Columns = dict[str, list[Any]]


def columns_of(lists: Sequence[PersonList], rows: Iterable[tuple[int, Row]]) -> Columns:
    """Return the columns of rows, each given with the number of its list; records are numbered in that order."""
    leads = [surname_first(row.name for row in one.rows) for one in lists]
    found: Columns = {name: [] for name in KINDS}
    for record, (at, row) in enumerate(rows):
        for column, value in zip(found.values(), _traits(record, at, row, leads[at]), strict=True):
            column.append(value)
    return found


def _traits(record: int, at: int, row: Row, leads: bool) -> tuple[Any, ...]:
    name = list_name(row.name, leads)
    bones = consonants(name.surname.replace("-", "")) if name.surname else None
    start = name.surname[:START] if name.surname else None
    said = (name.surname, bones, start, name.given, name.given_letters, name.father, name.father_letters)
    born = row.born if row.born and len(row.born) == len("1990-05-17") else None
    kept = (_keys("unit", row.unit), _keys("place", row.place), _case(row.case))
    return (record, at, *said, born, *parts(row.born), *kept)


@lru_cache(maxsize=100_000)
def _keys(kind: EntityKind, name: str) -> tuple[str, ...] | None:
    """Return the keys that names of one unit or place share; nothing for a description."""
    return tuple(sorted(keys(kind, name))) or None if name else None


def _case(said: str) -> str | None:
    return _SIGNS.sub("", fold(said)) or None
