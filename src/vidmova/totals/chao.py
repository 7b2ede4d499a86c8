"""Two figures by hand: Chapman's for two lists, and Chao's lower bound from those on one list and on two."""

import math

from msgspec import Struct

from vidmova.totals.patterns import Patterns

NORMAL = 1.959964
"""Half the width of a 95 % interval, in standard errors."""


class Hidden(Struct, frozen=True, kw_only=True):
    """How many are on no list, with a 95 % interval."""

    estimate: float
    low: float
    high: float | None
    """None where it has no end."""


def lognormal(estimate: float, variance: float) -> Hidden:
    """Return the interval that treats the logarithm of the unseen as normal, so that it cannot fall below nobody."""
    if estimate <= 0:
        return Hidden(estimate=0.0, low=0.0, high=0.0)
    factor = math.exp(NORMAL * math.sqrt(math.log1p(variance / estimate**2)))
    return Hidden(estimate=estimate, low=estimate / factor, high=estimate * factor)


def chapman(found: Patterns) -> Hidden:
    """Return how many are on neither of two lists, if being on one says nothing of being on the other."""
    first, second = (float(people) for people in found.on_list)
    both = float(found.on_both(0, 1))
    total = (first + 1) * (second + 1) / (both + 1) - 1
    variance = (first + 1) * (second + 1) * (first - both) * (second - both) / ((both + 1) ** 2 * (both + 2))
    return lognormal(max(total - found.seen, 0.0), variance)


def lower_bound(found: Patterns) -> Hidden:
    """Return the least number on no list that people who differ in how easily they are listed allow (Chao 1987)."""
    once, twice = (float(number) for number in found.by_frequency[:2])
    share = (len(found.lists) - 1) / len(found.lists)
    if twice == 0:
        estimate = share * once * (once - 1) / 2
        spread = share * once * (once - 1) / 2 + share**2 * once * (2 * once - 1) ** 2 / 4
        variance = spread - share**2 * once**4 / (4 * (found.seen + estimate))
        return lognormal(estimate, max(variance, 0.0))
    ratio = once / twice
    variance = twice * (share * ratio**2 / 2 + share**2 * ratio**3 + share**2 * ratio**4 / 4)
    return lognormal(share * once**2 / (2 * twice), variance)
