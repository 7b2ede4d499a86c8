"""The tables of a release as Parquet, for pandas, DuckDB and R: types kept, lists as lists."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pyarrow
from pyarrow import parquet

from vidmova.protect.release import Edition, Release
from vidmova.publish.dictionary import Column, Kind
from vidmova.publish.tables import TABLES, Cell, Row, Table
from vidmova.publish.writing import encodable, whole

FOLDER = "parquet"
AT_ONCE = 20_000
"""Rows that are held at a time."""
_TYPES: dict[Kind, pyarrow.DataType] = {
    "string": pyarrow.string(),
    "integer": pyarrow.int64(),
    "number": pyarrow.float64(),
    "boolean": pyarrow.bool_(),
    "list": pyarrow.list_(pyarrow.string()),
}


def write(release: Release, folder: Path) -> list[Path]:
    """Write a Parquet file for each table; each column carries what it means."""
    return [_write(table, release, folder / FOLDER / f"{table.name}.parquet") for table in TABLES]


def _write(table: Table, release: Release, path: Path) -> Path:
    schema = pyarrow.schema(list(map(_field, table.columns)), _about(table, release.contents.edition))
    rows = table.rows(release.contents)
    with whole(path) as out, parquet.ParquetWriter(out, schema, compression="zstd") as file:
        for batch in _batches(rows):
            columns = list(zip(*batch, strict=True)) or [()] * len(table.columns)
            file.write_batch(
                pyarrow.record_batch(
                    [pyarrow.array(map(_value, cells), one.type) for cells, one in zip(columns, schema, strict=True)],
                    schema=schema,
                )
            )
    return path


def _batches(rows: Iterator[Row]) -> Iterator[list[Row]]:
    batch = list(islice(rows, AT_ONCE))
    yield batch
    while batch := list(islice(rows, AT_ONCE)):
        yield batch


def _field(column: Column) -> pyarrow.Field:
    said = {"description": column.meaning, "unit": column.unit, "codes": "; ".join(column.codes)}
    return pyarrow.field(column.name, _TYPES[column.kind], metadata={key: one for key, one in said.items() if one})


def _about(table: Table, edition: Edition) -> dict[str, str]:
    return {
        "description": table.means,
        "edition": str(edition.number),
        "program": edition.program,
        "lexicon": edition.lexicon,
    }


def _value(cell: Cell) -> Cell:
    if isinstance(cell, str):
        return encodable(cell)
    return [encodable(one) for one in cell] if isinstance(cell, list) else cell
