"""Lists of people or cases made by somebody: their rows, and what reading them left out and why."""

from collections import defaultdict
from collections.abc import Iterable

from msgspec import Struct, field


class Row(Struct, frozen=True, kw_only=True):
    """A row of a list: one person or case, in the words of the list."""

    number: int
    """Its line in the table as received, the first being 1."""
    label: str = ""
    """The running number that the list itself gives it; says nothing of the person."""
    name: str = ""
    """A person's name; «Surname, Given Patronymic» where the table has a column for each."""
    born: str | None = None
    """1990, 1990-05 or 1990-05-17."""
    unit: str = ""
    place: str = ""
    rank: str = ""
    category: str = ""
    date: str | None = None
    """When what the list is about happened to them, as partial as `born`."""
    charge: str = ""
    court: str = ""
    case: str = ""
    """Number of a court case or a criminal proceeding."""
    outcome: str = ""
    note: str = ""
    other: dict[str, str] = field(default_factory=dict)
    """What the columns say that mean none of these, by their header."""


class Fault(Struct, frozen=True):
    """What of a row could not be taken, and why."""

    row: int
    reason: str
    kept: bool
    """Whether the row is kept without it; else the whole row is left out."""

    @property
    def line(self) -> str:
        """One line for a person."""
        return f"row {self.row}: {self.reason}; " + ("the row is kept without it" if self.kept else "left out")


class PersonList(Struct, frozen=True, kw_only=True):
    """A table of people or cases made by somebody."""

    name: str
    maker: str = ""
    rows: tuple[Row, ...]
    faults: tuple[Fault, ...] = ()


Repeated = list[tuple[int, ...]]


def repeated(rows: Iterable[Row]) -> Repeated:
    """Return the numbers of the rows that say the same in everything, the first of each first."""
    same: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for row in rows:
        same[says(row)].append(row.number)
    return [tuple(numbers) for numbers in same.values() if len(numbers) > 1]


def says(row: Row) -> tuple[object, ...]:
    """Return all that a row says beside its place in the table."""
    plain = (row.name, row.born, row.unit, row.place, row.rank, row.category, row.date, row.charge, row.court)
    return (*plain, row.case, row.outcome, row.note, *row.other.items())


def in_short(row: Row) -> str:
    """Return what a row says of somebody in one line."""
    plain = (row.name, row.born, row.rank, row.unit, row.place, row.case, row.court, row.date, row.outcome)
    return " · ".join(said for said in plain if said)


def about_repeats(made: PersonList) -> str:
    """Return a sentence about rows that repeat others; nothing where none does."""
    groups = repeated(made.rows)
    if not groups:
        return ""
    again = sum(len(numbers) - 1 for numbers in groups)
    times = {len(numbers) for numbers in groups}
    example = " and ".join(str(number) for number in groups[0][:2])
    if len(times) == 1 and len(groups) * next(iter(times)) == len(made.rows):
        often = {2: "twice", 3: "three times"}.get(next(iter(times)), f"{next(iter(times))} times")
        said = f"every row of {made.name} stands in it {often} (rows {example} say the same)"
        return f"{said}; was the table pasted more than once? Each counts once: {len(groups):,} of {len(made.rows):,}"
    said = (
        f"{again:,} rows of {made.name} repeat another word for word"
        if again > 1
        else (f"1 row of {made.name} repeats another word for word")
    )
    return f"{said} (rows {example}); they count once"
