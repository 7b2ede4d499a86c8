import csv
import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vidmova.extraction.durations import find_lengths
from vidmova.extraction.terms import find_absences, find_sentence_types, find_terms
from vidmova.lexicon.folding import fold
from vidmova.records import Passage

TABLES = Path(__file__).parent.parent / "tables"
LANGUAGES = ("en", "ru", "uk")


def passage(text: str, language: str) -> Passage:
    return Passage(text, fold(text), 0, len(text), language)


def rows() -> list[dict[str, str]]:
    found: list[dict[str, str]] = []
    for language in LANGUAGES:
        with (TABLES / f"terms_{language}.tsv").open(encoding="utf-8", newline="") as file:
            found += csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
    return found


ROWS = rows()


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["text"])
def test_table(row: dict[str, str]) -> None:
    where = passage(row["text"], row["language"])
    assert {
        "terms": [[one.low, one.high, one.sentence_type] for one in find_terms(where)],
        "absences": [[one.low, one.high] for one in find_absences(where)],
        "kinds": [one.kind for one in find_sentence_types(where)],
    } == json.loads(row["expected"])


@pytest.mark.parametrize(
    ("text", "language", "wording"),
    [
        ("He got two years and three months in a colony.", "en", "two years and three months"),
        ("A three-year sentence followed.", "en", "three-year"),
        ("Он отбывает трёхлетний срок.", "ru", "трёхлетний"),
        ("Ему грозит до 15 лет лишения свободы.", "ru", "до 15 лет"),
        ("Посадят лет на десять.", "ru", "лет на десять"),
        ("Його засудили до п’яти років колонії.", "uk", "до п’яти років"),
    ],
)
def test_the_wording_of_a_term(text: str, language: str, wording: str) -> None:
    (term,) = find_terms(passage(text, language))
    assert text[term.start : term.end] == wording


@pytest.mark.parametrize(
    ("text", "language", "months"),
    [
        ("half a year", "en", 6),
        ("a year and a month", "en", 13),
        ("восемнадцать месяцев", "ru", 18),
        ("полтора года", "ru", 18),
        ("полугодовой", "ru", None),
        ("семирічний", "uk", 84),
        ("2023 року", "uk", None),
    ],
)
def test_lengths(text: str, language: str, months: int | None) -> None:
    assert [one.months[0] for one in find_lengths(passage(text, language))] == ([] if months is None else [months])


@settings(deadline=None)
@given(st.integers(1, 25), st.integers(1, 11))
def test_years_and_months_add_up(years: int, months: int) -> None:
    frames = {
        "en": f"He was sentenced to {years} years and {months} months in prison.",
        "ru": f"Его приговорили к {years} годам и {months} месяцам колонии.",
        "uk": f"Його засудили до {years} років і {months} місяців колонії.",
    }
    for language, text in frames.items():
        assert [(one.low, one.high) for one in find_terms(passage(text, language))] == [(12 * years + months,) * 2]


@settings(deadline=None)
@given(
    st.lists(st.sampled_from([row["text"] for row in ROWS]), max_size=3).map(" ".join) | st.text(max_size=60),
    st.sampled_from(LANGUAGES),
)
def test_terms_and_absences_are_in_order_and_within_bounds(text: str, language: str) -> None:
    where = passage(text, language)
    spans = [[(one.start, one.end) for one in found] for found in (find_terms(where), find_absences(where))]
    for found in spans:
        assert all(0 <= start < end <= len(text) for start, end in found)
        assert all(first <= second for first, second in pairwise(found))
