"""The flow from stage to stage as bands: as thick as there are ways, hatched where nothing more is told."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from msgspec import Struct

from vidmova.totals.paths import Flow

MOST_STEPS = 4
COLUMN, NODE, HEAD, ROOM, STUB = 230, 12, 20, 20, 44
TALL = 320
"""How tall the ways of the tallest column are together."""
THIN = 1.5


class Band(Struct, frozen=True):
    """A band between two stages, or the hatched end of ways of which nothing more is told."""

    path: str
    flow: Flow
    ends: bool
    x: float
    y: float
    """Where its number stands."""
    thick: float


class Node(Struct, frozen=True):
    """A stage at a step."""

    act: str
    at: int
    x: float
    y: float
    height: float
    ways: int


class Drawn(Struct, frozen=True):
    """The whole drawing."""

    width: int
    height: int
    nodes: list[Node]
    bands: list[Band]


class _Stage(Struct):
    act: str
    leaving: int = 0
    arriving: int = 0
    ways: int = 0
    y: float = 0
    out: float = 0
    into: float = 0

    @property
    def bands(self) -> int:
        """How many ways it is as tall as."""
        return max(self.leaving, self.arriving)


Columns = Mapping[int, Mapping[str, _Stage]]


def sankey(flows: Iterable[Flow]) -> Drawn:
    """Return the bands of the first steps of ways."""
    shown = [one for one in flows if (one.at or 0) < MOST_STEPS]
    columns = _columns(shown)
    tallest = max((sum(one.bands for one in stages.values()) for stages in columns.values()), default=1)
    unit = TALL / max(1, tallest)
    thick = _thickness(unit)
    bottom = _placed(columns, thick)
    bands = [_band(one, columns, thick) for one in shown]
    nodes = [
        Node(one.act, at, at * COLUMN, one.y, thick(one.bands), one.ways or one.arriving)
        for at, stages in columns.items()
        for one in stages.values()
    ]
    width = (max(columns, default=0) + 1) * COLUMN + NODE
    return Drawn(width, round(bottom), nodes, sorted(bands, key=lambda one: one.ends))


def _thickness(unit: float) -> Callable[[int], float]:
    return lambda ways: max(THIN, round(ways * unit, 1))


def _columns(flows: Sequence[Flow]) -> dict[int, dict[str, _Stage]]:
    found: defaultdict[int, dict[str, _Stage]] = defaultdict(dict)
    for one in flows:
        at = one.at or 0
        source = found[at].setdefault(one.source, _Stage(one.source))
        source.leaving += one.people.ways
        source.ways += one.people.ways - one.split
        if one.target is not None:
            target = found[at + 1].setdefault(one.target, _Stage(one.target))
            target.arriving += one.people.ways
    return dict(sorted(found.items()))


def _placed(columns: Columns, thick: Callable[[int], float]) -> float:
    bottom = float(HEAD)
    for stages in columns.values():
        y = float(HEAD)
        for one in stages.values():
            one.y = y
            y += thick(one.bands) + ROOM
        bottom = max(bottom, y - ROOM + 8)
    return bottom


def _band(flow: Flow, columns: Columns, thick: Callable[[int], float]) -> Band:
    at = flow.at or 0
    source, high = columns[at][flow.source], thick(flow.people.ways)
    x, y = at * COLUMN + NODE, round(source.y + source.out, 1)
    source.out += high
    if flow.target is None:
        path = f"M{x} {y}h{STUB}v{high}h{-STUB}z"
        return Band(path, flow, True, x + STUB + 4, round(y + high / 2 + 4, 1), high)
    target = columns[at + 1][flow.target]
    end, to = (at + 1) * COLUMN, round(target.y + target.into, 1)
    target.into += high
    middle = (x + end) / 2
    path = (
        f"M{x} {y}C{middle} {y} {middle} {to} {end} {to}"
        f"v{high}C{middle} {round(to + high, 1)} {middle} {round(y + high, 1)} {x} {round(y + high, 1)}z"
    )
    return Band(path, flow, False, x + 6, round(y + high / 2 + 4, 1), high)
