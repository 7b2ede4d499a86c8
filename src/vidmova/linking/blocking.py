"""Chooses the pairs of claims worth comparing: same act, and a key in common or a place near each other in a text."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from itertools import combinations
from math import log

from vidmova.entities.comparing import keys as entity_keys
from vidmova.linking.traits import OPEN, Traits
from vidmova.linking.wording import sound
from vidmova.records import EntityKind

LARGEST = 10
"""A block with more claims is cut by a second key, or only its neighbours are paired."""
SMALL = 20
"""Numbers below it say something only beside something else."""
FEW = 8
"""What says little alone is enough where no more claims of the act say it."""
STEP = 1.25
WINDOW = 12
"""So many claims of an act that follow each other in a document are compared with each other."""
NEIGHBOURS = 5
"""So many claims that stand next to each other in a sorted block too large to compare are."""
CROWD = 500
"""Where a document has more claims of one act than this, those of its blocks that are too large say too little: all
its claims share them, and pairs would grow faster than its text."""
RARE = 12
"""A word is rare where no more claims of the act have it."""
_MONTH = 31
_FIELDS: tuple[tuple[str, EntityKind], ...] = (
    ("origin", "place"),
    ("place", "place"),
    ("court", "court"),
    ("by", "organisation"),
    ("source_said", "organisation"),
)
_WORD = re.compile(r"[^\W\d_]{4,}|\d{2,}")

Key = tuple[str, ...]
Pair = tuple[int, int]


def pairs(every: Sequence[Traits], passages: Sequence[tuple[str, str]]) -> list[Pair]:
    """Return the pairs of claims to compare, by their numbers, sorted; passages as text and language."""
    acts: dict[str, list[Traits]] = defaultdict(list)
    for one in every:
        acts[one.claim.act].append(one)
    weak = {one.at: _weak(one) for one in every}
    place = {one.at: number for number, one in enumerate(sorted(every, key=_sorting))}
    found: set[Pair] = set()
    for claims in acts.values():
        found.update(_windows(claims))
        crowded = _crowded(claims)
        for block in _blocks(claims, _strong):
            found.update(_block(block, weak, place, crowded))
            if len(block) > LARGEST:
                found.update(_neighbours(_in_order(block, place), NEIGHBOURS))
        for block in _blocks(claims, lambda one: _twos(weak[one.at])):
            found.update(_block(block, weak, place, crowded))
        for block in _blocks(claims, lambda one: weak[one.at]):
            if len(block) <= FEW:
                found.update(_neighbours(block, LARGEST))
        found.update(_by_rare_words(claims, passages))
    return sorted({(min(pair), max(pair)) for pair in found})


def _blocks(claims: Sequence[Traits], keyed: Callable[[Traits], Iterable[Key]]) -> Iterable[list[Traits]]:
    blocks: dict[Key, list[Traits]] = defaultdict(list)
    for one in claims:
        for key in dict.fromkeys(keyed(one)):
            blocks[key].append(one)
    return blocks.values()


def keys(one: Traits) -> Iterator[Key]:
    """Yield the keys of a claim: what tells much alone, and every two things that tell something together."""
    yield from _strong(one)
    yield from _twos(_weak(one))


def _crowded(claims: Iterable[Traits]) -> frozenset[int]:
    """Return the claims of an act whose document has a crowd of them, by their numbers."""
    number = Counter(one.document for one in claims)
    return frozenset(one.at for one in claims if number[one.document] > CROWD)


def _twos(weak: Sequence[Key]) -> Iterator[Key]:
    for first, second in combinations(weak, 2):
        if first[0] != second[0]:
            yield (*first, *second)


def _strong(one: Traits) -> Iterator[Key]:
    for name in one.claim.person:
        yield from _named("person", "person", name)
    if one.claim.unit:
        yield from _named("unit", "unit", one.claim.unit)
    yield from (("count", str(number)) for number in _numbers(one) if number >= SMALL)


def _weak(one: Traits) -> list[Key]:
    claim = one.claim
    found: list[Key] = [("count", str(number)) for number in _numbers(one) if number < SMALL]
    for field, kind in _FIELDS:
        if value := getattr(claim, field):
            found += _named(field, kind, value)
    found += (("month", month) for month in _months(one))
    found += (("category", category) for category in claim.category)
    found += (("size", str(step)) for number in _numbers(one)[:1] for step in _steps(number))
    if claim.term_months:
        found.append(("term", str(claim.term_months[0])))
    return sorted(set(found))


def _steps(number: int) -> tuple[int, int]:
    """Return two steps of a ladder of sizes, one of which is shared by numbers that are near each other."""
    step = int(log(max(number, 1)) / log(STEP))
    return step, step + 1


def _numbers(one: Traits) -> list[int]:
    return [] if one.count is None or one.single else [end for end in dict.fromkeys(one.count) if end < OPEN]


def _named(field: str, kind: EntityKind, name: str) -> tuple[Key, ...]:
    return tuple((field, key) for key in _entity_keys(kind, name))


@lru_cache(maxsize=65536)
def _entity_keys(kind: EntityKind, name: str) -> tuple[str, ...]:
    return tuple(sorted(entity_keys(kind, name)))


def _months(one: Traits) -> list[str]:
    if one.dates is None or one.dates[0] == 0 or one.dates[1] == OPEN or one.dates[1] - one.dates[0] > _MONTH:
        return []
    return sorted({date.fromordinal(number).isoformat()[:7] for number in one.dates})


def _windows(claims: Sequence[Traits]) -> Iterator[Pair]:
    by_document: dict[int, list[Traits]] = defaultdict(list)
    for one in claims:
        by_document[one.document].append(one)
    for told in by_document.values():
        yield from _neighbours(told, WINDOW)


def _neighbours(block: Sequence[Traits], reach: int) -> Iterator[Pair]:
    for at, one in enumerate(block):
        for other in block[at + 1 : at + 1 + reach]:
            yield (one.at, other.at)


def _block(
    block: list[Traits], weak: Mapping[int, Sequence[Key]], place: Mapping[int, int], crowded: Container[int]
) -> Iterator[Pair]:
    """Pair the claims of a block; one too large is cut by a second key, and is sorted to pair neighbours besides.

    Of a block too large, claims of a crowd are left out.
    """
    if len(block) <= LARGEST:
        yield from _neighbours(block, LARGEST)
        return
    alone = [one for one in block if one.at not in crowded]
    cut: dict[Key, list[Traits]] = defaultdict(list)
    for one in alone:
        for second in weak[one.at]:
            cut[second].append(one)
    for part in cut.values():
        yield from _neighbours(*_reach(part, place))
    yield from _neighbours(_in_order(alone, place), NEIGHBOURS)


def _reach(part: list[Traits], place: Mapping[int, int]) -> tuple[list[Traits], int]:
    return (part, LARGEST) if len(part) <= LARGEST else (_in_order(part, place), NEIGHBOURS)


def _in_order(part: list[Traits], place: Mapping[int, int]) -> list[Traits]:
    return sorted(part, key=lambda one: place[one.at])


def _sorting(one: Traits) -> tuple[str, tuple[int, int], tuple[int, int], str]:
    return (" ".join(sorted(one.claim.person)), one.dates or (0, 0), one.count or (0, 0), one.key)


def _by_rare_words(claims: Sequence[Traits], passages: Sequence[tuple[str, str]]) -> Iterator[Pair]:
    holders: dict[str, list[Traits]] = defaultdict(list)
    for one in claims:
        text, language = passages[one.at]
        for word in dict.fromkeys(sound(word, language)[:5] for word in _WORD.findall(text)):
            holders[word].append(one)
    shared: dict[Pair, int] = defaultdict(int)
    for held in holders.values():
        if 1 < len(held) <= RARE:
            for pair in _neighbours(held, RARE):
                shared[pair] += 1
    yield from (pair for pair, number in shared.items() if number > 1)
