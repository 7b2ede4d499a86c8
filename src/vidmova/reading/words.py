"""The words of the lexicon that reading needs: abbreviations, function words and alphabets of each language."""

from functools import cache
from pathlib import Path

from msgspec import Struct

from vidmova.lexicon import files


class SentenceWords(Struct, frozen=True, forbid_unknown_fields=True):
    """One language's `sentences.yml`; the file explains each field."""

    alphabet: str
    frequent: str
    function_words: frozenset[str]
    titles: frozenset[str]
    numbered: frozenset[str]
    units: frozenset[str]
    closing: frozenset[str]
    said: frozenset[str]
    surname_endings: frozenset[str]


class JoinedWords(SentenceWords, frozen=True):
    """The words of several languages, with the last parts of all abbreviations."""

    abbreviations: frozenset[str]


class OtherLanguage(Struct, frozen=True, forbid_unknown_fields=True):
    """A language that is named and left unread."""

    code: str
    alphabet: str
    words: frozenset[str]
    frequent: str = ""


class Profile(Struct, frozen=True):
    """What gives a language away: its letters and its small words."""

    code: str
    letters: frozenset[str]
    words: frozenset[str]
    frequent: str
    cyrillic: bool
    read: bool


def readable() -> tuple[str, ...]:
    """Return the codes of the languages whose sentences can be found: those with a `sentences.yml`."""
    return _readable(files.folder())


def profiles() -> tuple[Profile, ...]:
    """Return every known language, those that are read first."""
    return _profiles(files.folder())


def joined(language: str) -> JoinedWords:
    """Return a language's words together with those of the languages in other scripts, for mixed documents.

    A language outside the lexicon gets the words of all.
    """
    return _joined(files.folder(), language)


@cache
def _readable(root: Path) -> tuple[str, ...]:
    return tuple(sorted(path.parent.name for path in root.glob("*/sentences.yml")))


@cache
def _profiles(root: Path) -> tuple[Profile, ...]:
    rows = [(code, _words(code)) for code in _readable(root)]
    own = [(code, words.alphabet, words.function_words, words.frequent, True) for code, words in rows]
    others = [
        (other.code, other.alphabet, other.words, other.frequent, False)
        for other in files.read("other_languages", tuple[OtherLanguage, ...])
    ]
    return tuple(
        Profile(code, frozenset(alphabet), words, frequent, is_cyrillic(alphabet[0]), read)
        for code, alphabet, words, frequent, read in own + others
    )


@cache
def _joined(root: Path, language: str) -> JoinedWords:
    known = [_words(code) for code in _readable(root)]
    own = [_words(language)] if language in _readable(root) else known[:0]
    foreign = [words for words in known if not own or is_cyrillic(words.alphabet[0]) != is_cyrillic(own[0].alphabet[0])]
    parts = own + foreign
    sets = {
        field: frozenset().union(*(getattr(part, field) for part in parts))
        for field in SentenceWords.__struct_fields__
        if field not in ("alphabet", "frequent")
    }
    all_abbreviations = sets["titles"] | sets["numbered"] | sets["units"] | sets["closing"]
    return JoinedWords(
        alphabet="".join(part.alphabet for part in parts),
        frequent="".join(part.frequent for part in parts),
        abbreviations=frozenset(said.split()[-1] for said in all_abbreviations),
        **sets,
    )


def _words(code: str) -> SentenceWords:
    return files.read("sentences", SentenceWords, code)


def is_cyrillic(letter: str) -> bool:
    """Tell whether a letter is Cyrillic."""
    return "\u0400" <= letter <= "\u052f"
