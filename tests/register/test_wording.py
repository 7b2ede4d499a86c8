import pytest

from vidmova.records import Claim
from vidmova.register.wording import filled, readable


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
