"""The manifest: plain text that says what a register holds at a moment, which others can check with common tools."""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from vidmova import __version__
from vidmova.archive import chaining, provenance
from vidmova.archive.chaining import BEGINNING, Chain
from vidmova.archive.expunging import expunged_documents
from vidmova.archive.intake import digest_of, place_of
from vidmova.archive.provenance import Receipt
from vidmova.archive.tombstones import tombstone_of
from vidmova.errors import InputError

FORMAT = 1
MOST = 256 * 1024 * 1024
"""Bytes of a manifest at most."""
CHAINS = ("archive/received.jsonl", "lists/archive/received.jsonl", "decisions.jsonl", "releases/ledger.jsonl")
"""Files that are only ever added to: a later one begins with an earlier one."""
_SUM = re.compile(r"([0-9a-f]{64})  (\S.*)")


class Head(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a manifest is of."""

    vidmova_manifest: int
    register: str
    """What the register is called."""
    made: str
    """UTC, ISO 8601."""
    who: str
    version: str = __version__
    previous: str = BEGINNING
    """SHA-256 of the manifest before; zeros for the first."""


class Length(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How far a file had come that is only ever added to."""

    file: str
    lines: int
    bytes: int
    sha256: str
    """Of these bytes: `head -c BYTES FILE | sha256sum`."""
    seal: str = ""
    """Of decisions: the seal of the last."""


class Kept(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A document or a list: when it was received from where, by whom and how."""

    document: str
    """SHA-256 of its bytes."""
    name: str
    source: str
    received: str
    who: str = ""
    how: str = ""
    media_type: str = ""
    version: str = ""


class Changing(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A file that may be changed, as it was."""

    changing: str
    sha256: str


class Manifest(Struct, frozen=True, kw_only=True):
    """What a register held at a moment."""

    head: Head
    lengths: list[Length]
    kept: list[Kept]
    changing: list[Changing]
    sums: dict[str, str]
    """SHA-256 of files that never change, by their path in the register."""


def made(root: Path, head: Head, seal: str, releases: Iterable[Path] = ()) -> Manifest:
    """Return the manifest of a register as it is now; `seal` is that of its last decision."""
    kept, sums = [], {}
    for folder, before in ((root, "archive/"), (root / "lists", "lists/archive/")):
        for receipt in provenance.read_chain(folder):
            kept.append(_kept(receipt))
            sums[f"{before}{receipt.digest[:2]}/{receipt.digest[2:]}"] = receipt.digest
    for path in releases:
        sums[path.relative_to(root).as_posix()] = digest_of(path.read_bytes())
    changing = [Changing(changing=name, sha256=_of(root / name)) for name in CHANGING if (root / name).is_file()]
    lengths = [_length(root, name, seal) for name in CHAINS if (root / name).is_file()]
    return Manifest(head=head, lengths=lengths, kept=kept, changing=changing, sums=dict(sorted(sums.items())))


CHANGING = ("config.toml",)
"""Files that people change: named where they are not as they were."""


def _of(path: Path) -> str:
    return digest_of(path.read_bytes())


def _kept(receipt: Receipt) -> Kept:
    said = {"name": receipt.name, "source": receipt.source, "received": receipt.when, "who": receipt.who}
    return Kept(
        document=receipt.digest, how=receipt.how, media_type=receipt.media_type, version=receipt.version, **said
    )


def _length(root: Path, name: str, seal: str) -> Length:
    lines, _ = chaining.lines_of(Chain(root / name))
    content = b"".join(line + b"\n" for line in lines)
    own = seal if name == "decisions.jsonl" else ""
    return Length(file=name, lines=len(lines), bytes=len(content), sha256=digest_of(content), seal=own)


def encoded(manifest: Manifest) -> bytes:
    """Return the one way in which a manifest is written: notes in JSON behind a #, and lines for `sha256sum -c`."""
    notes = [manifest.head, *manifest.lengths, *manifest.changing, *manifest.kept]
    lines = [b"# " + msgspec.json.encode(note) for note in notes]
    lines += [f"{digest}  {path}".encode() for path, digest in manifest.sums.items()]
    return b"".join(line + b"\n" for line in lines)


def parsed(name: str, payload: bytes) -> Manifest:
    """Return the manifest that bytes hold; raises InputError, naming the line, where they hold none."""
    if len(payload) > MOST:
        raise InputError(f"{name}: too large for a manifest")
    notes: dict[type[Struct], list[Any]] = {kind: [] for kind in (Head, Length, Changing, Kept)}
    sums: dict[str, str] = {}
    for at, line in enumerate(payload.split(b"\n")[:-1], 1):
        try:
            if line.startswith(b"# "):
                note = _note(line[2:])
                notes[type(note)].append(note)
            else:
                digest, path = _sum(line.decode())
                sums[path] = digest
        except (msgspec.DecodeError, UnicodeDecodeError, ValueError, RecursionError):
            raise InputError(f"{name}, line {at}: this is no line of a manifest") from None
    if [one.vidmova_manifest for one in notes[Head]] != [FORMAT]:
        raise InputError(f"{name}: this is no manifest, or one of a newer Vidmova")
    found = Manifest(head=notes[Head][0], lengths=notes[Length], kept=notes[Kept], changing=notes[Changing], sums=sums)
    if encoded(found) != payload:
        raise InputError(f"{name}: altered, it is not written as Vidmova writes manifests")
    return found


def _note(line: bytes) -> Head | Length | Kept | Changing:
    for start, kind in _KINDS:
        if line.startswith(start):
            return msgspec.json.decode(line, type=kind)
    raise ValueError


_KINDS: tuple[tuple[bytes, type[Head] | type[Length] | type[Kept] | type[Changing]], ...] = (
    (b'{"vidmova_manifest":', Head),
    (b'{"file":', Length),
    (b'{"changing":', Changing),
    (b'{"document":', Kept),
)


def _sum(line: str) -> tuple[str, str]:
    found = _SUM.fullmatch(line)
    if found is None or ".." in Path(found[2]).parts or found[2].startswith("/"):
        raise ValueError
    return found[1], found[2]


class Compared(Struct, frozen=True):
    """What came of holding a register to a manifest."""

    altered: list[str]
    notes: list[str]
    """What was added since, as it may be."""


def compared(root: Path, manifest: Manifest) -> Compared:
    """Hold a register to a manifest of it: what was removed or altered since, and what was added."""
    when, gone = f"the manifest of {manifest.head.made}", expunged_documents(root)
    altered = [*_differing(root, manifest, gone), *_shortened(root, manifest)]
    altered += [f"{fault} since {when}" for fault in _unlike(root, manifest)]
    known = {one.document for one in manifest.kept}
    new = {one.digest for one in provenance.read_chain(root)} - known
    notes = [f"{len(new)} documents were received since {when}"] if new else []
    return Compared(altered, notes)


def _differing(root: Path, manifest: Manifest, gone: Mapping[str, object]) -> Iterator[str]:
    when = f"the manifest of {manifest.head.made}"
    there = {_kept(one) for folder in (root, root / "lists") for one in provenance.read_chain(folder)}
    digests = {one.document for one in there}
    for one in manifest.kept:
        if one in there or one.document in gone:
            continue
        what = "its receipt was altered" if one.document in digests else "its receipt was removed"
        yield f"{one.name} ({one.document[:12]}): {what} since {when}"


def _shortened(root: Path, manifest: Manifest) -> Iterator[str]:
    for one in manifest.lengths:
        path = root / one.file
        content = path.read_bytes()[: one.bytes] if path.is_file() else b""
        if digest_of(content) != one.sha256 and not _has_tombstones(content):
            yield f"{one.file}: its first {one.lines} lines are not as in the manifest of {manifest.head.made}"


def _has_tombstones(content: bytes) -> bool:
    # What a line said that was expunged is not known any more; the chain itself holds what stands for it to account.
    return any(tombstone_of(line) for line in content.split(b"\n"))


def _unlike(root: Path, manifest: Manifest) -> Iterator[str]:
    gone = expunged_documents(root) | expunged_documents(root / "lists")
    for path, digest in manifest.sums.items():
        place = root / path
        if digest in gone:
            continue
        if not place.is_file() or place.is_symlink():
            yield f"{path}: removed"
        elif not path.startswith(("archive/", "lists/archive/")) and _of(place) != digest:
            yield f"{path}: altered"
        elif path.startswith("archive/") and place != place_of(root, digest):
            yield f"{path}: not the file of its digest"
    for one in manifest.changing:
        if not (root / one.changing).is_file():
            yield f"{one.changing}: removed"
        elif _of(root / one.changing) != one.sha256:
            yield f"{one.changing}: altered"
