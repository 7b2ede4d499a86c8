from pathlib import Path

import pytest
from msgspec import Struct

from vidmova.errors import LexiconError
from vidmova.lexicon import names
from vidmova.lexicon.names import read_names


class Shape(Struct, frozen=True, forbid_unknown_fields=True):
    words: list[str]


def test_a_list_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(names, "NAMES", tmp_path)
    (tmp_path / "things.yml").write_text("words: [no, on]\n", encoding="utf-8")
    assert read_names("things", Shape) is read_names("things", Shape)
    assert read_names("things", Shape).words == ["no", "on"]


@pytest.mark.parametrize(
    ("text", "line"), [("# a comment\nwords: 3\n", 2), ("words: [a\n", 2), ("words: []\nmore: 1\n", 1)]
)
def test_a_fault_names_its_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, line: int) -> None:
    monkeypatch.setattr(names, "NAMES", tmp_path)
    (tmp_path / "wrong.yml").write_text(text, encoding="utf-8")
    with pytest.raises(LexiconError) as fault:
        read_names("wrong", Shape)
    assert f"{line}" in str(fault.value)
