"""Rows of lists that may be one person: asked about in the queue, judged there, undone there, and by keys alone."""

import re
from pathlib import Path

import pytest

from tests.review.test_rowjudging import DOUBTFUL, MAY_BE, OURS, THEIRS
from tests.web.actors import Person, at_a_desk
from tests.web.browsing import CHROMIUM, MISSING, ONE_BROWSER, browsing, opened, served
from tests.web.desks import Page
from tests.web.figured import add_list
from vidmova.register.listlinks import linked_lists
from vidmova.review.log import read_decisions
from vidmova.web.openquestions import Asked

pytest.importorskip("splink", reason="the extra `lists` is not installed")
HEAD = "ПІБ;Рік;Частина"


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a register with two lists that were compared, and no document."""
    person = Person(tmp_path_factory.mktemp("rows") / "register")
    for name, rows in (("ours", [*OURS, *DOUBTFUL]), ("theirs", [*THEIRS, *MAY_BE])):
        add_list(person.root, person.store, name, "\n".join([HEAD, *(one.replace(",", ";") for one in rows)]) + "\n")
    unlinked = person.acting.questions
    assert (unlinked.now(), unlinked.unlinked) == ([], True)
    assert "Compare the lists" in person.get("/review")
    linked_lists(person.store, person.root)
    person.store.__exit__(None, None, None)
    return person.root


@pytest.fixture
def person(register: Path, tmp_path: Path) -> Person:
    return at_a_desk(register, tmp_path / "register")


def asked(person: Person) -> list[Asked]:
    return [one for one in person.acting.questions.now() if one.question.kind == "row"]


def test_two_rows_stand_side_by_side_without_the_score(person: Person) -> None:
    one = asked(person)[0]
    assert one.link
    page = person.get(f"/review/{one.id}")
    assert page.count('<section class="side"') == 2
    said = Page(page.split("<main")[1]).words
    assert "Is this one person?" in said
    assert all(name in said for name in one.question.rows)
    assert any(feature in said for feature in one.link.features)
    assert "%" not in said
    assert not re.search(r"[+−-]\d+\.\d", said)
    assert '"because"' in person.client.get("/api/review").text
    assert "%" not in person.client.get("/api/review").text
    russian = Page(person.read(f"/review/{one.id}", "ru").split("<main")[1]).words
    assert "Это одно лицо?" in russian
    assert not any(feature in russian for feature in one.link.features)


def test_an_answer_is_kept_says_what_was_held_and_can_be_undone(person: Person) -> None:
    before = asked(person)
    one = before[0]
    answer = person.post(f"/review/{one.id}", judgement="separate", usual="other day of birth", why="two of them")
    decision = read_decisions(person.root)[-1]
    assert (decision.kind, len(decision.rows), decision.why) == ("separate", 2, "other day of birth; two of them")
    assert "The program held it for one person" in Page(answer.text).words
    assert one.id not in {each.id for each in asked(person)}
    assert person.client.get(f"/review/{one.id}").status_code == 404
    person.post("/decisions/1/undo", back="/decisions", why="too soon")
    assert {each.id for each in asked(person)} == {each.id for each in before}


def test_what_is_no_answer_is_refused(person: Person) -> None:
    answer = person.post(f"/review/{asked(person)[0].id}", judgement="accept", why="x")
    assert answer.status_code == 400
    assert "choose an answer first" in Page(answer.text).words
    assert read_decisions(person.root) == []


@pytest.mark.skipif(CHROMIUM is None or bool(MISSING), reason="Chromium or Playwright is not installed")
@ONE_BROWSER
def test_keys_alone_answer_and_undo(person: Person) -> None:
    one = asked(person)[0]
    with served(person.app) as host, browsing() as browser:
        page, watched = opened(browser, host, viewport={"width": 375, "height": 800})
        page.goto(f"/review/{one.id}")
        for key, answer in (("n", "separate"), ("u", "unsure"), ("x", "join")):
            page.keyboard.press(key)
            assert page.is_checked(f"input[value={answer}]")
        page.keyboard.press("1")
        page.fill("#who", "Anna")
        page.focus("#why")
        page.keyboard.press("Enter")
        page.wait_for_url("**after=1")
        assert page.locator(".outcome").count() == 1
        page.keyboard.press("z")
        page.wait_for_url("**after=2")
        page.context.close()
    assert [decision.kind for decision in read_decisions(person.root)] == ["join", "withdraw"]
    assert one.id in {each.id for each in asked(person)}
    assert watched.faults == []
