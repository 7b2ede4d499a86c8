from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from sqlalchemy.exc import DatabaseError

from tests.happened import EVENTS, RECEIVED, REFUSED, STATED, A, B, C, claim, document, fill, joined
from vidmova.records import (
    Case,
    Chain,
    Contradiction,
    Entity,
    Event,
    Link,
    Linked,
    Mention,
    Relation,
    Telling,
)
from vidmova.register import linktables
from vidmova.register.linkage import LOOKUPS, TABLES
from vidmova.register.rows import Skipped
from vidmova.register.store import Store

LISTS: dict[type[msgspec.Struct], str] = {
    Entity: "entities",
    Mention: "mentions",
    Event: "events",
    Link: "links",
    Relation: "relations",
    Contradiction: "contradictions",
    Telling: "tellings",
    Chain: "chains",
    Case: "cases",
}


def kept(store: Store) -> Linked:
    found: dict[str, list[msgspec.Struct]] = {name: store.every(kind) for kind, name in LISTS.items()}
    return msgspec.convert({"claims": store.every_claim(), **found}, Linked, from_attributes=True)


def test_every_record_has_its_table_and_every_field_its_column() -> None:
    assert {msgspec.structs.fields(Linked)[0].name, *LISTS.values()} == set(Linked.__struct_fields__)
    assert {kind: table.name for kind, table in TABLES.items()} == LISTS
    for kind, table in TABLES.items():
        own = {"earliest", "latest"} if kind is Event else set()
        assert set(kind.__struct_fields__) | {"number"} | own == set(table.c.keys())


def test_what_linking_made_is_read_back(store: Store) -> None:
    fill(store, "r1")
    assert kept(store) == joined()
    assert store.linked_by() == "r1"


def test_linking_again_replaces_everything(store: Store) -> None:
    fill(store)
    again = replace(joined(), events=EVENTS[:1], cases=[], entities=[], mentions=[], contradictions=[])
    store.linked(again, "r2")
    assert kept(store) == again
    assert store.linked_by() == "r2"
    store.linked(Linked(claims={}), "r3")
    assert kept(store) == Linked(claims={one.id: found for one, found in STATED})
    with store._engine.connect() as connection:
        for table in LOOKUPS:
            assert connection.execute(table.select()).all() == []


def test_linking_that_fails_half_way_leaves_what_was_there(store: Store) -> None:
    fill(store, "r1")
    before = kept(store)
    twice = replace(joined(), claims={}, cases=joined().cases * 2)
    with pytest.raises(DatabaseError, match=r"UNIQUE|unique"):
        store.linked(twice, "r2")
    assert kept(store) == before
    assert store.linked_by() == "r1"


def test_ids_stay_when_documents_are_added(store: Store) -> None:
    fill(store)
    more = document("d" * 64, "Ten men refused.", "en", "in/more.txt", None)
    said = claim(more.text, 1, "refuse", "Ten men refused.")
    store.add(more, [], [said], "r")
    assert store.linked_by() == ""
    assert [one.id for one in store.every(Event)] == [one.id for one in EVENTS]
    wider = replace(
        EVENTS[0], claims=[*EVENTS[0].claims, f"{'d' * 12}-c001"], documents=[*EVENTS[0].documents, more.id]
    )
    found = joined()
    claims = {**found.claims, more.id: [replace(said, event=REFUSED)]}
    store.linked(replace(found, claims=claims, events=[wider, *EVENTS[1:]]), "r")
    assert store.every(Event) == [wider, *EVENTS[1:]]
    assert len(store.claims_of(REFUSED)) == 3


def test_reports_come_in_the_order_of_receipt(store: Store) -> None:
    fill(store)
    store.add(document("0" * 64, "Nothing.", "en", "in/nothing.txt", None), [], [], "r")
    assert [report.document.id for report in store.reports(RECEIVED)] == [B, A, C]
    assert [report.document.id for report in store.reports([C, A, C, B])] == [C, A, B]
    assert [report.document.id for report in store.reports([C])] == [C, A, B]
    assert [report.claims for report in store.reports(RECEIVED)] == [joined().claims[one] for one in RECEIVED]


def test_a_document_extracted_again_keeps_its_place(store: Store) -> None:
    fill(store)
    store.add(STATED[0][0], [], STATED[0][1], "r2")
    assert [report.document.id for report in store.reports(RECEIVED)] == [B, A, C]


def test_a_document_that_is_skipped_now_is_to_be_linked_without(store: Store) -> None:
    fill(store)
    store.skip("nothing", Skipped("x", "y", "z"), "r")
    assert store.linked_by() == "r"
    store.skip(A, Skipped("en.txt", "in/en.txt", "its language is left"), "r")
    assert store.linked_by() == ""


def test_the_summary_counts_what_linking_made(store: Store) -> None:
    summary = fill(store).summary()
    assert (summary.events, summary.people, summary.contradictions, summary.questions) == (3, 2, 1, 1)


words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
lists = st.lists(words, max_size=3)
numbers = st.none() | st.integers(0, 10**12)
dates = st.none() | st.tuples(st.none() | words, st.none() | words)


def some(kind: type[msgspec.Struct], **fields: st.SearchStrategy[object]) -> st.SearchStrategy[list[msgspec.Struct]]:
    unique = (lambda made: made.id) if "id" in fields else None
    return st.lists(st.builds(kind, **fields), max_size=4, unique_by=unique)


MADE = {
    "entities": some(Entity, id=words, name=words, names=lists, part_of=lists, latitude=st.none() | st.floats(-90, 90)),
    "mentions": some(Mention, claim=words, field=words, name=words, language=words, entity=st.none() | words),
    "events": some(
        Event,
        id=words,
        act=words,
        title=words,
        claims=lists,
        documents=lists,
        low=numbers,
        high=numbers,
        person=lists,
        date=dates,
        place=st.none() | words,
        subset_of=st.none() | words,
    ),
    "links": some(
        Link,
        a=words,
        b=words,
        score=st.floats(0, 1),
        because=words,
        features=st.dictionaries(words, st.floats(-9, 9), max_size=3),
    ),
    "relations": some(
        Relation, event=words, others=lists, claims=lists, because=words, gap=st.none() | st.integers(-(10**9), 10**9)
    ),
    "contradictions": some(
        Contradiction, id=words, events=lists, sides=st.lists(lists, max_size=3), values=lists, because=words
    ),
    "tellings": some(Telling, id=words, documents=lists, because=words),
    "chains": some(Chain, claim=words, voices=lists),
    "cases": some(Case, id=words, name=words, person=st.none() | words, events=lists, because=lists),
}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30, deadline=None)
@given(lists_made=st.fixed_dictionaries(MADE))
def test_anything_that_linking_makes_comes_back_as_it_was(store: Store, lists_made: dict[str, object]) -> None:
    result = msgspec.convert({"claims": {}, **lists_made}, Linked, from_attributes=True)
    store.linked(result, "r")
    assert kept(store) == result


def test_no_query_is_written_for_one_database_only() -> None:
    room = Path(linktables.__file__).parent
    for path in room.glob("*.py"):
        if path.name not in ("sqlite.py", "postgres.py"):
            said = path.read_text(encoding="utf-8").lower()
            for word in ("sqlite_", "pg_", "rowid", "glob(", "pragma", "json_extract"):
                assert word not in said, f"{path.name}: {word}"
