"""Cuts a stretch of text into pieces, so that the characters that carry values can be marked."""

from collections.abc import Iterable
from itertools import pairwise

from msgspec import Struct

from vidmova.records import Claim, Span


class Mark(Struct, frozen=True, order=True):
    """A stretch that carries something: a claim's value of a field, or its whole passage (field `passage`)."""

    start: int
    end: int
    field: str
    claim: str


class Piece(Struct, frozen=True):
    """Characters that all carry the same marks."""

    start: int
    text: str
    marks: tuple[Mark, ...] = ()


def marks_of(claim: Claim, whole: bool = False) -> list[Mark]:
    """Return the marks of a claim's fields, and of its passage where `whole`."""
    fields = [Mark(span.start, span.end, span.field, claim.id) for span in claim.spans]
    return sorted([*fields, Mark(claim.start, claim.end, "passage", claim.id)] if whole else fields)


def pieces(text: str, stretch: Span, marks: Iterable[Mark]) -> list[Piece]:
    """Cut `text[start:end]` at every border of a mark; joined, the pieces are the stretch again."""
    inside = sorted(mark for mark in marks if mark.start < stretch.end and mark.end > stretch.start)
    borders = {stretch.start, stretch.end}
    for mark in inside:
        borders |= {max(mark.start, stretch.start), min(mark.end, stretch.end)}
    cuts = sorted(borders)
    found: list[Piece] = []
    open_marks: list[Mark] = []
    waiting = iter(inside)
    following = next(waiting, None)
    for start, end in pairwise(cuts):
        while following is not None and following.start <= start:
            open_marks.append(following)
            following = next(waiting, None)
        open_marks = [mark for mark in open_marks if mark.end > start]
        found.append(Piece(start, text[start:end], tuple(open_marks)))
    return found
