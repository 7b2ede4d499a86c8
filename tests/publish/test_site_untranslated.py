"""Every page of the site in Ukrainian and Russian: no word in Latin letters but in what is quoted, names and codes."""

from pathlib import Path

import pytest

from tests.foreignwords import latin_words, words_of
from tests.publish.manyreleased import HOSTILE, OUTLETS, many
from vidmova.publish import site

EVENTS = 24


@pytest.mark.parametrize("language", ["uk", "ru"])
def test_no_english_word_is_left(tmp_path: Path, language: str) -> None:
    release = many(EVENTS)
    (tmp_path / "events.csv").write_text("id\n", encoding="utf-8")
    site.write(release, tmp_path)
    contents = release.contents
    said = [HOSTILE, *OUTLETS, contents.edition.register, contents.edition.publisher]
    for one in contents.statements:
        said += [one.unit or "", one.court or "", one.source_said or "", one.by or "", one.group or ""]
    said += [one.name for one in contents.people]
    said += [one.title or "" for one in contents.sources]
    known = {word for one in said for word in words_of(one)}
    left = {
        (word, text): path.name
        for path in sorted((tmp_path / site.NAME / language).rglob("*.html"))
        for word, text in latin_words(path.read_text("utf-8"), language, known)
    }
    assert left == {}
