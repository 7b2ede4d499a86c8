"""Kills a run at random moments and looks at what it left: `python -m benchmarks.kills --moments 200`.

With `--database postgresql` its tables are on a server that is started for it. Build, decide, load and migration by
turns. After each kill: what was reported saved is there, nothing is there by half,
`verify` names nothing but a torn last line, and the next run goes on to the end, after which it names nothing at all.
"""

import argparse
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests import postgres
from tests.archive.registers import a_register, build
from tests.register.conftest import drop
from tests.register.test_dumps import restore
from tests.review.writer import decision
from vidmova.cli.verify import verified
from vidmova.config import DATABASE
from vidmova.register.database import Place
from vidmova.register.folder import RegisterFolder
from vidmova.register.opening import open_store, place_of
from vidmova.register.postgres import PostgresSchema
from vidmova.review.deciding import Author, Desk
from vidmova.review.decisions import encoded, identity, sealed
from vidmova.review.log import read_decisions, save
from vidmova.review.merging import load, read_file

ACTS = ("build", "decide", "load", "migration")
READY = "ready"
"""What a child says first; one that decides says it once its store is open, so that it is killed while deciding."""
LONGEST = {"build": 0.35, "decide": 0.6, "load": 0.15, "migration": 0.12}
"""Seconds after that within which each is killed."""
LOADED, NEW, FRESH = 150, 6, 40
"""Decisions of a file, documents of a folder, and kills after which a new register is begun, as each is slower."""


class Register:
    """The register that is killed again and again."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.folder = a_register(root)
        self._turn = 0

    def begun(self, act: str, turn: int) -> Callable[[Callable[[str], None]], None]:
        """Return what a child is to do until it is killed."""
        self._turn = turn
        return {"build": self._build, "decide": self._decide, "load": self._load, "migration": self._migrate}[act]

    def prepared(self, act: str, turn: int) -> None:
        """Lay ready what the act needs."""
        if act == "build":
            texts = self.root / "texts" / str(turn)
            texts.mkdir()
            for number in range(NEW):
                said = f"{number + 2} soldiers refused to fight near village number {turn} in May 2023. " * 8
                (texts / f"{number}.txt").write_text(said)
        elif act == "load":
            lines, last = [], None
            for number in range(LOADED):
                last = sealed(decision(f"turn {turn}", number), last)
                lines.append(encoded(last) + b"\n")
            (self.root / "theirs.jsonl").write_bytes(b"".join(lines))
        elif act == "migration":
            self._lay_ready_an_old_one(turn)

    def fault(self, act: str, reported: list[str]) -> str:
        """Return what a kill did that it may not do, and let the next run go on."""
        found = verified(self.folder)
        if wrong := [line for line in found.altered if "torn" not in line]:
            return f"after the kill: {wrong}"
        there = {(one.number, one.seal) for one in read_decisions(self.folder.root)}
        if lost := [line for line in reported if _numbered(line) not in there]:
            return f"{len(lost)} decisions that were reported saved are lost"
        self.begun(act, self._turn)(lambda _: None)
        save(self.folder.root, [decision("after", time.monotonic_ns() % 10**9)])
        build(self.folder)
        if act == "migration":
            return self._migrated()
        if act == "load" and (missing := self._not_loaded()):
            return missing
        return "; ".join(verified(self.folder).altered)

    def _lay_ready_an_old_one(self, turn: int) -> None:
        """Have a register of an earlier schema, in the database that the other is in."""
        if (self._old / "config.toml").exists() and isinstance(before := self._old_place(), PostgresSchema):
            drop(before)
        shutil.rmtree(self._old, ignore_errors=True)
        self._old.mkdir()
        (self._old / "config.toml").write_text(f'schema = "old_{turn}"\n')
        restore(self._old_place(), f"m00{turn % 3 + 1}", filled=True)

    @property
    def _old(self) -> Path:
        return self.root / "old"

    def _old_place(self) -> Place:
        return place_of(RegisterFolder(self._old), make=True)

    def _build(self, say: Callable[[str], None]) -> None:
        say(READY)
        build(self.folder, self.root / "texts")

    def _decide(self, say: Callable[[str], None]) -> None:
        with open_store(self.folder) as store:
            found = store.every_claim().items()
            keys = sorted(f"{name[:12]}-{one.id}" for name, claims in found for one in claims)
            say(READY)
            for number in range(200):
                author = Author(f"turn {self._turn}", f"number {number}")
                made = Desk(store, []).judge_claim(author, "accept", keys[number % len(keys)])
                one = save(self.folder.root, [made]).decisions[0]
                say(f"{one.number} {one.seal}")
                if os.getpid() == PARENT and number > 2:
                    return

    def _load(self, say: Callable[[str], None]) -> None:
        say(READY)
        for one in load(self.folder.root, read_file(self.root / "theirs.jsonl")).added:
            say(f"{one.number} {one.seal}")
        build(self.folder)

    def _migrate(self, say: Callable[[str], None]) -> None:
        say(READY)
        with open_store(RegisterFolder(self._old)) as store:
            store.summary()

    def _not_loaded(self) -> str:
        here = [identity(one) for one in read_decisions(self.folder.root)]
        wanted = [identity(one) for one in read_file(self.root / "theirs.jsonl")]
        wrong = [name for name in wanted if here.count(name) != 1]
        return f"{len(wrong)} of the loaded decisions are missing or there twice" if wrong else ""

    def _migrated(self) -> str:
        with open_store(RegisterFolder(self._old)) as store:
            return "" if store.summary().documents == 3 else "documents were lost in a migration"


PARENT = os.getpid()


def _numbered(line: str) -> tuple[int, str]:
    number, _, seal = line.partition(" ")
    return int(number), seal


def killed(register: Register, act: str, turn: int, after: float) -> tuple[list[str], bool]:
    """Start an act in a process of its own, kill it, and return what it reported and whether it was killed at work."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        status = 1
        try:
            os.close(reading)
            register.begun(act, turn)(lambda line: os.write(writing, f"{line}\n".encode()) and None)
            status = 0
        finally:
            os._exit(status)
    os.close(writing)
    with os.fdopen(reading, "rb") as said:
        said.readline()
        time.sleep(after)
        os.kill(child, signal.SIGKILL)
        status = os.waitpid(child, 0)[1]
        reported = [line.decode() for line in said.read().split(b"\n")[:-1]]
    return reported, os.WIFSIGNALED(status)


@contextmanager
def database(kind: str) -> Iterator[None]:
    """Have every register that is opened keep its tables in a database of this kind."""
    if kind == "sqlite":
        yield
        return
    found = postgres.binaries()
    if found is None:
        sys.exit(postgres.NONE)
    with postgres.running(found) as server:
        os.environ[DATABASE] = server.address()
        try:
            yield
        finally:
            del os.environ[DATABASE]


def main(arguments: Sequence[str] | None = None) -> int:
    """Kill so many times; the status is 1 where anything was lost, halved or stopped for good."""
    asking = argparse.ArgumentParser(prog="python -m benchmarks.kills")
    asking.add_argument("--moments", type=int, default=200)
    asking.add_argument("--seed", type=int, default=6)
    asking.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    asked = asking.parse_args(arguments)
    with database(asked.database):
        return measured(asked.moments, random.Random(asked.seed))


def measured(moments: int, drawn: random.Random) -> int:
    """Kill so many times, say what came of it, and return 1 where something may not be as it is."""
    faults, at_work, saved, number = 0, dict.fromkeys(ACTS, 0), 0, 0
    with tempfile.TemporaryDirectory() as folder:
        for turn in range(moments):
            if turn % FRESH == 0:
                register = Register(Path(folder) / str(turn))
            act = ACTS[turn % len(ACTS)]
            register.prepared(act, turn)
            reported, working = killed(register, act, turn, drawn.uniform(0, LONGEST[act]))
            at_work[act] += working
            saved += len(reported)
            if said := register.fault(act, reported):
                faults += 1
                print(f"kill {turn} of {act}: {said}", flush=True)
            if turn + 1 == moments or (turn + 1) % FRESH == 0:
                number += len(read_decisions(register.folder.root))
    counted = ", ".join(f"{act} {number}" for act, number in at_work.items())
    print(f"{moments} kills, at work: {counted}; {saved} decisions reported saved, {number} there; {faults} faults")
    return int(faults > 0)


if __name__ == "__main__":
    sys.exit(main())
