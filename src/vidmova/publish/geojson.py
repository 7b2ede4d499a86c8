"""Places and events as GeoJSON (RFC 7946): a settlement is a point; a district, region or country is none."""

import math
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from vidmova.protect.release import Contents, Happening, Place, Release
from vidmova.publish.tables import by_id
from vidmova.publish.writing import as_json, whole

FOLDER = "geojson"


def write(release: Release, folder: Path) -> list[Path]:
    """Write the places, and the events at their places."""
    contents = release.contents
    return [
        _write(folder / FOLDER / "places.geojson", "places", _places(contents)),
        _write(folder / FOLDER / "events.geojson", "events", _events(contents)),
    ]


def geometry(place: Place | None) -> dict[str, Any] | None:
    """Return the point of a settlement; None for what is larger, since a point in it would be invented."""
    if place is None or place.precision != "settlement" or place.latitude is None or place.longitude is None:
        return None
    if not (math.fabs(place.latitude) <= 90 and math.fabs(place.longitude) <= 180):
        return None
    return {"type": "Point", "coordinates": [place.longitude, place.latitude]}


def _write(path: Path, name: str, features: Iterable[dict[str, Any]]) -> Path:
    with whole(path) as out:
        out.write(b'{"type":"FeatureCollection","name":"%s","features":[' % name.encode())
        for number, feature in enumerate(features):
            out.write((b",\n" if number else b"\n") + as_json(feature))
        out.write(b"\n]}\n")
    return path


def _feature(identity: str, place: Place | None, properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "Feature", "id": identity, "geometry": geometry(place), "properties": properties}


def _places(contents: Contents) -> Iterable[dict[str, Any]]:
    numbers: dict[str, int] = {}
    for event in contents.events:
        if event.place:
            numbers[event.place] = numbers.get(event.place, 0) + 1
    for place in by_id(contents.places):
        told = {"id": place.id, "name": place.name, **_precision(place), "events": numbers.get(place.id, 0)}
        yield _feature(place.id, place, told)


def _events(contents: Contents) -> Iterable[dict[str, Any]]:
    places = {place.id: place for place in contents.places}
    for event in by_id(contents.events):
        place = places.get(event.place or "")
        yield _feature(event.id, place, {**_told(event), "place": event.place, **_precision(place)})


def _told(event: Happening) -> dict[str, Any]:
    first, last = event.date or (None, None)
    return {
        "id": event.id,
        "act": event.act,
        "title": event.title,
        "low": event.low,
        "high": event.high,
        "best": event.best,
        "counted": event.counted,
        "date_from": first,
        "date_to": last,
        "modality": event.modality,
        "statements": len(event.statements),
        "sources": len(event.sources),
    }


def _precision(place: Place | None) -> dict[str, Any]:
    if place is None:
        return {"precision": None, "part_of": []}
    return {"precision": place.precision, "part_of": place.part_of}
