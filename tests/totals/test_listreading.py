import pytest

from vidmova.errors import InputError
from vidmova.totals.columns import propose
from vidmova.totals.listreading import make_list
from vidmova.totals.lists import Fault, PersonList
from vidmova.totals.tables import read_table


def read(text: str) -> PersonList:
    return make_list(propose(read_table("leak.csv", text.encode())), "leak", "nobody knows")


def test_rows_keep_every_cell() -> None:
    made = read("№;Прізвище;Ім'я;По батькові;Дата народження;тел\n7;Гайворон;Павло;Іванович;05.1990;123\n")
    (row,) = made.rows
    assert (row.number, row.label, row.name, row.born) == (2, "7", "Гайворон, Павло Іванович", "1990-05")
    assert row.other == {"тел": "123"}
    assert (made.name, made.maker, made.faults) == ("leak", "nobody knows", ())


def test_what_cannot_be_taken_is_named_by_its_line() -> None:
    made = read("ПІБ;Рік народження\nГай;31.02.1990\n;1990\nПІБ;Рік народження\nСкляр;1988;зайве\nМала;1890\n")
    assert [(fault.row, fault.kept) for fault in made.faults] == [
        (2, True),
        (3, False),
        (4, False),
        (5, False),
        (6, True),
    ]
    assert made.faults[0].reason.startswith("the date of birth «31.02.1990» is none (1990, 05.1990")
    assert made.faults[3].reason == "it has 3 cells and the header 2: a stray delimiter?"
    assert made.faults[4] == Fault(6, "the date of birth «1890» lies before 1900", True)
    assert [(row.name, row.born, row.other) for row in made.rows] == [
        ("Гай", None, {"born as written": "31.02.1990"}),
        ("Мала", None, {"born as written": "1890"}),
    ]


def test_a_case_without_a_name_is_kept() -> None:
    (row,) = read("Суд;Номер справи;ПІБ\nПолтавський;123/45/23;\n").rows
    assert (row.name, row.case, row.court) == ("", "123/45/23", "Полтавський")


def test_a_list_without_rows_is_one_sentence() -> None:
    with pytest.raises(InputError, match=r"^leak.csv: no row of it can be used: there is nothing below its header$"):
        read("ПІБ;Рік народження\n")
    with pytest.raises(InputError, match="no row of it can be used; row 2: it has neither a name"):
        read("ПІБ;Рік народження\n;1990\n")
