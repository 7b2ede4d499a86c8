"""What stands in a chain where a line was expunged: enough to follow the chain, nothing of what the line said."""

import msgspec
from msgspec import Struct

from vidmova.archive.intake import digest_of
from vidmova.errors import OurBugError


class Tombstone(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A line that was expunged."""

    expunged: str
    """SHA-256 of the line as it was."""
    previous: str
    """What the line said of the one before."""
    number: int = 0
    """Of a decision: its place in the chain."""
    seal: str = ""
    """Of a decision: its seal, which the next one names."""


def tombstone_of(line: bytes) -> Tombstone | None:
    """Return the tombstone that a line is; None where it is none or is written otherwise than we write it."""
    if not line.startswith(b'{"expunged":'):
        return None
    try:
        found = msgspec.json.decode(line, type=Tombstone)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
    return found if msgspec.json.encode(found).ljust(len(line)) == line else None


def carved(tombstone: Tombstone, size: int) -> bytes:
    """Return a tombstone as a line of the size of that which it stands for, so that nothing behind it moves."""
    line = msgspec.json.encode(tombstone).ljust(size)
    if len(line) != size:
        raise OurBugError("a tombstone is longer than the line it stands for")
    return line


def mark(line: bytes) -> str:
    """Return the digest by which a line is known to what follows it, also once it was expunged."""
    stone = tombstone_of(line)
    return stone.expunged if stone else digest_of(line)
