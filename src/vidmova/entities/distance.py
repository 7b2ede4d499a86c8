"""How alike two name words sound: a distance in which vowels and kindred consonants cost less."""

from functools import lru_cache
from itertools import combinations

from vidmova.entities.skeleton import VOWELS, loose, skeleton

VOWEL, ADDED_VOWEL, ADDED_I, KIN, ADDED_H, FIRST = 0.3, 0.45, 0.3, 0.4, 0.5, 0.3
_KIN = {
    frozenset(pair)
    for group in ("hkC", "szcC", "SCcs", "vfub", "dt", "pb", "hi", "ksh", "zSi", "oav")
    for pair in combinations(group, 2)
}


@lru_cache(maxsize=200_000)
def likeness(a: str, b: str) -> float:
    """Return how alike two name words are in any script, from 0 to 1."""
    one, two = loose(skeleton(a)), loose(skeleton(b))
    return alike(one, two) if one <= two else alike(two, one)


@lru_cache(maxsize=200_000)
def alike(one: str, two: str) -> float:
    """Return how alike two loose skeletons are, from 0 to 1."""
    if one == two:
        return 1.0
    if not one or not two:
        return 0.0
    return max(0.0, 1 - _cost(one, two) / max(len(one), len(two)))


def _cost(one: str, two: str) -> float:
    before = [0.0]
    for letter in two:
        before.append(before[-1] + _added(letter))
    for x in one:
        row = [before[0] + _added(x)]
        for at, y in enumerate(two):
            row.append(min(before[at] + _changed(x, y), before[at + 1] + _added(x), row[at] + _added(y)))
        before = row
    return before[-1] + FIRST * (one[0] != two[0])


def _added(letter: str) -> float:
    if letter == "i":
        return ADDED_I
    return ADDED_VOWEL if letter in VOWELS else ADDED_H if letter == "h" else 1.0


def _changed(x: str, y: str) -> float:
    if x == y:
        return 0.0
    if x in VOWELS and y in VOWELS:
        return VOWEL
    return KIN if frozenset((x, y)) in _KIN else 1.0
