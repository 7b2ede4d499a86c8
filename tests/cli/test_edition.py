import json
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.happened import a_register
from tests.publish.released import SOME, release
from vidmova.cli.edition import edition
from vidmova.errors import InputError
from vidmova.protect import ledger
from vidmova.protect.ledger import Kept
from vidmova.protect.release import Contents
from vidmova.publish import releasefile

FIRST = replace(SOME, edition=replace(SOME.edition, number=1))
SECOND = replace(
    SOME,
    edition=replace(SOME.edition, number=2, made="2024-06-01T00:00:00Z"),
    events=[replace(SOME.events[0], id="other", low=14, high=14), *SOME.events[1:]],
    statements=[replace(SOME.statements[0], event="other", count=(14, 14)), *SOME.statements[1:]],
    disagreements=[],
    figures=[
        replace(
            SOME.figures[0],
            low=14,
            high=14,
            working=[replace(SOME.figures[0].working[0], event="other", low=14, high=14)],
        )
    ],
)


@pytest.fixture
def register(tmp_path: Path) -> Path:
    root = a_register(tmp_path / "register").root
    (root / ledger.FOLDER).mkdir()
    for one, identity in ((FIRST, "ev1"), (SECOND, "other")):
        ids = {"e-refused": identity, **{key: key for key in ("src1", "src2", "st1", "ev2", "pl1")}}
        ledger.enter(root, release(one), Kept(ids=ids), {})
    return root


def folder(place: Path, contents: Contents) -> str:
    place.mkdir(parents=True)
    releasefile.write(release(contents), place)
    return str(place)


def call(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[str, str]:
    capsys.readouterr()
    edition.main(list(arguments), standalone_mode=False)
    said = capsys.readouterr()
    return said.out, said.err


def test_editions_are_compared_by_number(register: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out, err = call(capsys, "diff", "1", "2", "-r", str(register))
    assert "Refusals, invented, edition 1 → Refusals, invented, edition 2" in out
    assert "fi1 refuse persons: floor 12 → 14, ceiling 12 → 14" in out
    assert "other Twelve conscripts refused: floor 12 → 14, ceiling 12 → 14: its number was corrected" in out
    assert "do not publish" in err


def test_folders_that_the_register_knows_are_joined_by_its_ledger(
    register: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old, new = folder(tmp_path / "r" / "1", FIRST), folder(tmp_path / "r" / "2", SECOND)
    out, _ = call(capsys, "diff", old, new, "-r", str(register), "--json")
    found = json.loads(out)
    assert found["matched"] is True
    assert found["figures"][0]["movers"][0]["why"] == ["count"]


def test_strangers_get_the_totals_only(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old, new = folder(tmp_path / "1", FIRST), folder(tmp_path / "2", SECOND)
    out, err = call(capsys, "diff", old, new, "-r", str(tmp_path / "none"))
    assert "only totals are compared" in out
    assert "fi1 refuse persons: floor 12 → 14" in out
    assert err == ""


def test_a_file_says_which_is_which(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old, new = folder(tmp_path / "1", FIRST), folder(tmp_path / "2", SECOND)
    (tmp_path / "matches.json").write_text('{"ev1": "other", "st1": "st1"}')
    out, _ = call(capsys, "diff", old, new, "--matches", str(tmp_path / "matches.json"), "-r", str(tmp_path))
    assert "events: 2 added, 1 corrected, 2 withdrawn" in out
    (tmp_path / "matches.json").write_text("[]")
    with pytest.raises(InputError, match="no JSON object"):
        call(capsys, "diff", old, new, "--matches", str(tmp_path / "matches.json"), "-r", str(tmp_path))


def test_lasting_ids_may_be_compared_in_public(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def lasting(one: Contents) -> Contents:
        return replace(one, edition=replace(one.edition, stable=True))

    old, new = folder(tmp_path / "1", lasting(FIRST)), folder(tmp_path / "2", lasting(SECOND))
    out, err = call(capsys, "diff", old, new, "-r", str(tmp_path / "none"))
    assert "events: 1 added, 0 corrected, 1 withdrawn" in out
    assert err == ""


def test_editions_are_listed(register: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out, _ = call(capsys, "list", "-r", str(register))
    assert [line.split()[:2] for line in out.splitlines()] == [["1", "2024-05-06"], ["2", "2024-06-01"]]
    folder(tmp_path / "r" / "b", FIRST)
    folder(tmp_path / "r" / "a", SECOND)
    out, _ = call(capsys, "list", str(tmp_path / "r"), "--json")
    assert [json.loads(line)["number"] for line in out.splitlines()] == [1, 2]


def test_what_is_not_there_is_said(register: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(InputError, match="has no edition 7"):
        call(capsys, "diff", "1", "7", "-r", str(register))
    with pytest.raises(InputError, match="no release here"):
        call(capsys, "list", str(tmp_path))
