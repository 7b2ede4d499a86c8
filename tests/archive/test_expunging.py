"""Removing for good: nothing of the document is left, the chains hold, and the gap is known and not tampering."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from msgspec.structs import replace

from tests.archive.registers import ANN, a_register, build, copied, manifested
from vidmova.archive import expunging
from vidmova.archive.intake import place_of
from vidmova.archive.provenance import Expunging, read_chain
from vidmova.cli.expunge import expunge
from vidmova.cli.verify import verified
from vidmova.errors import EngineError, InputError
from vidmova.register.folder import RegisterFolder
from vidmova.register.opening import open_store
from vidmova.register.rows import Skipped
from vidmova.review import forgetting
from vidmova.review.deciding import Desk
from vidmova.review.decisions import decoded
from vidmova.review.log import chain_of, read_decisions, save
from vidmova.review.merging import load

NAME = "Petrenko"


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> RegisterFolder:
    folder = a_register(tmp_path_factory.mktemp("expunging"))
    manifested(folder)
    return folder


@pytest.fixture
def folder(register: RegisterFolder, tmp_path: Path) -> RegisterFolder:
    return copied(register, tmp_path)


def document(folder: RegisterFolder) -> str:
    return next(one.digest for one in read_chain(folder.root) if "petrenko" in one.name)


def run(folder: RegisterFolder, *more: str) -> str:
    arguments = [*more, "--register", str(folder.root), "--who", "Ann", "--yes"]
    result = CliRunner().invoke(expunge, arguments, catch_exceptions=False, standalone_mode=False)
    return result.output


def files_with(root: Path, word: str) -> list[str]:
    wanted = [word.encode(), word.lower().encode()]
    return sorted(
        str(path.relative_to(root))
        for path in root.rglob("*")
        if path.is_file() and any(each in path.read_bytes() for each in wanted)
    )


def test_nothing_of_the_document_is_left_and_the_gap_is_known(folder: RegisterFolder) -> None:
    assert len(files_with(folder.root, NAME)) >= 4
    gone = document(folder)
    said = run(folder, gone[:12], "--why", "asked to be forgotten", "--naming", "Ivan Petrenko")
    assert "1 document and 2 decisions expunged on" in said
    assert files_with(folder.root, NAME) == []
    assert not place_of(folder.root, gone).exists()
    found = verified(folder, deep=True)
    assert found.altered == []
    assert found.documents == 2
    assert any("by Ann: asked to be forgotten" in line for line in found.notes)


def test_the_chains_go_on(folder: RegisterFolder) -> None:
    before = read_decisions(folder.root)
    run(folder, document(folder)[:12], "--why", "x")
    left = read_decisions(folder.root)
    assert [one.number for one in left] == [one.number for one in before][: len(left)]
    with open_store(folder) as store:
        key = next(f"{name[:12]}-{one.id}" for name, found in store.every_claim().items() for one in found)
        saved = save(folder.root, [Desk(store, left).judge_claim(replace(ANN, who="Bob"), "reject", key)])
    assert saved.decisions[0].number == before[-1].number + 1
    build(folder)
    assert verified(folder).altered == []


def test_it_does_not_come_back(folder: RegisterFolder, tmp_path: Path) -> None:
    with open_store(folder) as store:
        kept = store.document(document(folder))
    assert kept
    theirs = tmp_path / "theirs"
    shutil.copytree(folder.root, theirs)
    run(folder, document(folder)[:12], "--why", "x")
    again = tmp_path / "again.txt"
    again.write_text(kept.text, encoding="utf-8", newline="")
    outcomes = build(folder, again)
    assert [one.reason for one in outcomes if isinstance(one, Skipped)] == [
        "it was expunged from this register, and does not come back"
    ]
    assert load(folder.root, read_decisions(theirs)).added == []
    assert files_with(folder.root, NAME) == []


def test_a_tombstone_cannot_be_changed_nor_moved(folder: RegisterFolder) -> None:
    run(folder, document(folder)[:12], "--why", "x")
    path = chain_of(folder.root).place
    lines = path.read_bytes().splitlines()
    at = next(number for number, line in enumerate(lines) if decoded(line) is None)
    for changed in (
        [*lines[:at], lines[at].replace(b'"seal":"', b'"seal":"0', 1), *lines[at + 1 :]],
        [*lines[:at], *lines[at + 1 :]],
        [lines[at], *lines[:at], *lines[at + 1 :]],
    ):
        path.write_bytes(b"".join(line + b"\n" for line in changed))
        assert verified(folder).altered
        with pytest.raises(EngineError):
            read_decisions(folder.root)


def test_a_decision_alone_can_be_expunged(folder: RegisterFolder) -> None:
    run(folder, "--decision", "1", "--why", "it said too much")
    assert read_decisions(folder.root)[0].number == 2
    assert verified(folder).altered == []


def test_a_level_of_exposure_for_other_documents_too_stays(folder: RegisterFolder) -> None:
    level = read_decisions(folder.root)[-1]
    other = read_decisions(folder.root)[0].claims[0]
    save(folder.root, [replace(level, claims=[*level.claims, other], seen=[*level.seen, "0" * 64], number=0)])
    last = read_decisions(folder.root)[-1]
    found = forgetting.concerned(folder.root, {level.claims[0].document}, [])
    assert found.staying == [last.number]
    assert level.number in found.numbers


def test_the_manifest_that_named_it_goes_too(folder: RegisterFolder) -> None:
    run(folder, document(folder)[:12], "--why", "x")
    assert list((folder.root / "manifests").glob("*.txt")) == []
    manifested(folder, "2026-02-01T00:00:00Z")
    assert verified(folder).altered == []


def test_what_was_stopped_is_said_and_finished(folder: RegisterFolder) -> None:
    found = forgetting.concerned(folder.root, {document(folder)}, [])
    wanted = Expunging(
        expunging=[], documents=[document(folder)], decisions=found.lines, who="Ann", when="2026-01-01", why="x"
    )
    expunging.record(folder.root, wanted)
    assert any("vidmova expunge --finish ends it" in line for line in verified(folder).notes)
    run(folder, "--finish")
    assert verified(folder).altered == []
    assert not any("--finish" in line for line in verified(folder).notes)
    place = folder.root / "manifests"
    shutil.rmtree(place)
    assert files_with(folder.root, NAME) == []


def test_nobody_expunges_without_saying_who_and_why(folder: RegisterFolder) -> None:
    with pytest.raises(InputError, match="say who expunges and why"):
        run(folder, document(folder)[:12], "--why", " ")
    assert verified(folder).altered == []
    assert place_of(folder.root, document(folder)).exists()


def test_what_still_names_somebody_is_listed(folder: RegisterFolder) -> None:
    said = run(folder, "--decision", "1", "--why", "x", "--naming", "ivan petrenko")
    assert "still named in document" in said
    assert "still named in decisions.jsonl" in said
