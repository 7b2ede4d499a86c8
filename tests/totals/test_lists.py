from vidmova.totals.lists import Fault, PersonList, Row, about_repeats, repeated


def of(*rows: Row) -> PersonList:
    return PersonList(name="leak", rows=rows)


def test_rows_that_say_the_same_are_found_whatever_their_running_number() -> None:
    rows = [
        Row(number=2, label="1", name="Гай П."),
        Row(number=3, label="2", name="Гай П."),
        Row(number=4, name="Скляр"),
    ]
    assert repeated(rows) == [(2, 3)]


def test_a_row_that_differs_in_a_kept_column_is_no_repeat() -> None:
    assert (
        repeated([Row(number=2, name="Гай", other={"тел": "1"}), Row(number=3, name="Гай", other={"тел": "2"})]) == []
    )


def test_a_table_pasted_twice_is_named() -> None:
    said = about_repeats(of(*(Row(number=at + 2, name=name) for at, name in enumerate(["A", "B", "A", "B"]))))
    assert said == (
        "every row of leak stands in it twice (rows 2 and 4 say the same); was the table pasted more than once? "
        "Each counts once: 2 of 4"
    )


def test_single_repeats_are_named() -> None:
    one = about_repeats(of(Row(number=2, name="A"), Row(number=3, name="A"), Row(number=4, name="B")))
    assert one == "1 row of leak repeats another word for word (rows 2 and 3); they count once"
    assert about_repeats(of(Row(number=2, name="A"), Row(number=3, name="B"))) == ""


def test_a_fault_says_whether_the_row_is_kept() -> None:
    assert Fault(7, "no name", False).line == "row 7: no name; left out"
    assert Fault(7, "no date", True).line == "row 7: no date; the row is kept without it"
