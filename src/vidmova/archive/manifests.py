"""The shelf of a register's manifests: each with its signature and its timestamps, none overwritten."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec
from msgspec import Struct

from vidmova.archive import chaining, manifest, signing
from vidmova.archive.chaining import BEGINNING, Chain
from vidmova.archive.expunging import bury, expungings
from vidmova.archive.intake import digest_of, write_whole
from vidmova.archive.manifest import Compared, Head, Manifest, compared, encoded, parsed
from vidmova.archive.tombstones import Tombstone, mark, tombstone_of
from vidmova.errors import InputError, UsageError

FOLDER, MADE = "manifests", "made.jsonl"
TOKENS = (".tsr", ".ots")
"""Timestamps: of an authority (RFC 3161), and of OpenTimestamps."""
_OTS = b"\x00OpenTimestamps\x00\x00Proof\x00\xbf\x89\xe2\xe8\x84\xe8\x92\x94\x01\x08"
"""How a file of OpenTimestamps begins that stamps a SHA-256; the digest follows."""


class Made(Struct, frozen=True, kw_only=True):
    """A line of the shelf: a manifest that was made."""

    file: str
    sha256: str
    key: str = ""
    """Fingerprint of the key that signed it; empty where none did."""
    previous: str = BEGINNING


class Shelved(Struct, frozen=True, kw_only=True):
    """A manifest of the shelf, and what lies beside it."""

    path: Path
    manifest: Manifest
    key: str
    tokens: list[Path]


def shelf(root: Path) -> Path:
    """Return the folder of a register's manifests."""
    return root / FOLDER


def every(root: Path) -> list[Made]:
    """Return the manifests that were made and not expunged, the oldest first."""
    return [one for _, one in _shelved(root)]


def keep(root: Path, head: Head, seal: str, key: Path | None, releases: Iterable[Path]) -> Path:
    """Make a manifest of a register, sign it if a key is given, keep it on the shelf and return where it is."""
    before = every(root)
    head = msgspec.structs.replace(head, previous=before[-1].sha256 if before else BEGINNING)
    payload = encoded(manifest.made(root, head, seal, releases))
    signed = signing.sign(payload, key) if key else None
    place = shelf(root) / f"{head.made.replace(':', '')}.txt"
    if place.exists():
        raise UsageError(f"{place} is there already; two manifests of one second are one")
    shelf(root).mkdir(exist_ok=True)
    if signed:
        write_whole(place.with_suffix(".sig"), signed.raw)
        write_whole(place.with_suffix(".sshsig"), signed.ssh)
        write_whole(place.with_suffix(".pub"), signed.public)
        write_whole(place.with_suffix(".ssh.pub"), signed.ssh_public)
    write_whole(place, payload)
    fingerprint = signing.fingerprint(signed.public) if signed else ""
    chaining.append(_chain(root), lambda last: [_line(last, place.name, payload, fingerprint)])
    return place


def attach(root: Path, token: Path) -> Path:
    """Keep a timestamp beside the manifest that it stamps; raises InputError where it stamps none of this register."""
    if token.suffix not in TOKENS:
        raise UsageError(f"{token}: timestamps end in {' or '.join(TOKENS)}")
    try:
        said = token.read_bytes()
    except OSError as fault:
        raise InputError(f"{token}: {fault.strerror or fault}") from None
    for one in reversed(every(root)):
        if _stamps(said, token.suffix, one.sha256):
            place = (shelf(root) / one.file).with_suffix(token.suffix)
            if place.exists() and place.read_bytes() != said:
                raise UsageError(f"{place} is there already; a manifest keeps one timestamp of each kind")
            write_whole(place, said)
            return place
    raise InputError(f"{token}: it is no timestamp of a manifest of this register")


def naming(root: Path, documents: Iterable[str]) -> list[str]:
    """Return the lines of the shelf, by their digests, whose manifests name one of these documents."""
    wanted = [digest.encode() for digest in documents]
    return [
        mark(line)
        for line, one in _shelved(root)
        if (path := shelf(root) / one.file).is_file() and any(digest in path.read_bytes() for digest in wanted)
    ]


def forget(root: Path) -> None:
    """Remove the manifests that are recorded as expunged, with what lies beside them; again costs nothing."""
    gone = {digest for one in expungings(root) for digest in one.manifests}
    for line, one in _shelved(root):
        if mark(line) in gone:
            for place in shelf(root).glob(f"{one.file.removesuffix('.txt')}.*"):
                place.unlink()
    bury(_chain(root), gone, _stone)


def _shelved(root: Path) -> list[tuple[bytes, Made]]:
    lines, _ = chaining.lines_of(_chain(root))
    return [(line, one) for line in lines if (one := _made(line))]


def _stone(line: bytes) -> Tombstone | None:
    one = _made(line)
    return Tombstone(mark(line), one.previous) if one else None


def newest(root: Path) -> Shelved | None:
    """Return the newest manifest, where there is one that can be read."""
    made = every(root)
    path = shelf(root) / made[-1].file if made else None
    if path is None or not path.is_file():
        return None
    tokens = [place for suffix in TOKENS if (place := path.with_suffix(suffix)).is_file()]
    return Shelved(path=path, manifest=parsed(path.name, path.read_bytes()), key=made[-1].key, tokens=tokens)


def verify(root: Path) -> Compared:
    """Hold the shelf to itself and the register to the newest manifest: what was altered, and what there is to know."""
    faults = [*_broken_shelf(root), *_forged(root)]
    try:
        last = newest(root)
    except InputError as fault:
        return Compared([*faults, f"{FOLDER}/{fault}"], [])
    if last is None:
        return Compared(faults, [])
    held = compared(root, last.manifest)
    signed = f", signed with the key {last.key}" if last.key else ", not signed"
    notes = [f"the newest manifest is {FOLDER}/{last.path.name}{signed}"]
    notes += [f"{FOLDER}/{one.name} stamps it" for one in last.tokens]
    return Compared([*faults, *held.altered], [*notes, *held.notes])


def verify_against(root: Path, given: Path) -> Compared:
    """Hold a register to a manifest of it that was kept elsewhere, with the signature beside it."""
    try:
        payload = given.read_bytes()
    except OSError as fault:
        raise InputError(f"{given}: {fault.strerror or fault}") from None
    faults = list(_wrong_signature(given, payload, _key_of(given)))
    held = compared(root, parsed(given.name, payload))
    return Compared([*faults, *held.altered], held.notes)


def _chain(root: Path) -> Chain:
    return Chain(shelf(root) / MADE)


def _made(line: bytes) -> Made | None:
    try:
        return msgspec.json.decode(line, type=Made)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None


def _line(last: bytes, name: str, payload: bytes, key: str) -> bytes:
    previous = mark(last) if last else BEGINNING
    return msgspec.json.encode(Made(file=name, sha256=digest_of(payload), key=key, previous=previous))


def _broken_shelf(root: Path) -> Iterator[str]:
    lines, torn = chaining.lines_of(_chain(root))
    previous = BEGINNING
    gone = {digest for one in expungings(root) for digest in one.manifests}
    for at, line in enumerate(lines, 1):
        found = _made(line) or tombstone_of(line)
        if found is None:
            yield f"{FOLDER}/{MADE}, line {at}: altered, it says no manifest any more"
        elif found.previous != previous:
            yield f"{FOLDER}/{MADE}, line {at}: does not follow from the line before"
        elif isinstance(found, Tombstone) and found.expunged not in gone:
            yield f"{FOLDER}/{MADE}, line {at}: a tombstone stands here, and no expunging is recorded that made it"
        previous = mark(line)
    if torn:
        yield f"{FOLDER}/{MADE}: the last line is torn; the next manifest sets it aside"
    yield from (f"{FOLDER}/{fault}" for fault in chaining.broken_end(_chain(root)))


def _forged(root: Path) -> Iterator[str]:
    known, keys = every(root), [one.key for one in every(root) if one.key]
    for one in known:
        path = shelf(root) / one.file
        if not path.is_file():
            yield f"{FOLDER}/{one.file}: removed"
            continue
        payload = path.read_bytes()
        if digest_of(payload) != one.sha256:
            yield f"{FOLDER}/{one.file}: altered, or another put in its place"
        if one.key:
            yield from (f"{FOLDER}/{fault}" for fault in _wrong_signature(path, payload, one.key))
        for suffix in TOKENS:
            token = path.with_suffix(suffix)
            if token.is_file() and not _stamps(token.read_bytes(), suffix, digest_of(payload)):
                yield f"{FOLDER}/{token.name}: it does not stamp {one.file}"
    if len(set(keys)) > 1:
        yield f"{FOLDER}: manifests are signed with {len(set(keys))} keys; ask whoever signs which is theirs"
    names = {one.file.removesuffix(".txt") for one in known}
    for place in sorted(shelf(root).glob("*")):
        if place.name.partition(".")[0] not in names and not place.name.startswith(("made.", ".part-")):
            yield f"{FOLDER}/{place.name}: added, it is no manifest that was made here"


def _key_of(path: Path) -> str:
    public = path.with_suffix(".pub")
    return signing.fingerprint(public.read_bytes()) if public.is_file() else ""


def _wrong_signature(path: Path, payload: bytes, key: str) -> Iterator[str]:
    signature, public = path.with_suffix(".sig"), path.with_suffix(".pub")
    if not key:
        yield f"{path.name}: there is no signature beside it"
    elif not signature.is_file() or not public.is_file():
        yield f"{path.name}: its signature was removed"
    elif signing.fingerprint(public.read_bytes()) != key:
        yield f"{public.name}: it is not the key that signed {path.name}"
    elif signing.available() and not signing.fits(payload, signature.read_bytes(), public.read_bytes()):
        yield f"{path.name}: its signature does not fit"


def _stamps(token: bytes, suffix: str, digest: str) -> bool:
    stamped = bytes.fromhex(digest)
    return token.startswith(_OTS + stamped) if suffix == ".ots" else b"\x04\x20" + stamped in token
