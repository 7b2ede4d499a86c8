"""Charts: places and sizes of what the templates then write as SVG."""

from collections import Counter

from msgspec import Struct

from vidmova.lexicon.actgroups import GROUPS, group_of
from vidmova.publish.pages.shelf import Shelf, month_of

BAR, TALL, WIDE = 240, 64, 640
"""Width of an interval's bar, height and width of a series."""
OPEN_AT = 1.4
"""How far beyond its floor the bar of an open interval runs."""
LEAST = 2


class Bar(Struct, frozen=True):
    """The bar of an interval: solid to its floor, hatched to its ceiling."""

    floor: int
    ceiling: int
    open: bool
    best: int | None = None


class Column(Struct, frozen=True):
    """The events of a month."""

    x: float
    width: float
    height: float
    count: int
    month: str


class Series(Struct, frozen=True):
    """The dated events of a group of acts by month."""

    group: str
    total: int
    columns: list[Column]


class Timeline(Struct, frozen=True):
    """Series on one axis."""

    series: list[Series]
    ticks: list[tuple[float, str]]
    most: int
    dated: int
    undated: int


def bar(low: int | None, high: int | None, most: int = 0, best: int | None = None) -> Bar | None:
    """Return the bar of a number, on the scale of the greatest beside it; none where no number is known."""
    if low is None:
        return None
    scale = max(1, most, reach(low, high))
    floor, ceiling = (round(BAR * number / scale) for number in (low, reach(low, high)))
    known = low == high
    signed = None if best is None else round(BAR * best / scale)
    return Bar(max(LEAST, floor), max(LEAST, floor if known else ceiling), high is None, signed)


def reach(low: int, high: int | None) -> int:
    """Return how far an interval's bar runs."""
    return high if high is not None else max(1, round(low * OPEN_AT))


def share(number: int, most: int) -> int:
    """Return the width of a plain bar."""
    return max(LEAST, round(BAR * number / max(1, most)))


def timeline(shelf: Shelf) -> Timeline | None:
    """Return how many events each month has, one series a group of acts; none where no event has a month."""
    counts: dict[str, Counter[str]] = {group.code: Counter() for group in GROUPS}
    undated = 0
    for event in shelf.events.values():
        month = month_of(event)
        if len(month) == len("2022-07"):
            counts[group_of(event.act).code][month] += 1
        else:
            undated += 1
    months = sorted({month for every in counts.values() for month in every})
    if not months:
        return None
    begin, years = int(months[0][:4]), int(months[-1][:4]) - int(months[0][:4]) + 1
    step, most = WIDE / (years * 12), max(max(every.values()) for every in counts.values() if every)
    series = [
        Series(group, every.total(), [_column(month, every[month], begin, step, most) for month in sorted(every)])
        for group, every in counts.items()
        if every
    ]
    often = max(1, years // 12)
    ticks = [(round(year * 12 * step, 1), str(begin + year)) for year in range(0, years, often)]
    return Timeline(series, ticks, most, sum(one.total for one in series), undated)


def _column(month: str, number: int, begin: int, step: float, most: int) -> Column:
    place = (int(month[:4]) - begin) * 12 + int(month[5:]) - 1
    height = round(max(LEAST, TALL * number / most), 1)
    return Column(round((place + 0.1) * step, 1), round(max(1.0, step * 0.8), 1), height, number, month)
