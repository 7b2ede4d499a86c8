"""Tables of sentences, and the rules that their wordings set."""

import pytest

from tests.casetables import rows_of
from vidmova.lexicon.folding import fold
from vidmova.protect.cues import cues

ROWS = rows_of("exposure")


@pytest.mark.parametrize("row", ROWS, ids=[f"{row['language']} {row['text'][:50]}" for row in ROWS])
def test_wordings_set_rules(row: dict[str, str]) -> None:
    found = {one.rule for one in cues(fold(row["text"]), row["language"])}
    assert ",".join(sorted(found)) == row["expected"], row["note"]


def test_each_language_has_forty_rows_and_negatives() -> None:
    for language in ("en", "ru", "uk"):
        mine = [row for row in ROWS if row["language"] == language]
        assert len(mine) >= 40
        assert sum(not row["expected"] for row in mine) >= 8


def test_a_cue_knows_its_sentence_and_the_one_before() -> None:
    text = fold("Боец служил в роте. И. И. Орлик попросил не называть часть.\nСуд был в мае.")
    cue = next(one for one in cues(text, "ru") if one.rule == "anonymous")
    assert text[cue.first : cue.last] == "и. и. орлик попросил не называть часть.\n"
    assert text[cue.before : cue.first] == "боец служил в роте. "


def test_another_language_is_read_as_english() -> None:
    text = fold("His mother came.")
    assert [one.rule for one in cues(text, "fr")] == ["relatives"]
