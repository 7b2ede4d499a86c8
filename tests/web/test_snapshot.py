"""What lists are made of is read anew when the register changed: at once where that is quick, else behind the pages."""

import time
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.happened import fill
from tests.web.desks import DOCUMENT, FIRST
from vidmova.register import happenings
from vidmova.register.searching import Searching
from vidmova.web import snapshot
from vidmova.web.snapshot import Memory


def memory(folder: Path) -> tuple[Searching, Memory]:
    store = Searching(folder / "register.db")
    fill(store)
    return store, Memory(store, list)


def test_a_small_register_is_read_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snapshot, "QUICK", 60.0)
    store, kept = memory(tmp_path)
    before = kept.now()
    assert kept.now() is before
    store.add(DOCUMENT, [], [FIRST], "r")
    assert len(kept.now().documents) == len(before.documents) + 1


def test_a_large_one_is_shown_as_it_was_until_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store, kept = memory(tmp_path)
    before = kept.now()
    monkeypatch.setattr(snapshot, "QUICK", 0.0)
    store.add(DOCUMENT, [], [FIRST], "r")
    assert kept.now() is before
    until = time.monotonic() + 20
    while kept.behind:
        assert time.monotonic() < until
        time.sleep(0.01)
    assert len(kept.now().documents) == len(before.documents) + 1


def test_a_page_says_that_lists_are_behind(ours: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "data-behind" not in ours.get("/events").text
    monkeypatch.setattr(Memory, "behind", True)
    page = ours.get("/events", headers={"accept-language": "uk"}).text
    assert "data-behind" in page
    assert "Списки читаються наново" in page


def test_few_events_have_the_rows_that_they_have_among_many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store, _ = memory(tmp_path)
    alone = [store.event_rows([row.event])[0] for row in store.events()]
    monkeypatch.setattr(happenings, "FEW", -1)
    every = store.event_rows([row.event for row in store.events()])
    assert alone == every
    assert any(one.contradictions for one in every)
