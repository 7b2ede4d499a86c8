import pytest

from tests.happened import DISMISSED, EVENTS, HAIVORON, ONE, OTHER, REFUSED, SUED, fill
from vidmova.register.store import Store


@pytest.fixture
def store(store: Store) -> Store:
    return fill(store)


def test_the_account_of_an_event_has_all_that_is_held_of_it(store: Store) -> None:
    account = store.account(EVENTS[0])
    assert account.row.event == EVENTS[0]
    assert [one.key for one in account.stated] == [ONE, OTHER]
    assert [one.id for one in account.parts] == [SUED]
    assert set(account.others) == {DISMISSED, SUED}
    assert (len(account.relations), len(account.links), len(account.contradictions)) == (2, 2, 1)
    assert (len(account.tellings), len(account.chains), len(account.cases)) == (1, 1, 1)


def test_the_account_of_a_part_names_its_whole(store: Store) -> None:
    assert REFUSED in store.account(EVENTS[2]).others


def test_the_way_of_a_person(store: Store) -> None:
    entity = store.entity(HAIVORON)
    assert entity
    way = store.way(entity)
    assert [row.event.id for row in way.events] == [DISMISSED]
    assert list(way.along) == [REFUSED, DISMISSED]
    assert len(way.mentions) == 2
