"""Expunging: what was received is removed for good; the chain of custody says when that was, by whom and why."""

import os
from collections.abc import Callable, Iterable
from pathlib import Path

import msgspec

from vidmova.archive import chaining, provenance
from vidmova.archive.chaining import BEGINNING, Chain
from vidmova.archive.intake import place_of, settle
from vidmova.archive.provenance import Expunging, chain_of, left_behind
from vidmova.archive.tombstones import Tombstone, carved, mark, tombstone_of
from vidmova.errors import InputError

LISTS = "lists"
"""The folder in a register's that has what was received as lists, with a chain of its own."""


def expungings(folder: Path) -> list[Expunging]:
    """Return what was expunged from a register and from its lists, each in order."""
    return [*recorded_in(folder), *recorded_in(folder / LISTS)]


def expunged_documents(folder: Path) -> dict[str, Expunging]:
    """Return the digests of documents and files of lists that were expunged, each with when, by whom and why."""
    return {digest: one for one in expungings(folder) for digest in one.documents}


def expunged_decisions(folder: Path) -> frozenset[str]:
    """Return the digests of the lines of `decisions.jsonl` that were expunged."""
    return frozenset(line for one in expungings(folder) for line in one.decisions)


def record(folder: Path, wanted: Expunging) -> Expunging:
    """Say in the chain of custody what is to be expunged; from then on it is refused, though it is still there.

    Raises InputError where nobody says who and why.
    """
    if not wanted.who.strip() or not wanted.why.strip():
        raise InputError("say who expunges and why: --who NAME --why TEXT; name nobody there who is to be forgotten")
    made: list[Expunging] = []

    def seal(last: bytes) -> list[bytes]:
        lines, _ = chaining.lines_of(Chain(chain_of(folder)))
        gone = set(wanted.documents)
        hit = [mark(line) for line in lines if (one := provenance.parsed(line)) and one.digest in gone]
        sealed = msgspec.structs.replace(wanted, expunging=hit, previous=mark(last) if last else BEGINNING)
        made.append(sealed)
        return [msgspec.json.encode(sealed)]

    chaining.append(Chain(chain_of(folder)), seal)
    return made[0]


def carry_out(folder: Path) -> None:
    """Remove the bytes and the receipts of all that a chain records as expunged; again costs nothing."""
    every = recorded_in(folder)
    for digest in sorted({one for expunging in every for one in expunging.documents}):
        _remove(place_of(folder, digest))
    for place in (folder / "archive").rglob(".part-*"):
        if left_behind(place):
            _remove(place)
    _remove(Chain(chain_of(folder)).torn)
    gone = {line for expunging in every for line in expunging.expunging}
    bury(Chain(chain_of(folder)), gone, _stone)


def unfinished(folder: Path) -> bool:
    """Tell whether something that is recorded as expunged is still there, in a register or its lists."""
    return any(_is_unfinished(one) for one in (folder, folder / LISTS))


def recorded_in(folder: Path) -> list[Expunging]:
    """Return what the chain of a register, or that of its lists, says was expunged."""
    lines, _ = chaining.lines_of(Chain(chain_of(folder)))
    return [one for line in lines if (one := provenance.expunging_in(line))]


def _is_unfinished(folder: Path) -> bool:
    every = recorded_in(folder)
    gone = {line for expunging in every for line in expunging.expunging}
    lines, _ = chaining.lines_of(Chain(chain_of(folder)))
    there = any(place_of(folder, digest).is_file() for one in every for digest in one.documents)
    return there or any(mark(line) in gone and not tombstone_of(line) for line in lines)


def bury(chain: Chain, gone: Iterable[str], stone: Callable[[bytes], Tombstone | None]) -> None:
    """Put tombstones in the place of a chain's lines that have these digests."""
    wanted = frozenset(gone)

    def buried(lines: list[bytes]) -> list[bytes]:
        made = []
        for line in lines:
            found = stone(line) if mark(line) in wanted and tombstone_of(line) is None else None
            made.append(carved(found, len(line)) if found else line)
        return made

    if wanted:
        chaining.rewrite(chain, buried)


def _stone(line: bytes) -> Tombstone | None:
    receipt = provenance.parsed(line)
    return Tombstone(mark(line), receipt.previous) if receipt else None


def _remove(place: Path) -> None:
    try:
        with place.open("r+b") as file:
            # Overwritten first: little against a forensic laboratory, enough against a program that undeletes.
            size = place.stat().st_size
            for start in range(0, size, 1 << 20):
                file.write(b"\0" * min(1 << 20, size - start))
            file.flush()
            os.fsync(file.fileno())
        place.unlink()
    except FileNotFoundError:
        return
    settle(place.parent)
