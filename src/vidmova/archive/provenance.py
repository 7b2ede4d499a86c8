"""The chain of custody: one line per receipt, each sealed with the digest of the line before."""

import getpass
import os
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import msgspec
from msgspec import Struct

from vidmova import __version__
from vidmova.archive import chaining
from vidmova.archive.chaining import BEGINNING
from vidmova.archive.intake import PART, digest_of, place_of
from vidmova.archive.tombstones import mark, tombstone_of

WHO = "VIDMOVA_WHO"
"""Variable of the environment that names who works with the register."""


_DIGEST = re.compile(r"[0-9a-f]{64}")


ARRIVING = "arriving.json"
"""Holds, while documents are being kept, the receipts that are to be written of them."""


class Receipt(Struct, frozen=True, kw_only=True):
    """One receiving of one file."""

    digest: str
    name: str
    source: str
    when: str
    """UTC, ISO 8601."""
    size: int
    media_type: str
    who: str = ""
    """Who ran the program; empty where the system does not say."""
    how: str = ""
    """How the bytes came: copied from a file, taken out of another, or fetched from an address."""
    version: str = __version__
    previous: str = BEGINNING
    """SHA-256 of the line before, or zeros for the first."""


class Expunging(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One expunging: what was removed for good; a line of the chain that stands for the tombstones it made."""

    expunging: list[str]
    """SHA-256 of each line of this chain that became a tombstone."""
    documents: list[str]
    """SHA-256 of the bytes that were removed, by which they are known should they come again."""
    decisions: list[str] = []
    """SHA-256 of each line of `decisions.jsonl` that became a tombstone."""
    manifests: list[str] = []
    """SHA-256 of the line of the shelf for each manifest that named what was removed, and was removed with it."""
    rows: list[str] = []
    """Rows of lists that were removed, by the list's name and their line; the documents are then files of lists."""
    lists: list[str] = []
    """Names of the lists that were removed whole."""
    who: str
    when: str
    why: str
    version: str = __version__
    previous: str = BEGINNING

    @property
    def told(self) -> str:
        """One line for a person."""
        of_lists = ((len(self.rows), "row of lists", "rows of lists"), (len(self.lists), "whole list", "whole lists"))
        received = ((len(self.documents), "document", "documents"),)
        counted = (
            *(of_lists if self.rows or self.lists else received),
            (len(self.decisions), "decision", "decisions"),
        )
        what = " and ".join(f"{number} {one if number == 1 else more}" for number, one, more in counted if number)
        return f"{what or 'something'} expunged on {self.when[:10]} by {self.who}: {self.why}"


def chain_of(folder: Path) -> Path:
    """Return the file that holds a register's chain of custody."""
    return folder / "archive" / "received.jsonl"


def now() -> str:
    """Return the present time in UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def operator() -> str:
    """Return who runs the program: as `VIDMOVA_WHO` says, or the name on this machine."""
    try:
        return os.environ.get(WHO, "").strip() or getpass.getuser()
    except (KeyError, OSError):
        return ""


def _way(receipt: Receipt) -> str:
    if receipt.source.startswith(("http://", "https://")):
        return "fetched from its address"
    return "copied from a file" if receipt.source.endswith(receipt.name) else "taken out of a file"


def append(folder: Path, receipts: list[Receipt]) -> list[Receipt]:
    """Append receipts to the chain, sealing each with the line before, and return them as written.

    A last line torn by a kill is moved to `received.torn` first. Raises EngineError where the disk refuses.
    """
    sealed: list[Receipt] = []

    def seal(last: bytes) -> list[bytes]:
        lines: list[bytes] = []
        for receipt in receipts:
            previous = mark(last) if last else BEGINNING
            who, how = receipt.who or operator(), receipt.how or _way(receipt)
            sealed.append(msgspec.structs.replace(receipt, who=who, how=how, previous=previous))
            last = msgspec.json.encode(sealed[-1])
            lines.append(last)
        return lines

    if receipts:
        chaining.append(chaining.Chain(chain_of(folder)), seal)
    return sealed


def read_chain(folder: Path) -> list[Receipt]:
    """Return the receipts that can be read, in order; a torn last line is left out."""
    lines, _ = chaining.lines_of(chaining.Chain(chain_of(folder)))
    return [receipt for line in lines if (receipt := parsed(line))]


def clock_went_back(folder: Path) -> list[str]:
    """Return a line where a receipt says an earlier moment than the one before: the machine's clock was set back."""
    chain = read_chain(folder)
    return [
        f"received.jsonl: {later.name} is said to be received on {later.when}, before what came before it "
        f"({earlier.when}); a clock went back, and the order of the lines holds"
        for earlier, later in pairwise(chain)
        if later.when < earlier.when and not later.how.startswith("fetched")
    ][:1]


def verify(folder: Path) -> list[str]:
    """Return one sentence for each thing that was altered, removed or added; none where all is as received."""
    chain = chaining.Chain(chain_of(folder))
    lines, torn = chaining.lines_of(chain)
    faults = list(_broken_links(lines))
    if torn:
        faults.append(f"received.jsonl, line {len(lines) + 1}: the last line is torn; the next run sets it aside")
    faults += chaining.broken_end(chain)
    known = {receipt.digest: receipt for line in lines if (receipt := parsed(line))}
    faults += _altered_bytes(folder, known)
    return faults + _unknown_files(folder, {*known, *(one.digest for one in arriving(folder))})


def arriving(folder: Path) -> list[Receipt]:
    """Return the receipts of what was being kept when a run was killed; the next one writes them."""
    try:
        found = msgspec.json.decode((folder / "archive" / ARRIVING).read_bytes(), type=list[Receipt])
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):
        return []
    return [one for one in found if _DIGEST.fullmatch(one.digest)]


def parsed(line: bytes) -> Receipt | None:
    """Return the receipt that a line is; None where it is something else."""
    try:
        receipt = msgspec.json.decode(line, type=Receipt)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
    return receipt if _DIGEST.fullmatch(receipt.digest) else None


def expunging_in(line: bytes) -> Expunging | None:
    """Return the record of an expunging that a line is; None where it is something else."""
    if not line.startswith(b'{"expunging":'):
        return None
    try:
        return msgspec.json.decode(line, type=Expunging)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None


def _broken_links(lines: list[bytes]) -> Iterator[str]:
    previous = BEGINNING
    vouched = {one for line in lines if (made := expunging_in(line)) for one in made.expunging}
    for number, line in enumerate(lines, 1):
        where, stone = f"received.jsonl, line {number}", tombstone_of(line)
        found = parsed(line) or expunging_in(line) or stone
        if found is None:
            yield f"{where}: altered, it is no receipt any more"
        elif found.previous != previous:
            named = f" ({found.name})" if isinstance(found, Receipt) else ""
            yield f"{where}{named}: does not follow from the line before; a line was altered, removed or added"
        elif stone and stone.expunged not in vouched:
            yield f"{where}: a tombstone stands here, and no expunging is recorded that made it"
        previous = mark(line)


def _altered_bytes(folder: Path, known: dict[str, Receipt]) -> list[str]:
    faults = []
    for digest, receipt in known.items():
        place = place_of(folder, digest)
        if place.is_symlink() or place.parent.is_symlink():
            faults.append(f"{receipt.name}: a link stands in the place of its bytes ({digest[:12]}…)")
        elif not place.is_file():
            faults.append(f"{receipt.name}: its bytes are gone from the archive ({digest[:12]}…)")
        elif digest_of(payload := place.read_bytes()) != digest:
            faults.append(f"{receipt.name}: its bytes in the archive were altered ({digest[:12]}…)")
        elif len(payload) != receipt.size:
            faults.append(f"{receipt.name}: its receipt says {receipt.size} bytes, the archive has {len(payload)}")
    return faults


def _unknown_files(folder: Path, known: set[str]) -> list[str]:
    root = folder / "archive"
    faults = []
    for place in sorted(root.rglob("*")):
        inside = place.relative_to(root)
        ours = len(inside.parts) == 2 and "".join(inside.parts) in known
        if ours or (place.is_dir() and not place.is_symlink()) or inside.as_posix() in _OWN or left_behind(place):
            continue
        faults.append(f"archive/{inside.as_posix()}: added, no receipt names it")
    return faults


_OWN = frozenset({ARRIVING, "received.jsonl", "received.lock", "received.seal", "received.torn"})


def left_behind(place: Path) -> bool:
    """Tell whether a file is what a run that was stopped left of one that it was writing."""
    return place.name.startswith(PART) and place.is_file() and not place.is_symlink()
