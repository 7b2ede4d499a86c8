import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.happened import DISMISSED, ONE, OTHER, REFUSED, STATED, SUED, B, a_register
from vidmova.cli.running import run
from vidmova.register.store import Store

Command = Callable[..., tuple[int, str, str]]


@pytest.fixture
def command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    root = a_register(tmp_path / "register").root

    def called(*arguments: str) -> tuple[int, str, str]:
        status = run(lambda *_: None, ["events", *arguments, "--register", str(root)])
        said = capsys.readouterr()
        return status, said.out, said.err

    return called


def test_events_are_a_table(command: Command) -> None:
    status, out, err = command()
    assert status == 0
    head, *lines = out.splitlines()
    assert head.split() == ["id", "what", "how", "many", "when", "where", "claims", "docs", "told", "in"]
    assert [line.split()[0] for line in lines] == [REFUSED, DISMISSED, SUED]
    assert lines[0].split()[-6:] == ["Krasnodar", "2", "2", "1", "ru", "!"]
    assert "10 to 12" in lines[0]
    assert "since 2022-02-25" in lines[0]
    assert "2022-03 " in lines[1]
    assert not lines[1].endswith("!")
    assert err == "3 events, 1 with a contradiction\n"


def test_events_as_json_lines(command: Command) -> None:
    status, out, err = command("--json")
    assert (status, err) == (0, "")
    rows = [json.loads(line) for line in out.splitlines()]
    assert [row["id"] for row in rows] == [REFUSED, DISMISSED, SUED]
    assert rows[0] == {
        "id": REFUSED,
        "act": "refuse",
        "title": "Fighters refused to go",
        "low": 10,
        "high": 12,
        "counted": "persons",
        "person": [],
        "date": ["2022-02-25", None],
        "place": "Krasnodar",
        "modality": "asserted",
        "claims": [ONE, OTHER],
        "documents": ["in/ru.txt", "in/en.txt"],
        "tellings": 1,
        "languages": ["ru"],
        "subset_of": None,
        "contradictions": ["x-count"],
    }
    assert rows[2]["subset_of"] == REFUSED


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        (["--act", "dismiss"], [DISMISSED]),
        (["--until", "2022-02"], [REFUSED]),
        (["--since", "2022"], [REFUSED, DISMISSED]),
        (["--since", "2022-03-31", "--until", "2022-03-31"], [REFUSED, DISMISSED]),
        (["--person", "Степану Гайворону"], [DISMISSED]),
        (["--place", "krai"], [REFUSED]),
        (["--contradictions"], [REFUSED]),
        (["--contradictions", "--act", "dismiss"], []),
    ],
)
def test_events_are_chosen(command: Command, arguments: list[str], found: list[str]) -> None:
    status, out, _ = command(*arguments, "--json")
    assert status == 0
    assert [json.loads(line)["id"] for line in out.splitlines()] == found


def test_what_has_no_date_is_said_to_be_left_out(command: Command) -> None:
    assert command("--since", "2022")[2] == "2 events, 1 with a contradiction; 1 without a date left out\n"


def test_a_name_that_nobody_bears_is_said(command: Command) -> None:
    status, out, err = command("--person", "Олекса Журавель")
    assert (status, out) == (0, "")
    assert err == "nobody named Олекса Журавель is in this register\n0 events\n"


def test_a_name_that_several_may_bear_is_said(command: Command) -> None:
    _, out, err = command("--person", "Гайворон", "--json")
    assert len(out.splitlines()) == 1
    assert "nobody is surely Гайворон; shown is what is told of " in err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--act", "surrender"], "there is no act surrender; the codebook has refuse, "),
        (["--since", "last May"], "is no day, month or year like 2023-03-15, 2023-03 or 2023"),
        (["--until", "2023-02-30"], "there is no 2023-02-30 in the calendar"),
        (["--until", "2023-13"], "there is no 2023-13 in the calendar"),
    ],
)
def test_wrong_choices_are_one_sentence(command: Command, arguments: list[str], said: str) -> None:
    status, out, err = command(*arguments)
    assert (status, out) == (2, "")
    assert said in err


def test_a_narrow_terminal_cuts_titles(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.setenv("COLUMNS", "60")
    _, out, _ = command()
    assert "Stepan Haivoron was dis…" in out


def test_events_older_than_the_documents_are_said_to_be(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = a_register(tmp_path / "register")
    with Store(folder.database) as store:
        store.add(STATED[0][0], [], STATED[0][1], "r2")
    assert run(lambda *_: None, ["events", "--register", str(folder.root), "--json"]) == 0
    said = capsys.readouterr()
    assert "run vidmova build" in said.err
    assert len(said.out.splitlines()) == 3
    assert B[:12] in said.out
