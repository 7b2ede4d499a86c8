"""`decisions.jsonl`: what people judged, only ever added to, each line sealed to the one before."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

from msgspec import Struct

from vidmova.archive import chaining
from vidmova.archive.chaining import BEGINNING, Chain
from vidmova.archive.expunging import expunged_decisions
from vidmova.archive.tombstones import Tombstone, tombstone_of
from vidmova.errors import EngineError
from vidmova.review.decisions import Decision, checked, decoded, encoded, seal_of, sealed

FILE = "decisions.jsonl"
_WITNESS = re.compile(r"decisions (\d+) ([0-9a-f]{16})$")


class Saved(Struct, frozen=True):
    """Decisions as they were written, and a half one that a kill had left and that was moved aside."""

    decisions: list[Decision]
    torn: bytes = b""


def chain_of(root: Path) -> Chain:
    """Return the file of a register's decisions."""
    return Chain(root / FILE)


def now() -> str:
    """Return the present time in UTC, to the microsecond, so that no two decisions of a person are one."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def save(root: Path, decisions: Iterable[Decision]) -> Saved:
    """Add decisions to a register's chain; they are on the disk when this returns.

    Raises InputError where one says too little, and EngineError where the disk refuses or the chain was altered.
    """
    wanted = [checked(one) for one in decisions]
    return save_chosen(root, lambda: wanted)


def save_chosen(root: Path, choose: Callable[[], list[Decision]]) -> Saved:
    """Add the decisions that `choose` gives when it is asked, while nobody else writes."""
    written: list[Decision] = []

    def make(last: bytes) -> list[bytes]:
        before = _whole(last) if last else None
        for one in choose():
            before = sealed(checked(one), before)
            written.append(before)
        return [encoded(one) for one in written]

    torn = chaining.append(chain_of(root), make)
    return Saved(written, torn)


def _whole(line: bytes) -> Decision:
    if stone := tombstone_of(line):
        return Decision(kind="withdraw", who="", when="", why="", number=stone.number, seal=stone.seal)
    decision = decoded(line)
    if decision is None or decision.seal != seal_of(decision):
        raise EngineError(f"{FILE}: its last line was altered – restore the file from a copy; nothing was added")
    return decision


def read_decisions(root: Path) -> list[Decision]:
    """Return a register's decisions in order; a torn last line is none.

    Raises EngineError where a line is no decision any more: what follows from altered decisions is not to be trusted.
    """
    lines, _ = chaining.lines_of(chain_of(root))
    return read_lines(lines, _expunged(root, lines))


def _expunged(root: Path, lines: Sequence[bytes]) -> frozenset[str]:
    return expunged_decisions(root) if any(tombstone_of(line) for line in lines) else frozenset()


def read_lines(lines: Sequence[bytes], expunged: frozenset[str] | None = None) -> list[Decision]:
    """Return the decisions of whole lines; raises EngineError where a line is none or does not follow.

    Lines that were expunged are left out. `expunged` has the digests of those that may be, where that is known.
    """
    if fault := next(broken_lines(lines, expunged), None):
        raise EngineError(f"{FILE}, {fault} – vidmova verify says more; restore the file from a copy")
    return [one for line in lines if (one := decoded(line))]


def broken_lines(lines: Sequence[bytes], expunged: frozenset[str] | None = None) -> Iterator[str]:
    """Yield one sentence, with the line's number, for each line that is not as it was saved where it was saved."""
    previous, expected = BEGINNING, 1
    for at, line in enumerate(lines, 1):
        decision = tombstone_of(line) or decoded(line)
        if decision is None:
            yield f"line {at}: altered, it is no decision any more"
            previous, expected = "", expected + 1
            continue
        if isinstance(decision, Tombstone):
            if expunged is not None and decision.expunged not in expunged:
                yield f"line {at}: a tombstone stands here, and no expunging is recorded that made it"
        elif decision.seal != seal_of(decision):
            yield f"line {at}: decision {decision.number} was altered; its seal does not fit"
        if decision.number != expected:
            yield f"line {at}: {_out_of_place(decision.number, expected)}"
        elif previous not in ("", decision.previous):
            yield f"line {at}: decision {decision.number} does not follow from the line before"
        previous, expected = decision.seal, decision.number + 1


def _out_of_place(number: int, expected: int) -> str:
    missing = f"decision {expected}" + (f" to {number - 1}" if number - 1 > expected else "")
    if number > expected:
        return f"decision {number} stands here; {missing} was removed or moved before it"
    return f"decision {number} stands here where {expected} belongs; it was inserted or moved"


def verify(root: Path) -> list[str]:
    """Return one sentence for each line that was edited, removed, moved or inserted; none where all is as saved."""
    chain = chain_of(root)
    lines, torn = chaining.lines_of(chain)
    faults = [f"{FILE}, {fault}" for fault in broken_lines(lines, _expunged(root, lines))]
    if torn:
        faults.append(f"{FILE}, line {len(lines) + 1}: the last line is torn; the next decision sets it aside")
    return faults + chaining.broken_end(chain)


def clock_went_back(root: Path) -> list[str]:
    """Return a line where a decision made here says an earlier moment than the one before."""
    lines, _ = chaining.lines_of(chain_of(root))
    own = [one for line in lines if (one := decoded(line)) and not one.origin]
    return [
        f"{FILE}: decision {later.number} is said to be of {later.when}, before decision {earlier.number} "
        f"({earlier.when}); a clock went back, and the order of the lines holds"
        for earlier, later in pairwise(own)
        if later.when < earlier.when
    ][:1]


def state_of(decisions: list[Decision]) -> str:
    """Return what names a state of the chain: how many decisions there are and the seal of the last."""
    return f"decisions {decisions[-1].number} {decisions[-1].seal[:16]}" if decisions else ""


def unwitnessed(root: Path, linked_by: str) -> list[str]:
    """Return one sentence where the database followed from decisions that the chain does not have any more."""
    said = _WITNESS.search(linked_by)
    if said is None:
        return []
    lines, _ = chaining.lines_of(chain_of(root))
    there = (one for line in lines if (one := tombstone_of(line) or decoded(line)))
    if any((one.number, one.seal[:16]) == (int(said[1]), said[2]) for one in there):
        return []
    return [f"{FILE}: decision {said[1]}, which the register was built with, was altered or removed"]
