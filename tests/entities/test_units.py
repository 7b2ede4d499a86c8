import pytest
from hypothesis import given, settings

from tests.pairtables import check_keys, check_pair, check_table, names_of, pairs_of
from vidmova.entities.unitnames import read
from vidmova.entities.units import compare_units, unit_keys


def test_nearly_all_pairs_are_judged_right_and_none_is_merged_wrongly() -> None:
    check_table("unit", compare_units)


def test_the_tables_are_large_and_hard_enough() -> None:
    rows = [row for kind in ("unit", "court", "organisation", "place") for row in pairs_of(kind)]
    assert len(rows) >= 330
    assert sum(row["expected"] == "different" for row in rows) >= 110


def test_names_of_one_unit_share_a_key() -> None:
    check_keys("unit", unit_keys)


@settings(max_examples=150, deadline=None)
@given(names_of("unit"), names_of("unit"))
def test_comparing_is_the_same_both_ways(a: str, b: str) -> None:
    check_pair(compare_units, a, b)


@pytest.mark.parametrize("row", pairs_of("unit")[:40], ids=lambda row: row["a"])
def test_a_unit_with_a_number_equals_itself(row: dict[str, str]) -> None:
    if read(row["a"]).number:
        assert compare_units(row["a"], row["a"]).score == 1.0


@pytest.mark.parametrize(("low", "high"), [(20, 205), (205, 2005), (64, 46), (1, 11), (155, 1555)])
@pytest.mark.parametrize("wording", ["{}-я бригада", "{}th Motor Rifle Brigade", "{}-та бригада"])
def test_units_of_different_numbers_are_never_one(low: int, high: int, wording: str) -> None:
    assert compare_units(wording.format(low), wording.format(high)).judgement == "different"


def test_a_bare_brigade_is_the_one_with_an_arm_and_the_reason_is_said() -> None:
    found = compare_units("205th Brigade", "205-я мотострелковая бригада")
    assert found.judgement == "same"
    assert "nothing conflicts" in found.because


def test_a_battalion_is_a_part_of_its_brigade() -> None:
    found = compare_units("2-й батальон 155-й бригады морской пехоты", "155th Marine Brigade")
    assert found.judgement == "possible"
    assert "part of" in found.because


def test_a_description_has_no_key_and_is_not_the_same_as_itself() -> None:
    assert unit_keys("assault company") == frozenset()
    assert compare_units("assault company", "assault company").judgement == "possible"
