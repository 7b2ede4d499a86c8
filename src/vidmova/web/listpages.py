"""Lists made by somebody: what was added, and one list's rows, columns and what could not be taken."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from vidmova.register.lists import Added
from vidmova.totals.lists import Fault, PersonList, Row, repeated
from vidmova.web.addresses import Page, address, page_of
from vidmova.web.speech import Speech

PATH = "/lists"
SIZE = 50
MOST_FAULTS = 100
FIELDS = (
    "label", "name", "born", "unit", "place", "rank", "category", "date", "charge", "court", "case", "outcome", "note",
)  # fmt: skip
LONGEST = 300
AS_WRITTEN = " as written"


class ListLine(Struct, frozen=True):
    """A list as a row."""

    number: int
    name: str
    maker: str
    file: str
    digest: str
    rows: int
    repeats: int
    left_out: int
    kept_without: int


class Lists(Struct, frozen=True):
    """The page of lists."""

    lines: list[ListLine]
    several: bool


class RowShown(Struct, frozen=True):
    """A row of a list with the columns that the list has."""

    number: int
    cells: list[str]
    other: list[tuple[str, str]]


class OneList(Struct, frozen=True):
    """The page of one list."""

    line: ListLine
    columns: list[tuple[str, str]]
    """Each field that a column was read as, in words, with the column's header."""
    heads: list[str]
    rows: list[RowShown]
    page: Page
    before: str
    after: str
    faults: list[Fault]
    faults_more: int
    row: int
    """The row that the address names; 0 where it names none."""


def list_lines(made: Sequence[PersonList], given: Sequence[Added]) -> Lists:
    """Return every list in the order of adding."""
    by_name = {one.name: one for one in given}
    lines = [_line(number, one, by_name.get(one.name)) for number, one in enumerate(made, 1)]
    return Lists(lines, len(lines) > 1)


def one_list(speech: Speech, number: int, one: PersonList, given: Sequence[Added], asked: Mapping[str, str]) -> OneList:
    """Return a list's page: the one asked for, or that which has the row asked for."""
    added = next((each for each in given if each.name == one.name), None)
    fields = [name for name in FIELDS if any(getattr(row, name) for row in one.rows)]
    at = next((at for at, row in enumerate(one.rows) if str(row.number) == asked.get("row")), None)
    page = page_of(asked.get("page", "") if at is None else str(at // SIZE + 1), SIZE, len(one.rows))
    where = f"{PATH}/{number}"
    headers = added.map.columns if added else {}
    return OneList(
        line=_line(number, one, added),
        columns=[(field_said(speech, name), header) for name, header in headers.items()],
        heads=[field_said(speech, name) for name in fields],
        rows=[_row(speech, row, fields) for row in one.rows[page.skip : page.skip + SIZE]],
        page=page,
        before=address(where, {}, page=page.number - 1) if page.number > 1 else "",
        after=address(where, {}, page=page.number + 1) if page.number < page.pages else "",
        faults=list(one.faults[:MOST_FAULTS]),
        faults_more=max(0, len(one.faults) - MOST_FAULTS),
        row=one.rows[at].number if at is not None else 0,
    )


def field_said(speech: Speech, name: str) -> str:
    """Return what a column of a list says, in words."""
    said = {
        "label": speech.say_of("list", "number in the list"),
        "number": speech.say_of("list", "number in the list"),
        "surname": speech.say_of("list", "surname"),
        "given": speech.say_of("list", "given name"),
        "patronymic": speech.say_of("list", "patronymic"),
        "name": speech.say_of("list", "name"),
        "born": speech.say_of("list", "born"),
        "unit": speech.say_of("list", "military unit"),
        "place": speech.say_of("list", "place"),
        "rank": speech.say_of("list", "rank"),
        "category": speech.say_of("list", "kind of serviceman"),
        "date": speech.say_of("list", "date"),
        "charge": speech.say_of("list", "charge"),
        "court": speech.say_of("list", "court"),
        "case": speech.say_of("list", "number of the case"),
        "outcome": speech.say_of("list", "outcome"),
        "note": speech.say_of("list", "note"),
    }
    return said.get(name, name)


def row_said(row: Row) -> str:
    """Return a row in one line."""
    told = (row.name, row.born, row.rank, row.unit, row.place, row.date, row.charge, row.court, row.case, row.outcome)
    return " · ".join(_cut(each) for each in told if each)


def _line(number: int, one: PersonList, added: Added | None) -> ListLine:
    return ListLine(
        number=number,
        name=one.name,
        maker=one.maker,
        file=added.file if added else "",
        digest=added.digest if added else "",
        rows=len(one.rows),
        repeats=sum(len(numbers) - 1 for numbers in repeated(one.rows)),
        left_out=sum(not fault.kept for fault in one.faults),
        kept_without=sum(fault.kept for fault in one.faults),
    )


def _row(speech: Speech, row: Row, fields: Sequence[str]) -> RowShown:
    other = [(_header(speech, header), _cut(value)) for header, value in row.other.items() if value]
    return RowShown(row.number, [_cut(getattr(row, name) or "") for name in fields], other)


def _header(speech: Speech, header: str) -> str:
    """Return the header of another column; of what was written in place of a date that is none, in words."""
    field = header.removesuffix(AS_WRITTEN)
    if field == header or field not in FIELDS:
        return _cut(header)
    return speech.say("%(field)s, as written", field=field_said(speech, field))


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
