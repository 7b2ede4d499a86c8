from pathlib import Path

import duckdb
import pandas
import pytest
from hypothesis import HealthCheck, given, settings
from pyarrow import parquet as reading

from tests.publish.hostile import contents
from tests.publish.released import EMPTY, SOME, release
from vidmova.protect.release import Contents
from vidmova.publish import parquet
from vidmova.publish.tables import TABLES
from vidmova.publish.writing import encodable


def test_duckdb_reads_and_joins_the_tables(tmp_path: Path) -> None:
    parquet.write(release(SOME), tmp_path)
    at = tmp_path / parquet.FOLDER
    found = (
        duckdb.connect()
        .execute(
            f"select e.id, p.name, e.low, s.category from '{at}/events.parquet' e left join '{at}/places.parquet' p "
            f"on e.place = p.id join '{at}/statements.parquet' s on s.event = e.id order by e.id"
        )
        .fetchall()
    )
    assert found == [
        ("ev1", "Vyhadane", 12, ["conscript", "army"]),
        ("ev2", "Inventshchyna", 1, []),
        ("ev3", None, 2, []),
    ]


def test_pandas_reads_every_table_with_its_types(tmp_path: Path) -> None:
    for path, table in zip(parquet.write(release(SOME), tmp_path), TABLES, strict=True):
        frame = pandas.read_parquet(path)
        assert list(frame.columns) == [column.name for column in table.columns]
        assert len(frame) == len(list(table.rows(SOME)))
    figures = pandas.read_parquet(tmp_path / parquet.FOLDER / "figures.parquet")
    assert figures["low"].sum() == 12


def test_columns_say_what_they_mean(tmp_path: Path) -> None:
    parquet.write(release(SOME), tmp_path)
    schema = reading.read_schema(tmp_path / parquet.FOLDER / "sources.parquet")
    assert schema.field("digest").metadata[b"description"] == b"SHA-256 of the bytes as received"
    assert schema.metadata[b"lexicon"] == SOME.edition.lexicon.encode()


def test_a_release_of_nothing_has_tables_with_columns(tmp_path: Path) -> None:
    parquet.write(release(EMPTY), tmp_path)
    assert pandas.read_parquet(tmp_path / parquet.FOLDER / "events.parquet").shape[0] == 0


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(contents())
def test_rows_come_back(tmp_path_factory: pytest.TempPathFactory, any_contents: Contents) -> None:
    for path, table in zip(
        parquet.write(release(any_contents), tmp_path_factory.mktemp("parquet")), TABLES, strict=True
    ):
        rows = [tuple(row.values()) for row in reading.read_table(path).to_pylist()]
        assert rows == [tuple(map(encoded, row)) for row in table.rows(any_contents)]


def encoded(cell: object) -> object:
    if isinstance(cell, str):
        return encodable(cell)
    return [encodable(one) for one in cell] if isinstance(cell, list) else cell
