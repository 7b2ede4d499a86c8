"""Addresses and questions: what an address says comes back from its question, dates are read as people write them."""

from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.datastructures import QueryParams

from vidmova.web.asked import BETWEEN, address_of, asked_of, switched, understood
from vidmova.web.speech import Speech

ENGLISH = Speech("en")
NAMES = st.lists(st.text(min_size=1, max_size=12).map(str.strip).filter(bool), max_size=4, unique=True)


def asked(address: str) -> object:
    return asked_of(ENGLISH, QueryParams(urlsplit(address).query))


@pytest.mark.parametrize(
    ("said", "first", "last"),
    [
        ("2022", "2022-01-01", "2022-12-31"),
        ("2022-02", "2022-02-01", "2022-02-28"),
        ("02.2024", "2024-02-01", "2024-02-29"),
        ("24.02.2022", "2022-02-24", "2022-02-24"),
        ("2022-7-4", "2022-07-04", "2022-07-04"),
        ("2022-13", None, None),
        ("31.02.2022", None, None),
        ("0000", None, None),
        ("yesterday", None, None),
        ("٢٠٢٢", None, None),
    ],
)
def test_days_are_read_as_people_write_them(said: str, first: str | None, last: str | None) -> None:
    assert (understood(said, False), understood(said, True)) == (first, last)


@given(NAMES, NAMES)
def test_an_address_holds_the_whole_question(without: list[str], dropped: list[str]) -> None:
    one = asked_of(ENGLISH, QueryParams([("act", "refuse"), *(("without", _quoted(name)) for name in without)]))
    assert one.question.without == frozenset(without)
    there = switched(one, "drop", dropped)
    again = asked_of(ENGLISH, QueryParams(urlsplit(there).query))
    assert again.dropped == frozenset(dropped)
    assert again.question == one.question
    assert len({name for name, _ in parse_qsl(urlsplit(there).query)}) == len(parse_qsl(urlsplit(there).query))
    assert switched(again, "drop", dropped) == address_of(one)


def _quoted(name: str) -> str:
    return name.replace("%", "%25").replace(BETWEEN, "%7C")


def test_groups_and_several_acts_can_be_asked_for() -> None:
    assert asked_of(ENGLISH, QueryParams("act=all-exile")).question.acts == ("leave_country", "asylum", "deport")
    assert asked_of(ENGLISH, QueryParams("act=refuse,awol")).question.acts == ("refuse", "awol")
    assert asked_of(ENGLISH, QueryParams("act=refuse,none")).faults
    assert asked_of(ENGLISH, QueryParams("")).question.acts == ("refuse",)


def test_what_means_nothing_is_left_out() -> None:
    one = asked_of(ENGLISH, QueryParams("counted=x&category=y&possible=z&by=w&off=none&lang=uk"))
    assert (one.question.counted, one.question.category, one.by, one.question.off) == (
        "persons",
        None,
        None,
        frozenset(),
    )
    assert not one.faults
