"""Takes another person's decisions into a register: what is there is skipped, what judges otherwise is shown."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct, structs

from vidmova.archive.expunging import expunged_documents
from vidmova.errors import EngineError, InputError
from vidmova.review.decisions import Decision, identity
from vidmova.review.forgetting import forgotten
from vidmova.review.log import broken_lines, read_decisions, read_lines, save_chosen

MOST = 256 * 1024 * 1024
"""Bytes of a file of decisions at most."""


class Loaded(Struct, frozen=True):
    """What came of loading a file."""

    added: list[Decision]
    skipped: int
    """How many were there already, or are about documents or rows of lists that were expunged."""
    torn: bytes = b""


def read_file(place: Path) -> list[Decision]:
    """Return the decisions of another register's file; raises InputError, naming the lines, where it was altered."""
    try:
        if place.stat().st_size > MOST:
            raise InputError(f"{place}: too large for a file of decisions")
        lines = place.read_bytes().removesuffix(b"\n").split(b"\n")
    except OSError as fault:
        raise InputError(f"{place}: {fault.strerror or fault}") from None
    lines = [] if lines == [b""] else lines
    if faults := list(broken_lines(lines)):
        shown = "; ".join(faults[:8])
        raise InputError(f"{place} is not as it was dumped: {shown}")
    try:
        return read_lines(lines)
    except EngineError as fault:
        raise InputError(f"{place}: {fault}") from None


def load(root: Path, decisions: Sequence[Decision]) -> Loaded:
    """Add another chain's decisions that are not here yet to a register's own, marked with where they came from."""
    skipped = 0

    def choose() -> list[Decision]:
        nonlocal skipped
        own, gone, is_forgotten = read_decisions(root), expunged_documents(root), forgotten(root)
        seals, there = {one.seal for one in own}, Counter(identity(one) for one in own)
        # Two chains that began as one are told apart by the first seal that is theirs alone.
        origin = next((one.seal for one in decisions if one.seal not in seals), "")[:16]
        fresh = []
        for one in decisions:
            name = identity(one)
            if there[name]:
                there[name] -= 1
                skipped += 1
            elif any(key.document in gone for key in one.claims) or is_forgotten(one):
                skipped += 1
            else:
                fresh.append(structs.replace(one, origin=one.origin or origin))
        return fresh

    saved = save_chosen(root, choose)
    return Loaded(saved.decisions, skipped, saved.torn)
