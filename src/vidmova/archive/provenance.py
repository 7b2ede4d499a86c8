"""The chain of custody: one line per receipt, each sealed with the digest of the line before."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

import msgspec
from msgspec import Struct

from vidmova import __version__
from vidmova.archive.intake import digest_of, disk_fault, place_of, write_whole
from vidmova.archive.locking import locked

BEGINNING = "0" * 64
TAIL = 65_536


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
    place = chain_of(folder)
    if not receipts:
        return []
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with open(place.with_suffix(".lock"), "a+b") as lock, locked(lock), open(place, "a+b") as chain:
            _set_torn_aside(chain, place)
            sealed, last = _write(chain, receipts)
            write_whole(_seal_of(place), f"{chain.tell()} {digest_of(last)}\n".encode())
            return sealed
    except OSError as fault:
        raise disk_fault(fault, place) from fault


def read_chain(folder: Path) -> list[Receipt]:
    """Return the receipts that can be read, in order; a torn last line is left out."""
    place = chain_of(folder)
    lines = place.read_bytes().split(b"\n")[:-1] if place.is_file() else []
    return [receipt for line in lines if (receipt := _parsed(line))]


def verify(folder: Path) -> list[str]:
    """Return one sentence for each thing that was altered, removed or added; none where all is as received."""
    place = chain_of(folder)
    content = place.read_bytes() if place.is_file() else b""
    *lines, torn = content.split(b"\n")
    faults = list(_broken_links(lines))
    if torn:
        faults.append(f"received.jsonl, line {len(lines) + 1}: the last line is torn; the next run sets it aside")
    faults += _broken_seal(place, content)
    known = {receipt.digest: receipt for line in lines if (receipt := _parsed(line))}
    faults += _altered_bytes(folder, known)
    return faults + _unknown_files(folder, set(known))


def _seal_of(place: Path) -> Path:
    return place.with_suffix(".seal")


def _tail(chain: BinaryIO) -> bytes:
    """Return the last two lines of the file, or what there is of them, without reading the rest."""
    size, step = chain.seek(0, os.SEEK_END), TAIL
    while True:
        chain.seek(max(0, size - step))
        tail = chain.read()
        if tail.count(b"\n") > 1 or step >= size:
            return tail
        step *= 4


def _set_torn_aside(chain: BinaryIO, place: Path) -> None:
    tail = _tail(chain)
    torn = tail[tail.rfind(b"\n") + 1 :]
    if torn:
        with open(place.with_suffix(".torn"), "ab") as aside:
            aside.write(torn + b"\n")
            aside.flush()
            os.fsync(aside.fileno())
        chain.truncate(chain.seek(0, os.SEEK_END) - len(torn))


def _write(chain: BinaryIO, receipts: list[Receipt]) -> tuple[list[Receipt], bytes]:
    lines = _tail(chain).splitlines()
    end = chain.seek(0, os.SEEK_END)
    previous = digest_of(lines[-1]) if lines else BEGINNING
    sealed, line, written = [], b"", b""
    for receipt in receipts:
        sealed.append(msgspec.structs.replace(receipt, previous=previous))
        line = msgspec.json.encode(sealed[-1])
        written += line + b"\n"
        previous = digest_of(line)
    try:
        chain.write(written)
        chain.flush()
        os.fsync(chain.fileno())
    except OSError:
        chain.truncate(end)
        raise
    return sealed, line


def _parsed(line: bytes) -> Receipt | None:
    try:
        return msgspec.json.decode(line, type=Receipt)
    except msgspec.DecodeError:
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


def _broken_seal(place: Path, content: bytes) -> list[str]:
    """The last line has no follower to betray a change; the seal beside the chain stands in for it."""
    try:
        size, _, digest = _seal_of(place).read_text(encoding="ascii").strip().partition(" ")
        sealed = content[: int(size)]
    except FileNotFoundError:
        return ["received.seal: removed"] if content else []
    except ValueError:
        return ["received.seal: altered, it is no seal any more"]
    if len(sealed) == int(size) and digest_of(sealed.removesuffix(b"\n").rpartition(b"\n")[2]) == digest:
        return []
    return ["received.jsonl: its end is not as it was sealed; last lines were altered or removed"]


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
