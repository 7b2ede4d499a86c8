"""Documents are added from the page: looked at first, then read in the background, and what failed is named."""

import io
import re
import threading
import time
import zipfile
from pathlib import Path

import pytest

from tests.web.actors import EN, HOST, RU, TEXTS, Person, at_a_desk
from tests.web.desks import EVIL, Page
from vidmova.records import Document, Sentence
from vidmova.register.folder import RegisterFolder, writing
from vidmova.review import log
from vidmova.web.adding import INCOMING


@pytest.fixture
def person(tmp_path: Path) -> Person:
    return Person(tmp_path / "register")


def words(text: str) -> str:
    return Page(text).words


def test_files_are_looked_at_before_anything_is_added(person: Person) -> None:
    files = {"ru.txt": RU.encode(), "again.txt": RU.encode(), "a.rar": b"Rar!x", "../../up.txt": EN.encode()}
    said = words(person.look(files).text)
    assert "4 files · 2 new · 1 already here (same digest) · 1 that cannot be read" in said
    assert "a.rar this is a RAR archive" in said
    assert person.store.summary().documents == 0
    assert not list((person.root / "archive").iterdir())
    assert {one.parent.parent.name for one in person.root.rglob("*up.txt")} == {INCOMING}


def test_a_job_reads_and_says_what_changed_and_what_failed(person: Person) -> None:
    said = words(person.add({"ru.txt": RU.encode(), "a.rar": b"Rar!x", "empty.txt": b""}))
    assert "Done" in said
    assert "1 read · 0 were here already · 2 failed" in said
    assert re.search(r"[1-9] more claims? · [1-9] more events?", said)
    assert "refusal, people: 12" in said
    assert "a.rar this is a RAR archive" in said
    assert "empty.txt" in said
    assert person.store.linked_by()
    assert not list((person.root / INCOMING).iterdir())
    assert "1 already here (same digest)" in words(person.look({"other.txt": RU.encode()}).text)


def test_names_and_sources_are_those_of_the_browser(person: Person) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as packed:
        packed.writestr("folder/ru.txt", RU)
    person.add({"all.zip": inner.getvalue(), "x/en.txt": EN.encode()})
    names = sorted(one.name for one in person.store.document_list())
    assert names == ["all.zip/folder/ru.txt", "en.txt"]
    assert str(person.root) not in (person.root / "archive" / "received.jsonl").read_text()


def test_a_folder_of_this_machine_is_added_and_left_as_it_is(person: Person, tmp_path: Path) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    looked = person.post("/add", path=str(folder))
    assert "3 files · 3 new" in words(looked.text)
    done = person.done(str(person.post(str(looked.url.path), do="start").url.path))
    assert "3 read" in words(done)
    assert sorted(one.name for one in folder.iterdir()) == sorted(TEXTS)


@pytest.mark.parametrize("path", ["", "news", "/nowhere/at/all", "register"])
def test_a_folder_that_cannot_be_added_is_said(person: Person, path: str) -> None:
    given = str(person.root / "archive") if path == "register" else path
    answer = person.post("/add", path=given)
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text


def test_what_was_looked_at_can_be_left(person: Person) -> None:
    looked = person.look({"ru.txt": RU.encode()})
    assert str(person.post(str(looked.url.path), do="leave").url.path) == "/add"
    assert not list((person.root / INCOMING).iterdir())
    assert person.client.get(str(looked.url.path)).status_code == 404
    assert person.post(str(looked.url.path), do="start").status_code == 404


def test_one_job_at_a_time_and_another_program_is_waited_for(person: Person) -> None:
    first, second = person.look({"ru.txt": RU.encode()}), person.look({"en.txt": EN.encode()})
    with writing(RegisterFolder(person.root), lambda: None):
        job = str(person.post(str(first.url.path), do="start").url.path)
        assert "Waiting for another program" in words(person.get(job))
        assert "Waiting for another program" in words(person.get("/help"))
        refused = person.post(str(second.url.path), do="start")
        assert refused.status_code == 409
        assert "Another job is at work" in words(refused.text)
        assert person.store.summary().documents == 0
    assert "1 read" in words(person.done(job))
    assert "1 read" in words(person.done(str(person.post(str(second.url.path), do="start").url.path)))


def test_stop_keeps_what_is_done(person: Person) -> None:
    many = {f"{number}.txt": f"{RU}{number}".encode() for number in range(200)}
    job = str(person.post(str(person.look(many).url.path), do="start").url.path)
    while not person.client.get(f"{job}/progress").json()["done"]:
        time.sleep(0.01)
    person.post(f"{job}/stop")
    said = words(person.done(job))
    assert "Stopped. What was read before is kept." in said
    kept = person.store.summary().documents
    assert 0 < kept < 200
    assert person.store.linked_by()


def test_a_job_that_is_stopped_while_it_waits_did_nothing(person: Person) -> None:
    with writing(RegisterFolder(person.root), lambda: None):
        job = str(person.post(str(person.look({"ru.txt": RU.encode()}).url.path), do="start").url.path)
        person.post(f"{job}/stop")
        assert "Stopped" in words(person.done(job))
    assert person.store.summary().documents == 0


def test_a_full_disk_is_said(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    plan = str(person.look({"ru.txt": RU.encode()}).url.path)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    said = words(person.done(str(person.post(plan, do="start").url.path)))
    assert "It failed. What was read before is kept." in said
    assert "the disk is full" in said


def test_hostile_names_are_shown_as_text(person: Person) -> None:
    looked = person.look({f"{EVIL}.txt".replace("/", "_"): RU.encode(), "x" * 400 + ".txt": EN.encode()})
    assert "<script>alert" not in looked.text
    assert "‹U+202E›" in looked.text
    done = person.done(str(person.post(str(looked.url.path), do="start").url.path))
    assert "2 read" in words(done)
    for address in ("/documents", "/decisions", "/review", "/"):
        assert "<script>alert" not in person.get(address)
    for one in person.store.document_list():
        assert "<script>alert" not in person.get(f"/documents/{one.id[:12]}")


def test_a_huge_paragraph_is_shown_and_a_claim_made_in_it(person: Person) -> None:
    text = "Солдаты 😀 отказались. " + "слово " * 900_000
    kept = Document(id="c" * 64, name="l.txt", media_type="text/plain", text=text, language="ru", source="l.txt")
    person.store.add(kept, [Sentence(start=0, end=22, language="ru")], [], "r")
    assert "слово слово" in person.get("/documents/cccccccccccc")
    assert "Make a claim" in person.get("/documents/cccccccccccc/claim?from=3&to=12&act=refuse")
    assert person.client.get(f"/documents/cccccccccccc/claim?from=30&to={len(text)}").status_code == 400


def test_the_strip_stands_on_every_page_while_something_runs(person: Person) -> None:
    job = str(person.post(str(person.look({"ru.txt": RU.encode()}).url.path), do="start").url.path)
    pages = [person.get("/help") for _ in range(3)]
    assert any(f'data-progress="{job}/progress"' in page for page in pages)
    person.done(job)
    assert "data-progress" not in person.get("/help")


def test_an_original_is_given_as_a_download_and_not_when_it_was_altered(tmp_path: Path) -> None:
    person = Person(tmp_path)
    person.add({"a.html": f"<html><script>alert(1)</script><body><p>{EN}</p></body></html>".encode()})
    one = person.store.document_list()[0].id
    answer = person.client.get(f"/documents/{one[:12]}/original")
    assert answer.headers["content-disposition"] == f'attachment; filename="{one[:12]}.html"'
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in answer.headers["content-security-policy"]
    assert answer.content.startswith(b"<html><script>")
    place = person.root / "archive" / one[:2] / one[2:]
    place.write_bytes(b"other")
    answer = person.client.get(f"/documents/{one[:12]}/original")
    assert answer.status_code == 409
    assert "altered" in answer.text
    place.unlink()
    assert person.client.get(f"/documents/{one[:12]}/original").status_code == 409


def test_decisions_are_kept_while_a_job_runs(three_told: Path, tmp_path: Path) -> None:
    person = at_a_desk(three_told, tmp_path / "register")
    claim = f"{person.store.document_list()[0].id[:12]}-c001"
    many = {f"{number}.txt": f"{RU}{number}".encode() for number in range(30)}
    job = str(person.post(str(person.look(many).url.path), do="start").url.path)
    answers = []
    judging = threading.Thread(
        target=lambda: answers.append(person.post(f"/claims/{claim}", judgement="accept", why="said so"))
    )
    judging.start()
    judging.join()
    person.done(job)
    person.settled()
    assert answers[0].status_code == 200
    assert [one.kind for one in log.read_decisions(person.root)] == ["accept"]
    assert "decisions 1" in person.store.linked_by()


def test_files_are_needed(person: Person) -> None:
    answer = person.client.post("/add", data={"token": person.token}, headers={"origin": HOST})
    assert answer.status_code == 400
