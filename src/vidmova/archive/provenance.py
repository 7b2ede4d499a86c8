"""The chain of custody: one line per receipt, each sealed with the digest of the line before."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import msgspec
from msgspec import Struct

from vidmova import __version__
from vidmova.archive import chaining
from vidmova.archive.chaining import BEGINNING
from vidmova.archive.intake import digest_of, place_of


class Receipt(Struct, frozen=True, kw_only=True):
    """One receiving of one file."""

    digest: str
    name: str
    source: str
    when: str
    """UTC, ISO 8601."""
    size: int
    media_type: str
    version: str = __version__
    previous: str = BEGINNING
    """SHA-256 of the line before, or zeros for the first."""


def chain_of(folder: Path) -> Path:
    """Return the file that holds a register's chain of custody."""
    return folder / "archive" / "received.jsonl"


def now() -> str:
    """Return the present time in UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def append(folder: Path, receipts: list[Receipt]) -> list[Receipt]:
    """Append receipts to the chain, sealing each with the line before, and return them as written.

    A last line torn by a kill is moved to `received.torn` first. Raises EngineError where the disk refuses.
    """
    sealed: list[Receipt] = []

    def seal(last: bytes) -> list[bytes]:
        lines: list[bytes] = []
        for receipt in receipts:
            previous = digest_of(last) if last else BEGINNING
            sealed.append(msgspec.structs.replace(receipt, previous=previous))
            last = msgspec.json.encode(sealed[-1])
            lines.append(last)
        return lines

    if receipts:
        chaining.append(chaining.Chain(chain_of(folder)), seal)
    return sealed


def read_chain(folder: Path) -> list[Receipt]:
    """Return the receipts that can be read, in order; a torn last line is left out."""
    lines, _ = chaining.lines_of(chaining.Chain(chain_of(folder)))
    return [receipt for line in lines if (receipt := _parsed(line))]


def verify(folder: Path) -> list[str]:
    """Return one sentence for each thing that was altered, removed or added; none where all is as received."""
    chain = chaining.Chain(chain_of(folder))
    lines, torn = chaining.lines_of(chain)
    faults = list(_broken_links(lines))
    if torn:
        faults.append(f"received.jsonl, line {len(lines) + 1}: the last line is torn; the next run sets it aside")
    faults += chaining.broken_end(chain)
    known = {receipt.digest: receipt for line in lines if (receipt := _parsed(line))}
    faults += _altered_bytes(folder, known)
    return faults + _unknown_files(folder, set(known))


def _parsed(line: bytes) -> Receipt | None:
    try:
        return msgspec.json.decode(line, type=Receipt)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None


def _broken_links(lines: list[bytes]) -> Iterator[str]:
    previous = BEGINNING
    for number, line in enumerate(lines, 1):
        receipt = _parsed(line)
        if receipt is None:
            yield f"received.jsonl, line {number}: altered, it is no receipt any more"
        elif receipt.previous != previous:
            where = f"received.jsonl, line {number} ({receipt.name})"
            yield f"{where}: does not follow from the line before; a line was altered, removed or added"
        previous = digest_of(line)


def _altered_bytes(folder: Path, known: dict[str, Receipt]) -> list[str]:
    faults = []
    for digest, receipt in known.items():
        place = place_of(folder, digest)
        if not place.is_file():
            faults.append(f"{receipt.name}: its bytes are gone from the archive ({digest[:12]}…)")
        elif digest_of(place.read_bytes()) != digest:
            faults.append(f"{receipt.name}: its bytes in the archive were altered ({digest[:12]}…)")
    return faults


def _unknown_files(folder: Path, known: set[str]) -> list[str]:
    places = sorted((folder / "archive").glob("[0-9a-f][0-9a-f]/*"))
    return [
        f"archive/{place.parent.name}/{place.name}: added, no receipt names it"
        for place in places
        if place.parent.name + place.name not in known and not place.name.startswith(".part-")
    ]
