"""What a facet counts is what the list behind it holds."""

import re
from collections import Counter
from html import unescape
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from tests.web.desks import Page
from vidmova.web.facetindex import Index
from vidmova.web.facets import NOT_SAID, narrow

NAMES = ("a", "b", "c")
VALUES = st.lists(st.sampled_from("xyz"), max_size=2, unique=True).map(tuple)
ROWS = st.lists(st.fixed_dictionaries(dict.fromkeys(NAMES, VALUES)), max_size=12)
CHOSEN = st.dictionaries(st.sampled_from(NAMES), st.sampled_from(["x", "y", NOT_SAID, "nothing"]))


@settings(max_examples=200, deadline=None)
@given(ROWS, CHOSEN)
def test_a_count_is_that_of_the_list_with_the_value_in_place(
    has: list[dict[str, tuple[str, ...]]], chosen: dict[str, str]
) -> None:
    rows = [SimpleNamespace(has={name: values for name, values in one.items() if values}) for one in has]
    narrowed = narrow(rows, NAMES, chosen)
    for name in NAMES:
        for value in ("x", "y", "z", NOT_SAID):
            assert narrowed.counts[name][value] == len(narrow(rows, NAMES, {**chosen, name: value}).rows)
    for row in narrowed.rows:
        assert all(value in row.has.get(name, (NOT_SAID,)) for name, value in chosen.items())


@settings(max_examples=200, deadline=None)
@given(ROWS, CHOSEN)
def test_a_list_that_is_kept_narrows_like_one_that_is_looked_through(
    has: list[dict[str, tuple[str, ...]]], chosen: dict[str, str]
) -> None:
    rows = [SimpleNamespace(has={name: values for name, values in one.items() if values}) for one in has]
    found, narrowed = Index(rows, NAMES).narrow(NAMES, chosen), narrow(rows, NAMES, chosen)
    assert [rows[place] for place in found.places] == narrowed.rows
    assert found.counts == narrowed.counts


def test_a_list_that_is_kept_has_each_order_of_any_part_of_it() -> None:
    rows = [SimpleNamespace(has={"a": (one,)}, number=number) for number, one in enumerate("xyxzxyx")]
    index = Index(rows, NAMES)
    for chosen in ({}, {"a": "x"}, {"a": "nothing"}):
        left = index.narrow((), chosen).places
        places = index.arranged(left, "-number", lambda every: sorted(every, key=lambda row: -row.number))
        assert list(places) == sorted(left, reverse=True)


def total(text: str) -> int:
    found = re.search(r'<h1>[^<]*<span class="n">([^<]*)</span>', text)
    assert found
    return int(re.sub(r"\D", "", found[1]))


@pytest.mark.parametrize(
    "address",
    ["/events", "/events?year=2022", "/events?year=2022&month=2022-03", "/events?act=refuse", "/events?named=p-stepan"],
)
def test_every_facet_of_a_page_counts_the_list_it_leads_to(ours: TestClient, address: str) -> None:
    text = ours.get(address, headers={"accept-language": "en"}).text
    side = text.split('<aside id="narrow"')[1]
    links = re.findall(r'<li><a href="([^"]*)"(?! aria)[^>]*><bdi>[^<]*</bdi> <span class="n">(\d+)</span>', side)
    assert links
    for link, count in links:
        assert total(ours.get(unescape(link)).text) == int(count), link


def test_what_is_chosen_can_be_taken_away_again(ours: TestClient) -> None:
    text = ours.get("/events?act=refuse&place=l-krasnodar", headers={"accept-language": "en"}).text
    words = Page(text).words
    assert "act: refusal × take away" in words
    assert "place: Krasnodar × take away" in words
    assert 'href="/events?place=l-krasnodar"' in text


def test_the_month_goes_with_its_year(ours: TestClient) -> None:
    text = ours.get("/events?year=2022&month=2022-03", headers={"accept-language": "en"}).text
    assert "/events?year=-" in text
    assert "/events?year=-&amp;month" not in text


def test_dates_of_which_one_bound_is_known_have_a_value_of_their_own(ours: TestClient) -> None:
    words = Page(ours.get("/events", headers={"accept-language": "en"}).text).words
    assert "year 2022 1 not said 1 one bound known 1" in words


def test_the_table_can_be_copied_and_a_cell_is_no_formula(ours: TestClient) -> None:
    text = unescape(ours.get("/events?view=table", headers={"accept-language": "en"}).text)
    copied = text.split("<textarea")[1].split(">", 1)[1].split("</textarea>")[0]
    rows = [line.split("\t") for line in copied.splitlines()]
    assert rows[0] == ["id", "act", "event", "how many", "when", "where"]
    assert {len(row) for row in rows} == {6}
    assert Counter(row[0] for row in rows[1:]) == Counter(["e-refused", "e-dismissed", "e-sued"])


def test_orders_turn_round_and_leave_the_undated_last(ours: TestClient) -> None:
    def order(sort: str) -> list[str]:
        text = ours.get(f"/events?sort={sort}").text.split("<aside")[0]
        return re.findall(r'href="/events/(e-\w+)"', text)

    assert order("date") == ["e-refused", "e-dismissed", "e-sued"]
    assert order("-date") == ["e-dismissed", "e-refused", "e-sued"]
    assert order("-number") == ["e-refused", "e-sued", "e-dismissed"]
