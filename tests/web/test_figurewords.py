"""Reasons of counting and of estimates in the reader's language; what is not known stays English and says so."""

import pytest

from vidmova.totals.estimates import CLOSED, INDEPENDENT, KINDS, LINKED, THREE, TWO
from vidmova.totals.rules import RULES
from vidmova.web import estimatewords, figurewords
from vidmova.web.speech import Speech

UKRAINIAN, ENGLISH = Speech("uk"), Speech("en")


@pytest.mark.parametrize("name", [*RULES, "possible-pairs"])
def test_every_rule_has_words(name: str) -> None:
    assert figurewords.rule(UKRAINIAN, name) not in {name, figurewords.rule(ENGLISH, name)}


@pytest.mark.parametrize(
    "reason",
    [
        "only in the ceiling: no date is said; no place is said",
        "only in the ceiling: it may lie outside the period (2022-03-01 to …)",
        "only in the ceiling: only some of it is told of Донецк",
        "only in the ceiling: the place told may be Крим or another",
        "only in the ceiling: perhaps not of 72 бригада, or not all (1 бригада)",
        "only in the ceiling: it is not said that all are mobilised",
        "carries the floor; its claims disagree on the number; related events leave 5 or more",
        "it counts cases, rulings",
        "no number said",
    ],
)
def test_fixed_reasons_are_translated(reason: str) -> None:
    for piece in figurewords.because(UKRAINIAN, reason):
        assert not piece.language, piece
        assert not any("a" <= letter <= "z" for letter in piece.text.lower()), piece


def test_events_of_a_reason_have_the_titles_of_the_page() -> None:
    titles = {"Twelve": "Дванадцятеро"}
    (piece,) = figurewords.because(UKRAINIAN, "inside “Twelve”: the text says 12 of 50", titles)
    assert (piece.language, piece.text) == ("", "усередині «Дванадцятеро»: у тексті сказано: 12 із 50")


def test_other_reasons_stay_english_and_say_so() -> None:
    (piece,) = figurewords.because(UKRAINIAN, "nobody wrote this sentence")
    assert (piece.language, piece.text) == ("en", "nobody wrote this sentence")
    assert figurewords.because(UKRAINIAN, "carries the floor") == []


@pytest.mark.parametrize(
    "said",
    [
        INDEPENDENT,
        CLOSED,
        LINKED,
        *KINDS,
        THREE,
        TWO,
        "Only 3 people are on two lists or more, and an estimate needs 10.",
        "leak shares nobody with another list, so nothing says whom it misses: leave it out.",
        "The table sets no upper end: by two kinds of people, 1,234 in all or any larger number fit it about as well.",
        "The interval from 1,000 to 9,000 says too little: its ends may be 4 times apart.",
        "Models disagree that may each be right: 100 in all by independent lists, 300 by pairs a×b, with 2.5 times as "
        "many on no list; 1.75 times is what is allowed.",
        "The chains of the Bayesian model settled on different answers (R̂ 1.62, and more than 1.2 is not trusted).",
        "Simple models disagree: 100 in all by independent lists, 300 by Chao's lower bound; that each has a narrow "
        "interval proves nothing.",
        "At the least about 2,498, by the low end of Chao's lower bound.",
        "leak, ngo has nobody here and is left out.",
    ],
)
def test_sentences_of_estimates_are_translated(said: str) -> None:
    piece = estimatewords.sentence(UKRAINIAN, said)
    assert not piece.language, piece
    assert "%(" not in piece.text
    assert piece.text != said


def test_numbers_in_sentences_are_those_of_the_language() -> None:
    piece = estimatewords.sentence(UKRAINIAN, "At the least about 2,498, by the low end of Chao's lower bound.")
    assert "2\u00a0498" in piece.text
    assert estimatewords.sentence(UKRAINIAN, "something else").language == "en"
