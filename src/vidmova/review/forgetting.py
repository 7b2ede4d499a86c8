"""Which decisions are about what is expunged, and what stands in their place: a number, two seals and nothing else."""

from collections.abc import Callable, Collection, Iterator
from pathlib import Path

from msgspec import Struct

from vidmova.archive import chaining
from vidmova.archive.expunging import bury, expunged_decisions, expunged_documents
from vidmova.archive.tombstones import Tombstone, mark, tombstone_of
from vidmova.register.listforgetting import Leaving
from vidmova.register.lists import added, read_again
from vidmova.review.decisions import Decision, RowKey, decoded
from vidmova.review.listrows import ListRows
from vidmova.review.log import chain_of
from vidmova.totals.linkage import Record

About = Callable[[RowKey], bool]
"""Tells whether a decision that names a row of a list by this key goes."""


class Concerned(Struct, frozen=True):
    """The decisions that go with documents, and those that stay because they are about others too."""

    lines: list[str]
    """SHA-256 of the lines to be expunged."""
    numbers: list[int]
    staying: list[int]
    """Levels of exposure that are set for other documents too: dropping them would show somebody."""


def concerned(
    root: Path, documents: Collection[str], numbers: Collection[int], about: About = lambda _: False
) -> Concerned:
    """Return which decisions go when documents, by the digests of bytes and texts, decisions and rows of lists go."""
    going, staying = [], []
    for line, one in _decisions(root):
        told = [key.document in documents or key.text in documents for key in one.claims]
        if one.number in numbers or any(map(about, one.rows)) or (any(told) and (all(told) or one.kind != "exposure")):
            going.append((mark(line), one.number))
        elif any(told):
            staying.append(one.number)
    return Concerned([line for line, _ in going], [number for _, number in going], staying)


def about_rows(root: Path, gone: Leaving) -> About:
    """Return what tells the decisions about rows and whole lists that go: by what a row says, and by whom it is of."""
    every = added(root)
    made = [read_again(root, one) for one in every]
    rows = ListRows(made, {one.name: one.digest for one in every})
    going = {
        Record(at, row.number)
        for at, one in enumerate(made)
        for row in one.rows
        if one.name in gone.lists or row.number in gone.rows.get(one.name, ())
    }
    keys = [rows.key(record) for record in sorted(going)]
    said, people = {key.row for key in keys}, {(key.list, key.person) for key in keys}

    def about(key: RowKey) -> bool:
        if not key.file or key.list in gone.lists:
            return bool(key.file)
        there = rows.find(key)
        return there in going or (there is None and (key.row in said or (key.list, key.person) in people))

    return about


def forgotten(root: Path) -> Callable[[Decision], bool]:
    """Return what tells decisions, that come from elsewhere, about rows of expunged files that are in no list now."""
    gone, every = expunged_documents(root), added(root)
    rows: list[ListRows] = []

    def is_forgotten(one: Decision) -> bool:
        asked = [key for key in one.rows if key.file in gone]
        if asked and not rows:
            # Only now: reading lists takes a while, and hardly a file of decisions needs it.
            rows.append(
                ListRows([read_again(root, each) for each in every], {each.name: each.digest for each in every})
            )
        return any(rows[0].find(key) is None for key in asked)

    return is_forgotten


def forget(root: Path) -> None:
    """Put tombstones in the place of all decisions that are recorded as expunged; again costs nothing."""
    chain = chain_of(root)
    bury(chain, expunged_decisions(root), _stone)
    chain.torn.unlink(missing_ok=True)


def remembered(root: Path) -> bool:
    """Tell whether a decision that is recorded as expunged is still there."""
    gone = expunged_decisions(root)
    lines, _ = chaining.lines_of(chain_of(root))
    return any(mark(line) in gone and tombstone_of(line) is None for line in lines)


def _decisions(root: Path) -> Iterator[tuple[bytes, Decision]]:
    lines, _ = chaining.lines_of(chain_of(root))
    return ((line, one) for line in lines if (one := decoded(line)))


def _stone(line: bytes) -> Tombstone | None:
    one = decoded(line)
    return Tombstone(mark(line), one.previous, one.number, one.seal) if one else None
