import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from followthemoney import model
from followthemoney.cli.cli import cli
from followthemoney.statement.serialize import read_pack_statements_decoded
from hypothesis import HealthCheck, given, settings

from tests.publish.hostile import contents
from tests.publish.released import EMPTY, SOME, release
from vidmova.protect.release import Contents
from vidmova.publish import ftm

FORBIDDEN = ("crime", "wanted", "sanction", "debarment", "poi", "reg.")


def entities(folder: Path, some: Contents = SOME) -> list[dict[str, Any]]:
    path, _ = ftm.write(release(some), folder)
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def run(*arguments: str) -> str:
    done = CliRunner().invoke(cli, arguments, catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.stdout


def test_the_schemata_are_those_of_the_field(tmp_path: Path) -> None:
    found = {one["schema"] for one in entities(tmp_path)}
    assert found == {
        "Article", "PlainText", "Person", "Address", "PublicBody", "Mention", "LegalEntity", "Event", "CourtCase",
        "CourtCaseParty", "UnknownLink", "Documentation",
    }  # fmt: skip


def valid(one: dict[str, Any]) -> None:
    """Hold an entity to the library: it takes every value as it is, and has what it must have."""
    schema = model.get(one["schema"])
    assert schema is not None
    schema.validate(one)  # type: ignore[arg-type]
    assert all(one["properties"].get(name) for name in schema.required)
    for name, values in one["properties"].items():
        assert [schema.properties[name].type.clean(value) for value in values] == values
    assert model.get_proxy(one).to_dict()["properties"].keys() == one["properties"].keys()


def test_the_library_validates_every_entity(tmp_path: Path) -> None:
    found = entities(tmp_path)
    for one in found:
        valid(one)
    ids = [one["id"] for one in found]
    assert len(ids) == len(set(ids))


def test_what_an_entity_names_is_there_and_of_the_right_kind(tmp_path: Path) -> None:
    found = {one["id"]: model.get(one["schema"]) for one in entities(tmp_path)}
    for one in entities(tmp_path):
        schema = model.get(one["schema"])
        assert schema is not None
        for name, values in one["properties"].items():
            wanted = schema.properties[name].range
            if wanted is not None:
                assert all((there := found[value]) is not None and there.is_a(wanted) for value in values), (one, name)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(contents())
def test_anything_released_is_valid(tmp_path_factory: pytest.TempPathFactory, any_contents: Contents) -> None:
    for one in entities(tmp_path_factory.mktemp("ftm"), any_contents):
        valid(one)


def test_nobody_is_marked_as_a_risk(tmp_path: Path) -> None:
    for one in entities(tmp_path):
        topics = one["properties"].get("topics", [])
        assert not [topic for topic in topics if topic.startswith(FORBIDDEN)]
        assert not (topics and one["schema"] in ("Person", "LegalEntity"))


def test_a_pseudonym_says_that_it_is_one(tmp_path: Path) -> None:
    people = [one["properties"] for one in entities(tmp_path) if one["schema"] == "Person"]
    assert [one["name"] for one in people] == [["Person 1"], ["Colonel Invented"]]
    assert ["pseudonym" in str(one.get("notes")) for one in people] == [True, False]


# The library's reader of packed statements leaves its file to the collector.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_the_commands_read_both_files(tmp_path: Path) -> None:
    path, statements = (str(one) for one in ftm.write(release(SOME), tmp_path))
    known = [json.loads(line)["id"] for line in Path(path).read_text(encoding="utf-8").splitlines()]
    run("validate", "-i", path, "-o", str(tmp_path / "valid.json"))
    whole = [json.loads(line) for line in (tmp_path / "valid.json").read_text(encoding="utf-8").splitlines()]
    assert [one["id"] for one in whole] == known
    assert [one["properties"] for one in whole] == [one["properties"] for one in entities(tmp_path)]
    run("export-csv", "-i", path, "-o", str(tmp_path / "tables"))
    assert (tmp_path / "tables" / "CourtCaseParty.csv").read_text(encoding="utf-8").count("defendant") == 1
    again = run("aggregate-statements", "-f", "pack", "-i", statements, "-o", "-").splitlines()
    assert [json.loads(line)["id"] for line in again] == known


def test_statements_say_whose_a_value_is(tmp_path: Path) -> None:
    _, path = ftm.write(release(SOME), tmp_path)
    with path.open(encoding="utf-8", newline="") as packed:
        found = list(read_pack_statements_decoded(packed))
    assert len({one.id for one in found}) == len(found)
    event = [one for one in found if one.schema == "Event" and one.prop == "summary" and "ev3" in one.entity_id]
    assert {(one.value, (one.origin or "").rpartition("-")[2], one.lang) for one in event} == {
        ("2 or more people", "", None),
        ("about 2 or more people", "st3", "ukr"),
    }
    assert {one.dataset for one in found} == {"vidmova_refusals_invented"}


def test_a_release_of_nothing_has_no_entities(tmp_path: Path) -> None:
    assert entities(tmp_path, EMPTY) == []
