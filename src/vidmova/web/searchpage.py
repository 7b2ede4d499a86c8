"""One box over everything: names in any script and case ending, units, courts, places, and the words of the texts."""

from collections.abc import Mapping

from msgspec import Struct

from vidmova.lexicon.folding import fold
from vidmova.records import Document, Span
from vidmova.register.passages import Mark, pieces
from vidmova.register.searching import Hit, Hits, Searching, stem
from vidmova.web import codes
from vidmova.web.addresses import Page, address, page_of
from vidmova.web.documents import DocumentLine, document_line
from vidmova.web.namedlists import NamedLine, named_line
from vidmova.web.reckoning import Remembered
from vidmova.web.snapshot import Snapshot
from vidmova.web.speech import Speech
from vidmova.web.textindex import TextIndex, latest_first

PATH = "/search"
SIZE, MOST_NAMED = 20, 10
BEFORE, AFTER = 90, 210
"""Characters of a text that are shown before and after the first word found."""
LONGEST = 200
"""Characters of a question that are looked at."""


class TextHit(Struct, frozen=True):
    """A document that holds the words, with the stretch around the first of them."""

    line: DocumentLine
    pieces: list[tuple[str, bool]]
    """Characters, and whether they were asked for."""


class NamedHits(Struct, frozen=True):
    """Those of a kind whom the words may name, the surest first."""

    title: str
    found: list[tuple[NamedLine, bool, str]]
    """Who, whether it is surely the name asked for, and why."""
    more: int


class Search(Struct, frozen=True):
    """The page of a search."""

    asked: str
    named: list[NamedHits]
    texts: list[TextHit]
    words: list[str]
    """What was looked for in the texts."""
    page: Page
    before: str
    after: str


class Texts:
    """Finds the documents whose text holds words: in memory where their words are ready, else in the database."""

    def __init__(self, store: Searching) -> None:
        self._store = store
        self.index = TextIndex(store)
        self._remembered = Remembered()

    def find(self, kept: Snapshot, asked: str, skip: int, most: int) -> Hits:
        """Return how many documents hold every word asked for, and some of them, the latest first."""
        words = [stem(word) for word in fold(asked).split()]
        self.index.keep_up(kept.stamp)
        there = self.index.holding(kept.stamp, words)
        if there is None:
            return self._store.find_text(asked, skip, most)
        every = self._remembered.of(kept.stamp, "order", lambda: latest_first(kept.documents))
        found = [one.id for one in every if one.id in there]
        read = (self._store.document(one) for one in found[skip : skip + most])
        return Hits(len(found), [hit_of(one, words) for one in read if one is not None])


def search(
    speech: Speech, store: Searching, kept: Snapshot, given: Mapping[str, str], texts: Texts | None = None
) -> Search:
    """Return what an address asks for."""
    asked = " ".join(given.get("q", "").replace("\0", " ").split())[:LONGEST]
    wanted = given.get("page", "")
    page = page_of(wanted, SIZE, SIZE * 10_000)
    hits = (texts or Texts(store)).find(kept, asked, page.skip, SIZE)
    page = page_of(wanted, SIZE, hits.total)
    sought = {hit.document.id for hit in hits.found}
    rows = {one.id: one for one in kept.documents if one.id in sought}
    words = [stem(word) for word in fold(asked).split()]
    shown = [
        TextHit(document_line(speech, kept, rows[hit.document.id]), _around(hit, words))
        for hit in hits.found
        if hit.document.id in rows
    ]
    return Search(
        asked=asked,
        named=_named(speech, store, kept, asked) if asked else [],
        texts=shown,
        words=words,
        page=page,
        before=address(PATH, {"q": asked}, page=page.number - 1) if page.number > 1 else "",
        after=address(PATH, {"q": asked}, page=page.number + 1) if page.number < page.pages else "",
    )


def hit_of(document: Document, words: list[str]) -> Hit:
    """Return a document with the stretch of the first of the words in its text."""
    folded = fold(document.text)
    places = [(place, place + len(word)) for word in words if (place := folded.find(word)) >= 0]
    return Hit(document, *min(places, default=(0, 0)))


def _named(speech: Speech, store: Searching, kept: Snapshot, asked: str) -> list[NamedHits]:
    shown = []
    for kind, every in store.find_anything(asked).items():
        there = [one for one in every if one.entity.id in kept.named]
        found = [
            (named_line(speech, kept.named[one.entity.id]), one.judgement == "same", one.because)
            for one in there[:MOST_NAMED]
        ]
        shown.append(NamedHits(speech.say(codes.SECTIONS[kind]), found, max(0, len(there) - MOST_NAMED)))
    return shown


def _around(hit: Hit, words: list[str]) -> list[tuple[str, bool]]:
    text = hit.document.text
    start = max(0, text.rfind(" ", 0, max(0, hit.start - BEFORE)) + 1)
    end = min(len(text), hit.end + AFTER)
    folded = fold(text[start:end])
    marks = [
        Mark(start + place, start + place + len(word), "word", "") for word in words for place in _places(folded, word)
    ]
    return [(piece.text, bool(piece.marks)) for piece in pieces(text, Span(start, end), marks)]


def _places(text: str, word: str) -> list[int]:
    found, place = [], text.find(word)
    while place >= 0:
        found.append(place)
        place = text.find(word, place + len(word))
    return found
