import re

from hypothesis import given
from hypothesis import strategies as st

from tests.publish.hostile import NASTY, texts
from vidmova.publish.cells import as_text, guarded, joined, parted, unguarded, writable

COMPUTED = re.compile("[=+\\-@＝＋－＠]")


@given(texts)
def test_what_was_guarded_comes_back(text: str) -> None:
    assert unguarded(guarded(text)) == text


@given(texts)
def test_no_cell_begins_as_a_formula_whatever_parts_the_columns(text: str) -> None:
    for cell in re.split("[;\t\r\n]", guarded(text)):
        shown = re.sub("^[\\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]*", "", cell)
        assert not COMPUTED.match(shown)


@given(st.lists(texts, max_size=4))
def test_lists_come_back(values: list[str]) -> None:
    assert parted(joined(values)) == ([] if values == [""] else values)


@given(texts)
def test_what_cannot_be_written_is_replaced_at_equal_length(text: str) -> None:
    assert len(writable(text)) == len(text)
    assert "\x00" not in writable(text).encode().decode()


def test_a_list_may_end_in_what_parts_it() -> None:
    for values in (["a", "; "], ["a", "; ", ""], ["", ""], ["\\", ";"]):
        assert parted(joined(values)) == values


def test_usual_words_stay_as_they_are() -> None:
    for text in ("Twelve refused – all of them", "Двоє, «Особа 1», пішли - і не повернулися", "50+", "a@b.example"):
        assert as_text(text) == text


def test_values_that_are_no_text() -> None:
    assert [as_text(one) for one in (None, True, False, 0, -1.5, [], ["a", "b; c"])] == [
        "", "true", "false", "0", "-1.5", "", "a; b\\; c",
    ]  # fmt: skip


def test_nasty_ones_are_guarded() -> None:
    assert [one for one in NASTY if guarded(one) != one] == [
        "=1+1", "+7", "-1", "@SUM(A1)", "＝cmd|' /C calc'!A0", "\t=1", "\r\n=1", " \u200f=1", "a;=HYPERLINK(1)", "'=1",
        "''=1", 'a";=1',
    ]  # fmt: skip
