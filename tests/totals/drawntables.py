"""Tables drawn from known designs, for the tests of estimates."""

from collections.abc import Sequence
from itertools import product

import numpy as np

Table = dict[tuple[int, ...], int]

TWO_KINDS = ((0.8, (0.1, 0.15, 0.2, 0.12, 0.18)), (0.2, (0.7, 0.6, 0.8, 0.75, 0.65)))


def expected(total: float, kinds: Sequence[tuple[float, Sequence[float]]]) -> dict[tuple[int, ...], float]:
    """Return how many people each pattern has on average, the unseen one too."""
    lists = len(kinds[0][1])
    return {
        pattern: total
        * sum(
            share * float(np.prod([chance if on else 1 - chance for on, chance in zip(pattern, chances, strict=True)]))
            for share, chances in kinds
        )
        for pattern in product((0, 1), repeat=lists)
    }


def by_degrees(steep: float, chances: Sequence[float]) -> list[tuple[float, list[float]]]:
    """Return many small kinds of people, normally spread on the scale of log-odds."""
    spread = np.linspace(-2.5, 2.5, 21)
    weights = np.exp(-(spread**2) / 2)
    return [
        (float(weight), [float(1 / (1 + (1 / chance - 1) * np.exp(-steep * at))) for chance in chances])
        for weight, at in zip(weights / weights.sum(), spread, strict=True)
    ]


def exact(total: float, kinds: Sequence[tuple[float, Sequence[float]]]) -> Table:
    """Return the rounded expectation of what is seen."""
    return {pattern: round(people) for pattern, people in expected(total, kinds).items() if any(pattern)}


def drawn(total: int, kinds: Sequence[tuple[float, Sequence[float]]], seed: int) -> Table:
    """Return a random table of that many people."""
    chance = expected(1.0, kinds)
    counts = np.random.default_rng(seed).multinomial(total, list(chance.values()))
    return {pattern: int(count) for pattern, count in zip(chance, counts, strict=True) if any(pattern)}


def doubled(table: Table, times: int = 2) -> Table:
    """Return the table with each count several times as large."""
    return {pattern: count * times for pattern, count in table.items()}


def permuted(table: Table, order: Sequence[int]) -> Table:
    """Return the table with its lists in another order, and its rows in reverse."""
    return {tuple(pattern[at] for at in order): count for pattern, count in reversed(table.items())}
