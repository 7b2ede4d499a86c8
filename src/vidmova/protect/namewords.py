"""Words with a capital letter in rows, and the keys under which a name's word is known in every script and case."""

import re
from functools import lru_cache

from msgspec import Struct

from vidmova.entities import givennames
from vidmova.entities.endings import patronymic_readings, stems
from vidmova.entities.naming import Name, parse
from vidmova.entities.scripts import spelling
from vidmova.entities.skeleton import loose
from vidmova.extraction.mentions import UPPER
from vidmova.lexicon.folding import fold

_WORD = re.compile(
    rf"(?<![\w'’-])(?:([{UPPER}]\.)(?!\w\w)|([{UPPER}][\w'’ʼ]*(?:-[\w'’ʼ]+)*))|(?<=\.)([{UPPER}][\w'’ʼ-]+)"
)
_POSSESSIVE = re.compile(r"['’ʼ](?:s|S)?$")
_TRAILING = re.compile(r"['’ʼ-]+$")
_JOINTS = frozenset(("", " ", "\u00a0", "\u202f", "  ", "\n"))


class Word(Struct, frozen=True):
    """A word with a capital letter, or an initial."""

    start: int
    end: int
    form: str
    """Folded."""
    initial: bool


def rows_of(text: str, folded: str, start: int = 0, end: int | None = None) -> list[list[Word]]:
    """Return the words with a capital letter of a stretch in rows: those that only a space parts."""
    rows: list[list[Word]] = []
    for match in _WORD.finditer(text, start, len(text) if end is None else end):
        word = _word(match, folded)
        last = rows[-1][-1] if rows else None
        if last is not None and text[last.end : word.start] in _JOINTS and _joins(last, text, word):
            rows[-1].append(word)
        else:
            rows.append([word])
    return rows


def _word(match: re.Match[str], folded: str) -> Word:
    start, end = match.span()
    if match[1]:
        return Word(start, end, folded[start:end], True)
    cut = _POSSESSIVE.search(folded, start, end) or _TRAILING.search(folded, start, end)
    end = cut.start() if cut and cut.start() > start else end
    return Word(start, end, folded[start:end], end - start == 1)


def _joins(last: Word, text: str, word: Word) -> bool:
    between = text[last.end : word.start]
    return between != "" or last.initial or word.initial


@lru_cache(maxsize=200_000)
def keys_of(form: str) -> frozenset[str]:
    """Return the keys of a folded word as a surname may be found under, whatever its script and case."""
    form = one_script(form)
    found = {spelling(form), *(loose(bones) for bones in stems(form))}
    return frozenset(key for key in found if key)


@lru_cache(maxsize=200_000)
def given_keys(form: str) -> frozenset[str]:
    """Return the keys of the given names that a folded word may be."""
    return frozenset(key for _, key in givennames.listed(one_script(form)))


_LATIN_ALIKE = str.maketrans("aceikopxyhmtbd", "асеікорхунмтвд")


def one_script(form: str) -> str:
    """Return a folded word that mixes two scripts in Cyrillic letters: Latin ones look like them."""
    if form.isascii() or not _MIXED.search(form):
        return form
    return form.translate(_LATIN_ALIKE)


_MIXED = re.compile("[a-z].*[а-яіїєґ]|[а-яіїєґ].*[a-z]")


@lru_cache(maxsize=200_000)
def is_patronymic(form: str) -> bool:
    """Tell whether a folded word ends as patronymics do."""
    return bool(patronymic_readings(form)) or bool(_LATIN_FATHER.search(form))


_LATIN_FATHER = re.compile(r"[a-z]{3}(?:ovich|evich|yevich|ovych|evych|iyovych|ovna|evna|yevna|ivna|iivna|yivna)$")


class Known(Struct, frozen=True):
    """Under which keys a name can be met."""

    surnames: frozenset[str]
    given: frozenset[str]
    letters: frozenset[str]
    """First letters of the given name, where only an initial is known."""


@lru_cache(maxsize=200_000)
def known_by(name: str) -> Known:
    """Return the keys of a person's name."""
    parsed = parse(name)
    words = [word.form for row in rows_of(name, fold(name)) for word in row if not word.initial]
    bones = {loose(one) for one in _surnames(parsed)}
    surnames = bones | {spelling(word) for word in words if keys_of(word) & bones}
    if not surnames and not parsed.given:
        surnames = {key for word in words for key in keys_of(word)}
    given = frozenset(parsed.given) | {key for word in words for key in given_keys(word) if not keys_of(word) & bones}
    return Known(frozenset(surnames), given, parsed.initial)


def _surnames(parsed: Name) -> set[str]:
    whole = set(parsed.surnames | parsed.maiden)
    return whole | {half for one in whole if "-" in one for half in one.split("-")}


@lru_cache(maxsize=200_000)
def first_letters(form: str) -> frozenset[str]:
    """Return the letters of skeletons that an initial may stand for."""
    return givennames.initial_letters(form)
