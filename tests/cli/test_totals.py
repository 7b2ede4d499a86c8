import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.happened import DISMISSED, REFUSED, SUED, a_register
from vidmova.cli.running import run

Command = Callable[..., tuple[int, str, str]]


@pytest.fixture
def command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    root = a_register(tmp_path / "register").root

    def called(*arguments: str) -> tuple[int, str, str]:
        status = run(lambda *_: None, ["totals", *arguments, "--register", str(root)])
        said = capsys.readouterr()
        return status, said.out, said.err

    return called


def test_a_total_is_a_sentence_with_its_working(command: Command) -> None:
    status, out, err = command("refuse")
    assert (status, err) == (0, "")
    assert out.startswith("Between 10 and 12 people refused\n")
    assert "carries the floor  Fighters refused to go" in out
    assert "one says twelve, the other about ten" in out


def test_a_total_as_json(command: Command) -> None:
    status, out, _ = command("refuse", "lawsuit", "--json")
    total = json.loads(out)
    assert status == 0
    keys = {"act", "counted", "low", "high", "best", "gap", "working", "without"}
    assert {name: total[name] for name in keys - {"working", "without"}} == {
        "act": "refuse,lawsuit",
        "counted": "persons",
        "low": 10,
        "high": 12,
        "best": None,
        "gap": 2,
    }
    assert [(row["event"], row["low"], row["high"], row["part"]) for row in total["working"]] == [
        (REFUSED, 10, 12, "floor"),
        (SUED, 2, 2, "inside"),
    ]
    assert "of them" in total["working"][1]["reason"]
    assert total["without"]["Вести Кубани"] == {"low": 2, "high": 2}
    assert set(total["moved"]) == {"possible pairs as one", "possible pairs as two"}


def test_a_period_and_a_place(command: Command) -> None:
    _, out, _ = command("dismiss", "--since", "2022-03", "--until", "2022-03", "--json")
    total = json.loads(out)
    assert (total["low"], total["high"]) == (1, 1)
    assert total["working"][0]["event"] == DISMISSED
    _, out, _ = command("refuse", "--region", "Krasnodar Krai")
    assert out.startswith("Between 10 and 12 people refused, in Krasnodar Krai\n")
    status, out, err = command("refuse", "--until", "2020")
    assert (status, out) == (0, "")
    assert "no event belongs to this question" in err


def test_where_nothing_is_sure_it_says_so(command: Command) -> None:
    _, out, _ = command("refuse", "--region", "Omsk Oblast", "--no-rule", "relations")
    assert not out
    _, out, _ = command("dismiss", "--counted", "cities")
    assert out.startswith("No number of cities is told: dismissed\n")
    _, out, _ = command("lawsuit", "--region", "Omsk Oblast")
    assert out.startswith("Up to 2 people went to court, in Omsk Oblast\n  no event surely belongs to the question; ")
    _, out, _ = command("dismiss")
    assert out.startswith("1 person dismissed\n")


def test_a_picture_that_cannot_be_written_is_one_sentence(command: Command, tmp_path: Path) -> None:
    status, out, err = command("refuse", "--plot", str(tmp_path / "nowhere" / "a.svg"))
    assert (status, out) == (3, "")
    assert err.startswith("vidmova: ")
    assert err.endswith("a.svg: No such file or directory\n")


def test_a_signed_figure_is_the_best(command: Command, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = command("refuse", "--until", "2022")
    assert out.endswith(
        "To sign a best figure: vidmova decide best 'how many persons, refuse, until 2022-12-31' NUMBER\n"
    )
    name = json.loads(command("refuse", "--until", "2022", "--json")[1])["name"]
    signing = ["decide", "best", name, "11", "--why", "the court file", "--who", "Ann"]
    assert run(lambda *_: None, [*signing, "--register", str(tmp_path / "register")]) == 0
    capsys.readouterr()
    _, out, _ = command("refuse", "--until", "2022")
    assert out.splitlines()[1] == "Best: 11, signed by Ann: the court file"
    total = json.loads(command("refuse", "--until", "2022", "--json")[1])
    assert (total["best"], total["best_because"]) == (11, "signed by Ann: the court file")
    assert json.loads(command("refuse", "--json")[1])["best"] is None


def test_leaving_out_outlets_and_rules(command: Command) -> None:
    _, out, _ = command("refuse", "--without", "Вести Кубани")
    assert not out
    _, out, _ = command("refuse", "lawsuit", "--no-rule", "relations")
    assert out.startswith("Between 10 and 14 people refused or went to court\n")


def test_by_something_and_series(command: Command) -> None:
    status, out, _ = command("refuse", "--by", "region")
    assert status == 0
    assert "Krasnodar Krai  between 10 and 12" in out
    assert "do not add them" in out
    _, out, _ = command("refuse", "--by", "region", "--json")
    assert json.loads(out)["rows"] == [{"label": "Krasnodar Krai", "low": 10, "high": 12}]
    _, out, err = command("refuse", "--by", "unit")
    assert (out, err) == ("", "no event of this question says its unit\n")
    _, out, err = command("refuse", "--series")
    assert (out, err) == ("", "no counter gives two numbers of this one after another\n")
    _, out, _ = command("refuse", "--series", "--json")
    assert json.loads(out)["series"] == []


def test_a_picture(command: Command, tmp_path: Path) -> None:
    picture = tmp_path / "total.svg"
    assert command("refuse", "--plot", str(picture))[0] == 0
    assert "Fighters refused to go" in picture.read_text(encoding="utf-8")
    assert command("refuse", "--series", "--plot", str(picture))[0] == 0
    assert command("refuse", "--by", "region", "--plot", str(picture))[0] == 0
    assert "Krasnodar Krai" in picture.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["fly"], "there is no act fly"),
        (["awol"], "no event in this register is of awol"),
        (["refuse", "--since", "yesterday"], "yesterday is no day, month or year"),
        (["refuse", "--until", "2022-02-30"], "there is no 2022-02-30 in the calendar"),
        (["refuse", "--since", "2023", "--until", "2022"], "exchange --since and --until"),
        (["refuse", "--no-rule", "luck"], "there is no rule luck; rules are relations"),
        (["refuse", "--without", "Вестник"], "no outlet and no source here is called Вестник; there are "),
        (["refuse", "--plot", "a.bmp"], "pictures are written as .svg or .png"),
    ],
)
def test_what_cannot_be_asked_is_one_sentence(command: Command, arguments: list[str], said: str) -> None:
    status, out, err = command(*arguments)
    assert status == 2
    assert out == ""
    assert said in err
