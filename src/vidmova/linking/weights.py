"""How much each way of comparing counts for or against one event: linking.yml of the lexicon, made ready."""

from collections.abc import Mapping
from functools import cache
from math import exp
from pathlib import Path

from msgspec import Struct

from vidmova.lexicon import files


class Weight(Struct, frozen=True, forbid_unknown_fields=True):
    """What a level adds to the evidence within a document and across documents, and how it is said."""

    within: float = 0.0
    across: float = 0.0
    says: str = ""


Row = dict[str, list[str]]
"""Features, each with the words of which one must hold."""


class Weights(Struct, frozen=True, forbid_unknown_fields=True):
    """`linking.yml`."""

    start: Weight
    question: float
    against: float
    times: float
    anchors: list[Row]
    apart: Row
    unless: Row
    features: dict[str, dict[str, Weight]]
    titles: dict[str, str]
    counted: dict[str, str]

    def of(self, levels: Mapping[str, str], within: bool) -> dict[str, float]:
        """Return what each feature adds that says anything."""
        found = {}
        for name, level in levels.items():
            weight = self.features.get(name, {}).get(level)
            if weight is not None and (added := weight.within if within else weight.across):
                found[name] = added
        return found

    def evidence(self, levels: Mapping[str, str], within: bool) -> float:
        """Return all evidence: above 0 for one event, below for two."""
        start = self.start.within if within else self.start.across
        return self.bounded(start + sum(self.of(levels, within).values()), levels, within)

    def bounded(self, found: float, levels: Mapping[str, str], within: bool) -> float:
        """Return a sum of evidence no higher than what two documents state, and what they can be told by, allow."""
        if within:
            return found
        if self.parted(levels):
            return min(found, self.against)
        return self.doubted(found, levels)

    def doubted(self, found: float, levels: Mapping[str, str]) -> float:
        """Return the evidence of two documents, no higher than a question where nothing tells their events by."""
        doubt = self.question / 2
        return doubt if found > doubt and not self.anchored(levels) else found

    def anchored(self, levels: Mapping[str, str]) -> bool:
        """Say whether a pair shares what tells one event from others of its kind."""
        for row in self.anchors:
            for name, words in row.items():
                if levels.get(name) not in words:
                    break
            else:
                return True
        return False

    def parted(self, levels: Mapping[str, str]) -> bool:
        """Say whether a pair states what cannot be of one event."""
        if not any(levels.get(name) in words for name, words in self.apart.items()):
            return False
        return not any(levels.get(name) in words for name, words in self.unless.items())


def weights() -> Weights:
    """Return the weights of the lexicon in use."""
    return _weights(files.folder())


@cache
def _weights(folder: Path) -> Weights:
    return files.read("linking", Weights)


def score(evidence: float) -> float:
    """Return evidence as a score from 0, surely two events, to 1, surely one."""
    return 1 / (1 + exp(-max(-30.0, min(30.0, evidence))))
