"""`vidmova release`: what it writes, what it refuses, and what it enters into the ledger."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.happened import a_register
from vidmova.cli.release import release
from vidmova.errors import UsageError
from vidmova.protect import ledger


@pytest.fixture
def register(tmp_path: Path) -> Path:
    return a_register(tmp_path / "register").root


def run(register: Path, *said: str) -> Result:
    return CliRunner().invoke(release, [*said, "--register", str(register), "--format", "csv"])


def test_a_release_is_written_reported_and_entered(register: Path, tmp_path: Path) -> None:
    made = run(register, str(tmp_path / "out"), "--publisher", "An archive", "--title", "What was refused")
    assert made.exit_code == 0, made.output
    (left,) = ledger.editions(register)
    assert (left.left.number, left.left.publisher, left.contents.edition.register) == (
        1,
        "An archive",
        "What was refused",
    )
    assert set(left.left.files) == {
        path.relative_to(tmp_path / "out").as_posix() for path in (tmp_path / "out").rglob("*") if path.is_file()
    }
    assert not left.kept.key
    assert "disclosure.md" in made.output


def test_a_second_edition_follows_the_first(register: Path, tmp_path: Path) -> None:
    for number in ("1", "2"):
        assert run(register, str(tmp_path / number), "--stable").exit_code == 0
    first, second = ledger.editions(register)
    assert second.contents.edition.follows == first.left.identity
    assert first.kept.key == second.kept.key != ""


def test_a_trial_leaves_nothing(register: Path, tmp_path: Path) -> None:
    made = run(register, str(tmp_path / "out"), "--dry-run")
    assert made.exit_code == 0
    assert "a trial" in made.output
    assert not (tmp_path / "out").exists()
    assert ledger.editions(register) == []


def test_json_says_what_was_made(register: Path, tmp_path: Path) -> None:
    said = json.loads(run(register, str(tmp_path / "out"), "--json").output)
    assert said["written"] is True
    assert said["stopped"] == []
    assert "SHA256SUMS" in said["files"]


def test_what_it_refuses(register: Path, tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    for said, why in (
        ([str(tmp_path / "there")], "already"),
        ([str(register / "out")], "own folder"),
        ([str(tmp_path / "out"), "--overrule", "protected-name", "--why", "x"], "nobody may overrule"),
        ([str(tmp_path / "out"), "--overrule", "joined-editions"], "say why"),
    ):
        made = run(register, *said)
        assert isinstance(made.exception, UsageError)
        assert why in str(made.exception)


def test_an_overruling_is_in_the_release_and_in_the_ledger(register: Path, tmp_path: Path) -> None:
    made = run(
        register,
        str(tmp_path / "out"),
        *("--overrule", "joined-editions", "--who", "O. Archivist", "--why", "edition 1 was withdrawn"),
    )
    assert made.exit_code == 0, made.output
    (left,) = ledger.read(register)
    assert [(one.rule, one.who) for one in left.overruled] == [("joined-editions", "O. Archivist")]
    assert "O. Archivist" in (tmp_path / "out" / "disclosure.md").read_text()


def test_a_leak_stops_it(register: Path, tmp_path: Path) -> None:
    made = run(register, str(tmp_path / "out"), "--title", "Stepan Haivoron")
    assert made.exit_code == 1
    assert "stopped by protected-name" in made.output
    assert "Haivoron" not in made.output
    assert not (tmp_path / "out").exists()
    assert ledger.editions(register) == []
