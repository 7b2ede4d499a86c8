"""Names rows of lists by what they say, and finds them again: in another order, another file, under another name."""

import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence

import msgspec

from vidmova.archive.intake import digest_of
from vidmova.errors import UsageError
from vidmova.lexicon.folding import fold
from vidmova.register.listlinks import named_people
from vidmova.register.store import Store
from vidmova.review.decisions import RowKey
from vidmova.totals.linkage import Record
from vidmova.totals.lists import PersonList, Row, in_short, says
from vidmova.totals.namedpeople import NAME

_Digests = dict[str, list[Record]]


def is_row(name: str) -> bool:
    """Tell whether a name is that of a row of a list, LIST:ROW, and not of a claim."""
    listed, sign, number = name.rpartition(":")
    return bool(listed and sign) and number.isdecimal()


class ListRows:
    """The rows of the lists of a register, as decisions name them."""

    def __init__(self, made: Sequence[PersonList], files: Mapping[str, str]) -> None:
        self._made = made
        self._files = [files.get(one.name, "") for one in made]
        self._at = {one.name: at for at, one in enumerate(made)}
        self._rows: dict[int, dict[int, Row]] = {}
        self._found: dict[tuple[int, bool], _Digests] = {}

    def record(self, name: str) -> Record:
        """Return the row of a name like LIST:ROW; of rows that repeat each other word for word, the first."""
        listed, _, number = name.rpartition(":")
        if listed not in self._at:
            there = ", ".join(one.name for one in self._made) or "none"
            raise UsageError(f"no list is called {listed}; there are {there}")
        at = self._at[listed]
        if int(number) not in self._numbered(at):
            raise UsageError(f"{listed} has no row {number}; vidmova lists overlap names the rows to judge")
        return self._digests(at)[self._digest_of_row(Record(at, int(number)))][0]

    def key(self, record: Record) -> RowKey:
        """Return what names a row in decisions."""
        listed, file = self._made[record.list].name, self._files[record.list]
        return RowKey(listed, self._digest_of_row(record), self._digest_of_person(record), file)

    def called(self, record: Record) -> str:
        """Return the name of a row that `record` takes."""
        return f"{self._made[record.list].name}:{record.row}"

    def said(self, record: Record) -> str:
        """Return what a row says, in short."""
        return in_short(self._row(record))

    def named(self, name: str) -> tuple[str, Row] | None:
        """Return the row of a name like LIST:ROW with the name of its list; None where there is none."""
        listed, _, number = name.rpartition(":")
        at = self._at.get(listed)
        row = None if at is None else self._numbered(at).get(int(number))
        return (listed, row) if row else None

    def find(self, key: RowKey) -> Record | None:
        """Return where a row is now; None where it is gone, or several may be meant.

        It is looked for in the file that it was in, then in the list of that name, then anywhere else; in the first two
        also by who it is about, where it says something else beside that now.
        """
        places = [at for at, file in enumerate(self._files) if file == key.file]
        named = [at for at in places if self._made[at].name == key.list]
        same = [
            at for at, one in enumerate(self._made) if one.name == key.list and bool(key.file) == bool(self._files[at])
        ]
        for scope in (named, places, same):
            if found := self._in(scope, key.row) or self._in(scope, key.person, person=True):
                return found
        others = [at for at in range(len(self._made)) if at not in places and key.file and self._files[at]]
        return self._in(others, key.row)

    def covers(self, key: RowKey) -> bool:
        """Tell whether a key could be found here: those of people whom documents name only where these are a list."""
        return bool(key.file) or "" in self._files

    def _in(self, scope: Sequence[int], digest: str, person: bool = False) -> Record | None:
        found = [records for at in scope if (records := self._digests(at, person).get(digest))]
        if len(found) != 1:
            return None
        said = {self._digest_of_row(one) for one in found[0]}
        return found[0][0] if len(said) == 1 else None

    def _digests(self, at: int, person: bool = False) -> _Digests:
        if (at, person) not in self._found:
            found: _Digests = defaultdict(list)
            digest = self._digest_of_person if person else self._digest_of_row
            for number in sorted(self._numbered(at)):
                record = Record(at, number)
                found[digest(record)].append(record)
            self._found[at, person] = dict(found)
        return self._found[at, person]

    def _digest_of_person(self, record: Record) -> str:
        row = self._row(record)
        about = (row.name, row.born or "", row.unit, row.place, row.case) if self._files[record.list] else (row.name,)
        return _digest([*map(_plain, about)])

    def _digest_of_row(self, record: Record) -> str:
        row = self._row(record)
        return _digest(says(row) if self._files[record.list] else [row.label])

    def _row(self, record: Record) -> Row:
        return self._numbered(record.list)[record.row]

    def _numbered(self, at: int) -> dict[int, Row]:
        if at not in self._rows:
            self._rows[at] = {row.number: row for row in self._made[at].rows}
        return self._rows[at]


def rows_of(store: Store, people: bool) -> ListRows:
    """Return the rows of a register's lists; with those whom its documents name as one more list, where wanted."""
    return ListRows([*store.person_lists(), *([named_people(store)] if people else [])], store.list_files())


def of_documents(name: str) -> bool:
    """Tell whether the name of a row is that of somebody whom documents name."""
    return name.rpartition(":")[0] == NAME


def _digest(said: Sequence[object]) -> str:
    return digest_of(msgspec.json.encode(said))


def _plain(said: str) -> str:
    return " ".join(fold(unicodedata.normalize("NFC", said)).split())
