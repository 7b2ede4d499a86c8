"""Bare names made ready for the finders of running text: in which languages to read them, and as what passage."""

import re
from functools import lru_cache

from vidmova.entities.skeleton import loose, skeleton
from vidmova.lexicon.folding import fold
from vidmova.records import Passage

_CYRILLIC = re.compile("[а-яёіїєґ]")
_UKRAINIAN = re.compile("[ґєії]")
_RUSSIAN = re.compile("[ыэёъ]")
_ENDING = re.compile(
    "(?:ськ|ск|цьк|цк)(?:ий|ого|ому|им|ом|ая|ой|ую|ое|ие|их|ими|ої|ій|у|і|а|е)$"
    "|(?<=[а-яіїєґ]{3})(?:ями|ами|ого|его|ому|ему|ими|ыми|іми|иям|иях|ией|ією|"
    "ей|ий|ый|ой|ая|яя|ое|ее|ие|ые|ых|их|ім|їм|им|ым|ам|ям|ах|ях|ою|ею|ої|ій|ої|ії|ия|ии|ию|ие|ія|ію|ом|ем|єм|"
    "а|я|о|е|є|у|ю|ы|и|і|ї|ь|й)$"
)
_LATIN_ENDING = re.compile(
    "(?:t?sk(?:yi|iy|ii|yj|y|i|oi|oy|oj|aya|aia|a|oye|oe|e)|(?<=[a-z]{3})(?:'s|iya|iia|ia|aya|aia|oye|oe|iyi|yi|iy|ii|ye|a|e|o|i|y))$"
)


def languages_of(name: str) -> tuple[str, ...]:
    """Return the languages that a name's letters allow, the likelier first."""
    low = name.lower()
    if not _CYRILLIC.search(low):
        return ("en",)
    if _UKRAINIAN.search(low):
        return ("uk", "ru")
    return ("ru",) if _RUSSIAN.search(low) else ("ru", "uk")


def as_passage(name: str, language: str) -> Passage:
    """Return a name as a whole passage."""
    return Passage(name, fold(name), 0, len(name), language)


@lru_cache(maxsize=65536)
def spelling(word: str) -> str:
    """Return a word without its case ending in one spelling for Russian, Ukrainian and romanised writing."""
    low = fold(word).strip(".'-")
    ending = _ENDING if _CYRILLIC.search(low) else _LATIN_ENDING
    stem = ending.sub(lambda met: "sk" if "sk" in met.group() else "ск" if "к" in met.group() else "", low)
    return "".join(letter for letter in loose(skeleton(stem)) if letter.isalnum())
