"""Finds the lists of bullets in a text, and whether a number is what its bullet gives."""

import re
from bisect import bisect_right

from vidmova.linking.breakdowns import BULLET
from vidmova.linking.figures import Figure

OPENING = 15
"""How many characters of a bullet may stand before the number that opens it, or after the one that closes it."""


class Bullets:
    """The runs of two bullets or more in a folded text."""

    def __init__(self, folded: str) -> None:
        self._folded = folded
        self._blocks = _blocks(folded)

    def block_of(self, figure: Figure) -> tuple[int, int] | None:
        """Return where the bullets begin and end among which a figure stands."""
        at = bisect_right(self._blocks, (figure.start, len(self._folded) + 1)) - 1
        return self._blocks[at] if at >= 0 and figure.start < self._blocks[at][1] else None

    def at_edge(self, figure: Figure) -> bool:
        """Tell whether a number opens its bullet or closes it after a colon: "• 37 – left", "• Beatings: six"."""
        begin = self._folded.rfind("\n", 0, figure.start) + 1
        bullet = BULLET.match(self._folded, begin)
        if not bullet or figure.low is None or figure.end == figure.start:
            return False
        before = self._folded[bullet.end() : figure.start].strip()
        if len(before) <= OPENING and not re.search(r"\d", before):
            return True
        after = re.split(r"[(,.;\n]", self._folded[figure.end : figure.end + 2 * OPENING])[0]
        return before.endswith((":", "—")) and len(after) <= OPENING


def _blocks(folded: str) -> list[tuple[int, int]]:
    blocks: list[tuple[int, int]] = []
    at, begin, count = 0, 0, 0
    for line in [*folded.splitlines(keepends=True), "."]:
        if BULLET.match(line):
            begin, count = (begin, count + 1) if count else (at, 1)
            end = at + len(line)
        elif line.strip():
            if count > 1:
                blocks.append((begin, end))
            count = 0
        at += len(line)
    return blocks
