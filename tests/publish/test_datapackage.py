import json
from pathlib import Path

import frictionless
import pytest
from hypothesis import HealthCheck, given, settings
from msgspec.structs import replace

from tests.publish.hostile import contents
from tests.publish.released import EMPTY, SOME, release
from vidmova.protect.release import Contents, FigureRow
from vidmova.publish.datapackage import FILE
from vidmova.publish.formats import write
from vidmova.publish.tables import TABLES

ALL = ["csv", "xlsx", "parquet", "ftm", "geojson", "annotations"]


def faults(folder: Path) -> list[list[object]]:
    report = frictionless.validate(str(folder / FILE))
    return [] if report.valid else report.flatten(["type", "message"])


def test_frictionless_validates_the_package(tmp_path: Path) -> None:
    write(release(SOME), tmp_path, ALL)
    assert faults(tmp_path) == []
    package = frictionless.Package(str(tmp_path / FILE))
    assert [one.name for one in package.resources][: len(TABLES)] == [table.name for table in TABLES]
    rows = package.get_table_resource("events").read_rows()
    assert [(row["id"], row["low"], row["place"]) for row in rows] == [
        ("ev1", 12, "pl1"), ("ev2", 1, "pl2"), ("ev3", 2, None),
    ]  # fmt: skip


def test_rows_that_lead_to_no_released_event_do_not_dangle(tmp_path: Path) -> None:
    lost = [
        FigureRow(event=event, low=3, high=None, part=part, reason="") for event, part in (("ev9", "floor"), ("", "in"))
    ]
    figures = [replace(SOME.figures[0], working=[*SOME.figures[0].working, *lost])]
    write(release(replace(SOME, figures=figures, edition=replace(SOME.edition, licence="Ours"))), tmp_path, ["csv"])
    assert faults(tmp_path) == []
    assert "ev9" not in (tmp_path / "csv" / "figure_rows.csv").read_text(encoding="utf-8")
    assert json.loads((tmp_path / FILE).read_text(encoding="utf-8"))["licenses"] == [{"name": "ours", "title": "Ours"}]


def test_the_package_says_what_it_is(tmp_path: Path) -> None:
    write(release(SOME), tmp_path, ["csv"])
    made = json.loads((tmp_path / FILE).read_text(encoding="utf-8"))
    assert (made["title"], made["version"]) == ("Refusals, invented, edition 2", "2")
    assert "licenses" not in made
    assert made["sources"] == [{"title": "The Invented Courier"}]
    assert (made["vidmova"]["program"], made["vidmova"]["lexicon"]) == ("0.1.0", "ab" * 32)
    assert all(one["hash"].startswith("sha256:") and one["bytes"] for one in made["resources"])


def test_an_altered_table_is_noticed(tmp_path: Path) -> None:
    write(release(SOME), tmp_path, ["csv"])
    table = tmp_path / "csv" / "events.csv"
    table.write_bytes(table.read_bytes().replace(b",12,", b",13,"))
    assert {one[0] for one in faults(tmp_path)} == {"hash-count"}


def test_a_row_that_leads_nowhere_is_noticed(tmp_path: Path) -> None:
    write(release(SOME), tmp_path, ["csv"])
    made = json.loads((tmp_path / FILE).read_text(encoding="utf-8"))
    for resource in made["resources"]:
        resource.pop("hash")
        resource.pop("bytes")
    (tmp_path / FILE).write_text(json.dumps(made), encoding="utf-8")
    table = tmp_path / "csv" / "statements.csv"
    table.write_bytes(table.read_bytes().replace(b"st2,src2", b"st2,src9"))
    assert "foreign-key" in {one[0] for one in faults(tmp_path)}


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(contents())
def test_any_release_is_a_valid_package(tmp_path_factory: pytest.TempPathFactory, any_contents: Contents) -> None:
    folder = tmp_path_factory.mktemp("package")
    write(release(any_contents), folder, ["csv", "geojson"])
    assert faults(folder) == []


@pytest.mark.parametrize("formats", [[], ["csv"], ["parquet"]])
def test_a_release_of_nothing_is_a_valid_package(tmp_path: Path, formats: list[str]) -> None:
    write(release(EMPTY), tmp_path, formats)
    assert faults(tmp_path) == []
