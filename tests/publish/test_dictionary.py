import pytest

from vidmova.protect.release import FigureRow, Place, Source, Statement
from vidmova.publish import dictionary
from vidmova.publish.dictionary import codes_of, columns_of, meaning_of
from vidmova.publish.tables import DESCRIBED, TABLES


def test_every_column_means_something() -> None:
    lines = dictionary.lines(DESCRIBED)
    assert len(lines) == sum(len(table.columns) for table in TABLES)
    assert all(meaning[0].isupper() for _, _, _, meaning, _, _ in lines)


def test_meanings_are_those_of_the_records() -> None:
    assert meaning_of(Source, "digest") == "SHA-256 of the bytes as received"
    assert meaning_of(Place, "precision") == "Settlement, district, region or country"
    assert meaning_of(Statement, "charge") == "Code of the charge"
    assert meaning_of(FigureRow, "reason") == "Why"


def test_ranges_and_intervals_take_two_columns() -> None:
    names = [column.name for column in columns_of(Statement)]
    assert "count" not in names
    assert names[names.index("count_low") + 1] == "count_high"
    assert names[names.index("date_from") + 1] == "date_to"
    assert "spans" not in names


@pytest.mark.parametrize(
    ("name", "code"),
    [("act", "refuse"), ("category", "contract"), ("charge", "other"), ("modality", "denied"), ("counted", "persons")],
)
def test_codes_are_those_of_the_codebook(name: str, code: str) -> None:
    assert code in codes_of(name)


def test_units_are_named() -> None:
    units = {column.name: column.unit for column in columns_of(Statement)}
    assert (units["term_months_low"], units["absence_days_high"], units["start"]) == ("months", "days", "characters")


def test_acts_are_explained_where_they_are_codes() -> None:
    line = next(line for line in dictionary.lines(DESCRIBED) if line[:2] == ("events", "act"))
    assert line[-1].startswith("refuse = ")
