from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.pairtables import check_keys, check_pair, check_table, names_of, pairs_of
from vidmova.entities.places import compare_places, contains, locate, place_keys
from vidmova.extraction import gazetteer


def test_nearly_all_pairs_are_judged_right_and_none_is_merged_wrongly() -> None:
    check_table("place", compare_places)


def test_names_of_one_place_share_a_key() -> None:
    check_keys("place", place_keys)


@settings(max_examples=150, deadline=None)
@given(names_of("place"), names_of("place"))
def test_comparing_is_the_same_both_ways(a: str, b: str) -> None:
    check_pair(compare_places, a, b)


@cache
def larger() -> list[str]:
    places = gazetteer.FILE.parent
    rows = [
        line.split("\t")
        for name in ("regions", "countries", "areas")
        for line in (places / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
        if not line.startswith("#")
    ]
    return [name for row in rows for name in (row[0], *row[-1].split(";")) if name]


@pytest.mark.parametrize("name", larger())
def test_a_region_never_has_a_point(name: str) -> None:
    place = locate(name)
    if place and place.precision != "settlement":
        assert place.precision in ("region", "country", "area")
        assert (place.latitude, place.longitude) == (None, None)


def test_nearly_all_regions_are_known_as_such() -> None:
    unknown = [name for name in larger() if (place := locate(name)) is None or place.precision == "settlement"]
    assert len(unknown) < 0.05 * len(larger()), unknown


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(sorted({row[side] for row in pairs_of("place") for side in "ab"})) | st.text(max_size=30))
def test_only_a_settlement_has_a_point(name: str) -> None:
    place = locate(name)
    if place and place.latitude is not None:
        assert place.precision == "settlement"


def test_a_settlement_says_what_it_is_part_of() -> None:
    place = locate("в Новочеркасске")
    assert place is not None
    assert (place.name, place.part_of) == ("Novocherkassk", ("Rostov Oblast", "Russia"))
    assert (place.latitude, place.longitude) == (47.422, 40.094)


def test_a_village_on_no_list_lies_in_the_region_that_is_said_and_has_no_point() -> None:
    place = locate("collection point in Peschany-3, Sverdlovsk Oblast")
    assert place is not None
    assert (place.name, place.precision, place.part_of) == ("Peschany-3", "settlement", ("Sverdlovsk Oblast", "Russia"))
    assert place.latitude is None


@pytest.mark.parametrize("name", ["Крым", "Crimea", "Севастополь", "Donetsk", "ДНР", "LPR", "Mariupol", "Мелитополь"])
def test_occupied_places_belong_to_ukraine(name: str) -> None:
    place = locate(name)
    assert place is not None
    assert place.part_of[-1] == "Ukraine"


def test_the_occupied_part_of_a_region_is_a_part_of_it() -> None:
    assert contains("Donetsk region", "ДНР") is True
    place = locate("DPR")
    assert place is not None
    assert "People's Republic" in place.note


@pytest.mark.parametrize(
    ("outer", "inner", "expected"),
    [
        ("Ростовская область", "Новочеркасск", True),
        ("Russia", "Новочеркасск", True),
        ("Russia", "Rostov Oblast", True),
        ("Україна", "Crimea", True),
        ("Novocherkassk", "Rostov Oblast", False),
        ("Kursk Oblast", "Novocherkassk", False),
        ("Russia", "Sevastopol", False),
        ("Moscow Oblast", "Moscow", False),
        ("Chita", "Chita", False),
        ("Siberia", "Chita", None),
        ("cellar", "Chita", None),
        ("Belgorod Oblast", "Zorino", None),
    ],
)
def test_contains(outer: str, inner: str, expected: bool | None) -> None:
    assert contains(outer, inner) is expected


def test_a_place_within_another_says_so() -> None:
    found = compare_places("Новочеркасск", "Rostov region")
    assert found.judgement == "possible"
    assert "lies in" in found.because


@pytest.mark.parametrize("name", ["cellar", "подвал", "front line"])
def test_a_description_has_no_key_and_is_not_the_same_as_itself(name: str) -> None:
    assert place_keys(name) == frozenset()
    assert compare_places(name, name).judgement == "possible"
