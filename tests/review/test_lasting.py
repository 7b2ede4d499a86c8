"""What people judged survives: a new lexicon, documents under other names, and a database made anew."""

import os
import shutil
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.register.conftest import drop
from vidmova import pipeline
from vidmova.extraction.claims import extract
from vidmova.lexicon import files as lexicon
from vidmova.pipeline import Builder
from vidmova.records import Contradiction, Document, Event, Link, Sentence
from vidmova.register.folder import RegisterFolder, create
from vidmova.register.opening import open_store
from vidmova.review.asking import settled
from vidmova.review.deciding import Author, Desk
from vidmova.review.decisions import Decision
from vidmova.review.log import read_decisions, save
from vidmova.review.merging import load

ANN = Author("Ann", "so it says")
TEXTS = {
    "a.txt": "Twelve soldiers from Krasnodar refused to go to the war in March 2022. They were dismissed.\n",
    "b.txt": "Двенадцать военных из Краснодара отказались ехать на войну в марте 2022 года. Их уволили.\n",
    "c.txt": "About 15 soldiers from Krasnodar refused to go to Ukraine in March 2022, the lawyer said.\n",
    "d.txt": "Ivan Petrenko was sentenced to five years in prison for desertion in Kyiv on 3 May 2023.\n",
}
EXAMPLES = int(os.environ.get("EXAMPLES", "8"))
"""How many registers are drawn for each database."""
METHOD = pipeline.method(model="lexicon")


@pytest.fixture(autouse=True)
def own_lexicon(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(lexicon.SHIPPED, tmp_path / "lexicon")
    monkeypatch.setenv(lexicon.VARIABLE, str(tmp_path / "lexicon"))


def build(folder: RegisterFolder, *paths: Path) -> None:
    with open_store(folder, make=True) as store:
        builder = Builder(store, folder.root, METHOD)
        list(builder.take([str(path) for path in paths]))
        builder.link()


def made(root: Path) -> RegisterFolder:
    folder = create(root / "register")
    texts = root / "texts"
    texts.mkdir(parents=True, exist_ok=True)
    for name, text in TEXTS.items():
        (texts / name).write_text(text, encoding="utf-8")
    build(folder, texts)
    return folder


def state(folder: RegisterFolder) -> dict[str, Any]:
    """Return all that follows from documents and decisions, but for the order of a document's claims."""
    with open_store(folder) as store:
        asked = settled(store, read_decisions(folder.root))
        return {
            "events": store.every(Event),
            "links": store.every(Link),
            "contradictions": store.every(Contradiction),
            "claims": store.every_claim(),
            "figures": {name: one.after for name, one in asked.figures.items()},
            "questions": asked.questions,
        }


def decide(folder: RegisterFolder, draw: st.DataObject, kind: str) -> Decision:
    with open_store(folder) as store:
        desk = Desk(store, read_decisions(folder.root))
        keys = sorted(f"{name[:12]}-{one.id}" for name, found in store.every_claim().items() for one in found)
        events = [one.id for one in store.every(Event)]
        one, other = (draw.draw(st.sampled_from(keys)) for _ in range(2))
        if kind in ("join", "separate", "unsure") and one != other:
            return desk.judge_pair(ANN, kind, (one, other))  # type: ignore[arg-type]
        if kind == "correct":
            field, value = draw.draw(st.sampled_from([("place", "Kyiv"), ("count", "7-9"), ("reason", "fear, other")]))
            if msgspec.to_builtins(desk.claim(one).claim)[field] in (None, []):
                return desk.correct(ANN, one, field, value)
        if kind == "add":
            stretch = draw.draw(st.sampled_from([(0, 20), (5, 40)]))
            return desk.add(ANN, one[:12], stretch, {"act": "threaten", "count": "3"})
        if kind == "best":
            return desk.best(ANN, draw.draw(st.sampled_from(events)), 5)
        if kind == "withdraw" and (there := read_decisions(folder.root)):
            return desk.withdraw(ANN, draw.draw(st.sampled_from([each.number for each in there])))
        return desk.judge_claim(ANN, "accept" if kind != "reject" or len(keys) < 4 else "reject", one)


KINDS = ["accept", "reject", "correct", "add", "join", "separate", "unsure", "best", "withdraw"]


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(draw=st.data(), kinds=st.lists(st.sampled_from(KINDS), min_size=1, max_size=6))
def test_a_register_follows_from_documents_lexicon_and_decisions(
    tmp_path_factory: pytest.TempPathFactory, database: str, draw: st.DataObject, kinds: list[str]
) -> None:
    root = tmp_path_factory.mktemp("lasting")
    folder = made(root)
    for at, kind in enumerate(kinds):
        save(folder.root, [decide(folder, draw, kind)])
        if at % 2:
            build(folder)
    build(folder)
    before = state(folder)
    with (lexicon.folder() / "en" / "acts.yml").open("a", encoding="utf-8") as file:
        file.write("\n# one more line\n")
    others = root / "others"
    others.mkdir()
    for number, name in enumerate(TEXTS):
        shutil.copy(root / "texts" / name, others / f"renamed-{number}.txt")
    build(folder, others)
    assert state(folder) == before
    for path in folder.root.glob("register.db*"):
        path.unlink()
    if database == "postgresql":
        with open_store(folder) as store:
            drop(store._place)  # type: ignore[arg-type]
    build(folder)
    assert state(folder) == before
    assert state(from_archive_and_decisions(folder, root / "elsewhere")) == before


def from_archive_and_decisions(folder: RegisterFolder, root: Path) -> RegisterFolder:
    """Return a register that was made in another place of what was received and what was judged, and nothing else."""
    again = create(root)
    again.decisions.unlink()
    shutil.rmtree(again.archive)
    shutil.copytree(folder.archive, again.archive)
    for name in ("decisions.jsonl", "decisions.seal"):
        shutil.copy(folder.root / name, again.root / name)
    build(again)
    return again


def test_what_a_new_lexicon_loses_stays_where_it_was_accepted(
    tmp_path: Path, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = made(tmp_path)
    with open_store(folder) as store:
        keys = [f"{name[:12]}-{one.id}" for name, found in store.every_claim().items() for one in found]
        desk = Desk(store, [])
        decisions = [desk.judge_claim(ANN, "accept", key) for key in keys]
    save(folder.root, decisions)
    build(folder)
    before = state(folder)

    def forgetful(document: Document, sentences: list[Sentence], judge: object = None) -> object:
        return extract(document, sentences)[1:]

    monkeypatch.setattr(pipeline, "extract", forgetful)
    with (tmp_path / "lexicon" / "en" / "acts.yml").open("a", encoding="utf-8") as file:
        file.write("\n# one more line\n")
    build(folder)
    after = state(folder)
    assert [(one.title, one.low, one.high, one.documents) for one in after["events"]] == [
        (one.title, one.low, one.high, one.documents) for one in before["events"]
    ]
    assert [one.id for one in after["events"]] == [one.id for one in before["events"]]
    assert {one.kind for one in after["questions"]} == {"moved"}
    assert len(after["questions"]) == len(TEXTS)


def test_two_files_are_merged_and_loading_again_adds_nothing(tmp_path: Path, database: str) -> None:
    ours, theirs = made(tmp_path / "ours"), made(tmp_path / "theirs")
    with open_store(ours) as store:
        desk = Desk(store, [])
        keys = [f"{name[:12]}-{one.id}" for name, found in store.every_claim().items() for one in found]
        save(ours.root, [desk.judge_claim(ANN, "accept", keys[0]), desk.judge_claim(ANN, "reject", keys[1])])
        bob = Author("Bob", "I read it otherwise")
        save(theirs.root, [desk.judge_claim(bob, "reject", keys[0]), desk.judge_claim(bob, "accept", keys[2])])
    first = load(ours.root, read_decisions(theirs.root))
    assert (len(first.added), first.skipped) == (2, 0)
    again = load(ours.root, read_decisions(theirs.root))
    assert (again.added, again.skipped) == ([], 2)
    back = load(theirs.root, read_decisions(ours.root))
    assert (len(back.added), back.skipped) == (2, 2)
    build(ours)
    with open_store(ours) as store:
        asked = settled(store, read_decisions(ours.root)).questions
        assert [one.kind for one in asked] == ["conflict"]
        assert store.claim(keys[0])
        assert store.claim(keys[1]) is None
