"""Lists: what was added, what could not be taken, who is on several, how many are on none."""

import re
from html import unescape
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.web.desks import HOST, Page
from tests.web.figured import add_list, counted, desk, register
from vidmova.cli.running import run
from vidmova.config import Config
from vidmova.web.app import make_app

SURNAMES = ("Гайворон", "Скляр", "Дубенко", "Марчук", "Олійник", "Ткаченко", "Бондар", "Лисенко", "Панченко", "Зінчук")
GIVEN = ("Павло", "Юрій", "Ігор", "Степан", "Олег", "Тарас")


@pytest.fixture(scope="module")
def figures(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    return desk(tmp_path_factory.mktemp("figures"))


@pytest.fixture(scope="module")
def several(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    pytest.importorskip("splink")
    root = tmp_path_factory.mktemp("several")
    store = register(root, lists=False)
    people = [
        f"{surname} {given};19{60 + number % 40}-0{1 + number % 9}-1{number % 9};{20 + number % 7} ОМБр"
        for number, (surname, given) in enumerate((s, g) for s in SURNAMES for g in GIVEN)
    ]
    for name, part in (("leak", people[:40]), ("courts", people[10:50]), ("ngo", people[25:])):
        add_list(root, store, name, "ПІБ;Рік;Частина\n" + "\n".join(part) + "\n")
    return TestClient(make_app(store, Config(name="Several"), root), base_url=HOST)


def test_a_list_is_shown_with_its_rows_and_what_was_left_out(figures: TestClient) -> None:
    said = Page(counted(figures, "/lists").text).words
    assert "absent" in said
    said = Page(counted(figures, "/lists/1").text).words
    assert "Гайворон Павло 1990-05-17 72 ОМБр" in said
    assert "born, as written : нема" in said
    assert "What could not be taken" in said
    assert "the row is left out" in said


def test_a_row_that_the_address_names_is_on_the_page_and_marked(figures: TestClient) -> None:
    assert re.search(r'<tr id="row-3" class="lit">', counted(figures, "/lists/1?row=3").text)


def test_overlaps_are_drawn_and_told_alike_and_open_their_people(several: TestClient) -> None:
    text = counted(several, "/lists/overlap").text
    drawn = re.findall(r'<a href="([^"]*)#people" aria-label="[^"]*: (\d+)"><title>', text)
    table = re.findall(r'<td class="number" data-name="people"><a href="([^"]*)#people">(\d+)</a>', text)
    assert drawn
    assert drawn == table
    for link, people in drawn:
        shown = counted(several, unescape(link)).text.split('id="people"')[1]
        assert shown.count('<li><a href="/lists/') == int(people)
    assert sum(int(people) for _, people in drawn) == int(re.findall(r"rows, (\d+) people after joining", text)[0])


def test_a_person_of_an_overlap_opens_the_rows(several: TestClient) -> None:
    text = counted(several, "/lists/overlap?on=111").text.split('id="people"')[1]
    link = unescape(re.findall(r'<a href="(/lists/\d[^"]*)#row', text)[0])
    assert 'class="lit"' in counted(several, link).text


def test_an_estimate_says_what_it_assumes_or_why_there_is_none(several: TestClient) -> None:
    said = Page(counted(several, "/lists/estimate").text).words
    assert "people are on at least one list: a floor" in said
    assert "What is assumed" in said
    assert "No figure is given" in said or "people in all" in said


def test_one_list_alone_estimates_nothing(figures: TestClient) -> None:
    assert "Estimates need two lists" in Page(counted(figures, "/lists/estimate").text).words


def test_a_desk_without_a_folder_reads_lists_too(tmp_path: Path) -> None:
    client = TestClient(make_app(register(tmp_path), Config(name="Figures")), base_url=HOST)
    assert "absent" in counted(client, "/lists").text
    assert counted(client, "/lists/overlap?with=register").status_code == 200


def test_a_judged_pair_of_rows_moves_the_overlap(tmp_path: Path) -> None:
    pytest.importorskip("splink")
    store = register(tmp_path, lists=False)
    for name, who in (("leak", "Гайворон Павло"), ("ngo", "Скляр Юрій")):
        add_list(tmp_path, store, name, f"ПІБ;Рік;Частина\n{who};1990-05-17;72 ОМБр\n")
    several = TestClient(make_app(store, Config(name="Judged"), tmp_path), base_url=HOST)
    assert counted(several, "/api/overlap").json()["people"] == [1, 1]
    on = {tuple(row["on"]): row["people"] for row in counted(several, "/api/overlap").json()["overlaps"]}
    assert on == {("leak",): 1, ("ngo",): 1}
    said = ["decide", "join", "leak:2", "ngo:2", "--why", "so", "--who", "Ann", "--register", str(tmp_path), "-q"]
    assert run(lambda *_: None, said) == 0
    on = {tuple(row["on"]): row["people"] for row in counted(several, "/api/overlap").json()["overlaps"]}
    assert on == {("leak", "ngo"): 1}
    assert "leak:2 ngo:2" in counted(several, "/decisions").text
