"""Pairs of claims that may dispute one happening: by event, by doubtful link, and by what they share."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from vidmova.linking.crediting import consonants, outlet
from vidmova.linking.personhood import surname_key
from vidmova.linking.quantities import SAME_UNITS, SOME, WEEK
from vidmova.linking.stances import Side
from vidmova.linking.traits import OPEN
from vidmova.records import Link

NEIGHBOURS = 8
"""With how many of those that come next by date a claim of a block is compared."""


def rivals(sides: Sequence[Side], event_of: Mapping[str, str], links: Iterable[Link]) -> list[tuple[Side, Side]]:
    """Return the pairs of claims of one act that may tell of one happening, each pair once, in order of their keys.

    A block is walked in order of date and every claim meets only its neighbours, so that the time stays near linear.
    """
    by_key = {side.key: side for side in sides}
    found: set[tuple[str, str]] = set()
    for link in links:
        if link.judgement != "different" and link.a in by_key and link.b in by_key:
            found.add(_ordered(link.a, link.b))
    blocks: defaultdict[tuple[str, ...], list[Side]] = defaultdict(list)
    credited = frozenset(map(_credit, sides))
    for side in sides:
        for key in _keys(side, event_of.get(side.key, ""), credited):
            blocks[side.traits.claim.act, *key].append(side)
    for block in blocks.values():
        block.sort(key=_by_date)
        for at, side in enumerate(block):
            found.update(_ordered(side.key, other.key) for other in block[at + 1 : at + 1 + NEIGHBOURS])
    pairs = ((by_key[a], by_key[b]) for a, b in sorted(found))
    return [(a, b) for a, b in pairs if a.traits.claim.act == b.traits.claim.act]


def _ordered(a: str, b: str) -> tuple[str, str]:
    return (a, b) if a < b else (b, a)


def _by_date(side: Side) -> tuple[int, int, str]:
    return *(side.traits.dates or (OPEN, OPEN)), side.key


def _keys(side: Side, event: str, credited: frozenset[str]) -> Iterator[tuple[str, ...]]:
    claim = side.traits.claim
    if event:
        yield "event", event
    if claim.unit:
        yield "unit", "".join(letter for letter in claim.unit if letter.isdigit()) or claim.unit
    for name in claim.person:
        yield "person", surname_key(name, side.document.language)
    if _number(side) >= SAME_UNITS:
        yield "number", str(_number(side))
    if side.traits.dates:
        yield from _dated(side, *side.traits.dates)
    yield from _outlets(side, credited)


def _number(side: Side) -> int:
    count = side.traits.claim.count
    return count[0] if count and count[0] == count[1] else 0


def _dated(side: Side, first: int, last: int) -> Iterator[tuple[str, ...]]:
    claim = side.traits.claim
    if claim.by:
        yield "by", str(first), claim.by
    if last - first > WEEK:
        return
    for name in (claim.place, claim.origin, claim.court):
        if name:
            yield "day", str(first), name
    if _number(side) >= SOME:
        yield "day", str(first), str(_number(side))


def _outlets(side: Side, credited: frozenset[str]) -> Iterator[tuple[str, ...]]:
    """Yield a document's own outlet, if any claim credits it, and the one that a claim credits."""
    if (name := consonants(outlet(side.document), side.document.language)) and name in credited:
        yield "outlet", name
    if name := _credit(side):
        yield "outlet", name


def _credit(side: Side) -> str:
    said = side.traits.claim.source_said
    return consonants(said, "en") if said else ""
