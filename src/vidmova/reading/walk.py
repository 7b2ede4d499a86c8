"""Finds every document in what the user names: files, folders, zips and addresses; nothing is passed over silently."""

import os
import stat
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path

from msgspec import Struct

from vidmova.errors import UnreadableDocumentError
from vidmova.reading import kinds
from vidmova.reading.limits import DEFAULT, Limits
from vidmova.reading.zips import members

Identity = tuple[int, int]


class Received(Struct, frozen=True, kw_only=True):
    """A file's bytes, or why they could not be had."""

    name: str
    payload: bytes | None = None
    source: str = ""
    """Path or final address it came from."""
    fetched: str | None = None
    """When it was fetched, UTC, where it came from an address."""
    error: UnreadableDocumentError | None = None


def find_documents(paths: Iterable[str | Path], limits: Limits = DEFAULT) -> Iterator[Received]:
    """Yield every file of the paths in sorted order; what cannot be taken comes with its error."""
    for path in paths:
        if isinstance(path, str) and path.lower().startswith(("http://", "https://")):
            yield from _fetched(path, limits)
        else:
            yield from _found(Path(path), (), limits)


def _fetched(address: str, limits: Limits) -> Iterator[Received]:
    try:
        answer = import_module("vidmova.reading.fetch").fetch(address, limits)
    except UnreadableDocumentError as fault:
        yield Received(name=address, source=address, error=fault)
        return
    for part in _opened(address, answer.payload, answer.address, limits):
        yield Received(
            name=part.name, payload=part.payload, source=answer.address, fetched=answer.when, error=part.error
        )


def _found(path: Path, above: tuple[Identity, ...], limits: Limits) -> Iterator[Received]:
    name = path.as_posix()
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            yield from _walked(path, (status.st_dev, status.st_ino), above, limits)
        elif not stat.S_ISREG(status.st_mode):
            yield _refused(name, "this is a device, pipe or socket, not a file", "name files or folders")
        elif status.st_size > limits.file:
            size = f"{status.st_size / 1e6:.0f} MB, more than the {limits.file / 1e6:.0f} MB"
            yield _refused(name, f"the file has {size} that are read", "split it")
        else:
            yield from _opened(name, path.read_bytes(), str(path), limits)
    except OSError as fault:
        yield _refused(name, *_why(fault, path))


def _why(fault: OSError, path: Path) -> tuple[str, str]:
    if isinstance(fault, FileNotFoundError):
        if path.is_symlink():
            return "the link points to a file that is not there", "remove the link or restore the file"
        return "there is no such file or folder", "check the path"
    if isinstance(fault, PermissionError):
        return "may not be read by this user", "change its owner or rights"
    return f"cannot be read ({fault.strerror or fault})", "check the disk"


def _walked(path: Path, identity: Identity, above: tuple[Identity, ...], limits: Limits) -> Iterator[Received]:
    if identity in above:
        yield _refused(path.as_posix(), "the link leads back to a folder that it lies in", "remove the link")
        return
    for inner in sorted(entry.name for entry in os.scandir(path) if not entry.name.startswith(".")):
        yield from _found(path / inner, (*above, identity), limits)


def _opened(name: str, payload: bytes, source: str, limits: Limits, depth: int = 0) -> Iterator[Received]:
    """Yield a file, or the files in it where it is a zip; attachments of a letter follow it."""
    if not kinds.is_archive(payload) or not _meant_as_zip(name):
        yield Received(name=name, payload=payload, source=source)
        yield from _attached(name, payload, source, limits, depth)
        return
    if depth >= limits.zip_depth:
        yield _refused(name, "the zip lies too deep inside other zips", "unpack it and give the folder", source)
        return
    for member in members(name, payload, limits):
        if member.error or member.payload is None:
            yield Received(name=member.name, source=source, error=member.error)
        else:
            yield from _opened(member.name, member.payload, source, limits, depth + 1)


def _meant_as_zip(name: str) -> bool:
    return not name.lower().endswith((".docx", ".odt"))


def _attached(name: str, payload: bytes, source: str, limits: Limits, depth: int) -> Iterator[Received]:
    if not name.lower().endswith(".eml") or depth > limits.zip_depth:
        return
    try:
        for attached, content in import_module("vidmova.reading.mail").attachments(name, payload):
            inner = f"{name}/{Path(attached.replace(chr(92), '/')).name}"
            yield from _opened(inner, content, source, limits, depth + 1)
    except UnreadableDocumentError:
        return


def _refused(name: str, reason: str, hint: str, source: str = "") -> Received:
    return Received(name=name, source=source or name, error=UnreadableDocumentError(name, reason, hint))
