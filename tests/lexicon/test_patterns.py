import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vidmova.lexicon.folding import fold
from vidmova.lexicon.patterns import PatternError, compile_lists, compile_pattern

LISTS = compile_lists({"fight": ["воева*", "(ехать|лететь) на войну"], "no": ["не <fight>"]})

CASES = [
    ("отказ* ... <fight>", "солдаты отказались снова ехать на войну", "отказались снова ехать на войну"),
    ("отказ* ... <fight>", "он отказался от завтрака", None),
    ("отказ* <fight>", "отказ, по его словам, воевать", None),
    ("(не хочет|не пойду) [больше] <fight>", "я не пойду больше воевать", "не пойду больше воевать"),
    ("(не хочет|не пойду) [больше] <fight>", "я не пойду воевать", "не пойду воевать"),
    ("a|b c", "b c", "b c"),
    ("a|b c", "a c", "a c"),
    ("a|b c", "a b", None),
    ("*ться домой", "просил вернуться домой", "вернуться домой"),
    ("мо*ет идти", "может идти", "может идти"),
    ("cat", "concatenate", None),
    ("..7 cat", "a cat", "cat"),
    ("один ..2 пять", "один два три пять", "один два три пять"),
    ("один ..2 пять", "один два три четыре пять", None),
    ("<number> men", "some 10,025 men", "10,025 men"),
    ("<no>", "мы не воевали", "не воевали"),
]


@pytest.mark.parametrize(("source", "text", "expected"), CASES)
def test_pattern_matches(source: str, text: str, expected: str | None) -> None:
    found = compile_pattern(source, LISTS).regex.search(text)
    assert (found.group() if found else None) == expected


@pytest.mark.parametrize(("source", "text", "expected"), [case for case in CASES if case[2]])
def test_every_match_holds_an_anchor(source: str, text: str, expected: str) -> None:
    anchors = compile_pattern(source, LISTS).anchors
    assert not anchors or any(anchor in expected for anchor in anchors)


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ("(a|b", "not closed"),
        ("<nowhere> a", "no word list"),
        ("a | b", "needs a word before it"),
        ("[a]", "must be there"),
        ("...", "must be there"),
        ("a)", "too many"),
        ("* a", "needs letters"),
    ],
)
def test_wrong_pattern_says_why(source: str, why: str) -> None:
    with pytest.raises(PatternError, match=re.escape(why)):
        compile_pattern(source, LISTS)


def test_empty_list_is_refused() -> None:
    with pytest.raises(PatternError, match="empty"):
        compile_lists({"nothing": []})


@given(st.text())
def test_folding_keeps_length(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.text(alphabet="абвё «»’ʼAZ-–—"))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)
