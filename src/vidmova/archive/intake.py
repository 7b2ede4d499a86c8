"""Bytes kept under their digest: same bytes, same place; never half a file."""

import errno
import hashlib
import os
import tempfile
from pathlib import Path

from vidmova.errors import EngineError

PART = ".part-"
"""Begins the name of a file that is being written."""


def digest_of(payload: bytes) -> str:
    """Return the SHA-256 of bytes, in hexadecimal."""
    return hashlib.sha256(payload).hexdigest()


def place_of(folder: Path, digest: str) -> Path:
    """Return where the bytes of a digest lie in a register's archive."""
    return folder / "archive" / digest[:2] / digest[2:]


def keep(folder: Path, payload: bytes) -> str:
    """Keep bytes in the archive of a register's folder and return their digest; again costs nothing.

    Raises EngineError where the disk refuses, leaving no half file.
    """
    digest = digest_of(payload)
    place = place_of(folder, digest)
    try:
        if _is_kept(place, digest):
            return digest
        place.parent.mkdir(parents=True, exist_ok=True)
        write_whole(place, payload)
    except OSError as fault:
        raise disk_fault(fault, place) from fault
    return digest


def fetch_kept(folder: Path, digest: str) -> bytes:
    """Return the kept bytes of a digest; raises EngineError where they are gone or were altered."""
    place = place_of(folder, digest)
    try:
        payload = place.read_bytes()
    except OSError as fault:
        raise disk_fault(fault, place) from fault
    if digest_of(payload) != digest:
        raise EngineError(f"{place}: the kept bytes were altered – restore this file from a copy")
    return payload


def write_whole(place: Path, payload: bytes) -> None:
    """Write a file so that it is there whole or not at all, even after a kill."""
    handle, temporary = tempfile.mkstemp(prefix=PART, dir=place.parent)
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(payload)
            out.flush()
            os.fsync(out.fileno())
        os.replace(temporary, place)
    finally:
        Path(temporary).unlink(missing_ok=True)
    settle(place.parent)


def settle(folder: Path) -> None:
    """Ask the disk to remember a folder's new names, on systems that can."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    except OSError:
        return
    finally:
        os.close(handle)


def disk_fault(fault: OSError, place: Path) -> EngineError:
    """Return the one sentence that a user reads where the disk refuses."""
    if fault.errno in (errno.ENOSPC, errno.EDQUOT):
        return EngineError(f"{place.parent}: the disk is full – free some space and run the command again")
    if isinstance(fault, PermissionError):
        return EngineError(f"{place.parent}: may not be written here – check the folder's owner and rights")
    return EngineError(f"{place}: {fault.strerror or fault} – check the disk")


def _is_kept(place: Path, digest: str) -> bool:
    try:
        return digest_of(place.read_bytes()) == digest
    except FileNotFoundError:
        return False
