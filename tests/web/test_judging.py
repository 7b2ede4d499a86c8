"""People judge on the desk: every judgement is kept with who and why, the register shows it, and it can be undone."""

import re
from pathlib import Path

import pytest

from tests.web.actors import EN, Person, at_a_desk
from tests.web.desks import EVIL, Page
from vidmova.records import Event
from vidmova.review import log
from vidmova.review.decisions import Decision
from vidmova.web.recounting import Recount


@pytest.fixture
def person(three_told: Path, tmp_path: Path) -> Person:
    return at_a_desk(three_told, tmp_path / "register")


def words(text: str) -> str:
    return Page(text).words


def kept(person: Person) -> list[Decision]:
    return log.read_decisions(person.root)


def first_claim(person: Person, name: str = "en.txt") -> str:
    document = next(one for one in person.store.document_list() if one.name == name)
    return f"{document.id[:12]}-{person.store.claims(document.id)[0].id}"


def test_a_question_does_not_say_what_the_program_holds(person: Person) -> None:
    asked = person.acting.questions.now()
    linked = [one for one in asked if one.link]
    assert linked
    for one in linked:
        assert one.link
        text = person.get(f"/review/{one.id}")
        for score in (f"{one.link.score:.2f}", f"{one.link.score:.3f}", "what counted", "strong", "weak"):
            assert score not in text.split("<main")[1]
        assert "The program held" not in text


def test_a_question_is_answered_and_the_next_one_comes(person: Person) -> None:
    address, before = person.pair, len(person.acting.questions.now())
    answer = person.post(address, judgement="join", usual="same unit and day", why="the same dozen")
    assert answer.url.params["after"] == "1"
    said = words(answer.text)
    assert "Saved: decision 1 · same" in said
    assert "The program held it for one event" in said
    assert re.search("It leaned (as you did|the other way)", said)
    decision = kept(person)[0]
    assert (decision.kind, decision.who, decision.why) == ("join", "Anna", "same unit and day; the same dozen")
    person.settled()
    assert len(person.acting.questions.now()) < before
    assert person.client.get(address).status_code == 404
    assert person.post(address, judgement="join", why="again").status_code == 404
    assert len(kept(person)) == 1


def test_what_cannot_be_known_is_not_asked_again(person: Person) -> None:
    address = person.pair
    person.post(address, judgement="unsure", why="too little")
    person.settled()
    assert address.rpartition("/")[2] not in {one.id for one in person.acting.questions.now()}


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"judgement": "join", "why": "", "usual": ""}, "Say why"),
        ({"judgement": "join", "why": "so", "who": " "}, "Say who you are"),
        ({"judgement": "", "why": "so"}, "choose an answer first"),
        ({"judgement": "accept", "why": "so"}, "choose an answer first"),
        ({"judgement": "best", "why": "so"}, "choose an answer first"),
    ],
)
def test_half_an_answer_is_not_kept_and_its_words_are_not_lost(
    person: Person, fields: dict[str, str], said: str
) -> None:
    answer = person.post(person.pair, **fields)
    assert answer.status_code == 400
    assert said in words(answer.text)
    assert f'name="why" value="{fields["why"]}"' in answer.text
    assert kept(person) == []


def test_an_answer_is_not_lost_when_the_disk_refuses(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    address = person.pair

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    answer = person.post(address, judgement="join", why="the same dozen")
    assert answer.status_code == 503
    assert 'value="the same dozen"' in answer.text
    assert "disk is full" in answer.text
    monkeypatch.undo()
    assert kept(person) == []
    assert person.post(address, judgement="join", why="the same dozen").status_code == 200


def test_undoing_is_another_decision(person: Person) -> None:
    asked = {one.id for one in person.acting.questions.now()}
    person.post(person.pair, judgement="join", why="so")
    person.settled()
    answer = person.post("/decisions/1/undo", why="undone at once", back="/review")
    assert "Saved: decision 2 · withdrawn" in words(answer.text)
    person.settled()
    assert [one.kind for one in kept(person)] == ["join", "withdraw"]
    assert {one.id for one in person.acting.questions.now()} == asked
    assert "withdrawn since" in words(person.get("/decisions"))
    assert person.post("/decisions/99/undo", why="x").status_code == 400
    assert person.post("/decisions/1/undo", why="").status_code == 400


def test_a_claim_is_rejected_and_its_event_counts_without_it(person: Person) -> None:
    before = {one.id: one.claims for one in person.store.every(Event)}
    claim = first_claim(person)
    answer = person.post(f"/claims/{claim}", judgement="reject", why="an example", back=f"/documents/{claim[:12]}#x")
    assert str(answer.url.path) == f"/documents/{claim[:12]}"
    person.settled()
    assert claim not in {key for one in person.store.every(Event) for key in one.claims}
    assert {one.id: one.claims for one in person.store.every(Event)} != before
    assert "1 rejected claim" in words(person.get(f"/documents/{claim[:12]}"))
    said = words(person.get(f"/claims/{claim}"))
    assert "was rejected and is not in the register" in said
    person.post(f"/claims/{claim}", judgement="accept", why="it is none")
    person.settled()
    assert "accepted" in words(person.get(f"/documents/{claim[:12]}"))


def test_a_field_is_corrected_and_the_total_moves(person: Person) -> None:
    claim = first_claim(person)
    assert person.post(f"/claims/{claim}", judgement="correct", field="count", value="x", why="a").status_code == 400
    assert person.post(f"/claims/{claim}", judgement="correct", field="no", value="1", why="a").status_code == 400
    answer = person.post(f"/claims/{claim}", judgement="correct", field="count", value="14", why="a misprint")
    assert answer.status_code == 200
    person.settled()
    stated = person.store.claim(claim)
    assert stated
    assert stated[1].count == (14, 14)
    assert "14" in words(person.get("/decisions"))
    assert "✎ corrected" in words(person.get(f"/documents/{claim[:12]}"))


def test_a_name_is_asked_once(person: Person) -> None:
    assert 'name="who"' in person.get("/review")
    answer = person.post(person.pair, judgement="join", why="so", who="  Ганна   Коваль ")
    assert 'name="who"' not in answer.text
    person.post("/decisions/1/undo", why="no", who="")
    assert [one.who for one in kept(person)] == ["Ганна Коваль"] * 2


def test_hostile_words_are_kept_as_they_are_and_shown_as_text(person: Person) -> None:
    person.post(person.pair, judgement="join", why=EVIL, who=EVIL)
    person.settled()
    assert kept(person)[0].why == EVIL.strip()
    for address in ("/decisions", "/review?after=1", "/settings"):
        text = person.get(address)
        assert "<script>alert" not in text
        assert "\u202e" not in text
    for back in ("//elsewhere.example", "http://elsewhere.example", "/\\elsewhere.example", "javascript:alert(1)"):
        answer = person.post("/decisions/1/undo", why="x", back=back)
        assert answer.url.host == "127.0.0.1"


def test_an_altered_chain_is_said_on_every_page_and_nothing_is_added(person: Person) -> None:
    address = person.pair
    person.post(address, judgement="join", why="so")
    person.settled()
    place = person.root / log.FILE
    place.write_bytes(place.read_bytes().replace(b'"so"', b'"no"'))
    for page in ("/", "/help", "/add"):
        assert "decisions.jsonl" in person.get(page)
    for page in ("/review", "/decisions"):
        assert person.client.get(page).status_code == 503
    assert person.post(f"/claims/{first_claim(person)}", judgement="accept", why="x").status_code == 503


def test_a_slow_register_says_that_events_are_counted_anew(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Recount, "settled", lambda *_: False)
    monkeypatch.setattr(Recount, "ask", lambda self: setattr(self, "_asked", self._asked + 1))
    answer = person.post(person.pair, judgement="join", why="so")
    assert "Saved; events are being counted anew." in words(answer.text)
    assert len(kept(person)) == 1
    assert "Events are being counted anew." in words(person.get("/help"))


def test_a_draft_is_kept_in_the_register_and_shown_on_return(person: Person) -> None:
    identity = person.pair.rpartition("/")[2]
    assert person.post("/drafts", question=identity, why="half a tho").status_code == 204
    text = person.get(f"/review/{identity}")
    assert 'value="half a tho"' in text
    assert "draft, 20" in words(text)
    assert person.post("/drafts", question="Q-NO", why="x").status_code == 404
    person.post(person.pair, judgement="join", why="half a thought")
    assert person.acting.notes.draft(identity) is None


def test_a_contradiction_is_closed_with_a_reason(person: Person) -> None:
    asked = next(one for one in person.acting.questions.now() if one.question.kind == "contradiction")
    answer = person.client.get(f"/contradictions/{asked.question.contradiction}")
    assert str(answer.url.path) == f"/review/{asked.id}"
    person.post(f"/review/{asked.id}", judgement="close", usual="both may be true")
    person.settled()
    assert asked.question.contradiction not in {one.question.contradiction for one in person.acting.questions.now()}
    assert "a" in words(person.get("/contradictions?state=closed"))
    assert person.client.get("/contradictions/none").status_code == 200


def test_a_decision_whose_ground_moved_can_be_answered(person: Person) -> None:
    claim = first_claim(person)
    person.post(f"/claims/{claim}", judgement="correct", field="count", value="14", why="a misprint")
    person.settled()
    place = person.root / "archive"
    assert place.is_dir()
    other = person.acting.judged.every()[0]
    log.save(person.root, [Decision(kind="reject", who="Bo", when=log.now(), why="no", claims=other.claims,
                                    seen=other.seen, called=claim, origin="ab")])  # fmt: skip
    person.acting.recount.ask()
    person.settled()
    asked = [one for one in person.acting.questions.now() if one.question.kind == "conflict"]
    for one in asked:
        text = words(person.get(f"/review/{one.id}"))
        assert "Decisions are at odds" in text
        assert "Withdraw decision" in text


def test_characters_become_a_claim(person: Person) -> None:
    document = next(one for one in person.store.document_list() if one.name == "ru.txt")
    full = person.store.document(document.id)
    assert full
    place = f"/documents/{document.id[:12]}/claim"
    start = full.text.index("Погода")
    asked = {"from": str(start), "to": str(start + 6)}
    assert "What does the passage say was done?" in words(person.client.get(place, params=asked).text)
    end = full.text.index("холодной.") + len("холодной.")
    given = {"from": str(start), "to": str(end), "act": "shame"}
    word = {"group.from": str(start), "group.to": str(start + 6)}
    read = person.post(place, **given, **word, do="read")
    assert 'name="group" value="Pogoda"' in read.text
    assert kept(person) == []
    assert person.post(place, **given, group="weather", why="x", do="save").status_code == 400
    assert person.post(place, **given, **word, group="weather", do="save").status_code == 400
    answer = person.post(place, **given, **word, group="weather", usual="the program missed it", do="save")
    assert answer.status_code == 200
    person.settled()
    made = next(one for one in person.store.claims(document.id) if one.act == "shame")
    assert (made.start, made.end, made.group) == (start, end, "weather")
    assert [(one.field, full.text[one.start : one.end]) for one in made.spans] == [("group", "Погода")]
    assert "+ added by hand" in words(person.get(f"/documents/{document.id[:12]}"))


@pytest.mark.parametrize(
    "query", ["from=0&to=0", "from=-1&to=5", "from=5&to=2", "from=0&to=999999999", "sentence=0", "sentence=x", "from=1"]
)
def test_characters_that_are_not_there_are_said(person: Person, query: str) -> None:
    document = person.store.document_list()[0].id[:12]
    assert person.client.get(f"/documents/{document}/claim?{query}").status_code == 400
    assert person.client.get(f"/documents/{document}/claim?sentence=1").status_code == 200


def test_the_latin_letters_of_a_passage_are_shown_when_asked_for(person: Person) -> None:
    texts = [person.get(f"/review/{one.id}?latin=1") for one in person.acting.questions.now()]
    assert any("otkazalis" in text or "vidmovylysia" in text for text in texts)
    assert all("otkazalis" not in person.get(f"/review/{one.id}") for one in person.acting.questions.now())


def test_nothing_open_is_said(tmp_path: Path) -> None:
    person = Person(tmp_path / "one")
    person.add({"en.txt": EN.encode()})
    while question := person.question:
        person.post(question, judgement="close" if 'value="close"' in person.get(question) else "unsure", why="x")
        person.settled()
    assert "No open questions" in words(person.get("/review"))
