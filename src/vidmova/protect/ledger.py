"""The ledger of what left the house: in the register's folder `releases/`, only ever added to, sealed line by line."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec
from msgspec import Struct, field

from vidmova.archive import chaining
from vidmova.archive.chaining import BEGINNING, Chain
from vidmova.archive.intake import digest_of, disk_fault, write_whole
from vidmova.errors import EngineError
from vidmova.protect.policy import Earlier
from vidmova.protect.release import Contents, Overruling, Release

FOLDER, FILE = "releases", "ledger.jsonl"


class Left(Struct, frozen=True, kw_only=True):
    """One edition that left the house."""

    number: int
    identity: str
    """SHA-256 of its contents."""
    made: str
    publisher: str
    names: str
    stable: bool
    smallest: int
    files: dict[str, str]
    """SHA-256 of every file, by its path in the release."""
    inside: str
    """SHA-256 of what is kept about it in the house: ids, and the key where ids are to stay."""
    overruled: list[Overruling] = field(default_factory=list)
    previous: str = BEGINNING
    """SHA-256 of the line before, or zeros for the first."""


class Kept(Struct, frozen=True, kw_only=True):
    """What the house keeps about an edition; never leaves it."""

    ids: dict[str, str]
    """The register's id → the released one."""
    key: str = ""
    """Secret that ids were made with, in hexadecimal; only where the next edition is to have the same."""


class Edition(Struct, frozen=True, kw_only=True):
    """An edition before this one, whole."""

    left: Left
    kept: Kept
    contents: Contents


def read(root: Path) -> list[Left]:
    """Return the editions that left a register's house; raises EngineError where the ledger was altered."""
    chain = _chain(root)
    lines, _ = chaining.lines_of(chain)
    faults = _broken(lines) + chaining.broken_end(chain)
    if faults:
        raise EngineError(f"{FOLDER}/{faults[0]} – restore it from a copy; without it earlier releases are not checked")
    return [msgspec.json.decode(line, type=Left) for line in lines]


def verify(root: Path) -> list[str]:
    """Return one sentence for each thing about earlier editions that was altered or removed."""
    chain = _chain(root)
    lines, _ = chaining.lines_of(chain)
    faults = [f"{FOLDER}/{one}" for one in _broken(lines) + chaining.broken_end(chain)]
    for left in (msgspec.json.decode(line, type=Left) for line in lines if _is_line(line)):
        for path, digest in _beside(root, left):
            if not path.is_file() or digest_of(path.read_bytes()) != digest:
                faults.append(f"{FOLDER}/{path.name}: altered or removed")
    return faults


def editions(root: Path) -> list[Edition]:
    """Return the earlier editions with their contents; raises EngineError where something of them was altered."""
    return [_edition(root, left) for left in read(root)]


def earlier(found: Sequence[Edition]) -> list[Earlier]:
    """Return editions as protection asks for them."""
    return [Earlier(number=one.left.number, identity=one.left.identity, ledger=one.kept.ids) for one in found]


def key_of(found: Sequence[Edition]) -> bytes:
    """Return the secret of the last edition that kept one; nothing where none did."""
    return next((bytes.fromhex(one.kept.key) for one in reversed(found) if one.kept.key), b"")


def identity_of(contents: Contents) -> str:
    """Return the digest that names an edition."""
    return digest_of(msgspec.json.encode(contents))


def enter(root: Path, release: Release, kept: Kept, files: Mapping[str, str]) -> Left:
    """Enter a release that leaves the house; it is on the disk when this returns. Raises EngineError."""
    contents, edition = release.contents, release.contents.edition
    written = msgspec.json.encode(kept, order="sorted")
    left = Left(
        number=edition.number,
        identity=identity_of(contents),
        made=edition.made,
        publisher=edition.publisher,
        names=edition.names,
        stable=edition.stable,
        smallest=edition.smallest,
        files=dict(sorted(files.items())),
        inside=digest_of(written),
        overruled=contents.disclosure.overruled,
    )
    sealed: list[Left] = []

    def seal(last: bytes) -> list[bytes]:
        before = msgspec.json.decode(last, type=Left).number if last else 0
        if left.number <= before:
            raise EngineError(f"edition {left.number} is in {FOLDER}/{FILE} already; run the command again")
        _keep(root, left, msgspec.json.encode(contents), written)
        sealed.append(msgspec.structs.replace(left, previous=digest_of(last) if last else BEGINNING))
        return [msgspec.json.encode(sealed[0])]

    chaining.append(_chain(root), seal)
    return sealed[0]


def _keep(root: Path, left: Left, contents: bytes, inside: bytes) -> None:
    """Write beside the ledger what it names by digest; what a stopped run left there is written over."""
    for (path, _), payload in zip(_beside(root, left), (contents, inside), strict=True):
        try:
            write_whole(path, payload)
        except OSError as fault:
            raise disk_fault(fault, path) from fault


def _beside(root: Path, left: Left) -> list[tuple[Path, str]]:
    folder = root / FOLDER
    names = (f"edition-{left.number}.json", f"edition-{left.number}.inside.json")
    return list(zip((folder / name for name in names), (left.identity, left.inside), strict=True))


def _edition(root: Path, left: Left) -> Edition:
    contents, inside = (_intact(path, digest) for path, digest in _beside(root, left))
    return Edition(
        left=left,
        kept=msgspec.json.decode(inside, type=Kept),
        contents=msgspec.json.decode(contents, type=Contents),
    )


def _intact(path: Path, digest: str) -> bytes:
    payload = path.read_bytes() if path.is_file() else b""
    if digest_of(payload) != digest:
        raise EngineError(f"{path}: altered or removed – restore it from a copy; earlier releases cannot be checked")
    return payload


def _chain(root: Path) -> Chain:
    return Chain(root / FOLDER / FILE)


def _is_line(line: bytes) -> bool:
    try:
        msgspec.json.decode(line, type=Left)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return False
    return True


def _broken(lines: Sequence[bytes]) -> list[str]:
    faults, previous = [], BEGINNING
    for number, line in enumerate(lines, 1):
        if not _is_line(line):
            faults.append(f"{FILE}, line {number}: altered, it is no line of the ledger any more")
        elif msgspec.json.decode(line, type=Left).previous != previous:
            faults.append(f"{FILE}, line {number}: does not follow from the line before; a line was altered or removed")
        previous = digest_of(line)
    return faults
