"""A second opinion on acts: a trained judge adds what the lexicon misses."""

from collections.abc import Callable, Sequence
from typing import Protocol

from vidmova.extraction.acts import ActHit
from vidmova.records import Sentence

JUDGED = "encoder"
"""The rule named by claims that only the judge found."""
ADDED_FROM = 0.5
"""The probability from which on an act counts although no construction of the lexicon states it."""


class Judge(Protocol):
    """Anything that gives the probability of each act for each sentence, seeing the sentence before."""

    def score(self, sentences: list[str], before: list[str] | None = None) -> list[dict[str, float]]:
        """Return the probability of each act for each sentence."""


class LateJudge:
    """A judge that is made only when it is first asked, since loading it takes longer than reading a short text."""

    def __init__(self, make: Callable[[], Judge]) -> None:
        self._make, self._made = make, list[Judge]()

    def score(self, sentences: list[str], before: list[str] | None = None) -> list[dict[str, float]]:
        """Return the made judge's answer."""
        if not self._made:
            self._made.append(self._make())
        return self._made[0].score(sentences, before)


def judged(text: str, sentences: Sequence[Sentence], hits: Sequence[ActHit], judge: Judge) -> list[ActHit]:
    """Return the hits with those that the judge adds for whole sentences.

    It drops none: on texts left out of its training that cost more true claims than false ones.
    """
    said = [text[sentence.start : sentence.end] for sentence in sentences]
    before = ["", *said[:-1]]
    chances = judge.score(said, before)
    known = {(hit.sentence, hit.act) for hit in hits}
    added = [
        ActHit(number, sentence.start, sentence.end, act, JUDGED, {}, chance, False)
        for number, sentence in enumerate(sentences)
        for act, chance in chances[number].items()
        if chance >= ADDED_FROM and (number, act) not in known
    ]
    return sorted([*hits, *added], key=lambda hit: (hit.sentence, hit.start, hit.end, hit.act, hit.rule))
