"""Which events belong to a question."""

from typing import Any

import pytest

from tests.totals.invented import TELLERS, Register
from vidmova.totals.questions import Question, matching
from vidmova.totals.told import Teller, told_of

TWENTY = ("2022-07-01", "2022-07-31")


def certainty(question: Question, tellers: dict[str, Teller] = TELLERS, **claim: Any) -> str:
    register = Register()
    register.tell("one", (20, 20), **claim)
    linked = register.linked()
    return matching(question, linked.events[0], told_of(linked, tellers)["one"]).certainty


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        (("2022-07-02", "2022-07-03"), "certain"),
        (TWENTY, "certain"),
        (("2022-06-30", "2022-07-03"), "possible"),
        (("2022-07-30", None), "possible"),
        ((None, "2022-07-30"), "possible"),
        (None, "possible"),
        (("2022-08-01", None), "no"),
        ((None, "2022-06-30"), "no"),
    ],
)
def test_a_period(date: tuple[str | None, str | None] | None, expected: str) -> None:
    assert certainty(Question(acts=("refuse",), since=TWENTY[0], until=TWENTY[1]), date=date) == expected


def test_what_was_told_by_a_day_happened_by_it() -> None:
    tellers = {document: Teller("Zarya", "2022-05-01") for document in TELLERS}
    asked = Question(acts=("refuse",), until="2022-07-31")
    assert certainty(asked) == "possible"
    assert certainty(asked, tellers) == "certain"
    assert certainty(asked, tellers, date=("2022-03-01", None)) == "certain"
    assert certainty(asked, tellers, date=("2022-09-01", None)) == "no"
    without = Question(acts=("refuse",), until="2022-07-31", off=frozenset({"published"}))
    assert certainty(without, tellers) == "possible"


@pytest.mark.parametrize(
    ("place", "origin", "expected"),
    [
        ("Vladikavkaz", None, "certain"),
        ("North Ossetia", None, "certain"),
        ("Kharkiv", None, "no"),
        ("Russia", None, "possible"),
        (None, "Vladikavkaz", "certain"),
        (None, "Pskov Oblast", "no"),
        (None, None, "possible"),
        ("Kharkiv", "North Ossetia", "certain"),
    ],
)
def test_a_place(place: str | None, origin: str | None, expected: str) -> None:
    assert certainty(Question(acts=("refuse",), place="North Ossetia"), place=place, origin=origin) == expected


def test_people_of_several_places() -> None:
    register = Register()
    register.tell("one", (20, 20), origin="North Ossetia")
    register.tell("one", None, origin="Pskov Oblast")
    linked = register.linked()
    told = told_of(linked, TELLERS)["one"]
    match = matching(Question(acts=("refuse",), place="North Ossetia"), linked.events[0], told)
    assert match.certainty == "possible"


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        ("205th Separate Motor Rifle Brigade", "certain"),
        ("2nd battalion, 205th Separate Motor Rifle Brigade", "certain"),
        ("64th Separate Motor Rifle Brigade", "no"),
        ("49th Army", "possible"),
        (None, "possible"),
    ],
)
def test_a_unit(unit: str | None, expected: str) -> None:
    assert certainty(Question(acts=("refuse",), unit="205th Motor Rifle Brigade"), unit=unit) == expected


@pytest.mark.parametrize(
    ("category", "expected"),
    [
        (["conscript"], "certain"),
        (["conscript", "marine"], "certain"),
        (["conscript", "contract"], "possible"),
        (["contract"], "no"),
        (["army"], "possible"),
        (["marine"], "possible"),
        ([], "possible"),
    ],
)
def test_a_category(category: list[str], expected: str) -> None:
    assert certainty(Question(acts=("refuse",), category="conscript"), category=category) == expected


def test_denied_and_other_acts_do_not_belong() -> None:
    assert certainty(Question(acts=("awol",))) == "no"
    assert certainty(Question(acts=("refuse",)), modality="denied") == "no"
    assert certainty(Question(acts=("refuse",)), modality="possible") == "no"
