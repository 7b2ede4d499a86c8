import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests import happened
from tests.judged import a_register
from vidmova.cli.running import run

Command = Callable[..., tuple[int, str, str]]


@pytest.fixture
def command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    root = a_register(tmp_path / "register").root

    def called(*arguments: str) -> tuple[int, str, str]:
        status = run(lambda *_: None, ["courts", *arguments, "--register", str(root)])
        said = capsys.readouterr()
        return status, said.out, said.err

    return called


def test_judgments_are_a_table(command: Command) -> None:
    status, out, err = command()
    assert status == 0
    lines = out.splitlines()
    assert lines[1].split() == [
        *("judged", "2023-06-12", "Ivan", "Korov", "Chita", "Garrison", "Court", "awol", "30+", "*", "66–72", "≠"),
        *("prison", "rejected", "health", "*", "2", "!", "?"),
    ]
    assert lines[2].split()[:4] == ["cleared", "Petro", "Lys", "desertion"]
    assert "acquitted" in lines[2]
    assert "  371 persons convicted: awol (many)" in lines
    assert err == (
        "3 judgments; 1 about which claims disagree (≠); 1 with a field told elsewhere on the person's way (*); "
        "2 that may be the same as another (?); "
        "1 told as numbers kept apart; 1 told with neither a number nor a name\n"
    )


def test_figures_say_how_many_terms_lie_behind_them(command: Command) -> None:
    status, out, _ = command("--by", "charge")
    assert status == 0
    head, *lines = out.splitlines()
    assert head.split()[:2] == ["charge", "judgments"]
    assert lines[0].startswith("awol ")
    assert "under 5: 66–72" in lines[0]
    assert [line.split()[0] for line in lines] == ["awol", "desertion", "not"]


def test_what_is_without_a_date_is_left_out_of_a_period_and_said(command: Command) -> None:
    status, out, err = command("--since", "2023-06", "--until", "2023")
    assert status == 0
    assert [line.split()[0] for line in out.splitlines()[1:2]] == ["judged"]
    assert err.startswith("1 judgment; 2 without a date left out; ")


def test_judgments_as_json(command: Command) -> None:
    status, out, _ = command("--json", "--by", "court")
    assert status == 0
    found = json.loads(out)
    assert [one["event"] for one in found["judgments"]] == ["judged", "cleared", "two"]
    assert found["judgments"][0]["term_months"] == [66, 72]
    assert found["judgments"][0]["appeals"][0]["outcome"] == ["rejected"]
    assert found["all"]["judgments"] == 3
    assert [one["of"] for one in found["distributions"]] == ["Chita Garrison Court", "not said"]
    assert found["counts"][0]["low"] == 371
    assert (found["unnumbered"], found["not_held"]) == (["harsher"], ["asked", "no-prison"])


def test_terms_are_drawn_without_a_name(command: Command, tmp_path: Path) -> None:
    plot = tmp_path / "terms.svg"
    assert command("--plot", str(plot))[0] == 0
    drawn = plot.read_text(encoding="utf-8")
    assert "Chita Garrison Court" in drawn
    assert "Korov" not in drawn


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--plot", "terms.pdf"], "pictures are written as .svg or .png"),
        (["--since", "2024", "--until", "2023"], "exchange --since and --until"),
        (["--by", "judge"], "'judge' is not one of 'court', 'month', 'category', 'charge'"),
        (["--since", "May"], "is no day, month or year"),
    ],
)
def test_wrong_choices_are_one_sentence(command: Command, arguments: list[str], said: str) -> None:
    status, out, err = command(*arguments)
    assert (status, out) == (2, "")
    assert said in err


def test_a_register_without_sentences_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = happened.a_register(tmp_path / "other").root
    for more in ([], ["--by", "month"], ["--plot", str(tmp_path / "none.svg")]):
        assert run(lambda *_: None, ["courts", *more, "--register", str(root)]) == 0
        said = capsys.readouterr()
        assert (said.out, said.err) == ("", "0 judgments\n")
