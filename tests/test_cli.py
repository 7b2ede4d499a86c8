"""The commands of the shell: what they print, their exit status, and what they do with bad input."""

import errno
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path, PurePath

import pytest
from click.testing import CliRunner, Result
from msgspec.structs import replace

from vidmova import pipeline
from vidmova.archive.intake import place_of
from vidmova.cli import claims as claims_module
from vidmova.cli.group import VERBS, vidmova
from vidmova.cli.running import run
from vidmova.cli.summary import print_summary
from vidmova.lexicon import files as lexicon
from vidmova.records import Claim, Report
from vidmova.register.rows import Summary

ENGLISH = "Twelve soldiers from Krasnodar refused to go to the war in March 2022. They were dismissed.\n"
UKRAINIAN = "Дванадцять військових із Краснодара відмовилися їхати на війну в березні 2022 року.\n"


class Done:
    """What a real run of the command left."""

    def __init__(self, *arguments: str | Path, **settings: str) -> None:
        self.result = subprocess.run(
            [sys.executable, "-m", "vidmova", *map(str, arguments)],
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            env={**os.environ, **settings},
            check=False,
        )
        self.status, self.out, self.err = self.result.returncode, self.result.stdout, self.result.stderr


def served(_: Path, __: int, ___: bool) -> None:
    raise AssertionError("nothing is to be served here")


@pytest.fixture
def one(tmp_path: Path) -> Path:
    path = tmp_path / "one.txt"
    path.write_text(ENGLISH, encoding="utf-8")
    return path


@pytest.fixture
def register(tmp_path: Path, one: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    assert run(served, ["build", str(one), "--register", str(tmp_path / "register"), "--quiet"]) == 0
    capsys.readouterr()
    return tmp_path / "register"


def as_rows(text: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in text.splitlines()]


def invoke(*arguments: str) -> Result:
    return CliRunner().invoke(vidmova, arguments)


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


def test_build_ends_with_a_summary(tmp_path: Path, one: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "empty.txt").touch()
    (tmp_path / "uk.txt").write_text(UKRAINIAN, encoding="utf-8")
    given = [str(one), str(tmp_path / "uk.txt"), str(tmp_path / "empty.txt")]
    assert run(served, ["build", *given, "--register", str(tmp_path / "register")]) == 1
    said = capsys.readouterr()
    assert "2 documents (2 read now, 0 there already)" in said.out
    assert "Ukrainian" in said.out
    assert "refuse" in said.out
    assert "1 not read" in said.out
    assert "empty.txt: the file is empty" in said.err


def test_build_as_json(tmp_path: Path, one: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(served, ["build", str(one), "--register", str(tmp_path / "register"), "--json"]) == 0
    built = json.loads(capsys.readouterr().out)
    assert {"documents", "skipped", "claims", "events", "people", "contradictions", "questions"} <= set(built)
    assert (built["documents"], built["skipped"], built["new"]) == (1, [], 1)
    assert built["claims"] == sum(built["acts"].values()) > 0


def test_build_needs_something_to_read(tmp_path: Path) -> None:
    done = Done("build", "--register", tmp_path / "register")
    assert done.status == 2
    assert "name what to read" in done.err


def test_the_register_may_be_named_by_the_environment(tmp_path: Path, one: Path) -> None:
    assert Done("build", one, VIDMOVA_REGISTER=str(tmp_path / "elsewhere")).status == 0
    assert (tmp_path / "elsewhere" / "register.db").is_file()


def test_show_prints_passages_with_the_values_in_brackets(register: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(served, ["build", "--register", str(register), "--json"]) == 0
    capsys.readouterr()
    identity = documents_of(register)[0]
    assert run(served, ["show", identity[:8], "--register", str(register)]) == 0
    said = capsys.readouterr().out
    assert "[refused" in said
    assert f"{identity[:12]}-c001" in said
    assert "\x1b[" not in said.replace("\x1b[0m", "")


def test_show_one_claim_as_json(register: Path, capsys: pytest.CaptureFixture[str]) -> None:
    identity = documents_of(register)[0]
    assert run(served, ["show", f"{identity[:12]}-c001", "--register", str(register), "--json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert shown["passage"] == ENGLISH[shown["start"] : shown["end"]]
    assert shown["document"]["id"] == identity


def test_show_a_document_as_json(register: Path, capsys: pytest.CaptureFixture[str]) -> None:
    identity = documents_of(register)[0]
    assert run(served, ["show", identity, "--register", str(register), "--json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert shown["id"] == identity
    assert all(claim["passage"] for claim in shown["claims"])


@pytest.mark.parametrize(
    ("identity", "said"), [("ab", "at least 4"), ("ffffffffffff", "no document"), ("ffff-c001", "no claim is called")]
)
def test_show_of_what_is_not_there(
    register: Path, capsys: pytest.CaptureFixture[str], identity: str, said: str
) -> None:
    assert run(served, ["show", identity, "--register", str(register)]) == 2
    assert said in capsys.readouterr().err


def documents_of(register: Path) -> list[str]:
    rows = (register / "archive" / "received.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(row)["digest"] for row in rows]


def test_verify_is_silent_about_nothing_and_names_what_was_altered(
    register: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(served, ["verify", "--register", str(register)]) == 0
    assert "nothing was altered: 1 documents" in capsys.readouterr().out
    digest = documents_of(register)[0]
    kept = place_of(register, digest)
    kept.chmod(0o644)
    kept.write_bytes(b"something else")
    assert run(served, ["verify", "--register", str(register), "--json"]) == 1
    assert len(json.loads(capsys.readouterr().out)["altered"]) == 1


@pytest.mark.parametrize("verb", ["show x", "events", "verify", "serve"])
def test_a_register_that_is_not_there_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str], verb: str) -> None:
    assert run(served, [*verb.split(), "--register", str(tmp_path)]) == 2
    assert "make one with: vidmova build" in capsys.readouterr().err


def test_serve_gives_the_desk_its_register_and_port(register: Path) -> None:
    given: list[tuple[Path, int, bool]] = []

    def note(folder: Path, port: int, quiet: bool) -> None:
        given.append((folder, port, quiet))

    assert run(note, ["serve", "--register", str(register)]) == 0
    assert run(note, ["serve", "--register", str(register), "--port", "9000", "-q"]) == 0
    assert given == [(register, 8050, False), (register, 9000, True)]


def test_doctor_says_what_is_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(served, ["doctor"]) == 0
    said = capsys.readouterr().out
    assert "lexicon" in said
    assert "sqlalchemy" in said


def test_doctor_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(served, ["doctor", "--json"]) == 0
    findings = json.loads(capsys.readouterr().out)
    assert {"name", "there", "said", "cost", "needed"} == set(findings[0])


def test_doctor_names_a_wrong_lexicon(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "acts.yml").write_text("a: [", encoding="utf-8")
    monkeypatch.setenv(lexicon.VARIABLE, str(tmp_path))
    assert run(served, ["doctor"]) == 1
    assert "en/acts.yml, line " in capsys.readouterr().out


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_help_with_an_example(verb: str) -> None:
    said = invoke(verb, "--help")
    assert said.exit_code == 0
    assert f"vidmova {verb}" in said.output
    assert "Example" in said.output


def test_an_unknown_verb_is_wrong_usage() -> None:
    done = Done("conquer")
    assert done.status == 2
    assert "No such command" in done.err


def test_the_version_is_said() -> None:
    assert Done("--version").out.startswith("vidmova 0.")


@pytest.mark.skipif(os.name != "posix", reason="asks the system for the time that processes used")
def test_a_cold_start_is_quick(one: Path) -> None:
    def used() -> float:
        times = os.times()
        return times.children_user + times.children_system

    quickest = 9.0
    for _ in range(3):
        before = used()
        assert Done("claims", one).status == 0
        quickest = min(quickest, used() - before)
    assert quickest < 1.5
