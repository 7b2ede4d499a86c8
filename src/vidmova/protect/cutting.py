"""Takes further wordings out of released texts, and moves every offset that points behind them."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from vidmova.protect.release import Contents, Source, Statement
from vidmova.records import FieldSpan


class Cut(Struct, frozen=True, order=True):
    """Characters of a source's released text, and what stands there afterwards."""

    start: int
    end: int
    instead: str


class _Moved(Struct, frozen=True):
    """Where the pieces of a text went: borders in the old text, and in the new."""

    text: str
    cuts: tuple[Cut, ...]
    starts: tuple[int, ...]
    """Of each cut, in the old text."""
    places: tuple[tuple[int, int], ...]
    """Of each cut, where its replacement begins and ends in the new text."""

    def start(self, at: int) -> int:
        """Return where a stretch begins that began at a place of the old text."""
        return self._to(at, 0)

    def end(self, at: int) -> int:
        """Return where a stretch ends that ended at a place of the old text."""
        return self._to(at, 1)

    def _to(self, at: int, side: int) -> int:
        number = bisect_right(self.starts, at - side) - 1
        if number < 0:
            return at
        cut, place = self.cuts[number], self.places[number]
        if at - side < cut.end:
            return place[side]
        return at - cut.end + place[1]


def cut(contents: Contents, cuts: Mapping[str, Iterable[Cut]]) -> Contents:
    """Return the contents with wordings of sources replaced, by the id of the source; offsets follow."""
    moved = {one.id: _moved(one.text, cuts[one.id]) for one in contents.sources if one.id in cuts}
    return replace(
        contents,
        sources=[replace(one, text=moved[one.id].text) if one.id in moved else one for one in contents.sources],
        statements=[_follow(one, moved[one.source]) if one.source in moved else one for one in contents.statements],
    )


def _moved(text: str, wanted: Iterable[Cut]) -> _Moved:
    whole = _joined(sorted(wanted))
    parts, places, at, length = [], [], 0, 0
    for one in whole:
        parts += [text[at : one.start], one.instead]
        begins = length + one.start - at
        length = begins + len(one.instead)
        places.append((begins, length))
        at = one.end
    return _Moved("".join([*parts, text[at:]]), tuple(whole), tuple(one.start for one in whole), tuple(places))


def _joined(cuts: Sequence[Cut]) -> list[Cut]:
    """Return cuts of which none overlaps another: two that do are one, with what the first puts there."""
    whole: list[Cut] = []
    for one in cuts:
        if whole and one.start < whole[-1].end:
            whole[-1] = replace(whole[-1], end=max(one.end, whole[-1].end))
        elif one.end > one.start:
            whole.append(one)
    return whole


def _follow(statement: Statement, moved: _Moved) -> Statement:
    spans = [_span(one, moved) for one in statement.spans]
    return replace(statement, start=moved.start(statement.start), end=moved.end(statement.end), spans=spans)


def _span(span: FieldSpan, moved: _Moved) -> FieldSpan:
    start, end = moved.start(span.start), moved.end(span.end)
    return FieldSpan(span.field, start, end, moved.text[start:end])


def occurrences(source: Source, stretch: tuple[int, int], wording: str) -> list[tuple[int, int]]:
    """Return where a wording stands in a stretch of a source's text, in any case of letters."""
    low, wanted = source.text[slice(*stretch)].lower(), wording.lower()
    found, at = [], low.find(wanted)
    while at >= 0:
        found.append((stretch[0] + at, stretch[0] + at + len(wanted)))
        at = low.find(wanted, at + len(wanted))
    return found
