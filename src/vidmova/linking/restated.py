"""Finds where a document gives one number of one group twice, in claims that are two events: "at least 140", "140"."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from vidmova.entities.comparing import DIFFERENT, compare
from vidmova.extraction.partwords import part_cues
from vidmova.linking.breakdowns import Breakdown
from vidmova.linking.fates import may_hold
from vidmova.linking.figures import Figure
from vidmova.linking.parts import Part
from vidmova.records import Relation

LEAST = 20
"""Smaller numbers are equal by chance."""
LEAD = 40
"""How many characters before a number may say that it is of others."""


def find_restated(figures: Sequence[Figure], parts: Sequence[Part], breakdowns: Sequence[Breakdown]) -> list[Relation]:
    """Return that two events are of the same people: parts of one group, of one act, that a text gives one number.

    What a text counts side by side, adds up, or calls "another" is never the same; nor what its places, units, courts
    or days part.
    """
    summed = [{part.event for part in one.parts} for one in breakdowns]
    found: dict[tuple[str, str], Relation] = {}
    for one, other in _twice(parts):
        events = (one.event, other.event)
        if events in found or events[::-1] in found or any(row.issuperset(events) for row in summed):
            continue
        if not _beside(figures, *events) and _may_be_one(one, other):
            because = f"the text gives {one.low} again as a part of the same group"
            found[events] = Relation(
                kind="same", event=one.event, others=[other.event], claims=[one.key, other.key], because=because
            )
    return list(found.values())


def _twice(parts: Sequence[Part]) -> Iterator[tuple[Figure, Figure]]:
    """Yield the parts of one group that are of one act and have one number, two and two in order of text."""
    rows: defaultdict[tuple[str, str, int], list[Figure]] = defaultdict(list)
    for part in parts:
        one = part.part
        if one.claim and one.low is not None and one.low >= LEAST:
            rows[part.whole.event, one.claim.act, one.low].append(one)
    for row in rows.values():
        ordered = sorted(row, key=lambda one: one.start)
        yield from ((one, other) for one, other in combinations(ordered, 2) if one.event != other.event)


def _beside(figures: Sequence[Figure], one: str, other: str) -> bool:
    """Tell whether one passage gives the numbers of both events."""
    where = [
        {figure.passage.start for figure in figures if figure.event == name and figure.passage} for name in (one, other)
    ]
    return bool(where[0] & where[1])


def _may_be_one(one: Figure, other: Figure) -> bool:
    """Tell whether nothing speaks against two figures being of the same people."""
    first, second = one.claim, other.claim
    if first is None or second is None or first.modality != "asserted" or one.counted != other.counted:
        return False
    if one.high != other.high and None not in (one.high, other.high):
        return False
    if first.court and second.court and compare("court", first.court, second.court).score <= DIFFERENT:
        return False
    return may_hold(first, second) and may_hold(second, first) and not _other_people(one) and not _other_people(other)


def _other_people(figure: Figure) -> bool:
    """Tell whether words before a number say that it is of others than those told of before."""
    where = figure.passage
    if where is None:
        return True
    before = where.folded[max(where.start, figure.start - LEAD) : figure.start]
    cues = part_cues(where.language)
    return bool(cues.more_end.search(before) or cues.rest_end.search(before))
