"""The numbers of the five articles in ../shared/seeds, from `vidmova build` to `vidmova totals`."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from vidmova.cli.running import run

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"

pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="the articles in ../shared/seeds are missing")

Ask = Callable[..., dict[str, Any]]


@pytest.fixture
def ask(seeds: Path, capsys: pytest.CaptureFixture[str]) -> Ask:
    def asked(*arguments: str) -> dict[str, Any]:
        capsys.readouterr()
        assert run(lambda *_: None, ["totals", *arguments, "--register", str(seeds), "--json"]) == 0
        found: dict[str, Any] = json.loads(capsys.readouterr().out)
        return found

    return asked


def rows(total: dict[str, Any], low: int) -> list[dict[str, Any]]:
    return [row for row in total["working"] if row["low"] == low]


def test_at_least_500_were_dismissed_after_they_returned_from_kharkiv(ask: Ask) -> None:
    total = ask("dismiss", "--region", "Kabardino-Balkaria")
    assert 500 <= total["low"] <= total["high"] <= 540
    (carrying,) = rows(total, 500)
    assert carrying["part"] == "floor"


def test_140_of_them_went_to_court_and_not_280_or_640(ask: Ask) -> None:
    total = ask("lawsuit", "--region", "Kabardino-Balkaria")
    assert total["low"] == 140
    assert total["high"] < 160
    (carrying,) = rows(total, 140)
    assert (carrying["part"], len(carrying["same_people"])) == ("floor", 1)
    assert [len(rows(total, part)) for part in (115, 25)] == [1, 1]
    sums = [use for use in total["rules"] if use["kind"] == "sum"]
    assert [use["because"] for use in sums] == ["at least 140 = 115 + 25"]
    assert any(use["because"] == "the text says 140 of 500" for use in total["rules"])


def test_all_who_went_to_court(ask: Ask) -> None:
    total = ask("lawsuit")
    assert total["low"] == 180
    assert 180 <= total["high"] < 280
    assert {row["low"] for row in total["working"] if row["part"] == "floor"} == {140, 40}
    assert {row["low"] for row in total["working"] if row["part"] == "inside"} == {115, 25}


def test_the_eighty_of_crimea_are_counted_once(ask: Ask) -> None:
    (row,) = rows(ask("refuse"), 80)
    assert (row["high"], row["part"]) == (80, "unknown")


def test_the_twelve_of_krasnodar_are_counted_once_though_two_articles_tell_of_them(
    ask: Ask, seeds: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (row,) = rows(ask("refuse"), 12)
    assert row["part"] == "unknown"
    assert run(lambda *_: None, ["show", row["event"], "--register", str(seeds)]) == 0
    assert "in 2 documents, 2 of them independent" in capsys.readouterr().out


def test_two_articles_tell_of_the_eighty(ask: Ask, seeds: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (row,) = rows(ask("refuse"), 80)
    assert run(lambda *_: None, ["show", row["event"], "--register", str(seeds)]) == 0
    assert "in 2 documents, 2 of them independent" in capsys.readouterr().out


def test_the_total_of_refusals_with_its_rows(ask: Ask) -> None:
    total = ask("refuse")
    assert (total["low"], total["high"]) == (500, None)
    assert total["low_gap"] == 0
    (carrying,) = [row for row in total["working"] if row["part"] == "floor"]
    assert (carrying["low"], carrying["high"], carrying["approx"]) == (500, 500, True)
    assert {300, 200, 80, 12, 11} <= {row["low"] for row in total["working"] if row["part"] == "unknown"}
