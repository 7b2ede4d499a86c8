"""The words of all texts in memory, so that a search need not look through every text: made behind the pages."""

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from threading import Lock, Thread

from msgspec import Struct

from vidmova.lexicon.folding import fold
from vidmova.register.changes import texts_of
from vidmova.register.rows import DocumentRow
from vidmova.register.searching import Searching

MOST = 80_000_000
"""Characters of texts that are held ready; in a larger register texts are looked through by the database."""
SEGMENTS = 12
"""So many additions are kept beside each other before all is put together anew."""
_BETWEEN = "\n"


class _Segment(Struct, frozen=True):
    """The words of some documents: each different word once, and the documents that it stands in."""

    ids: list[str]
    words: str
    """All different words with a line's end between them."""
    starts: "array[int]"
    """Where each begins."""
    holders: "array[int]"
    """Numbers of documents, word by word."""
    ends: "array[int]"
    """Where the documents of each word end among them."""
    characters: int

    def holding(self, asked: str) -> set[int]:
        """Return the documents that have a word in which these characters stand."""
        found: set[int] = set()
        place = self.words.find(asked)
        while place >= 0:
            number = bisect_right(self.starts, place) - 1
            found.update(self.holders[self.ends[number - 1] if number else 0 : self.ends[number]])
            after = number + 1
            place = self.words.find(asked, self.starts[after]) if after < len(self.starts) else -1
        return found


class TextIndex:
    """Says which documents hold some words; it knows every document of which it was told to read the text."""

    def __init__(self, store: Searching) -> None:
        self._store = store
        self._lock = Lock()
        self._segments: list[_Segment] = []
        self._known: set[str] = set()
        self._stamp = ""
        self._asked = ""
        self._reading: Thread | None = None

    def keep_up(self, stamp: str) -> None:
        """Read behind the pages what was added, unless that was done since the register last changed."""
        with self._lock:
            if self._asked != stamp and self._reading is None:
                self._asked = stamp
                self._reading = Thread(target=self._read, args=(stamp,), name="words", daemon=True)
                self._reading.start()

    def settled(self) -> None:
        """Wait until what is being read is read."""
        if reading := self._reading:
            reading.join()

    def holding(self, stamp: str, words: Sequence[str]) -> set[str] | None:
        """Return the documents in which each of the folded words stands; None where that is not ready to be said."""
        with self._lock:
            if self._stamp != stamp or not words:
                return None
            segments = self._segments
        found: set[str] = set()
        for segment in segments:
            found.update(segment.ids[number] for number in set.intersection(*map(segment.holding, words)))
        return found

    def _read(self, stamp: str) -> None:
        try:
            anew = len(self._segments) >= SEGMENTS
            known = set() if anew else self._known
            made = _segment(texts_of(self._store, known), MOST - (0 if anew else self._characters()))
            with self._lock:
                if made is not None:
                    self._segments = [*([] if anew else self._segments), *([made] if made.ids else [])]
                    self._known = known | set(made.ids)
                    self._stamp = stamp
        finally:
            self._reading = None

    def _characters(self) -> int:
        return sum(one.characters for one in self._segments)


def _segment(texts: Iterable[tuple[str, str]], most: int) -> _Segment | None:
    """Return the words of texts; None where there is more of them than may be."""
    ids: list[str] = []
    holders: dict[str, array[int]] = {}
    characters = 0
    for identity, text in texts:
        characters += len(text)
        if characters > most:
            return None
        for word in set(fold(text).split()):
            holders.setdefault(word, array("I")).append(len(ids))
        ids.append(identity)
    every = sorted(holders)
    rows = array("I")
    for word in every:
        rows.extend(holders[word])
    return _Segment(
        ids,
        _BETWEEN.join(every),
        array("Q", _starts(every)),
        rows,
        array("Q", accumulate(len(holders[word]) for word in every)),
        characters,
    )


def _starts(words: Iterable[str]) -> Iterator[int]:
    place = 0
    for word in words:
        yield place
        place += len(word) + len(_BETWEEN)


def latest_first(documents: Iterable[DocumentRow]) -> list[DocumentRow]:
    """Return documents in the order in which a search shows them: those published last first."""
    named = sorted(documents, key=lambda one: (one.name, one.id))
    return sorted(named, key=lambda one: one.published or "", reverse=True)
