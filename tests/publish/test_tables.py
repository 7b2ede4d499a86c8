from msgspec.structs import replace

from tests.publish.released import EVENTS, SOME
from vidmova.protect.release import Contents
from vidmova.publish.tables import TABLES


def rows(name: str, contents: Contents = SOME) -> list[tuple[object, ...]]:
    return list(next(table for table in TABLES if table.name == name).rows(contents))


def test_rows_are_sorted_by_id_whatever_order_the_release_has() -> None:
    assert rows("events", replace(SOME, events=EVENTS[::-1])) == rows("events")


def test_every_row_has_a_cell_for_every_column() -> None:
    for table in TABLES:
        assert {len(row) for row in table.rows(SOME)} == {len(table.columns)}, table.name


def test_keys_are_columns_and_links_are_tables() -> None:
    names = {table.name for table in TABLES}
    for table in TABLES:
        columns = {column.name for column in table.columns}
        assert set(table.key) | set(table.links) <= columns
        assert set(table.links.values()) <= names


def test_relations_come_from_what_is_part_of_what() -> None:
    assert rows("relations") == [("ev2", "part_of", "ev1")]


def test_sides_and_workings_have_tables_of_their_own() -> None:
    assert rows("disagreement_sides") == [("di1", 1, "12", ["st1"]), ("di1", 2, "2 or more; about", ["st3"])]
    assert rows("figure_rows") == [("fi1", "ev1", 12, 12, "floor", "carries the floor")]


def test_wordings_say_where_a_value_stands() -> None:
    start = SOME.sources[1].text.index("двоє")
    assert rows("wordings") == [("st1", "count", 0, 6, "Twelve"), ("st3", "count", start, start + 4, "двоє")]
