"""Says which outlet a document comes from, and whether it credits another document's outlet in its text."""

import re
from collections.abc import Mapping
from difflib import SequenceMatcher
from functools import lru_cache

from vidmova.linking.wording import sound
from vidmova.records import Document, Telling

LONGEST_MASTHEAD = 60
LIKE = 0.84
"""How alike two names of an outlet sound in two languages and case endings."""
LEAST = 6
"""Shorter outlets' names are met by accident."""
READ = 20_000
"""Characters of a document in which it says whose report it repeats."""
_WORD = re.compile(r"[^\W_]+(?:['’ʼ-][^\W_]+)*")


def outlet(document: Document) -> str:
    """Return a document's outlet: the one its page names, or a masthead without a full stop above the text, or ''."""
    if document.outlet:
        return document.outlet
    return _masthead(document.text)


@lru_cache(maxsize=8)
def _masthead(text: str) -> str:
    # Asked once for each claim of a document, one document after the other: a long text must not be copied each time.
    line = text.lstrip().partition("\n")[0].strip()
    return line if 0 < len(line) <= LONGEST_MASTHEAD and line[-1] not in ".!?…:;," else ""


def named(document: Document) -> str:
    """Return what to call a document: its outlet, else its title or file name; with its date where it has one."""
    name = outlet(document) or document.title or document.name
    return f"{name} ({document.published[:10]})" if document.published else name


def translates(a: Document, b: Document, telling_of: Mapping[str, Telling]) -> bool:
    """Tell whether two documents in two languages tell one text, or one credits the other."""
    if a.language == b.language:
        return False
    told = telling_of.get(a.id)
    return (told is not None and b.id in told.documents) or repeats(a, b) or repeats(b, a)


def repeats(teller: Document, told: Document) -> bool:
    """Tell whether a document names another's outlet below its own masthead."""
    name, own = outlet(told), outlet(teller)
    if name == own:
        return False
    return _names(teller.text[:READ], teller.language, own, _sounds(name, told.language))


@lru_cache(maxsize=1 << 14)
def consonants(name: str, language: str) -> str:
    """Return what stays of an outlet's name in every spelling, or '' where that is too little to know it by."""
    bones = re.sub(r"[aeiou\W\d]|(.)(?=\1)", "", " ".join(_sounds(name, language)))
    return bones if len(bones) >= LEAST else ""


def is_own(said: str, document: Document) -> bool:
    """Tell whether a source that a claim names is the outlet of its own document, in any case ending."""
    own, other = " ".join(_sounds(outlet(document), document.language)), " ".join(_sounds(said, "en"))
    return bool(own) and SequenceMatcher(None, own, other, autojunk=False).ratio() >= LIKE


@lru_cache(maxsize=4096)
def _names(text: str, language: str, own: str, words: tuple[str, ...]) -> bool:
    wanted = " ".join(words)
    if len(wanted) < LEAST:
        return False
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(wanted)
    spoken = _spoken(text, language, own)
    for at, (word, capital) in enumerate(spoken[: len(spoken) - len(words) + 1]):
        if not capital or word[:1] != wanted[0]:
            continue
        matcher.set_seq1(" ".join(said for said, _ in spoken[at : at + len(words)]))
        if matcher.real_quick_ratio() >= LIKE and matcher.quick_ratio() >= LIKE and matcher.ratio() >= LIKE:
            return True
    return False


@lru_cache(maxsize=1024)
def _spoken(text: str, language: str, own: str) -> tuple[tuple[str, bool], ...]:
    """Return the words of a text below its masthead as they sound, each with whether it has a capital letter."""
    begin = len(own) if own and text.lstrip().startswith(own) else 0
    found = (match.group() for match in _WORD.finditer(text, begin))
    return tuple((sound(word, language), word[0].isupper()) for word in found)


def _sounds(name: str, language: str) -> tuple[str, ...]:
    return tuple(sound(word, language) for word in _WORD.findall(name))
