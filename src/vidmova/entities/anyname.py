"""Compares names of which nobody knows what they name: word by word, across scripts, spellings and case endings."""

import re
from collections import defaultdict
from functools import cache, lru_cache
from pathlib import Path

from msgspec import Struct

from vidmova.entities.comparison import Comparison
from vidmova.extraction.romanise import romanise
from vidmova.lexicon.files import folder, languages, read
from vidmova.lexicon.folding import fold

CLOSE = 0.8
"""From this likeness on two words are taken for one."""
_TOKEN = re.compile(r"\d+|[^\W\d_]+(?:'[^\W\d_]+)*")
_CYRILLIC = re.compile("[а-яіїєґ]")
_ADJECTIVE = "(?:ого|его|ому|ему|ими|ыми|їми|ая|яя|ое|ее|ые|ий|ый|ій|ой|ую|юю|их|ых|їх|им|ым|ої|ою|ею|єю)"
_NOUN = (
    "(?:ией|ією|иями|ями|ами|иям|иях|ах|ях|ам|ям|ов|ев|єв|ів|їв|еві|єві|ові|ею|єю|ей|ом|ем|єм|ия|ия|ие|ии|ию"
    "|ія|ії|ію|ье|ья|ью|ьи|[аеєиіїоуыэюяьй])"
)
_ENDING = re.compile(rf"(?<=..)(?:{_ADJECTIVE}|{_NOUN})$")
_ADJECTIVE_ENDINGS = "ий|ый|ой|ій|ая|а|ое|е|ие|ые|і|ого|ої|ому|им|ым|их|ых|ую|у|ою|ими|ыми"
_IS_ADJECTIVE = re.compile(rf"(?:ск|ськ|зьк|цьк|цк|н|в|ов|ів|ев)(?:{_ADJECTIVE_ENDINGS})$")
_SOUNDS = (
    *(("shch", "6"), ("sch", "6"), ("sh", "6"), ("ch", "4"), ("ts", "4"), ("tz", "4"), ("zh", "z"), ("kh", "h")),
    *(("ph", "f"), ("th", "t"), ("ck", "k"), ("qu", "kv"), ("x", "ks"), ("w", "v"), ("g", "h"), ("q", "k")),
    *(
        ("ya", "a"),
        ("ia", "a"),
        ("yu", "u"),
        ("iu", "u"),
        ("ye", "e"),
        ("ie", "e"),
        ("yo", "o"),
        ("j", "i"),
        ("y", "i"),
    ),
)
_SOFT_C = re.compile("c(?=[ei])")
_DOUBLED = re.compile(r"(.)\1+")
_VOWELS = frozenset("aeiou")
_KIN = {frozenset(pair) for pair in ("zs", "dt", "bp", "vf", "hk", "46", "4k", "z6", "hz", "s6", "ks")}
_LOOKS = str.maketrans("авекмнорстхуі", "abekmhopctxyi")
_NEAR_VOWELS = {frozenset(pair) for pair in ("oi", "ei", "eo", "ao")}
_LONG, _SHORT, _SURE_BEGINNING, _ACRONYM = 8, 3, 5, 5
_CLIPPED_FROM = 3
"""Letters that a clipped word keeps of each part at least: Min-zdrav, Euro-commission."""


class _Meanings(Struct, frozen=True, forbid_unknown_fields=True):
    words: dict[str, tuple[str, ...]]


class Word(Struct, frozen=True):
    """A word of a name as it sounds without its case ending."""

    said: str
    stem: str
    whole: str
    """The same with its last letters."""
    means: frozenset[str]
    """What it means, where names are commonly translated by it."""
    weight: int
    adjective: bool
    initial: bool
    shouted: str
    """The letters of an acronym as they look, whatever the script: BBC may be typed in Cyrillic letters."""


@lru_cache(maxsize=65536)
def words(name: str) -> tuple[Word, ...]:
    """Return the words of a name, in order, without signs."""
    folded = fold(name.replace("\u200e", ""))
    return tuple(_word(name, folded, match) for match in _TOKEN.finditer(folded))


def _word(name: str, folded: str, match: re.Match[str]) -> Word:
    said = match.group()
    written = name[match.start() : match.end()] if len(name) == len(folded) else said
    capitals = 1 < len(said) <= _ACRONYM and written[:2].isupper()
    bare = said if capitals else unended(said)
    stem = sound(bare)
    adjective = bool(_CYRILLIC.search(said) and _IS_ADJECTIVE.search(said))
    means = frozenset() if capitals else meanings(folder()).get(bare, frozenset())
    shouted = said.translate(_LOOKS) if capitals else ""
    weight, initial = min(max(len(stem), 1), _LONG), len(said) == 1 and written.isupper()
    return Word(said, stem, sound(said), means, weight, adjective, initial, shouted)


@cache
def meanings(lexicon: Path) -> dict[str, frozenset[str]]:
    """Return what the words of the lexicon's `namewords.yml` mean, by their stems, in all languages at once."""
    found: dict[str, set[str]] = defaultdict(set)
    for language in languages():
        for meaning, said in read("namewords", _Meanings, language).words.items():
            for word in said:
                found[unended(word)].add(meaning)
    return {stem: frozenset(every) for stem, every in found.items()}


def unended(word: str) -> str:
    """Return a folded word without the ending of its case; Latin and short words as they are."""
    if not _CYRILLIC.search(word) or len(word) <= _SHORT:
        return word
    return _ENDING.sub("", word, count=1).rstrip("ь'")


@lru_cache(maxsize=65536)
def sound(word: str) -> str:
    """Return a folded word in Latin letters, with one letter for what the three languages spell apart."""
    latin = romanise(word, "").lower().replace("'", "")
    for spelt, one in _SOUNDS:
        latin = latin.replace(spelt, one)
    latin = _SOFT_C.sub("s", latin).replace("c", "k")
    return _DOUBLED.sub(r"\1", latin)


def alike(a: str, b: str) -> Comparison:
    """Compare two names of unknown kind in any of the three languages and any case ending."""
    one, other = words(a), words(b)
    if not one or not other:
        return Comparison(0.0, "one of the names has no letters")
    if acronym(one, other) or acronym(other, one):
        return Comparison(0.85, "one name is made of the first letters of the other's words")
    if clipped(one, other) or clipped(other, one):
        return Comparison(0.85, "one name is made of the first syllables of the other's words")
    return _matched(one, other)


def acronym(short: tuple[Word, ...], long: tuple[Word, ...]) -> bool:
    """Return whether a name is one word of the first letters of another's words."""
    if len(short) != 1 or not short[0].shouted or len(long) < 2:
        return False
    return [sound(letter) for letter in short[0].said] == [sound(word.said[0]) for word in long]


def clipped(short: tuple[Word, ...], long: tuple[Word, ...]) -> bool:
    """Return whether a name is one word put together of the beginnings of another's words."""
    if len(short) != 1 or len(long) < 2 or len(short[0].stem) < 2 * _CLIPPED_FROM:
        return False
    stem = short[0].stem
    for cut in range(_CLIPPED_FROM, len(stem) - _CLIPPED_FROM + 1):
        if long[0].stem.startswith(stem[:cut]) and any(word.stem.startswith(stem[cut:]) for word in long[1:]):
            return True
    return False


def _matched(one: tuple[Word, ...], other: tuple[Word, ...]) -> Comparison:
    if len(one) > len(other):
        one, other = other, one
    left = list(range(len(other)))
    pairs: list[tuple[int, int, float]] = []
    for at, word in enumerate(one):
        best = max(left, key=lambda number: likeness(word, other[number]), default=None)
        if best is not None and (value := likeness(word, other[best])) >= CLOSE:
            left.remove(best)
            pairs.append((at, best, value))
    return _judged(one, other, pairs, left)


def _judged(
    one: tuple[Word, ...], other: tuple[Word, ...], pairs: list[tuple[int, int, float]], left: list[int]
) -> Comparison:
    guessed = [one[at].initial != other[number].initial for at, number, _ in pairs]
    if all(guessed):
        return Comparison(0.0, "no word of one name stands in the other")
    met = {at for at, _, _ in pairs}
    missing = [word for at, word in enumerate(one) if at not in met]
    further = [other[number] for number in left]
    if any(word.said.isdigit() for word in missing) and any(word.said.isdigit() for word in further):
        return Comparison(0.1, "the names carry different numbers")
    worst = min(value for _, _, value in pairs)
    if not missing and not further and any(guessed):
        return Comparison(0.8, "one name has an initial where the other has a word that begins so")
    if not missing and not further:
        return Comparison(0.8 + 0.2 * worst, "the names are the same words, written in another script or ending")
    if not missing:
        return _contained(other, left, worst)
    shared = sum(one[at].weight for at, _, _ in pairs)
    whole = shared + sum(word.weight for word in (*missing, *further))
    return Comparison(0.6 * shared / whole, "the names share some words, and each has others")


def _contained(other: tuple[Word, ...], left: list[int], worst: float) -> Comparison:
    if left[0] == 0 and not other[0].adjective and any(other[number].weight > 1 for number in left):
        return Comparison(0.5 * worst, "one name is the end of the other, which may be named after it")
    if all(other[number].adjective or other[number].weight == 1 or number > 0 for number in left):
        return Comparison(0.75 * worst, "one name is the other, cut short")
    return Comparison(0.6 * worst, "one name is a part of the other")


@lru_cache(maxsize=262144)
def likeness(a: Word, b: Word) -> float:
    """Return how alike two words of names are, from 0 to 1."""
    if a.stem == b.stem or a.whole == b.whole:
        return 1.0
    if a.shouted and b.shouted:
        return float(a.shouted == b.shouted)
    if a.said.isdigit() or b.said.isdigit():
        return 0.0
    if a.initial or b.initial:
        return CLOSE if a.whole[:1] == b.whole[:1] else 0.0
    if not a.means.isdisjoint(b.means):
        return 0.95
    return max(_spelt_alike(x, y) for x, y in {(a.stem, b.stem), (a.stem, b.whole), (a.whole, b.stem)})


def _spelt_alike(a: str, b: str) -> float:
    if not a or not b or not _may_begin_alike(a, b) or abs(len(a) - len(b)) > 2:
        return 0.0
    if min(len(a), len(b)) < _SHORT and max(len(a), len(b)) > _SHORT:
        return 0.0
    return max(0.0, 1 - _cost(a, b) / max(len(a), len(b)))


def _may_begin_alike(a: str, b: str) -> bool:
    one, other = a[0], b[0]
    if one == other or frozenset((one, other)) in _NEAR_VOWELS:
        return True
    return min(len(a), len(b)) >= _SURE_BEGINNING and frozenset((one, other)) in _KIN


def _cost(a: str, b: str) -> float:
    row = [0.0]
    for letter in b:
        row.append(row[-1] + _alone(letter))
    for one in a:
        before, row = row, [row[0] + _alone(one)]
        for at, letter in enumerate(b):
            row.append(min(before[at] + _instead(one, letter), before[at + 1] + _alone(one), row[at] + _alone(letter)))
    return row[-1]


def _alone(letter: str) -> float:
    return 0.5 if letter in _VOWELS else 1.0


def _instead(a: str, b: str) -> float:
    if a == b:
        return 0.0
    pair = frozenset((a, b))
    if a in _VOWELS and b in _VOWELS:
        return 0.3 if pair in _NEAR_VOWELS else 0.7
    return 0.5 if pair in _KIN else 1.3
