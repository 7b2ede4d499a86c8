"""Invented texts that tell of the same people twice, and of others: in three languages, from the text to the total."""

import pytest

from tests.totals.written import total_of
from vidmova.totals.asking import Total
from vidmova.totals.questions import Question

SUED, REFUSED, DISMISSED = (Question(acts=(act,)) for act in ("lawsuit", "refuse", "dismiss"))


def low_high(found: Total) -> tuple[int, int | None]:
    return found.low, found.high


SUMS = [
    (
        "en",
        "About 300 guardsmen were dismissed in Kalynove.\n\nAt least 90 dismissed men went to court: 70 guardsmen "
        "filed a lawsuit together, and another 20 people filed lawsuits alone.\n\nNot everybody appeals. Of the 300 "
        "people dismissed in Kalynove, just 90 have gone to court.",
    ),
    (
        "ru",
        "В Калинове уволили около 300 росгвардейцев.\n\nНе менее 90 из них подали иски: 70 росгвардейцев подали иск "
        "вместе, ещё 20 человек подали иски по отдельности.",
    ),
    (
        "uk",
        "У Калиновому звільнили близько 300 росгвардійців.\n\nЩонайменше 90 з них подали позови: 70 росгвардійців "
        "подали позов разом, ще 20 осіб подали позови окремо.",
    ),
]


@pytest.mark.parametrize(("language", "text"), SUMS, ids=["en", "ru", "uk"])
def test_a_number_its_parts_and_the_number_again_are_one(language: str, text: str) -> None:
    found = total_of(SUED, (language, text))
    assert low_high(found) == (90, 90)
    assert {row.low for row in found.working if row.part == "inside"} == {70, 20}
    assert any(use.kind == "sum" for use in found.rules)


def test_the_number_again_is_named_and_can_be_switched_off() -> None:
    found = total_of(SUED, SUMS[0])
    (carrying,) = [row for row in found.working if row.part == "floor"]
    assert "counted once" in carrying.reason
    assert len(carrying.same_people) == 1
    off = total_of(Question(acts=("lawsuit",), off=frozenset({"relations"})), SUMS[0])
    assert off.low == 90
    assert off.high is None


@pytest.mark.parametrize(
    "text",
    [
        "About 300 guardsmen were dismissed in Kalynove.\n\nAt least 90 dismissed men went to court.\n\nAbout 200 "
        "guardsmen were dismissed in Berezivka. Of the 200 people dismissed in Berezivka, just 90 have gone to court.",
    ],
    ids=["en"],
)
def test_equal_numbers_of_two_groups_stay_two(text: str) -> None:
    found = total_of(SUED, ("en", text))
    assert found.low == 90
    assert found.high is None or found.high >= 180


TWELVE = [
    ("en", "On 25 February 2022, 12 employees of the Belgorod OMON refused to go to Ukraine, the lawyer said."),
    ("ru", "25 февраля 2022 года 12 сотрудников белгородского ОМОНа отказались ехать в Украину."),
    ("uk", "25 лютого 2022 року 12 працівників бєлгородського ОМОНу відмовилися їхати в Україну."),
]
SEVENTY = [
    ("en", "About 70 marines from Sevastopol refused to fight in March 2022, the paper wrote."),
    ("ru", "Около 70 морских пехотинцев из Севастополя отказались воевать в марте 2022 года."),
    ("uk", "Близько 70 морських піхотинців із Севастополя відмовилися воювати в березні 2022 року."),
]


@pytest.mark.parametrize(("texts", "people"), [(TWELVE, 12), (SEVENTY, 70)])
def test_three_articles_tell_of_the_same_people_once(texts: list[tuple[str, str]], people: int) -> None:
    assert low_high(total_of(REFUSED, *texts)) == (people, people)


def test_twelve_of_another_unit_are_others() -> None:
    rostov = ("ru", "25 февраля 2022 года 12 сотрудников ростовского ОМОНа отказались ехать в Украину.")
    found = total_of(REFUSED, TWELVE[0], rostov)
    assert low_high(found) == (24, 24)
    assert [use.rule for use in found.rules] == ["other-units"]
    off = total_of(Question(acts=("refuse",), off=frozenset({"other-units"})), TWELVE[0], rostov)
    assert low_high(off) == (12, 24)


def test_seventy_of_another_year_and_place_may_be_others() -> None:
    murmansk = ("uk", "У липні 2023 року близько 70 морських піхотинців із Мурманська відмовилися воювати.")
    assert low_high(total_of(REFUSED, SEVENTY[0], murmansk)) == (70, 140)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "Around 400 guardsmen refused to fight near Berezivka. As a result 400 guardsmen were dismissed in April "
            "2022 – all of them had returned from near Berezivka.",
        ),
        (
            "ru",
            "Около 400 росгвардейцев отказались воевать под Березовкой. В апреле 2022 года уволили 400 росгвардейцев.",
        ),
        (
            "uk",
            "Близько 400 росгвардійців відмовилися воювати під Березівкою. У квітні 2022 року звільнили 400 "
            "росгвардійців.",
        ),
    ],
    ids=["en", "ru", "uk"],
)
def test_those_dismissed_after_they_refused(language: str, text: str) -> None:
    assert low_high(total_of(DISMISSED, (language, text))) == (400, 400)
