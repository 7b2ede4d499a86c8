"""What agreement and difference are worth: learned from the lists, tempered by stated beginnings if they are short."""

from collections.abc import Sequence

from msgspec import Struct

from vidmova.totals.comparisons import Compared

ENOUGH = 30
"""So many pairs must agree in name and day of birth before the weights are learned; below, the stated ones hold."""
WORTH_SAME, WORTH_DIFFERENT = 40, 2_000
"""How many pairs of same, and of different people the stated beginnings count as beside what the lists show."""
SAMPLED = 3_000_000
"""Pairs drawn to learn how different people agree."""
SURELY = 0.6
"""Share of the pairs of one person that agree in surname, given name and day of birth."""


class Weights(Struct, frozen=True):
    """What each level of each comparison is worth, and whether it was learned from these lists."""

    same: dict[str, tuple[float, ...]]
    different: dict[str, tuple[float, ...]]
    learned: bool
    kept: tuple[str, ...] = ()
    """Comparisons whose learned weights made no sense, so that the stated ones hold."""


class Seen(Struct, frozen=True):
    """How many pairs there are, how many of them are of one person, and whether these were enough to learn from."""

    pairs: float
    same: float
    learned: bool


def stated(compared: Sequence[Compared]) -> Weights:
    """Return the beginnings that hold before anything is seen."""
    return Weights(
        {one.name: tuple(level.same for level in one.levels) for one in compared},
        {one.name: tuple(level.different for level in one.levels) for one in compared},
        False,
    )


def seen(size: int, surely: int) -> Seen:
    """Return what there is to learn from in so many records, of which so many pairs agree in name and day of birth."""
    pairs = size * (size - 1) / 2
    return Seen(pairs, min(surely / SURELY, pairs / 4), surely >= ENOUGH)


Shares = dict[str, list[tuple[float, float]]]
"""For each comparison, how often each level holds among same and among different people; 0 where it never was seen."""


def tempered(compared: Sequence[Compared], trained: Shares, there: Seen) -> Weights:
    """Return what was learned mixed with the stated beginnings, the more of these the fewer pairs were seen."""
    begun = stated(compared)
    same, different, kept = dict(begun.same), dict(begun.different), []
    for one in compared:
        # Pairs drawn at random hold a few of one person, which in short lists make rare agreement look common.
        drawn = [
            max(0.0, (u * there.pairs - m * there.same) / max(1.0, there.pairs - there.same))
            for (_, u), m in zip(trained[one.name], begun.same[one.name], strict=True)
        ]
        different[one.name] = _mixed(drawn, begun.different[one.name], min(there.pairs, SAMPLED), WORTH_DIFFERENT)
        if there.learned:
            shown = [m for m, _ in trained[one.name]]
            same[one.name] = _mixed(shown, begun.same[one.name], there.same, WORTH_SAME)
        if not _makes_sense(same[one.name], different[one.name]):
            kept.append(one.name)
            same[one.name], different[one.name] = begun.same[one.name], begun.different[one.name]
    return Weights(same, different, there.learned, tuple(kept))


def _mixed(shown: Sequence[float], stated: Sequence[float], seen: float, worth: float) -> tuple[float, ...]:
    total = sum(shown)
    shares = [one / total for one in shown] if total else list(stated)
    mixed = [(share * seen + start * worth) / (seen + worth) for share, start in zip(shares, stated, strict=True)]
    return tuple(float(f"{one / sum(mixed):.4g}") for one in mixed)


def _makes_sense(same: Sequence[float], different: Sequence[float]) -> bool:
    """Tell whether agreeing speaks for one person, differing against it, and no level far more than the first."""
    worth = [m / u for m, u in zip(same, different, strict=True)]
    return worth[0] > 1 > worth[-1] and worth[0] >= 0.2 * max(worth)
