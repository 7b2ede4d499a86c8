"""`vidmova claims`: what it prints and leaves, and what it does with bad input, full disks and signals."""

import errno
import os
import shutil
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path, PurePath

import pytest
from msgspec.structs import replace

from tests.shell import ENGLISH, UKRAINIAN, Done, as_rows, documents_of, served
from vidmova import pipeline
from vidmova.cli import claims as claims_module
from vidmova.cli.running import run
from vidmova.cli.summary import print_summary
from vidmova.lexicon import files as lexicon
from vidmova.records import Claim, Report
from vidmova.register.rows import Summary


def test_claims_are_json_lines_with_every_field(one: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(served, ["claims", str(one)]) == 0
    rows = as_rows(capsys.readouterr().out)
    assert rows
    for row in rows:
        assert list(row) == ["document", *Claim.__struct_fields__]
        assert str(row["document"]).endswith("one.txt")
    assert "refuse" in {row["act"] for row in rows}


def test_claims_are_the_same_bytes_twice(one: Path) -> None:
    assert Done("claims", one, PYTHONHASHSEED="1").out == Done("claims", one, PYTHONHASHSEED="2").out


def test_claims_are_utf8_under_any_locale(tmp_path: Path) -> None:
    (tmp_path / "два.txt").write_text(UKRAINIAN, encoding="utf-8")
    done = Done("claims", tmp_path / "два.txt", LC_ALL="C", PYTHONUTF8="0")
    assert str(as_rows(done.out)[0]["document"]).endswith("/два.txt")


@pytest.mark.skipif(os.name != "posix", reason="file names are text elsewhere")
def test_a_file_name_that_is_no_text_is_read_all_the_same(tmp_path: Path) -> None:
    with open(os.fsencode(tmp_path) + "/два.txt".encode("cp1251"), "wb") as file:
        file.write(UKRAINIAN.encode())
    done = Done("claims", tmp_path)
    assert (done.status, done.err) == (0, "")
    assert str(as_rows(done.out)[0]["document"]).endswith("/���.txt")
    assert Done("build", tmp_path, "-r", tmp_path / "register").status == 0


def test_a_terminal_without_cyrillic_shows_question_marks(tmp_path: Path, register: Path) -> None:
    (tmp_path / "два.txt").write_text(UKRAINIAN, encoding="utf-8")
    assert Done("build", tmp_path / "два.txt", "-r", register, PYTHONIOENCODING="latin-1").status == 0
    shown = Done("show", documents_of(register)[1], "-r", register, PYTHONIOENCODING="latin-1")
    assert (shown.status, "????" in shown.out) == (0, True)


def test_claims_go_to_one_file_a_document(tmp_path: Path, one: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "deep" / "out"
    (tmp_path / "nothing.txt").write_text("The weather was fine in Krasnodar all week long.", encoding="utf-8")
    assert run(served, ["claims", str(one), str(tmp_path / "nothing.txt"), "--out", str(out)]) == 0
    assert sorted(path.name for path in out.iterdir()) == ["nothing.jsonl", "one.jsonl"]
    assert as_rows((out / "one.jsonl").read_text(encoding="utf-8"))
    assert (out / "nothing.jsonl").read_bytes() == b""
    said = capsys.readouterr()
    assert said.out == ""
    assert "of 2 documents" in said.err


def test_claims_are_linked_over_all_documents_given_and_a_copy_is_not_linked_twice(
    tmp_path: Path, one: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    given: list[list[str]] = []

    def join(reports: list[Report]) -> dict[str, list[Claim]]:
        given.append([PurePath(report.document.name).name for report in reports])
        return {
            report.document.id: [replace(claim, event=f"all-{claim.act}") for claim in report.claims]
            for report in reports
        }

    monkeypatch.setattr(pipeline, "place", join)
    (tmp_path / "b.txt").write_text(UKRAINIAN, encoding="utf-8")
    (tmp_path / "c.txt").write_text("The weather was fine in Krasnodar all week long.", encoding="utf-8")
    shutil.copy(one, tmp_path / "d.txt")
    assert run(served, ["claims", str(one), *(str(tmp_path / f"{name}.txt") for name in "bcd")]) == 0
    assert given == [["one.txt", "b.txt"]]
    rows = as_rows(capsys.readouterr().out)
    assert {row["event"] for row in rows if row["act"] == "refuse"} == {"all-refuse"}
    of_name = {PurePath(str(row["document"])).name: row["id"] for row in rows}
    assert list(of_name) == ["one.txt", "b.txt", "d.txt"]


def test_the_summary_says_what_linking_found(capsys: pytest.CaptureFixture[str]) -> None:
    print_summary(Summary({"en": 1}, {"refuse": 2}, 1, 2, 3, 1, []), "1 read now")
    said = capsys.readouterr().out
    assert "\n1 event, 2 people named, 3 contradictions\n1 open question: are two claims about one event?\n" in said
    print_summary(Summary({"en": 1}, {}, 0, 0, 0, 0, []), "1 read now")
    assert "0 " not in capsys.readouterr().out.replace("0 claims", "")


def test_stems_that_collide_get_a_number(tmp_path: Path, one: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "b").mkdir()
    shutil.copy(one, tmp_path / "b" / "one.md")
    assert run(served, ["claims", str(one), str(tmp_path / "b"), "--out", str(tmp_path / "out")]) == 0
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["one-2.jsonl", "one.jsonl"]
    assert "one.jsonl is taken by another document; written as one-2.jsonl" in capsys.readouterr().err


@pytest.mark.parametrize("content", [b"", bytes(range(256)) * 40], ids=["empty", "binary"])
def test_what_cannot_be_read_is_named_in_one_line_and_the_rest_goes_on(
    tmp_path: Path, one: Path, capsys: pytest.CaptureFixture[str], content: bytes
) -> None:
    (tmp_path / "bad.txt").write_bytes(content)
    assert run(served, ["claims", str(tmp_path / "bad.txt"), str(one), "--quiet"]) == 1
    said = capsys.readouterr()
    assert as_rows(said.out)
    assert len(said.err.splitlines()) == 1
    assert said.err.startswith(f"skipped {tmp_path}/bad.txt: ")


def test_a_path_that_does_not_exist_is_named(one: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(served, ["claims", "/nowhere/at/all.txt", str(one)]) == 1
    said = capsys.readouterr()
    assert as_rows(said.out)
    assert "all.txt" in said.err


def test_no_path_at_all_is_wrong_usage() -> None:
    done = Done("claims")
    assert done.status == 2
    assert "PATH" in done.err


def test_a_lexicon_that_is_no_yaml_is_named_with_its_line(tmp_path: Path, one: Path) -> None:
    shutil.copytree(lexicon.SHIPPED, tmp_path / "words")
    (tmp_path / "words" / "en" / "acts.yml").write_text("acts:\n  refuse: [\n", encoding="utf-8")
    done = Done("claims", one, VIDMOVA_LEXICON=str(tmp_path / "words"))
    assert done.status == 2
    assert "en/acts.yml, line " in done.err
    assert len(done.err.splitlines()) == 1
    assert done.out == ""


def test_a_lexicon_folder_that_is_missing_is_named(tmp_path: Path, one: Path) -> None:
    done = Done("claims", one, VIDMOVA_LEXICON=str(tmp_path / "nowhere"))
    assert done.status != 0
    assert "nowhere" in done.err
    assert "Traceback" not in done.err


def test_out_that_is_a_file_is_refused_before_anything_is_read(tmp_path: Path, one: Path) -> None:
    (tmp_path / "out").write_text("mine", encoding="utf-8")
    done = Done("claims", one, "--out", tmp_path / "out")
    assert done.status == 2
    assert "is a file, not a folder" in done.err
    assert (tmp_path / "out").read_text(encoding="utf-8") == "mine"


def test_a_full_disk_is_one_line_and_leaves_no_half_file(
    tmp_path: Path, one: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    assert run(served, ["claims", str(one), "--out", str(tmp_path / "out")]) == 3
    assert list((tmp_path / "out").iterdir()) == []
    assert capsys.readouterr().err == "vidmova: the disk is full\n"


def test_a_really_full_disk(tmp_path: Path, one: Path) -> None:
    small = tmp_path / "small"
    small.mkdir()
    mounted = shutil.which("mount") and subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k", "none", small], capture_output=True, check=False
    )
    if not mounted or mounted.returncode:
        pytest.skip("mounting a small disk is not allowed here")
    try:
        for number in range(40):
            (tmp_path / f"{number}.txt").write_text(ENGLISH * 12, encoding="utf-8")
        done = Done("claims", *tmp_path.glob("*.txt"), "--out", small, "-q")
        assert (done.status, done.err) == (3, "vidmova: the disk is full\n")
        for path in small.iterdir():
            assert path.suffix == ".jsonl"
            as_rows(path.read_text(encoding="utf-8"))
        built = Done("build", *tmp_path.glob("*.txt"), "-r", small / "register", "-q")
        assert built.status == 3
        assert "Traceback" not in built.err
        assert len(built.err.splitlines()) == 1
    finally:
        subprocess.run(["umount", small], check=True)


def test_printing_to_a_full_disk_is_one_line(one: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("there is no /dev/full here")
    with Path("/dev/full").open("wb") as full:
        command = [sys.executable, "-m", "vidmova", "claims", str(one)]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert (done.returncode, done.stderr) == (3, "vidmova: the disk is full\n")


def test_ctrl_c_leaves_with_130_and_nothing_half_written(
    tmp_path: Path, one: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(*_: object) -> bytes:
        raise KeyboardInterrupt

    monkeypatch.setattr(claims_module, "write_whole", interrupted)
    assert run(served, ["claims", str(one), "--out", str(tmp_path / "out")]) == 130
    assert list((tmp_path / "out").iterdir()) == []
    assert "stopped" in capsys.readouterr().err


@pytest.mark.skipif(os.name != "posix", reason="sends a POSIX signal")
def test_a_real_ctrl_c(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for number in range(300):
        (tmp_path / "in" / f"{number}.txt").write_text(ENGLISH * 300, encoding="utf-8")
    command = [sys.executable, "-m", "vidmova", "claims", str(tmp_path / "in"), "--out", str(tmp_path / "out")]
    # A shell starts what runs in the background deaf to Ctrl-C, and so its children: this one is to hear.
    hearing = partial(signal.signal, signal.SIGINT, signal.default_int_handler)
    running = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, preexec_fn=hearing)
    deadline = time.monotonic() + 20
    while not (tmp_path / "out").exists() and time.monotonic() < deadline:
        time.sleep(0.01)
    running.send_signal(signal.SIGINT)
    _, said = running.communicate(timeout=60)
    assert running.returncode == 130
    assert said.strip() == "vidmova: stopped; nothing half-written was left behind"
    assert list((tmp_path / "out").iterdir()) == []


@pytest.mark.skipif(os.name != "posix", reason="pipes close otherwise elsewhere")
def test_a_reader_that_goes_away_is_no_fault(one: Path) -> None:
    reading, writing_end = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "vidmova", "claims", str(one)]
    done = subprocess.run(command, stdout=writing_end, stderr=subprocess.PIPE, check=False)
    os.close(writing_end)
    assert (done.returncode, done.stderr) == (141, b"")
