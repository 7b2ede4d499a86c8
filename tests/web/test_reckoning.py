"""Figures are counted once, in the background, and anew when the register changed."""

import threading

import pytest

from vidmova.errors import UsageError
from vidmova.web.reckoning import Reckoner


def test_a_figure_is_counted_once_until_the_stamp_changes() -> None:
    bases: list[int] = []
    counted: list[str] = []

    def base() -> int:
        bases.append(len(bases))
        return len(bases)

    def made(known: int) -> str:
        counted.append(f"from {known}")
        return counted[-1]

    reckoner = Reckoner(base)
    assert reckoner.figure("a", "key", made, patience=5) == "from 1"
    assert reckoner.figure("a", "key", made, patience=5) == "from 1"
    assert reckoner.figure("b", "key", made, patience=5) == "from 2"
    assert counted == ["from 1", "from 2"]


def test_a_page_does_not_wait_longer_than_its_patience_and_finds_the_figure_later() -> None:
    gate = threading.Event()
    reckoner = Reckoner(lambda: 1)

    def slow(known: int) -> int:
        gate.wait(5)
        return known

    assert reckoner.figure("a", "slow", slow, patience=0.01) is None
    gate.set()
    assert reckoner.figure("a", "slow", slow, patience=5) == 1


def test_what_somebody_waits_for_is_counted_before_what_nobody_asked() -> None:
    gate, order = threading.Event(), []
    reckoner = Reckoner(lambda: gate.wait(5))
    for name in ("first", "second"):
        reckoner.figure("a", name, lambda _, name=name: order.append(name), ahead=True, patience=0)  # type: ignore[misc]
    reckoner.figure("a", "asked", lambda _: order.append("asked"), patience=0)
    gate.set()
    reckoner.figure("a", "second", lambda _: None, ahead=True, patience=5)
    reckoner.figure("a", "last", lambda _: None, ahead=True, patience=5)
    assert order == ["asked", "first", "second"]


def test_what_cannot_be_counted_is_said_to_whoever_asks() -> None:
    def failing(_: int) -> int:
        raise UsageError("no")

    reckoner = Reckoner(lambda: 1)
    for _ in range(2):
        with pytest.raises(UsageError, match="no"):
            reckoner.figure("a", "key", failing, patience=5)
