"""Puts names that are the same into groups, without chaining through names that would fit two different ones."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import combinations

from msgspec import Struct

from vidmova.entities.comparison import DIFFERENT, SAME, Comparison

MOST_IN_BLOCK = 600
"""Names that share a key and are still compared with each other; a key with more says too little."""
MOST_CHECKED = 12
"""Names of a group that a newcomer is checked against."""

Compare = Callable[[str, str], Comparison]


class Groups(Struct):
    """Names in groups; each group goes by the number of its first member."""

    names: Sequence[str]
    compare: Compare
    leader: list[int]
    members: dict[int, list[int]]

    @classmethod
    def of(cls, names: Sequence[str], compare: Compare) -> "Groups":
        """Return every name in a group of its own."""
        return cls(names, compare, list(range(len(names))), {at: [at] for at in range(len(names))})

    def fit(self, a: int, b: int) -> bool:
        """Tell whether no name of one group is held to be another than a name of the other group."""
        one, two = (self._distinct(self.leader[at]) for at in (a, b))
        return all(self.compare(x, y).score > DIFFERENT for x in one for y in two)

    def _distinct(self, leader: int) -> list[str]:
        return list(dict.fromkeys(self.names[at] for at in self.members[leader]))[:MOST_CHECKED]

    def join(self, a: int, b: int) -> None:
        """Make one group of the groups of two names; the earlier one leads."""
        first, last = sorted((self.leader[a], self.leader[b]))
        if first == last:
            return
        for at in self.members[last]:
            self.leader[at] = first
        self.members[first] = sorted(self.members[first] + self.members.pop(last))


def join_alike(groups: Groups, keyed: Mapping[int, Iterable[str]]) -> None:
    """Join the groups of names that share a key and are the same; the surest pairs first."""
    pairs = _pairs(groups, keyed)
    torn = _torn(groups, pairs)
    for _, a, b in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if a not in torn and b not in torn and groups.leader[a] != groups.leader[b] and groups.fit(a, b):
            groups.join(a, b)


def _pairs(groups: Groups, keyed: Mapping[int, Iterable[str]]) -> list[tuple[float, int, int]]:
    blocks: dict[str, list[int]] = defaultdict(list)
    for at, keys in keyed.items():
        for key in keys:
            blocks[key].append(at)
    found: dict[tuple[int, int], float] = {}
    for block in blocks.values():
        if len(block) > MOST_IN_BLOCK:
            continue
        for a, b in combinations(block, 2):
            if (a, b) not in found:
                found[a, b] = groups.compare(groups.names[a], groups.names[b]).score
    return [(score, a, b) for (a, b), score in found.items() if score >= SAME]


def _torn(groups: Groups, pairs: list[tuple[float, int, int]]) -> set[int]:
    """Return the names that are the same as two names which are different («Сычёв И.» with Игорь and Илья)."""
    beside: dict[int, list[int]] = defaultdict(list)
    for _, a, b in pairs:
        beside[a].append(b)
        beside[b].append(a)
    return {
        at
        for at, others in beside.items()
        if any(
            groups.compare(groups.names[one], groups.names[two]).score <= DIFFERENT
            for one, two in combinations(others[:MOST_CHECKED], 2)
        )
    }
