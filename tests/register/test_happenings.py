import pytest
from msgspec.structs import replace

from tests.happened import (
    BROTHER,
    DISMISSED,
    EVENTS,
    HAIVORON,
    KRASNODAR,
    ONE,
    OTHER,
    REFUSED,
    SUED,
    A,
    B,
    fill,
    joined,
)
from vidmova.register.rows import Wanted
from vidmova.register.store import Store


@pytest.fixture
def store(store: Store) -> Store:
    return fill(store)


def ids(store: Store, **wanted: object) -> list[str]:
    return [row.event.id for row in store.events(replace(Wanted(), **wanted))]


def test_events_come_in_order_of_date_and_those_without_last(store: Store) -> None:
    assert ids(store) == [REFUSED, DISMISSED, SUED]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"act": "lawsuit"}, [SUED]),
        ({"act": "kill"}, []),
        ({"since": "2022-03-31"}, [REFUSED, DISMISSED]),
        ({"since": "2022-04-01"}, [REFUSED]),
        ({"until": "2022-02-28"}, [REFUSED]),
        ({"until": "2022-02-24"}, []),
        ({"since": "2022-03-01", "until": "2022-03-01"}, [REFUSED, DISMISSED]),
        ({"people": frozenset({HAIVORON})}, [DISMISSED]),
        ({"people": frozenset()}, []),
        ({"people": frozenset({BROTHER})}, []),
        ({"place": "krasnodar"}, [REFUSED]),
        ({"place": "RUSSIA"}, [REFUSED]),
        ({"place": "Kyiv"}, []),
        ({"contradicted": True}, [REFUSED]),
        ({"act": "dismiss", "contradicted": True}, []),
    ],
)
def test_events_are_chosen(store: Store, wanted: dict[str, object], found: list[str]) -> None:
    assert ids(store, **wanted) == found


def test_a_row_counts_reprints_and_translations_once(store: Store) -> None:
    row = store.events(Wanted(act="refuse"))[0]
    assert row.documents == ["in/ru.txt", "in/en.txt"]
    assert (row.tellings, row.languages) == (1, ["ru"])
    assert row.contradictions == ["x-count"]
    store.linked(replace(joined(), tellings=[]), "r")
    row = store.events(Wanted(act="refuse"))[0]
    assert (row.tellings, row.languages) == (2, ["en", "ru"])


def test_an_event_is_found_by_the_beginning_of_its_id(store: Store) -> None:
    assert store.events_like("e-ref") == [REFUSED]
    assert store.events_like("e-") == [REFUSED, DISMISSED]
    assert store.events_like("e%") == []
    longer = replace(EVENTS[2], id=f"{SUED}-again")
    store.linked(replace(joined(), events=[*EVENTS, longer]), "r")
    assert store.events_like(SUED) == [SUED]
    assert store.event("e-ref") is None
    assert store.event(REFUSED) == EVENTS[0]


def test_the_claims_of_an_event_come_in_order_of_receipt(store: Store) -> None:
    found = store.claims_of(REFUSED)
    assert [(one.key, one.document.id) for one in found] == [(ONE, B), (OTHER, A)]
    assert found[1].passage == "About ten fighters refused to go."
    assert store.claims_of("nothing") == []


def test_what_is_held_of_an_event(store: Store) -> None:
    assert [one.kind for one in store.relations_of(REFUSED)] == ["part_of", "sum_of"]
    assert [one.kind for one in store.relations_of(DISMISSED)] == ["sum_of"]
    assert [one.id for one in store.contradictions_of(REFUSED)] == ["x-count"]
    assert [one.id for one in store.parts_of(REFUSED)] == [SUED]
    assert [one.judgement for one in store.links_of(REFUSED)] == ["same", "possible"]
    assert [one.judgement for one in store.links_of(SUED)] == ["possible"]
    assert [one.id for one in store.tellings_of(DISMISSED)] == ["t-1"]
    assert store.tellings_of(SUED) == []
    assert [one.claim for one in store.chains_of(REFUSED)] == [OTHER]
    assert [one.id for one in store.cases_with(DISMISSED)] == ["w-1"]


def test_the_events_that_name_somebody(store: Store) -> None:
    assert [row.event.id for row in store.events_naming(HAIVORON)] == [DISMISSED]
    assert [row.event.id for row in store.events_naming(BROTHER)] == [REFUSED]
    assert [row.event.id for row in store.events_naming(KRASNODAR)] == [REFUSED]


def test_a_document_that_is_gone_since_is_left_out_of_the_row(store: Store) -> None:
    document, claims = store.document(A), store.claims(A)
    assert document
    store.add(document, [], claims[1:], "r2")
    assert store.linked_by() == ""
    assert [one.key for one in store.claims_of(REFUSED)] == [ONE]
    assert store.events(Wanted(act="refuse"))[0].event == EVENTS[0]
