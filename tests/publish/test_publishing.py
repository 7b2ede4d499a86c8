"""Publishing: written aside, attacked, reported, and only then there."""

import json
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.protect.releasable import contents, protected
from vidmova.errors import UsageError
from vidmova.protect.policy import Secrets
from vidmova.protect.release import Finding, Overruling
from vidmova.publish import checksums
from vidmova.publish.publishing import publish

FORMATS = ("json", "csv")
BLOCKER = Finding(severity="blocker", rule="joined-editions", where="edition 1", said="Two editions tell too much.")


def entering(files: object) -> None:
    """Enter nothing anywhere."""


def test_a_release_stands_with_its_report_and_checksums(tmp_path: Path) -> None:
    made = publish(protected(contents([])), tmp_path / "out", FORMATS, enter=entering)
    assert made.stopped == []
    assert checksums.altered(tmp_path / "out") == []
    assert {"disclosure.json", "disclosure.md", "release.json", "SHA256SUMS"} <= made.files.keys()
    assert json.loads((tmp_path / "out" / "disclosure.json").read_bytes())["findings"][0]["rule"] == "names-unknown"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_leak_leaves_nothing_behind(tmp_path: Path) -> None:
    leaking = replace(contents([]), edition=replace(contents([]).edition, publisher="Степан Рогальчук"))
    secrets = Secrets(people={"a": ["Степан Рогальчук"]})
    made = publish(protected(leaking, secrets), tmp_path / "out", FORMATS, enter=entering)
    assert {one.rule for one in made.stopped} == {"protected-name"}
    assert made.files == {}
    assert list(tmp_path.iterdir()) == []


def test_a_blocker_stops_unless_somebody_takes_it_upon_himself(tmp_path: Path) -> None:
    assert publish(protected(contents([])), tmp_path / "out", FORMATS, [BLOCKER], entering).stopped == [BLOCKER]
    ruled = Overruling(rule=BLOCKER.rule, where="", who="O. Archivist", why="edition 1 was withdrawn", when="2024")
    bare = contents([])
    taken = replace(bare, disclosure=replace(bare.disclosure, overruled=[ruled]))
    made = publish(protected(taken), tmp_path / "out", FORMATS, [BLOCKER], entering)
    assert made.stopped == []
    assert "O. Archivist" in (tmp_path / "out" / "disclosure.md").read_text()


def test_a_protected_name_cannot_be_overruled(tmp_path: Path) -> None:
    ruled = Overruling(rule="protected-name", where="", who="O. Archivist", why="no reason", when="2024")
    bare = contents([])
    leaking = replace(
        bare,
        edition=replace(bare.edition, publisher="Степан Рогальчук"),
        disclosure=replace(bare.disclosure, overruled=[ruled]),
    )
    secrets = Secrets(people={"a": ["Степан Рогальчук"]})
    assert publish(protected(leaking, secrets), tmp_path / "out", FORMATS, enter=entering).stopped
    assert not (tmp_path / "out").exists()


def test_nothing_is_written_over(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    with pytest.raises(UsageError, match="already"):
        publish(protected(contents([])), tmp_path / "out", FORMATS, enter=entering)


def test_a_trial_leaves_nothing(tmp_path: Path) -> None:
    made = publish(protected(contents([])), tmp_path / "out", FORMATS)
    assert made.files
    assert list(tmp_path.iterdir()) == []


def test_a_ledger_that_refuses_keeps_the_release_in_the_house(tmp_path: Path) -> None:
    def refusing(files: object) -> None:
        raise UsageError("the ledger was altered")

    with pytest.raises(UsageError, match="altered"):
        publish(protected(contents([])), tmp_path / "out", FORMATS, enter=refusing)
    assert list(tmp_path.iterdir()) == []
