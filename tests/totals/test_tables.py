from collections.abc import Callable

import pytest

from tests.totals.sheets import Sheets, ods, xlsx, zipped
from vidmova.errors import InputError, UsageError
from vidmova.reading.limits import Limits
from vidmova.totals.tables import Line, read_table, stem

ROWS = [["ПІБ", "Рік народження"], ["Гайворон Павло", "1990"], ["Скляр Юрій", "1988"]]


def text(delimiter: str = ";") -> str:
    return "\n".join(delimiter.join(row) for row in ROWS) + "\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "utf-16"])
@pytest.mark.parametrize("delimiter", list(",;\t|"))
def test_encoding_and_delimiter_are_found(encoding: str, delimiter: str) -> None:
    table = read_table("leak.csv", text(delimiter).encode(encoding))
    assert [list(line.cells) for line in table.lines] == ROWS
    assert [line.number for line in table.lines] == [1, 2, 3]


def test_cells_with_line_breaks_keep_the_numbers_of_a_text_editor() -> None:
    table = read_table("a.csv", b'name,note\n"A","one\ntwo"\n\nB,x\n')
    assert table.lines[1] == Line(2, ("A", "one\ntwo"))
    assert table.lines[2] == Line(5, ("B", "x"))


def test_a_line_that_names_the_delimiter_is_followed() -> None:
    table = read_table("a.csv", b"sep=;\nname;born\nA, B;1990\n")
    assert [line.cells for line in table.lines] == [("name", "born"), ("A, B", "1990")]
    assert table.lines[0].number == 2


@pytest.mark.parametrize("make", [xlsx, ods])
def test_spreadsheets_are_read(make: Callable[[Sheets], bytes]) -> None:
    pytest.importorskip("python_calamine", reason="the extra `lists` is not installed")
    payload = make({"порожній": [], "люди": ROWS, "інше": [["x"]]})
    table = read_table("leak.xlsx", payload)
    assert [list(line.cells) for line in table.lines] == ROWS
    assert (table.how, table.others) == ("sheet люди", ("інше",))
    assert read_table("leak.xlsx", payload, "інше").lines == (Line(1, ("x",)),)
    with pytest.raises(UsageError, match="there is no sheet other; it has порожній, люди, інше"):
        read_table("leak.xlsx", payload, "other")


def test_numbers_of_a_spreadsheet_are_whole_and_lines_keep_their_number() -> None:
    pytest.importorskip("python_calamine", reason="the extra `lists` is not installed")
    table = read_table("a.xlsx", xlsx({"s": [["name", "born"], ["", ""], ["A", 1990]]}))
    assert table.lines == (Line(1, ("name", "born")), Line(3, ("A", "1990")))


@pytest.mark.parametrize(
    ("payload", "said"),
    [
        (b"", "the file is empty; give a table"),
        (b"%PDF-1.7 ...", "this is no table; save it as CSV, XLSX or ODS"),
        (b"<!DOCTYPE html><table>", "this is no table"),
        ("Двоє солдатів відмовилися.\nЇх звільнили.\n".encode(), "looks like plain text, which vidmova build reads"),
        (b"PK\x03\x04 damaged", "the file is damaged; get the whole file again"),
        (bytes(range(256)) * 50, "no text in an encoding that is known"),
    ],
)
def test_a_wrong_file_is_one_sentence(payload: bytes, said: str) -> None:
    with pytest.raises(InputError, match=f"^leak.csv: .*{said}"):
        read_table("leak.csv", payload)


def test_a_zip_that_is_no_spreadsheet_is_one_sentence() -> None:
    pytest.importorskip("python_calamine", reason="the extra `lists` is not installed")
    with pytest.raises(InputError, match="this spreadsheet cannot be read"):
        read_table("a.xlsx", zipped({"a.txt": "x"}))


def test_what_unpacks_to_too_much_is_refused() -> None:
    payload = xlsx({"s": [["name"], ["x" * 5_000]]})
    with pytest.raises(InputError, match="unpacks to more than"):
        read_table("a.xlsx", payload, limits=Limits(zip_total=1_000))
    with pytest.raises(InputError, match="larger than"):
        read_table("a.csv", b"a,b\n" * 100, limits=Limits(file=100))


def test_a_csv_file_has_no_sheets() -> None:
    with pytest.raises(UsageError, match="has no sheets"):
        read_table("a.csv", b"a,b\n1,2\n", "one")


def test_a_list_is_called_after_its_file() -> None:
    assert stem("dir/leak.of.absent.xlsx") == "leak.of.absent"
