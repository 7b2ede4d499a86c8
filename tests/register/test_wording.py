import pytest
from msgspec.structs import replace

from tests.happened import EVENTS
from vidmova.records import Claim, Interval
from vidmova.register.wording import counted_as, filled, how_many, readable, when


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("count", (12, 12), "12"),
        ("count", (50_000, None), "50,000 or more"),
        ("count", (300, 400), "300 to 400"),
        ("term_months", (66, 66), "66"),
        ("date", ("2023-03-14", "2023-03-14"), "2023-03-14"),
        ("date", ("2023-03-01", "2023-03-31"), "2023-03-01 to 2023-03-31"),
        ("date", ("2022-02-24", None), "since 2022-02-24"),
        ("date", (None, "2022-08-31"), "until 2022-08-31"),
        ("date", (None, None), "not known"),
        ("reason", ["health", "fear"], "health, fear"),
        ("place", "Rozivka", "Rozivka"),
    ],
)
def test_values_in_words(name: str, value: object, said: str) -> None:
    assert readable(name, value) == said


def test_only_what_is_filled_is_said() -> None:
    claim = Claim(id="c001", start=0, end=9, act="refuse", count=(50, 50), approx=True, counted="persons")
    assert filled(claim) == {"count": "about 50", "counted": "persons", "modality": "asserted"}


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [(None, None, ""), (10, 12, "10 to 12"), (12, 12, "12"), (1000, None, "1,000 or more"), (None, 60, "up to 60")],
)
def test_the_bounds_of_an_event(low: int | None, high: int | None, said: str) -> None:
    assert how_many(replace(EVENTS[0], low=low, high=high)) == said


@pytest.mark.parametrize(
    ("date", "said"),
    [
        (None, ""),
        ((None, None), ""),
        (("2022-01-01", "2022-12-31"), "2022"),
        (("2024-02-01", "2024-02-29"), "2024-02"),
        (("2023-02-01", "2023-02-27"), "2023-02-01 to 2023-02-27"),
        (("2023-02-03", "2023-02-03"), "2023-02-03"),
        (("2023-02-03", None), "since 2023-02-03"),
        (("2023-12-01", "2024-01-31"), "2023-12-01 to 2024-01-31"),
        (("soon-01", "soon-02"), "soon-01 to soon-02"),
    ],
)
def test_a_date_in_few_characters(date: Interval | None, said: str) -> None:
    assert when(date) == said


@pytest.mark.parametrize(
    ("low", "high", "counted", "said"),
    [
        (1, 1, "persons", "person"),
        (1, None, "persons", "people"),
        (2, 2, "cases", "cases"),
        (1, 1, "cities", "city"),
        (None, None, "cases", ""),
        (2, 2, "other", ""),
        (2, 2, None, ""),
    ],
)
def test_what_a_number_counts(low: int | None, high: int | None, counted: str | None, said: str) -> None:
    assert counted_as(replace(EVENTS[0], low=low, high=high, counted=counted)) == said
