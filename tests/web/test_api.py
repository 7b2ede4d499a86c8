"""The desk as JSON."""

import re
from typing import Any
from urllib.parse import quote

import msgspec
import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from starlette.testclient import TestClient

from tests.happened import A
from tests.web.desks import HOST
from vidmova.web import apirecords as shapes
from vidmova.web.snapshot import NARROWING

DESCRIPTION = "/api/openapi.json"
HEADERS = {"host": HOST.removeprefix("http://")}


def asked(desk: TestClient, address: str) -> dict[str, object]:
    response = desk.get(address)
    assert response.status_code == 200, response.text
    assert response.headers["content-type"] == "application/json"
    found = response.json()
    assert isinstance(found, dict)
    return found


def test_every_record_that_a_list_names_can_be_opened(ours: TestClient) -> None:
    opened = 0
    for path in asked(ours, DESCRIPTION)["paths"]:  # type: ignore[attr-defined]
        if "{id}" not in path or path == "/api/claims/{id}":
            continue
        for row in asked(ours, path.removesuffix("/{id}"))["rows"]:  # type: ignore[attr-defined]
            identity = row.get("id") or row["entity"]["id"]
            asked(ours, path.format(id=quote(identity)))
            opened += 1
    assert opened > 8


def test_an_event_has_its_claims_with_their_passages(ours: TestClient) -> None:
    event = msgspec.convert(asked(ours, "/api/events/e-refused"), shapes.EventWhole)
    assert event.claims
    for one in event.claims:
        text = asked(ours, f"/api/documents/{one.document}")["text"]
        assert isinstance(text, str)
        assert text[one.claim.start : one.claim.end] == one.passage
        assert msgspec.convert(asked(ours, f"/api/claims/{one.key}"), shapes.ClaimShown) == one


def test_pages_hold_each_row_once(ours: TestClient) -> None:
    whole = asked(ours, "/api/events")
    total = whole["total"]
    assert isinstance(total, int)
    one_by_one = [asked(ours, f"/api/events?size=1&page={number}")["rows"] for number in range(1, total + 1)]
    assert [row for rows in one_by_one for row in rows] == whole["rows"]  # type: ignore[attr-defined]
    assert asked(ours, f"/api/events?size=1&page={total + 1}")["rows"] == []


def test_lists_can_be_narrowed_as_on_the_page(ours: TestClient) -> None:
    assert set(NARROWING) <= set(shapes.EventsAsked.__struct_fields__)
    narrowed = asked(ours, "/api/events?act=refuse")["rows"]
    assert {row["act"] for row in narrowed} == {"refuse"}  # type: ignore[attr-defined]
    assert asked(ours, "/api/events?act=nothing")["total"] == 0


def test_search_finds_a_name_in_another_script(ours: TestClient) -> None:
    found = msgspec.convert(asked(ours, "/api/search?q=Haivoron"), shapes.SearchFound)
    assert found.named[0].entity.kind == "person"


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/api/events?page=0", r"`int` >= 1.*page"),
        ("/api/events?page=many", r"Expected `int`.*page"),
        ("/api/events?size=100000", "<= 200"),
        ("/api/events?sort=size", "sort"),
        ("/api/events?colour=red", "colour"),
        ("/api/events?act=a&act=b", "twice"),
        ("/api/search", "`q`"),
        ("/api?x=1", "`x`"),
    ],
)
def test_a_wrong_parameter_is_named(ours: TestClient, address: str, said: str) -> None:
    response = ours.get(address)
    assert response.status_code == 400
    assert re.search(said, response.json()["error"])


@pytest.mark.parametrize(
    "address", ["/api/events/none", "/api/claims/none", f"/api/people/{A}", "/api/none", "/api/events/%00", "/api/a/b"]
)
def test_what_is_not_there_is_said(ours: TestClient, address: str) -> None:
    response = ours.get(address)
    assert response.status_code == 404
    assert response.json()["error"].startswith(("there is no", "nothing has"))


def test_a_change_is_refused_in_json(ours: TestClient) -> None:
    response = ours.post("/api/events")
    assert response.status_code == 405
    assert "GET" in response.headers["allow"]
    assert response.json()["error"].startswith("method not allowed")


def test_the_word_null_is_a_word(ours: TestClient) -> None:
    assert asked(ours, "/api/events?act=null")["total"] == 0


def test_an_empty_register_answers(empty: TestClient) -> None:
    assert asked(empty, "/api")["claims"] == 0
    assert asked(empty, "/api/events")["rows"] == []


def test_texts_that_try_to_be_code_come_as_json(evil: TestClient) -> None:
    response = evil.get("/api/events/e-evil")
    assert response.headers["x-content-type-options"] == "nosniff"
    assert "<script>" in response.json()["event"]["title"]


def test_any_question_gets_an_answer_that_was_described(ours: TestClient) -> None:
    schema: Any = schemathesis.openapi.from_asgi(DESCRIPTION, ours.app, headers=HEADERS)
    every = [one.ok() for one in schema.get_all_operations()]
    assert len(every) > 15

    wrong = [(one, GenerationMode.NEGATIVE) for one in every if len(one.query) > 0]
    assert wrong
    for operation, mode in [*((one, GenerationMode.POSITIVE) for one in every), *wrong]:

        @settings(max_examples=15, deadline=None, database=None, suppress_health_check=list(HealthCheck))
        @given(case=operation.as_strategy(mode))
        def check(case: Any) -> None:
            case.call_and_validate(headers=HEADERS)

        check()
