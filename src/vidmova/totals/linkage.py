"""Links the records of several lists: who is one, what to ask a person, and what speaks for it."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence

from msgspec import Struct

from vidmova.totals.comparisons import COMPARED, Compared
from vidmova.totals.learning import Weights
from vidmova.totals.lists import PersonList, Row, says
from vidmova.totals.matching import Scored, Weighed, match
from vidmova.totals.splinking import Splinking
from vidmova.totals.traits import Columns, columns_of

LEAST_ODDS = -6.0
"""Pairs are kept from this weight on, counted from even odds, in powers of two."""


class Record(Struct, frozen=True, order=True):
    """A row of a list: the number of the list, and the row's."""

    list: int
    row: int


class Pair(Struct, frozen=True, kw_only=True):
    """Two records that are held to be of one person, or of which a person should say."""

    a: Record
    b: Record
    judgement: str
    """same, possible where a person should say, or unsure where a person said that it cannot be known."""
    probability: float
    weight: float
    """Evidence for one person, in powers of two, before it is weighed how rare pairs of one person are."""
    features: dict[str, float]
    """What each agreement or difference adds to the weight."""


class Linkage(Struct, frozen=True, kw_only=True):
    """What linking found: who is one, what to ask, and how it was weighed."""

    people: list[list[Record]]
    """The records of each person, those with one record too; in order of the first."""
    pairs: list[Pair]
    """Those held to be one and those to ask about, the surest first."""
    weights: Weights
    shares: dict[tuple[int, int], float]
    """For each two lists, which share of the smaller is held to be on the other; of a list with itself, of repeats."""
    apart: list[tuple[Record, Record]] = []
    """Records that somebody said are two people's."""


def link(lists: Sequence[PersonList], threads: int | None = None, memory: str | None = None) -> Linkage:
    """Return who is one over all lists.

    Raises UsageError where Splink is not installed.
    """
    rows, copies = _distinct(lists)
    columns = columns_of(lists, rows)
    sizes = Counter(columns["list"])
    with Splinking(columns, threads, memory) as engine:
        compared = [one for one in COMPARED if _is_said(one, columns)]
        weights = engine.weights(compared, _surely_same(columns))
        least = math.log2(max(2, min(max(sizes[a], sizes[b]) for a in sizes for b in sizes))) + LEAST_ODDS
        scored = list(engine.scored(compared, weights, least))
    weighed = match(scored, columns["list"], sizes)
    return _linkage(rows, copies, scored, weighed, (weights, compared))


def because(pair: Pair) -> str:
    """Return what speaks for and against two records being one, each with its weight in powers of two."""
    return "; ".join(f"{said} ({weight:+.1f})" for said, weight in pair.features.items())


def _distinct(lists: Sequence[PersonList]) -> tuple[list[tuple[int, Row]], dict[Record, list[Record]]]:
    """Return the rows without those that repeat another of their list in all they say, and the repeats of each."""
    kept: list[tuple[int, Row]] = []
    copies: dict[Record, list[Record]] = {}
    for at, one in enumerate(lists):
        first: dict[tuple[object, ...], Record] = {}
        for row in one.rows:
            record = Record(at, row.number)
            original = first.setdefault(says(row), record)
            if original is record:
                kept.append((at, row))
            else:
                copies.setdefault(original, []).append(record)
    return kept, copies


def _is_said(compared: Compared, columns: Columns) -> bool:
    """Tell whether at least two records say something that could be compared."""
    return any(sum(value not in (None, ()) for value in columns[column]) > 1 for column in compared.columns)


def _surely_same(columns: Columns) -> int:
    """Return how many pairs of records agree in surname, given name and day of birth."""
    whole = zip(columns["surname"], columns["given"], columns["born"], strict=True)
    return sum(times * (times - 1) // 2 for times in Counter(one for one in whole if None not in one).values())


def _linkage(
    rows: list[tuple[int, Row]],
    copies: Mapping[Record, list[Record]],
    scored: Sequence[Scored],
    weighed: Weighed,
    how: tuple[Weights, list[Compared]],
) -> Linkage:
    records = [Record(at, row.number) for at, row in rows]
    people = [
        sorted(one for record in group for one in (records[record], *copies.get(records[record], [])))
        for group in weighed.groups
    ]
    pairs = [
        Pair(
            a=records[scored[at].a],
            b=records[scored[at].b],
            judgement=judgement,
            probability=round(probability, 4),
            weight=round(scored[at].weight, 2),
            features=_features(scored[at], how[1]),
        )
        for at, judgement, probability in weighed.judged
    ]
    pairs.sort(key=lambda pair: (pair.judgement != "same", -pair.probability, -pair.weight, pair.a, pair.b))
    return Linkage(people=sorted(people), pairs=pairs, weights=how[0], shares=weighed.shares)


def _features(scored: Scored, compared: Sequence[Compared]) -> dict[str, float]:
    """Return what each level that holds adds, in words; nothing for what one of the two does not say."""
    return {
        one.levels[len(one.levels) - 1 - gamma].said: round(weight, 2)
        for one, gamma, weight in zip(compared, scored.levels, scored.weights, strict=True)
        if gamma >= 0
    }
