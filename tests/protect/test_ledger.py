"""The ledger of what left the house: added to, sealed, and never silently altered."""

from pathlib import Path

import pytest

from tests.protect.releasable import contents, protected, told
from vidmova.errors import EngineError
from vidmova.protect import ledger
from vidmova.protect.ledger import Kept
from vidmova.protect.release import Release


def release() -> Release:
    return protected(contents([told(1, None, None, None)])).release


def test_what_is_entered_is_read_again(tmp_path: Path) -> None:
    left = ledger.enter(tmp_path, release(), Kept(ids={"a": "p-AA-BB"}, key="00ff"), {"b": "2", "a": "1"})
    (found,) = ledger.editions(tmp_path)
    assert found.left == left
    assert found.contents == release().contents
    assert (ledger.earlier([found])[0].ledger, ledger.key_of([found])) == ({"a": "p-AA-BB"}, b"\x00\xff")
    assert found.left.identity == ledger.identity_of(release().contents)
    assert ledger.verify(tmp_path) == []


def test_a_number_is_given_once(tmp_path: Path) -> None:
    ledger.enter(tmp_path, release(), Kept(ids={}), {})
    with pytest.raises(EngineError, match="already"):
        ledger.enter(tmp_path, release(), Kept(ids={}), {})
    assert len(ledger.read(tmp_path)) == 1


def test_nothing_is_there_at_first(tmp_path: Path) -> None:
    assert ledger.editions(tmp_path) == []
    assert ledger.verify(tmp_path) == []
    assert ledger.key_of([]) == b""


@pytest.mark.parametrize("name", ["ledger.jsonl", "edition-1.json", "edition-1.inside.json"])
def test_what_was_altered_is_named_and_not_used(name: str, tmp_path: Path) -> None:
    ledger.enter(tmp_path, release(), Kept(ids={}), {})
    path = tmp_path / "releases" / name
    path.write_bytes(path.read_bytes().replace(b"{", b"{ ", 1))
    assert any(name in fault for fault in ledger.verify(tmp_path))
    with pytest.raises(EngineError, match=name):
        ledger.editions(tmp_path)


def test_a_removed_line_shows(tmp_path: Path) -> None:
    ledger.enter(tmp_path, release(), Kept(ids={}), {})
    (tmp_path / "releases" / "ledger.jsonl").write_bytes(b"")
    assert ledger.verify(tmp_path)
