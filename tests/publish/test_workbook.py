import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from msgspec.structs import replace

from tests.publish.hostile import contents
from tests.publish.released import SOME, release
from vidmova.protect.release import Contents
from vidmova.publish import workbook
from vidmova.publish.tables import TABLES


def book(folder: Path, some: Contents = SOME) -> openpyxl.Workbook:
    (path,) = workbook.write(release(some), folder)
    return openpyxl.load_workbook(path)


def test_sheets_are_the_tables_and_none_is_hidden(tmp_path: Path) -> None:
    made = book(tmp_path)
    assert made.sheetnames == ["about", *(table.name for table in TABLES), "dictionary"]
    assert {sheet.sheet_state for sheet in made.worksheets} == {"visible"}


def test_nothing_names_an_author_or_the_hour_of_writing(tmp_path: Path) -> None:
    made = book(tmp_path)
    assert (made.properties.creator or "", made.properties.lastModifiedBy or "") == ("", "")
    assert str(made.properties.created) == str(made.properties.modified) == "2024-05-06 07:08:09"
    with zipfile.ZipFile(tmp_path / workbook.FILE) as packed:
        assert {one.date_time[0] for one in packed.infolist()} == {1980}


def test_values_have_their_types(tmp_path: Path) -> None:
    sheet = book(tmp_path)["statements"]
    row = dict(zip([cell.value for cell in sheet[1]], sheet[2], strict=True))
    assert (row["count_low"].value, row["approx"].value, row["category"].value) == (12, False, "conscript; army")
    assert row["passage"].value.startswith("Twelve conscripts")


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(contents())
def test_no_cell_is_a_formula(tmp_path_factory: pytest.TempPathFactory, any_contents: Contents) -> None:
    made = book(tmp_path_factory.mktemp("xlsx"), any_contents)
    kinds = {cell.data_type for sheet in made.worksheets for row in sheet.iter_rows() for cell in row}
    assert "f" not in kinds
    assert all(not sheet._hyperlinks for sheet in made.worksheets)


def test_a_sign_of_a_formula_stays_a_text_when_the_cell_is_edited(tmp_path: Path) -> None:
    made = book(tmp_path, replace(SOME, people=[replace(SOME.people[0], name="=1+1")]))
    cell = made["people"].cell(2, 2)
    assert (cell.value, cell.data_type, cell.quotePrefix) == ("=1+1", "s", True)


def test_a_text_longer_than_a_cell_is_cut_and_says_so(tmp_path: Path) -> None:
    long = replace(SOME, people=[replace(SOME.people[0], name="а" * 40_000)])
    value = book(tmp_path, long)["people"].cell(2, 2).value
    assert len(value) == workbook.LONGEST
    assert value.endswith("[…]")


def test_more_rows_than_a_sheet_holds_go_on_in_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MOST_ROWS", 2)
    made = book(tmp_path)
    assert [made[name].max_row for name in ("events", "events 2")] == [3, 2]
