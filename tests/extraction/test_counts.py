import json
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.casetables import LANGUAGES, passage, rows_of
from vidmova.extraction.counts import find_counts, parse_count

ROWS = rows_of("counts")


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["text"])
def test_table(row: dict[str, str]) -> None:
    found = find_counts(passage(row["text"], row["language"]))
    values = ["share" if one.share else [one.low, one.high, one.approx, one.counted] for one in found]
    assert values == json.loads(row["expected"])


@pytest.mark.parametrize(
    ("text", "language", "wording", "noun"),
    [
        ("At least 140 discharged men sued.", "en", "At least 140", "men"),
        ("It held thirty men or more.", "en", "thirty men or more", "men"),
        ("Between 150 and 200 reservists left.", "en", "Between 150 and 200", "reservists"),
        ("Ушли не менее 60 солдат.", "ru", "не менее 60", "солдат"),
        ("Человек пятнадцать ушли.", "ru", "пятнадцать", "Человек"),
        ("Понад 20,5 тисячі справ.", "uk", "Понад 20,5 тисячі", "справ"),
    ],
)
def test_the_wording_holds_hedge_and_number(text: str, language: str, wording: str, noun: str) -> None:
    (count,) = find_counts(passage(text, language))
    assert text[count.start : count.end] == wording
    assert count.noun is not None
    assert text[count.noun.start : count.noun.end] == noun


def test_only_the_passage_is_searched() -> None:
    text = "Ten men left. Sixty soldiers stayed. Ninety men came."
    (count,) = find_counts(passage(text, "en", 14, 36))
    assert (count.start, count.low) == (14, 60)


def test_a_wording_without_a_number_is_no_count() -> None:
    assert parse_count("nobody", "en") is None


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["text"])
def test_wordings_parse_to_their_values(row: dict[str, str]) -> None:
    for count in find_counts(passage(row["text"], row["language"])):
        if not count.share:
            assert parse_count(row["text"][count.start : count.end], row["language"]) == (count.low, count.high)


def texts() -> st.SearchStrategy[tuple[str, str]]:
    said = st.lists(st.sampled_from([row["text"] for row in ROWS]), min_size=1, max_size=3).map(" ".join)
    return st.tuples(said | st.text(max_size=60), st.sampled_from(LANGUAGES))


@settings(deadline=None)
@given(texts())
def test_counts_are_in_order_within_bounds_and_apart(sample: tuple[str, str]) -> None:
    where = passage(*sample)
    found = find_counts(where)
    assert all(0 <= one.start < one.end <= len(where.text) for one in found)
    assert all(one.high is None or one.high >= one.low for one in found)
    assert all(first.start <= second.start for first, second in pairwise(found))


@settings(deadline=None)
@given(
    st.integers(2, 900_000),
    st.sampled_from(
        [
            ("en", "At least {} men fled.", 0, None),
            ("en", "More than {} men fled.", 1, None),
            ("ru", "Не менее {} солдат бежали.", 0, None),
            ("ru", "Более {} солдат бежали.", 1, None),
            ("uk", "Щонайменше {} солдатів утекли.", 0, None),
            ("uk", "Понад {} солдатів утекли.", 1, None),
        ]
    ),
)
def test_hedges_hold_for_every_number(number: int, frame: tuple[str, str, int, None]) -> None:
    language, text, more, high = frame
    (count,) = find_counts(passage(text.format(f"{number:,}"), language))
    assert (count.low, count.high, count.counted) == (number + more, high, "persons")
