"""Latent classes by maximum likelihood: people differ in how easily they are listed, in a few kinds.

Within a kind each list catches people independently of the others (Lazarsfeld and Henry 1968; for unseen people
Cowan and Malec 1986). The interval is that of the profile likelihood: every number of unseen people under which the
table is not much less likely than under the best. Where that set has no end, the table does not say how many there are.
"""

import math
from typing import NamedTuple

import numpy as np
from msgspec import Struct

from vidmova.totals.loglinear import deviances
from vidmova.totals.patterns import Floats, Patterns

COARSE, FINE = 40, 32
"""Points of the profile: over everything, then between the ends."""
LEAST_SHARE, MOST_TIMES = 0.001, 60.0
"""The profile reaches from this share of the seen to this multiple."""
STARTS, FIRST_CYCLES, CYCLES = 6, 60, 80
SETTLED = 1e-4
DROP = 1.9207
"""Half the 95 % point of chi-square with one degree of freedom."""
EDGE = 1e-7
LONGEST_STEP = 64.0
SEED = 20_261_122


class Classes(NamedTuple):
    """Many sets of classes, side by side: their shares, and each class's chance of being on each list."""

    shares: Floats
    chances: Floats

    def only(self, chosen: Floats) -> "Classes":
        """Return some of the sets."""
        return Classes(self.shares[chosen], self.chances[chosen])


class ClassFit(Struct, frozen=True, kw_only=True):
    """The best set of classes."""

    classes: int
    hidden: float
    low: float
    high: float | None
    """None where the likelihood does not close the interval within sixty times the seen."""
    deviance: float
    parameters: int
    freedom: int
    aic: float
    bic: float
    shares: tuple[float, ...]
    chances: tuple[tuple[float, ...], ...]


class Profile(NamedTuple):
    """The best log-likelihood for each number of hidden people."""

    hidden: Floats
    height: Floats
    best: Classes


def fit(found: Patterns, classes: int, seed: int = SEED) -> ClassFit:
    """Return the best set of that many classes, with the interval of the profile likelihood."""
    profile = _refined(found, _coarse(found, classes, seed))
    top = int(profile.height.argmax())
    shares, chances = profile.best.shares[top], profile.best.chances[top]
    order = np.argsort(-shares)
    probability = np.exp(_parts(Classes(shares[None], chances[None]), found.presence)).sum(axis=1)[0]
    deviance = float(deviances(found.counts, found.seen * probability / probability.sum()))
    parameters = classes * (len(found.lists) + 1)
    low, high = _ends(profile)
    return ClassFit(
        classes=classes,
        hidden=float(profile.hidden[top]),
        low=low,
        high=high,
        deviance=deviance,
        parameters=parameters,
        freedom=len(found.counts) - parameters,
        aic=deviance + 2 * parameters,
        bic=deviance + math.log(found.seen) * parameters,
        shares=tuple(float(shares[at]) for at in order),
        chances=tuple(tuple(float(chance) for chance in chances[at]) for at in order),
    )


def _coarse(found: Patterns, classes: int, seed: int) -> Profile:
    """Climb from several starts at each number of hidden people, then from what the neighbours found."""
    reach = np.linspace(math.log(max(found.seen * LEAST_SHARE, 0.5)), math.log(found.seen * MOST_TIMES), COARSE - 1)
    hidden = np.concatenate([[0.0], np.exp(reach)])
    random = np.random.default_rng(seed)
    started = Classes(
        random.dirichlet(np.full(classes, 2.0), COARSE * STARTS),
        random.beta(1, 2, (COARSE * STARTS, classes, len(found.lists))),
    )
    best = _best(found, hidden, started, FIRST_CYCLES)[0]
    for _ in range(3):
        best, height = _neighbours(found, hidden, best)
    return Profile(hidden, height, best)


def _refined(found: Patterns, coarse: Profile) -> Profile:
    """Look closer between the points just outside the ends."""
    inside = np.flatnonzero(coarse.height >= coarse.height.max() - DROP)
    first, last = max(int(inside[0]) - 1, 0), min(int(inside[-1]) + 1, len(coarse.hidden) - 1)
    shift = 0.5
    hidden = np.exp(np.linspace(math.log(coarse.hidden[first] + shift), math.log(coarse.hidden[last] + shift), FINE))
    hidden = np.maximum(hidden - shift, 0.0)
    nearest = np.abs(np.log(hidden[:, None] + shift) - np.log(coarse.hidden + shift)).argmin(axis=1)
    best = coarse.best.only(nearest)
    for _ in range(2):
        best, height = _neighbours(found, hidden, best)
    return Profile(hidden, height, best)


def _neighbours(found: Patterns, hidden: Floats, best: Classes) -> tuple[Classes, Floats]:
    order = np.arange(len(hidden))
    beside = np.stack([order, np.maximum(order - 1, 0), np.minimum(order + 1, len(hidden) - 1)], axis=1).ravel()
    return _best(found, hidden, best.only(beside), CYCLES)


def _best(found: Patterns, hidden: Floats, started: Classes, cycles: int) -> tuple[Classes, Floats]:
    """Climb from all starts (as many for each number of hidden people) and keep the best for each number."""
    some = found.counts > 0
    presence = np.vstack([np.zeros((1, len(found.lists))), found.presence[some]])
    each = len(started.shares) // len(hidden)
    counts = np.column_stack([hidden, np.tile(found.counts[some], (len(hidden), 1))]).repeat(each, axis=0)
    climbed = climb(started, presence, counts, cycles)
    heights = step(climbed, presence, counts)[1].reshape(len(hidden), each)
    chosen = heights.argmax(axis=1) + np.arange(len(hidden)) * each
    orders = np.array([math.lgamma(found.seen + one + 1) - math.lgamma(one + 1) for one in hidden])
    return climbed.only(chosen), heights.max(axis=1) + orders


def climb(start: Classes, presence: Floats, counts: Floats, cycles: int) -> Classes:
    """Return what expectation–maximisation leads to, in longer steps where they help (Varadhan and Roland 2008)."""
    here, before = start, np.full(len(counts), -np.inf)
    for turn in range(cycles):
        once, _ = step(here, presence, counts)
        twice, height = step(once, presence, counts)
        first, second, third = _flat(here), _flat(once), _flat(twice)
        along, bend = second - first, third - 2 * second + first
        length = np.sqrt((along**2).sum(axis=1) / np.maximum((bend**2).sum(axis=1), 1e-30)).clip(1, LONGEST_STEP)
        far = _shaped(first + 2 * length[:, None] * along + length[:, None] ** 2 * bend, start.chances.shape)
        after, reached = step(far, presence, counts)
        worse = ~(reached >= height - 1e-9)
        after.shares[worse], after.chances[worse] = twice.shares[worse], twice.chances[worse]
        here, now = after, np.where(worse, height, np.maximum(height, reached))
        if turn > 10 and np.max(np.abs(now - before)) < SETTLED:
            break
        before = now
    return here


def step(here: Classes, presence: Floats, counts: Floats) -> tuple[Classes, Floats]:
    """Return the classes after one turn of expectation–maximisation, and the log-likelihood before it."""
    parts = _parts(here, presence)
    top = parts.max(axis=1, keepdims=True)
    shares = np.exp(parts - top)
    total = shares.sum(axis=1, keepdims=True)
    height: Floats = (counts * (np.log(total) + top)[:, 0]).sum(axis=1)
    people = shares / total * counts[:, None, :]
    sizes = people.sum(axis=2)
    chances = (people @ presence) / np.maximum(sizes, 1e-12)[..., None]
    return Classes(sizes / sizes.sum(axis=1, keepdims=True), chances), height


def _parts(here: Classes, presence: Floats) -> Floats:
    chances = here.chances.clip(EDGE, 1 - EDGE)
    on, off = np.log(chances), np.log1p(-chances)
    parts: Floats = on @ presence.T + off @ (1 - presence.T) + np.log(np.maximum(here.shares, 1e-12))[..., None]
    return parts


def _flat(here: Classes) -> Floats:
    chances = here.chances.clip(EDGE, 1 - EDGE)
    odds = np.log(chances / (1 - chances)).reshape(len(chances), -1)
    return np.concatenate([np.log(np.maximum(here.shares, 1e-12)), odds], axis=1)


def _shaped(flat: Floats, shape: tuple[int, ...]) -> Classes:
    shares = np.exp(flat[:, : shape[1]] - flat[:, : shape[1]].max(axis=1, keepdims=True))
    odds = flat[:, shape[1] :].clip(-16, 16).reshape(len(flat), *shape[1:])
    return Classes(shares / shares.sum(axis=1, keepdims=True), 1 / (1 + np.exp(-odds)))


def _ends(profile: Profile) -> tuple[float, float | None]:
    hidden, height = profile.hidden, profile.height - profile.height.max() + DROP
    inside = np.flatnonzero(height >= 0)
    first, last = int(inside[0]), int(inside[-1])
    low = float(hidden[0]) if first == 0 else _crossing(hidden, height, first - 1, first)
    return low, None if last == len(hidden) - 1 else _crossing(hidden, height, last, last + 1)


def _crossing(hidden: Floats, height: Floats, before: int, after: int) -> float:
    share = height[before] / (height[before] - height[after])
    return float(hidden[before] + share * (hidden[after] - hidden[before]))
