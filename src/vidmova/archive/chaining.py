"""A file of lines that is only ever added to: one writer at a time, on the disk before it is said, its end sealed."""

import os
from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

from vidmova.archive.intake import disk_fault, write_whole
from vidmova.archive.locking import locked
from vidmova.archive.tombstones import mark
from vidmova.errors import EngineError

BEGINNING = "0" * 64
"""Stands where the first line would name the one before."""
TAIL = 65_536


class Chain(Struct, frozen=True):
    """A file of sealed lines; beside it lie its lock, its seal, and what a kill tore."""

    place: Path

    @property
    def seal(self) -> Path:
        """The file that says how long the chain was at least and how it ended."""
        return self.place.with_suffix(".seal")

    @property
    def torn(self) -> Path:
        """The file that torn last lines are moved to."""
        return self.place.with_suffix(".torn")


def append(chain: Chain, make: Callable[[bytes], list[bytes]]) -> bytes:
    """Append the lines that `make` gives when told the last line there is (empty where none is).

    They are on the disk when this returns. A last line torn by a kill is moved aside first, and returned.
    Raises EngineError where the disk refuses or the end is not as it was sealed, having added nothing.
    """
    try:
        chain.place.parent.mkdir(parents=True, exist_ok=True)
        with open(chain.place.with_suffix(".lock"), "a+b") as lock, locked(lock):
            handle = os.open(chain.place, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o666)
            try:
                return _extended(chain, handle, make)
            finally:
                os.close(handle)
    except OSError as fault:
        raise disk_fault(fault, chain.place) from fault


def rewrite(chain: Chain, change: Callable[[list[bytes]], list[bytes]]) -> None:
    """Put other lines of the same sizes in the place of a chain's lines, while nobody else writes.

    Raises EngineError where the disk refuses; the chain is then as it was.
    """
    try:
        with open(chain.place.with_suffix(".lock"), "a+b") as lock, locked(lock):
            lines, torn = lines_of(chain)
            changed = change(lines)
            if changed != lines:
                write_whole(chain.place, b"".join(line + b"\n" for line in changed) + torn)
    except OSError as fault:
        raise disk_fault(fault, chain.place) from fault


def lines_of(chain: Chain) -> tuple[list[bytes], bytes]:
    """Return the whole lines of a chain, and a torn last one."""
    content = chain.place.read_bytes() if chain.place.is_file() else b""
    *lines, torn = content.split(b"\n")
    return lines, torn


def broken_end(chain: Chain) -> list[str]:
    """Return one sentence where the end is not as it was sealed.

    The last line has no follower to betray a change; the seal beside the chain stands in for it.
    """
    if not chain.place.is_file():
        return [f"{chain.place.name}: removed"] if _sealed_size(chain) else []
    with open(chain.place, "rb") as content:
        return [fault] if (fault := _fault_of_end(chain, content.fileno())) else []


def _sealed_size(chain: Chain) -> int:
    try:
        return int(chain.seal.read_text(encoding="ascii").partition(" ")[0])
    except (FileNotFoundError, ValueError):
        return 0


def _fault_of_end(chain: Chain, handle: int) -> str:
    there = os.lseek(handle, 0, os.SEEK_END)
    try:
        said, _, digest = chain.seal.read_text(encoding="ascii").strip().partition(" ")
        size = int(said)
    except FileNotFoundError:
        return f"{chain.seal.name}: removed" if there else ""
    except ValueError:
        return f"{chain.seal.name}: altered, it is no seal any more"
    if 0 <= size <= there and mark(_line_before(handle, size)) == digest:
        return ""
    return f"{chain.place.name}: its end is not as it was sealed; last lines were altered or removed"


def _extended(chain: Chain, handle: int, make: Callable[[bytes], list[bytes]]) -> bytes:
    if fault := _fault_of_end(chain, handle):
        # Going on would seal the chain anew and hide what was done to it.
        raise EngineError(f"{fault} – restore it from a copy; nothing was added")
    torn = _set_torn_aside(chain, handle)
    end = os.lseek(handle, 0, os.SEEK_END)
    added = make(_line_before(handle, end))
    if not added:
        return torn
    if not end:
        # From the first line on there is a seal, so that a missing one is never the work of a kill.
        write_whole(chain.seal, _sealing(0, b""))
    try:
        _write(handle, b"".join(line + b"\n" for line in added))
        os.fsync(handle)
    except OSError:
        os.ftruncate(handle, end)
        raise
    write_whole(chain.seal, _sealing(os.lseek(handle, 0, os.SEEK_END), added[-1]))
    return torn


def _sealing(size: int, last: bytes) -> bytes:
    return f"{size} {mark(last)}\n".encode()


def _write(handle: int, content: bytes) -> None:
    left = memoryview(content)
    while left:
        left = left[os.write(handle, left) :]


def _line_before(handle: int, end: int) -> bytes:
    """Return the whole line that ends at a place, without reading all that stands before it."""
    return _tail(handle, end).removesuffix(b"\n").rpartition(b"\n")[2]


def _tail(handle: int, end: int) -> bytes:
    """Return at least the last two lines before a place, or what there is of them."""
    step = TAIL
    while True:
        start = os.lseek(handle, max(0, end - step), os.SEEK_SET)
        tail = _read(handle, end - start)
        if tail.count(b"\n") > 1 or step >= end:
            return tail
        step *= 4


def _read(handle: int, size: int) -> bytes:
    parts = []
    while size > 0 and (part := os.read(handle, size)):
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


def _set_torn_aside(chain: Chain, handle: int) -> bytes:
    end = os.lseek(handle, 0, os.SEEK_END)
    tail = _tail(handle, end)
    torn = tail[tail.rfind(b"\n") + 1 :]
    if torn:
        with open(chain.torn, "ab") as aside:
            aside.write(torn + b"\n")
            aside.flush()
            os.fsync(aside.fileno())
        os.ftruncate(handle, end - len(torn))
    return torn
