"""Tables of which rows were taken out are kept so that every row is read as before, under the number it had."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vidmova.errors import EngineError
from vidmova.register.kepttables import read_kept, written
from vidmova.totals.tables import Line, Table

CELLS = st.lists(st.text(st.characters(exclude_categories=["Cs"])), max_size=4).map(tuple)
LINES = st.dictionaries(st.integers(1, 10**6), CELLS, max_size=6)


@given(LINES, st.text(st.characters(exclude_categories=["Cs"])))
def test_what_is_written_is_read_as_it_was(cells: dict[int, tuple[str, ...]], name: str) -> None:
    table = Table(name="leak.xlsx", lines=tuple(Line(*one) for one in cells.items()), how="sheet 1")
    payload = written(table, name)
    assert payload.endswith(b"\n")
    assert read_kept("another.csv", payload, "sheet") == table


def test_a_table_as_it_came_is_read_as_ever() -> None:
    assert read_kept("a.csv", b"a;b\n1;2\n", None).lines[1] == Line(2, ("1", "2"))


@pytest.mark.parametrize(
    "payload",
    [
        b'{"vidmova_table":2,"list":"a","name":"a","how":""}\n',
        b'{"vidmova_table":1,"list":"a","name":"a","how":""}\n[1]\n',
        b'{"vidmova_table":1,"list":"a"}\n',
        b'{"vidmova_table":1,"list":"a","name":"a","how":""}\n\xff\n',
    ],
)
def test_what_was_written_otherwise_is_refused(payload: bytes) -> None:
    with pytest.raises(EngineError, match=r"a\.csv: the kept table cannot be read"):
        read_kept("a.csv", payload, None)
