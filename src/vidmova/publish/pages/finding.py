"""The index that the site's search reads: words with the numbers of their events, in files by first letters."""

import json
import re
from array import array
from collections import defaultdict
from collections.abc import Iterator

from vidmova.extraction.romanise import romanise
from vidmova.lexicon.folding import fold
from vidmova.protect.release import Happening
from vidmova.publish.pages.language import LANGUAGES, spoken
from vidmova.publish.pages.marking import REMOVED
from vidmova.publish.pages.shelf import Shelf
from vidmova.publish.pages.telling import Page, Telling

CHUNK = 500
"""Titles of a file."""
LETTERS = 2
"""Letters by which words stand together, and the fewest that can be looked for."""
LEAST = 32_000
"""Letters of a file of words, but for the last."""
_WORD = re.compile(r"\w{2,}")
_COMBINED = re.compile("[\u0300-\u036f]")


def words(shelf: Shelf) -> Iterator[Page]:
    """Yield the files of words, the same for all languages, and the list of them."""
    found: dict[str, array[int]] = defaultdict(lambda: array("I"))
    texts: dict[str, frozenset[str]] = {}
    for number, event in enumerate(shelf.events.values()):
        for word in _words_of(shelf, event, texts):
            found[word].append(number)
    shards: dict[str, list[str]] = defaultdict(list)
    for word in sorted(found):
        shards[word[:LETTERS]].append(word)
    files: dict[str, int] = {}
    held: list[str] = []
    number = size = 0
    for key, every in shards.items():
        held.append(f"vidmova.words[{_said(key)}]={_said({word: _steps(found[word]) for word in every})};\n")
        files[key], size = number, size + len(held[-1])
        if size > LEAST:
            yield f"assets/search/{number}.js", "".join(held)
            held, number, size = [], number + 1, 0
    yield f"assets/search/{number}.js", "".join(held)
    kept = {"files": files, "words": {}, "titles": {}, "total": len(shelf.events), "chunk": CHUNK}
    yield "assets/search/shards.js", f"var vidmova={_said(kept)};\n"


def titles(telling: Telling) -> Iterator[Page]:
    """Yield the files of event titles in a language, in the order in which words number the events."""
    every = list(telling.shelf.events.values())
    for first in range(0, len(every), CHUNK):
        number, code = first // CHUNK, telling.language.code
        rows = [
            [telling.placing.event(one.id), telling.titles[one.id], telling.language.when(one.date)]
            for one in every[first : first + CHUNK]
        ]
        yield f"assets/search/{code}-{number}.js", f'vidmova.titles["{number}"]={_said(rows)};\n'


def _words_of(shelf: Shelf, event: Happening, texts: dict[str, frozenset[str]]) -> set[str]:
    found = set(_split(event.id))
    names = [shelf.people[each].name for each in event.people if each in shelf.people]
    if place := shelf.places.get(event.place or ""):
        every = (place.name, *place.part_of)
        names += [*every, *(spoken(code).territory(each) for code in LANGUAGES for each in every)]
    for each in event.sources:
        if source := shelf.sources.get(each):
            names += [source.outlet or "", source.title or ""] if not source.withheld else []
    for one in shelf.stated(event):
        names += [one.unit or "", one.court or "", one.by or ""]
        if told := shelf.sources.get(one.source):
            said = told.text[one.start : one.end]
            if said not in texts:
                texts[said] = _split(REMOVED.sub(" ", said))
            found |= texts[said]
    for name in dict.fromkeys(names):
        if name not in texts:
            texts[name] = _split(name) | _split(romanise(name, "uk")) | _split(romanise(name, "ru"))
        found |= texts[name]
    return found


def _split(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(_COMBINED.sub("", fold(text))))


def _steps(numbers: "array[int]") -> list[int]:
    return [number - before for number, before in zip(numbers, [0, *numbers[:-1]], strict=True)]


def _said(record: object) -> str:
    return json.dumps(record, ensure_ascii=False, separators=(",", ":"))
