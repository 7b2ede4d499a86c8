"""Measures how well name words are found and told apart across Russian and English, over a public list of pairs.

`python -m benchmarks.names_pairs`: the folder with `en_ru.tsv` (columns en, ru, count) is named by VIDMOVA_NAME_PAIRS.
"""

import csv
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import JaroWinkler

from vidmova.entities.distance import likeness
from vidmova.entities.skeleton import loose, skeleton

VARIABLE = "VIDMOVA_NAME_PAIRS"
FILE = "en_ru.tsv"
CANDIDATES = 40
FOLDS = 5


class Figures(NamedTuple):
    """What was measured."""

    pairs: int
    equal: float
    first: float
    first_five: float
    decided: float
    """F1 of deciding pairs, the threshold chosen on the other folds."""


def pairs(path: Path) -> list[tuple[str, str]]:
    """Return the pairs of the list."""
    with path.open(encoding="utf-8", newline="") as file:
        return [(row["en"], row["ru"]) for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]


def measure(rows: Sequence[tuple[str, str]]) -> Figures:
    """Return the figures over the pairs."""
    russian = sorted({ru for _, ru in rows})
    bones = [loose(skeleton(word)) for word in russian]
    equal = first = five = 0
    judged: list[tuple[float, bool]] = []
    for en, ru in rows:
        equal += loose(skeleton(en)) == loose(skeleton(ru))
        near = process.extract(loose(skeleton(en)), bones, scorer=JaroWinkler.similarity, limit=CANDIDATES)
        ranked = sorted(((likeness(en, russian[at]), russian[at]) for _, _, at in near), reverse=True)
        words = [word for _, word in ranked]
        first += words[:1] == [ru]
        five += ru in words[:5]
        wrong = max(score for score, word in ranked if word != ru)
        judged += [(likeness(en, ru), True), (wrong, False)]
    size = len(rows)
    return Figures(size, equal / size, first / size, five / size, _decided(judged))


def _decided(judged: list[tuple[float, bool]]) -> float:
    """Return F1 over all folds, each judged at the threshold that is best on the others."""
    hits = said = true = 0
    for fold in range(FOLDS):
        own = [row for at, row in enumerate(judged) if at // 2 % FOLDS == fold]
        others = [row for at, row in enumerate(judged) if at // 2 % FOLDS != fold]
        threshold = max((score / 100 for score in range(50, 101)), key=lambda least: _f1(others, least))
        hits += sum(score >= threshold and right for score, right in own)
        said += sum(score >= threshold for score, _ in own)
        true += sum(right for _, right in own)
    return 2 * hits / (said + true)


def _f1(judged: list[tuple[float, bool]], least: float) -> float:
    hits = sum(score >= least and right for score, right in judged)
    said = sum(score >= least for score, _ in judged)
    return 2 * hits / (said + sum(right for _, right in judged))


def main() -> int:
    """Print the figures, or say what is missing."""
    folder = os.environ.get(VARIABLE, "")
    path = Path(folder) / FILE
    if not folder or not path.is_file():
        sys.stdout.write(f"names_pairs left out: {VARIABLE} names no folder with {FILE}\n")
        return 0
    found = measure(pairs(path))
    sys.stdout.write(
        f"{found.pairs} pairs: equal skeletons {found.equal:.3f}; found first {found.first:.3f}, "
        f"in the first five {found.first_five:.3f}; pairs decided, F1 {found.decided:.3f}\n"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
