"""Whether a register changed is told without counting, whoever changed it; and texts are read once."""

from pathlib import Path

from tests.happened import fill
from tests.web.desks import DOCUMENT, FIRST
from vidmova.register.changes import stamp_of, texts_of
from vidmova.register.searching import Searching


def test_the_stamp_is_the_stores_after_every_change_by_anybody(tmp_path: Path) -> None:
    with Searching(tmp_path / "register.db") as store, Searching(tmp_path / "register.db") as other:
        fill(store)
        for writer in (store, other, store):
            assert stamp_of(store) == stamp_of(store) == store.stamp()
            assert stamp_of(other) == other.stamp()
            writer.add(DOCUMENT, [], [FIRST], writer.stamp())
            assert stamp_of(other) == other.stamp()
            assert stamp_of(store) == store.stamp()


def test_what_did_not_change_is_not_counted_again(tmp_path: Path) -> None:
    with Searching(tmp_path / "register.db") as store:
        fill(store)
        counted = []
        own = store.stamp
        store.stamp = lambda: counted.append(1) or own()  # type: ignore[method-assign,func-returns-value]
        for _ in range(20):
            stamp_of(store)
        # Once for each connection that is kept open.
        assert len(counted) < 6


def test_texts_are_those_not_known_yet(tmp_path: Path) -> None:
    with Searching(tmp_path / "register.db") as store:
        fill(store)
        every = dict(texts_of(store))
        assert sorted(every) == sorted(one.id for one in store.document_list())
        first = min(every)
        assert first not in dict(texts_of(store, {first}))
        document = store.document(first)
        assert document
        assert every[first].endswith(document.text)
