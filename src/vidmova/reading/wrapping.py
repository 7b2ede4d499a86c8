"""Lines and paragraphs: a line is a paragraph, unless it was broken only because the page was narrow."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
_INK = re.compile(r"[^\s\ufeff\u200b\u2060]")
_FINAL = re.compile(r"[.!?…:;][»”“\"’')\]]*$")
_LIST_MARK = re.compile(r"(?:[•*·▪●◦‣■□➤►✔✓–—-]|\d{1,3}[.)])\s")
_SPACE = re.compile(r"\s")
_BREAKS = "\n\r\x0b\x0c\x85\u2028\u2029"
NARROWEST = 45
WIDEST = 110


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of each paragraph, without surrounding white space."""
    block: list[tuple[int, int]] = []
    for line in _lines(text):
        if block and _blank_between(text, block[-1][1], line[0]):
            yield from _join(text, block)
            block = []
        block.append(line)
    yield from _join(text, block)


def _lines(text: str) -> Iterator[tuple[int, int]]:
    for line in _LINE.finditer(text):
        first = _INK.search(text, line.start(), line.end())
        if first:
            end = line.end()
            while not _INK.match(text[end - 1]):
                end -= 1
            yield first.start(), end


def _blank_between(text: str, end: int, start: int) -> bool:
    between = text[end:start].replace("\r\n", "\n")
    return sum(between.count(mark) for mark in _BREAKS) > 1


def _join(text: str, block: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the paragraphs among lines that follow each other without a blank line."""
    if not block:
        return
    width = max(end - start for start, end in block) if len(block) > 2 else 0
    begin, last = block[0]
    for before, (start, end) in pairwise(block):
        if not _goes_on(text, before, (start, end), width):
            yield begin, last
            begin = start
        last = end
    yield begin, last


def _goes_on(text: str, before: tuple[int, int], line: tuple[int, int], width: int) -> bool:
    """Tell whether a line carries on the one before: it starts small, or its first word did not fit up there."""
    start, end = line
    if _LIST_MARK.match(text, start, end) or unicodedata.category(text[start]) == "So":
        return False
    if text[start].islower() and not _FINAL.search(text, max(before[0], before[1] - 12), before[1]):
        return True
    length = before[1] - before[0]
    if not NARROWEST <= width <= WIDEST or length < NARROWEST:
        return False
    space = _SPACE.search(text, start, end)
    first_word = (space.start() if space else end) - start
    return length + 1 + first_word > width
