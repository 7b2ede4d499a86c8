"""Medians, quartiles and counts of judgments by court, month, category and charge, each with what lies behind it."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Literal

from msgspec import Struct

from vidmova.records import Interval, Range
from vidmova.totals.judgments import CONVICTED, Court, Judgment, Tally

By = Literal["court", "month", "category", "charge"]
BY: tuple[By, ...] = ("court", "month", "category", "charge")
FEWEST = 5
"""Under so many values a median and quartiles say more about chance than about courts."""
NOT_SAID, SEVERAL = "not said", "told differently"
ALL = "all"
Figure = tuple[float, float | None]
"""A figure made of intervals lies between these two; open above where None."""


class Spread(Struct, frozen=True, kw_only=True):
    """Terms of one kind, in months; each figure is as wide as the terms that it is made of."""

    values: tuple[Range, ...]
    """Every term, the shortest first."""
    without: int
    """Judgments of this kind whose term is not said."""
    disputed: int
    """How many of the terms the claims disagree about."""
    lower_quartile: Figure | None
    median: Figure | None
    """None where fewer than FEWEST terms are known."""
    upper_quartile: Figure | None


class Distribution(Struct, frozen=True, kw_only=True):
    """The judgments of one court, month, category or charge."""

    of: str
    judgments: int
    verdicts: dict[str, int]
    kinds: dict[str, int]
    """Convictions by kind of sentence, with those where it is not said or told differently."""
    real: Spread
    """Terms in prison or colony."""
    suspended: Spread
    unsure: int
    """Judgments that may be the same as another one counted here."""
    events: tuple[str, ...]


class Chosen(Struct, frozen=True):
    """Judgments of a period, and how many cannot be placed in it or out of it."""

    judgments: tuple[Judgment, ...]
    undated: int
    astride: int
    """How many may lie in the period or outside it."""
    tallies: tuple[Tally, ...]
    """Sentences told as numbers that are not surely outside it."""


def chosen(held: Court, since: str | None = None, until: str | None = None) -> Chosen:
    """Return what is surely of a period: ISO days, both ends in it."""
    placed = [(one, _placed(one.date, since, until)) for one in held.judgments]
    doubtful = [one for one, where in placed if where == "perhaps"]
    undated = sum(one.date is None for one in doubtful)
    return Chosen(
        judgments=tuple(one for one, where in placed if where == "inside"),
        undated=undated,
        astride=len(doubtful) - undated,
        tallies=tuple(one for one in held.tallies if _placed(one.date, since, until) != "outside"),
    )


def _placed(days: Interval | None, since: str | None, until: str | None) -> Literal["inside", "outside", "perhaps"]:
    start, end = days or (None, None)
    if (since is None or (start or "") >= since) and (until is None or (end or "9999") <= until):
        return "inside"
    if (since and end and end < since) or (until and start and start > until):
        return "outside"
    return "perhaps"


def distribution(of: str, judgments: Sequence[Judgment]) -> Distribution:
    """Return counts, medians and quartiles of some judgments."""
    convicted = [one for one in judgments if one.verdict == (CONVICTED,)]
    here = {one.event for one in judgments}
    return Distribution(
        of=of,
        judgments=len(judgments),
        verdicts=_counted(one.verdict for one in judgments),
        kinds=_counted(one.kind for one in convicted),
        real=_spread([one for one in convicted if one.kind == ("prison",)]),
        suspended=_spread([one for one in convicted if one.kind == ("suspended",)]),
        unsure=sum(bool(here & set(one.perhaps_same)) for one in judgments),
        events=tuple(one.event for one in judgments),
    )


def distributions(judgments: Iterable[Judgment], by: By) -> list[Distribution]:
    """Return a distribution for each court, month, category or charge, those of most judgments first, months in order.

    A judgment of several categories is counted in each. What is not said and what is told differently come last.
    """
    grouped: defaultdict[str, list[Judgment]] = defaultdict(list)
    for one in judgments:
        for name in _GROUPS[by](one):
            grouped[name].append(one)
    found = [distribution(name, several) for name, several in grouped.items()]
    return sorted(found, key=lambda one: (_last(one.of), 0 if by == "month" else -one.judgments, one.of))


def figure(values: Sequence[Range], share: float) -> Figure | None:
    """Return the bounds of a quantile of intervals: that of their lower and that of their upper ends.

    Between two values the quantile is interpolated, so it grows with each of them and lies between the two bounds.
    """
    if len(values) < FEWEST:
        return None
    high = _quantile(sorted(float("inf") if end is None else float(end) for _, end in values), share)
    return _quantile(sorted(float(start) for start, _ in values), share), None if high == float("inf") else high


def _quantile(ordered: Sequence[float], share: float) -> float:
    at = (len(ordered) - 1) * share
    below = int(at)
    part = at - below
    if part == 0:
        return ordered[below]
    return ordered[below] + part * (ordered[below + 1] - ordered[below])


def _spread(judgments: Sequence[Judgment]) -> Spread:
    values = tuple(
        sorted((one.term_months for one in judgments if one.term_months), key=lambda term: (term[0], term[1] or 10**6))
    )
    return Spread(
        values=values,
        without=len(judgments) - len(values),
        disputed=sum("term_months" in one.disagree for one in judgments),
        lower_quartile=figure(values, 0.25),
        median=figure(values, 0.5),
        upper_quartile=figure(values, 0.75),
    )


def _counted(told: Iterable[tuple[str, ...]]) -> dict[str, int]:
    counted = Counter(_single(words) for words in told)
    return {name: counted[name] for name in sorted(counted, key=lambda name: (_last(name), -counted[name], name))}


def _single(words: tuple[str, ...]) -> str:
    return words[0] if len(words) == 1 else SEVERAL if words else NOT_SAID


def _last(name: str) -> int:
    return 1 if name == SEVERAL else 2 if name == NOT_SAID else 0


def _month(one: Judgment) -> tuple[str, ...]:
    start, end = one.date or (None, None)
    if start and end and start[:7] == end[:7]:
        return (start[:7],)
    return (SEVERAL if "date" in one.disagree else NOT_SAID,)


_GROUPS: dict[By, Callable[[Judgment], tuple[str, ...]]] = {
    "court": lambda one: (_single(one.court),),
    "month": _month,
    "category": lambda one: one.category or (NOT_SAID,),
    "charge": lambda one: (_single(one.charge),),
}
