"""Makes a list of people or cases from a table and the meaning of its columns; names what it leaves out."""

from collections.abc import Callable
from typing import Any

from vidmova.errors import InputError
from vidmova.totals.columns import DATES, Mapped
from vidmova.totals.lists import Fault, PersonList, Row
from vidmova.totals.partialdates import days_of, partial_date
from vidmova.totals.tables import Line

TEXTS = ("unit", "place", "rank", "category", "charge", "court", "case", "outcome", "note")
EARLIEST_BIRTH = "1900"
DATE_FORMS = "1990, 05.1990, 1990-05, 17.05.1990 or 1990-05-17"

Report = Callable[[str, bool], None]


def make_list(mapped: Mapped, name: str, maker: str = "") -> PersonList:
    """Return the list that a table holds, with a fault for each row or cell that could not be taken.

    Raises InputError where no row is left.
    """
    rows: list[Row] = []
    faults: list[Fault] = []
    for line in mapped.lines:
        row = _row(mapped, line, lambda reason, kept, number=line.number: faults.append(Fault(number, reason, kept)))  # type: ignore[misc]
        if row is not None:
            rows.append(row)
    if not rows:
        said = f"; {faults[0].line}" if faults else ": there is nothing below its header"
        raise InputError(f"{mapped.table.name}: no row of it can be used{said}")
    return PersonList(name=name, maker=maker, rows=tuple(rows), faults=tuple(faults))


def _row(mapped: Mapped, line: Line, report: Report) -> Row | None:
    if len(line.cells) > len(mapped.names) and any(line.cells[len(mapped.names) :]):
        report(f"it has {len(line.cells)} cells and the header {len(mapped.names)}: a stray delimiter?", False)
        return None
    if line.cells == mapped.header.cells:
        report("it repeats the header", False)
        return None
    said = {field: cell for field, cell in zip(mapped.meanings, line.cells, strict=False) if field and cell}
    other = {
        name: cell
        for name, field, cell in zip(mapped.names, mapped.meanings, line.cells, strict=False)
        if not field and cell
    }
    name = _name(said)
    if not name and not said.get("case"):
        report("it has neither a name nor the number of a case", False)
        return None
    if name and not any(letter.isalpha() for letter in name):
        report(f"its name «{name}» has no letter: does the map name the right column?", False)
        return None
    dates: dict[str, Any] = {}
    for field in DATES:
        if field in said:
            dates[field] = _date(field, said[field], other, report)
    texts = {field: said[field] for field in TEXTS if field in said}
    return Row(number=line.number, label=said.get("number", ""), name=name, other=other, **dates, **texts)


def _date(field: str, cell: str, other: dict[str, str], report: Report) -> str | None:
    found = partial_date(cell)
    days = days_of(found)
    word = "date of birth" if field == "born" else "date"
    if found is None:
        report(f"the {word} «{cell}» is none ({DATE_FORMS})", True)
    elif field == "born" and days and days[0] and days[0] < EARLIEST_BIRTH:
        report(f"the {word} «{cell}» lies before {EARLIEST_BIRTH}", True)
        found = None
    if found is None:
        other[f"{field} as written"] = cell
    return found


def _name(said: dict[str, str]) -> str:
    if "surname" not in said:
        return " ".join(said[field] for field in ("name", "given", "patronymic") if field in said)
    rest = " ".join(said[field] for field in ("given", "patronymic") if field in said)
    return f"{said['surname']}, {rest}" if rest else said["surname"]
