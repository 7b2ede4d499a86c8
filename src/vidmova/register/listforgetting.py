"""Takes rows out of lists, and whole lists out of a register, for good: what goes, and the tables without it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from msgspec import Struct, structs

from vidmova.archive import expunging, intake
from vidmova.archive.intake import digest_of, place_of
from vidmova.archive.provenance import Expunging
from vidmova.errors import OurBugError, UsageError
from vidmova.register import kepttables
from vidmova.register.lists import ADDED, Added, added, every_added, folder_of, keep_list, read_again, table_of
from vidmova.totals.columns import apply
from vidmova.totals.listreading import make_list
from vidmova.totals.lists import says
from vidmova.totals.tables import Line, Table

HOW = "made anew without rows that were expunged"
"""How such a table came, as the chain of custody says it."""


class Leaving(Struct, frozen=True):
    """What goes when rows of lists and whole lists go."""

    rows: dict[str, list[int]]
    """By the name of the list the rows named, and those that repeat them word for word."""
    lists: list[str]
    digests: list[str]
    """Of every file that has what goes; of whole lists also of how they were read."""

    @property
    def named(self) -> list[str]:
        """The rows as LIST:ROW."""
        return [f"{name}:{number}" for name, numbers in self.rows.items() for number in numbers]


def leaving(register: Path, rows: Sequence[str], whole: Sequence[str]) -> Leaving:
    """Return what goes with rows named as LIST:ROW and with whole lists; raises UsageError where one is not there."""
    there = {one.name: one for one in added(register)}
    asked: dict[str, set[int]] = defaultdict(set)
    for name, _, number in (one.rpartition(":") for one in rows):
        if name not in whole:
            asked[name].add(int(number))
    for name in (*asked, *whole):
        if name not in there:
            raise UsageError(f"no list is called {name}; there are {', '.join(there) or 'none'}")
    going = {name: _repeated(register, there[name], numbers) for name, numbers in sorted(asked.items())}
    for name, numbers in going.items():
        _check(register, there[name], numbers)
    return Leaving(going, sorted(set(whole)), _digests(register, {*going, *whole}, set(whole)))


def remake(register: Path) -> None:
    """Keep each list that has expunged rows anew without them, and forget whole ones; again costs nothing."""
    every = expunging.recorded_in(folder_of(register))
    gone = {digest for made in every for digest in made.documents}
    for one in added(register):
        if one.digest in gone:
            numbers = _recorded(every, one)
            table = table_of(register, one)
            payload = kepttables.written(_without(table, numbers), one.name)
            keep_list(register, _other(one, payload), payload, replace=True, how=HOW)
    place = folder_of(register) / ADDED
    lines = place.read_bytes().splitlines(keepends=True) if place.is_file() else []
    left = [line for line in lines if digest_of(line.removesuffix(b"\n")) not in gone]
    if left != lines:
        intake.write_whole(place, b"".join(left))


def lines_with(register: Path, words: Sequence[str]) -> list[str]:
    """Return the names of all rows, LIST:ROW, also of those that were left out, that have all of these words."""
    return [f"{one.name}:{number}" for one in added(register) for number in _with(register, one, words)]


def earlier_with(register: Path, words: Sequence[str]) -> list[str]:
    """Return the names of the lists of which a file that another took the place of has all of these words in a row."""
    now = {one.digest for one in added(register)}
    before = [one for _, one in every_added(register) if one.digest not in now]
    return sorted({one.name for one in before if _with(register, one, words)})


def _with(register: Path, one: Added, words: Sequence[str]) -> list[int]:
    if not place_of(folder_of(register), one.digest).is_file():
        return []
    wanted = [word.casefold() for word in words]
    lines = table_of(register, one).lines
    return [line.number for line in lines if all(word in " ".join(line.cells).casefold() for word in wanted)]


def _repeated(register: Path, one: Added, numbers: set[int]) -> list[int]:
    """Return lines that are there, with those that say the same."""
    lines = {line.number: line for line in table_of(register, one).lines}
    header = apply(table_of(register, one), one.map, f"the map of {one.name}").header.number
    for number in sorted(numbers):
        if number not in lines:
            raise UsageError(f"{one.name} has no row {number}; vidmova expunge --naming NAME says where a name stands")
        if number == header:
            raise UsageError(f"row {number} of {one.name} is its header, which names nobody; name a row below it")
    rows = {row.number: says(row) for row in read_again(register, one).rows}
    same = {rows[number] for number in numbers if number in rows}
    cells = {lines[number].cells for number in numbers}
    return [number for number, line in lines.items() if rows.get(number) in same or line.cells in cells]


def _check(register: Path, one: Added, numbers: Sequence[int]) -> None:
    """See to it that the table without these rows is read as before, before anything is removed."""
    before = read_again(register, one)
    kept = tuple(row for row in before.rows if row.number not in numbers)
    if not kept:
        raise UsageError(f"nothing would be left of {one.name}; expunge it whole: --list {one.name}")
    table = _without(table_of(register, one), numbers)
    if _rows(kepttables.read_kept(one.file, kepttables.written(table, one.name), None), one) != kept:
        raise OurBugError(f"{one.name} would be read otherwise without these rows")


def _rows(table: Table, one: Added) -> tuple[object, ...]:
    return make_list(apply(table, one.map, f"the map of {one.name}"), one.name, one.maker).rows


def _without(table: Table, numbers: Iterable[int]) -> Table:
    gone = frozenset(numbers)
    lines: tuple[Line, ...] = tuple(line for line in table.lines if line.number not in gone)
    return structs.replace(table, lines=lines, others=())


def _digests(register: Path, names: set[str], whole: set[str]) -> list[str]:
    """Return the digests of all files that lists of these names came as, now and before."""
    files: list[str] = []
    for line, one in every_added(register):
        if one.name in names:
            files.append(one.digest)
        if one.name in whole:
            files.append(digest_of(line))
    return sorted(set(files))


def _recorded(every: Sequence[Expunging], one: Added) -> list[int]:
    said = [row.rpartition(":") for made in every if one.digest in made.documents for row in made.rows]
    return [int(number) for name, _, number in said if name == one.name]


def _other(one: Added, payload: bytes) -> Added:
    return structs.replace(one, digest=digest_of(payload), sheet=None)
