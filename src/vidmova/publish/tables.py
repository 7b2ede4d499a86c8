"""The tables of a release: rows sorted by id, the same in every format."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from itertools import zip_longest
from operator import attrgetter
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from vidmova.protect.release import (
    Contents,
    Disagreement,
    Figure,
    FigureRow,
    Happening,
    Place,
    Somebody,
    Source,
    Statement,
)
from vidmova.publish.dictionary import Column, columns_of, meaning_of

Cell = str | int | float | bool | list[str] | None
Row = tuple[Cell, ...]

PASSAGE = Column("passage", "string", "What stands at `start` to `end` of the source's released text")
PLACE_NAME = Column("place_name", "string", "Name of the place")
RELATION = (
    Column("event", "string", "Id of the event that is a part"),
    Column("kind", "string", "How the two relate", codes=("part_of",)),
    Column("other", "string", "Id of the whole"),
)
WORDINGS = (
    Column("statement", "string", "Id of the statement"),
    Column("field", "string", "Column of the statement, without its _low, _high, _from or _to"),
    Column("start", "integer", "First character in the source's released text", "characters"),
    Column("end", "integer", "Character after the last", "characters"),
    Column("wording", "string", "What stands there"),
)
SIDES = (
    Column("disagreement", "string", "Id of the disagreement"),
    Column("side", "integer", "Number of the side, from 1"),
    Column("value", "string", meaning_of(Disagreement, "values")),
    Column("statements", "list", meaning_of(Disagreement, "sides")),
)
ROWS = (Column("figure", "string", "Id of the figure"), *columns_of(FigureRow))


class Table(Struct, frozen=True):
    """A table of a release."""

    name: str
    means: str
    columns: tuple[Column, ...]
    rows: Callable[[Contents], Iterator[Row]]
    key: tuple[str, ...] = ("id",)
    links: Mapping[str, str] = {}
    """Columns that hold ids of another table, with its name."""


def cells(record: Struct) -> Row:
    """Return a record's fields as cells, in the order of its columns."""
    found: list[Cell] = []
    for name, parted in _fields(type(record)):
        value = getattr(record, name)
        if parted:
            found += value or (None, None)
        else:
            found.append(value)
    return tuple(found)


@cache
def _fields(record: type[Struct]) -> tuple[tuple[str, bool], ...]:
    """Return the fields that have columns, and whether they take two."""
    names = {column.name for column in columns_of(record)}
    fields = [(name, name not in names) for name in record.__struct_fields__]
    return tuple((name, parted) for name, parted in fields if not parted or {f"{name}_low", f"{name}_from"} & names)


def _sorted(name: str) -> Callable[[Contents], Iterator[Row]]:
    def rows(contents: Contents) -> Iterator[Row]:
        return (cells(one) for one in by_id(getattr(contents, name)))

    return rows


def by_id(records: Iterable[Any]) -> list[Any]:
    """Return records in order of their ids."""
    return sorted(records, key=attrgetter("id"))


def _statements(contents: Contents) -> Iterator[Row]:
    texts = {one.id: one.text for one in contents.sources}
    places = {one.id: one.name for one in contents.places}
    for one in by_id(contents.statements):
        passage = texts.get(one.source, "")[one.start : one.end]
        yield (*cells(one), passage, places.get(one.place or ""))


def _events(contents: Contents) -> Iterator[Row]:
    places = {one.id: one.name for one in contents.places}
    for one in by_id(contents.events):
        yield (*cells(one), places.get(one.place or ""))


def _relations(contents: Contents) -> Iterator[Row]:
    return ((one.id, "part_of", one.subset_of) for one in by_id(contents.events) if one.subset_of)


def _wordings(contents: Contents) -> Iterator[Row]:
    for one in by_id(contents.statements):
        for span in sorted(one.spans, key=lambda span: (span.field, span.start, span.end)):
            yield one.id, span.field, span.start, span.end, span.wording


def _sides(contents: Contents) -> Iterator[Row]:
    for one in by_id(contents.disagreements):
        for number, (value, side) in enumerate(zip_longest(one.values, one.sides), 1):
            yield one.id, number, value, side


def _figure_rows(contents: Contents) -> Iterator[Row]:
    known = {one.id for one in contents.events}
    for figure in by_id(contents.figures):
        for row in sorted(figure.working, key=attrgetter("event", "part")):
            # Rows of what is not told are one, which leads to no event.
            yield (figure.id, *cells(row if row.event in known else replace(row, event="")))


TABLES = (
    Table(
        "statements",
        "what passages of the sources say, one row a statement",
        (*columns_of(Statement), PASSAGE, PLACE_NAME),
        _statements,
        links={"source": "sources", "event": "events", "place": "places"},
    ),
    Table(
        "wordings",
        "where the source's released text states a value, and in which words",
        WORDINGS,
        _wordings,
        ("statement", "field", "start", "end"),
        {"statement": "statements"},
    ),
    Table(
        "events",
        "happenings, one row an event, with the bounds that its statements give",
        (*columns_of(Happening), PLACE_NAME),
        _events,
        links={"place": "places"},
    ),
    Table("people", "people by name where it is public, else by a pseudonym", columns_of(Somebody), _sorted("people")),
    Table("places", "places as far as they are told", columns_of(Place), _sorted("places")),
    Table("sources", "the documents, as far as they are named", columns_of(Source), _sorted("sources")),
    Table(
        "relations",
        "which event is part of which",
        RELATION,
        _relations,
        ("event", "kind", "other"),
        {"event": "events", "other": "events"},
    ),
    Table(
        "disagreements",
        "statements that cannot all be true",
        columns_of(Disagreement),
        _sorted("disagreements"),
    ),
    Table(
        "disagreement_sides",
        "what each side of a disagreement says",
        SIDES,
        _sides,
        ("disagreement", "side"),
        {"disagreement": "disagreements"},
    ),
    Table("figures", "totals with floor and ceiling", columns_of(Figure), _sorted("figures")),
    Table(
        "figure_rows",
        "the working of each total: what each event adds",
        ROWS,
        _figure_rows,
        (),
        {"figure": "figures", "event": "events"},
    ),
)
"""All tables, in the order in which a workbook shows them."""
DESCRIBED = [(one.name, one.columns) for one in TABLES]
"""Tables with their columns, as the data dictionary takes them."""
