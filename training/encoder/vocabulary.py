"""Keeps the pieces that Ukrainian, Russian and English need, of the 250,000 that the start model knows."""

import re
import unicodedata
from collections.abc import Iterable

import numpy as np
from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory
from start import Array, Start

from vidmova.extraction.wordpieces import SPACE, Cutter, Pieces

LANGUAGES = ("uk", "ru", "en")
LETTER = re.compile(r"[A-Za-z\u00c0-\u017f\u0370-\u03ff\u0400-\u04ff]")


def cutter(start: Start) -> Cutter:
    """Return a cutter that knows every piece of the start model."""
    scores = [float(score) for score in start.scores]
    return Cutter(Pieces(start.spelled, scores, *marks(start), start.letters))


def marks(start: Start) -> tuple[int, int, int]:
    """Return the numbers of the marks for start, end and unknown."""
    return start.marks["start"], start.marks["end"], start.marks["unknown"]


def words() -> Iterable[str]:
    """Return the word forms of simplemma's dictionaries, in small letters and with a capital."""
    for language in LANGUAGES:
        for word in DefaultDictionaryFactory().get_dictionary(language):
            yield from {word, word.lower(), word.capitalize()}


def single(piece: str) -> bool:
    """Say whether a piece is one letter of our alphabets, or one digit or sign of any."""
    sign = piece.removeprefix(SPACE)
    return len(sign) == 1 and (bool(LETTER.match(sign)) or unicodedata.category(sign)[0] in "NPSZ")


def kept(start: Start, texts: Iterable[str]) -> list[int]:
    """Return the numbers of the pieces to keep: those of the word forms, of the texts, and single signs."""
    whole = cutter(start)
    found = {number for number, piece in enumerate(start.spelled) if single(piece) or piece == SPACE}
    found.update(marks(start))
    for text in (*words(), *texts):
        found.update(whole.numbers(text))
    return sorted(found)


def pruned(start: Start, numbers: list[int]) -> tuple[Pieces, Array]:
    """Return the kept pieces, renumbered, and their rows of the embeddings."""
    place = {number: row for row, number in enumerate(numbers)}
    spelled = [start.spelled[number] for number in numbers]
    scores = [round(float(start.scores[number]), 5) for number in numbers]
    pieces = Pieces(spelled, scores, *(place[number] for number in marks(start)), letters(start))
    rows = start.weights["emb.word"].reshape(-1, start.shape.hidden)[np.array(numbers)]
    return pieces, rows


def letters(start: Start) -> dict[str, str]:
    """Return the replaced characters that can lead to a kept piece, in order; others stay unknown anyway."""
    return {letter: put for letter, put in sorted(start.letters.items()) if all(map(ours, put))}


def ours(sign: str) -> bool:
    """Say whether a character is no letter, or a letter of our alphabets."""
    return not sign.isalpha() or bool(LETTER.match(sign))
