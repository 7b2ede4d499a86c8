import pytest
from msgspec.structs import replace

from tests.happened import BROTHER, HAIVORON, KRASNODAR, fill, joined
from vidmova.records import Entity
from vidmova.register.store import Store


@pytest.fixture
def store(store: Store) -> Store:
    return fill(store)


def test_the_named_are_listed_by_kind(store: Store) -> None:
    assert [one.id for one in store.entities()] == [HAIVORON, BROTHER, KRASNODAR]
    assert [one.id for one in store.entities("place")] == [KRASNODAR]
    assert store.entity(KRASNODAR) == joined().entities[2]
    assert store.entity("nobody") is None


@pytest.mark.parametrize("name", ["Степан Гайворон", "Stepan Haivoron", "Степана Гайворона", "Степану Гайворону"])
def test_a_person_is_found_in_any_script_and_case_ending(store: Store, name: str) -> None:
    assert [(one.entity.id, one.judgement) for one in store.find_people(name)] == [(HAIVORON, "same")]


def test_a_surname_alone_may_be_of_several(store: Store) -> None:
    found = store.find_people("Гайворону")
    assert {one.entity.id for one in found} == {HAIVORON, BROTHER}
    assert {one.judgement for one in found} == {"possible"}
    assert all(one.because for one in found)


def test_nobody_is_found_by_another_name(store: Store) -> None:
    assert store.find_people("Олекса Журавель") == []
    assert store.find_people("") == []


def test_part_of_a_name_that_cannot_be_parsed_is_found(store: Store) -> None:
    odd = Entity(id="p-odd", kind="person", name="callsign Grey 7", names=["callsign Grey 7"])
    store.linked(replace(joined(), entities=[odd]), "r")
    assert [one.entity.id for one in store.find_people("grey 7")] == ["p-odd"]


def test_mentions_and_cases_of_a_person(store: Store) -> None:
    assert [one.name for one in store.mentions_of(HAIVORON)] == ["Степан Гайворон", "Stepan Haivoron"]
    assert [one.id for one in store.cases_of(HAIVORON)] == ["w-1"]
    assert store.cases_of(BROTHER) == []
