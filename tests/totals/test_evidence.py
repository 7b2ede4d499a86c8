"""The number of an event from its claims."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.totals.invented import TELLERS, Register
from vidmova.records import Range
from vidmova.totals.evidence import Number, number_of, other_units
from vidmova.totals.told import Told, silenced, told_of

ranges = st.integers(1, 50).flatmap(lambda low: st.tuples(st.just(low), st.none() | st.integers(low, 60)))


def told(*counts: Range | None, **more: Any) -> tuple[Told, ...]:
    register = Register()
    for count in counts:
        register.tell("one", count, **more)
    return told_of(register.linked(), TELLERS)["one"]


def low_high(number: Number | None) -> tuple[int, int | None] | None:
    return (number.low, number.high) if number else None


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ([(60, 60), (80, 80)], (60, 80)),
        ([(60, None)], (60, None)),
        ([(60, None), (60, 60)], (60, 60)),
        ([(1, 60), (60, None), (60, 60)], (60, 60)),
        ([(200, None), (200, 999), (500, 500)], (500, 500)),
        ([(10, 20), (15, 30)], (10, 30)),
        ([(12, 12), (1, 1)], (12, 12)),
        ([(1, 1)], (1, 1)),
    ],
)
def test_numbers(counts: list[Range], expected: tuple[int, int | None]) -> None:
    assert low_high(number_of(told(*counts), "persons")) == expected


def test_without_the_rule_a_vaguer_number_counts() -> None:
    said = told((200, None), (500, 500))
    assert low_high(number_of(said, "persons", narrower=False)) == (200, None)
    found = number_of(said, "persons")
    assert found
    assert found.vaguer == 1


def test_rivals_are_kept() -> None:
    found = number_of(told((60, 60), (80, 80), (60, 80)), "persons")
    assert found
    assert found.rivals == ((60, 60), (80, 80))


def test_units_of_counting_are_never_mixed() -> None:
    said = (*told((140, 140)), *told((40, 40), counted="cases"))
    assert low_high(number_of(said, "persons")) == (140, 140)
    assert low_high(number_of(said, "cases")) == (40, 40)
    assert number_of(said, "rulings") is None
    assert other_units(said, "persons") == ["cases"]


def test_denied_and_possible_numbers_do_not_count() -> None:
    assert number_of(told((50, 50), modality="denied"), "persons") is None
    assert number_of(told((50, 50), modality="possible"), "persons") is None


def test_names_without_a_number() -> None:
    names = ["Stepan Haivoron", "Ihor Zozulia"]
    assert low_high(number_of(told(None, person=names), "persons")) == (2, 2)
    assert low_high(number_of(told(None, person=names, group="fighters"), "persons")) == (2, None)
    assert number_of(told(None), "persons") is None
    assert number_of(told(None, person=names), "cases") is None


@given(st.lists(ranges, min_size=1, max_size=6))
def test_the_narrower_numbers_lie_within_all_numbers(counts: list[Range]) -> None:
    narrow, wide = number_of(told(*counts), "persons"), number_of(told(*counts), "persons", narrower=False)
    assert narrow
    assert wide
    assert narrow.low >= wide.low
    assert wide.high is None or (narrow.high is not None and narrow.high <= wide.high)
    assert narrow.high is None or narrow.low <= narrow.high


@given(st.lists(ranges, min_size=1, max_size=6))
def test_the_order_of_claims_does_not_matter(counts: list[Range]) -> None:
    assert number_of(told(*counts), "persons") == number_of(told(*reversed(counts)), "persons")


def test_outlets_are_known_in_any_script() -> None:
    assert silenced(["Mediazona", "Медиазона", "Grati"], ["Медиазона"]) == {"Mediazona", "Медиазона"}
