from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vidmova.totals.partialdates import days_of, partial_date, parts


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("1990", "1990"),
        ("1990-05", "1990-05"),
        ("05.1990", "1990-05"),
        ("5/1990", "1990-05"),
        ("1990-05-17", "1990-05-17"),
        ("17.05.1990", "1990-05-17"),
        ("7.5.1990", "1990-05-07"),
        ("17/05/1990", "1990-05-17"),
        (" 1990 г.р.", "1990"),
        ("17.05.1990 р.", "1990-05-17"),
        ("1990-05-17T00:00:00", "1990-05-17"),
        ("1990-05-XX", "1990-05"),
        ("00.05.1990", "1990-05"),
        ("00.00.1990", "1990"),
        ("1990?", "1990"),
        ("17 травня 1990 року", "1990-05-17"),
        ("17 мая 1990", "1990-05-17"),
        ("May 1990", "1990-05"),
    ],
)
def test_a_date_is_taken_as_far_as_it_goes(said: str, expected: str) -> None:
    assert partial_date(said) == expected


@pytest.mark.parametrize("said", ["31.02.1990", "13.1990", "90", "", "?", "невідомо", "n/a", "1990-1991", "17.05.90"])
def test_what_is_no_date_of_the_calendar_is_none(said: str) -> None:
    assert partial_date(said) is None


@given(st.dates(date(1900, 1, 1), date(2030, 12, 31)))
def test_every_day_is_read_in_every_order(day: date) -> None:
    assert partial_date(day.isoformat()) == partial_date(day.strftime("%d.%m.%Y")) == day.isoformat()
    assert partial_date(day.isoformat()[:7]) == day.isoformat()[:7]


@given(st.dates(date(1900, 1, 1), date(2030, 12, 31)), st.sampled_from([4, 7, 10]))
def test_a_day_lies_within_its_month_and_year(day: date, length: int) -> None:
    found = days_of(day.isoformat()[:length])
    assert found is not None
    first, last = found
    assert first is not None
    assert last is not None
    assert first <= day.isoformat() <= last
    assert date.fromisoformat(last)


def test_parts_are_none_where_left_open() -> None:
    assert parts("1990-05") == (1990, 5, None)
    assert parts(None) == (None, None, None)
    assert days_of("1990-12") == ("1990-12-01", "1990-12-31")


@pytest.mark.parametrize("filling", [" ", ".", "?", "1.", "май "])
def test_a_cell_of_any_length_is_read(filling: str) -> None:
    assert partial_date("01003.2022" + filling * 30_000 + "z") is None
