"""What would be added, looked at before anything is: how many are new, are here already, or cannot be read."""

import secrets
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from threading import Lock
from time import monotonic, time

from msgspec import Struct, structs
from starlette.datastructures import UploadFile

from vidmova.archive.intake import digest_of, disk_fault
from vidmova.errors import UnreadableDocumentError, UsageError
from vidmova.pipeline import received_under
from vidmova.reading.kinds import media_type
from vidmova.reading.walk import Received
from vidmova.web.documents import file_name

INCOMING = "incoming"
"""Folder in the register's own where chosen files wait until they are added or not."""
AT_ONCE = 1 << 20
DAY = 24 * 3600
LONGEST_LOOK = 20.0
"""Seconds of looking, after which the rest is said not to have been looked at."""
MOST_NAMED, MOST_PLANS = 100, 8
BROUGHT = "brought to the desk: "
"""Begins the source of a file that was chosen in the browser; its name there follows."""


class Plan(Struct, frozen=True, kw_only=True):
    """What would be added."""

    id: str
    title: str
    path: str
    """The folder or file on this machine, or where chosen files wait."""
    staged: bool
    """Whether they wait in the register's folder."""
    files: int = 0
    new: int = 0
    known: int = 0
    """How many the register has already, by their digests."""
    refused: list[tuple[str, str]] = []
    """Those that cannot be read, each with why."""
    whole: bool = True
    """Whether all was looked at."""


class Plans:
    """What was looked at in this run and not yet added."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._lock = Lock()
        self._plans: dict[str, Plan] = {}
        _forget_old(root / INCOMING)

    def of_files(self, files: Iterable[UploadFile], known: frozenset[str]) -> Plan:
        """Take in chosen files and look at them; raises UsageError where there is none, EngineError on a full disk."""
        identity = secrets.token_hex(8)
        folder = self._root / INCOMING / identity
        try:
            folder.mkdir(parents=True)
            names = [_stage(folder, number, one) for number, one in enumerate(files)]
        except OSError as fault:
            shutil.rmtree(folder, ignore_errors=True)
            raise disk_fault(fault, folder) from fault
        if not names:
            shutil.rmtree(folder, ignore_errors=True)
            raise UsageError("no file was chosen")
        title = names[0] if len(names) == 1 else f"{names[0]} + {len(names) - 1}"
        return self._keep(_looked(Plan(id=identity, title=title, path=str(folder), staged=True), known))

    def of_path(self, said: str, known: frozenset[str]) -> Plan:
        """Look at a folder or file of this machine; raises UsageError where there is none or it is the register's."""
        path = Path(said).expanduser()
        if not said or not path.is_absolute():
            raise UsageError("give the whole path of a folder or file on this machine, from / on")
        if not path.exists():
            raise UsageError(f"{said}: there is no such folder or file on this machine")
        if path.resolve().is_relative_to(self._root.resolve()):
            raise UsageError(f"{said} is the register itself")
        plan = Plan(id=secrets.token_hex(8), title=path.name or str(path), path=str(path), staged=False)
        return self._keep(_looked(plan, known))

    def get(self, identity: str) -> Plan | None:
        """Return a plan of this run."""
        return self._plans.get(identity)

    def take(self, identity: str) -> Plan | None:
        """Return a plan and forget it: it is begun once."""
        with self._lock:
            return self._plans.pop(identity, None)

    def drop(self, identity: str) -> None:
        """Forget a plan, with the files that wait for it."""
        if plan := self.take(identity):
            discard(plan)

    def _keep(self, plan: Plan) -> Plan:
        with self._lock:
            self._plans[plan.id] = plan
            for old in list(self._plans)[:-MOST_PLANS]:
                discard(self._plans.pop(old))
        return plan


def discard(plan: Plan) -> None:
    """Remove the files that wait for a plan."""
    if plan.staged:
        shutil.rmtree(plan.path, ignore_errors=True)


def received_of(plan: Plan) -> Iterator[Received]:
    """Yield what lies under a plan; chosen files under the names that they had in the browser."""
    if not plan.staged:
        yield from received_under([plan.path])
        return
    for path in sorted(Path(plan.path).iterdir()):
        inner = f"{path.parent.as_posix()}/"
        for one in received_under([path.as_posix()]):
            name = one.name.removeprefix(inner).partition("-")[2]
            error = one.error and UnreadableDocumentError(name, one.error.reason, one.error.hint)
            yield structs.replace(one, name=name, source=BROUGHT + name, error=error)


def _forget_old(folder: Path) -> None:
    """Remove what a desk that was killed left waiting; another desk may be at work on the rest."""
    for left in folder.iterdir() if folder.is_dir() else ():
        if time() - left.stat().st_mtime > DAY:
            shutil.rmtree(left, ignore_errors=True)


def _stage(folder: Path, number: int, one: UploadFile) -> str:
    # The number keeps files of one name apart, and their order; the name is cut to what every disk takes.
    name = file_name((one.filename or "").replace("\\", "/").replace("\x00", ""))
    while len(name.encode("utf-8", "replace")) > 200:
        name = name[1:]
    name = name.encode("utf-8", "replace").decode()
    if name in ("", ".", ".."):
        name = "file"
    with (folder / f"{number:05}-{name}").open("wb") as out:
        shutil.copyfileobj(one.file, out, AT_ONCE)
    return name


def _looked(plan: Plan, known: frozenset[str]) -> Plan:
    files = new = there = 0
    refused: list[tuple[str, str]] = []
    whole, began, seen = True, monotonic(), set(known)
    for one in received_of(plan):
        files += 1
        if one.payload is None:
            refused.append((file_name(one.name), one.error.reason if one.error else ""))
        elif (digest := digest_of(one.payload)) in seen:
            there += 1
        elif why := _unreadable(one.name, one.payload):
            refused.append((file_name(one.name), why))
        else:
            new += 1
            seen.add(digest)
        if monotonic() - began > LONGEST_LOOK:
            whole = False
            break
    return structs.replace(plan, files=files, new=new, known=there, refused=refused, whole=whole)


def _unreadable(name: str, payload: bytes) -> str:
    try:
        media_type(name, payload)
    except UnreadableDocumentError as fault:
        return fault.reason
    return ""
