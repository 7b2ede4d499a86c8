"""What each column of the tables means, with its type, unit and codes: read from the records themselves."""

import ast
import inspect
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import Any, Literal, get_args, get_origin, get_type_hints

from msgspec import Struct

from vidmova.lexicon import files
from vidmova.lexicon.acts import ActsFile
from vidmova.lexicon.details import DetailsFile
from vidmova.protect import release
from vidmova.records import Interval, Range
from vidmova.register.tables import claims

Kind = Literal["string", "integer", "number", "boolean", "list"]
Parts = tuple[tuple[str, str, Kind], ...]
HEAD = ("table", "column", "type", "meaning", "unit", "codes")

LOWEST_AND_HIGHEST: Parts = (
    ("_low", "the smallest number", "integer"),
    ("_high", "the largest number; empty where it is open", "integer"),
)
FROM_AND_TO: Parts = (
    ("_from", "the first day it may have been, EDTF; empty where open", "string"),
    ("_to", "the last day it may have been, EDTF; empty where open", "string"),
)
_UNITS = {
    "term_months": "months",
    "absence_days": "days",
    "latitude": "degrees",
    "longitude": "degrees",
    "start": "characters",
    "end": "characters",
    "count": "what `counted` says",
    "low": "what `counted` says",
    "high": "what `counted` says",
    "best": "what `counted` says",
    "smallest": "people",
    "number": "times",
}
_LISTED = {
    "category": "categories",
    "charge": "charges",
    "reason": "reasons",
    "sentence_type": "sentence_types",
    "outcome": "outcomes",
}
_CLOSED = {
    "modality": ("asserted", "possible", "denied"),
    "counted": ("persons", "cases", "rulings", "reports", "cities", "other"),
}
_WITH_OTHER = ("charge", "reason", "sentence_type")
_PLAIN = {
    "id": "its id in this release",
    "source": "id of the source",
    "sources": "ids of the sources that tell of it",
    "language": "language of the text: an ISO 639-1 code",
    "text": "the released text",
    "title": "what it is called",
    "name": "its name",
    "event": "id of the event",
    "events": "ids of the events",
    "statements": "ids of the statements about it",
    "people": "ids of the people",
    "outlet": "who published it",
    "kind": "on what they disagree",
    "state": "how far people have judged it",
    "low": "floor: the smallest number that the sources allow",
    "high": "ceiling: the largest number that the sources allow; empty where it is open",
    "best": "a figure that a reviewer signed; empty where nobody did",
    "since": "first day that was asked about; empty for all",
    "until": "last day that was asked about; empty for all",
    "region": "region that was asked about; empty for all",
    "part": "what the event does in the figure: floor, inside, unknown, possible or context",
    "FigureRow.reason": "why",
    "part_of": "what the place lies in, the nearest first: district, region, country",
    "subset_of": "id of the event that this one is part of",
    "end": "character after the last",
    "count": "how many are told of",
    "term_months": "length of the term",
    "absence_days": "length of the absence",
    "date": "when it was",
    "place": "id of the place",
    "exposure": "how exposed the person is",
    "longitude": "degrees east; of a settlement only",
}
"""For the fields that neither a docstring nor the codebook describes."""


class Column(Struct, frozen=True):
    """A column of a table."""

    name: str
    kind: Kind
    meaning: str
    unit: str = ""
    codes: tuple[str, ...] = ()

    @property
    def type(self) -> str:
        """The type in words."""
        return "list, parted by “; ”" if self.kind == "list" else self.kind


@cache
def columns_of(record: type[Struct]) -> tuple[Column, ...]:
    """Return the columns that hold a record's fields, in their order; a range and an interval take two each.

    Lists of records have tables of their own and no column.
    """
    hints = get_type_hints(record)
    return tuple(column for name in record.__struct_fields__ for column in _columns(record, name, hints[name]))


@cache
def meaning_of(record: type[Struct], name: str) -> str:
    """Return what a field means: its docstring, else the codebook's words, else this module's."""
    said = _docstrings(record).get(name) or _PLAIN.get(f"{record.__name__}.{name}") or _PLAIN.get(name)
    said = (said or str(claims.c[name].comment)).strip().removesuffix(".").replace("\n", " ")
    return said[0].upper() + said[1:]


def codes_of(name: str, hint: Any = str) -> tuple[str, ...]:
    """Return the codes that a field takes; none where it takes any text."""
    literal = [one for one in (hint, *get_args(hint)) if get_origin(one) is Literal]
    if literal:
        return tuple(map(str, get_args(literal[0])))
    if name == "act":
        return tuple(acts())
    if name in _LISTED:
        codes = tuple(getattr(files.read("details", DetailsFile, "en"), _LISTED[name]))
        return tuple(dict.fromkeys([*codes, "other"])) if name in _WITH_OTHER else codes
    return _CLOSED.get(name, ())


@cache
def acts() -> dict[str, str]:
    """Return the codes of acts with what they mean."""
    return {code: act.means for code, act in files.read("acts", ActsFile).acts.items()}


def lines(tables: Sequence[tuple[str, Sequence[Column]]]) -> list[tuple[str, ...]]:
    """Return the data dictionary's lines, one for each column of each table."""
    return [
        (table, one.name, one.type, one.meaning, one.unit, _codes(one)) for table, columns in tables for one in columns
    ]


def _codes(column: Column) -> str:
    said = acts() if column.name == "act" else {}
    return "; ".join(f"{code} = {said[code].removesuffix('.')}" if code in said else code for code in column.codes)


def _columns(record: type[Struct], name: str, hint: Any) -> list[Column]:
    inner = [one for one in (hint, *get_args(hint)) if one is not type(None)]
    if Range in inner:
        return _split(record, name, LOWEST_AND_HIGHEST)
    if Interval in inner:
        return _split(record, name, FROM_AND_TO)
    kind = _kind(hint, inner)
    if kind is None:
        return []
    codes = () if f"{record.__name__}.{name}" in _PLAIN else codes_of(name, hint)
    return [Column(name, kind, meaning_of(record, name), _UNITS.get(name, ""), codes)]


def _split(record: type[Struct], name: str, parts: Parts) -> list[Column]:
    about, unit = meaning_of(record, name), _UNITS.get(name, "")
    return [Column(name + end, kind, f"{about}: {what}", unit) for end, what, kind in parts]


def _kind(hint: Any, inner: list[Any]) -> Kind | None:
    if get_origin(hint) is list:
        return "list" if get_args(hint) == (str,) else None
    kinds: tuple[tuple[type, Kind], ...] = ((bool, "boolean"), (int, "integer"), (float, "number"))
    for wanted, kind in kinds:
        if wanted in inner:
            return kind
    return "string"


@cache
def _docstrings(record: type[Struct]) -> dict[str, str]:
    """Return what stands as a string below each field of a record."""
    body = _bodies()[record.__name__]
    return {
        field.target.id: said.value.value
        for field, said in pairwise(body)
        if isinstance(field, ast.AnnAssign)
        and isinstance(field.target, ast.Name)
        and isinstance(said, ast.Expr)
        and isinstance(said.value, ast.Constant)
        and isinstance(said.value.value, str)
    }


@cache
def _bodies() -> dict[str, list[ast.stmt]]:
    tree = ast.parse(inspect.getsource(release))
    return {node.name: node.body for node in tree.body if isinstance(node, ast.ClassDef)}
