"""Decisions are put into effect behind the pages; whatever goes wrong there is said and tried again."""

import time
from pathlib import Path

import pytest

from tests.web.actors import PATIENCE, Person
from vidmova.errors import EngineError
from vidmova.pipeline import Builder
from vidmova.register.folder import RegisterFolder, writing
from vidmova.web import recounting
from vidmova.web.recounting import BROKEN, Recount


@pytest.fixture
def recount(tmp_path: Path) -> Recount:
    person = Person(tmp_path)
    return Recount(RegisterFolder(tmp_path), person.store)


def wait(recount: Recount) -> None:
    until = time.monotonic() + PATIENCE
    while recount.waiting:
        assert time.monotonic() < until
        time.sleep(0.02)


def test_what_was_asked_for_many_times_is_done_at_least_once(recount: Recount, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[float] = []
    monkeypatch.setattr(Builder, "link", lambda _: done.append(time.monotonic()))
    for _ in range(50):
        recount.ask()
    wait(recount)
    assert 1 <= len(done) <= 50
    recount.ask()
    wait(recount)
    assert recount.fault == ""


def test_a_larger_register_is_counted_when_judging_rests(recount: Recount, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[float] = []
    monkeypatch.setattr(Builder, "link", lambda _: done.append(time.monotonic()))
    monkeypatch.setattr(recounting, "QUICK", -1.0)
    monkeypatch.setattr(recounting, "REST", 0.4)
    for _ in range(5):
        recount.ask()
        time.sleep(0.02)
    assert not recount.settled(PATIENCE)
    wait(recount)
    assert len(done) == 1


def test_why_it_failed_is_said_and_the_next_decision_tries_again(
    recount: Recount, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: Builder) -> None:
        raise EngineError("register.db: the disk is full")

    monkeypatch.setattr(Builder, "link", full)
    recount.ask()
    wait(recount)
    assert recount.fault == "register.db: the disk is full"
    monkeypatch.undo()
    recount.ask()
    wait(recount)
    assert recount.fault == ""


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_fault_of_ours_does_not_leave_it_waiting_for_ever(recount: Recount, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: Builder) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(Builder, "link", broken)
    recount.ask()
    until = time.monotonic() + PATIENCE
    while recount.fault != BROKEN:
        assert time.monotonic() < until
        time.sleep(0.02)
    monkeypatch.undo()
    recount.ask()
    wait(recount)


def test_it_waits_for_another_program_and_stops_waiting_when_told(recount: Recount, tmp_path: Path) -> None:
    with writing(RegisterFolder(tmp_path), lambda: None):
        recount.ask()
        time.sleep(0.2)
        assert recount.waiting
        recount.stop()
    assert not recount.settled(0.0) or not recount.waiting
