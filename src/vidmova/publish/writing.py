"""Files that are there whole or not at all, with their digests, and text that any reader of a file can take."""

import hashlib
import io
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import msgspec

from vidmova.archive.intake import disk_fault
from vidmova.errors import OurBugError

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

REPLACED = "\ufffd"
"""Stands, one for one, where a character cannot be written, so that offsets hold."""
_SURROGATE = re.compile("[\ud800-\udfff]")
_SAFE_NAME = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]{0,120}[A-Za-z0-9_-])?")


_NOTED: ContextVar[dict[Path, tuple[int, str]] | None] = ContextVar("noted", default=None)


@contextmanager
def noting() -> Iterator[None]:
    """Keep the digests of files as they are written, so that nobody need read them again for it."""
    if _NOTED.get() is not None:
        yield
        return
    outside = _NOTED.set({})
    try:
        yield
    finally:
        _NOTED.reset(outside)


def note(path: Path, size: int, digest: str) -> None:
    """Keep the digest of a file that was written."""
    noted = _NOTED.get()
    if noted is not None:
        noted[path] = size, digest


def digest_of_file(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal: as noted when it was written, else read from it."""
    size, digest = (_NOTED.get() or {}).get(path, (None, ""))
    if size is not None and path.stat().st_size == size:
        return digest
    return read_digest(path)


def read_digest(path: Path) -> str:
    """Return the SHA-256 of what a file holds now."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


class _Digested(io.BufferedWriter):
    """A file that is digested as it is written; one that is written in another order than from its start is not."""

    digest: "hashlib._Hash | None" = None

    def write(self, content: "ReadableBuffer", /) -> int:
        if self.digest is not None:
            self.digest.update(content)
        return super().write(content)

    def seek(self, offset: int, whence: int = 0, /) -> int:
        self.digest = None
        return super().seek(offset, whence)


@contextmanager
def whole(path: Path) -> Iterator[BinaryIO]:
    """Give a file to write that stands under its name only when all of it is written; raises EngineError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".part-{path.name}")
    try:
        with _Digested(io.FileIO(part, "wb")) as out:
            out.digest = hashlib.sha256() if _NOTED.get() is not None else None
            yield out
        os.replace(part, path)
        if out.digest is not None:
            note(path, path.stat().st_size, out.digest.hexdigest())
    except OSError as fault:
        raise disk_fault(fault, path) from fault
    finally:
        part.unlink(missing_ok=True)


def written(path: Path, content: bytes) -> Path:
    """Write a file whole and return its path."""
    with whole(path) as out:
        out.write(content)
    return path


def encodable(text: str) -> str:
    """Return a text of the same length without halves of characters, which no encoding can write."""
    return _SURROGATE.sub(REPLACED, text)


def as_json(record: Any) -> bytes:
    """Return a record as JSON in UTF-8; halves of characters are replaced."""
    try:
        return msgspec.json.encode(record)
    except UnicodeEncodeError:
        return msgspec.json.encode(_cleaned(msgspec.to_builtins(record)))


def indented(record: Any) -> bytes:
    """Return a record as JSON for a person to read, with a line feed at its end."""
    return msgspec.json.format(as_json(record), indent=2) + b"\n"


def file_name(identity: str) -> str:
    """Return an id that may name a file; raises OurBugError where it may not."""
    if not _SAFE_NAME.fullmatch(identity):
        raise OurBugError(f"the id {identity!r} cannot name a file; protection must make ids of letters and digits")
    return identity


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return encodable(value)
    if isinstance(value, dict):
        return {_cleaned(key): _cleaned(one) for key, one in value.items()}
    return [_cleaned(one) for one in value] if isinstance(value, list | tuple) else value
