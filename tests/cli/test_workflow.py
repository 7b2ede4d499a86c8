"""From a first coder to a final event, at the shell: states, blind coding, agreement, history."""

import json

import pytest

from tests.cli.test_decide import Command, claims, command, events

__all__ = ["claims", "command"]


def event_of(command: Command, claim: str) -> str:
    return next(name for name, one in events(command).items() if claim in one["claims"])  # type: ignore[operator]


def decide(command: Command, who: str, *arguments: str) -> tuple[int, str, str]:
    return command("decide", *arguments, "--who", who, "--why", "so")


def test_two_people_bring_an_event_to_its_end(command: Command, claims: dict[str, str]) -> None:
    event = event_of(command, claims["refuse en"])
    assert "open" in command("history", event)[1]
    assert decide(command, "Ann", "state", event, "coded")[0] == 0
    assert "1 event waits for a second person" in command("review")[2]
    status, _, err = decide(command, "Ann", "state", event, "checked")
    assert (status, "Ann coded it; a second person checks" in err) == (2, True)
    assert decide(command, "Berta", "state", event, "checked")[0] == 0
    assert decide(command, "Ann", "state", event, "final")[0] == 0
    out = command("history", event)[1]
    assert "final (coded by Ann, checked by Berta)" in out
    assert out.count(f"state {event}") == 3
    assert json.loads(command("history", event, "--json")[1])["state"] == "final"


def test_an_event_is_open_again_after_a_correction(command: Command, claims: dict[str, str]) -> None:
    event = event_of(command, claims["sentence en"])
    decide(command, "Ann", "state", event, "coded")
    decide(command, "Ann", "correct", claims["sentence en"], "term_months", "72")
    assert "is open again" in command("review")[1]
    assert "open: a claim of its event says something else since" in command("history", event)[1]
    assert decide(command, "Ann", "state", event, "coded")[0] == 0
    assert "open again" not in command("review")[1]
    command("build", "-q")
    assert "coded (coded by Ann)" in command("history", event)[1]


def test_a_second_person_codes_unseen(command: Command, claims: dict[str, str]) -> None:
    claim = claims["sentence en"]
    decide(command, "Ann", "correct", claim, "term_months", "72")
    shown = json.loads(command("coding", "next", "--who", "Berta", "--json")[1])
    assert shown["claim"] == claim
    assert set(shown) == {"claim", "document", "language", "before", "passage", "after"}
    assert "72" not in json.dumps(shown)
    coded = ("--field", "act=sentence", "--field", "term_months=60", "--field", "charge=desertion")
    assert decide(command, "Berta", "code", claim, *coded)[0] == 0
    rows = {one["field"]: one for one in map(dict, json.loads(command("coding", "agreement", "--json")[1]))}
    assert rows["term_months"]["agreement"]["units"] == 1
    status, out, _ = command("coding", "agreement")
    assert (status, "term_months" in out) == (0, True)
    assert command("coding", "agreement", "--blind")[0] == 2
    assert command("coding", "next", "--who", "Berta", "--json")[1] != json.dumps(shown)
    command("build", "-q")
    assert json.loads(command("show", claim, "--json")[1])["term_months"] == [72, 72]


def test_how_an_event_differs_since_a_decision(command: Command, claims: dict[str, str]) -> None:
    claim = claims["sentence en"]
    event = event_of(command, claim)
    decide(command, "Ann", "correct", claim, "term_months", "72")
    decide(command, "Ann", "correct", claim, "charge", "awol")
    found = [json.loads(one) for one in command("history", event, "--from", "#1", "--json")[1].splitlines()]
    assert [one["what"].rpartition(" ")[2] for one in found] == ["charge"]
    assert command("history", event, "--from", "#1", "--to", "#1")[2].strip() == "nothing differs"
    assert f"claim {claim} term_months: [60,60] → [72,72]" in command("history", event, "--from", "#0", "--to", "#1")[1]
    before_anything = command("history", event, "--from", "2001", "--to", "#1", "--json")[1]
    assert "title" in {json.loads(one)["what"] for one in before_anything.splitlines()}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("history", "nothing-1"), "no event is called nothing-1"),
        (("history", "nothing-1", "--from", "#0"), "no event was called nothing-1 at either moment"),
        (("history", "nothing-1", "--from", "soon"), "soon is no moment like"),
        (("history", "nothing-1", "--from", "#7"), "there is no decision 7; there are 0"),
        (("coding", "agreement"), "no passage was coded by two people"),
        (("decide", "state", "nothing-1", "coded", "--why", "so"), "no event is called nothing-1"),
        (("decide", "code", "x-c001", "--why", "so"), "no claim is called x-c001"),
    ],
)
def test_what_cannot_be_is_one_sentence(command: Command, arguments: tuple[str, ...], said: str) -> None:
    status, out, err = command(*arguments)
    assert (status, out, said in err) == (2, "", True)


def test_the_feed_can_be_narrowed(command: Command, claims: dict[str, str]) -> None:
    decide(command, "Ann", "accept", claims["sentence en"])
    decide(command, "Berta", "reject", claims["refuse en"])
    assert "Berta" not in command("decisions", "list", "--who", "Ann")[1]
    assert "accept" not in command("decisions", "list", "--kind", "reject")[1]
    assert command("decisions", "list", "--since", "2999")[1] == ""
    assert command("decisions")[1].count("so") == 2
