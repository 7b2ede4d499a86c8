"""Cuts a long document into pages that can be read, and says on which of them a place in it stands."""

import re
from bisect import bisect_left, bisect_right
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from threading import Lock

from msgspec import Struct

from vidmova.records import Claim, Document, Sentence
from vidmova.web.addresses import address

CLAIMS, CHARACTERS = 200, 100_000
"""A page ends behind so many claims, or so many characters of text."""
FEWEST = 10_000
"""But never before so many characters."""
SLACK = 2_000
"""So far on, the next sentence is looked for to begin a page with; else a space."""
SURELY_FIRST = FEWEST // 2
"""What stands before it is on the first page of any document."""
KEPT = 3
"""Long documents that are kept ready for their next page."""
_SPACE = re.compile(r"\s")


class Opened(Struct, frozen=True):
    """A document with its claims and sentences, cut into pages."""

    document: Document
    claims: list[Claim]
    sentences: list[Sentence]
    starts: list[int]
    """First character of each page."""
    begun: list[list[Claim]]
    """The claims whose passage begins on each page."""
    touching: list[list[Claim]]
    """The claims of which a passage or a value stands on each page."""

    def page_of(self, place: int) -> int:
        """Return the number, from 0, of the page on which a place stands."""
        return max(0, bisect_right(self.starts, place) - 1)

    def asked(self, given: Mapping[str, str]) -> int:
        """Return the number, from 0, of the page that an address asks for, by a place or by its number from 1."""
        place, number = (_number(given.get(name, "")) for name in ("at", "page"))
        if place is not None:
            return self.page_of(place)
        return min(max(1, number or 1), len(self.starts)) - 1

    def bounds(self, number: int) -> tuple[int, int]:
        """Return where a page begins and ends."""
        after = number + 1
        return self.starts[number], self.starts[after] if after < len(self.starts) else len(self.document.text)


def place_address(document: str, place: int, mark: str = "") -> str:
    """Return the address of a place in a document, whatever page it is on; `mark` is what to turn to there."""
    at = place if place >= SURELY_FIRST else None
    return address(f"/documents/{document[:12]}", {}, at=at) + (f"#{mark}" if mark else "")


def opened(document: Document, claims: list[Claim], sentences: list[Sentence]) -> Opened:
    """Cut a document into pages; where they begin follows from its text, its sentences and its claims."""
    starts = _starts(len(document.text), document.text, [one.start for one in claims], [one.start for one in sentences])
    begun: list[list[Claim]] = [[] for _ in starts]
    touching: list[list[Claim]] = [[] for _ in starts]
    for claim in claims:
        begun[max(0, bisect_right(starts, claim.start) - 1)].append(claim)
        for number in _pages_of(claim, starts):
            touching[number].append(claim)
    return Opened(document, claims, sentences, starts, begun, touching)


def _pages_of(claim: Claim, starts: Sequence[int]) -> list[int]:
    found: set[int] = set()
    for start, end in ((claim.start, claim.end), *((span.start, span.end) for span in claim.spans)):
        first, last = bisect_right(starts, start) - 1, bisect_left(starts, max(end, start + 1)) - 1
        found.update(range(max(0, first), max(0, last) + 1))
    return sorted(found)


def _starts(size: int, text: str, claims: Sequence[int], sentences: Sequence[int]) -> list[int]:
    starts = [0]
    while True:
        begin = starts[-1]
        next_claim = bisect_left(claims, begin) + CLAIMS
        full = claims[next_claim] if next_claim < len(claims) else size
        limit = min(begin + CHARACTERS, max(begin + FEWEST, full))
        if limit >= size:
            return starts
        starts.append(_border(text, limit, sentences))


def _border(text: str, limit: int, sentences: Sequence[int]) -> int:
    """Return where the sentence begins that is next from a place on; where it is far, the next word."""
    following = bisect_left(sentences, limit)
    if following < len(sentences) and sentences[following] <= limit + SLACK:
        return sentences[following]
    space = _SPACE.search(text, limit, limit + SLACK)
    return space.end() if space else limit


def _number(said: str) -> int | None:
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 10 else None


class Shelf:
    """Keeps the long documents that are being read, until the register changes."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._kept: OrderedDict[tuple[str, str], Opened] = OrderedDict()

    def of(self, stamp: str, document: str, made: Callable[[], Opened | None]) -> Opened | None:
        """Return a document of the register as it is at a stamp, opened by `made` where it is not there."""
        key = stamp, document
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        found = made()
        if found is not None and len(found.starts) > 1:
            with self._lock:
                self._kept[key] = found
                while len(self._kept) > KEPT:
                    self._kept.popitem(last=False)
        return found
