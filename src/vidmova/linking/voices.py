"""Tells whether one document gives two sources that contradict each other, or one that tells of parts."""

from vidmova.extraction.partwords import part_cues
from vidmova.lexicon.folding import fold
from vidmova.linking.stances import Side
from vidmova.records import ContradictionKind

BESIDE = 300
"""Characters between two passages in which sources are set against each other."""
REACH = 30
"""Characters before a number in which a word tells that it is one more group."""


def two_voices(a: Side, b: Side, kind: ContradictionKind, one_event: bool) -> bool:
    """Tell whether two claims of one document are given from two sources, as rivals.

    Of an event that linking joined, a number may also be the author's own; of others both sources must be named, close
    to each other, and no word may say that one number is a part of the other or comes on top of it.
    """
    one, other = a.traits.claim.source_said, b.traits.claim.source_said
    if one == other:
        return False
    if one_event:
        return kind == "count" or bool(one and other)
    if kind != "count" or not one or not other:
        return False
    first, second = sorted((a.traits.claim, b.traits.claim), key=lambda claim: claim.start)
    return 0 <= second.start - first.end <= BESIDE and not _shared_out(a) and not _shared_out(b)


def _shared_out(side: Side) -> bool:
    claim, text = side.traits.claim, side.document.text
    cues, folded = part_cues(side.document.language), fold(text)
    if any(
        one.search(folded, claim.start, claim.end) for one in (cues.of_them, cues.including, cues.rest, cues.of_group)
    ):
        return True
    heads = [folded[max(span.start - REACH, 0) : span.start] for span in claim.spans if span.field == "count"]
    return any(cues.more_end.search(head) for head in heads)
