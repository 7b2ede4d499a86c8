"""The dates of claims in stories of our own, each told so that one rule decides it."""

import pytest

from vidmova.extraction.claims import extract
from vidmova.reading.sentences import find_sentences
from vidmova.records import Document, Interval

HEADS = {
    "en": "Six men\nThe Hill Gazette, 14 May 2024\n\n",
    "ru": "Шесть человек\nСтепной вестник, 14 мая 2024\n\n",
    "uk": "Шестеро\nСтеповий вісник, 14 травня 2024\n\n",
}
DAY = "2024-05-14"
DATED = [
    # What a prosecutor asked for, and what is tried, had gone before the judgment.
    (
        "en",
        "A garrison court on Tuesday sentenced a private to seven years for desertion. Prosecutors had asked for nine. "
        "He had left his unit without leave.",
        [("sentence", (DAY, DAY)), ("sentence", (None, DAY)), ("awol", (None, DAY))],
    ),
    (
        "ru",
        "Гарнизонный суд во вторник приговорил рядового к семи годам за дезертирство. Прокурор просил девять лет. "
        "Он самовольно оставил часть.",
        [("sentence", (DAY, DAY)), ("sentence", (None, DAY)), ("awol", (None, DAY))],
    ),
    (
        "uk",
        "Гарнізонний суд у вівторок засудив рядового до семи років за дезертирство. Прокурор просив дев'ять років. "
        "Він самовільно залишив частину.",
        [("sentence", (DAY, DAY)), ("sentence", (None, DAY)), ("awol", (None, DAY))],
    ),
    # What came "later" lies between the date before and publication.
    (
        "en",
        "In March 2023 twelve soldiers refused to fight. The court later sentenced four of them to two years.",
        [("refuse", ("2023-03-01", "2023-03-31")), ("sentence", ("2023-03-01", DAY))],
    ),
    (
        "ru",
        "В марте 2023 года двенадцать солдат отказались воевать. Впоследствии суд приговорил четверых к двум годам.",
        [("refuse", ("2023-03-01", "2023-03-31")), ("sentence", ("2023-03-01", DAY))],
    ),
    (
        "uk",
        "У березні 2023 року дванадцять солдатів відмовилися воювати. Згодом суд засудив чотирьох до двох років.",
        [("refuse", ("2023-03-01", "2023-03-31")), ("sentence", ("2023-03-01", DAY))],
    ),
    # A number that another is compared with keeps its year to itself.
    (
        "en",
        "Last year courts opened 912 desertion cases against 388 in 2022. About 60 soldiers were sentenced to prison.",
        [
            ("charge", ("2023-01-01", "2023-12-31")),
            ("charge", ("2022-01-01", "2022-12-31")),
            ("sentence", ("2023-01-01", "2023-12-31")),
        ],
    ),
    (
        "ru",
        "В прошлом году возбудили 912 дел о дезертирстве против 388 в 2022 году.",
        [("charge", ("2023-01-01", "2023-12-31")), ("charge", ("2022-01-01", "2022-12-31"))],
    ),
    (
        "uk",
        "Торік порушили 912 справ про дезертирство проти 388 у 2022 році.",
        [("charge", ("2023-01-01", "2023-12-31")), ("charge", ("2022-01-01", "2022-12-31"))],
    ),
    # A day to come is that of what is set for it, not of what was done.
    (
        "en",
        "Sergeant Petrov was sentenced to three years; a hearing of the appeal is set for 12 June.",
        [("sentence", None), ("ruling", ("2024-06-12", "2024-06-12"))],
    ),
    # The running year ends with publication; what only says by when begins with the date before it.
    ("en", "This year courts sentenced 40 soldiers for desertion.", [("sentence", ("2024-01-01", DAY))]),
    (
        "en",
        "He was jailed in January 2024 for desertion and was sent back to the front by April.",
        [("sentence", ("2024-01-01", "2024-01-31")), ("send_back", ("2024-01-01", "2024-04-30"))],
    ),
    # What had gone before has the day of publication as its bound.
    (
        "en",
        "The commander refused to sign a soldier's resignation.",
        [("deny", (None, DAY)), ("resign", (None, DAY))],
    ),
    (
        "ru",
        "Командир отказался подписать солдату рапорт об увольнении.",
        [("deny", (None, DAY)), ("resign", (None, DAY))],
    ),
    (
        "uk",
        "Командир відмовився підписати солдатові рапорт на звільнення.",
        [("deny", (None, DAY)), ("resign", (None, DAY))],
    ),
]


def _dates(text: str, language: str) -> list[tuple[str, Interval | None]]:
    document = Document(id="x", name="x.txt", media_type="text/plain", text=text, language=language)
    return [(claim.act, claim.date) for claim in extract(document, find_sentences(text, language))]


@pytest.mark.parametrize(("language", "text", "expected"), DATED, ids=lambda value: str(value)[:60])
def test_dates_of_stories(language: str, text: str, expected: list[tuple[str, Interval | None]]) -> None:
    assert _dates(HEADS[language] + text + "\n", language) == expected


def test_a_text_without_a_date_bounds_nothing() -> None:
    assert _dates("Six men\n\nThe commander refused to sign a soldier's resignation.\n", "en") == [
        ("deny", None),
        ("resign", None),
    ]


def test_a_long_text_is_no_bound() -> None:
    told = "The commander refused to sign a soldier's resignation. "
    padding = "\n\nThe hill above the village is green and the river is cold in spring.\n" * 90
    assert {date for _, date in _dates(HEADS["en"] + told + padding, "en")} == {None}


def test_points_of_a_monthly_list_are_of_that_month() -> None:
    text = (
        "Hill Bulletin | September 2023\n\n"
        "• Omsk: a court sentenced a private to two years.\n"
        "• Tver: a commander refused to sign a soldier's resignation.\n"
    )
    assert _dates(text, "en") == [
        ("sentence", ("2023-09-01", "2023-09-30")),
        ("deny", (None, "2023-09-30")),
        ("resign", (None, "2023-09-30")),
    ]


def test_the_night_before_a_day_compares_nothing() -> None:
    text = HEADS["uk"] + "Уночі проти 6 травня із частини втекли сімнадцять солдатів.\n"
    assert [date for _, date in _dates(text, "uk")] == [("2024-05-06", "2024-05-06")]
