"""Pictures of courts and paths: terms as dots with their median and quartiles, ways as bands from stage to stage."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from math import ceil, cos, pi, sin

from msgspec import Struct

from vidmova.records import Range
from vidmova.totals.distributions import Distribution, Figure, Spread
from vidmova.totals.paths import Flow, Paths
from vidmova.totals.pictures import Area, Box, Picture, Shape, Stroke, Words

INK, SECOND, HAIR, EDGE = "#1B1D21", "#565B63", "#DDD9CF", "#7F847C"
REFUSE, PUNISH, TRIAL, EXILE, REST = "#2A78DE", "#AD740F", "#6C1184", "#124E38", "#60656B"
GROUPS = {
    REFUSE: ("refuse", "resign", "awol", "desert"),
    PUNISH: ("dismiss", "threaten", "detain", "ill_treat", "kill", "shame", "deny", "send_back"),
    TRIAL: ("charge", "sentence", "acquitted", "lawsuit", "ruling"),
    EXILE: ("leave_country", "asylum", "deport"),
}
COLOURS = {act: colour for colour, acts in GROUPS.items() for act in acts}
PALE = {REFUSE: "#C9DDF7", PUNISH: "#EADBC0", TRIAL: "#DABFE0", EXILE: "#BFD1CA", REST: "#D6D8DA"}
WIDTH, LEFT, RIGHT, TOP = 960, 330, 40, 64
DOT, GAP, MOST_ROWS = 7, 8, 40
YEAR = 12
Place = tuple[float, float]


def terms_chart(found: Sequence[Distribution], by: str) -> Picture:
    """Return terms by court (month, category, charge): a filled dot a real one, a hollow dot a suspended one."""
    rows = [one for one in found if one.real.values or one.suspended.values][:MOST_ROWS]
    ends = [high or low for one in rows for low, high in (*one.real.values, *one.suspended.values)]
    most = YEAR * max(1, ceil(max(ends, default=1) / YEAR))
    scale = (WIDTH - LEFT - RIGHT) / most
    heights = [_height(one, scale) for one in rows]
    bottom = TOP + sum(heights)
    shapes: list[Shape] = [Words(16, 24, f"Terms by {by}, in months"), *_key(WIDTH - RIGHT)]
    step = YEAR * max(1, ceil(most / YEAR / 10))
    for month in range(0, most + 1, step):
        x = LEFT + month * scale
        shapes += [Stroke(((x, TOP), (x, bottom)), HAIR), Words(x, TOP - 8, f"{month}", "middle", SECOND)]
    y = float(TOP)
    for one, height in zip(rows, heights, strict=True):
        shapes += _row(one, y, height, scale)
        y += height
    terms = sum(len(one.real.values) + len(one.suspended.values) for one in rows)
    return Picture(WIDTH, round(bottom + 16), tuple(shapes), f"{terms} terms by {by}, in months")


def _key(right: float) -> list[Shape]:
    """Return the two kinds of dots with their words."""
    return [
        *_dot(right - 176, 19, filled=True),
        Words(right - 164, 24, "real"),
        *_dot(right - 106, 19, filled=False),
        Words(right - 94, 24, "suspended"),
    ]


class _Dot(Struct, frozen=True):
    value: Range
    filled: bool
    level: int
    """How many dots it stands above."""


def _stacked(one: Distribution, scale: float) -> list[_Dot]:
    """Return the terms one above another where they would hide each other, those at the left first."""
    terms = [(value, True) for value in one.real.values] + [(value, False) for value in one.suspended.values]
    filled_to: list[float] = []
    found = []
    for value, filled in sorted(terms, key=lambda term: (term[0][0], not term[1], term[0][1] or 10**6)):
        start = value[0] * scale
        end = float(WIDTH) if value[1] is None else value[1] * scale
        level = next((at for at, to in enumerate(filled_to) if to <= start), len(filled_to))
        filled_to[level : level + 1] = [end + DOT + 1]
        found.append(_Dot(value, filled, level))
    return found


def _ground(one: Distribution) -> float:
    return 18 if one.real.median or one.suspended.median else 6


def _height(one: Distribution, scale: float) -> float:
    levels = 1 + max((dot.level for dot in _stacked(one, scale)), default=0)
    return max(40, 12 + GAP * levels + _ground(one))


def _row(one: Distribution, y: float, height: float, scale: float) -> list[Shape]:
    ground = y + height - _ground(one)
    shapes: list[Shape] = [
        Stroke(((16, y + height), (WIDTH - RIGHT, y + height)), HAIR),
        Words(LEFT - 14, y + 18, _short(one.of), "end"),
        Words(LEFT - 14, y + 34, _behind(one), "end", SECOND),
    ]
    for dot in _stacked(one, scale):
        shapes += _term(dot.value, ground - DOT - GAP * dot.level, scale, dot.filled)
    for number, spread in enumerate(each for each in (one.real, one.suspended) if each.median):
        shapes += _quartiles(spread, ground + 6 + 6 * number, scale)
    return shapes


def _behind(one: Distribution) -> str:
    known = len(one.real.values) + len(one.suspended.values)
    said = f"{known} of {one.judgments} with a term"
    if one.real.median:
        said += f" · median {months(one.real.median)}"
    return said


def months(figure: Figure | None) -> str:
    """Return a figure as it is printed: one number, or two where it is made of intervals."""
    if figure is None:
        return ""
    low, high = (None if end is None else f"{end:.1f}".removesuffix(".0") for end in figure)
    return f"{low} or more" if high is None else f"{low}" if low == high else f"{low}–{high}"


def _term(value: Range, y: float, scale: float, filled: bool) -> list[Shape]:
    """Return a dot, or for a term that is not exact a line over all that it may be."""
    low, high = value
    x = LEFT + low * scale
    if low == high:
        return _dot(x, y + DOT / 2, filled)
    end = WIDTH - RIGHT if high is None else LEFT + high * scale
    middle = y + DOT / 2
    tips = [Stroke(((at, middle - 3), (at, middle + 3)), TRIAL, 2.0) for at in ((x,) if high is None else (x, end))]
    arrow = [Stroke(((end - 6, middle - 4), (end, middle), (end - 6, middle + 4)), TRIAL, 2.0)] if high is None else []
    return [Stroke(((x, middle), (end, middle)), TRIAL, 1.0), *tips, *arrow]


def _dot(x: float, y: float, filled: bool) -> list[Shape]:
    ring = tuple((x + DOT / 2 * cos(at * pi / 8), y + DOT / 2 * sin(at * pi / 8)) for at in range(16))
    return [Area(ring, TRIAL)] if filled else [Area(ring, "#FFFFFF"), Stroke((*ring, ring[0]), TRIAL, 1.5)]


def _quartiles(spread: Spread, y: float, scale: float) -> list[Shape]:
    """Return a line from quartile to quartile with the median on it, each as wide as it is uncertain."""
    if spread.lower_quartile is None or spread.median is None or spread.upper_quartile is None:
        return []
    top = max((high or low for low, high in spread.values), default=0)
    left, right = spread.lower_quartile[0], spread.upper_quartile[1]
    start, end = spread.median
    till = LEFT + (top if end is None else end) * scale
    return [
        Stroke(((LEFT + left * scale, y), (LEFT + (top if right is None else right) * scale, y)), EDGE, 2.0),
        Box(LEFT + start * scale - 2, y - 4, max(4.0, till - LEFT - start * scale + 4), 8, INK),
    ]


def _short(label: str) -> str:
    return label if len(label) <= 40 else label[:39] + "…"


COLUMN, NODE, UNIT, ROOM, HEAD = 178, 14, 7, 34, 58
MOST_STEPS = 6
STUB = 26


class _Node(Struct):
    act: str
    bands: int = 0
    ways: int = 0
    y: float = 0
    out: float = 0
    """How far down its right side bands were drawn."""
    into: float = 0


def flow_chart(paths: Paths) -> Picture:
    """Return ways as bands from stage to stage, as thick as there are ways; hatched where nothing more is told."""
    flows = [one for one in paths.steps if (one.at or 0) < MOST_STEPS]
    columns = _columns(flows)
    shapes: list[Shape] = []
    for flow in flows:
        if flow.target is not None and (flow.at or 0) + 1 < MOST_STEPS:
            shapes += _band(flow, columns)
    for flow in flows:
        if flow.target is None or (flow.at or 0) + 1 == MOST_STEPS:
            shapes += _ending(flow, columns)
    for at, nodes in columns.items():
        for node in nodes.values():
            shapes += _node(node, 24 + at * COLUMN)
    tall = max((node.y + _thick(node.bands) for nodes in columns.values() for node in nodes.values()), default=HEAD)
    title = f"{paths.ways} way{'' if paths.ways == 1 else 's'} from stage to stage"
    head: list[Shape] = [
        Words(24, 24, title),
        *hatched(24 + 3 * COLUMN, 12, 22, 14, REST),
        Words(24 + 3 * COLUMN + 30, 24, "then nothing is told", colour=SECOND),
    ]
    wide = 24 + COLUMN * max(3, len(columns)) + 150
    return Picture(wide, round(tall + 24), (*head, *shapes), title)


def _columns(flows: Iterable[Flow]) -> dict[int, dict[str, _Node]]:
    """Return the stages of each step from top to bottom, each as tall as the ways that pass it."""
    found: defaultdict[int, dict[str, _Node]] = defaultdict(dict)
    for one in flows:
        node = found[one.at or 0].setdefault(one.source, _Node(one.source))
        node.bands += one.people.ways
        node.ways += one.people.ways - one.split
    for nodes in found.values():
        y = float(HEAD)
        for node in nodes.values():
            node.y = y
            y += _thick(node.bands) + ROOM
    return found


def _thick(ways: int) -> float:
    return max(2.0, float(UNIT * ways))


def _band(flow: Flow, columns: Mapping[int, Mapping[str, _Node]]) -> list[Shape]:
    at, colour = flow.at or 0, COLOURS.get(flow.source, REST)
    source, target = columns[at][flow.source], columns[at + 1].get(flow.target or "")
    if target is None:
        return []
    thick = _thick(flow.people.ways)
    start, end = (24 + at * COLUMN + NODE, source.y + source.out), (24 + (at + 1) * COLUMN, target.y + target.into)
    source.out += thick
    target.into += thick
    above = _curve(start, end)
    below = tuple((x, y + thick) for x, y in above)
    around = (*above, *reversed(below))
    return [Area(around, PALE[colour]), Stroke((*around, above[0]), colour, 0.6)]


def _curve(start: Place, end: Place) -> tuple[Place, ...]:
    """Return points of a line that leaves and arrives level."""
    parts = 12
    found = []
    for part in range(parts + 1):
        share = part / parts
        eased = share * share * (3 - 2 * share)
        found.append((start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * eased))
    return tuple(found)


def _ending(flow: Flow, columns: Mapping[int, Mapping[str, _Node]]) -> list[Shape]:
    """Return the hatched end of ways of which no more is told, or the plain one of those that go on off the picture."""
    at = flow.at or 0
    node = columns[at][flow.source]
    x, y, thick = 24 + at * COLUMN + NODE, node.y + node.out, _thick(flow.people.ways)
    node.out += thick
    colour = COLOURS.get(flow.source, REST)
    if flow.target is None:
        return hatched(x, y, STUB, thick, colour)
    return [Box(x, y, STUB, thick, PALE[colour]), Words(x + STUB + 4, y + thick / 2 + 4, "…")]


def _node(node: _Node, x: float) -> list[Shape]:
    colour = COLOURS.get(node.act, REST)
    return [
        Box(x, node.y, NODE, _thick(node.bands), colour),
        *_sign(node.act, x + 5, node.y - 11, colour),
        Words(x + 15, node.y - 6, f"{node.act.replace('_', ' ')} {node.ways}"),
    ]


def _sign(act: str, x: float, y: float, colour: str) -> list[Shape]:
    """Return the sign of an act's group, so that colour alone says nothing."""
    if act in GROUPS[PUNISH]:
        return [Box(x - 4, y - 4, 8, 8, colour)]
    if act in GROUPS[TRIAL]:
        return [Area(((x, y - 5), (x + 5, y + 4), (x - 5, y + 4)), colour)]
    if act in GROUPS[EXILE]:
        return [Area(((x, y - 5), (x + 5, y), (x, y + 5), (x - 5, y)), colour)]
    if act in GROUPS[REFUSE]:
        return [Area(tuple((x + 4 * cos(at * pi / 8), y + 4 * sin(at * pi / 8)) for at in range(16)), colour)]
    return [Box(x - 5, y - 2, 10, 4, colour)]


def hatched(x: float, y: float, width: float, height: float, colour: str) -> list[Shape]:
    """Return a box of slanting lines, 2 wide on 4: what may be, or what is not told."""
    lines: list[Shape] = []
    across = 4.0
    while across < width + height:
        start = (x + min(across, width), y + max(0.0, across - width))
        end = (x + max(0.0, across - height), y + min(across, height))
        lines.append(Stroke((start, end), colour, 1.4))
        across += 5.0
    corners = ((x, y), (x + width, y), (x + width, y + height), (x, y + height), (x, y))
    return [Area(corners[:4], "#FFFFFF"), *lines, Stroke(corners, colour, 0.8)]
