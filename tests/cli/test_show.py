import json
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.happened import BROTHER, DISMISSED, HAIVORON, KRASNODAR, ONE, OTHER, REFUSED, SUED, A, B, a_register, joined
from vidmova.cli.running import run
from vidmova.register.store import Store

Command = Callable[..., tuple[int, str, str]]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return a_register(tmp_path / "register").root


@pytest.fixture
def command(root: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    def called(*arguments: str) -> tuple[int, str, str]:
        status = run(lambda *_: None, ["show", *arguments, "--register", str(root)])
        said = capsys.readouterr()
        return status, said.out, said.err

    return called


TITLES = (
    "What the documents say",
    "Value against value",
    "What disagrees",
    "Parts and sums",
    "Why joined",
    "Questions: one event or two?",
    "Who tells it",
)


def parts(out: str) -> dict[str, str]:
    """Return what is printed under each title."""
    found = {}
    for title in TITLES:
        before, _, out = out.partition(f"\n{title}\n")
        found[title] = before
    return dict(zip(["", *TITLES], [*found.values(), out], strict=True))


@pytest.mark.parametrize("identity", [REFUSED, "e-ref"])
def test_an_event_is_shown_with_all_that_is_held_of_it(command: Command, identity: str) -> None:
    status, out, err = command(identity)
    assert (status, err) == (0, "")
    shown = parts(out)
    assert shown[""].splitlines() == [
        f"Fighters refused to go  {REFUSED}",
        "  refuse · 10 to 12 people · since 2022-02-25 · Krasnodar",
        "  2 claims in 2 documents, 1 of them independent (ru)",
    ]
    said = shown["What the documents say"]
    assert "in/ru.txt  Вести Кубани · ru" in said
    assert f"refuse  {ONE}  ru\n  [Двенадцать] бойцов отказались ехать." in said
    assert said.index(ONE) < said.index(OTHER)
    values = shown["Value against value"].splitlines()
    assert values[0].split() == ["count", "12"]
    assert values[1].split() == ["Вести", "Кубани:", ONE]
    assert values[2].split() == ["about", "10"]
    assert values[3].split() == ["en.txt:", OTHER]
    assert shown["What disagrees"].splitlines() == [
        "! count: one says twelve, the other about ten  x-count",
        f"    12: Вести Кубани {ONE}",
        f"    about 10: en.txt {OTHER}",
    ]
    assert shown["Parts and sums"].splitlines()[:3] == [
        f"  “2 – Two went to court” ({SUED}) is part of this event",
        f"      the text says “of them”: {'c' * 12}-c001",
        f"  this event is the sum of “1 – Stepan Haivoron was dismissed” ({DISMISSED}) and “2 – Two went to court” "
        f"({SUED}); the parts are 7 less than the whole",
    ]
    assert shown["Why joined"].splitlines() == [f"  {ONE} and {OTHER}  0.93", "      the act and the place agree"]
    assert "both speak of fighters" in shown["Questions: one event or two?"]
    assert shown["Who tells it"].splitlines() == [
        "  one text: Вести Кубани, en.txt – the English text translates the Russian one",
        f"  {OTHER}  en.txt ← Вести Кубани ← a lawyer",
        "",
        "On the way of Степан Гайворон (w-1): event 1 of 2",
    ]


def test_parts_and_wholes_are_said_also_where_no_relation_does(root: Path, command: Command) -> None:
    assert f"  this event is part of “10 to 12 – Fighters refused to go” ({REFUSED})" in command(SUED)[1]
    with Store(root / "register.db") as store:
        store.linked(replace(joined(), relations=[]), "r")
    assert f"  part of “10 to 12 – Fighters refused to go” ({REFUSED})" in command(SUED)[1]
    assert f"  has the part “2 – Two went to court” ({SUED})" in command(REFUSED)[1]


def test_a_closed_contradiction_is_said_to_be(command: Command) -> None:
    assert "  date (closed): a month apart" in command(DISMISSED)[1]


def test_an_event_as_json(command: Command) -> None:
    status, out, _ = command(REFUSED, "--json")
    shown = json.loads(out)
    assert status == 0
    assert (shown["id"], shown["low"], shown["high"]) == (REFUSED, 10, 12)
    assert shown["documents"] == ["in/ru.txt", "in/en.txt"]
    assert shown["document_ids"] == [B, A]
    assert [claim["key"] for claim in shown["claims"]] == [ONE, OTHER]
    assert shown["claims"][1]["passage"] == "About ten fighters refused to go."
    assert shown["claims"][1]["document"] == "in/en.txt"
    assert shown["contradictions"][0]["sides"] == [[ONE], [OTHER]]
    assert shown["values"][0]["field"] == "count"
    assert shown["parts"] == [SUED]
    assert {"relations", "links", "tellings", "chains", "cases"} <= set(shown)


@pytest.mark.parametrize("name", [HAIVORON, "Степану Гайворону", "Stepan Haivoron", "  Степан   Гайворон "])
def test_a_person_is_shown_by_id_or_name(command: Command, name: str) -> None:
    status, out, err = command(name)
    assert (status, err) == (0, "")
    lines = out.splitlines()
    assert lines[:2] == [f"Степан Гайворон  person · {HAIVORON}", "  also Stepan Haivoron"]
    way = lines[lines.index("The way of Степан Гайворон") + 1 :]
    assert way[:3] == [
        f"  1.  since 2022-02-25  refuse  Fighters refused to go  ({REFUSED})",
        f"  2.  2022-03  dismiss  Stepan Haivoron was dismissed  ({DISMISSED})",
        "      he was among those who refused",
    ]
    assert lines[lines.index("Events") + 2].startswith(DISMISSED)
    assert lines[lines.index("Named") + 1 :] == [
        f"  Stepan Haivoron: {A[:12]}-c002 (person)",
        f"  Степан Гайворон: {B[:12]}-c002 (person)",
    ]


def test_a_person_as_json(command: Command) -> None:
    shown = json.loads(command("Степана Гайворона", "--json")[1])
    assert (shown["id"], shown["kind"]) == (HAIVORON, "person")
    assert [event["id"] for event in shown["events"]] == [DISMISSED]
    assert shown["cases"][0]["events"] == [REFUSED, DISMISSED]
    assert len(shown["mentions"]) == 2
    assert shown["found"]["judgement"] == "same"
    assert json.loads(command(HAIVORON, "--json")[1])["found"] is None


def test_a_place_is_shown_with_what_it_lies_in(command: Command) -> None:
    out = command(KRASNODAR)[1]
    assert out.startswith(f"Krasnodar  place · settlement · {KRASNODAR}\n  in Krasnodar Krai, Russia\n")


def test_several_people_who_fit_are_listed(command: Command) -> None:
    status, out, err = command("Гайворону")
    assert (status, out) == (2, "")
    assert len(err.splitlines()) == 1
    assert f"({HAIVORON})" in err
    assert f"({BROTHER})" in err
    assert "show one by that id" in err


def test_one_who_may_be_meant_is_shown_with_the_doubt(root: Path, command: Command) -> None:
    with Store(root / "register.db") as store:
        store.linked(replace(joined(), entities=joined().entities[:1]), "r")
    assert "\n  perhaps: " in command("Гайворону")[1]


@pytest.mark.parametrize(
    ("identity", "said"),
    [
        ("abc", "at least 4"),
        ("e-nothing", "no document's and no event's id begins with e-nothing"),
        (f"{A[:12]}-c999", "no claim is called"),
        ("Олекса Журавель", "nobody named Олекса Журавель is in this register"),
        ("e-", "at least 4"),
    ],
)
def test_what_is_not_there_is_one_sentence(command: Command, identity: str, said: str) -> None:
    status, out, err = command(identity)
    assert (status, out) == (2, "")
    assert said in err
    assert len(err.splitlines()) == 1


def test_a_beginning_that_several_ids_have(root: Path, command: Command) -> None:
    with Store(root / "register.db") as store:
        several = [replace(joined().events[0], id="aaaa-refused"), *joined().events]
        store.linked(replace(joined(), events=several), "r")
    status, out, err = command("aaaa")
    assert (status, out) == (2, "")
    assert "several ids begin with aaaa (event aaaa-refused, document aaaaaaaaaaaa); give more of it" in err
    assert command("aaaa-")[0] == 0


@pytest.mark.parametrize("identity", [B, B[:12], ONE])
def test_documents_and_claims_are_shown_as_before(command: Command, identity: str) -> None:
    status, out, _ = command(identity)
    assert status == 0
    assert out.startswith("in/ru.txt  Вести Кубани · ru\n")
    assert f"refuse  {ONE}  ru" in out
