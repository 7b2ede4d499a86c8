"""Which texts of a collection share words that are rare in it, found without looking at every pair."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from heapq import nlargest
from math import log, sqrt


class RareTerms:
    """The terms of all texts, weighted by how rare they are."""

    def __init__(self, texts: Sequence[Iterable[str]], most: float = 0.05) -> None:
        counts = [Counter(text) for text in texts]
        seen = Counter(term for count in counts for term in count)
        total = len(counts)
        self.rarity = {term: log(total / number) / log(max(total, 2)) for term, number in seen.items()}
        self.vectors = [self._vector(count) for count in counts]
        self._limit = max(3, most * total)
        self._seen = seen

    def _vector(self, count: Counter[str]) -> dict[str, float]:
        return _unit({term: (1 + log(number)) * self.rarity[term] for term, number in count.items()})

    def alike(self, a: int, b: int) -> float:
        """Return the cosine of two texts, from 0 to 1."""
        one, other = self.vectors[a], self.vectors[b]
        if len(one) > len(other):
            one, other = other, one
        return sum(weight * other.get(term, 0.0) for term, weight in one.items())

    def neighbours(self, number: int) -> dict[tuple[int, int], float]:
        """Return each text's nearest others, as pairs in order with the cosine over terms that are not common."""
        holders: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for at, vector in enumerate(self.vectors):
            for term, weight in vector.items():
                if 1 < self._seen[term] <= self._limit:
                    holders[term].append((at, weight))
        found: dict[tuple[int, int], float] = {}
        for at, vector in enumerate(self.vectors):
            near: dict[int, float] = defaultdict(float)
            for term, weight in vector.items():
                for other, its in holders.get(term, ()):
                    near[other] += weight * its
            near.pop(at, None)
            for other, value in nlargest(number, near.items(), key=lambda one: (one[1], -one[0])):
                found[min(at, other), max(at, other)] = value
        return found


def _unit(vector: dict[str, float]) -> dict[str, float]:
    length = sqrt(sum(weight * weight for weight in vector.values()))
    return {term: weight / length for term, weight in vector.items()} if length else {}
