"""Judgments: what a filter counts is what the list behind it holds; under five no median; the rest stands apart."""

import re
from html import unescape

import pytest
from starlette.testclient import TestClient

from tests.web.desks import Page
from tests.web.figured import counted, desk
from vidmova.totals.distributions import SEVERAL
from vidmova.web.courtpages import LONGER, _year_of


@pytest.fixture(scope="module")
def figures(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    return desk(tmp_path_factory.mktemp("figures"))


def total(text: str) -> int:
    found = re.search(r'<h1>[^<]*<span class="n">([^<]*)</span>', text)
    assert found
    return int(re.sub(r"\D", "", found[1]))


@pytest.mark.parametrize(
    "address", ["/judgments", "/judgments?verdict=convicted", "/judgments?charge=awol&kind=prison"]
)
def test_every_filter_counts_the_list_it_leads_to(figures: TestClient, address: str) -> None:
    side = counted(figures, address).text.split('<aside id="narrow"')[1]
    links = re.findall(r'<li><a href="([^"]*)"(?! aria)[^>]*><bdi>[^<]*</bdi> <span class="n">(\d+)</span>', side)
    assert links
    for link, count in links:
        assert total(counted(figures, unescape(link)).text) == int(count), link


def test_every_column_opens_its_judgments(figures: TestClient) -> None:
    text = counted(figures, "/judgments").text
    columns = re.findall(r'<a href="([^"]*)" aria-label="([^"]*): (\d+)"><title>', text)
    assert columns
    for link, _, count in columns:
        assert total(counted(figures, unescape(link)).text) == int(count)


def test_under_five_terms_no_median_is_given(figures: TestClient) -> None:
    said = Page(counted(figures, "/judgments").text).words
    assert "none: fewer than five" in said
    assert "median 60" not in said


def test_what_is_disagreed_about_and_told_elsewhere_is_marked(figures: TestClient) -> None:
    said = Page(counted(figures, "/judgments").text).words
    assert "5 years 6 months – 6 years" in said
    assert "≠ " in said
    assert "absent for 30 days or more" in said
    assert "appeal : rejected" in said


def test_numbers_stand_apart_from_judgments(figures: TestClient) -> None:
    said = Page(counted(figures, "/judgments").text).words.split("Told as numbers")[1]
    assert "371 people" in said
    assert "1 event tells of sentences with neither a number nor a name." in said
    assert "sentence was only asked for, threatened or denied" in said


def test_the_table_has_one_line_a_judgment(figures: TestClient) -> None:
    lines = figures.get("/judgments.csv").text.splitlines()
    assert len(lines) - 1 == total(counted(figures, "/judgments").text)
    assert len(figures.get("/judgments.csv?verdict=acquitted").text.splitlines()) == 2


def test_a_term_stands_in_the_year_that_it_surely_lies_in() -> None:
    assert [_year_of(term) for term in ((0, 11), (12, 12), (66, 72), (60, None), (180, None))] == [
        "0", "1", SEVERAL, SEVERAL, LONGER,
    ]  # fmt: skip
