"""Keeps lists of people or cases: the table as received under its digest, its rows, and who is one over all lists."""

import hashlib
from collections import defaultdict
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct
from sqlalchemy import delete, select

from vidmova.archive import expunging, intake, provenance, receiving
from vidmova.archive.intake import digest_of
from vidmova.errors import EngineError, UsageError
from vidmova.register.database import Database, insert_all, remember
from vidmova.register.kepttables import read_kept
from vidmova.register.listtables import list_faults, list_pairs, list_people, list_rows, lists
from vidmova.register.sealing import LISTS_LINKED, seal, seal_tables, unseal
from vidmova.register.tables import state
from vidmova.totals.columns import ColumnMap, apply
from vidmova.totals.learning import Weights
from vidmova.totals.linkage import Linkage, Pair, Record
from vidmova.totals.listreading import make_list
from vidmova.totals.lists import Fault, PersonList, Row
from vidmova.totals.tables import Table

FOLDER, ADDED = expunging.LISTS, "added.jsonl"
LINKED = "lists linked"
MEDIA_TYPE, MAP_TYPE = "application/x-table", "application/x-table-map"
"""What a list's file is called in the chain of custody, and how its columns were read."""


class Added(Struct, frozen=True, kw_only=True):
    """How a list was added: enough to make its rows anew from the bytes."""

    name: str
    maker: str
    file: str
    digest: str
    map: ColumnMap
    sheet: str | None = None

    @property
    def recipe(self) -> str:
        """Digest of all that its rows follow from."""
        return hashlib.sha256(msgspec.json.encode(self)).hexdigest()


def folder_of(register: Path) -> Path:
    """Return where a register keeps the tables that it was given, with a chain of custody of their own."""
    return register / FOLDER


def added(register: Path) -> list[Added]:
    """Return the lists of a register in the order of their first adding; of one name the last holds."""
    return list({one.name: one for _, one in every_added(register)}.values())


def every_added(register: Path) -> list[tuple[bytes, Added]]:
    """Return each adding of a list, and its line, that was not expunged: also those that another took the place of."""
    place = folder_of(register) / ADDED
    try:
        lines = place.read_bytes().splitlines() if place.is_file() else []
        every = [(line, msgspec.json.decode(line, type=Added)) for line in lines]
    except msgspec.DecodeError:
        raise EngineError(f"{place} was altered: a line of it is none; restore it from a copy") from None
    gone = expunging.expunged_documents(register)
    return [(line, one) for line, one in every if digest_of(line) not in gone]


def keep_list(register: Path, new: Added, payload: bytes, replace: bool = False, how: str = "") -> None:
    """Keep a list's bytes and how to read them, and how they came where that is not from a file.

    Raises UsageError where another list has the name, the same bytes are there under another, or were expunged.
    """
    root = folder_of(register)
    if new.digest in expunging.expunged_documents(register):
        raise UsageError(
            f"{new.file} was expunged from this register, or rows of it were, and does not come back as it was; "
            "give it without them"
        )
    for one in added(register):
        if one.name == new.name and not replace and one != new:
            raise UsageError(f"there is a list {new.name} already ({one.file}); give another --name, or --replace it")
        if one.digest == new.digest and one.sheet == new.sheet and one.name != new.name:
            raise UsageError(
                f"{new.file} is in this register already, as {one.name}; a list that counts twice is no second list"
            )
    if new in added(register):
        return
    root.mkdir(exist_ok=True)
    line, known = msgspec.json.encode(new), {receipt.digest for receipt in provenance.read_chain(root)}
    fresh = [_receipt(new.file, payload, MEDIA_TYPE, how)] if digest_of(payload) not in known else []
    receiving.receive(root, [payload, line], [*fresh, _receipt(new.file, line, MAP_TYPE, how)])
    place = root / ADDED
    before = place.read_bytes() if place.is_file() else b""
    intake.write_whole(place, before + line + b"\n")


def _receipt(name: str, payload: bytes, kind: str, how: str = "") -> provenance.Receipt:
    return provenance.Receipt(
        digest=digest_of(payload),
        name=name,
        source=name,
        when=provenance.now(),
        size=len(payload),
        media_type=kind,
        how=how,
    )


def altered_lists(register: Path) -> list[str]:
    """Return one sentence for each list whose file or way of being read is not as it was added."""
    root, place = folder_of(register), folder_of(register) / ADDED
    lines = place.read_bytes().split(b"\n")[:-1] if place.is_file() else []
    gone, said = expunging.expunged_documents(register), f"{FOLDER}/{ADDED}"
    found = [digest for line in lines if (digest := digest_of(line)) not in gone]
    receipts = [one for one in provenance.read_chain(root) if one.digest not in gone]
    given = [one.digest for one in receipts if one.media_type == MAP_TYPE]
    faults = [f"{FOLDER}/archive: {fault}" for fault in provenance.verify(root)]
    faults += [f"{said}, line {at}: altered or added" for at, one in enumerate(found, 1) if one not in given]
    faults += [f"{said}: a line was removed ({one[:12]}…)" for one in dict.fromkeys(given) if one not in found]
    if not faults and list(dict.fromkeys(found)) != list(dict.fromkeys(given)):
        faults.append(f"{said}: its lines are in another order")
    return faults


def read_again(register: Path, one: Added) -> PersonList:
    """Return a list as its kept bytes and its map say it."""
    return make_list(apply(table_of(register, one), one.map, f"the map of {one.name}"), one.name, one.maker)


def table_of(register: Path, one: Added) -> Table:
    """Return the table of a list as its kept bytes hold it."""
    return read_kept(one.file, intake.fetch_kept(folder_of(register), one.digest), one.sheet)


class Lists(Database):
    """The part of the store that holds lists."""

    def bring_lists(self, register: Path) -> bool:
        """Store the rows of every list that was added and is not stored so; say whether anything changed."""
        given = added(register)
        stored = {row.name: (row.number, row.recipe) for row in self._rows(select(lists))}
        if stored == {one.name: (number, one.recipe) for number, one in enumerate(given)}:
            return False
        for number, one in enumerate(given):
            if stored.get(one.name) != (number, one.recipe):
                self._store_list(number, one, read_again(register, one))
        with self._writing() as connection:
            for name in sorted(set(stored) - {one.name for one in given}):
                for table in (list_rows, list_faults):
                    connection.execute(delete(table).where(table.c.list == name))
                connection.execute(delete(lists).where(lists.c.name == name))
                unseal(connection, "list", name)
            remember(connection, LINKED, "")
        return True

    def _store_list(self, number: int, one: Added, made: PersonList) -> None:
        with self._writing() as connection:
            for table in (list_rows, list_faults):
                connection.execute(delete(table).where(table.c.list == one.name))
            connection.execute(delete(lists).where(lists.c.name == one.name))
            insert_all(connection, list_rows, ({"list": one.name, **msgspec.to_builtins(row)} for row in made.rows))
            faults = (
                {"list": one.name, "number": at, **msgspec.to_builtins(fault)} for at, fault in enumerate(made.faults)
            )
            insert_all(connection, list_faults, faults)
            row = {"name": one.name, "number": number, "maker": one.maker, "file": one.file, "digest": one.digest}
            insert_all(connection, lists, [{**row, "recipe": one.recipe}])
            seal(connection, "list", one.name)
            remember(connection, LINKED, "")

    def person_lists(self) -> list[PersonList]:
        """Return all lists with their rows, in the order in which they were added."""
        rows: dict[str, list[Row]] = defaultdict(list)
        names = Row.__struct_fields__
        columns = [list_rows.c[name] for name in ("list", *names)]
        for said in self._rows(select(*columns).order_by(list_rows.c.list, list_rows.c.number)):
            rows[said[0]].append(Row(**dict(zip(names, said[1:], strict=True))))
        faults: dict[str, list[Fault]] = defaultdict(list)
        for fault in self._rows(select(list_faults).order_by(list_faults.c.list, list_faults.c.number)):
            faults[fault.list].append(Fault(fault.row, fault.reason, fault.kept))
        return [
            PersonList(name=one.name, maker=one.maker, rows=tuple(rows[one.name]), faults=tuple(faults[one.name]))
            for one in self._rows(select(lists).order_by(lists.c.number))
        ]

    def list_files(self) -> dict[str, str]:
        """Return the digest of each list's file by the name of the list."""
        return {row.name: row.digest for row in self._rows(select(lists).order_by(lists.c.number))}

    def lists_stamp(self) -> str:
        """Return a mark that is another one when lists were added, replaced or read otherwise."""
        return " ".join(row.recipe for row in self._rows(select(lists.c.recipe).order_by(lists.c.number)))

    def lists_linked_by(self) -> str:
        """Return what the links of the lists follow from; nothing where they are to be made."""
        found = self._rows(select(state.c.value).where(state.c.name == LINKED))
        return str(found[0].value) if found else ""

    def keep_linkage(self, names: list[str], found: Linkage, recipe: str) -> None:
        """Store who is one over the lists of these names, in place of what was stored."""
        pairs = (_pair_row(at, pair, names) for at, pair in enumerate(found.pairs))
        people = (
            {"list": names[record.list], "row": record.row, "person": person}
            for person, records in enumerate(found.people)
            for record in records
        )
        with self._writing() as connection:
            connection.execute(delete(list_pairs))
            connection.execute(delete(list_people))
            insert_all(connection, list_pairs, pairs)
            insert_all(connection, list_people, people)
            seal_tables(connection, LISTS_LINKED)
            shares = [[*key, value] for key, value in sorted(found.shares.items())]
            kept = {"recipe": recipe, "weights": msgspec.to_builtins(found.weights), "shares": shares}
            remember(connection, LINKED, msgspec.json.encode(kept).decode())

    def linkage(self, names: list[str], recipe: str) -> Linkage | None:
        """Return who is one over the lists of these names, if it was stored as following from a recipe."""
        text = self.lists_linked_by()
        kept = msgspec.json.decode(text) if text else {}
        if kept.get("recipe") != recipe:
            return None
        at = {name: number for number, name in enumerate(names)}
        people: dict[int, list[Record]] = defaultdict(list)
        for row in self._rows(select(list_people)):
            people[row.person].append(Record(at[row.list], row.row))
        pairs = [_pair(row, at) for row in self._rows(select(list_pairs).order_by(list_pairs.c.number))]
        shares = {(a, b): share for a, b, share in kept["shares"]}
        ordered = [sorted(records) for _, records in sorted(people.items())]
        weights = msgspec.convert(kept["weights"], type=Weights)
        return Linkage(people=ordered, pairs=pairs, weights=weights, shares=shares)


def _pair_row(number: int, pair: Pair, names: list[str]) -> dict[str, Any]:
    sides = {"a_list": names[pair.a.list], "a_row": pair.a.row, "b_list": names[pair.b.list], "b_row": pair.b.row}
    numbers = {"probability": pair.probability, "weight": pair.weight, "features": pair.features}
    return {"number": number, **sides, "judgement": pair.judgement, **numbers}


def _pair(row: Any, at: dict[str, int]) -> Pair:
    return Pair(
        a=Record(at[row.a_list], row.a_row),
        b=Record(at[row.b_list], row.b_row),
        judgement=row.judgement,
        probability=row.probability,
        weight=row.weight,
        features=row.features,
    )
