import pytest
from hypothesis import given, settings

from tests.pairtables import check_keys, check_pair, check_table, names_of
from vidmova.entities import organisations
from vidmova.entities.organisations import compare_organisations, organisation_keys, read


def test_nearly_all_pairs_are_judged_right_and_none_is_merged_wrongly() -> None:
    check_table("organisation", compare_organisations)


def test_names_of_one_organisation_share_a_key() -> None:
    check_keys("organisation", organisation_keys)


@settings(max_examples=150, deadline=None)
@given(names_of("organisation"), names_of("organisation"))
def test_comparing_is_the_same_both_ways(a: str, b: str) -> None:
    check_pair(compare_organisations, a, b)


@pytest.mark.parametrize("entry", organisations.listed(), ids=lambda entry: entry.name)
def test_every_name_on_the_list_leads_to_its_organisation(entry: organisations.Organisation) -> None:
    for name in (entry.name, *entry.uk, *entry.ru, *entry.en):
        assert read(name.title()).known == entry.name, name


def test_every_house_that_has_parts_is_on_the_list() -> None:
    names = {entry.name for entry in organisations.listed()}
    assert {entry.part_of for entry in organisations.listed()} - {""} <= names


@pytest.mark.parametrize("description", ["the system", "a dossier", "досье", "база", "a shot"])
def test_a_common_word_is_no_outlet(description: str) -> None:
    assert read(description).known is None


def test_a_source_that_spoke_to_an_outlet_is_not_the_outlet() -> None:
    assert compare_organisations("a soldier (to Mediazona)", "Mediazona").judgement != "same"


def test_a_description_has_no_key_and_is_not_the_same_as_itself() -> None:
    assert organisation_keys("rights group") == frozenset()
    assert compare_organisations("rights group", "rights group").judgement == "possible"
