"""Files that are there whole or not at all, and text that any reader of a file can take."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from vidmova.archive.intake import disk_fault
from vidmova.errors import OurBugError

REPLACED = "\ufffd"
"""Stands, one for one, where a character cannot be written, so that offsets hold."""
_SURROGATE = re.compile("[\ud800-\udfff]")
_SAFE_NAME = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]{0,120}[A-Za-z0-9_-])?")


@contextmanager
def whole(path: Path) -> Iterator[BinaryIO]:
    """Give a file to write that stands under its name only when all of it is written; raises EngineError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".part-{path.name}")
    try:
        with part.open("wb") as out:
            yield out
        os.replace(part, path)
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
