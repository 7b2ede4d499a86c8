import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from tests.publish.hostile import contents
from tests.publish.released import SOME, release
from vidmova.protect.release import Contents
from vidmova.publish import commas
from vidmova.publish.cells import parted, unguarded, writable
from vidmova.publish.dictionary import Column
from vidmova.publish.tables import TABLES, Cell


def read(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / "csv" / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def cell(column: Column, said: str) -> Cell:
    """Read a cell back as the data dictionary says."""
    if column.kind == "list":
        return parted(unguarded(said))
    if said == "":
        return None
    readers: dict[str, Callable[[str], Cell]] = {
        "integer": int,
        "number": float,
        "boolean": lambda text: text == "true",
        "string": unguarded,
    }
    return readers[column.kind](said)


def as_written(column: Column, value: Cell) -> Cell:
    """Return a cell as a file can hold it: nothing and no words are one in CSV."""
    if isinstance(value, list):
        value = [writable(one) for one in value]
        return [] if value == [""] else value
    return (writable(value) or None) if isinstance(value, str) else value


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(contents())
def test_rows_come_back(tmp_path_factory: pytest.TempPathFactory, any_contents: Contents) -> None:
    folder = tmp_path_factory.mktemp("csv")
    commas.write(release(any_contents), folder)
    for table in TABLES:
        wanted = [
            [as_written(column, value) for column, value in zip(table.columns, row, strict=True)]
            for row in table.rows(any_contents)
        ]
        got = [[cell(column, row[column.name]) for column in table.columns] for row in read(folder, table.name)]
        assert got == wanted, table.name


def test_a_table_as_it_looks(tmp_path: Path) -> None:
    commas.write(release(SOME), tmp_path)
    payload = (tmp_path / "csv" / "places.csv").read_bytes()
    assert payload.startswith(b"\xef\xbb\xbf")
    assert payload.decode("utf-8-sig").split("\r\n") == [
        "id,name,precision,part_of,latitude,longitude",
        "pl1,Vyhadane,settlement,Inventshchyna; Ukraine,49.5,31.25",
        "pl2,Inventshchyna,region,Ukraine,49.0,31.0",
        "",
    ]


def test_statements_carry_their_passages(tmp_path: Path) -> None:
    commas.write(release(SOME), tmp_path)
    first, second, _ = read(tmp_path, "statements")
    assert first["passage"] == "Twelve conscripts of a brigade from the region refused to go."
    assert (first["count_low"], first["count_high"], first["date_from"]) == ("12", "12", "2022-03-01")
    assert (second["people"], second["term_months_low"], second["place_name"]) == ("pe1", "24", "Inventshchyna")


def test_the_dictionary_describes_every_column(tmp_path: Path) -> None:
    commas.write(release(SOME), tmp_path)
    described = {(row["table"], row["column"]) for row in read(tmp_path, "dictionary")}
    for table in TABLES:
        with (tmp_path / "csv" / f"{table.name}.csv").open(encoding="utf-8-sig", newline="") as file:
            assert {(table.name, name) for name in next(csv.reader(file))} <= described
