"""A whole register for a colleague: a tar, encrypted with age to the keys of those who may read it, never in clear."""

import io
import os
import re
import tarfile
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO

from msgspec import Struct

from vidmova import __version__
from vidmova.archive.intake import disk_fault
from vidmova.config import FILE as CONFIG
from vidmova.errors import EngineError, InputError, UsageError
from vidmova.publish.internalrecords import as_csv, as_jsonl, tables
from vidmova.register.folder import RegisterFolder
from vidmova.register.opening import open_store

FORMATS = ("register", "jsonl", "csv")
ENDING = ".tar.age"
HOME = "register-internal"
"""Folder that everything in the tar lies in."""
_BLOCK = 512
_AT_ONCE = 1 << 20
_LEFT_OUT = re.compile(r"\..*|register\.db(?:-.*)?|.*\.torn|incoming")
_ON_A_SERVER = re.compile(r'^(database|schema)(\s*=\s*)"[^"\n]*"', re.MULTILINE)
_SECRET = "AGE-SECRET-KEY-"
_WARNING = f"""\
INTERNAL. This is a register of Vidmova as it is inside, with the names of people at risk. It must not be published, and
not be kept where it is not encrypted. What may be published is made with: vidmova release

To read it: unpack it, then run: vidmova build --register {HOME}

Made with Vidmova {__version__}.
"""


class Member(Struct, frozen=True):
    """A file of the tar: its name, and its content or where that lies."""

    name: str
    content: bytes | Path


def internal_name(out: Path) -> Path:
    """Return a file's name that says that it is internal and encrypted."""
    stem = out.name.removesuffix(".age").removesuffix(".tar")
    return out.with_name(f"{stem}{'' if 'internal' in stem.lower() else '.internal'}{ENDING}")


def recipients(keys: Sequence[str]) -> list[Any]:
    """Return public keys ready to encrypt to; raises UsageError, which does not repeat it, where one is none."""
    return [_recipient(number, key.strip()) for number, key in enumerate(keys, 1)]


def keys_in(path: Path) -> list[str]:
    """Return the keys that a file lists, one a line; lines that are empty or begin with # are left out."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        raise InputError(f"{path}: this is no list of public keys that can be read") from None
    found = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
    if not found:
        raise InputError(f"{path}: there is no public key in it")
    return found


def members(folder: RegisterFolder, form: str, database: bool = False) -> Iterator[Member]:
    """Yield the files of an internal export in order of name: of the folder itself, or of its records."""
    yield Member("INTERNAL.txt", _WARNING.encode())
    if form == "register":
        yield from _of_folder(folder.root, database)
        return
    with open_store(folder) as store:
        for name, lines in tables(store, folder.root):
            yield Member(f"{name}.{form}", as_jsonl(lines) if form == "jsonl" else as_csv(lines))


def write(out: Path, found: Iterator[Member], to: Sequence[Any]) -> None:
    """Encrypt files to recipients' keys into `out`, whole or not at all.

    Raises UsageError where `out` is there already: an earlier export is never overwritten.
    """
    import pyrage

    if out.exists():
        raise already(out)
    try:
        handle, temporary = tempfile.mkstemp(prefix=".part-", dir=out.parent)
    except OSError as fault:
        raise disk_fault(fault, out) from fault
    try:
        with os.fdopen(handle, "wb") as file:
            source = _Tar(found)
            try:
                pyrage.encrypt_io(source, file, list(to))
            except pyrage.EncryptError as fault:
                raise source.fault or EngineError(f"{out}: age could not encrypt: {fault}") from fault
            file.flush()
            os.fsync(file.fileno())
        _set_in_place(Path(temporary), out)
    finally:
        Path(temporary).unlink(missing_ok=True)


def already(out: Path) -> UsageError:
    """Return what to say where an export of that name is there."""
    return UsageError(f"{out} is there already; an export is never overwritten: name another file")


class _Tar:
    """A tar as it is read, piece by piece: the same bytes from the same files."""

    def __init__(self, found: Iterator[Member]) -> None:
        self._pieces = _pieces(found)
        self._rest = b""
        self.fault: Exception | None = None

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes, `size` at most."""
        try:
            while not self._rest:
                self._rest = next(self._pieces)
        except StopIteration:
            return b""
        except (OSError, EngineError, InputError) as fault:
            # The library would wrap it; the reader of the message shall have our own.
            self.fault = disk_fault(fault, Path(fault.filename or ".")) if isinstance(fault, OSError) else fault
            raise
        given = self._rest if size < 0 else self._rest[:size]
        self._rest = self._rest[len(given) :]
        return given


def _pieces(found: Iterator[Member]) -> Iterator[bytes]:
    for one in found:
        size = len(one.content) if isinstance(one.content, bytes) else one.content.stat().st_size
        header = tarfile.TarInfo(f"{HOME}/{one.name}")
        header.size, header.mode = size, 0o600
        yield header.tobuf(tarfile.PAX_FORMAT)
        yield from _content(one, size)
        yield b"\0" * (-size % _BLOCK)
    yield b"\0" * (2 * _BLOCK)


def _content(one: Member, size: int) -> Iterator[bytes]:
    source: BinaryIO = io.BytesIO(one.content) if isinstance(one.content, bytes) else one.content.open("rb")
    with source:
        left = size
        while left and (piece := source.read(min(left, _AT_ONCE))):
            left -= len(piece)
            yield piece
    if left:
        raise EngineError(f"{one.name}: it became shorter while it was read; run the command again")


def _of_folder(root: Path, database: bool) -> Iterator[Member]:
    paths = [path for path in root.rglob("*") if path.is_file()]
    for path in sorted(paths, key=lambda path: path.relative_to(root).as_posix()):
        inside = path.relative_to(root)
        wanted = database and inside.name == "register.db"
        if wanted or not any(_LEFT_OUT.fullmatch(part) for part in inside.parts):
            yield Member(inside.as_posix(), _alone(path) if inside.as_posix() == CONFIG else path)


def _alone(config: Path) -> bytes:
    """Return settings that lead to no server: the copy must never write where the original does."""
    return _ON_A_SERVER.sub(r'\1\2""', config.read_text(encoding="utf-8")).encode()


def _recipient(number: int, key: str) -> Any:
    try:
        import pyrage
    except ModuleNotFoundError:
        raise UsageError(
            "an internal export is encrypted with age, which needs pyrage; install it with: "
            "pip install 'vidmova[export]'"
        ) from None
    if key.upper().startswith(_SECRET):
        raise UsageError(f"recipient {number} is a secret key; give the public one, which begins with age1")
    reader = pyrage.ssh.Recipient if key.startswith("ssh-") else pyrage.x25519.Recipient
    try:
        return reader.from_str(key)
    except pyrage.RecipientError:
        raise UsageError(
            f"recipient {number} is no public key; give one that begins with age1, ssh-ed25519 or ssh-rsa "
            "(a passphrase is not taken here: others on this machine could read it)"
        ) from None


def _set_in_place(temporary: Path, out: Path) -> None:
    """Give the file its name, and fail where another took it meanwhile."""
    try:
        os.link(temporary, out)
    except FileExistsError:
        raise already(out) from None
    except OSError:
        # A disk without links to files.
        if out.exists():
            raise already(out) from None
        os.replace(temporary, out)
