"""The commands of the shell: what they print, their exit status, and what they do with bad input."""

import json
import os
from pathlib import Path

import pytest

from tests.shell import ENGLISH, UKRAINIAN, Done, documents_of, invoke, served
from vidmova.archive.intake import place_of
from vidmova.cli.group import VERBS
from vidmova.cli.running import run
from vidmova.lexicon import files as lexicon


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
