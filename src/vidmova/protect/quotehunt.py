"""Finds quotations of withheld sources that are long enough to find the source by search."""

import re
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from vidmova.lexicon.folding import fold

LONGEST = 7
"""So many words of a withheld source may stand together."""
_WORDS = re.compile(r"\[[^\[\]\n]{1,80}\]|\d+(?:[ \u00a0\u202f.,]\d{3})+(?!\d)|[^\W_]+(?:['’ʼ-][^\W_]+)*")
_ODD = np.uint64(0x9E3779B97F4A7C15)
_STEP = np.uint64(0x100000001B3)

Hashes = NDArray[np.uint64]


class QuoteHunt:
    """Looks for runs of words that withheld texts have; the numbers of the words are reckoned once."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._numbers: dict[str, int] = {}
        runs = [self._runs(words_of(text)) for text in texts]
        self._known = np.unique(np.concatenate(runs)) if runs else np.empty(0, np.uint64)

    def search(self, text: str) -> bool:
        """Tell whether a piece of text has more than LONGEST words together that a withheld source has."""
        words = words_of(text) if self._known.size and text.count(" ") >= LONGEST else ()
        if len(words) <= LONGEST:
            return False
        runs = self._runs(words)
        places = np.searchsorted(self._known, runs)
        places[places == self._known.size] = 0
        return bool(np.any(self._known[places] == runs))

    def _runs(self, words: Sequence[str]) -> Hashes:
        """Return a number for each run of LONGEST + 1 words."""
        size = LONGEST + 1
        if len(words) < size:
            return np.empty(0, np.uint64)
        known = self._numbers
        numbers = np.fromiter((known.setdefault(word, len(known) + 1) for word in words), np.uint64, len(words))
        runs = np.zeros(len(words) - size + 1, np.uint64)
        for at in range(size):
            runs = (runs + numbers[at : at + runs.size]) * _ODD ^ (runs >> np.uint64(29)) * _STEP
        return runs


def words_of(text: str) -> list[str]:
    """Return the folded words of a text; a mark in square brackets is one that no other text has."""
    return [word if word[0] != "[" else f"[{number}" for number, word in enumerate(_WORDS.findall(fold(text)))]
