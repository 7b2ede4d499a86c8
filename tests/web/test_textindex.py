"""Words found in memory are those that looking through the texts finds."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.happened import EN, RU, UK, fill
from tests.web.desks import DOCUMENT, FIRST
from vidmova.lexicon.folding import fold
from vidmova.register.searching import Searching
from vidmova.web import textindex
from vidmova.web.searchpage import Texts
from vidmova.web.snapshot import Memory
from vidmova.web.textindex import TextIndex

PARTS = st.text("аеиоуйктнвсАЕ dismis.’'", max_size=8) | st.sampled_from(f"{RU} {EN} {UK}".split())


def ready(index: TextIndex, stamp: str) -> TextIndex:
    index.keep_up(stamp)
    index.settled()
    return index


def texts(store: Searching) -> dict[str, str]:
    read = (store.document(one.id) for one in store.document_list())
    return {one.id: fold(f"{one.title or ''}\n{one.text}") for one in read if one}


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Searching]:
    with Searching(tmp_path_factory.mktemp("words") / "register.db") as store:
        fill(store)
        yield store


@settings(max_examples=60, deadline=None)
@given(asked=st.lists(PARTS, min_size=1, max_size=3))
def test_every_word_is_found_wherever_it_stands(filled: Searching, asked: list[str]) -> None:
    words = fold(" ".join(asked)).split()
    found = ready(TextIndex(filled), "a").holding("a", words)
    if words:
        assert found == {one for one, text in texts(filled).items() if all(word in text for word in words)}
    else:
        assert found is None


def test_a_search_is_the_same_before_and_after_words_are_ready(tmp_path: Path) -> None:
    with Searching(tmp_path / "register.db") as store:
        fill(store)
        kept, found = Memory(store, list).now(), Texts(store)
        for asked in ("Гайворона", "dismissed", "ten fighters", "nowhere", "двоє"):
            early = found.find(kept, asked, 0, 20)
            found.index.settled()
            late = found.find(kept, asked, 0, 20)
            assert late == early == store.find_text(asked, 0, 20)


def test_what_is_added_is_read_alone(tmp_path: Path) -> None:
    with Searching(tmp_path / "register.db") as store:
        fill(store)
        index = ready(TextIndex(store), "a")
        assert index.holding("b", ["a"]) is None
        store.add(DOCUMENT, [], [FIRST], "r")
        ready(index, "b")
        assert len(index._segments) == 2
        word = max(fold(DOCUMENT.text).split(), key=len)
        assert DOCUMENT.id in (index.holding("b", [word]) or ())


def test_many_additions_are_put_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(textindex, "SEGMENTS", 1)
    with Searching(tmp_path / "register.db") as store:
        fill(store)
        index = ready(TextIndex(store), "a")
        store.add(DOCUMENT, [], [FIRST], "r")
        ready(index, "b")
        assert len(index._segments) == 1
        assert index.holding("b", ["e"]) == {one for one, text in texts(store).items() if "e" in text}


def test_more_text_than_may_be_held_is_left_to_the_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(textindex, "MOST", 10)
    with Searching(tmp_path / "register.db") as store:
        fill(store)
        assert ready(TextIndex(store), "a").holding("a", ["e"]) is None
