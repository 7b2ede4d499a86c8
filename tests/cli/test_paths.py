import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.judged import a_register
from vidmova.cli.running import run

Command = Callable[..., tuple[int, str, str]]


@pytest.fixture
def command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    root = a_register(tmp_path / "register").root

    def called(*arguments: str) -> tuple[int, str, str]:
        status = run(lambda *_: None, ["paths", *arguments, "--register", str(root)])
        said = capsys.readouterr()
        return status, said.out, said.err

    return called


def test_stages_say_what_came_next_and_where_nothing_is_told(command: Command) -> None:
    status, out, err = command()
    assert status == 0
    assert out.splitlines()[:6] == [
        "awol: 1 way, 1 person",
        "  → sentence                  1 way, 1 person; 142–171 days (known of 1, under 5: no median)",
        "sentence: 1 way, 1 person",
        "  → ruling                    1 way, 1 person; 67–96 days (known of 1, under 5: no median)",
        "ruling: 1 way, 1 person",
        "  then nothing is told        1 way, 1 person",
    ]
    assert out.splitlines()[-1] == "  sentence 3, acquitted 1"
    assert err == "1 way of 1 person\n"


def test_ways_from_an_act_on(command: Command) -> None:
    status, out, _ = command("--from", "sentence")
    assert status == 0
    assert out.startswith("sentence: 1 way")
    assert "awol" not in out


def test_ways_as_json(command: Command) -> None:
    status, out, _ = command("--json")
    assert status == 0
    found = json.loads(out)
    assert (found["from"], found["ways"], found["people"]) == (None, 1, {"ways": 1, "low": 1, "high": 1})
    assert [(one["source"], one["target"], one["days"]) for one in found["flows"]] == [
        ("awol", "sentence", [142, 171]),
        ("sentence", "ruling", [67, 96]),
        ("ruling", None, None),
    ]


def test_ways_are_drawn_without_a_name(command: Command, tmp_path: Path) -> None:
    plot = tmp_path / "ways.svg"
    assert command("--plot", str(plot))[0] == 0
    drawn = plot.read_text(encoding="utf-8")
    assert "sentence 1" in drawn
    assert "then nothing is told" in drawn
    assert "Korov" not in drawn


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--from", "surrender"], "there is no act surrender; the codebook has refuse, "),
        (["--from", "deport"], "no way in this register leads over deport"),
        (["--plot", "ways.pdf"], "pictures are written as .svg or .png"),
    ],
)
def test_wrong_choices_are_one_sentence(command: Command, arguments: list[str], said: str) -> None:
    status, out, err = command(*arguments)
    assert (status, out) == (2, "")
    assert said in err
