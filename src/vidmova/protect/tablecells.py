"""Small cells of tables of figures: left out, with as many others that the margins do not give them back."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from vidmova.protect.release import Contents, Figure, FigureRow, Removal

RULE = "small-cell"
SECOND = "small-cell-from-margins"
MERGED = "rows-merged"
OPEN = 10**9

Range = tuple[int, int]


class Line(Struct, frozen=True):
    """A margin of a table and the cells that add up to it at most."""

    margin: str
    cells: tuple[str, ...]


def guard(contents: Contents, smallest: int, coarse: Mapping[str, int]) -> Contents:
    """Return contents whose figures by place or time show no cell of fewer than `smallest`, nor let one be reckoned.

    `coarse` names the events whose place or time was made coarser: their rows are merged, since a row of a figure for
    a month says the month of its event.
    """
    merged = [_merged(one, coarse, smallest) for one in contents.figures]
    figures = [one for one in merged if one is not None]
    hidden = {one.id for one in figures if is_small(one, smallest)}
    second = complement(figures, hidden, smallest)
    kept = [one for one in figures if one.id not in hidden | second]
    numbers = {RULE: len(hidden) + len(merged) - len(figures), SECOND: len(second)}
    numbers[MERGED] = sum(any(not row.event for row in one.working) for one in kept)
    removed = [Removal(what="cell", rule=rule, number=number) for rule, number in numbers.items() if number]
    disclosure = replace(contents.disclosure, removed=[*contents.disclosure.removed, *removed])
    return replace(contents, figures=kept, disclosure=disclosure)


def is_small(figure: Figure, smallest: int) -> bool:
    """Tell whether a figure for a place or a time is above nought and below `smallest`."""
    return is_slice(figure) and (0 < figure.low < smallest or 0 < _high(figure) < smallest)


def is_slice(figure: Figure) -> bool:
    """Tell whether a figure is of a part only: a region, or a time."""
    return figure.region is not None or figure.since is not None or figure.until is not None


def complement(figures: Sequence[Figure], hidden: Iterable[str], smallest: int) -> set[str]:
    """Return the further cells to leave out, so that no hidden one follows from the margins that are shown."""
    known = {one.id: one for one in figures}
    first, gone = set(hidden), set(hidden)
    lines = list(_lines(figures))
    while True:
        added = {one for line in lines if (one := _wanted(line, gone, known, smallest))}
        added = added or _given_back(lines, first, gone, known, smallest)
        if not added:
            return gone - first
        gone |= added


def ranges(lines: Sequence[Line], gone: set[str], known: Mapping[str, Figure]) -> dict[str, Range]:
    """Return what a reader can reckon of every cell, from nought up, by the margins that are shown."""
    bounds = {one: (0, OPEN) if one in gone else (_high(figure), _high(figure)) for one, figure in known.items()}
    moving = True
    while moving:
        moving = False
        for line in lines:
            for one in line.cells:
                least, most = bounds[one]
                others = [bounds[other] for other in line.cells if other != one]
                margin = bounds[line.margin]
                narrower = (
                    max(least, margin[0] - sum(other[1] for other in others)),
                    min(most, margin[1] - sum(other[0] for other in others)),
                )
                if narrower != (least, most) and narrower[0] <= narrower[1]:
                    bounds[one], moving = narrower, True
    return bounds


def _lines(figures: Sequence[Figure]) -> Iterator[Line]:
    """Yield each figure with the cells of one kind that lie in it: regions of a time, or months or years of a place."""
    alike: dict[tuple[str, str], list[Figure]] = defaultdict(list)
    for one in figures:
        alike[one.act, one.counted].append(one)
    for together in alike.values():
        for margin in together:
            inside: dict[str, list[str]] = defaultdict(list)
            for one in together:
                if (kind := _lies_in(one, margin)) is not None:
                    inside[kind].append(one.id)
            yield from (Line(margin.id, tuple(cells)) for cells in inside.values())


def _lies_in(one: Figure, margin: Figure) -> str | None:
    if (one.since, one.until) == (margin.since, margin.until):
        return "region" if one.region is not None and margin.region is None else None
    if one.region != margin.region or one.since is None or one.until is None:
        return None
    after = margin.since is None or margin.since <= one.since
    before = margin.until is None or one.until <= margin.until
    return _length(one) if after and before else None


def _length(figure: Figure) -> str:
    since, until = figure.since or "", figure.until or ""
    months = (int(until[:4] or 0) - int(since[:4] or 0)) * 12 + int(until[5:7] or 12) - int(since[5:7] or 1)
    return f"{months + 1} months"


def _wanted(line: Line, gone: set[str], known: Mapping[str, Figure], smallest: int) -> str | None:
    """Return the next cell to leave out of a line in which too little is left out."""
    out = [one for one in line.cells if one in gone]
    enough = len(out) > 1 and sum(_high(known[one]) for one in out) >= smallest
    if not out or enough or line.margin in gone:
        return None
    shown = [one for one in line.cells if one not in gone and _high(known[one])]
    return min(shown, key=lambda one: (_high(known[one]), one)) if shown else line.margin


def _given_back(
    lines: Sequence[Line], first: set[str], gone: set[str], known: Mapping[str, Figure], smallest: int
) -> set[str]:
    """Return a cell or margin to leave out where lines taken together still tell a hidden cell too closely."""
    bounds = ranges(lines, gone, known)
    for line in lines:
        for one in line.cells:
            least, most = bounds[one]
            if one in first and most - least < smallest - 1:
                shown = [other for other in (*line.cells, line.margin) if other not in gone]
                if shown:
                    return {min(shown, key=lambda other: (other == line.margin, _high(known[other]), other))}
    return set()


def _merged(figure: Figure, coarse: Mapping[str, int], smallest: int) -> Figure | None:
    """Return a figure whose rows of hidden events are one row; None where those are too few to stand together."""
    if not is_slice(figure):
        return figure
    out = [row for row in figure.working if row.event in coarse]
    if not out:
        return figure
    most = sum(row.low if row.high is None else row.high for row in out)
    if len(out) < 2 or most < smallest:
        return None
    high = None if any(row.high is None for row in out) else most
    reason = f"{len(out)} events of few people, whose place and time are not told"
    row = FigureRow(event="", low=sum(row.low for row in out), high=high, part=out[0].part, reason=reason)
    return replace(figure, working=[*(row for row in figure.working if row.event not in coarse), row])


def _high(figure: Figure) -> int:
    return figure.low if figure.high is None else figure.high
