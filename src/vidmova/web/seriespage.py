"""Numbers over time: what one counter gave one after another, and a question asked anew for each month or region."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from msgspec import Struct

from vidmova.totals.series import Point, Series
from vidmova.totals.slices import Slice
from vidmova.web import codes, figurewords
from vidmova.web.bars import Bar, scale_of, solid
from vidmova.web.speech import Speech

WIDE, TALL = 640, 140
MOST_POINTS = 120
LABELS = 6


class Mark(Struct, frozen=True):
    """A number that a counter gave."""

    x: float
    y: float
    since: str
    until: str
    number: str
    kind: str
    state: str
    """Its code: stands, corrected, withdrawn."""
    state_said: str
    outlet: str
    event: str


class Counter(Struct, frozen=True):
    """The numbers of one counter, drawn as steps."""

    name: str
    about: str
    line: str
    """The steps between reports that stand, as the points of a line."""
    marks: list[Mark]
    ticks: list[tuple[float, str]]
    most: str
    finding: str


class SliceColumn(Struct, frozen=True):
    """A row of a question asked anew."""

    label: str
    number: str
    address: str
    bar: Bar
    x: float
    width: float
    floor: float
    """Height of the solid part, and of all that may be."""
    ceiling: float
    open: bool


class SliceChart(Struct, frozen=True):
    """A question asked anew for each month, region, unit or category."""

    by: str
    columns: list[SliceColumn]
    ticks: list[tuple[float, str]]
    finding: str


def counters(speech: Speech, every: Sequence[Series]) -> list[Counter]:
    """Return the series of counters, ready to be drawn."""
    return [_counter(speech, one) for one in every]


def _counter(speech: Speech, one: Series) -> Counter:
    points = one.points[:MOST_POINTS]
    days = [date.fromisoformat(point.until).toordinal() for point in points]
    first, span = min(days), max(1, max(days) - min(days))
    most = max([1, *(point.high or point.low for point in points)])

    def at(point: Point) -> tuple[float, float]:
        x = 8 + (WIDE - 16) * (date.fromisoformat(point.until).toordinal() - first) / span
        return round(x, 1), round(TALL - (TALL - 16) * point.low / most, 1)

    standing = [at(point) for point in points if point.state == "stands"]
    steps = [f"{x},{y}" for number, (x, y) in enumerate(standing) for x, y in _step(standing, number, x, y)]
    marks = [_mark(speech, point, at(point)) for point in points]
    low, high = points[0], points[-1]
    return Counter(
        name=one.counter,
        about=", ".join(
            piece
            for piece in (codes.act(speech, one.act), codes.code(speech, "counted", one.counted), one.scope)
            if piece
        ),
        line=" ".join(steps),
        marks=marks,
        ticks=[(at(point)[0], speech.day(point.until)) for point in (low, high)],
        most=speech.number(most),
        finding=speech.say(
            "%(name)s: from %(first)s to %(last)s, in %(n)s reports",
            name=one.counter,
            first=speech.range((low.low, low.high)),
            last=speech.range((high.low, high.high)),
            n=speech.number(len(points)),
        ),
    )


def _step(standing: Sequence[tuple[float, float]], number: int, x: float, y: float) -> list[tuple[float, float]]:
    """Return the points of a step: level from the report before, then up or down to this one."""
    return [(x, standing[number - 1][1]), (x, y)] if number else [(x, y)]


def _mark(speech: Speech, point: Point, place: tuple[float, float]) -> Mark:
    states = {
        "stands": speech.say("stands"),
        "corrected": speech.say("corrected later"),
        "withdrawn": speech.say("withdrawn or denied"),
    }
    kinds = {"cumulative": speech.say("in all up to that day"), "period": speech.say("in the period")}
    return Mark(
        x=place[0],
        y=place[1],
        since=speech.day(point.since) if point.since else "",
        until=speech.day(point.until),
        number=speech.range((point.low, point.high)),
        kind=kinds[point.kind],
        state=point.state,
        state_said=states[point.state],
        outlet=point.outlet,
        event=point.event,
    )


def slice_chart(speech: Speech, by: str, rows: Iterable[Slice], leads: Callable[[str], str]) -> SliceChart:
    """Return rows of smaller questions; `leads` gives the address of one."""
    every = list(rows)
    ends = [(one.low, one.high) for one in every]
    across, up = scale_of(ends), scale_of(ends, TALL - 16)
    step = WIDE / max(1, len(every))
    columns = [
        SliceColumn(
            label=_label(speech, by, one.label),
            number=_number(speech, one),
            address=leads(one.label),
            bar=solid(across, (one.low, one.high)),
            x=round(number * step + step * 0.1, 1),
            width=round(step * 0.8, 1),
            floor=up.at(one.low),
            ceiling=up.at(one.high if one.high is not None else up.most),
            open=one.high is None,
        )
        for number, one in enumerate(every)
    ]
    years = {one.label[:4]: shown.x for one, shown in reversed(list(zip(every, columns, strict=True)))}
    every_so_many = max(1, -(-len(years) // LABELS))
    ticks = [(x, year) for year, x in sorted(years.items())][::every_so_many] if by == "month" else []
    top = max(every, key=lambda one: one.low, default=None)
    finding = (
        speech.say(
            "the highest floor is %(number)s: %(label)s",
            number=speech.range((top.low, top.high)),
            label=_label(speech, by, top.label),
        )
        if top
        else ""
    )
    return SliceChart(by, columns, ticks, finding)


def _number(speech: Speech, one: Slice) -> str:
    return speech.range((one.low, one.high)) if one.low or one.high is not None else speech.say("any number")


def _label(speech: Speech, by: str, label: str) -> str:
    if by == "month":
        return speech.month(label)
    return codes.code(speech, "category", label) if by == "category" else figurewords.region(speech, label)
