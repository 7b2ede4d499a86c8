from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from vidmova.errors import EngineError
from vidmova.records import Claim, Document, FieldSpan, Sentence, claim_key
from vidmova.register.rows import Skipped
from vidmova.register.store import Store, text_digest
from vidmova.register.tables import claims, documents, state

TEXT = "Дванадцять бійців відмовилися. Their lawyer said so."


def a_document(identity: str = "a" * 64, **more: str) -> Document:
    values = {"name": "one.txt", "language": "uk", "source": "in/one.txt", **more}
    return Document(id=identity, media_type="text/plain", text=TEXT, **values)


def a_claim(number: int = 1, **more: object) -> Claim:
    values = {"id": f"c{number:03}", "start": 0, "end": 30, "act": "refuse", **more}
    return msgspec.convert(values, Claim)


SENTENCES = [Sentence(start=0, end=30, language="uk"), Sentence(start=31, end=52, language="en", kind="bullet")]


def test_every_field_of_a_claim_has_its_column() -> None:
    assert set(Claim.__struct_fields__) | {"key", "document"} == set(claims.c.keys())
    assert set(Document.__struct_fields__) | {"text_digest", "recipe"} == set(documents.c.keys())


def test_what_is_added_is_read_back(store: Store) -> None:
    claim = a_claim(
        count=(12, 12),
        counted="persons",
        person=["Степан Гайворон"],
        date=("2023-03-01", None),
        reason=["fear"],
        spans=[FieldSpan("count", 0, 10, "Дванадцять")],
        rule="refuse/1",
        sure=0.9,
    )
    store.add(a_document(title="Назва"), SENTENCES, [claim], "r1")
    assert store.document("a" * 64) == a_document(title="Назва")
    assert store.sentences("a" * 64) == SENTENCES
    assert store.claims("a" * 64) == [claim]
    assert store.claim("a" * 12 + "-c001") == ("a" * 64, claim)
    assert list(store.every_document()) == [(a_document(title="Назва"), text_digest(TEXT))]


def test_adding_again_replaces(store: Store) -> None:
    store.add(a_document(), SENTENCES, [a_claim(1), a_claim(2)], "r1")
    store.add(a_document(), SENTENCES[:1], [a_claim(1)], "r2")
    assert len(store.claims("a" * 64)) == 1
    assert len(store.sentences("a" * 64)) == 1
    assert store.recipes() == {"a" * 64: "r2"}


def test_what_was_skipped_is_kept_until_it_is_read(store: Store) -> None:
    store.skip("a" * 64, Skipped("one.txt", "in/one.txt", "it is empty"), "r1")
    assert store.skipped("a" * 64) == Skipped("one.txt", "in/one.txt", "it is empty")
    store.add(a_document(), SENTENCES, [], "r2")
    assert store.skipped("a" * 64) is None
    assert store.summary().skipped == []


def test_what_was_read_and_is_skipped_now_is_no_document(store: Store) -> None:
    store.add(a_document(), SENTENCES, [a_claim()], "r1")
    store.skip("a" * 64, Skipped("one.txt", "in/one.txt", "a fault of the program", ours=True), "r2")
    assert store.document("a" * 64) is None
    assert store.summary().claims == 0


def test_a_failing_addition_leaves_what_was_there(store: Store) -> None:
    store.add(a_document(), SENTENCES, [a_claim(1)], "r1")
    with pytest.raises(Exception, match=r"UNIQUE|unique"):
        store.add(a_document(), SENTENCES, [a_claim(2), a_claim(2)], "r2")
    assert store.claims("a" * 64) == [a_claim(1)]
    assert store.recipes() == {"a" * 64: "r1"}


def test_documents_are_found_by_the_beginning_of_their_id(store: Store) -> None:
    for identity in ("ab1", "ab2", "b%1"):
        store.add(a_document(identity), [], [], "r")
    assert store.documents_like("ab") == ["ab1", "ab2"]
    assert store.documents_like("ab2") == ["ab2"]
    assert store.documents_like("AB2") == ["ab2"]
    assert store.documents_like("%") == []


def test_the_summary_counts(store: Store) -> None:
    store.add(a_document("a" * 64), [], [a_claim(1), a_claim(2, act="charge"), a_claim(3, act="charge")], "r")
    store.add(a_document("b" * 64, language="en"), [], [], "r")
    store.add(a_document("c" * 64, language="en"), [], [], "r")
    summary = store.summary()
    assert summary.languages == {"en": 2, "uk": 1}
    assert list(summary.acts.items()) == [("charge", 2), ("refuse", 1)]
    assert (summary.documents, summary.claims, summary.events) == (3, 3, 0)


def test_the_list_of_documents_is_in_order_of_publication(store: Store) -> None:
    store.add(a_document("a" * 64, name="undated"), [], [a_claim()], "r")
    store.add(a_document("b" * 64, name="late", published="2024-01-01"), [], [], "r")
    store.add(a_document("c" * 64, name="early", published="2022-01-01"), [], [], "r")
    assert [(row.name, row.claims) for row in store.document_list()] == [("early", 0), ("late", 0), ("undated", 1)]


def test_the_name_of_a_claim() -> None:
    assert claim_key("0123456789abcdef", "c007") == "0123456789ab-c007"


words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
ranges = st.none() | st.tuples(st.integers(0, 10**9), st.none() | st.integers(0, 10**9))
made = st.builds(
    Claim,
    id=st.just("c001"),
    start=st.integers(0, 10**6),
    end=st.integers(0, 10**6),
    act=words,
    count=ranges,
    approx=st.booleans(),
    person=st.lists(words),
    group=st.none() | words,
    date=st.none() | st.tuples(st.none() | words, st.none() | words),
    term_months=ranges,
    by=st.none() | words,
    spans=st.lists(st.builds(FieldSpan, words, st.integers(0, 99), st.integers(0, 99), words)),
    sure=st.floats(0, 1),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(claim=made)
def test_any_claim_comes_back_as_it_was(store: Store, claim: Claim) -> None:
    store.add(a_document(), [], [claim], "r")
    assert store.claims("a" * 64) == [claim]


@pytest.mark.parametrize("fault", [ConnectionResetError(104, "Connection reset by peer"), ConnectionAbortedError()])
def test_a_connection_that_breaks_in_the_driver_is_one_sentence(
    tmp_path: Path, fault: OSError, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> object:
        raise fault

    with Store(tmp_path / "register.db") as store:
        monkeypatch.setattr(store._engine, "connect", broken)
        asked = (lambda: store._rows(select(state)), store.reading().__enter__, store._writing().__enter__)
        for ask in asked:
            with pytest.raises(EngineError, match=r"register\.db: the connection to the server was lost"):
                ask()
