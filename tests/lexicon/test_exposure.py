"""Wordings of exposure: every language has them, and a wrong file is named with its line."""

from pathlib import Path

import pytest

from tests.casetables import LANGUAGES
from vidmova.errors import LexiconError
from vidmova.lexicon import files
from vidmova.lexicon.exposure import CUES, MARKS, exposure


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_rule_and_mark(language: str) -> None:
    found = exposure(language)
    assert set(found.cues) == set(CUES)
    assert set(found.marks) == set(MARKS)
    assert {rule for _, rule in found.hints} == set(CUES)


@pytest.mark.parametrize(
    ("said", "instead", "fault"),
    [("  age: age\n", "", "the mark age is missing"), ("  - (call|nom)", "  - (call|nom", r"is not closed|\("),
     ("ranks:", "rank:", "rank")],
)  # fmt: skip
def test_a_wrong_file_is_named_with_its_line(
    said: str, instead: str, fault: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = (files.SHIPPED / "en" / "exposure.yml").read_text(encoding="utf-8")
    assert said in written
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "exposure.yml").write_text(written.replace(said, instead), encoding="utf-8")
    monkeypatch.setenv(files.VARIABLE, str(tmp_path))
    with pytest.raises(LexiconError, match=fault):
        exposure("en")
