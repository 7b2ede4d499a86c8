"""Which column of a table means which field: proposed from the headers, shown, saved, and given again."""

import re
import tomllib
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

import msgspec
from msgspec import Struct

from vidmova.errors import InputError, UsageError
from vidmova.lexicon import files
from vidmova.lexicon.folding import fold
from vidmova.totals.partialdates import partial_date
from vidmova.totals.tables import Line, Table

FIELDS = (
    "number", "name", "surname", "given", "patronymic", "born", "unit", "place", "rank", "category", "date", "charge",
    "court", "case", "outcome", "note",
)  # fmt: skip
"""What a column may mean; each is the meaning of one column at most."""
DATES = ("born", "date")
HEADER_WITHIN = 15
"""Lines from the top among which the header is looked for, below titles and dates of printing."""
SHOWN = 3
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_PUNCTUATION = re.compile(r"[\s.,:;_«»\"„“”–—-]+")


class Headers(Struct, frozen=True, forbid_unknown_fields=True):
    """The file columns.yml of a language: the headers that mean a field."""

    number: tuple[str, ...]
    name: tuple[str, ...]
    surname: tuple[str, ...]
    given: tuple[str, ...]
    patronymic: tuple[str, ...]
    born: tuple[str, ...]
    unit: tuple[str, ...]
    place: tuple[str, ...]
    rank: tuple[str, ...]
    category: tuple[str, ...]
    date: tuple[str, ...]
    charge: tuple[str, ...]
    court: tuple[str, ...]
    case: tuple[str, ...]
    outcome: tuple[str, ...]
    note: tuple[str, ...]


class ColumnMap(Struct, frozen=True, forbid_unknown_fields=True):
    """The header of the column that means a field, for each field that a table has."""

    columns: dict[str, str]


class Mapped(Struct, frozen=True):
    """A table with the line of its header, and the meaning of each column (nothing: kept as it is)."""

    table: Table
    header: Line
    meanings: tuple[str, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines below the header."""
        return tuple(line for line in self.table.lines if line.number > self.header.number)

    @property
    def names(self) -> tuple[str, ...]:
        """A name for each column: its header, or its letter where it has none or another has the same."""
        seen: set[str] = set()
        found = []
        for place, cell in enumerate(self.header.cells):
            found.append(cell if cell and cell not in seen else f"{cell} {_letter(place)}".strip())
            seen.add(cell)
        return tuple(found)

    @property
    def map(self) -> ColumnMap:
        """What can be saved and given again."""
        return ColumnMap({field: name for field, name in zip(self.meanings, self.names, strict=True) if field})


def meaning_of(header: str) -> str:
    """Return the field that a header means in any language; nothing where it means none."""
    folded = _plain(header)
    exact, starts = _meanings()
    if folded in exact:
        return exact[folded]
    return next((field for start, field in starts if folded.startswith(start)), "")


def propose(table: Table) -> Mapped:
    """Return the table with the columns that its headers mean, the header being the line that means most.

    Raises InputError where no column holds names or numbers of cases.
    """
    if not table.lines:
        raise InputError(f"{table.name}: the table is empty; give one with a header and rows")
    header = max(table.lines[:HEADER_WITHIN], key=lambda line: (sum(map(bool, _meant(line))), -line.number))
    mapped = Mapped(table, header, _meant(header))
    if not {"name", "surname", "case"} & set(mapped.meanings):
        raise InputError(
            f"{table.name}: no column is known to hold names or numbers of cases; its header (line {header.number}) is "
            f"{_quoted(header.cells)}; say which column is which with --map FILE"
        )
    return mapped


def apply(table: Table, given: ColumnMap, source: str = "the map") -> Mapped:
    """Return the table with its columns as a map gives them.

    Raises UsageError, naming the header or the field, where the map does not fit the table.
    """
    wrong = sorted(set(given.columns) - set(FIELDS))
    if wrong:
        raise UsageError(f"{source}: there is no field {', '.join(wrong)}; the fields are {', '.join(FIELDS)}")
    if not {"name", "surname", "case"} & set(given.columns):
        raise UsageError(f"{source}: it names no column for name, surname or case; one of these is needed")
    wanted = {header: field for field, header in given.columns.items()}
    if len(wanted) < len(given.columns):
        twice = sorted({one for one in given.columns.values() if list(given.columns.values()).count(one) > 1})
        raise UsageError(f"{source}: {_quoted(twice)} stands for two fields; a column means one")
    lines = table.lines[:HEADER_WITHIN]
    plain = Mapped(table, max(lines, key=lambda line: len(wanted.keys() & set(line.cells))), ()) if lines else None
    missing = [] if plain and wanted.keys() <= set(plain.names) else _missing(wanted, plain)
    if plain is None or missing:
        there = _quoted(plain.header.cells) if plain else "nothing"
        raise UsageError(
            f"{source} does not fit {table.name}: it has no column {_quoted(missing)}; its header is {there}"
        )
    return Mapped(table, plain.header, tuple(wanted.get(name, "") for name in plain.names))


def _missing(wanted: Iterable[str], plain: Mapped | None) -> list[str]:
    return [header for header in wanted if plain is None or header not in plain.names]


def show(mapped: Mapped) -> list[str]:
    """Return the map as lines for a person: each column, what it means, and what its first cells say."""
    shown = []
    for place, (name, field) in enumerate(zip(mapped.names, mapped.meanings, strict=True)):
        cells = [line.cells[place] for line in mapped.lines if place < len(line.cells) and line.cells[place]]
        meant = field or "(kept as it is)"
        doubt = ""
        if field in DATES and cells and not any(map(partial_date, cells[:20])):
            doubt = " – but none of the first is a date"
        shown.append(f"{name or _letter(place)} → {meant}{doubt}: {_quoted(cells[:SHOWN]) or 'empty'}")
    return shown


def as_toml(given: ColumnMap) -> str:
    """Return a map as the text of a file that a person can edit."""
    lines = ['# Which column of the table means which field: field = "header". Columns not named are kept as they are.']
    lines.append("# Fields: " + ", ".join(FIELDS))
    lines.append("[columns]")
    lines += [f"{field} = {msgspec.json.encode(header).decode()}" for field, header in given.columns.items()]
    return "\n".join(lines) + "\n"


def from_text(text: str, source: str) -> ColumnMap:
    """Return the map that a TOML or JSON text holds; raises UsageError where it holds none."""
    try:
        plain: Any = msgspec.json.decode(text) if text.lstrip().startswith("{") else tomllib.loads(text)
        return msgspec.convert(plain, ColumnMap)
    except (msgspec.DecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as fault:
        raise UsageError(
            f"{source} is no map of columns ({fault}); make one with: vidmova lists add FILE --dry-run --save-map MAP"
        ) from None


def _meant(line: Line) -> tuple[str, ...]:
    """Return what each cell of a header means; the first where two mean one field."""
    taken: set[str] = set()
    found = []
    for cell in line.cells:
        field = meaning_of(cell)
        found.append("" if field in taken else field)
        taken.add(field)
    # "Surname" beside "Name": what is called a name is then the given one.
    if {"surname", "name"} <= taken and "given" not in taken:
        return tuple("given" if field == "name" else field for field in found)
    if "surname" in taken and not {"given", "patronymic"} & taken:
        return tuple("name" if field == "surname" else field for field in found)
    if "given" in taken and not {"surname", "name"} & taken:
        return tuple("name" if field == "given" else field for field in found)
    return tuple(found)


@cache
def _meanings() -> tuple[dict[str, str], tuple[tuple[str, str], ...]]:
    exact: dict[str, str] = {}
    starts: list[tuple[str, str]] = []
    for language in files.languages():
        words: Headers = files.read("columns", Headers, language)
        for field in FIELDS:
            for word in getattr(words, field):
                if word.endswith("*"):
                    starts.append((_plain(word[:-1]), field))
                else:
                    exact.setdefault(_plain(word), field)
    return exact, tuple(starts)


def _plain(header: str) -> str:
    return _PUNCTUATION.sub(" ", _BRACKETS.sub(" ", fold(header))).strip() or fold(header).strip()


def _letter(place: int) -> str:
    """Return a column's letters as a spreadsheet shows them."""
    before, last = divmod(place, 26)
    return (_letter(before - 1) if before else "") + chr(ord("A") + last)


def _quoted(said: Sequence[str]) -> str:
    return ", ".join(f"«{one}»" for one in said if one)
