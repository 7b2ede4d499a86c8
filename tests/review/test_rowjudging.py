"""From a question about two rows of lists to a decision and what follows, with commands, on each database."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.shell import Command, answering
from vidmova.review.log import chain_of
from vidmova.review.questions import Question, in_order

SURNAMES = [
    ("Гайворон", "Haivoron"), ("Скляр", "Skliar"), ("Кравець", "Kravets"), ("Мельник", "Melnyk"), ("Бойко", "Boiko"),
    ("Ткач", "Tkach"), ("Гончар", "Honchar"), ("Рудь", "Rud"), ("Левченко", "Levchenko"), ("Савчук", "Savchuk"),
    ("Діденко", "Didenko"), ("Вовк", "Vovk"),
]  # fmt: skip
GIVEN = [
    ("Павло", "Pavlo"), ("Юрій", "Yurii"), ("Степан", "Stepan"), ("Микола", "Mykola"), ("Андрій", "Andrii"),
    ("Олег", "Oleh"),
]  # fmt: skip
BORN = [f"{1980 + at}-{1 + at:02}-{11 + at}" for at in range(len(SURNAMES))]
OURS = [f"{name} {GIVEN[at % 6][0]};{BORN[at]}" for at, (name, _) in enumerate(SURNAMES)]
THEIRS = [f"{GIVEN[at % 6][1]} {name},{BORN[at]}" for at, (_, name) in enumerate(SURNAMES)]
DOUBTFUL = ["Козак Олег;", "Дорош Степан;1981-02-03"]
MAY_BE = ["Oleh Kozak,1985-03-01", "Oleh Kozak,1990-05-06", "Stepan Zhuk,1981-02-03"]
OUR_HEADER, THEIR_HEADER = "ПІБ;Дата народження", "Name,DOB"


@pytest.fixture
def command(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, database: str
) -> Command:
    pytest.importorskip("splink", reason="the extra `lists` is not installed")
    assert database
    monkeypatch.setenv("VIDMOVA_REGISTER", str(tmp_path / "register"))
    monkeypatch.setenv("VIDMOVA_WHO", "Ann")

    called = answering(capsys)
    assert added(called, tmp_path, "ours", [OUR_HEADER, *OURS, *DOUBTFUL]) == 0
    assert added(called, tmp_path, "theirs", [THEIR_HEADER, *THEIRS, *MAY_BE]) == 0
    return called


def added(command: Command, root: Path, name: str, lines: list[str], *more: str) -> int:
    path = root / f"{name}.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return command("lists", "add", path, *more)[0]


def asked(command: Command) -> dict[str, list[str]]:
    """Return the rows of each question that is open, by its kind."""
    found: dict[str, list[str]] = {}
    for line in command("review", "--json")[1].splitlines():
        one = json.loads(line)
        found.setdefault(one["kind"], []).append(" ".join(one["rows"]))
    return found


def overlap(command: Command, *more: str) -> dict[str, int]:
    said = json.loads(command("lists", "overlap", "--json", *more)[1])
    return {" ".join(one["on"]): one["people"] for one in said["patterns"]}


def estimated(command: Command) -> dict[str, Any]:
    said: dict[str, Any] = json.loads(command("lists", "estimate", "--json")[1])
    return said


def test_more_hangs_on_others_and_rows_keep_their_order() -> None:
    rows = [Question(kind="row", because=because, hangs=1) for because in ("z", "a")]
    dozen = Question(kind="link", because="x", hangs=12)
    gone = Question(kind="nothing left", because="x", hangs=40)
    assert in_order([gone, *rows, dozen]) == [dozen, *rows, gone]


def test_a_question_is_answered_and_the_answer_used(command: Command, tmp_path: Path) -> None:
    assert command("review") == (
        0,
        "",
        "lists were added or changed: vidmova lists overlap says which of their rows to judge\nnothing is open\n",
    )
    assert "ours:14  theirs:14" in command("lists", "overlap")[1]
    assert overlap(command) == {"ours": 2, "theirs": 3, "ours theirs": 12}
    before = estimated(command)
    assert before["seen"] == 17
    shown = command("review")[1]
    assert (
        "row\n  one person? «Козак Олег» (ours:14) and «Oleh Kozak · 1985-03-01» (theirs:14), 50%: the surname" in shown
    )
    assert "people on the lists move by 1\n  ours:14  theirs:14\n" in shown
    assert asked(command) == {"row": ["ours:15 theirs:16", "ours:14 theirs:14", "ours:14 theirs:15"]}

    status, out, err = command("decide", "join", "ours:14", "theirs:14", "--why", "his mother told me")
    assert (status, err) == (0, "")
    assert out == "decision 1 is saved: join ours:14 theirs:14; vidmova lists overlap uses it\n"
    assert overlap(command) == {"ours": 1, "theirs": 2, "ours theirs": 13}
    after = estimated(command)
    assert (after["seen"], after["diagnostics"]["by_frequency"]) == (16, [3, 13])
    assert after["estimate"] < before["estimate"]
    assert asked(command) == {"row": ["ours:15 theirs:16"]}

    command("decide", "unsure", "theirs:16", "ours:15", "--why", "she may have married")
    assert overlap(command) == {"ours": 1, "theirs": 2, "ours theirs": 13}
    assert json.loads(command("lists", "overlap", "--json")[1])["questions"] == []
    assert asked(command) == {}
    command("decide", "separate", "ours:2", "theirs:2", "--why", "two brothers")
    assert overlap(command) == {"ours": 2, "theirs": 3, "ours theirs": 12}
    command("decide", "withdraw", "3", "--why", "I misread")
    assert overlap(command) == {"ours": 1, "theirs": 2, "ours theirs": 13}
    assert "join ours:14 theirs:14\n       his mother told me" in command("decisions")[1]
    assert command("verify")[0] == 0


def test_decisions_hold_in_other_files_and_come_back_where_a_row_is_gone(command: Command, tmp_path: Path) -> None:
    command("lists", "overlap")
    command("decide", "join", "ours:14", "theirs:14", "--why", "the same photograph")
    new = [OUR_HEADER, "Жук Ігор;1979", DOUBTFUL[1], DOUBTFUL[0], *OURS[::-1]]
    assert added(command, tmp_path, "ours", new, "--replace") == 0
    assert overlap(command)["ours theirs"] == 13
    assert "moved" not in asked(command)
    assert added(command, tmp_path, "theirs", [THEIR_HEADER, *THEIRS, *MAY_BE[1:]], "--replace") == 0
    said = (
        "decision 1 (join ours:14 theirs:14, Ann): the row of theirs «Oleh Kozak · 1985-03-01» is in no list any more"
    )
    assert said in command("review")[1]
    assert asked(command)["moved"] == ["ours:4"]
    status, _, err = command("lists", "overlap")
    assert status == 0
    assert "decisions that should be looked at again: 1; vidmova review names them\n" in err
    command("decide", "withdraw", "1", "--why", "they took it out")
    assert "moved" not in asked(command)


def test_what_two_people_say_otherwise_is_asked(command: Command, tmp_path: Path) -> None:
    command("lists", "overlap")
    command("decide", "separate", "ours:14", "theirs:14", "--why", "another face", "--who", "Bo")
    theirs = tmp_path / "bo.jsonl"
    assert command("decisions", "dump", theirs)[0] == 0
    chain = chain_of(tmp_path / "register")
    for place in (chain.place, tmp_path / "register" / "decisions.seal"):
        place.unlink()
    command("decide", "join", "theirs:14", "ours:14", "--why", "the same photograph")
    status, out, err = command("decisions", "load", theirs)
    assert (status, out) == (1, "1 decisions added, 0 were there; vidmova build applies them\n")
    assert err.startswith("decision 1 (join theirs:14 ours:14, Ann): the same photograph – decision 2 (separate")
    assert overlap(command)["ours theirs"] == 13
    assert asked(command)["conflict"] == ["ours:14 theirs:14"]
    assert command("decisions", "load", theirs)[0] == 0
    command("decide", "separate", "ours:14", "theirs:14", "--why", "Bo is right")
    assert overlap(command)["ours theirs"] == 12
    assert "conflict" not in asked(command)


def test_a_join_that_others_hold_apart_is_a_question(command: Command) -> None:
    command("lists", "overlap")
    command("decide", "join", "ours:14", "theirs:14", "--why", "one")
    command("decide", "join", "ours:14", "theirs:15", "--why", "two")
    command("decide", "separate", "theirs:14", "theirs:15", "--why", "three")
    assert overlap(command)["ours theirs"] == 13
    said = (
        "decision 2 (join ours:14 theirs:15, Ann) is not followed: decisions 1, 3 together hold ours:14 and theirs:15"
    )
    assert said in command("review")[1]
    assert asked(command)["conflict"] == ["ours:14 theirs:15"]


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (("ours:14", "theirs:99"), "theirs has no row 99"),
        (("ours:14", "them:14"), "no list is called them; there are ours, theirs"),
        (("ours:14", "3f9a0c11d2e4-c007"), "3f9a0c11d2e4-c007 is no row of a list like LIST:ROW"),
        (("ours:14", "ours:14"), "name two"),
        (("ours:14", "register:1"), "register has no row 1"),
    ],
)
def test_what_is_no_row_is_one_sentence(command: Command, names: tuple[str, str], said: str) -> None:
    status, out, err = command("decide", "join", *names, "--why", "x")
    assert status != 0
    assert out == ""
    assert said in err
    assert len(err.splitlines()) == 1


def test_people_of_documents_are_judged_too_and_a_build_takes_no_notice(command: Command, tmp_path: Path) -> None:
    text = tmp_path / "a.txt"
    text.write_text("Stepan Kozak was sentenced to five years in prison for desertion in Kyiv.\n", encoding="utf-8")
    assert command("build", "-q", text, "--model", "lexicon")[0] == 0
    command("lists", "overlap", "--with-register")
    command("decide", "join", "ours:14", "theirs:14", "--why", "the same photograph")
    command("decide", "join", "ours:14", "register:1", "--why", "the court has the photograph too")
    assert overlap(command, "--with-register")["ours theirs register"] == 1
    assert overlap(command)["ours theirs"] == 13
    assert "moved" not in asked(command)
    assert command("build", "-q", text, "--model", "lexicon")[0] == 0
    event = json.loads(command("events", "--json")[1].splitlines()[0])["id"]
    status, out, err = command("history", event)
    assert (status, err) == (0, "nobody decided anything about it\n")
    assert event in out
    assert command("history", event, "--from", "#1", "--to", "#2")[0] == 0
    assert overlap(command)["ours theirs"] == 13
    assert command("verify")[0] == 0
