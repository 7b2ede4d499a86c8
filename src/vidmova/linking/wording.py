"""The wording of passages as rare romanised three-letter pieces and numbers, alike across scripts and languages."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from math import log, sqrt

from msgspec import Struct

from vidmova.extraction.romanise import romanise

KEPT = 64
"""How many pieces of a passage are kept: the rarest tell most."""
UNSEEN = 100
"""As many passages without a piece are supposed to exist besides, lest two passages alone have nothing rare."""
_WORD = re.compile(r"\d+(?:[ \u00a0\u202f]\d{3})*(?!\d)|[^\W\d_]+(?:['’ʼ][^\W\d_]+)*")
_ONE_SOUND = (("kh", "h"), ("g", "h"), ("y", "i"), ("j", "i"), ("w", "v"), ("ie", "e"), ("ii", "i"))
_LEAST = 3
"""Shorter words are particles; a number counts from two digits on."""


class Wording(Struct, frozen=True, gc=False):
    """The rarest pieces of a passage, by their numbers in the sheet, with their weights' length."""

    pieces: tuple[int, ...]
    length: float


class Sheet(Struct, frozen=True):
    """The wordings of all passages of one run, in order, and the squared weight of every piece."""

    wordings: list[Wording]
    weights: list[float]
    latest: dict[int, set[int]] = {}
    """The pieces of the passage compared last: pairs come in rows that begin with one passage."""

    def alike(self, a: int, b: int) -> float:
        """Return how much two passages share of what is rare, from 0 to 1."""
        one, other = self.wordings[a], self.wordings[b]
        if not one.length or not other.length:
            return 0.0
        known, weights = self._pieces(a), self.weights
        return sum([weights[piece] for piece in other.pieces if piece in known]) / (one.length * other.length)

    def _pieces(self, number: int) -> set[int]:
        found = self.latest.get(number)
        if found is None:
            self.latest.clear()
            found = self.latest[number] = set(self.wordings[number].pieces)
        return found


def sheet(passages: Sequence[tuple[str, str]]) -> Sheet:
    """Return the sheet of passages, each given as text and language."""
    numbers: dict[str, int] = {}
    every: list[list[int]] = []
    seen: Counter[int] = Counter()
    for text, language in passages:
        found = {piece: None for word in _WORD.findall(text) for piece in pieces(word, language)}
        row = [numbers.setdefault(piece, len(numbers)) for piece in found]
        seen.update(row)
        every.append(row)
    weights = [log((len(every) + UNSEEN) / (1 + seen[number])) ** 2 for number in range(len(numbers))]
    names = list(numbers)
    return Sheet([_wording(row, weights, names) for row in every], weights)


def _wording(row: list[int], weights: list[float], names: list[str]) -> Wording:
    kept = sorted(row, key=lambda number: (-weights[number], names[number]))[:KEPT]
    return Wording(tuple(kept), sqrt(sum(weights[number] for number in kept)))


@lru_cache(maxsize=65536)
def pieces(word: str, language: str) -> tuple[str, ...]:
    """Return a word's three-letter pieces in Latin letters; a number is one piece."""
    if word[0].isdigit():
        number = re.sub(r"\D", "", word)
        return (number,) if len(number) > 1 else ()
    if len(word) < _LEAST:
        return ()
    latin = f" {sound(word, language)} "
    return tuple(latin[at : at + 3] for at in range(len(latin) - 2))


@lru_cache(maxsize=65536)
def sound(word: str, language: str) -> str:
    """Return a word in Latin letters, with one letter for what Russian, Ukrainian and English spell apart."""
    latin = romanise(word, language).lower()
    for spelt, written in _ONE_SOUND:
        latin = latin.replace(spelt, written)
    return latin
