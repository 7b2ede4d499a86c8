"""Estimates by stratum (region, month, unit …), and their sum, from draws of each."""

from collections.abc import Mapping

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from vidmova.errors import InputError
from vidmova.totals.chao import NORMAL
from vidmova.totals.estimates import Estimated, Options, estimate
from vidmova.totals.patterns import Floats, Table

DRAWS = 20_000
HALF = 0.5
"""Added to hidden people before their logarithm is taken, as there may be none."""


class Stratified(Struct, frozen=True, kw_only=True):
    """Estimates of parts that share nobody, and of their sum where none is refused."""

    strata: dict[str, Estimated]
    seen: int
    low: int | None = None
    estimate: int | None = None
    high: int | None = None
    """Of the sum, if strata err independently of each other."""
    together: tuple[int, int] | None = None
    """The sums of the lows and of the highs: where all strata err the same way."""
    refused: list[str] = []


def estimate_strata(tables: Mapping[str, Table], options: Options | None = None) -> Stratified:
    """Estimate each stratum by itself and add up: nobody may be in two strata.

    A list that has nobody in a stratum is left out there, and that is said.
    """
    asked = options or Options()
    if not tables:
        raise InputError("there are no strata: give a table of patterns for each")
    strata = {name: _stratum(table, asked) for name, table in sorted(tables.items())}
    seen = sum(one.seen for one in strata.values())
    refused = [f"{name}: {reason}" for name, one in strata.items() for reason in one.refused]
    if refused:
        return Stratified(strata=strata, seen=seen, refused=refused)
    random = np.random.default_rng(asked.seed)
    total = sum((_draws(one, random) for one in strata.values()), np.zeros(DRAWS))
    low, high = (float(np.quantile(total, share)) for share in (0.025, 0.975))
    return Stratified(
        strata=strata,
        seen=seen,
        low=int(np.floor(low)),
        estimate=round(float(np.median(total))),
        high=int(np.ceil(high)),
        together=(sum(one.low or 0 for one in strata.values()), sum(one.high or 0 for one in strata.values())),
    )


def _stratum(table: Table, asked: Options) -> Estimated:
    width = len(next(iter(table), ()))
    names = asked.lists or tuple(f"list {number}" for number in range(1, width + 1))
    kept = [at for at in range(width) if any(count for pattern, count in table.items() if pattern[at])]
    if not kept or len(kept) == width:
        return estimate(table, replace(asked, lists=names))
    shorter: dict[tuple[int, ...], int] = {}
    for pattern, count in table.items():
        short = tuple(pattern[at] for at in kept)
        shorter[short] = shorter.get(short, 0) + count
    found = estimate(shorter, replace(asked, lists=tuple(names[at] for at in kept)))
    empty = ", ".join(name for at, name in enumerate(names) if at not in kept)
    return replace(found, remarks=[*found.remarks, f"{empty} has nobody here and is left out."])


def _draws(found: Estimated, random: np.random.Generator) -> Floats:
    """Draw totals whose median and ends are those of the interval: log-normal, with a half for each side."""
    low, middle, high = (np.log((end or 0) - found.seen + HALF) for end in (found.low, found.estimate, found.high))
    drawn = random.standard_normal(DRAWS)
    reach = np.where(drawn < 0, middle - low, high - middle) / NORMAL
    totals: Floats = found.seen + np.exp(middle + drawn * reach) - HALF
    return totals
