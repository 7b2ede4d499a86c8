"""Where a document quotes: spans between quotation marks, also over several sentences."""

import re
from bisect import bisect_right

from vidmova.records import Span

QUOTED = re.compile(
    r"«[^«»]{0,2500}(?:«[^»]{0,200}»[^«»]{0,2000})*»|“[^“”]{0,2500}”|„[^“”]{0,2500}[“”]|(?<![\w\"])\"[^\"\n]{1,2500}\"(?!\w)|(?<!\w)‘[^‘\n]{20,800}’(?!\w)"
)


def find_quotations(text: str) -> list[Span]:
    """Return the quoted spans of a document, marks included, in order; short ones (titles, single words) too."""
    return [Span(found.start(), found.end()) for found in QUOTED.finditer(text)]


class Quotations:
    """The quoted spans of a document, to be asked where a character stands."""

    def __init__(self, text: str, least_words: int = 4) -> None:
        spans = find_quotations(text)
        self.spans = [span for span in spans if text.count(" ", span.start, span.end) + 1 >= least_words]
        self.starts = [span.start for span in self.spans]

    def around(self, at: int) -> Span | None:
        """Return the quoted span that a character stands in."""
        number = bisect_right(self.starts, at) - 1
        if number >= 0 and at < self.spans[number].end:
            return self.spans[number]
        return None

    def touching(self, start: int, end: int) -> list[Span]:
        """Return the quoted spans that share characters with a stretch."""
        number = max(0, bisect_right(self.starts, start) - 1)
        found = []
        while number < len(self.spans) and self.spans[number].start < end:
            if self.spans[number].end > start:
                found.append(self.spans[number])
            number += 1
        return found
