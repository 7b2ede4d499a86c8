"""Marks tell no length, and a withheld source is never quoted long enough to be found."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.protect.heldtexts import longest_run
from vidmova.protect.cutting import Cut
from vidmova.protect.redaction import BETWEEN, GAP, RUN, Valued, broken, cuts, mark, redacted
from vidmova.protect.sensitive import Found
from vidmova.records import Span

WORDS = [f"слово{chr(97 + number % 26)}{chr(97 + number // 26)}" for number in range(200)]


@pytest.mark.parametrize(
    ("kind", "instead", "language", "expected"),
    [
        ("name", "p-K7-2M", "uk", "[особа K7-2M]"),
        ("name", "", "ru", "[лицо]"),
        ("day", "", "uk", "[дата]"),
        ("place", "Donetsk Oblast", "en", "[place: Donetsk Oblast]"),
        ("contact", "", "en", "[contact]"),
        ("rank", "", "ru", "[звание]"),
        ("unit", "", "uk", "[підрозділ]"),
        ("age", "", "fr", "[age]"),
    ],
)
def test_marks(kind: str, instead: str, language: str, expected: str) -> None:
    assert mark(kind, instead, language) == expected


def test_a_long_and_a_short_name_leave_the_same_text() -> None:
    short, long = "Ян мовчить", "Всеволод-Святослав Копистянський мовчить"
    texts = [redacted(one, cuts([Found(0, one.index(" мовчить"), "name")], "uk")) for one in (short, long)]
    assert texts == ["[особа] мовчить"] * 2


@st.composite
def quoted(draw: st.DrawFn) -> tuple[str, list[Span], list[Cut]]:
    """Return a text, passages of it, and cuts inside of these."""
    number = draw(st.integers(1, 60))
    text, places = "", []
    for word in WORDS[:number]:
        places.append((len(text), len(text) + len(word)))
        text += word + draw(st.sampled_from([" ", ", ", ". ", "\n"]))
    borders = sorted(draw(st.sets(st.integers(0, number - 1), min_size=1, max_size=6)))
    spans = [Span(places[a][0], places[max(a, b - 1)][1]) for a, b in zip(borders, [*borders[1:], number], strict=True)]
    taken = [Cut(*places[at], "[особа]") for at in sorted(draw(st.sets(st.integers(0, number - 1), max_size=4)))]
    return text, spans, [one for one in taken if any(s.start <= one.start and one.end <= s.end for s in spans)]


@given(quoted())
def test_no_run_of_a_withheld_source_is_too_long(made: tuple[str, list[Span], list[Cut]]) -> None:
    text, spans, taken = made
    every = sorted([*taken, *broken(text, spans, taken, [])])
    assert not any(one.end > other.start for one, other in pairwise(every))
    inside = [redacted(text[span.start : span.end], _within(every, span)) for span in spans]
    released = BETWEEN.join(inside)
    assert longest_run(text, released) <= RUN
    joined = " ".join(inside)
    assert longest_run(text, joined) <= RUN, "two passages that follow each other are one quote"


def _within(every: list[Cut], span: Span) -> list[Cut]:
    return [
        Cut(one.start - span.start, one.end - span.start, one.instead)
        for one in every
        if span.start <= one.start < span.end
    ]


def test_values_stay_where_other_words_can_go() -> None:
    text = "один два три чотири п'ять шість сім 54 вісім дев'ять"
    at = text.index("54")
    [one] = broken(text, [Span(0, len(text))], [], [Valued(at, at + 2, 3)])
    assert redacted(text, [one]) == f"один два три чотири п'ять {GAP} 54 вісім дев'ять"


def test_longest_run_counts_words_between_marks() -> None:
    assert longest_run("a b c d e", "a b [особа] d e") == 2
    assert longest_run("a b c d e", "x y") == 0
