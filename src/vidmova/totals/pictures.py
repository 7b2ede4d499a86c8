"""Pictures made of rectangles, lines and short words: as SVG with nothing else installed, as PNG with an extra."""

import io
import re
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from html import escape
from pathlib import Path
from typing import Any

from msgspec import Struct

from vidmova.errors import UsageError

WIDTH, LEFT, RIGHT, TOP, ROW = 960, 320, 90, 34, 26
HEIGHT = 420
SURE, PERHAPS, LINE, INK = "#1f5c99", "#b9d3ea", "#c9ced3", "#20262c"
SIZE = 13
BROAD, NARROW = frozenset("mwMWQGO@жмфшщыюєЖМФШЩЫЮОДЄ…"), frozenset("iljtfrI.,:;'’()-1 іїІЇг")
"""Letters that take more, and less, room than others in any of the fonts."""
FONTS = "system-ui, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', 'DejaVu Sans', Arial, sans-serif"
FILES = (
    "DejaVuSans.ttf", "NotoSans-Regular.ttf", "LiberationSans-Regular.ttf", "segoeui.ttf", "Arial.ttf", "arial.ttf",
    "Arial Unicode.ttf", "FreeSans.ttf", "Roboto-Regular.ttf", "OpenSans-Regular.ttf", "Ubuntu-R.ttf",
)  # fmt: skip
"""Fonts with Cyrillic that a machine may have, for PNG; the one that the library ships has none."""
ARROW = 14
MOST_ROWS = 40
SCALE = 2
"""Pixels of a PNG for each unit of the drawing."""


class Box(Struct, frozen=True):
    """A filled rectangle."""

    x: float
    y: float
    width: float
    height: float
    colour: str


class Stroke(Struct, frozen=True):
    """A line through points."""

    points: tuple[tuple[float, float], ...]
    colour: str
    width: float = 1.0


class Words(Struct, frozen=True):
    """A short text, from its beginning (start), middle or end on."""

    x: float
    y: float
    said: str
    anchor: str = "start"
    colour: str = INK


class Area(Struct, frozen=True):
    """A filled shape between points."""

    points: tuple[tuple[float, float], ...]
    colour: str


Shape = Box | Stroke | Words | Area


class Picture(Struct, frozen=True):
    """Shapes on a white ground."""

    width: int
    height: int
    shapes: tuple[Shape, ...]
    title: str = ""
    """What it shows, for those who cannot see it."""


class Bar(Struct, frozen=True):
    """A labelled interval; open above where `high` is None."""

    label: str
    low: int
    high: int | None


def bars(rows: Sequence[Bar]) -> Picture:
    """Return intervals under one another: dark up to the floor, light from there to the ceiling."""
    shown = rows[:MOST_ROWS]
    most = max([1, *(row.low for row in shown), *(row.high or 0 for row in shown)])
    room = WIDTH - LEFT - RIGHT
    shapes: list[Shape] = []
    bottom = TOP + ROW * len(shown)
    for tick in ticks(most):
        x = LEFT + room * tick / most
        shapes += [Stroke(((x, TOP - 6), (x, bottom)), LINE), Words(x, TOP - 12, f"{tick:,}", "middle")]
    for number, row in enumerate(shown):
        shapes += _bar(row, TOP + ROW * number, room / most)
    return Picture(WIDTH, bottom + 16, tuple(shapes))


def _bar(row: Bar, y: float, scale: float) -> list[Shape]:
    high = row.low if row.high is None else row.high
    shapes: list[Shape] = [
        Words(LEFT - 10, y + 17, _short(row.label, LEFT - 20), "end"),
        Box(LEFT, y + 4, max(1.0, high * scale), ROW - 8, PERHAPS),
        Box(LEFT, y + 4, max(1.0, row.low * scale), ROW - 8, SURE),
    ]
    end = LEFT + max(1.0, high * scale)
    if row.high is None:
        middle = y + ROW / 2
        tip = end + ARROW
        shapes.append(Stroke(((end, middle), (tip, middle)), SURE, 2.0))
        shapes.append(Stroke(((tip - 5, middle - 5), (tip, middle), (tip - 5, middle + 5)), SURE, 2.0))
        end = tip
    said = f"{row.low:,}" if row.low == row.high else f"{row.low:,}{'+' if row.high is None else f'-{row.high:,}'}"
    return [*shapes, Words(end + 6, y + 17, said)]


class Curve(Struct, frozen=True):
    """Numbers at days, in order."""

    label: str
    points: tuple[tuple[str, int], ...]
    struck: tuple[tuple[str, int], ...] = ()
    """Numbers that were corrected or withdrawn: shown beside the line, in the pale colour."""


def curves(rows: Sequence[Curve]) -> Picture:
    """Return numbers over time, each row a line with its points marked, those struck out pale and beside it."""
    every = [point for row in rows for point in (*row.points, *row.struck)]
    days = [date.fromisoformat(day).toordinal() for day, _ in every]
    values = [value for _, value in every]
    first, span, most = min(days, default=1), max(max(days, default=1) - min(days, default=1), 1), max([1, *values])
    left, room, tall = 90, WIDTH - 90 - 200, HEIGHT - 80

    def at(day: str, value: int) -> tuple[float, float]:
        return left + room * (date.fromisoformat(day).toordinal() - first) / span, 30 + tall * (1 - value / most)

    shapes: list[Shape] = []
    for tick in ticks(most):
        y = 30 + tall * (1 - tick / most)
        shapes += [Stroke(((left, y), (left + room, y)), LINE), Words(left - 8, y + 4, f"{tick:,}", "end")]
    for day in dict.fromkeys(date.fromordinal(first + span * step // 4).isoformat() for step in range(5)):
        shapes.append(Words(at(day, 0)[0], 30 + tall + 22, day, "middle"))
    for row in rows:
        places = tuple(at(day, value) for day, value in row.points)
        shapes += [Box(x - 3, y - 3, 6, 6, PERHAPS) for x, y in (at(day, value) for day, value in row.struck)]
        shapes.append(Stroke(places, SURE, 2.0))
        shapes += [Box(x - 3, y - 3, 6, 6, SURE) for x, y in places]
        shapes.append(Words(places[-1][0] + 8, places[-1][1] + 4, _short(row.label, 180)))
    return Picture(WIDTH, HEIGHT, tuple(shapes))


def ticks(most: int) -> list[int]:
    """Return round numbers from nought to a number, five or so."""
    step = 1
    while most / step > 6:
        step = step * 5 // 2 if str(step).startswith("2") else step * 2
    return list(range(0, most + 1, step))


def _short(label: str, room: float) -> str:
    """Return a label, cut at its end where it takes more room than there is."""
    if _breadth(label) <= room:
        return label
    kept = label
    while kept and _breadth(f"{kept}…") > room:
        kept = kept[:-1]
    return f"{kept.rstrip(' ,')}…"


def _breadth(said: str) -> float:
    """Return about how much room a text takes, whatever the font."""
    return SIZE * sum(0.92 if letter in BROAD else 0.42 if letter in NARROW else 0.64 for letter in said)


def write(picture: Picture, path: Path) -> None:
    """Write a picture into a file, as its ending says: .svg or .png."""
    check(path)
    if path.suffix.lower() == ".svg":
        path.write_text(svg(picture), encoding="utf-8")
    else:
        path.write_bytes(png(picture))


def check(path: Path) -> None:
    """Raise UsageError where a picture cannot be written under this name."""
    if path.suffix.lower() not in (".svg", ".png"):
        raise UsageError(f"{path}: pictures are written as .svg or .png; give the file one of these endings")


def svg(picture: Picture) -> str:
    """Return a picture as SVG."""
    size = f'width="{picture.width}" height="{picture.height}" viewBox="0 0 {picture.width} {picture.height}"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" font-family="{FONTS}" font-size="{SIZE}">'
    named = [f"<title>{escape(picture.title)}</title>"] if picture.title else []
    ground = f'<rect width="{picture.width}" height="{picture.height}" fill="#ffffff"/>'
    return "\n".join([head, *named, ground, *(_drawn(shape) for shape in picture.shapes), "</svg>", ""])


def _drawn(shape: Shape) -> str:
    if isinstance(shape, Box):
        where = f'x="{shape.x:.1f}" y="{shape.y:.1f}" width="{shape.width:.1f}" height="{shape.height:.1f}"'
        return f'<rect {where} fill="{shape.colour}"/>'
    if isinstance(shape, Stroke):
        points = " ".join(f"{x:.1f},{y:.1f}" for x, y in shape.points)
        return f'<polyline points="{points}" fill="none" stroke="{shape.colour}" stroke-width="{shape.width}"/>'
    if isinstance(shape, Area):
        points = " ".join(f"{x:.1f},{y:.1f}" for x, y in shape.points)
        return f'<polygon points="{points}" fill="{shape.colour}"/>'
    where = f'x="{shape.x:.1f}" y="{shape.y:.1f}" text-anchor="{shape.anchor}"'
    return f'<text {where} fill="{shape.colour}">{escape(shape.said)}</text>'


def png(picture: Picture) -> bytes:
    """Return a picture as PNG; raises UsageError where the library for it is not installed."""
    try:
        from PIL import Image, ImageDraw, ImageFont
    except ImportError:
        raise UsageError("PNG pictures need an addition: pip install 'vidmova[plots]'; or write an .svg") from None
    image = Image.new("RGB", (picture.width * SCALE, picture.height * SCALE), "#ffffff")
    pen = ImageDraw.Draw(image)
    font = _font(ImageFont, picture)
    for shape in picture.shapes:
        if isinstance(shape, Box):
            corner = ((shape.x + shape.width) * SCALE - 1, (shape.y + shape.height) * SCALE - 1)
            start = (shape.x * SCALE, shape.y * SCALE)
            pen.rectangle([start, (max(corner[0], start[0]), max(corner[1], start[1]))], fill=shape.colour)
        elif isinstance(shape, Stroke):
            places = [(x * SCALE, y * SCALE) for x, y in shape.points]
            pen.line(places, fill=shape.colour, width=max(1, round(shape.width * SCALE)))
        elif isinstance(shape, Area):
            pen.polygon([(x * SCALE, y * SCALE) for x, y in shape.points], fill=shape.colour)
        else:
            anchor = {"start": "ls", "middle": "ms", "end": "rs"}[shape.anchor]
            pen.text((shape.x * SCALE, shape.y * SCALE), shape.said, fill=shape.colour, font=font, anchor=anchor)
    held = io.BytesIO()
    image.save(held, "PNG")
    return held.getvalue()


def _font(fonts: Any, picture: Picture) -> Any:
    """Return a font of this machine that has all letters of a picture."""
    for name in FILES:
        with suppress(OSError):
            return fonts.truetype(name, SIZE * SCALE)
    beyond = next((one.said for one in picture.shapes if isinstance(one, Words) and re.search("[Ѐ-ӿ]", one.said)), "")
    if beyond:
        raise UsageError(
            f"no font with Cyrillic letters was found, as “{beyond}” needs; "
            "install one, such as DejaVu Sans, or write an .svg"
        )
    return fonts.load_default(SIZE * SCALE)
