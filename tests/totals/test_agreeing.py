import pytest
from hypothesis import given
from hypothesis import strategies as st

from vidmova.records import Range
from vidmova.totals.agreeing import court_names, days, numbers, place_names, words

RANGES = st.tuples(st.integers(0, 60), st.one_of(st.none(), st.integers(0, 60))).map(
    lambda pair: (pair[0], None if pair[1] is None else pair[0] + pair[1])
)


@pytest.mark.parametrize(
    ("told", "value", "disagree"),
    [
        ([], None, False),
        ([(72, 72), (72, 72)], (72, 72), False),
        ([(72, None), (72, 72)], (72, 72), False),
        ([(60, 84), (66, 96)], (66, 84), False),
        ([(72, 72), (66, 66)], (66, 72), True),
        ([(72, 72), (66, 66), (24, 200)], (66, 72), True),
        ([(72, 72), (80, None)], (72, None), True),
    ],
)
def test_numbers_agree_or_widen(told: list[Range], value: Range | None, disagree: bool) -> None:
    found = numbers(told)
    assert (found.value, found.disagree) == (value, disagree)


@given(st.lists(RANGES, min_size=1, max_size=6))
def test_no_exact_number_is_ever_left_out(told: list[Range]) -> None:
    found = numbers(told)
    assert found.value is not None
    low, high = found.value
    top = 10**6 if high is None else high
    for start, end in told:
        if not found.disagree:
            assert start <= low <= top <= (10**6 if end is None else end)
        elif start == end:
            assert low <= start <= top


def test_days_agree_or_widen() -> None:
    month, day = ("2023-06-01", "2023-06-30"), ("2023-06-12", "2023-06-12")
    assert days([month, day, (None, None)]).value == day
    assert days([]).value is None
    other = days([day, ("2023-07-01", "2023-07-31"), (None, "2023-08-01")])
    assert (other.value, other.disagree) == (("2023-06-12", "2023-07-31"), True)
    assert days([("2022-02-24", None)]).value == ("2022-02-24", None)


def test_words_are_never_chosen_from() -> None:
    assert words(["awol", None, "awol"]).value == ("awol",)
    several = words(["awol", "desertion"])
    assert (several.value, several.disagree) == (("awol", "desertion"), True)


def test_a_court_is_told_by_its_fullest_name() -> None:
    found = court_names(["court", "court in Volgograd", "Volgograd Garrison Military Court", "court of appeal"])
    assert (found.value, found.disagree) == (("Volgograd Garrison Military Court",), False)
    two = court_names(["Pskov Garrison Military Court", "Samara Garrison Military Court"])
    assert (two.value, two.disagree) == (("Pskov Garrison Military Court", "Samara Garrison Military Court"), True)
    assert court_names(["court of cassation"]).value == ()


def test_a_place_yields_to_one_that_lies_in_it() -> None:
    assert place_names(["Stavropol Krai", "Pyatigorsk", None]).value == ("Pyatigorsk",)
    assert place_names(["Pyatigorsk", "Volgograd"]).disagree
