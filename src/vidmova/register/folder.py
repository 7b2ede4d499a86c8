"""The folder of a register: what lies in it under which name, and the lock that one writer holds."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout
from msgspec import Struct

from vidmova.archive.intake import write_whole
from vidmova.config import FILE, NEW, server
from vidmova.errors import UsageError


class RegisterFolder(Struct, frozen=True):
    """A register on disk."""

    root: Path

    @property
    def archive(self) -> Path:
        """The folder of what was received."""
        return self.root / "archive"

    @property
    def database(self) -> Path:
        """The database: follows from the rest, can be deleted and rebuilt."""
        return self.root / "register.db"

    @property
    def decisions(self) -> Path:
        """What people judged."""
        return self.root / "decisions.jsonl"


def create(root: Path, name: str = "Register") -> RegisterFolder:
    """Return a register's folder, made under that name where it is missing.

    Raises UsageError where something else is there.
    """
    if root.exists() and not root.is_dir():
        raise UsageError(f"{root} is a file; name a folder with --register")
    if root.is_dir() and not (root / FILE).exists() and any(root.iterdir()):
        raise UsageError(f"{root} has other things in it and is no register; name another folder with --register")
    root.mkdir(parents=True, exist_ok=True)
    folder = RegisterFolder(root)
    if not (root / FILE).exists():
        write_whole(root / FILE, NEW.replace('name = "Register"', f'name = "{name}"').encode())
    folder.archive.mkdir(exist_ok=True)
    folder.decisions.touch()
    return folder


def find(root: Path) -> RegisterFolder:
    """Return a register that is there; raises UsageError where none is.

    Of one on a server only the folder is looked for: opening it says whether the server has it.
    """
    on_server = (root / FILE).is_file() and server(root)
    if not on_server and not (root / "register.db").is_file():
        raise nothing_in(root)
    return RegisterFolder(root)


def nothing_in(root: Path) -> UsageError:
    """Return what to say where a register is looked for that is not there."""
    return UsageError(f"there is no register in {root}; make one with: vidmova build PATH --register {root}")


@contextmanager
def writing(folder: RegisterFolder, on_wait: Callable[[], None]) -> Iterator[None]:
    """Hold the register's lock; when another writer has it, call `on_wait` once and wait."""
    lock = FileLock(folder.root / ".lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        on_wait()
        lock.acquire()
    try:
        yield
    finally:
        lock.release()
