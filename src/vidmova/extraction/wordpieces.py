"""Cuts text into the pieces a small encoder knows: the best-scoring way to spell each word (unigram model)."""

from functools import lru_cache
from pathlib import Path

import msgspec

SPACE = "\N{LOWER ONE EIGHTH BLOCK}"
UNKNOWN_COST = 10.0


class Pieces(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The pieces of an encoder, best described by their numbers: row i of its embeddings is piece i."""

    spelled: list[str]
    scores: list[float]
    start: int
    end: int
    unknown: int
    letters: dict[str, str]
    """What each unusual character is replaced with before cutting."""


class Cutter:
    """Turns text into piece numbers; words already seen are remembered."""

    def __init__(self, pieces: Pieces) -> None:
        self.pieces = pieces
        special = {pieces.start, pieces.end, pieces.unknown}
        pairs = zip(pieces.spelled, pieces.scores, strict=True)
        self._known = {piece: (number, score) for number, (piece, score) in enumerate(pairs) if number not in special}
        self._longest = max(map(len, self._known))
        self._worst = min(pieces.scores) - UNKNOWN_COST
        self._letters = str.maketrans(pieces.letters)
        self._cut = lru_cache(maxsize=50_000)(self._spell)

    def numbers(self, text: str) -> list[int]:
        """Return the numbers of the pieces of a text, without start and end marks."""
        return [number for word in text.translate(self._letters).split() for number in self._cut(SPACE + word)]

    def _spell(self, word: str) -> tuple[int, ...]:
        """Return the best-scoring pieces that spell a word; each letter nobody knows is `unknown`."""
        best: list[tuple[float, int, int]] = [(0.0, 0, 0)]
        for end in range(1, len(word) + 1):
            score, origin = best[end - 1][0] + self._worst, end - 1
            number = self.pieces.unknown
            for begin in range(max(0, end - self._longest), end):
                found = self._known.get(word[begin:end])
                if found and best[begin][0] + found[1] > score:
                    score, origin, number = best[begin][0] + found[1], begin, found[0]
            best.append((score, origin, number))
        cut, end = [], len(word)
        while end:
            _, origin, number = best[end]
            cut.append(number)
            end = origin
        return tuple(reversed(cut))


def read(path: Path) -> Cutter:
    """Return the cutter for a file of pieces (JSON)."""
    return Cutter(msgspec.json.decode(path.read_bytes(), type=Pieces))
