"""The gold floor: measured accuracy may rise, never fall (scripts/raise_floor.py writes the new floor)."""

import json
from typing import Any

import pytest

from tests.gold import measure

FLOOR: dict[str, Any] = json.loads((measure.HERE / "floor.json").read_text(encoding="utf-8"))
needs_gold = pytest.mark.skipif(
    not (measure.SHARED / "gold").is_dir(), reason="the gold texts in ../shared are missing"
)


@needs_gold
@pytest.mark.parametrize("folders", ["seeds", "written", "own", "fresh", "third", "seeds written"])
def test_gold_scores_do_not_fall(folders: str) -> None:
    now = measure.floors(*folders.split())
    assert not {name: (now[name], least) for name, least in FLOOR[folders].items() if now[name] < least}


@pytest.mark.parametrize("language", sorted(FLOOR["tables"]))
def test_table_scores_do_not_fall(language: str) -> None:
    now = measure.pairs(language)
    assert not {name: (now[name], least) for name, least in FLOOR["tables"][language].items() if now[name] < least}


@pytest.mark.parametrize("language", sorted(FLOOR["tables"]))
def test_tables_are_large_and_a_third_negative(language: str) -> None:
    rows = measure.act_rows(language)
    assert len(rows) >= 400
    assert sum(not acts for _, acts in rows) / len(rows) >= 0.29
    assert len({text for text, _ in rows}) == len(rows)


@needs_gold
def test_floor_is_measured_without_the_test_set() -> None:
    assert all(int(path.stem[3:]) <= measure.LAST_READABLE for path, _ in measure.texts("written"))
