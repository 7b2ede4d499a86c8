"""What speaks for and against an estimate: whether chains agree, whether lists and people are alike."""

import numpy as np
from msgspec import Struct

from vidmova.totals.patterns import Floats, Patterns


class Dependence(Struct, frozen=True, kw_only=True):
    """How two lists overlap beside what independent lists would."""

    a: str
    b: str
    shared: int
    ratio: float
    """Shared people to those expected; above 1 the lists attract each other or the same people."""


def split_rhat(chains: Floats) -> float:
    """Return split-R̂ (Gelman and others, Bayesian Data Analysis 2013): the spread of all halves beside that within."""
    halves = _halves(chains)
    within = float(halves.var(axis=1, ddof=1).mean())
    return float(np.sqrt(_spread(halves, within) / within)) if within > 0 else 1.0


def effective(chains: Floats) -> float:
    """Return how many independent draws the chains are worth (Geyer's initial positive sequence)."""
    halves = _halves(chains)
    length = halves.shape[1]
    within = float(halves.var(axis=1, ddof=1).mean())
    if within <= 0:
        return float(halves.size)
    wave = np.fft.rfft(halves - halves.mean(axis=1, keepdims=True), 2 * length)
    lagged = np.fft.irfft(np.abs(wave) ** 2)[:, :length].mean(axis=0) / (length - 1)
    correlation = 1 - (within - lagged) / _spread(halves, within)
    pairs = correlation[: length // 2 * 2].reshape(-1, 2).sum(axis=1)
    ends = np.flatnonzero(pairs <= 0)
    time = 2 * float(pairs[: ends[0] if len(ends) else len(pairs)].sum()) - 1
    return float(min(halves.size / max(time, 1e-9), halves.size))


def _halves(chains: Floats) -> Floats:
    half = chains.shape[1] // 2
    return np.concatenate([chains[:, :half], chains[:, half : 2 * half]])


def _spread(halves: Floats, within: float) -> float:
    length: int = halves.shape[1]
    return within * (length - 1) / length + float(halves.mean(axis=1).var(ddof=1))


def dependences(found: Patterns, total: float) -> list[Dependence]:
    """Return for each two lists how they overlap, if there were that many people and lists were independent."""
    on = found.on_list
    return [
        Dependence(
            a=found.lists[a],
            b=found.lists[b],
            shared=found.on_both(a, b),
            ratio=round(found.on_both(a, b) * total / float(on[a] * on[b]), 2),
        )
        for a in range(len(on))
        for b in range(a + 1, len(on))
    ]
