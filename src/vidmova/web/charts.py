"""Charts drawn by the server: places and sizes of what a template then writes as SVG."""

from collections import Counter
from collections.abc import Iterable

from msgspec import Struct

from vidmova.lexicon.actgroups import GROUPS
from vidmova.web import codes
from vidmova.web.addresses import address
from vidmova.web.snapshot import Line
from vidmova.web.speech import Speech

BAR, TALL, WIDE = 240, 64, 640
"""Width of an interval's bar, height and width of a series."""
OPEN_AT = 1.4
"""How far beyond its floor the bar of an open interval runs."""


class IntervalBar(Struct, frozen=True):
    """The bar of an interval: solid to its floor, hatched to its ceiling."""

    width: int
    floor: int
    ceiling: int
    open: bool


class Column(Struct, frozen=True):
    """The events of a month."""

    x: float
    width: float
    height: float
    count: int
    label: str
    address: str


class Series(Struct, frozen=True):
    """The dated events of a group of acts by month."""

    group: str
    name: str
    total: int
    columns: list[Column]


class Timeline(Struct, frozen=True):
    """Series on one axis."""

    series: list[Series]
    ticks: list[tuple[float, str]]
    """Where a year begins, and its number."""
    most: int
    """Events of the highest column."""
    undated: int
    """Events that lie in no one month."""
    dated: int


def interval_bar(low: int | None, high: int | None) -> IntervalBar | None:
    """Return the bar of a number; none where no number is known."""
    if low is None:
        return None
    most = high if high is not None else low * OPEN_AT
    floor = round(BAR * low / most) if most else 0
    return IntervalBar(BAR, max(2, floor), BAR, high is None)


def timeline(speech: Speech, lines: Iterable[Line], **narrowed: str) -> Timeline | None:
    """Return how many events each month has, one series a group of acts; none where no event has a month."""
    counts: dict[str, Counter[str]] = {group.code: Counter() for group in GROUPS}
    undated = 0
    for line in lines:
        month = line.has.get("month", ("",))[0]
        if len(month) == 7:
            counts[line.has["group"][0]][month] += 1
        else:
            undated += 1
    months = sorted({month for every in counts.values() for month in every})
    if not months:
        return None
    first, last = _number(months[0]) // 12 * 12, _number(months[-1]) // 12 * 12 + 11
    step = WIDE / (last - first + 1)
    most = max(number for every in counts.values() for number in every.values())
    scale = (first, step, most)
    series = [
        Series(
            group=group.code,
            name=codes.group(speech, group.code),
            total=sum(counts[group.code].values()),
            columns=[
                _column(speech, month, number, scale, {**narrowed, "group": group.code})
                for month, number in sorted(counts[group.code].items())
            ],
        )
        for group in GROUPS
        if counts[group.code]
    ]
    years = range(first // 12, last // 12 + 1)
    every_year = max(1, len(years) // 12)
    ticks = [((year * 12 - first) * step, str(year)) for year in years if not (year - years[0]) % every_year]
    return Timeline(series, ticks, most, undated, sum(one.total for one in series))


def _column(speech: Speech, month: str, number: int, scale: tuple[int, float, int], narrowed: dict[str, str]) -> Column:
    first, step, most = scale
    return Column(
        x=round((_number(month) - first) * step + step * 0.1, 1),
        width=round(max(1.0, step * 0.8), 1),
        height=round(max(2.0, TALL * number / most), 1),
        count=number,
        label=speech.month(month),
        address=address("/events", narrowed, year=month[:4], month=month),
    )


def _number(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:7]) - 1
