"""Feeds every parser of files from outside what nobody would write: `python -m benchmarks.fuzz [NAME ...]`.

Small valid files are changed at random, inside their zips too. Each input has a limit of time and of memory, in a
process that is watched. A parser may refuse with a VidmovaError; anything else that it raises is a fault, as is what it
writes outside its folder, what kills the process and what takes too long. Each fault can be made again from its number.
"""

import argparse
import contextlib
import io
import json
import mmap
import os
import random
import resource
import signal
import struct
import sys
import tempfile
import time
import traceback
import warnings
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from benchmarks.fuzzparsers import PARSERS, Parser
from vidmova.errors import VidmovaError

SECONDS, MEMORY = 20, 2_000_000_000
"""Limits of one input: seconds, and bytes beyond what the process had."""
RESTART = 5_000
"""Inputs after which the process is made anew."""
TOKENS = [
    b"\x00", b"\xff\xfe", b"\n", b"\r", b"<", b">", b"&", b"&#x0;", b"&#1114112;", b"<!DOCTYPE a [<!ENTITY b 'c'>]>",
    b"<![CDATA[", b"]]>", b"{", b"}", b"[", b"]", b'"', b"'", b"\\", b"\\u0000", b"\\ud800", b"1e999", b"-1",
    b"99999999999999999999", b"NaN", b"%PDF-1.7", b"endobj", b"stream", b"/Kids [2 0 R]", b"PK\x03\x04", b"../../x",
    b"=?utf-8?B?", b"Content-Type: multipart/mixed; boundary=", b"\xf0\x9f\x98\x80", b"\xed\xa0\x80", "і".encode(),
    b"0000-00-00", b"32.13.2022", b" " * 300, b"(" * 500, b"<b>" * 300, b"A" * 3000,
]  # fmt: skip


@dataclass
class Found:
    """What came of fuzzing one parser."""

    inputs: int = 0
    refused: int = 0
    faults: dict[str, int] = field(default_factory=dict)
    """Each fault in words, with the number of the first input that made it."""


def made(parser: Parser, number: int) -> bytes:
    """Return the input of a number: the same on every machine."""
    drawn = random.Random(number)
    payload = drawn.choice(_seeds(parser))
    if parser.zipped and drawn.random() < 0.7:
        return _inside(payload, drawn, parser)
    return _changed(payload, drawn, parser)


@cache
def _seeds(parser: Parser) -> list[bytes]:
    return parser.seeds()


def _inside(payload: bytes, drawn: random.Random, parser: Parser) -> bytes:
    """Return a zip with one of its files changed, or its name."""
    with zipfile.ZipFile(io.BytesIO(payload)) as old:
        files = [(one.filename, old.read(one)) for one in old.infolist()]
    at = drawn.randrange(len(files))
    name, content = files[at]
    if drawn.random() < 0.1:
        name = drawn.choice(["../../out.txt", "/tmp/out.txt", "a\\..\\..\\b", "C:\\x", "n" * 300, name + "/", ""])
    files[at] = (name, _changed(content, drawn, parser))
    out = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        warnings.simplefilter("ignore")
        for one, inner in files:
            new.writestr(zipfile.ZipInfo(one or "x"), inner, zipfile.ZIP_DEFLATED)
    changed = out.getvalue()
    return _changed(changed, drawn, parser) if drawn.random() < 0.1 else changed


def _changed(payload: bytes, drawn: random.Random, parser: Parser) -> bytes:
    for _ in range(drawn.choice([1, 1, 2, 3, 8, 30])):
        at, length = drawn.randrange(len(payload) + 1), drawn.choice([1, 1, 2, 7, 40, 400])
        before, cut, after = payload[:at], payload[at : at + length], payload[at + length :]
        kind = drawn.randrange(9)
        if kind == 0 and cut:
            payload = before + bytes([cut[0] ^ (1 << drawn.randrange(8))]) + cut[1:] + after
        elif kind == 1:
            payload = before + drawn.randbytes(len(cut)) + after
        elif kind == 2:
            payload = before + after
        elif kind == 3:
            payload = before + cut * drawn.choice([2, 3, 50]) + after
        elif kind in (4, 5):
            payload = before + drawn.choice(TOKENS) + cut + after
        elif kind == 6:
            other = drawn.choice(_seeds(parser))
            start = drawn.randrange(len(other) + 1)
            payload = before + other[start : start + drawn.choice([10, 100, 5000])] + after
        elif kind == 7:
            payload = before if drawn.random() < 0.3 else before + after[::-1][:50] + after
        else:
            digits = str(drawn.choice([0, -1, 255, 65535, 2**31, 2**63, 10**30])).encode()
            payload = before + digits + after
        payload = payload[:300_000]
    return payload


def fuzz(name: str, seconds: float, first: int = 0) -> Found:
    """Feed a parser for so many seconds, from the input of a number on."""
    found, until = Found(), time.monotonic() + seconds
    with tempfile.TemporaryDirectory() as folder, mmap.mmap(-1, 24) as shared:
        number = first
        while time.monotonic() < until:
            shared[:] = struct.pack("qqq", number, 0, 0)
            status = _worked(name, Path(folder), shared, until)
            last, inputs, refused = struct.unpack("qqq", shared[:])
            found.inputs, found.refused, number = found.inputs + inputs, found.refused + refused, last + 1
            for said, at in json.loads((Path(folder) / "faults").read_text()).items():
                found.faults.setdefault(said, at)
            if os.WIFSIGNALED(status):
                killed = os.WTERMSIG(status)
                said = f"took more than {SECONDS} s" if killed == signal.SIGALRM else f"killed by signal {killed}"
                found.faults.setdefault(said, last)
    return found


def _worked(name: str, folder: Path, shared: mmap.mmap, until: float) -> int:
    """Run one process over inputs till it dies, is to be made anew, or time is over."""
    (folder / "faults").write_text("{}")
    child = os.fork()
    if child:
        return os.waitpid(child, 0)[1]
    status = 1
    try:
        _feed(name, folder, shared, until)
        status = 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(status)


def _feed(name: str, folder: Path, shared: mmap.mmap, until: float) -> None:
    parser, faults = PARSERS[name], {}
    start, inputs, refused = struct.unpack("qqq", shared[:])
    there = folder / "there"
    there.mkdir(exist_ok=True)
    outside: list[str] = []
    _watch(folder, outside)
    had = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (had + MEMORY, had + MEMORY))
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    sys.setrecursionlimit(1_000)
    for number in range(start, start + RESTART):
        if time.monotonic() > until:
            return
        payload = made(parser, number)
        shared[:] = struct.pack("qqq", number, inputs, refused)
        signal.setitimer(signal.ITIMER_REAL, SECONDS)
        said = ""
        try:
            with warnings.catch_warnings(), contextlib.redirect_stderr(io.StringIO()):
                warnings.simplefilter("ignore")
                parser.parse(payload, there)
        except VidmovaError:
            refused += 1
        except BaseException as fault:
            frame = traceback.extract_tb(fault.__traceback__)[-1]
            ours = [one for one in traceback.extract_tb(fault.__traceback__) if "vidmova" in one.filename]
            place = f"{Path((ours or [frame])[-1].filename).name}:{(ours or [frame])[-1].lineno}"
            said = f"{type(fault).__name__} at {place}: {' '.join(str(fault).split())[:80]}"
        signal.setitimer(signal.ITIMER_REAL, 0)
        inputs += 1
        for one in [said, *(f"wrote outside: {path}" for path in outside)]:
            if one and one not in faults and len(faults) < 50:
                faults[one] = number
                (folder / "faults").write_text(json.dumps(faults))
        outside.clear()
        shared[:] = struct.pack("qqq", number, inputs, refused)


def _watch(folder: Path, outside: list[str]) -> None:
    """Note every file that is opened to be written, made, moved or linked outside a folder."""
    kinds = {"os.mkdir", "os.rename", "os.symlink", "os.link", "os.remove", "os.rmdir", "os.truncate", "os.chmod"}
    root = os.fspath(folder)

    def look(event: str, arguments: tuple[Any, ...]) -> None:
        writes = event == "open" and (arguments[2] or 0) & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
        if not writes and event not in kinds and event not in ("subprocess.Popen", "socket.connect", "os.system"):
            return
        path = arguments[0]
        if isinstance(path, int):
            return
        if isinstance(path, str | bytes | os.PathLike) and os.path.realpath(os.fspath(path)).startswith(root):
            return
        if event == "open" and isinstance(path, str) and path.endswith(".pyc"):
            return
        outside.append(f"{event} {path!r}")

    sys.addaudithook(look)


def main(arguments: Sequence[str] | None = None) -> int:
    """Fuzz the parsers named, or all, and print a line of each; the status is 1 where a fault was found."""
    asking = argparse.ArgumentParser(prog="python -m benchmarks.fuzz")
    asking.add_argument("names", nargs="*", metavar="NAME", help=f"which: {', '.join(PARSERS)} (default: all)")
    asking.add_argument("--minutes", type=float, default=10, help="how long each (default: 10)")
    asking.add_argument("--first", type=int, default=0, help="number of the first input (default: 0)")
    asking.add_argument("--keep", type=Path, help="write the input of number --first there and stop")
    asked = asking.parse_args(arguments)
    if unknown := set(asked.names) - set(PARSERS):
        asking.error(f"there is no {', '.join(sorted(unknown))}")
    if asked.keep:
        asked.keep.write_bytes(made(PARSERS[asked.names[0]], asked.first))
        return 0
    faulty = False
    for name in asked.names or PARSERS:
        found = fuzz(name, asked.minutes * 60, asked.first)
        counted = f"{found.inputs:>8} inputs, {found.refused:>8} refused, {len(found.faults)} faults"
        print(f"{name:<10} {counted}", flush=True)
        for said, number in found.faults.items():
            print(f"    input {number}: {said}", flush=True)
        faulty |= bool(found.faults)
    return int(faulty)


if __name__ == "__main__":
    sys.exit(main())
