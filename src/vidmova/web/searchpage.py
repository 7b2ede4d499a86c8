"""One box over everything: names in any script and case ending, units, courts, places, and the words of the texts."""

from collections.abc import Mapping

from msgspec import Struct

from vidmova.lexicon.folding import fold
from vidmova.records import Span
from vidmova.register.passages import Mark, pieces
from vidmova.register.searching import Hit, Searching, stem
from vidmova.web import codes
from vidmova.web.addresses import Page, address, page_of
from vidmova.web.documents import DocumentLine, document_line
from vidmova.web.namedlists import NamedLine, named_line
from vidmova.web.snapshot import Snapshot
from vidmova.web.speech import Speech

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


def search(speech: Speech, store: Searching, kept: Snapshot, given: Mapping[str, str]) -> Search:
    """Return what an address asks for."""
    asked = " ".join(given.get("q", "").replace("\0", " ").split())[:LONGEST]
    wanted = given.get("page", "")
    page = page_of(wanted, SIZE, SIZE * 10_000)
    hits = store.find_text(asked, page.skip, SIZE)
    page = page_of(wanted, SIZE, hits.total)
    rows = {one.id: one for one in kept.documents}
    words = [stem(word) for word in fold(asked).split()]
    texts = [
        TextHit(document_line(speech, kept, rows[hit.document.id]), _around(hit, words))
        for hit in hits.found
        if hit.document.id in rows
    ]
    return Search(
        asked=asked,
        named=_named(speech, store, kept, asked) if asked else [],
        texts=texts,
        words=words,
        page=page,
        before=address(PATH, {"q": asked}, page=page.number - 1) if page.number > 1 else "",
        after=address(PATH, {"q": asked}, page=page.number + 1) if page.number < page.pages else "",
    )


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
