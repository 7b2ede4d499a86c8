"""The figure pages: each is read, translated, leads somewhere, and keeps to itself."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from tests.web.desks import EVIL, LANGUAGES, Page, empty
from tests.web.figured import ADDRESSES, counted, desk
from tests.web.test_speech import Loud
from vidmova.web.speech import catalogue

MOST_BYTES, MOST_ELEMENTS = 150_000, 2_500


@pytest.fixture(scope="module")
def _figures(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    return desk(tmp_path_factory.mktemp("figures"))


@pytest.fixture
def figures(_figures: TestClient) -> TestClient:
    _figures.cookies.clear()
    return _figures


@pytest.fixture
def loud() -> Iterator[None]:
    kept = {code: catalogue(code)._fallback for code in ("uk", "ru")}  # type: ignore[attr-defined]
    for code in kept:
        catalogue(code).add_fallback(Loud())
    yield
    for code, fallback in kept.items():
        catalogue(code)._fallback = fallback  # type: ignore[attr-defined]


@pytest.mark.usefixtures("loud")
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_is_whole_in_each_language(figures: TestClient, address: str, language: str) -> None:
    answer = counted(figures, address, language)
    page = Page(answer.text)
    assert f'<html lang="{language}"' in answer.text
    assert page.tags.count("h1") == 1
    assert len(answer.content) < MOST_BYTES
    assert len(page.tags) < MOST_ELEMENTS
    assert len(set(page.ids)) == len(page.ids)
    assert {link[1:] for link in page.addresses if link.startswith("#")} <= set(page.ids)
    assert not {name for name in page.attributes if name == "style" or name.startswith("on")}
    assert all(link.startswith(("/", "#")) and not link.startswith("//") for link in page.addresses)
    assert not re.search(r"%\(|%%", page.words)


def test_every_link_leads_somewhere(figures: TestClient) -> None:
    seen: set[str] = set()
    for address in ADDRESSES:
        links = dict.fromkeys(Page(counted(figures, address).text).addresses)
        # The invented documents have ids that begin alike; each further question would have to be counted.
        new = [one for one in links if one not in seen and not one.startswith(("#", "/documents/0", "/static"))]
        asking = [one for one in new if one.startswith(("/how-many", "/api/totals"))][:3]
        for link in (*(one for one in new if one not in asking and "how-many" not in one), *asking):
            assert figures.get(link).status_code == 200, link
        seen.update(new)


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_drawing_says_its_finding_or_is_said_beside(figures: TestClient, address: str) -> None:
    text = counted(figures, address).text
    for drawing in re.findall(r"<svg[^>]*>", text):
        assert re.search('aria-hidden="true"|role="(img|group)" aria-label="[^"]+"', drawing) or "role=" not in drawing
    for name in re.findall(r'role="img" aria-label="([^"]*)"', text):
        assert name.strip()


def test_a_drawing_that_opens_lists_has_the_same_as_a_table(figures: TestClient) -> None:
    text = counted(figures, "/").text
    drawn = set(re.findall(r'<a href="([^"]*)" aria-label="[^"]*"><title>[^<]*</title><use', text))
    assert drawn
    assert drawn <= set(re.findall(r'<td data-name="how many"><a href="([^"]*)">', text))


def test_hostile_names_are_shown_as_text(figures: TestClient) -> None:
    for address in (
        "/lists",
        "/lists/1",
        "/how-many?act=refuse&place=" + "%3Cscript%3E",
        f"/how-many?drop={quote(EVIL)}",
    ):
        text = counted(figures, address).text
        assert "<script>" not in text
        assert "<b>Дуб" not in text
        assert not re.search("[\u202a-\u202e\u2066-\u2069\x07]", text)


def test_odd_addresses_do_no_harm(figures: TestClient) -> None:
    for query in (
        "page=-1",
        "page=x",
        "by=x&series=y",
        "act=%00",
        "since=9999999&until=0",
        "possible=z",
        "row=x",
        "on=9",
    ):
        for path in (
            "/how-many",
            "/judgments",
            "/paths",
            "/lists",
            "/lists/1",
            "/lists/overlap",
            "/lists/estimate",
            "/",
        ):
            assert figures.get(f"{path}?{query}").status_code == 200, (path, query)
    assert figures.get("/lists/99").status_code == 404
    assert figures.get("/lists/one").status_code == 404


def test_a_file_begins_no_cell_with_a_formula(figures: TestClient) -> None:
    for address in ("/how-many.csv?act=refuse", "/judgments.csv", "/lists/1/left-out.csv"):
        answer = figures.get(address)
        assert answer.headers["content-type"].startswith("text/csv")
        assert len(answer.text.splitlines()) > 1
        assert not re.search(r'(^|,|")[=+@]', answer.text)


def test_an_empty_register_says_so(tmp_path: Path) -> None:
    client = empty(tmp_path)
    for address, said in (
        ("/how-many", "That is no zero"),
        ("/judgments", "That is no zero"),
        ("/paths", "No way in what was read"),
        ("/lists", "No list yet"),
        ("/lists/overlap", "Overlaps need two lists"),
        ("/lists/estimate", "Estimates need two lists"),
    ):
        assert said in Page(counted(client, address).text).words, address
