"""Passes over what cannot have anything in it: many pieces of text searched at once, before any is looked into."""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import accumulate

from msgspec import Struct

from vidmova.lexicon.folding import fold
from vidmova.protect import traces
from vidmova.protect.disguises import disguised, plain
from vidmova.protect.hiddenhunt import HiddenHunt, Sense, spaced
from vidmova.protect.namehunt import Hunt
from vidmova.protect.quotehunt import BETWEEN, QuoteHunt
from vidmova.protect.traces import SHORTEST_DIGEST, Digests

LONGEST_ID, SHORT_ID, SHORTEST = 24, 12, 3
QUOTE = "withheld-quote"
INSTEAD = "\x01"
"""For a sign that parts pieces, where a piece has it."""
_PARTED = re.compile("[-_/]")


class Sifted(Struct, frozen=True):
    """What many pieces of text have, by the numbers of the pieces."""

    senses: dict[int, tuple[Sense, ...]]
    """Wordings that are sought beside a source only; of each piece as it stands, without disguises."""
    masks: dict[int, list[tuple[str, int]]]
    suspects: set[int]
    """Pieces that must be looked into by themselves."""


class Tokens:
    """The register's ids, and digests of what is protected."""

    def __init__(self, internal: Iterable[str], values: Iterable[str]) -> None:
        self.internal = {one for one in internal if len(one) > SHORTEST}
        self.starts = {one[:SHORT_ID] for one in self.internal if len(one) >= LONGEST_ID and one.isalnum()}
        self.digests = Digests(values)

    def ids(self, said: Collection[str]) -> list[str]:
        """Return those tokens that are an id of the register, or have one in them between hyphens or strokes."""
        return [
            one
            for one in said
            if one in self.internal
            or one[:SHORT_ID] in self.starts
            or any(len(part) >= SHORT_ID and (part[:SHORT_ID] in self.starts or part in self.internal)
                   for part in _PARTED.split(one))
        ]  # fmt: skip

    def digested(self, said: Collection[str]) -> list[str]:
        """Return those tokens that are a digest, or have one in them."""
        parts = {part: one for one in said for part in _parts(one)}
        return list(dict.fromkeys(parts[part] for part in self.digests.among(list(parts))))


def _parts(token: str) -> list[str]:
    parts = _PARTED.split(token)
    return [token] if len(parts) == 1 else [token, *(part for part in parts if len(part) >= SHORTEST_DIGEST)]


class Sieve:
    """Sifts pieces of text by everything that is looked for."""

    def __init__(self, names: Hunt, hidden: HiddenHunt, quotes: QuoteHunt, known: Tokens) -> None:
        self._names, self._hidden, self._quotes, self._known = names, hidden, quotes, known

    def sift(self, leaves: Sequence[str]) -> Sifted:
        """Return which pieces must be looked into, and what of others counts anew in each place."""
        odd = {at for at, leaf in enumerate(leaves) if BETWEEN in leaf}
        said = [leaf.replace(BETWEEN, INSTEAD) if at in odd else leaf for at, leaf in enumerate(leaves)]
        text = plain(BETWEEN.join(said))
        pieces = text.split(BETWEEN)
        folded = fold(text)
        odd.update(at for at, piece in enumerate(pieces) if self._names.stirs(piece))
        odd.update(_numbered(self._signs(text), pieces))
        alone, shared = self._quotes.pieces(folded)
        odd.update(alone)
        odd.update(_having(self._telling(text), said))
        narrow = spaced(folded)
        borders = _borders(narrow.split(BETWEEN))
        senses: dict[int, dict[int, Sense]] = {
            at: {0: quoted(owners)} for at, owners in shared.items() if at not in odd
        }
        for start, one in self._hidden.wordings(narrow):
            at = bisect_right(borders, start)
            senses.setdefault(at, {})[id(one)] = one
            if one.anywhere:
                odd.add(at)
        beside = {at: tuple(one for one in every.values() if one.beside) for at, every in senses.items()}
        masks = {at: traces.masks(pieces[at]) for at in set(_numbered(traces.places_of_masks(text), pieces))}
        return Sifted({at: every for at, every in beside.items() if every}, masks, odd)

    def _signs(self, text: str) -> Iterator[int]:
        """Yield where something stands in a text that may be a telephone, a shortened name or a disguise."""
        yield from (at for at, _ in self._hidden.numbers(text))
        yield from self._names.shortened(text)
        yield from disguised(text)

    def _telling(self, text: str) -> list[str]:
        """Return the tokens of a text that are ids of the register or digests."""
        said = list(dict.fromkeys(traces.tokens(text)))
        return [*self._known.ids(said), *self._known.digested(said)]


def quoted(owners: Iterable[str]) -> Sense:
    """Return that a piece of text has so many words together of some sources, beside which it must not stand."""
    return Sense(False, [], dict.fromkeys(sorted(owners), (QUOTE,)))


def _borders(pieces: Iterable[str]) -> list[int]:
    """Return where each piece ends in the text that they make together."""
    return list(accumulate(len(piece) + 1 for piece in pieces))


def _numbered(places: Iterable[int], pieces: Sequence[str]) -> Iterator[int]:
    """Yield the numbers of the pieces in which places lie."""
    borders: list[int] = []
    for place in places:
        borders = borders or _borders(pieces)
        yield bisect_right(borders, place)


def _having(wanted: Sequence[str], pieces: Sequence[str]) -> Iterator[int]:
    """Yield the numbers of the pieces that have one of some tokens."""
    if wanted:
        yield from (at for at, piece in enumerate(pieces) if any(one in piece for one in wanted))
