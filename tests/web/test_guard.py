"""A change is taken from a page of this desk alone: not from another host, another page, another run, or by a link."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.routing import Route

from tests.web.actors import HOST, Person
from vidmova.web.guard import LARGEST
from vidmova.web.tokens import Tokens, cookie_name


@pytest.fixture(scope="module")
def person(tmp_path_factory: pytest.TempPathFactory) -> Person:
    return Person(tmp_path_factory.mktemp("guarded"))


def changes(person: Person) -> list[str]:
    paths = [one.path for one in person.app.routes if isinstance(one, Route) and "POST" in (one.methods or ())]
    return [re.sub(r"\{\w+(:int)?\}", "1", path) for path in paths]


def test_every_change_is_known(person: Person) -> None:
    assert len(changes(person)) > 8
    assert "/settings" in changes(person)


@pytest.mark.parametrize(
    "headers",
    [
        {"host": "elsewhere.example"},
        {"origin": "http://elsewhere.example"},
        {"origin": "null"},
        {"origin": "https://127.0.0.1"},
        {"origin": "http://127.0.0.1:8051"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": HOST, "sec-fetch-site": "cross-site"},
    ],
)
def test_a_change_from_elsewhere_is_refused_everywhere(person: Person, headers: dict[str, str]) -> None:
    token = person.token
    for path in changes(person):
        answer = person.client.post(path, data={"token": token, "who": "A", "why": "b"}, headers=headers)
        assert answer.status_code == (400 if "host" in headers else 403), path
    assert person.acting.judged.every() == []
    assert person.acting.notes.searches() == []


@pytest.mark.parametrize("token", ["", "x", "0" * 64, Tokens().token, "ж"], ids=["none", "x", "zeros", "other", "zhe"])
def test_a_missing_or_other_token_is_refused_with_a_sentence(person: Person, token: str) -> None:
    assert person.token
    for path in changes(person):
        answer = person.client.post(path, data={"token": token} if token else {}, headers={"origin": HOST})
        assert answer.status_code == 403, path
        assert "Load the page again" in answer.text


def test_the_token_alone_is_not_enough(tmp_path: Path, person: Person) -> None:
    token = person.token
    person.client.cookies.clear()
    assert person.client.post("/settings", data={"token": token}).status_code == 403
    person.client.cookies.clear()
    person.client.cookies.set(cookie_name("127.0.0.1"), Tokens().cookie)
    assert person.client.post("/settings", data={"token": token}).status_code == 403
    person.client.cookies.clear()
    other = Person(tmp_path)
    assert other.token
    assert other.client.post("/settings", data={"token": token}).status_code == 403


def test_no_change_is_made_by_following_a_link(person: Person) -> None:
    before = sorted(person.root.rglob("*"))
    for path in ("/decisions/1/undo", "/jobs/x/stop", "/drafts", "/searches/forget"):
        assert person.client.get(f"{path}?token={person.token}").status_code == 405, path
    for path in ("/settings?who=x&keys=off", "/searches?name=x&address=/events", "/add?path=/tmp"):
        assert "set-cookie" not in person.client.get(path).headers
    assert person.acting.notes.searches() == []
    assert sorted(person.root.rglob("*")) == before


def test_a_page_elsewhere_may_link_here_and_take_nothing_in(person: Person) -> None:
    linked = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}
    assert person.client.get("/", headers=linked).status_code == 200
    for mode in ("no-cors", "cors", "websocket"):
        answer = person.client.get("/", headers={**linked, "sec-fetch-mode": mode})
        assert answer.status_code == 403
        assert "not of this desk" in answer.text


def test_too_large_a_form_is_refused_before_it_is_read(person: Person) -> None:
    fields = {"token": person.token, "who": "x" * (LARGEST + 1)}
    assert person.client.post("/settings", data=fields).status_code == 413

    def pieces() -> Iterator[bytes]:
        for _ in range(20):
            yield b"x" * (LARGEST // 10)

    kind = {"content-type": "application/x-www-form-urlencoded"}
    assert person.client.post("/settings", content=pieces(), headers=kind).status_code == 413
    assert person.client.post("/settings", headers={"content-length": "-1"}).status_code == 413
    many = "&".join(f"a{number}=1" for number in range(2_000))
    assert person.client.post("/settings", content=many, headers=kind).status_code in (400, 403)


def test_a_broken_form_is_no_fault(person: Person) -> None:
    kind = {"content-type": "multipart/form-data; boundary=x"}
    for body in (b"", b"--x", b"--x\r\nContent-Disposition: form-data\r\n\r\n", b"\xff" * 400):
        assert person.client.post("/add", content=body, headers=kind).status_code in (400, 403)
    assert person.client.post("/add", content=b"{}", headers={"content-type": "application/json"}).status_code == 403


def test_cookies_are_told_apart_by_port() -> None:
    assert cookie_name("127.0.0.1:8050") == "desk-8050"
    assert cookie_name("localhost") == "desk-80"
    assert cookie_name("127.0.0.1:x") == "desk"
