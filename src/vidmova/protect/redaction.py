"""Writes marks in place of what was taken out, and breaks quotes that search could find."""

import re
from collections.abc import Sequence

from msgspec import Struct

from vidmova.lexicon.folding import fold
from vidmova.protect.cues import words
from vidmova.protect.cutting import Cut
from vidmova.protect.pseudonyms import pseudonym
from vidmova.protect.sensitive import Found
from vidmova.records import Span

GAP = "[…]"
BETWEEN = f"\n{GAP}\n"
"""Stands between the passages of a source."""
RUN = 7
"""So many words of a withheld source may stand in a row."""
LEFT_OUT = 2
"""So many words are left out behind them."""
ROOM = 3
"""So many words earlier a run may end, so that a value stays."""
_WORD = re.compile(r"[\w№]+(?:['’ʼ.,-]\w+)*")
_COUNTED = re.compile(r"[^\W_]+(?:['’ʼ-][^\W_]+)*")
"""What counts as a word for who searches: of a number with a comma, each part."""
_MARKS = {"name": "person"}


class Valued(Struct, frozen=True, order=True):
    """Characters that should stay where a quote is broken, and how much."""

    start: int
    end: int
    weight: int


def mark(kind: str, instead: str, language: str) -> str:
    """Return what stands in a released text in place of something; says nothing of its length."""
    said = words(language).marks[_MARKS.get(kind, kind)]
    if not instead:
        return f"[{said}]"
    return f"[{said} {pseudonym(instead)}]" if kind == "name" else f"[{said}: {instead}]"


def cuts(found: Sequence[Found], language: str) -> list[Cut]:
    """Return what is cut out of a text, with the marks."""
    return [Cut(one.start, one.end, mark(one.kind, one.instead, language)) for one in found]


def redacted(text: str, wanted: Sequence[Cut]) -> str:
    """Return a short text with marks."""
    parts, at = [], 0
    for one in wanted:
        parts += [text[at : one.start], one.instead]
        at = one.end
    return "".join([*parts, text[at:]])


def broken(text: str, stretches: Sequence[Span], taken: Sequence[Cut], values: Sequence[Valued]) -> list[Cut]:
    """Return further cuts, after which no more words of a text stand in a row than may be searched for.

    A run goes on from one passage to the next where no word of the text lies between both. `values` should stay, where
    other words can be left out instead.
    """
    found: list[Cut] = []
    run, last = 0, -1
    for stretch in stretches:
        if last < 0 or _WORD.search(text, last, stretch.start):
            run = 0
        last = stretch.end
        for start, end in _free(stretch, taken):
            if start > stretch.start:
                run = 0
            run = _break(text, (start, end), run, values, found)
    return joined(found, text)


def _free(stretch: Span, taken: Sequence[Cut]) -> list[tuple[int, int]]:
    """Return the pieces of a stretch that nothing was taken out of."""
    inside = [one for one in taken if one.start < stretch.end and stretch.start < one.end]
    borders = [stretch.start, *(side for one in inside for side in (one.start, one.end)), stretch.end]
    return [(start, end) for start, end in zip(borders[::2], borders[1::2], strict=True)]


def _break(text: str, piece: tuple[int, int], run: int, values: Sequence[Valued], found: list[Cut]) -> int:
    """Leave out words of a piece before a run is too long, no value where it can be; return the run at its end."""
    words_here = [(match.start(), match.end()) for match in _WORD.finditer(text, *piece)]
    sizes = [max(1, len(_COUNTED.findall(text, start, end))) for start, end in words_here]
    costs = [sum(one.weight for one in values if one.start < end and start < one.end) for start, end in words_here]
    at = 0
    while sum(sizes[at:]) + run > RUN:
        latest = at
        while run + sum(sizes[at : latest + 1]) <= RUN:
            latest += 1
        first = min(
            range(max(at, latest - ROOM), latest + 1),
            key=lambda place: (sum(costs[place : place + LEFT_OUT]), -place),
        )
        last = min(first + LEFT_OUT, len(words_here))
        found.append(Cut(words_here[first][0], words_here[last - 1][1], GAP))
        at, run = last, 0
    return run + sum(sizes[at:])


def named(text: str, folded: str, stretches: Sequence[Span], said: str | None) -> list[Cut]:
    """Return cuts in the middle of a withheld document's title or author, where a passage has it."""
    wanted = [match.span() for match in _COUNTED.finditer(said or "")]
    if not wanted or said is None:
        return []
    middle = wanted[len(wanted) // 2]
    found, at = [], folded.find(fold(said))
    while at >= 0:
        if any(one.start <= at + middle[0] and at + middle[1] <= one.end for one in stretches):
            found.append(Cut(at + middle[0], at + middle[1], GAP))
        at = folded.find(fold(said), at + len(said))
    return found


def joined(found: Sequence[Cut], text: str) -> list[Cut]:
    """Return cuts with those made one between which no word stands."""
    whole: list[Cut] = []
    for one in found:
        if whole and not _WORD.search(text, whole[-1].end, one.start):
            whole[-1] = Cut(whole[-1].start, one.end, GAP)
        else:
            whole.append(one)
    return whole
