"""How many: the answer, what moves it, and the working that opens."""

import re
from html import unescape

import pytest
from starlette.testclient import TestClient

from tests.web.desks import Page
from tests.web.figured import counted, desk
from vidmova.review.decisions import Decision
from vidmova.review.log import save


@pytest.fixture(scope="module")
def figures(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    return desk(tmp_path_factory.mktemp("figures"))


def words(client: TestClient, address: str) -> str:
    return Page(counted(client, address).text).words


def test_the_answer_has_a_floor_a_ceiling_and_no_best_figure(figures: TestClient) -> None:
    said = words(figures, "/how-many?act=refuse")
    assert "500 people or more floor 500 ceiling none: open above best figure none stated, none signed" in said
    assert "There is no ceiling" in said
    assert "Numbers with ≈ are hedged" in said


def test_it_says_why_it_is_not_one_number(figures: TestClient) -> None:
    said = words(figures, "/how-many?act=refuse").split("Why not one number")[1]
    assert "If they share nobody: 800 people or more" in said or "If they share nobody: 850 people or more" in said


def test_every_row_of_the_working_opens_its_event(figures: TestClient) -> None:
    text = counted(figures, "/how-many?act=refuse").text.split('id="working"')[1]
    rows = re.findall(r'<th scope="row"[^>]*><a class="t-refuse" href="(/events/[^"]+)"', text)
    assert rows[0] == "/events/kharkiv"
    assert set(rows) == {f"/events/{name}" for name in ("kharkiv", "donetsk", "several", "counter")}
    assert all(figures.get(row).status_code == 200 for row in rows)


def test_an_event_switched_off_moves_the_answer_and_can_be_switched_on(figures: TestClient) -> None:
    text = counted(figures, "/how-many?act=refuse").text
    off = unescape(re.findall(r'<td class="toggle"><a class="switch-box" href="([^"]*)"', text)[0])
    assert "drop=kharkiv" in off
    page = counted(figures, off)
    assert "300 people or more floor 300" in Page(page.text).words
    row = page.text.split('<tr class="off">')[1]
    assert "switched off by you" in row
    on = unescape(re.findall(r'<a href="(/how-many[^"]*)">switch on', row)[0])
    assert "500 people or more floor 500" in words(figures, on)


def test_an_outlet_left_out_moves_the_answer(figures: TestClient) -> None:
    text = counted(figures, "/how-many?act=refuse").text
    shown = text.split("Without one outlet")[1]
    address, moved = re.findall(
        r'href="([^"]*without=Zarya[^"]*)".*?<span class="moved">([^<]*)</span>', shown, re.DOTALL
    )[0]
    assert f"{moved} floor" in words(figures, unescape(address))


def test_a_rule_can_be_switched_off_and_on_by_the_address(figures: TestClient) -> None:
    text = counted(figures, "/how-many?act=refuse&off=published").text
    states = dict(re.findall(r'href="/how-many\?([^"]*)" role="switch" aria-checked="(true|false)"><span', text))
    assert states["act=refuse"] == "false"
    assert states["act=refuse&amp;off=published%7Crelations"] == "true"


def test_possible_pairs_are_taken_one_way(figures: TestClient) -> None:
    same = words(figures, "/how-many?act=refuse&possible=same")
    apart = words(figures, "/how-many?act=refuse&possible=apart")
    assert "Something is switched off or judged" in same
    assert "524 people or more floor 524" in apart


def test_parts_are_asked_anew_and_each_opens(figures: TestClient) -> None:
    text = counted(figures, "/how-many?act=refuse&by=region").text.split('id="parted"')[1]
    rows = dict(re.findall(r'<th scope="row"><a href="([^"]*)"><bdi>([^<]*)</bdi>', text))
    assert "Donetsk Oblast" in rows.values()
    assert all("by=" not in address for address in rows)
    months = counted(figures, "/how-many?act=refuse&by=month").text
    assert "March 2022" in months
    assert 'role="img" aria-label="the highest floor is' in months


def test_a_counter_is_drawn_with_what_it_corrected(figures: TestClient) -> None:
    text = counted(figures, "/how-many?act=refuse").text.split('id="series"')[1]
    assert "Ombudsman: from 100 to 240, in 3 reports" in text
    assert 'class="corrected"' in text


def test_what_cannot_be_meant_is_said(figures: TestClient) -> None:
    said = words(figures, "/how-many?act=nothing&since=x&until=2021")
    assert "“nothing” is no act of the codebook." in said
    assert "“x” is no date" in said
    assert "The period ends before it begins" in words(figures, "/how-many?since=2023&until=2022")
    assert "That is no zero" in words(figures, "/how-many?act=asylum")


def test_the_same_answer_comes_as_json(figures: TestClient) -> None:
    shape = figures.get("/api/totals?act=refuse&drop=kharkiv").json()
    total = shape["total"]
    assert (total["low"], total["high"], len(shape["series"])) == (300, None, 1)
    assert {row["event"] for row in total["working"]} == {"donetsk", "several", "counter"}
    rows = figures.get("/api/totals?act=refuse&by=region").json()["rows"]
    assert "Donetsk Oblast" in {row["label"] for row in rows}


def test_the_working_comes_as_a_table(figures: TestClient) -> None:
    lines = figures.get("/how-many.csv?act=refuse").text.splitlines()
    assert lines[0].endswith("event,title,low,high,hedged,part,reason,same_people")
    assert lines[1].startswith("kharkiv,")


def test_a_signed_figure_is_shown_with_who_signed(tmp_path_factory: pytest.TempPathFactory) -> None:
    root = tmp_path_factory.mktemp("signed")
    client = desk(root)
    text = counted(client, "/how-many?act=refuse").text
    about = re.findall(r"vidmova decide best (?:&#39;|')(.*?)(?:&#39;|') NUMBER", text)[0]
    decision = Decision(
        kind="best", who="Olha", when="2026-01-01T00:00:00Z", why="the lists", after=812, about=about, called=about
    )
    save(root, [decision])
    assert "◆ 812 – Olha : the lists" in Page(counted(client, "/how-many?act=refuse").text).words
