"""Finds quotations of withheld sources that are long enough to find the source by search."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import repeat

import numpy as np
from numpy.typing import NDArray

from vidmova.lexicon.folding import fold

LONGEST = 7
"""So many words of a withheld source may stand together."""
BETWEEN = "\x00"
"""Parts pieces of text that are searched together: no text has it, and no word."""
_WORDS = re.compile(r"\[[^\[\]\n\x00]{1,80}\]|\x00|\d+(?:[ \u00a0\u202f.,]\d{3})+(?!\d)|[^\W_]+(?:['’ʼ-][^\W_]+)*")
_ODD = np.uint64(0x9E3779B97F4A7C15)
_STEP = np.uint64(0x100000001B3)

Hashes = NDArray[np.uint64]


class QuoteHunt:
    """Looks for runs of words that withheld texts have; the numbers of the words are reckoned once.

    What stands in a text that is named as well (an article of the code, a statement of an office) leads to that text:
    it is sought only beside the withheld source itself.
    """

    def __init__(self, withheld: Sequence[tuple[str, str]], named: Iterable[str] = ()) -> None:
        """Take withheld texts, each with its released id, and the texts that are named."""
        self._numbers: dict[str, int] = {}
        runs = [np.unique(self._runs(words_of(text))) for _, text in withheld]
        known = np.unique(np.concatenate(runs)) if runs else np.empty(0, np.uint64)
        every = (self._known_runs(text) for text in named) if known.size else ()
        open_runs = [runs[_among(runs, known)] for runs in every]
        self._shared = np.unique(np.concatenate(open_runs)) if open_runs else np.empty(0, np.uint64)
        self._known = np.setdiff1d(known, self._shared, assume_unique=True)
        self._owners: dict[int, list[str]] = defaultdict(list)
        for (released, _), own in zip(withheld, runs, strict=True) if self._shared.size else ():
            for run in own[_among(own, self._shared)].tolist():
                self._owners[run].append(released)

    def search(self, text: str) -> tuple[bool, frozenset[str]]:
        """Tell whether a text has more words together than may stand of withheld texts alone; and whose others are."""
        if text.count(" ") < LONGEST:
            return False, frozenset()
        alone, shared = self.pieces(fold(text))
        return bool(alone), frozenset(owner for owners in shared.values() for owner in owners)

    def pieces(self, folded: str) -> tuple[list[int], dict[int, set[str]]]:
        """Return which pieces of folded text, BETWEEN parting them, have such words; and whose they are if shared."""
        words = _words(folded) if self._known.size or self._shared.size else []
        if len(words) <= LONGEST:
            return [], {}
        runs, starts, pieces = self._clear(words)
        alone = starts[_among(runs, self._known)]
        shared: dict[int, set[str]] = defaultdict(set)
        for at in np.flatnonzero(_among(runs, self._shared)).tolist():
            shared[int(pieces[starts[at]])].update(self._owners[int(runs[at])])
        return sorted(set(pieces[alone].tolist())), shared

    def _clear(self, words: Sequence[str]) -> tuple[Hashes, NDArray[np.intp], NDArray[np.intp]]:
        """Return the runs that have withheld texts' words only, where they begin, and the piece of each word."""
        numbers = np.fromiter(map(self._numbers.get, words, repeat(0)), np.uint64, len(words))
        border = np.fromiter(map(BETWEEN.__eq__, words), bool, len(words))
        before = np.concatenate(([0], np.cumsum((numbers == 0) | border)))
        starts = np.flatnonzero(before[LONGEST + 1 :] == before[: -LONGEST - 1])
        return _hashes(numbers)[starts], starts, np.cumsum(border)

    def _known_runs(self, text: str) -> Hashes:
        """Return the runs of another text that have words of withheld texts only."""
        words = words_of(text)
        return self._clear(words)[0] if len(words) > LONGEST else np.empty(0, np.uint64)

    def _runs(self, words: Sequence[str]) -> Hashes:
        """Return a number for each run of LONGEST + 1 words of a withheld text, and keep the words' own numbers."""
        known = self._numbers
        return _hashes(np.fromiter((known.setdefault(word, len(known) + 1) for word in words), np.uint64, len(words)))


def _among(runs: Hashes, known: Hashes) -> NDArray[np.bool_]:
    """Tell of each run whether it is one of those known, which are sorted."""
    if not known.size:
        return np.zeros(runs.size, bool)
    places = np.searchsorted(known, runs)
    places[places == known.size] = 0
    found: NDArray[np.bool_] = known[places] == runs
    return found


def _hashes(numbers: Hashes) -> Hashes:
    """Return a number for each run of LONGEST + 1 numbers."""
    size = LONGEST + 1
    if numbers.size < size:
        return np.empty(0, np.uint64)
    runs = np.zeros(numbers.size - size + 1, np.uint64)
    with np.errstate(over="ignore"):
        for at in range(size):
            runs = (runs + numbers[at : at + runs.size]) * _ODD ^ (runs >> np.uint64(29)) * _STEP
    return runs


def words_of(text: str) -> list[str]:
    """Return the folded words of a text; a mark in square brackets is one that no other text has."""
    return _words(fold(text))


def _words(folded: str) -> list[str]:
    return [word if word[0] != "[" else f"[{number}" for number, word in enumerate(_WORDS.findall(folded))]
