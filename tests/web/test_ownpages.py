"""Settings, help and saved searches."""

from pathlib import Path

import pytest

from tests.web.actors import Person
from tests.web.desks import EVIL, Page


@pytest.fixture
def person(tmp_path: Path) -> Person:
    return Person(tmp_path)


def test_settings_are_kept_by_the_browser(person: Person) -> None:
    answer = person.post("/settings", lang="ru", theme="dark", density="close", who="Ганна")
    assert '<html lang="ru" data-theme="dark" data-density="close" data-keys="off">' in answer.text
    assert 'value="Ганна"' in answer.text
    answer = person.post("/settings", lang="xx", theme="<", density="?", keys="on", who="")
    assert 'data-density="usual" data-keys="on"' in answer.text
    assert not (person.root / "desk.json").exists()


def test_help_names_the_keys(person: Person) -> None:
    said = Page(person.get("/help")).words
    for key in ("x · n · u ч · т · г same, different, unsure", "z я undo", "Esc leave a field"):
        assert key in said


def test_a_search_is_kept_in_the_register_under_its_name(person: Person, tmp_path: Path) -> None:
    assert 'name="address" value="/events?act=refuse"' in person.get("/events?act=refuse&lang=en")
    answer = person.post("/searches", name=f"Refusals {EVIL}", address="/events?act=refuse")
    assert 'href="/events?act=refuse"' in answer.text
    assert "<script>alert" not in answer.text
    assert "Refusals" in (person.root / "desk.json").read_text()
    again = Person(tmp_path)
    assert [one.address for one in again.acting.notes.searches()] == ["/events?act=refuse"]
    again.post("/searches", name=again.acting.notes.searches()[0].name, address="/events?act=norm")
    assert [one.address for one in again.acting.notes.searches()] == ["/events?act=norm"]
    again.post("/searches/forget", name=again.acting.notes.searches()[0].name)
    assert again.acting.notes.searches() == []


@pytest.mark.parametrize(
    "address",
    ["", "//elsewhere.example", "https://elsewhere.example/events", "/settings", "/events\n", "/add?x", "/eventsx"],
)
def test_only_searches_are_saved(person: Person, address: str) -> None:
    answer = person.post("/searches", name="n", address=address)
    assert answer.status_code == (200 if address == "/events\n" else 400)
    assert all(one.address == "/events" for one in person.acting.notes.searches())


def test_a_search_needs_a_name_and_a_broken_file_is_said(person: Person) -> None:
    assert person.post("/searches", name="", address="/events").status_code == 400
    assert person.post("/searches", name="x" * 121, address="/events").status_code == 400
    (person.root / "desk.json").write_text("{")
    assert person.client.get("/searches").status_code == 503
