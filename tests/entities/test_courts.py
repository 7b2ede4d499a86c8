import pytest
from hypothesis import given, settings

from tests.pairtables import check_keys, check_pair, check_table, names_of
from vidmova.entities.courts import compare_courts, court_keys, read


def test_nearly_all_pairs_are_judged_right_and_none_is_merged_wrongly() -> None:
    check_table("court", compare_courts)


def test_names_of_one_court_share_a_key() -> None:
    check_keys("court", court_keys)


@settings(max_examples=150, deadline=None)
@given(names_of("court"), names_of("court"))
def test_comparing_is_the_same_both_ways(a: str, b: str) -> None:
    check_pair(compare_courts, a, b)


def test_a_court_is_read_from_running_text() -> None:
    court = read("Новочеркасского гарнизонного военного суда")
    assert (court.kind, court.town) == ("garrison", read("Novocherkassk Garrison Military Court").town)


@pytest.mark.parametrize("name", ["court", "суд", "garrison courts", "районний суд"])
def test_a_description_has_no_key_and_is_not_the_same_as_itself(name: str) -> None:
    assert court_keys(name) == frozenset()
    assert compare_courts(name, name).judgement == "possible"


def test_a_named_court_equals_itself() -> None:
    assert compare_courts("Perm Garrison Military Court", "Perm Garrison Military Court").score == 1.0
