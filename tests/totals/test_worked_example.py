"""The worked example of docs/totals.md is what the command says."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from vidmova.cli.running import run

ROOT = Path(__file__).parents[2]
SEEDS = ROOT.parent / "shared" / "seeds"
MARK = "<!-- checked by tests/totals/test_worked_example.py -->"

pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="the articles in ../shared/seeds are missing")


def documented() -> tuple[str, list[tuple[str, str]]]:
    """Return the answer that the document gives, and the numbers of its rows with their parts."""
    text = (ROOT / "docs" / "totals.md").read_text(encoding="utf-8").split(MARK)[1].split("\n## ")[0]
    answer = re.search(r"\*(.+?)\*", text)
    assert answer
    rows = re.findall(r"^\| ([~\d–+,]+) \| ([^|]+?) \|", text, re.MULTILINE)
    return answer[1], rows


def number(row: dict[str, Any]) -> str:
    low, high = row["low"], row["high"]
    said = f"{low}+" if high is None else f"{low}" if low == high else f"{low}–{high}"
    return f"~{said}" if row["approx"] else said


@pytest.fixture
def root(seeds: Path) -> str:
    return str(seeds)


def test_the_documented_rows_are_those_of_the_command(root: str, capsys: pytest.CaptureFixture[str]) -> None:
    answer, rows = documented()
    assert run(lambda *_: None, ["totals", "refuse", "--register", root, "--json"]) == 0
    total = json.loads(capsys.readouterr().out)
    assert answer.lower() == f"{total['sentence']}; there is no ceiling."
    assert total["high"] is None
    there = {(number(row), row["part"]) for row in total["working"] if row["part"] != "context"}
    assert there <= {(said, part.split(",")[0]) for said, part in rows}
    assert {(said, part) for said, part in rows if "encoder" not in part} <= there


@pytest.mark.parametrize(("act", "floor"), [("dismiss", 500), ("lawsuit", 140)])
def test_the_documented_floors(root: str, act: str, floor: int, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["totals", act, "--region", "Kabardino-Balkaria", "--register", root, "--json"]
    assert run(lambda *_: None, asked) == 0
    total = json.loads(capsys.readouterr().out)
    assert total["low"] == floor
    text = (ROOT / "docs" / "totals.md").read_text(encoding="utf-8")
    assert re.search(rf"`totals {act} --region Kabardino-Balkaria`\): at least {floor}\b", text)
