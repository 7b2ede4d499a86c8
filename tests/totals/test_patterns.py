from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.totals.drawntables import Table, permuted
from vidmova.errors import InputError
from vidmova.totals.patterns import canonical, patterns, read_patterns

TABLE: Table = {(1, 0, 0): 5, (0, 1, 0): 7, (1, 1, 0): 2, (0, 0, 1): 4, (1, 1, 1): 1}


def test_what_is_not_said_is_nobody() -> None:
    found = patterns(TABLE)
    assert found.lists == ("list 1", "list 2", "list 3")
    assert found.counts.tolist() == [4, 7, 0, 5, 0, 2, 1]
    assert found.presence[0].tolist() == [0, 0, 1]
    assert (found.seen, found.by_frequency, found.on_list.tolist()) == (19, [16, 2, 1], [8, 10, 5])
    assert (found.on_both(0, 1), found.on_both(0, 2)) == (3, 1)


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ({}, "needs 1 to 10 lists"),
        ({(1, 0): 0, (0, 1): 0}, "has nobody in it"),
        ({(1, 0): 3, (0, 1, 1): 2}, "not 2 times 0 or 1"),
        ({(1, 2): 3}, "not 2 times 0 or 1"),
        ({(1, 0): -3}, "whole number of people"),
        ({(0, 0): 3, (1, 0): 4}, "on no list, whom nobody can have counted"),
        ({(1, 0): 3}, "list 2: nobody is on it"),
        ({(1,) * 11: 3}, "and this has 11"),
    ],
)
def test_a_table_that_cannot_be(table: Table, said: str) -> None:
    with pytest.raises(InputError, match=said):
        patterns(table)


def test_names_fit_the_patterns() -> None:
    assert patterns(TABLE, ("a", "b", "c")).lists == ("a", "b", "c")
    with pytest.raises(InputError, match="2 names are given"):
        patterns(TABLE, ("a", "b"))
    with pytest.raises(InputError, match="two lists have one name"):
        patterns(TABLE, ("a", "b", "a"))


@settings(max_examples=60)
@given(st.lists(st.integers(0, 3), min_size=15, max_size=15), st.permutations(range(4)))
def test_the_order_of_the_lists_is_forgotten(counts: list[int], order: list[int]) -> None:
    shown = patterns(dict.fromkeys([(1, 1, 1, 1)], 1)).presence
    rows = [tuple(map(int, row)) for row in shown]
    table = dict(zip(rows, counts, strict=True)) | {(1, 1, 1, 1): 1 + counts[-1]}
    one, other = canonical(patterns(table)), canonical(patterns(permuted(table, order)))
    assert np.array_equal(one.counts, other.counts)


def write(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "table.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_file_of_patterns(tmp_path: Path) -> None:
    path = write(tmp_path, "leak,court,count\n1,0,30\n0,1,20\n\n1,1,6\n")
    assert read_patterns(path) == {"": (("leak", "court"), {(1, 0): 30, (0, 1): 20, (1, 1): 6})}


def test_a_file_by_stratum(tmp_path: Path) -> None:
    path = write(tmp_path, "region,leak,court,count\neast,1,0,30\nwest,1,0,7\neast,1,1,6\n")
    found = read_patterns(path, "region")
    assert found == {
        "east": (("leak", "court"), {(1, 0): 30, (1, 1): 6}),
        "west": (("leak", "court"), {(1, 0): 7}),
    }


@pytest.mark.parametrize(
    ("text", "by", "said"),
    [
        ("", "", "the first line must name the lists"),
        ("leak,court\n1,0\n", "", "the first line must name the lists"),
        ("leak,court,count\n1,0\n", "", "line 2: has 2 cells and the header 3"),
        ("leak,court,count\n1,0,many\n", "", "line 2: count is 'many' where a whole number must stand"),
        ("leak,court,count\n2,0,9\n", "", "line 2: leak is '2' where 0 or 1"),
        ("leak,court,count\n1,0,9\n1,0,8\n", "", "line 3: this pattern has a line already"),
        ("leak,court,count\n1,0,9\n", "region", "there is no column region"),
    ],
)
def test_a_file_that_is_wrong_says_where(tmp_path: Path, text: str, by: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        read_patterns(write(tmp_path, text), by)


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read_patterns(tmp_path / "none.csv")
    path = tmp_path / "old.csv"
    path.write_bytes("список,count\n1,3\n".encode("cp1251"))
    with pytest.raises(InputError, match="no text in UTF-8"):
        read_patterns(path)
