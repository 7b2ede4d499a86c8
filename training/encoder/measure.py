"""Measures on documents left out of training, and turns logits into calibrated probabilities."""

import random
from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from start import Array
from texts import ACTS, Example

Told = NDArray[np.bool_]
THRESHOLDS = np.linspace(0.05, 0.95, 91)


def told(examples: Sequence[Example]) -> Told:
    """Return which act each sentence states."""
    return np.array([[act in example.acts for act in ACTS] for example in examples])


def folds(examples: Sequence[Example], count: int, seed: int) -> NDArray[np.int64]:
    """Return the fold of each sentence: whole documents, languages and sizes spread evenly."""
    sizes = Counter((example.language, example.document) for example in examples)
    documents = sorted(sizes)
    random.Random(seed).shuffle(documents)
    documents.sort(key=lambda document: -sizes[document])
    total, spoken, fold = [0] * count, [Counter[str]() for _ in range(count)], {}
    for language, document in documents:
        chosen = min(range(count), key=lambda one: (3 * spoken[one][language] + total[one], one))
        fold[document] = chosen
        total[chosen] += sizes[language, document]
        spoken[chosen][language] += sizes[language, document]
    return np.array([fold[example.document] for example in examples])


def agreement(said: Told, stated: Told) -> float:
    """Return the micro-F1 of pairs of sentence and act."""
    return 2 * float((said & stated).sum()) / max(1, int(said.sum() + stated.sum()))


def calibrated(logits: Array, stated: Told, rounds: int = 50) -> tuple[float, float]:
    """Return the scale and the shift that make logits of all acts fit best (logistic regression, Newton's method)."""
    flat, truth = logits.reshape(-1).astype(np.float64), stated.reshape(-1).astype(np.float64)
    columns = np.stack([flat, np.ones_like(flat)], 1)
    found = np.zeros(2)
    for _ in range(rounds):
        likely = 1 / (1 + np.exp(-columns @ found))
        bend = (columns * (likely * (1 - likely))[:, None]).T @ columns
        found += np.linalg.solve(bend, columns.T @ (truth - likely))
    return round(float(found[0]), 4), round(float(found[1]), 4)


def likely(logits: Array, scale: float, shift: float) -> Array:
    """Return probabilities."""
    return np.asarray(1 / (1 + np.exp(-(scale * logits + shift))), np.float32)


def best(probabilities: Array, stated: Told) -> float:
    """Return the threshold with the best micro-F1."""
    return float(max(THRESHOLDS, key=lambda least: agreement(probabilities >= least, stated)))
