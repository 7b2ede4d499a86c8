import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from msgspec.structs import replace

from tests.publish.hostile import contents
from tests.publish.released import EMPTY, SOME, release
from vidmova.errors import OurBugError
from vidmova.protect.release import Contents
from vidmova.publish import annotations
from vidmova.publish.writing import encodable

READER = """
import json, pathlib, sys
home = pathlib.Path(sys.argv[1])
found = []
for one in json.loads((home / "annotations.jsonld").read_text(encoding="utf-8"))["first"]["items"]:
    text = (home / one["target"]["source"]).read_bytes().decode("utf-8")
    at, quote = one["target"]["selector"]
    around = quote["prefix"] + quote["exact"] + quote["suffix"]
    assert text[at["start"]:at["end"]] == quote["exact"], one["id"]
    assert text[at["start"] - len(quote["prefix"]):at["end"] + len(quote["suffix"])] == around, one["id"]
    assert text.find(around) >= 0
    found.append([one["id"], quote["exact"]])
print(json.dumps(found))
"""
"""A script that knows nothing of the program: JSON, a file, and code points."""


def resolved(home: Path) -> list[list[str]]:
    done = subprocess.run([sys.executable, "-c", READER, str(home)], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    found: list[list[str]] = json.loads(done.stdout)
    return found


def test_an_independent_script_finds_the_right_characters(tmp_path: Path) -> None:
    annotations.write(release(SOME), tmp_path)
    found = dict(resolved(tmp_path / annotations.FOLDER))
    assert found == {
        "#st1": "Twelve conscripts of a brigade from the region refused to go.",
        "#st1-1": "Twelve",
        "#st2": "Суд в області засудив «Особу 1» до двох років.",
        "#st3": "Ще двоє оскаржили вирок 🙂.",
        "#st3-1": "двоє",
    }


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(contents())
def test_any_text_resolves(tmp_path_factory: pytest.TempPathFactory, any_contents: Contents) -> None:
    folder = tmp_path_factory.mktemp("any")
    annotations.write(release(any_contents), folder)
    home = folder / annotations.FOLDER
    texts = {one.id: encodable(one.text) for one in any_contents.sources}
    found = {}
    for one in json.loads((home / annotations.FILE).read_text(encoding="utf-8"))["first"]["items"]:
        text = (home / one["target"]["source"]).read_bytes().decode()
        place, quote = one["target"]["selector"]
        assert text[place["start"] : place["end"]] == quote["exact"]
        assert text[: place["start"]].endswith(quote["prefix"])
        assert text[place["end"] :].startswith(quote["suffix"])
        before = text.rindex(f"## {one['target']['scope'][1:]}\n", 0, place["start"]).__add__(1)
        assert len(quote["prefix"]) <= min(annotations.AROUND, place["start"] - before)
        found[one["id"]] = quote["exact"]
    for said in any_contents.statements:
        assert found[f"#{said.id}"] == texts[said.source][said.start : said.end]


def test_annotations_are_as_the_standard_names_them(tmp_path: Path) -> None:
    annotations.write(release(SOME), tmp_path)
    made = json.loads((tmp_path / annotations.FOLDER / annotations.FILE).read_text(encoding="utf-8"))
    assert (made["@context"], made["type"]) == ("http://www.w3.org/ns/anno.jsonld", "AnnotationCollection")
    assert made["first"]["type"] == "AnnotationPage"
    assert made["total"] == len(made["first"]["items"]) == 5
    one = made["first"]["items"][0]
    assert (one["type"], one["motivation"]) == ("Annotation", "classifying")
    assert [kind["type"] for kind in one["target"]["selector"]] == ["TextPositionSelector", "TextQuoteSelector"]
    assert one["target"]["scope"] == "#src1"
    assert made["generator"]["name"] == "Vidmova 0.1.0"


def test_a_release_of_nothing_has_a_collection_of_nothing(tmp_path: Path) -> None:
    annotations.write(release(EMPTY), tmp_path)
    made = json.loads((tmp_path / annotations.FOLDER / annotations.FILE).read_text(encoding="utf-8"))
    assert (made["total"], made["first"]["items"]) == (0, [])


@pytest.mark.parametrize("identity", ["../up", "a/b", "", ".hidden", "a\nb", "con."])
def test_an_id_that_would_leave_the_folder_is_our_bug(tmp_path: Path, identity: str) -> None:
    some = replace(EMPTY, sources=[replace(SOME.sources[0], id=identity)])
    with pytest.raises(OurBugError):
        annotations.write(release(some), tmp_path)
