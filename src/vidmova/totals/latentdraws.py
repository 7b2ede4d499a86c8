"""Latent classes the Bayesian way: draws of how many are hidden, given the table, from Gibbs sampling.

After Manrique-Vallier 2016 (*Biometrics* 72, Bayesian population size estimation using Dirichlet process mixtures):
more classes than needed, with a prior that empties those the table does not ask for. Here that prior is a finite one
(Dirichlet with weight 1/6 on each of six classes), the chances have Jeffreys' prior, and the total has 1/N. Between
the sweeps a class may slide along the ridge that makes the plain sampler slow: larger and harder to list, or smaller
and easier.
"""

from typing import NamedTuple

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from vidmova.totals.diagnostics import effective, split_rhat
from vidmova.totals.patterns import Floats, Patterns

CLASSES = 6
CHAINS = 8
WARM_UP, KEPT = 1500, 2500
LONGER = 4
AGREED = 1.1
"""Above this split-R̂ the chains run again, this many times as long."""
WEIGHT = 1.0 / CLASSES
CHANCE = 0.5
SLIDES = 2
EDGE, LEAST_CHANCE, LEAST_SHARE = 1e-9, 1e-5, 1e-300
NOTICEABLE = 0.01
SEED = 20_261_122


class Draws(Struct, frozen=True, kw_only=True, eq=False):
    """Numbers of hidden people drawn from the posterior, by chain."""

    hidden: NDArray[np.int64]
    """A row a chain."""
    rhat: float
    """Split-R̂ of the logarithm; 1 where all chains tell the same."""
    effective: float
    """How many independent draws they are worth."""
    classes: float
    """On average, how many classes hold more than a hundredth of the people."""

    def quantile(self, share: float) -> float:
        """Return how many hidden people this share of the draws does not exceed."""
        return float(np.quantile(self.hidden, share))


class _State(NamedTuple):
    chances: Floats
    shares: Floats
    joint: Floats
    """Probability of each class and pattern: chain, class, pattern; the unseen pattern first."""


class _Seen(NamedTuple):
    presence: Floats
    counts: NDArray[np.int64]
    people: int


def draws(found: Patterns, seed: int = SEED) -> Draws:
    """Return draws of the number of hidden people; a longer run where the chains of the first do not agree."""
    first = _run(found, seed, 1)
    return first if first.rhat <= AGREED else _run(found, seed, LONGER)


def _run(found: Patterns, seed: int, longer: int) -> Draws:
    random = np.random.default_rng(seed)
    some = found.counts > 0
    presence = np.vstack([np.zeros((1, len(found.lists))), found.presence[some]])
    seen = _Seen(presence, found.counts[some].astype(np.int64), found.seen)
    chances = random.beta(1, 2, (CHAINS, CLASSES, len(found.lists)))
    shares = random.dirichlet(np.ones(CLASSES), CHAINS)
    state = _State(chances, shares, _joint(chances, shares, presence))
    hidden = np.empty((CHAINS, KEPT * longer), np.int64)
    classes = 0.0
    for turn in range(-WARM_UP * longer, KEPT * longer):
        for slide in range(SLIDES):
            state = _slide(state, seen, random, slide == 0)
        state, unseen, sizes = _sweep(state, seen, random)
        if turn >= 0:
            hidden[:, turn] = unseen
            classes += float((sizes > NOTICEABLE * sizes.sum(axis=1, keepdims=True)).sum(axis=1).mean())
    logs = np.log1p(hidden)
    return Draws(hidden=hidden, rhat=split_rhat(logs), effective=effective(logs), classes=classes / hidden.shape[1])


def _joint(chances: Floats, shares: Floats, presence: Floats) -> Floats:
    logs = np.log(chances) @ presence.T + np.log1p(-chances) @ (1 - presence.T) + np.log(shares)[:, :, None]
    return np.exp(logs)


def _sweep(state: _State, seen: _Seen, random: np.random.Generator) -> tuple[_State, NDArray[np.int64], Floats]:
    """Draw the unseen, everybody's class, the chances and the shares, each given the rest."""
    by_pattern = state.joint.transpose(0, 2, 1)
    total = by_pattern.sum(axis=2)
    unseen = random.negative_binomial(seen.people, (1 - total[:, 0]).clip(LEAST_CHANCE, 1.0))
    people = np.column_stack([unseen, np.tile(seen.counts, (len(unseen), 1))])
    members = random.multinomial(people, by_pattern / total[..., None])
    sizes = members.sum(axis=1).astype(float)
    listed = members.transpose(0, 2, 1) @ seen.presence
    chances = random.beta(CHANCE + listed, CHANCE + sizes[..., None] - listed).clip(EDGE, 1 - EDGE)
    weights = np.maximum(random.standard_gamma(WEIGHT + sizes), LEAST_SHARE)
    shares = np.maximum(weights / weights.sum(axis=1, keepdims=True), LEAST_SHARE)
    return _State(chances, shares, _joint(chances, shares, seen.presence)), unseen, sizes


def _slide(state: _State, seen: _Seen, random: np.random.Generator, hardest: bool) -> _State:
    """Propose that one class is larger and harder to list by the same factor, the unseen summed out (Metropolis)."""
    chains = np.arange(len(state.shares))
    chosen = _hardest(state) if hardest else random.integers(0, CLASSES, len(chains))
    way = random.normal(0, 1, len(chains)) * np.exp(random.uniform(-4, 0.5, len(chains)))
    chances, shares = state.chances.copy(), state.shares.copy()
    odds = np.log(chances[chains, chosen] / (1 - chances[chains, chosen])) + way[:, None]
    chances[chains, chosen] = 1 / (1 + np.exp(-odds.clip(-20, 20)))
    shares[chains, chosen] *= np.exp(-way)
    shares = np.maximum(shares / shares.sum(axis=1, keepdims=True), LEAST_SHARE)
    proposed = _State(chances, shares, _joint(chances, shares, seen.presence))
    # The way back must be open: the class chosen for being the hardest has to be the hardest still.
    open_back = _hardest(proposed) == chosen if hardest else np.ones(len(chains), bool)
    gain = np.where(open_back, _log_target(proposed, seen) - _log_target(state, seen), -np.inf)
    taken = np.log(random.uniform(size=len(chains))) < gain
    return _State(
        np.where(taken[:, None, None], chances, state.chances),
        np.where(taken[:, None], shares, state.shares),
        np.where(taken[:, None, None], proposed.joint, state.joint),
    )


def _hardest(state: _State) -> NDArray[np.int64]:
    """Return the class that holds most of the unseen, for each chain."""
    most: NDArray[np.int64] = state.joint[:, :, 0].argmax(axis=1)
    return most


def _log_target(state: _State, seen: _Seen) -> Floats:
    """Return the logarithm of the posterior density on the scale of log-odds, the unseen summed out."""
    total = state.joint.sum(axis=1)
    fit = np.log(total[:, 1:]) @ seen.counts - seen.people * np.log1p(-np.minimum(total[:, 0], 1 - 1e-12))
    prior = CHANCE * (np.log(state.chances) + np.log1p(-state.chances)).sum(axis=(1, 2))
    density: Floats = fit + prior + WEIGHT * np.log(state.shares).sum(axis=1)
    return density
