"""The map: its outlines, what stands on it and what never does."""

import re

import pytest
from starlette.testclient import TestClient

from tests.web.desks import Page
from tests.web.figured import counted, desk
from vidmova.entities.places import locate
from vidmova.records import Entity
from vidmova.register.searching import Named
from vidmova.totals.asking import Range
from vidmova.web.basemap import HERE, panels, region_names
from vidmova.web.map import STEPS, _shade
from vidmova.web.snapshot import regions_of

MOST_BYTES = 60_000


@pytest.fixture(scope="module")
def figures(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    return desk(tmp_path_factory.mktemp("figures"))


def test_every_region_of_both_countries_is_drawn_once_under_the_name_of_the_register() -> None:
    drawn = [name for panel in panels() for name in panel.regions]
    assert len(drawn) == len(set(drawn)) == len(region_names())
    for name in drawn:
        place = locate(name)
        assert place is not None, name
        assert place.name == name
        assert place.part_of in {("Ukraine",), ("Russia",)}
    assert {"Crimea", "Donetsk Oblast", "Kyiv"} <= {
        name for name in drawn if (place := locate(name)) and place.part_of == ("Ukraine",)
    }


def test_the_outlines_are_small_and_lie_in_their_drawing() -> None:
    assert (HERE / "regions.json").stat().st_size < MOST_BYTES
    for panel in panels():
        for name, one in panel.regions.items():
            assert re.fullmatch(r"(M\d+ \d+l[-\d ]+z)+", one.path), name
            assert 0 <= one.x <= panel.width, name
            assert 0 <= one.y <= panel.height, name


def test_each_region_has_a_name_in_each_language() -> None:
    for name, words in region_names().items():
        assert set(words) == {"uk", "ru"}, name
        assert all(re.search("[а-яіїєґ]", word) for word in words.values()), name


def test_a_region_is_shaded_by_its_floor_and_hatched_where_it_has_none() -> None:
    assert [_shade(Range(low, None)) for low in (0, 1, 10, 49, 50, 999, 1000)] == [-1, 1, 2, 2, 3, 4, 5]
    assert len(STEPS) == 5


def test_regions_stand_on_the_map_and_the_rest_beside_it(figures: TestClient) -> None:
    said = Page(counted(figures, "/").text).words
    assert "Kharkiv Oblast 500 people or more 1 Donetsk Oblast 300 people or more 1" in said
    assert "Never on the map: no region is known no place said" in said
    text = counted(figures, "/").text
    assert len(re.findall(r'<path id="r\d-\d+" class="m[1-5]"', text)) == 2


def test_headlines_never_add_and_each_says_how_it_was_counted(figures: TestClient) -> None:
    text = counted(figures, "/").text.split('class="headlines"')[1].split("</ul>")[0]
    rows = re.findall(r"<li>.*?</li>", text, re.DOTALL)
    assert "500 people or more" in rows[0]
    assert all('href="/how-many?act=all-' in row for row in rows)


def test_a_city_that_is_a_region_is_one() -> None:
    kyiv = Entity(id="l", kind="place", name="Kyiv", names=["Kyiv"], part_of=["Ukraine"], precision="settlement")
    named = Named(entity=kyiv, spoken={}, mentions=1, events=1, first=None, last=None)
    assert regions_of(["l"], {"l": named}) == ("Kyiv",)
