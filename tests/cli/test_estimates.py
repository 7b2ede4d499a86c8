from pathlib import Path

import msgspec
import pytest

from tests.totals.drawntables import TWO_KINDS, drawn
from vidmova.cli.estimates import estimates_picture, estimates_table, of_patterns
from vidmova.totals.estimates import Estimated
from vidmova.totals.pictures import svg
from vidmova.totals.strata import Stratified


@pytest.fixture(scope="module")
def five(tmp_path_factory: pytest.TempPathFactory) -> Estimated:
    path = tmp_path_factory.mktemp("lists") / "five.csv"
    rows = [",".join(map(str, (*pattern, count))) for pattern, count in drawn(1500, TWO_KINDS, 10).items()]
    path.write_text("\n".join(["leak,court,press,lawyers,families,count", *rows]), encoding="utf-8")
    found = of_patterns(path)
    assert isinstance(found, Estimated)
    return found


def strata(tmp_path: Path, south: str) -> Stratified:
    path = tmp_path / "strata.csv"
    text = f"region,leak,court,count\nnorth,1,0,40\nnorth,0,1,30\nnorth,1,1,20\n{south}"
    path.write_text(text, encoding="utf-8")
    found = of_patterns(path, "region")
    assert isinstance(found, Stratified)
    return found


def test_the_answer_and_the_models_are_a_table(five: Estimated, capsys: pytest.CaptureFixture[str]) -> None:
    estimates_table(five)
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == f"{five.seen:,} people on 5 lists: leak, court, press, lawyers, families"
    assert lines[1] == f"{five.estimate:,} in all, from {five.low:,} to {five.high:,} (95 %)"
    assert any(line.startswith("*  two kinds of people") for line in lines)
    assert any("more models of pairs, from " in line and "--all shows them" in line for line in lines)
    assert any(line.startswith("chains: R̂ 1.0") for line in lines)
    assert sum(line.startswith("assumed: ") for line in lines) == len(five.assumptions)


def test_every_model_can_be_shown(five: Estimated, capsys: pytest.CaptureFixture[str]) -> None:
    estimates_table(five, every=True)
    assert len(capsys.readouterr().out.splitlines()) > 2**10


def test_json_has_everything(five: Estimated, capsys: pytest.CaptureFixture[str]) -> None:
    estimates_table(five, as_json=True)
    said = msgspec.json.decode(capsys.readouterr().out)
    assert (said["low"], said["estimate"], said["high"]) == (five.low, five.estimate, five.high)
    assert len(said["models"]) == len(five.models)
    assert said["refused"] == []


def test_a_condition_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "two.csv"
    path.write_text("a,b,count\n1,0,40\n0,1,30\n1,1,20\n", encoding="utf-8")
    estimates_table(of_patterns(path))
    out = capsys.readouterr().out
    assert "147 in all, from 119 to 200 (95 %)\n  if the two lists are independent, which they cannot show" in out


def test_a_refusal_says_why(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "two.csv"
    path.write_text("a,b,count\n1,0,40\n0,1,30\n1,1,3\n", encoding="utf-8")
    estimates_table(of_patterns(path))
    out = capsys.readouterr().out
    assert "no figure is given:\n  Only 3 people are on two lists or more, and an estimate needs 10.\n" in out


def test_strata_are_a_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = strata(tmp_path, "south,1,0,80\nsouth,0,1,60\nsouth,1,1,60\n")
    estimates_table(found)
    out = capsys.readouterr().out
    assert out.startswith(f"290 people in 2 strata\n{found.estimate:,} in all")
    assert "if all strata err the same way" in out
    assert "  north      90     147        119  200\n" in out


def test_a_stratum_refused_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    estimates_table(strata(tmp_path, "south,1,0,80\nsouth,0,1,60\n"))
    out = capsys.readouterr().out
    assert "south: Only 0 people" in out
    assert "refused" in out.splitlines()[-1]


def test_pictures_show_the_intervals(five: Estimated, tmp_path: Path) -> None:
    drawn_picture = svg(estimates_picture(five))
    assert "two kinds of people" in drawn_picture
    assert f"{five.low:,}-{five.high:,}" in drawn_picture
    assert "north" in svg(estimates_picture(strata(tmp_path, "south,1,0,80\nsouth,0,1,60\n")))
