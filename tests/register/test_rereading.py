"""A register read again after changes, with what did not change taken over, is the register read anew."""

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.happened import fill
from vidmova.records import Claim, Linked
from vidmova.register.books import linked_records, opened_book
from vidmova.register.rereading import Rereading
from vidmova.register.searching import Searching
from vidmova.totals.asking import range_of
from vidmova.totals.pools import Book
from vidmova.totals.questions import Question

QUESTIONS = tuple(
    Question(acts=(act,), counted=counted)
    for act in ("refuse", "dismiss", "lawsuit")
    for counted in ("persons", "cases")
)
CHANGES = st.lists(st.tuples(st.sampled_from(["count", "event", "unjoin", "relations", "nothing"]), st.integers(0, 9)))


def same(one: Book, other: Book) -> bool:
    mine, theirs = ((each.linked, each.events, each.told, each.perhaps_one) for each in (one, other))
    return mine == theirs and [range_of(each, one) for each in QUESTIONS] == [
        range_of(each, other) for each in QUESTIONS
    ]


def change(store: Searching, what: str, number: int) -> None:
    """Change a register as a decision or new documents would: one claim, where it belongs, or what linking found."""
    linked = linked_records(store)
    document = sorted(linked.claims)[number % len(linked.claims)]
    told = linked.claims[document]
    at = number % len(told)
    if what == "count":
        whole = store.document(document)
        assert whole
        own: list[Claim] = [replace(one, count=(number + 1, number + 3)) if one is told[at] else one for one in told]
        store.add(whole, store.sentences(document), own, f"r{number}")
    elif what in ("event", "unjoin"):
        event = linked.events[number % len(linked.events)].id if what == "event" else None
        moved = [replace(one, event=event) if one is told[at] else one for one in told]
        store.linked(linked_with(linked, claims={**linked.claims, document: moved}), f"l{number}")
    elif what == "relations":
        store.linked(linked_with(linked, relations=linked.relations[: number % 3]), f"l{number}")


def linked_with(linked: Linked, **changed: object) -> Linked:
    return replace(linked, **changed)


@settings(max_examples=8, deadline=None)
@given(CHANGES)
def test_what_is_read_again_is_what_is_there(tmp_path_factory: object, changes: list[tuple[str, int]]) -> None:
    folder: Path = tmp_path_factory.mktemp("again")  # type: ignore[attr-defined]
    with Searching(folder / "register.db") as store:
        fill(store)
        reading = Rereading(store)
        assert same(reading.book(), opened_book(store))
        for what, number in changes[:5]:
            change(store, what, number)
            assert same(reading.book(), opened_book(store))


def test_what_kept_its_seal_is_not_read_again(tmp_path: Path) -> None:
    with Searching(tmp_path / "register.db") as store:
        fill(store)
        reading = Rereading(store)
        before = reading.book()
        after = reading.book()
        assert after.linked.mentions is before.linked.mentions
        assert all(after.told[name] is said for name, said in before.told.items())
        assert after.linked == before.linked


def test_a_document_that_is_gone_is_gone(tmp_path: Path) -> None:
    with Searching(tmp_path / "register.db") as store:
        fill(store)
        reading = Rereading(store)
        reading.book()
        linked = linked_records(store)
        left = dict(list(linked.claims.items())[1:])
        store.linked(linked_with(linked, claims=left), "l")
        assert same(reading.book(), opened_book(store))
