"""Weighs pairs of claims as the table of weights says, looking only as far as a pair may still be one event."""

from collections.abc import Callable, Sequence

from vidmova.linking.features import FEATURES, Feature, Sight, bare
from vidmova.linking.traits import Traits
from vidmova.linking.weights import Weights

GIVEN: dict[str, Callable[[Traits], object]] = {
    "counted": lambda one: one.claim.counted,
    "category": lambda one: one.claim.category,
    "group": lambda one: one.claim.group,
    "unit": lambda one: one.claim.unit,
    "origin": lambda one: one.claim.origin,
    "place": lambda one: one.claim.place,
    "court": lambda one: one.claim.court,
    "by": lambda one: one.claim.by,
    "source_said": lambda one: one.claim.source_said,
    "date": lambda one: one.dates,
    "term": lambda one: one.claim.term_months,
    "absence": lambda one: one.claim.absence_days,
    "sentence_type": lambda one: one.claim.sentence_type,
    "charge": lambda one: one.claim.charge,
    "outcome": lambda one: one.claim.outcome,
    "identity": bare,
}
"""What both claims must give, or be, for a feature to say anything."""
PLAIN: dict[str, Callable[[Traits], object]] = {"modality": lambda one: one.claim.modality == "asserted"}
"""What a feature says nothing of where both claims are so."""
BOTH_PLAIN = "both asserted"
ALWAYS = ("who", "where")
"""Features that are told of every pair of two documents; those left out here speak of one document only."""
WITHIN = ("topic", "wording", "between", "another")
"""Features that are told of a pair of one document besides."""
ONE_SIDED = frozenset({"one side", "one vague"})
"""What a feature says of a pair of which one claim alone gives what it looks at."""
_APART, _UNLESS = 1, 2

Table = dict[str, tuple[float, int]]
"""What each word of a feature adds, and whether it parts two claims or keeps them from being parted."""


class Scales:
    """Weighs pairs of the claims told; claims with the same fields are looked at in the same way."""

    def __init__(self, told: Sequence[Traits], sight: Sight, weights: Weights) -> None:
        self._told, self._sight, self._weights = told, sight, weights
        self._given = [_given(one) for one in told]
        self._tables = {name: _table(name, weights) for name in (*ALWAYS, *GIVEN, *PLAIN)}
        self._plans: dict[int, list[tuple[str, Feature, Table]]] = {}
        self._plans_within: dict[int, list[tuple[Feature, dict[str, float]]]] = {}
        self._wordings = weights.features.get("wording", {})
        self._most = max([0.0, *(one.across for one in self._wordings.values())])

    def weigh(self, first: int, second: int) -> float:
        """Return the evidence for two claims, given by their numbers; exact where it may come to a question."""
        a, b = self._told[first], self._told[second]
        both = self._given[first] & self._given[second]
        if a.document == b.document:
            return self._within(a, b, both)
        plan = self._plans.get(both)
        if plan is None:
            plan = self._plans[both] = self._planned(both)
        return self._across(a, b, plan)

    def _within(self, a: Traits, b: Traits, both: int) -> float:
        """Return the evidence for two claims of one document: that of all features, but for those that say nothing."""
        plan = self._plans_within.get(both)
        if plan is None:
            plan = self._plans_within[both] = self._planned_within(both)
        sight = self._sight
        # Added up as weights.of and evidence do, and in their order: the same to the last digit.
        found = [added for feature, says in plan if (added := says.get(feature(a, b, sight)))]
        return self._weights.start.within + sum(found)

    def _planned_within(self, both: int) -> list[tuple[Feature, dict[str, float]]]:
        said = _said(both)
        plan = []
        for name, feature in FEATURES.items():
            says = {level: one.within for level, one in self._weights.features.get(name, {}).items() if one.within}
            silent = name in PLAIN and name in said and not any(level == BOTH_PLAIN for level in says)
            told = name in said or name in ALWAYS or name in WITHIN or name in PLAIN or ONE_SIDED & says.keys()
            if says and told and not silent:
                plan.append((feature, says))
        return plan

    def _across(self, a: Traits, b: Traits, plan: Sequence[tuple[str, Feature, Table]]) -> float:
        weights, sight = self._weights, self._sight
        found, marks = weights.start.across, 0
        seen: dict[str, str] = {}
        for name, feature, table in plan:
            seen[name] = level = feature(a, b, sight)
            says = table.get(level)
            if says is not None:
                found += says[0]
                marks |= says[1]
        if marks & _APART and not marks & _UNLESS:
            return min(found, weights.against)
        if found + self._most < weights.question:
            return found
        level = FEATURES["wording"](a, b, sight)
        if level in self._wordings:
            found += self._wordings[level].across
        return weights.doubted(found, seen)

    def _planned(self, both: int) -> list[tuple[str, Feature, Table]]:
        said = _said(both)
        names = [*ALWAYS, *(name for name in GIVEN if name in said), *(name for name in PLAIN if name not in said)]
        return [(name, FEATURES[name], self._tables[name]) for name in names if self._tables[name]]


def _said(both: int) -> set[str]:
    return {name for number, name in enumerate((*GIVEN, *PLAIN)) if both >> number & 1}


def _given(one: Traits) -> int:
    every = (*GIVEN.values(), *PLAIN.values())
    return sum(1 << number for number, gives in enumerate(every) if gives(one))


def _table(name: str, weights: Weights) -> Table:
    found: Table = {level: (weight.across, 0) for level, weight in weights.features.get(name, {}).items()}
    for marked, mark in ((weights.apart, _APART), (weights.unless, _UNLESS)):
        for level in marked.get(name, ()):
            added, known = found.get(level, (0.0, 0))
            found[level] = (added, known | mark)
    return found
