"""The main job: what is built, built again, killed, and built by two at once."""

import hashlib
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import msgspec
import pytest

from vidmova import pipeline
from vidmova.archive import provenance
from vidmova.errors import LexiconError, UsageError
from vidmova.extraction.claims import extract
from vidmova.lexicon import files as lexicon
from vidmova.pipeline import Builder, Known, Reading
from vidmova.records import Claim, Document, Event, Linked, Report, Sentence, claim_key
from vidmova.register.checking import altered_texts, unfounded_links
from vidmova.register.folder import RegisterFolder, create
from vidmova.register.rows import Skipped
from vidmova.register.store import Store

DOCUMENTS = 30
TABLES = ("documents", "sentences", "claims", "skipped", "state", "entities", "mentions", "events", "links", "cases")
TEXTS = {
    "en.txt": "Twelve soldiers from Krasnodar refused to go to the war in March 2022. They were dismissed.\n",
    "ru.txt": "Двенадцать военных из Краснодара отказались ехать на войну в марте 2022 года. Их уволили.\n",
    "uk.txt": "Дванадцять військових із Краснодара відмовилися їхати на війну в березні 2022 року. Їх звільнили.\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> RegisterFolder:
    return create(tmp_path / "register")


@pytest.fixture(autouse=True)
def own_lexicon(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Edits of the lexicon while the tests run would rightly make everything be extracted again.
    shutil.copytree(lexicon.SHIPPED, tmp_path / "lexicon")
    monkeypatch.setenv(lexicon.VARIABLE, str(tmp_path / "lexicon"))


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    made = tmp_path / "texts"
    made.mkdir()
    for name, text in TEXTS.items():
        (made / name).write_text(text, encoding="utf-8")
    return made


def build(folder: RegisterFolder, *paths: Path) -> list[Reading | Skipped | Known]:
    with Store(folder.database) as store:
        builder = Builder(store, folder.root)
        outcomes = list(builder.take([str(path) for path in paths]))
        builder.link()
    return outcomes


def rows(folder: RegisterFolder) -> dict[str, list[str]]:
    with closing(sqlite3.connect(folder.database)) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        return {name: sorted(map(repr, database.execute(f"SELECT * FROM {name}"))) for name in TABLES}


def kinds(outcomes: list[Reading | Skipped | Known]) -> list[str]:
    return [type(outcome).__name__ for outcome in outcomes]


def test_the_stages_say_what_they_need_and_give() -> None:
    assert [name for name, _, _ in pipeline.STAGES] == ["receive", "keep", "read", "split", "extract", "link", "store"]


def test_documents_are_archived_read_and_stored(folder: RegisterFolder, texts: Path) -> None:
    assert kinds(build(folder, texts)) == ["Reading"] * 3
    with Store(folder.database) as store:
        assert store.summary().languages == {"en": 1, "ru": 1, "uk": 1}
        assert store.summary().acts["refuse"] >= 3
        for document, _ in store.every_document():
            assert hashlib.sha256(TEXTS[Path(document.name).name].encode()).hexdigest() == document.id
            assert store.sentences(document.id)
            assert {claim.id for claim in store.claims(document.id)}
        assert list(altered_texts(store)) == []
    assert list(provenance.verify(folder.root)) == []


def test_the_same_bytes_are_nothing_new(folder: RegisterFolder, texts: Path) -> None:
    build(folder, texts)
    before = rows(folder)
    assert kinds(build(folder, texts)) == ["Known"] * 3
    shutil.copy(texts / "en.txt", texts / "copy.txt")
    assert kinds(build(folder, texts / "copy.txt")) == ["Known"]
    assert rows(folder) == before


def test_only_what_is_new_is_read(folder: RegisterFolder, texts: Path) -> None:
    build(folder, texts)
    (texts / "more.txt").write_text("Three officers were charged with desertion.", encoding="utf-8")
    assert sorted(kinds(build(folder, texts))) == ["Known", "Known", "Known", "Reading"]


def test_a_changed_lexicon_extracts_again_from_the_register(
    folder: RegisterFolder, texts: Path, tmp_path: Path
) -> None:
    build(folder, texts)
    with (tmp_path / "lexicon" / "en" / "acts.yml").open("a", encoding="utf-8") as file:
        file.write("\n# one more line\n")
    shutil.rmtree(texts)
    with Store(folder.database) as store:
        assert Builder(store, folder.root).outdated == 3
    assert kinds(build(folder)) == ["Reading"] * 3
    assert kinds(build(folder)) == []


def test_a_stored_text_is_not_read_anew(folder: RegisterFolder, texts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(folder, texts)

    def read_otherwise(*_: object) -> Document:
        raise AssertionError("the text was read again")

    monkeypatch.setattr(pipeline, "read", read_otherwise)
    monkeypatch.setattr(pipeline, "__version__", "0.0.2")
    assert kinds(build(folder, texts)) == ["Reading"] * 3


def test_a_deleted_database_is_made_anew_from_the_archive(folder: RegisterFolder, texts: Path) -> None:
    build(folder, texts)
    before = rows(folder)
    for path in folder.root.glob("register.db*"):
        path.unlink()
    assert kinds(build(folder)) == ["Reading"] * 3
    assert rows(folder) == before


def test_what_cannot_be_read_is_kept_as_a_record(folder: RegisterFolder, texts: Path) -> None:
    (texts / "empty.txt").touch()
    outcomes = build(folder, texts, texts / "missing.txt")
    skipped = [outcome for outcome in outcomes if isinstance(outcome, Skipped)]
    assert [Path(one.name).name for one in skipped] == ["empty.txt", "missing.txt"]
    assert len(outcomes) == 5
    with Store(folder.database) as store:
        assert {Path(one.name).name for one in store.summary().skipped} == {"empty.txt", "missing.txt"}
    before = rows(folder)
    again = [outcome for outcome in build(folder, texts, texts / "missing.txt") if isinstance(outcome, Skipped)]
    assert [one.reason for one in again] == [one.reason for one in skipped]
    assert rows(folder) == before


def test_what_was_missing_is_forgotten_once_it_is_there(folder: RegisterFolder, texts: Path) -> None:
    build(folder, texts / "late.txt")
    (texts / "late.txt").write_text("Twelve soldiers refused to fight.", encoding="utf-8")
    assert kinds(build(folder, texts / "late.txt")) == ["Reading"]
    with Store(folder.database) as store:
        assert store.summary().skipped == []


def test_a_bug_on_one_document_is_recorded_as_ours_and_the_rest_goes_on(
    folder: RegisterFolder, texts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = extract

    def failing(document: Document, sentences: list[Sentence], judge: object = None) -> object:
        if document.language == "ru":
            raise ZeroDivisionError("division by zero")
        return real(document, sentences)

    monkeypatch.setattr(pipeline, "extract", failing)
    outcomes = build(folder, texts)
    assert sorted(kinds(outcomes)) == ["Reading", "Reading", "Skipped"]
    (bug,) = [outcome for outcome in outcomes if isinstance(outcome, Skipped)]
    assert bug.ours
    assert "a fault of the program (ZeroDivisionError at test_pipeline.py:" in bug.reason
    assert "please report it" in bug.reason


def test_a_wrong_lexicon_stops_the_run(folder: RegisterFolder, texts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_: object) -> object:
        raise LexiconError(Path("en/acts.yml"), 7, "wrong")

    monkeypatch.setattr(pipeline, "extract", failing)
    with pytest.raises(LexiconError):
        build(folder, texts)


def by_act(reports: list[Report], _: object = None) -> Linked:
    """Join all claims of an act; the event is called after the document that is received first."""
    claims: dict[str, list[Claim]] = {}
    events: dict[str, Event] = {}
    for report in reports:
        identity = report.document.id
        claims[identity] = [msgspec.structs.replace(one, event=one.act) for one in report.claims]
        for one in report.claims:
            known = events.get(one.act, Event(id=one.act, act=one.act, title=identity, claims=[], documents=[]))
            keys, documents = [*known.claims, claim_key(identity, one.id)], dict.fromkeys([*known.documents, identity])
            events[one.act] = msgspec.structs.replace(known, claims=keys, documents=list(documents))
    return Linked(claims=claims, events=list(events.values()))


def test_claims_are_linked_over_all_documents_and_only_when_they_changed(
    folder: RegisterFolder, texts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[int] = []

    def join(reports: list[Report], _: object = None) -> Linked:
        given.append(len(reports))
        return by_act(reports)

    monkeypatch.setattr(pipeline, "link", join)
    build(folder, texts)
    build(folder, texts)
    assert given == [3]
    with Store(folder.database) as store:
        assert all(claim.event == claim.act for found in store.every_claim().values() for claim in found)
        assert store.summary().events == len(store.summary().acts)
        assert list(unfounded_links(store)) == []
    (texts / "more.txt").write_text("Three officers were charged with desertion.", encoding="utf-8")
    build(folder, texts)
    assert given == [3, 4]


def test_documents_are_linked_in_the_order_of_receipt(
    folder: RegisterFolder, texts: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(pipeline, "link", by_act)
    for name in ("uk.txt", "en.txt", "ru.txt"):
        build(folder, texts / name)
    received = [receipt.digest for receipt in provenance.read_chain(folder.root)]

    def told() -> Event:
        with Store(folder.database) as store:
            (event,) = (one for one in store.every(Event) if one.act == "refuse")
        return event

    first = told()
    assert first.documents == received
    assert first.title == received[0]
    with (tmp_path / "lexicon" / "en" / "acts.yml").open("a", encoding="utf-8") as file:
        file.write("\n# one more line\n")
    assert kinds(build(folder, texts)) == ["Reading"] * 3
    assert told() == first
    for path in folder.root.glob("register.db*"):
        path.unlink()
    build(folder, texts)
    assert told() == first


def test_linking_that_is_stopped_is_done_by_the_next_build(
    folder: RegisterFolder, texts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: object) -> Linked:
        raise KeyboardInterrupt

    with monkeypatch.context() as first:
        first.setattr(pipeline, "link", stopped)
        with pytest.raises(KeyboardInterrupt):
            build(folder, texts)
    with Store(folder.database) as store:
        assert store.linked_by() == ""
    monkeypatch.setattr(pipeline, "link", by_act)
    assert kinds(build(folder, texts)) == ["Known"] * 3
    with Store(folder.database) as store:
        assert store.linked_by()
        assert store.summary().events


def test_a_register_within_the_folder_it_is_built_from_is_no_document(texts: Path) -> None:
    inside = create(texts / "register")
    assert kinds(build(inside, texts)) == ["Reading"] * 3
    assert kinds(build(inside, texts)) == ["Known"] * 3


def test_other_languages_are_named_and_left(folder: RegisterFolder, texts: Path) -> None:
    german = "Zwölf Soldaten weigerten sich, in den Krieg zu ziehen. Sie wurden danach aus dem Dienst entlassen.\n"
    (texts / "de.txt").write_text(german * 5, encoding="utf-8")
    (skipped,) = build(folder, texts / "de.txt")
    assert isinstance(skipped, Skipped)
    assert "read are en, ru, uk" in skipped.reason


def test_unknown_languages_are_refused() -> None:
    with pytest.raises(UsageError, match="no language xx; it has en, ru, uk"):
        pipeline.method(["en", "xx"])


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "vidmova", *arguments]


@pytest.fixture
def many(tmp_path: Path) -> Path:
    made = tmp_path / "many"
    made.mkdir()
    for number in range(DOCUMENTS):
        text = "".join(f"In case {number} {turn + 3} soldiers refused to fight in March 2023.\n" for turn in range(12))
        (made / f"{number:02}.txt").write_text(text, encoding="utf-8")
    return made


@pytest.mark.skipif(os.name != "posix", reason="kills with a POSIX signal")
def test_it_survives_being_killed_at_any_moment(tmp_path: Path, many: Path) -> None:
    undisturbed = create(tmp_path / "undisturbed")
    started = time.monotonic()
    subprocess.run(command("build", str(many), "-r", str(undisturbed.root), "-q"), check=True)
    whole = time.monotonic() - started
    moments = random.Random(2)
    for register in range(5):
        disturbed = create(tmp_path / f"register-{register}")
        for _ in range(3):
            running = subprocess.Popen(command("build", str(many), "-r", str(disturbed.root), "-q"))
            time.sleep(moments.uniform(0.1, whole))
            running.kill()
            running.wait()
            if disturbed.database.exists() and disturbed.database.stat().st_size:
                with Store(disturbed.database) as store:
                    assert list(altered_texts(store)) == []
                rows(disturbed)
        last = subprocess.run(
            command("build", str(many), "-r", str(disturbed.root), "-q"), check=False, capture_output=True, text=True
        )
        assert (last.returncode, last.stderr) == (0, "")
        assert rows(disturbed) == rows(undisturbed)
        assert list(provenance.verify(disturbed.root)) == []


def test_of_two_builds_at_once_the_second_waits_and_says_so(tmp_path: Path, many: Path) -> None:
    root = tmp_path / "register"
    create(root)
    both = [
        subprocess.Popen(command("build", str(many), "-r", str(root), "-q"), stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    said = [running.communicate()[1] for running in both]
    assert [running.returncode for running in both] == [0, 0], said
    assert len(rows(RegisterFolder(root))["documents"]) == DOCUMENTS
    assert sum("another build is at work" in text for text in said) <= 1
