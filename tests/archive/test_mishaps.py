"""A full disk, a folder that may only be read, a clock that goes back, two at once: one sentence, nothing lost."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.archive.registers import a_register, build, copied
from tests.review.writer import decision
from vidmova.archive.provenance import Receipt, append, read_chain
from vidmova.cli.verify import verified
from vidmova.register.folder import RegisterFolder
from vidmova.review.log import read_decisions, save

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.skipif(os.name != "posix", reason="limits and users as POSIX has them")
RUN = """
import os, resource, sys
from pathlib import Path
from vidmova.cli.running import run
if int(sys.argv[1]):
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), resource.RLIM_INFINITY))
sys.exit(run(lambda *_: None, sys.argv[2:]))
"""


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VIDMOVA_MODEL", "lexicon")


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> RegisterFolder:
    return a_register(tmp_path_factory.mktemp("mishaps"))


@pytest.fixture
def folder(register: RegisterFolder, tmp_path: Path) -> RegisterFolder:
    return copied(register, tmp_path)


@pytest.fixture
def more(tmp_path: Path) -> Path:
    (tmp_path / "more.txt").write_text("Five soldiers refused to fight.\n" + "The weather was fine.\n" * 8000)
    return tmp_path / "more.txt"


def vidmova(*arguments: str, most: int = 0, before: Sequence[str] = ()) -> subprocess.CompletedProcess[str]:
    command = [*before, sys.executable, "-c", RUN, str(most), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)


def sentences(said: str) -> list[str]:
    return [line for line in said.splitlines() if line.strip()]


def one_sentence(result: subprocess.CompletedProcess[str]) -> str:
    assert "Traceback" not in result.stderr, result.stderr
    told = [line for line in sentences(result.stderr) if line.startswith(("vidmova:", "skipped"))]
    assert told, result.stderr
    return told[-1]


@pytest.mark.parametrize("most", [1_000, 20_000, 60_000, 150_000])
def test_a_full_disk_stops_a_build_in_a_sentence_and_it_goes_on_later(
    folder: RegisterFolder, more: Path, most: int
) -> None:
    """Files that may not grow beyond a size refuse to be written as a full disk does, for root too."""
    before = read_decisions(folder.root)
    result = vidmova("build", str(more), "-r", str(folder.root), "-q", "--model", "lexicon", most=most)
    assert result.returncode != 0
    one_sentence(result)
    assert verified(folder).altered == []
    assert read_decisions(folder.root) == before
    build(folder, more)
    assert verified(folder).altered == []
    assert verified(folder).documents == 4


def test_a_full_disk_stops_a_decision_in_a_sentence(folder: RegisterFolder) -> None:
    before = (folder.root / "decisions.jsonl").read_bytes()
    result = vidmova("decide", "withdraw", "1", "--why", "x" * 3000, "-r", str(folder.root), most=len(before))
    assert result.returncode != 0
    one_sentence(result)
    assert (folder.root / "decisions.jsonl").read_bytes() == before
    assert verified(folder).altered == []


def unprivileged(folder: RegisterFolder) -> list[str]:
    """Take the right to write from a register; return what runs a program so that rights bind root as well."""
    for path in [*folder.root.rglob("*"), folder.root]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    if os.getuid() != 0:
        return []
    without = ["setpriv", "--bounding-set", "-dac_override,-dac_read_search", "--inh-caps", "-all"]
    if shutil.which("setpriv") is None:
        pytest.skip("setpriv (util-linux), without which no right binds root, is not installed")
    if subprocess.run([*without, "true"], capture_output=True, check=False).returncode:
        pytest.skip("rights cannot be taken from root here")
    return without


@pytest.fixture
def read_only(folder: RegisterFolder) -> Iterator[RegisterFolder]:
    yield folder
    for path in [folder.root, *folder.root.rglob("*")]:
        path.chmod(0o755 if path.is_dir() else 0o644)


@pytest.mark.parametrize(
    "arguments",
    [("build",), ("decide", "withdraw", "1", "--why", "x"), ("lists", "add", "LIST")],
    ids=lambda given: given[0],
)
def test_a_folder_that_may_only_be_read_is_said_and_stays_as_it_is(
    read_only: RegisterFolder, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    table = tmp_path / "list.csv"
    table.write_text("name;born\nHaivoron;1990\n")
    before = {path: path.read_bytes() for path in read_only.root.rglob("*") if path.is_file()}
    before_it = unprivileged(read_only)
    given = [str(table) if one == "LIST" else one for one in arguments]
    result = vidmova(*given, "-r", str(read_only.root), before=before_it)
    assert result.returncode != 0
    said = one_sentence(result)
    assert re.search(r"may not be written|no permission|read-only|readonly|cannot be opened|Permission", said), said
    assert {path: path.read_bytes() for path in before} == before


def test_a_clock_that_goes_back_is_said_and_changes_no_order(
    folder: RegisterFolder, more: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    last = read_decisions(folder.root)[-1]
    save(folder.root, [replace(decision("Ann", 1), when="1999-01-01T00:00:00Z")])
    monkeypatch.setattr("vidmova.archive.provenance.now", lambda: "1999-01-01T00:00:00Z")
    build(folder, more)
    found = verified(folder)
    assert found.altered == []
    assert [one.number for one in read_decisions(folder.root)][-1] == last.number + 1
    assert read_chain(folder.root)[-1].when == "1999-01-01T00:00:00Z"
    said = [line for line in found.notes if "a clock went back" in line]
    assert [line.partition(":")[0] for line in said] == ["received.jsonl", "decisions.jsonl"]


def test_a_page_fetched_earlier_is_no_clock_that_went_back(tmp_path: Path) -> None:
    one = Receipt(digest="a" * 64, name="a", source="/a", when="2026-01-02T00:00:00Z", size=1, media_type="x")
    fetched = replace(one, source="https://example.org/a", when="2026-01-01T00:00:00Z")
    append(tmp_path, [one, fetched])
    assert not any("clock" in line for line in verified(RegisterFolder(tmp_path)).notes)


def test_two_builds_and_decisions_at_once_lose_nothing(folder: RegisterFolder, tmp_path: Path) -> None:
    started = []
    for name in ("one", "two"):
        place = tmp_path / name
        place.mkdir()
        for number in range(4):
            (place / f"{number}.txt").write_text(f"{number + 3} soldiers refused to fight near {name} in May 2023.\n")
        command = [sys.executable, "-c", RUN, "0", "build", str(place), "-r", str(folder.root), "--model", "lexicon"]
        started.append(subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT))
    for number in range(20):
        save(folder.root, [decision("Ann", number)])
    said = [one.communicate() for one in started]
    assert [one.returncode for one in started] == [0, 0], said
    assert not any("Traceback" in errors for _, errors in said)
    found = verified(folder)
    assert found.altered == []
    assert found.documents == 3 + 8
