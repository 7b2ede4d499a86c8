"""The heaviest set of groups of which no two share anybody: a floor that a reader can check by adding up."""

from collections.abc import Mapping, Sequence

LIMIT = 200_000
"""Steps of the search after which the best found so far is taken."""
LONG = 20
"""So many groups left to try count as a step more."""


def heaviest(weights: Mapping[str, int], apart: Mapping[str, set[str]]) -> tuple[list[str], bool]:
    """Return pairwise disjoint groups of the largest total weight, sorted, and whether none heavier can exist.

    `apart` gives for each group those that it shares nobody with. Branch and bound over each group and its heavier
    neighbours; exact unless it takes more than LIMIT steps.
    """
    order = sorted((name for name in weights if weights[name] > 0), key=lambda name: (-weights[name], name))
    rank = {name: number for number, name in enumerate(order)}
    search = _Search(weights, apart)
    for name in order:
        following = [other for other in apart.get(name, ()) if other in rank and rank[other] > rank[name]]
        search.grow([name], weights[name], sorted(following, key=rank.__getitem__))
    return sorted(search.best), search.steps <= LIMIT


class _Search:
    def __init__(self, weights: Mapping[str, int], apart: Mapping[str, set[str]]) -> None:
        self._weights, self._apart = weights, apart
        self.best: list[str] = []
        self.weight = 0
        self.steps = 0

    def grow(self, chosen: list[str], weight: int, left: Sequence[str]) -> None:
        """Take the heaviest extension of a set of disjoint groups by groups that are apart from all of them."""
        waiting = [(chosen, weight, list(left))]
        while waiting:
            chosen, weight, left = waiting.pop()
            self.steps += 1 + len(left) // LONG
            if weight > self.weight:
                self.best, self.weight = chosen, weight
            if self.steps > LIMIT or weight + self._most(left) <= self.weight:
                continue
            first, *rest = left
            waiting.append((chosen, weight, rest))
            with_first = [name for name in rest if name in self._apart[first]]
            waiting.append(([*chosen, first], weight + self._weights[first], with_first))

    def _most(self, left: Sequence[str]) -> int:
        # Groups that may overlap one another cannot stand in the set together: one of each such bundle counts.
        bundles: list[list[str]] = []
        most = 0
        for name in left:
            for bundle in bundles:
                if not any(other in self._apart[name] for other in bundle):
                    bundle.append(name)
                    break
            else:
                bundles.append([name])
                most += self._weights[name]
        return most
