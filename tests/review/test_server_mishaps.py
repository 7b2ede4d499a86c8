"""Mishaps with a server: it goes away in the middle, two runs at once, a clock that goes back; nothing is lost."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests import postgres
from tests.archive.registers import a_register, build
from tests.review.test_forgetting import at_once
from tests.review.writer import decision
from vidmova.archive.provenance import read_chain
from vidmova.cli.verify import verified
from vidmova.config import DATABASE
from vidmova.errors import EngineError
from vidmova.register.folder import RegisterFolder
from vidmova.register.opening import place_of
from vidmova.register.postgres import PostgresSchema
from vidmova.review.decisions import encoded, sealed
from vidmova.review.log import chain_of, read_decisions, save

pytestmark = pytest.mark.skipif(not Path("/proc/self/cmdline").exists(), reason="asks Linux how a server was started")
ROOT = Path(__file__).parents[2]
RUN = "import sys; from vidmova.cli.running import run; sys.exit(run(lambda *_: None, sys.argv[1:]))"
NEW = 24


class Running:
    """A server of its own, that can be stopped and started again."""

    def __init__(self, place: PostgresSchema) -> None:
        self._place, self._again = place, subprocess.Popen(["true"])
        self._pid_file = Path(at_once(place, "SHOW data_directory")) / "postmaster.pid"
        self._pid = int(self._pid_file.read_text().split()[0])
        self._command = Path(f"/proc/{self._pid}/cmdline").read_text().removesuffix("\0").split("\0")

    def stop(self, how: signal.Signals) -> None:
        os.kill(self._pid, how)
        while Path(f"/proc/{self._pid}/cmdline").exists() and Path(f"/proc/{self._pid}/cmdline").read_bytes():
            time.sleep(0.02)
        self._again.wait()

    def start(self) -> None:
        self._pid_file.unlink(missing_ok=True)
        whose = postgres._as_other(self._pid_file.parent.parent)
        self._again = subprocess.Popen(self._command, cwd="/", stderr=subprocess.DEVNULL, **whose)
        self._pid = self._again.pid
        for _ in range(400):
            try:
                at_once(self._place, "SELECT 1")
                return
            except EngineError:
                time.sleep(0.05)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[RegisterFolder]:
    found = postgres.binaries()
    if found is None:
        assert not os.environ.get("CI"), postgres.NONE
        pytest.skip(postgres.NONE)
    with postgres.running(found) as server:
        monkeypatch.setenv(DATABASE, server.address())
        monkeypatch.setenv("VIDMOVA_WHO", "Ann")
        yield a_register(tmp_path)


def started(folder: RegisterFolder, *arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", RUN, *arguments, "--register", str(folder.root)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT)


def sentence(one: subprocess.Popen[str]) -> str:
    said = [line for line in one.communicate()[1].splitlines() if line.startswith("vidmova: ")]
    assert one.returncode == 3, said
    assert len(said) == 1, said
    return said[0]


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL], ids=["asked", "killed"])
def test_a_server_that_goes_away_loses_nothing(folder: RegisterFolder, tmp_path: Path, how: signal.Signals) -> None:
    place = place_of(folder)
    assert isinstance(place, PostgresSchema)
    running, before = Running(place), read_decisions(folder.root)
    texts = tmp_path / "more"
    texts.mkdir()
    for number in range(NEW):
        (texts / f"{number}.txt").write_text(f"{number + 2} soldiers refused to fight near village {number}. " * 60)
    known = len(read_chain(folder.root))
    one = started(folder, "build", str(texts), "-q", "--model", "lexicon")
    while len(read_chain(folder.root)) == known and one.poll() is None:
        time.sleep(0.01)
    running.stop(how)
    said = sentence(one)
    assert "server" in said or "terminating connection" in said, said
    # What is decided while the server is away is not saved; what is loaded is, as a whole, and said.
    withdrawn = sentence(started(folder, "decide", "withdraw", "1", "--why", "x"))
    assert withdrawn.startswith("vidmova: no PostgreSQL server answers at 127.0.0.1:"), withdrawn
    assert read_decisions(folder.root) == before
    theirs = tmp_path / "theirs.jsonl"
    theirs.write_bytes(encoded(sealed(decision("Bo", 1), None)) + b"\n")
    sentence(started(folder, "decisions", "load", str(theirs)))
    assert chain_of(folder.root).place.read_bytes().endswith(b"\n")
    running.start()
    try:
        assert verified(folder).altered == []
        again = started(folder, "decisions", "load", str(theirs))
        assert (again.communicate()[1], again.returncode) == ("", 0)
        build(folder, texts)
        found = verified(folder)
        assert (found.altered, found.documents) == ([], 3 + NEW)
        assert [each.who for each in read_decisions(folder.root)][len(before) :] == ["Bo"]
    finally:
        running.stop(signal.SIGINT)


def test_two_builds_and_decisions_at_once_lose_nothing(folder: RegisterFolder, tmp_path: Path) -> None:
    builds = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        for number in range(4):
            text = f"{number + 3} soldiers refused to fight near {name} in May 2023.\n"
            (tmp_path / name / f"{number}.txt").write_text(text)
        builds.append(started(folder, "build", str(tmp_path / name), "-q", "--model", "lexicon"))
    for number in range(20):
        save(folder.root, [decision("Ann", number)])
    said = [one.communicate()[1] for one in builds]
    assert [one.returncode for one in builds] == [0, 0], said
    found = verified(folder)
    assert (found.altered, found.documents) == ([], 3 + 8)


def test_a_clock_that_goes_back_changes_no_order(
    folder: RegisterFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "more.txt").write_text("Five soldiers refused to fight.\n")
    save(folder.root, [replace(decision("Ann", 1), when="1999-01-01T00:00:00Z")])
    monkeypatch.setattr("vidmova.archive.provenance.now", lambda: "1999-01-01T00:00:00Z")
    build(folder, tmp_path / "more.txt")
    found = verified(folder)
    assert found.altered == []
    said = [line.partition(":")[0] for line in found.notes if "a clock went back" in line]
    assert said == ["received.jsonl", "decisions.jsonl"]
