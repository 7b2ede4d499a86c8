"""Figures, lists, decisions and open questions as JSON are those of their pages."""

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.web import figured
from tests.web.actors import at_a_desk
from tests.web.test_api import asked


@pytest.fixture(scope="module")
def figures(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    return figured.desk(tmp_path_factory.mktemp("figures"))


@pytest.mark.parametrize(
    "question",
    [
        "",
        "act=all-refuse",
        "act=refuse&since=2022&until=2023&place=Donetsk+Oblast",
        "act=refuse&without=Zarya&by=month",
    ],
)
def test_a_total_is_that_of_the_page(figures: TestClient, question: str) -> None:
    shape = asked(figures, f"/api/totals?{question}")
    total, page = shape["total"], figured.counted(figures, f"/how-many?{question}").text
    found = re.search(r'<dl class="ends">(.*?)</dl>', page, re.DOTALL)
    numbers = [int(one.replace(",", "")) for one in re.findall(r"<dd>([\d,]+)</dd>", found[1])] if found else []
    assert isinstance(total, dict)
    assert numbers[: 1 + (total["high"] is not None)] == [
        one for one in (total["low"], total["high"]) if one is not None
    ]
    assert shape["not_understood"] == []
    assert bool(shape["rows"]) == ("by=" in question)


def test_what_a_question_cannot_mean_is_said(figures: TestClient) -> None:
    assert len(asked(figures, "/api/totals?act=nothing&since=x")["not_understood"]) == 2  # type: ignore[arg-type]


def test_judgments_are_narrowed_as_on_the_page(figures: TestClient) -> None:
    whole, convicted = asked(figures, "/api/judgments"), asked(figures, "/api/judgments?verdict=convicted")
    assert 0 < convicted["total"] <= whole["total"]  # type: ignore[operator]
    assert all("convicted" in one["verdict"] for one in convicted["rows"])  # type: ignore[attr-defined]
    assert "told" in whole


def test_paths_give_every_flow_with_its_ways(figures: TestClient) -> None:
    found = asked(figures, "/api/paths?from=first")
    assert found["ways"]
    assert all(one["cases"] for one in found["flows"])  # type: ignore[attr-defined]


def test_lists_and_their_overlap(figures: TestClient) -> None:
    listed = asked(figures, "/api/lists")["rows"]
    assert [one["name"] for one in listed] == ["absent"]  # type: ignore[attr-defined]
    whole = asked(figures, "/api/lists/1")
    assert whole["rows"]
    assert whole["faults"]
    assert figures.get("/api/lists/2").status_code == 404
    assert asked(figures, "/api/overlap")["overlaps"] == []
    with_register = asked(figures, "/api/overlap?register=true")
    people = sum(one["people"] for one in with_register["overlaps"])  # type: ignore[attr-defined]
    assert people <= sum(with_register["people"])  # type: ignore[call-overload]


def test_open_questions_are_silent_about_the_score(three_told: Path, tmp_path: Path) -> None:
    person = at_a_desk(three_told, tmp_path / "register")
    rows = asked(person.client, "/api/review")["rows"]
    assert rows
    assert [one["id"] for one in rows] == [one.id for one in person.acting.questions.now()]  # type: ignore[attr-defined]
    assert not any({"score", "features", "link"} & one.keys() for one in rows)  # type: ignore[attr-defined]
    open_pairs = asked(person.client, "/api/questions")["rows"]
    assert open_pairs
    assert {one["score"] for one in open_pairs} == {None}  # type: ignore[attr-defined]
    for row in asked(person.client, "/api/events")["rows"]:  # type: ignore[attr-defined]
        for link in asked(person.client, f"/api/events/{row['id']}")["links"]:  # type: ignore[attr-defined]
            assert (link["score"] is None) == (link["judgement"] == "possible")


def test_decisions_come_with_who_and_why_the_last_first(three_told: Path, tmp_path: Path) -> None:
    person = at_a_desk(three_told, tmp_path / "register")
    person.post(person.pair, judgement="unsure", why="too little")
    person.post("/decisions/1/undo", why="a slip")
    found = asked(person.client, "/api/decisions")
    assert [one["kind"] for one in found["rows"]] == ["withdraw", "unsure"]  # type: ignore[attr-defined]
    assert {one["who"] for one in found["rows"]} == {"Anna"}  # type: ignore[attr-defined]
