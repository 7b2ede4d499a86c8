"""Reasons in Ukrainian and Russian: every sentence that linking, comparing and releasing can give has a translation."""

import re

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from vidmova.entities.people import SENTENCES
from vidmova.linking.relations import BESIDE
from vidmova.linking.weights import weights
from vidmova.protect.happened import MERGED, REASONS
from vidmova.publish.pages.language import LOCALE
from vidmova.publish.pages.reasons import pieces, plain, reason, side
from vidmova.totals.comparisons import COMPARED

PLACES = re.compile(r"%\(\w+\)s")
VALUES = (("Іван Скляр", "І. Скляр"), ("12", "about 60"), ("2022-03-14", "since 2022-03"), ("prison", "suspended"))
FIXED = [
    *SENTENCES.values(),
    *(level.said for one in COMPARED for level in one.levels),
    *REASONS.values(),
    MERGED,
    BESIDE,
]


def english(said: str) -> list[str]:
    return [one.text for one in pieces("uk", said) if one.english]


@pytest.mark.parametrize("said", sorted(set(FIXED)))
def test_fixed_sentences_are_translated(said: str) -> None:
    assert english(said) == []
    assert plain("en", said) == said


def test_what_linking_says_of_two_claims_is_translated() -> None:
    said = [level.says for levels in weights().features.values() for level in levels.values() if level.says]
    assert len(said) > 40
    assert [one for one in said if all(english(one.format(a=a, b=b)) for a, b in VALUES)] == []


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (
            "One event: both name Іван; the dates agree (2022-03-14); but the numbers 50 and about 60 differ.",
            "Одна подія: в обох названо: Іван; дати збігаються (14 березня 2022 р.); але числа різні: 50 і ≈ 60.",
        ),
        (
            "Of the refusal, A (citing B) says 70 persons (“сімдесят людей”); C says at least 50 persons; both give "
            "the same date (2023-03-14), place (Donetsk Oblast).",
            "Відмова: A (з посиланням: B) – 70 осіб («сімдесят людей»); C – від 50 осіб; в обох те саме: "
            "коли (14 березня 2023 р.), де (Донецька область).",
        ),
        ("115 = 25 + 90; 3 are missing", "115 = 25 + 90; бракує 3"),
        ("only in the ceiling: no date is said; elsewhere", "лише у верхній межі: дату не сказано; в іншому місці"),
        ("decision 3 (join a-c1 b-c2, Anna): its two claims are one now", "рішення 3 (те саме: a-c1 b-c2, Anna): два "
         "його твердження тепер одне"),
        ("the PDF is damaged – get the whole file again", "PDF пошкоджено – отримайте весь файл ще раз"),
    ],
)  # fmt: skip
def test_sentences_with_values(said: str, told: str) -> None:
    assert " ".join(plain("uk", said).split()) == told
    assert english(said) == []


def test_words_of_sources_stand_apart_and_what_is_unknown_says_so() -> None:
    assert reason("uk", "both name <b>") == "в обох названо: <bdi>&lt;b&gt;</bdi>"
    assert reason("uk", "nobody wrote this") == '<span lang="en">nobody wrote this</span>'
    assert reason("en", "both name <b>") == "both name &lt;b&gt;"
    assert side("ru", "Donetsk Oblast; Kyiv", "place") == "Донецкая область; Киев"
    assert side("uk", "2022-03-01 – 2022-03-31", "date") == "березень 2022"
    assert side("uk", "Someone", "who") == "<bdi>Someone</bdi>"
    assert side("en", "Someone", "who") == "<bdi>Someone</bdi>"


def patterns(language: str) -> list[Message]:
    with (LOCALE / language / "reasons.po").open("rb") as source:
        return [one for one in read_po(source) if one.id]


@pytest.mark.parametrize("language", ["uk", "ru"])
def test_both_languages_have_the_same_patterns_with_the_same_places(language: str) -> None:
    kept, other = patterns(language), patterns("uk")
    assert [one.id for one in kept] == [one.id for one in other]
    for one in kept:
        assert sorted(PLACES.findall(str(one.string))) == sorted(PLACES.findall(str(one.id))), one.id
        assert not re.search("[ыэъё]" if language == "uk" else "[іїєґ]", str(one.string)), one.id
