"""One counter over time, from invented pages to `vidmova totals --series` and its picture."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from vidmova.cli.running import run

Command = Callable[..., str]
PAGES = {
    "2023-07-05": ("ru", "По подсчётам «Медиазоны», на 30 июня 2023 года суды получили 1500 уголовных дел о "
                         "самовольном оставлении части."),
    "2024-01-05": ("ru", "По подсчётам «Медиазоны», на 31 декабря 2023 года суды получили 4000 уголовных дел о "
                         "самовольном оставлении части."),
    "2024-02-05": ("uk", "За підрахунками «Медіазони», станом на 31 грудня 2023 року суди отримали 4200 кримінальних "
                         "справ про самовільне залишення частини."),
    "2024-07-05": ("en", "Mediazona counted 7,000 criminal cases of going AWOL as of 30 June 2024."),
    "2025-01-05": ("en", "Mediazona counted 9,900 criminal cases of going AWOL as of 31 December 2024."),
    "2025-02-05": ("en", "Mediazona denied that the courts had received 9,900 criminal cases of going AWOL as of "
                         "31 December 2024."),
}  # fmt: skip


@pytest.fixture
def command(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Command:
    monkeypatch.setenv("VIDMOVA_MODEL", "lexicon")
    folder = tmp_path / "pages"
    folder.mkdir()
    for day, (language, text) in PAGES.items():
        head = f'<meta charset="utf-8"><meta property="article:published_time" content="{day}T10:00:00+02:00">'
        page = f'<html lang="{language}"><head>{head}</head><body><article><p>{text}</p></article></body></html>'
        (folder / f"{day}.html").write_text(page, encoding="utf-8")
    root = str(tmp_path / "register")
    assert run(lambda *_: None, ["build", str(folder), "--quiet", "--register", root]) == 0

    def called(*arguments: str) -> str:
        capsys.readouterr()
        asked = ["totals", "charge", "--counted", "cases", "--series", *arguments, "--register", root]
        assert run(lambda *_: None, asked) == 0
        return capsys.readouterr().out

    return called


def test_a_counter_in_three_languages_with_what_it_corrected_and_withdrew(command: Command) -> None:
    (series,) = json.loads(command("--json"))["series"]
    assert (series["counter"], series["act"], series["counted"]) == ("Mediazona", "charge", "cases")
    assert [(one["until"], one["low"], one["state"]) for one in series["points"]] == [
        ("2023-06-30", 1500, "stands"),
        ("2023-12-31", 4000, "corrected"),
        ("2023-12-31", 4200, "stands"),
        ("2024-06-30", 7000, "stands"),
        ("2024-12-31", 9900, "withdrawn"),
        ("2024-12-31", 9900, "withdrawn"),
    ]
    assert {one["kind"] for one in series["points"]} == {"cumulative"}
    assert [one["published"] for one in series["points"][1:3]] == ["2024-01-05", "2024-02-05"]


def test_it_is_printed_and_drawn(command: Command, tmp_path: Path) -> None:
    picture = tmp_path / "series.svg"
    lines = command("--plot", str(picture)).splitlines()
    assert lines[1] == "Mediazona: charge, cases"
    assert [line.split()[-1] for line in lines if "[" in line] == ["[corrected]", "[withdrawn]", "[withdrawn]"]
    drawn = picture.read_text(encoding="utf-8")
    assert drawn.count('width="6.0" height="6.0"') == 6
    assert ">Mediazona</text>" in drawn
    assert "2023-06-30" in drawn
