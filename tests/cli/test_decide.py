"""Judging from the shell: decide, decisions, review and verify together."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from vidmova.cli.decide import decide
from vidmova.cli.running import run
from vidmova.review.decisions import KINDS
from vidmova.review.log import chain_of, read_decisions

Command = Callable[..., tuple[int, str, str]]
TEXTS = {
    "a.txt": "Twelve soldiers from Krasnodar refused to go to the war in March 2022. They were dismissed.\n",
    "b.txt": "Двенадцать военных из Краснодара отказались ехать на войну в марте 2022 года. Их уволили.\n",
    "p.txt": "Stepan Haivoron was sentenced to five years in prison for desertion in Kyiv on 3 May 2023.\n",
}


@pytest.fixture
def command(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Command:
    monkeypatch.setenv("VIDMOVA_REGISTER", str(tmp_path / "register"))
    monkeypatch.setenv("VIDMOVA_MODEL", "lexicon")
    monkeypatch.setenv("VIDMOVA_WHO", "Ann")
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")

    def called(*arguments: str) -> tuple[int, str, str]:
        capsys.readouterr()
        status = run(lambda *_: None, list(arguments))
        said = capsys.readouterr()
        return status, said.out, said.err

    called("build", "-q", *(str(tmp_path / name) for name in TEXTS))
    return called


@pytest.fixture
def claims(command: Command) -> dict[str, str]:
    """Return the key of the claim of an act, by the act and the language of its document."""
    events = [json.loads(line) for line in command("events", "--json")[1].splitlines()]
    return {f"{one['act']} {one['languages'][0]}": one["claims"][0] for one in events}


def events(command: Command) -> dict[str, dict[str, object]]:
    return {one["id"]: one for one in map(json.loads, command("events", "--json")[1].splitlines())}


def test_every_kind_has_its_verb() -> None:
    assert set(decide.commands) == set(KINDS)


def test_decisions_are_saved_and_put_into_effect_by_the_next_build(command: Command, claims: dict[str, str]) -> None:
    status, out, err = command("decide", "join", claims["refuse en"], claims["refuse ru"], "--why", "one story")
    assert (status, err) == (0, "")
    assert out.startswith("decision 1 is saved: join")
    assert command("decide", "reject", claims["dismiss ru"], "--why", "no")[0] == 0
    assert command("decide", "correct", claims["sentence en"], "term_months", "72", "--why", "typo")[0] == 0
    add = (
        "decide",
        "add",
        claims["refuse ru"][:12],
        "0",
        "40",
        "threaten",
        "--field",
        "by=an officer",
        "--why",
        "it says",
    )
    assert command(*add)[0] == 0
    before = events(command)
    assert command("build", "-q")[0] == 0
    after = events(command)
    assert len(after) == len(before) - 1
    shown = json.loads(command("show", claims["sentence en"], "--json")[1])
    assert "72" in json.dumps(shown)
    assert any(one["act"] == "threaten" for one in after.values())
    assert command("verify")[0] == 0
    assert command("decide", "withdraw", "2", "--why", "I misread")[0] == 0
    command("build", "-q")
    assert any(one["act"] == "dismiss" and one["languages"] == ["ru"] for one in events(command).values())


def test_figures_exposure_and_the_queue(command: Command, claims: dict[str, str]) -> None:
    event = next(name for name, one in events(command).items() if claims["refuse en"] in one["claims"])  # type: ignore[operator]
    assert command("decide", "best", event, "12", "--why", "two outlets")[0] == 0
    assert command("decide", "best", "refusals of March 2022", "30", "--why", "counted")[0] == 0
    assert command("decide", "exposure", "Haivoron", "at_risk", "--why", "asked")[0] == 0
    assert command("decide", "join", claims["refuse en"], claims["refuse ru"], "--why", "one story")[0] == 0
    command("build", "-q")
    asked = [json.loads(line) for line in command("review", "--json")[1].splitlines()]
    assert [one["kind"] for one in asked if one["decisions"] == [1]] == ["moved"]
    assert [one["hangs"] for one in asked] == sorted((one["hangs"] for one in asked), reverse=True)
    assert "its event has other claims since" in command("review")[1]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("accept", "CLAIM", "--why", " "), "say why"),
        (("accept", "CLAIM"), "say why"),
        (("accept", "000000000000-c001", "--why", "x"), "no claim is called"),
        (("correct", "CLAIM", "colour", "red", "--why", "x"), "no field colour"),
        (("correct", "CLAIM", "count", "lots", "--why", "x"), "no number like"),
        (("correct", "CLAIM", "count", "12", "--why", "x"), "says so already"),
        (("correct", "CLAIM", "date", "2022-13", "--why", "x"), "no 2022-13"),
        (("join", "CLAIM", "CLAIM", "--why", "x"), "name two"),
        (("add", "CLAIM", "0", "9", "refuse", "--why", "x"), "no documents' ids"),
        (("close", "nothing", "--why", "x"), "no contradiction"),
        (("best", "nothing", "3", "--why", "x"), "no event"),
        (("exposure", "Nobody", "secret", "--why", "x"), "nobody is called"),
        (("withdraw", "7", "--why", "x"), "no decision 7"),
    ],
)
def test_what_cannot_be_judged_is_said(
    command: Command, claims: dict[str, str], arguments: tuple[str, ...], said: str, tmp_path: Path
) -> None:
    given = [claims["refuse en"] if one == "CLAIM" else one for one in arguments]
    status, out, err = command("decide", *given)
    assert status in (1, 2)
    assert said in err
    assert out == ""
    assert read_decisions(tmp_path / "register") == []


def test_dump_load_and_conflicts(command: Command, claims: dict[str, str], tmp_path: Path) -> None:
    assert command("decide", "accept", claims["refuse en"], "--why", "clear")[0] == 0
    dumped = tmp_path / "mine.jsonl"
    assert command("decisions", "dump", str(dumped))[0] == 0
    assert command("decisions", "dump", "-")[1].encode() == dumped.read_bytes()
    assert command("decisions", "load", str(dumped))[:2] == (
        0,
        "0 decisions added, 1 were there; vidmova build applies them\n",
    )
    other = str(tmp_path / "other")
    command("build", "-q", *(str(tmp_path / name) for name in TEXTS), "--register", other)
    command("decide", "reject", claims["refuse en"], "--why", "unclear", "--who", "Bob", "--register", other)
    theirs = tmp_path / "theirs.jsonl"
    command("decisions", "dump", str(theirs), "--register", other)
    status, out, err = command("decisions", "load", str(theirs))
    assert (status, out.split(";")[0]) == (1, "1 decisions added, 0 were there")
    assert "Bob" in err
    assert "the first holds" in err
    listed = command("decisions")[1]
    assert "Bob, loaded  reject" in listed
    assert len(command("decisions", "list", "--json")[1].splitlines()) == 2
    theirs.write_bytes(theirs.read_bytes().replace(b"unclear", b"obvious"))
    status, _, err = command("decisions", "load", str(theirs))
    assert (status, "line 1: decision 1 was altered" in err) == (1, True)


def test_verify_names_what_was_done_to_decisions(command: Command, claims: dict[str, str], tmp_path: Path) -> None:
    for number in range(3):
        command("decide", "correct", claims["refuse en"], "count", f"{number + 20}", "--why", "so")
    command("build", "-q")
    assert command("verify")[0] == 0
    chain = chain_of(tmp_path / "register")
    kept = chain.place.read_bytes()
    chain.place.write_bytes(kept.replace(b'"after":[21,21]', b'"after":[91,91]'))
    status, out, _ = command("verify")
    assert (status, "decisions.jsonl, line 2: decision 2 was altered" in out) == (1, True)
    assert command("build", "-q")[0] == 3
    chain.place.unlink()
    chain.seal.unlink()
    status, out, _ = command("verify")
    assert (status, "decision 3, which the register was built with" in out) == (1, True)
