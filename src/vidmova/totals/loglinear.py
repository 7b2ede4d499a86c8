"""Log-linear models of overlap: being on one list may make it likelier, or less likely, to be on another.

Poisson regression of the counts on the lists and on pairs of lists (Fienberg 1972; Bishop, Fienberg, Holland 1975),
by iterated weighted least squares, many models at once. What all of them assume is that no three lists depend on each
other beyond their pairs; the figure for those on no list is an extrapolation of that.
"""

from itertools import combinations, product

import numpy as np
from msgspec import Struct

from vidmova.totals.chao import NORMAL
from vidmova.totals.patterns import Floats, Patterns

EXHAUSTIVE_PAIRS = 10
"""With five lists or fewer all models are fitted; with more, those on the way that the criterion leads."""
TURNS = 80
SETTLED = 1e-7
TINY = 1e-9
TAIL = 3.5
"""How long the tail of people who are hardly ever listed is taken to be; the smaller, the longer."""
LARGEST = 30.0
"""A bound on the logarithm of a count, against overflow on the way."""
USELESS_ERROR = 5.0
"""A standard error of the logarithm of the unseen beyond which a model says nothing about them."""


class LogLinear(Struct, frozen=True, kw_only=True):
    """One model, fitted."""

    pairs: tuple[tuple[int, int], ...]
    """Which lists may depend on each other."""
    graded: bool = False
    """Whether people differ by degrees in how easily they are listed, instead."""
    hidden: float
    error: float
    """Standard error of the logarithm of the hidden."""
    deviance: float
    parameters: int
    freedom: int
    aic: float
    bic: float

    @property
    def estimable(self) -> bool:
        """Whether the model says anything about the hidden."""
        return self.error < USELESS_ERROR

    @property
    def interval(self) -> tuple[float, float | None]:
        """Low and high end of the hidden at 95 %."""
        if not self.estimable:
            return 0.0, None
        factor = float(np.exp(NORMAL * self.error))
        return self.hidden / factor, self.hidden * factor


def models(found: Patterns) -> list[LogLinear]:
    """Return all models with main effects and pair terms that were fitted, the best by BIC first.

    A term of two lists that share nobody has no estimate and is left out.
    """
    pairs = [pair for pair in combinations(range(len(found.lists)), 2) if found.on_both(*pair)]
    if len(pairs) <= EXHAUSTIVE_PAIRS:
        fitted = fit(found, pairs, np.array(list(product((0.0, 1.0), repeat=len(pairs)))).reshape(-1, len(pairs)))
    else:
        fitted = _stepwise(found, pairs)
    return sorted(fitted, key=lambda one: (one.bic, one.pairs))


def _stepwise(found: Patterns, pairs: list[tuple[int, int]]) -> list[LogLinear]:
    """Fit the neighbours of the best model, add or drop the term that betters BIC most, until none does."""
    known: dict[tuple[tuple[int, int], ...], LogLinear] = {}
    here = np.zeros(len(pairs))
    best = np.inf
    while True:
        turned = np.vstack([here, np.abs(here - np.eye(len(pairs)))])
        fitted = fit(found, pairs, turned)
        known.update({one.pairs: one for one in fitted})
        at = int(np.argmin([one.bic for one in fitted]))
        if not fitted[at].bic < best - TINY:
            return list(known.values())
        best, here = fitted[at].bic, turned[at]


def graded(found: Patterns) -> list[LogLinear]:
    """Fit the models in which people differ by degrees: one term more, that says how many lists people are on.

    With a normal spread of people on the scale of log-odds the first is exact (Darroch, Fienberg, Glonek, Junker 1993).
    The second has a longer tail of people who are hardly ever listed (Rivest, Baillargeon 2007: gamma with 3.5). Few
    tables can tell the two apart, and they differ most in the hidden.
    """
    times = found.presence.sum(axis=1)
    curves = (times * (times - 1) / 2, np.log(TAIL) - np.log(TAIL + times))
    plain = np.column_stack([np.ones(len(found.counts)), found.presence])
    every = np.ones((1, plain.shape[1] + 1))
    return [_fitted(found, np.column_stack([plain, curve]), every, [()], True)[0] for curve in curves]


def fit(found: Patterns, pairs: list[tuple[int, int]], chosen: Floats) -> list[LogLinear]:
    """Fit one model for each row of `chosen`, which says with 1 what pair terms it has."""
    terms = [found.presence[:, a] * found.presence[:, b] for a, b in pairs]
    design = np.column_stack([np.ones(len(found.counts)), found.presence, *terms])
    active = np.column_stack([np.ones((len(chosen), 1 + len(found.lists))), chosen])
    named = [tuple(pair for pair, on in zip(pairs, row, strict=True) if on) for row in chosen]
    return _fitted(found, design, active, named, False)


def _fitted(
    found: Patterns, design: Floats, active: Floats, named: list[tuple[tuple[int, int], ...]], by_degrees: bool
) -> list[LogLinear]:
    means, information, coefficients = _solve(design, active, found.counts)
    deviance = deviances(found.counts, means)
    variance = np.linalg.inv(information)[:, 0, 0]
    parameters = active.sum(axis=1).astype(int)
    return [
        LogLinear(
            pairs=pairs,
            graded=by_degrees,
            hidden=float(np.exp(min(coefficients[at, 0], LARGEST))),
            error=float(np.sqrt(max(variance[at], 0.0))),
            deviance=float(deviance[at]),
            parameters=int(parameters[at]),
            freedom=len(found.counts) - int(parameters[at]),
            aic=float(deviance[at] + 2 * parameters[at]),
            bic=float(deviance[at] + np.log(found.seen) * parameters[at]),
        )
        for at, pairs in enumerate(named)
    ]


def _solve(design: Floats, active: Floats, counts: Floats) -> tuple[Floats, Floats, Floats]:
    diagonal = np.arange(design.shape[1])
    outer = (design[:, :, None] * design[:, None, :]).reshape(len(design), -1)
    both = active[:, :, None] * active[:, None, :]
    means = np.tile(counts + 0.5, (len(active), 1))
    before = np.full(len(active), np.inf)
    coefficients: Floats = np.zeros_like(active)
    for _ in range(TURNS):
        information = (means @ outer).reshape(len(active), len(diagonal), -1) * both
        information[:, diagonal, diagonal] += 1 - active + TINY
        wanted = ((means * np.log(means) + counts - means) @ design) * active
        coefficients[:] = np.linalg.solve(information, wanted[..., None])[..., 0]
        means = np.exp(np.clip(coefficients @ design.T, -LARGEST, LARGEST))
        now = deviances(counts, means)
        if np.max(np.abs(now - before)) < SETTLED:
            break
        before = now
    information = (means @ outer).reshape(len(active), len(diagonal), -1) * both
    information[:, diagonal, diagonal] += 1 - active + TINY
    return means, information, coefficients


def deviances(counts: Floats, means: Floats) -> Floats:
    """Return how far each row of means is from the counts: twice the Poisson log-likelihood lost."""
    ratio = np.where(counts > 0, counts, 1.0) / np.maximum(means, 1e-300)
    lost: Floats = 2 * (np.where(counts > 0, counts * np.log(ratio), 0.0) - (counts - means)).sum(axis=-1)
    return lost
