"""Finds quotations of withheld sources that are long enough to find the source by search."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, repeat

import numpy as np
from numpy.typing import NDArray

from vidmova.lexicon.folding import fold

LONGEST = 7
"""So many words of a withheld source may stand together."""
BETWEEN = "\x00"
"""Parts pieces of text that are searched together: no text has it, and no word."""
TEXTS_AT_ONCE = 500
_WORDS = re.compile(r"\[[^\[\]\n\x00]{1,80}\]|\x00|\d+(?:[ \u00a0\u202f.,]\d{3})+(?!\d)|[^\W_]+(?:['’ʼ-][^\W_]+)*")
_ODD = np.uint64(0x9E3779B97F4A7C15)
_STEP = np.uint64(0x100000001B3)

_NO_WORD = f"{BETWEEN}["

Hashes = NDArray[np.uint64]


class QuoteHunt:
    """Looks for runs of words that withheld texts have; the numbers of the words are reckoned once.

    What stands in a text that is named as well (an article of the code, a statement of an office) leads to that text:
    it is sought only beside the withheld source itself.
    """

    def __init__(self, withheld: Sequence[tuple[str, str]], named: Iterable[str] = ()) -> None:
        """Take withheld texts, each with its released id, and the texts that are named."""
        self._numbers: dict[str, int] = {}
        ids = [released for released, _ in withheld]
        runs, owners = self._withheld([text for _, text in withheld])
        known = np.unique(runs)
        every = [self._known_runs(some) for some in _batches(named)] if known.size else []
        open_runs = [runs[_among(runs, known)] for runs in every]
        self._shared = np.unique(np.concatenate(open_runs)) if open_runs else np.empty(0, np.uint64)
        self._known = np.setdiff1d(known, self._shared, assume_unique=True)
        self._owners: dict[int, set[str]] = defaultdict(set)
        also = _among(runs, self._shared)
        for run, owner in zip(runs[also].tolist(), owners[also].tolist(), strict=True):
            self._owners[run].add(ids[owner])

    def search(self, text: str) -> tuple[bool, frozenset[str]]:
        """Tell whether a text has more words together than may stand of withheld texts alone; and whose others are."""
        if text.count(" ") < LONGEST:
            return False, frozenset()
        alone, shared = self.pieces(fold(text))
        return bool(alone), frozenset(owner for owners in shared.values() for owner in owners)

    def pieces(self, folded: str) -> tuple[list[int], dict[int, set[str]]]:
        """Return which pieces of folded text, BETWEEN parting them, have such words; and whose they are if shared."""
        words = _WORDS.findall(folded) if self._known.size or self._shared.size else []
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

    def _known_runs(self, texts: Sequence[str]) -> Hashes:
        """Return the runs of other texts that have words of withheld texts only."""
        words = _WORDS.findall(fold(BETWEEN.join(texts)))
        return self._clear(words)[0] if len(words) > LONGEST else np.empty(0, np.uint64)

    def _withheld(self, texts: Sequence[str]) -> tuple[Hashes, NDArray[np.intp]]:
        """Return a number for each run of LONGEST + 1 words of withheld texts, with the number of its text.

        The words' own numbers are kept.
        """
        known = self._numbers
        runs, owners, before = [np.empty(0, np.uint64)], [np.empty(0, np.intp)], 0
        for some in _batches(texts):
            words = _WORDS.findall(fold(BETWEEN.join(some)))
            for word in words:
                # A mark is a word that no other text has.
                if word[0] not in _NO_WORD:
                    known.setdefault(word, len(known) + 1)
            if len(words) > LONGEST:
                found, starts, pieces = self._clear(words)
                runs.append(found)
                owners.append(pieces[starts] + before)
            before += len(some)
        return np.concatenate(runs), np.concatenate(owners)


def _batches(texts: Iterable[str]) -> Iterator[list[str]]:
    """Yield texts in lists that are read together; a sign that parts texts stands in none."""
    every = iter(texts)
    while some := [text.replace(BETWEEN, " ") for text in islice(every, TEXTS_AT_ONCE)]:
        yield some


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
