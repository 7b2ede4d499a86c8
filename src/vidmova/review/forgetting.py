"""Which decisions are about what is expunged, and what stands in their place: a number, two seals and nothing else."""

from collections.abc import Collection, Iterator
from pathlib import Path

from msgspec import Struct

from vidmova.archive import chaining
from vidmova.archive.expunging import bury, expunged_decisions
from vidmova.archive.tombstones import Tombstone, mark, tombstone_of
from vidmova.review.decisions import Decision, decoded
from vidmova.review.log import chain_of


class Concerned(Struct, frozen=True):
    """The decisions that go with documents, and those that stay because they are about others too."""

    lines: list[str]
    """SHA-256 of the lines to be expunged."""
    numbers: list[int]
    staying: list[int]
    """Levels of exposure that are set for other documents too: dropping them would show somebody."""


def concerned(root: Path, documents: Collection[str], numbers: Collection[int]) -> Concerned:
    """Return which decisions go when documents, by the digests of their bytes and texts, and decisions go."""
    going, staying = [], []
    for line, one in _decisions(root):
        told = [key.document in documents or key.text in documents for key in one.claims]
        if one.number in numbers or (any(told) and (all(told) or one.kind != "exposure")):
            going.append((mark(line), one.number))
        elif any(told):
            staying.append(one.number)
    return Concerned([line for line, _ in going], [number for _, number in going], staying)


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
