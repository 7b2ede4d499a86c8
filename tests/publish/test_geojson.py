import json
from pathlib import Path

import geopandas
import pytest
from hypothesis import HealthCheck, given, settings
from msgspec.structs import replace

from tests.publish.hostile import contents
from tests.publish.released import EMPTY, SOME, release
from vidmova.protect.release import Contents, Place
from vidmova.publish import geojson


def test_geopandas_opens_both(tmp_path: Path) -> None:
    places, events = (geopandas.read_file(path) for path in geojson.write(release(SOME), tmp_path))
    assert places.crs.to_epsg() == 4326
    assert [None if one is None else (one.x, one.y) for one in places.geometry] == [(31.25, 49.5), None]
    assert list(places["precision"]) == ["settlement", "region"]
    assert list(events["id"]) == ["ev1", "ev2", "ev3"]
    assert list(events.geometry.isna()) == [False, True, True]
    assert events["low"].sum() == 15


def test_a_release_without_places_opens(tmp_path: Path) -> None:
    for number, some in enumerate((EMPTY, replace(SOME, places=SOME.places[1:]))):
        for path in geojson.write(release(some), tmp_path / str(number)):
            frame = geopandas.read_file(path)
            assert frame.geometry.isna().all()


def test_what_a_place_lies_in_is_named(tmp_path: Path) -> None:
    path, _ = geojson.write(release(SOME), tmp_path)
    first, second = json.loads(path.read_text(encoding="utf-8"))["features"]
    assert (first["properties"]["part_of"], first["properties"]["events"]) == (["Inventshchyna", "Ukraine"], 1)
    assert second["geometry"] is None


@pytest.mark.parametrize("precision", ["district", "region", "area", "country"])
def test_nothing_larger_than_a_settlement_is_a_point(precision: str) -> None:
    assert geojson.geometry(Place(id="pl1", name="A", precision=precision, latitude=1.0, longitude=2.0)) is None


@pytest.mark.parametrize(("latitude", "longitude"), [(91.0, 0.0), (0.0, 181.0), (float("nan"), 1.0), (None, 1.0)])
def test_a_place_off_the_globe_is_no_point(latitude: float | None, longitude: float) -> None:
    place = Place(id="pl1", name="A", precision="settlement", latitude=latitude, longitude=longitude)
    assert geojson.geometry(place) is None


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(contents())
def test_every_feature_keeps_to_the_rules(tmp_path_factory: pytest.TempPathFactory, any_contents: Contents) -> None:
    for path in geojson.write(release(any_contents), tmp_path_factory.mktemp("geo")):
        collection = json.loads(path.read_text(encoding="utf-8"))
        assert collection["type"] == "FeatureCollection"
        for feature in collection["features"]:
            assert feature.keys() == {"type", "id", "geometry", "properties"}
            if feature["geometry"] is not None:
                longitude, latitude = feature["geometry"]["coordinates"]
                assert -180 <= longitude <= 180
                assert -90 <= latitude <= 90
                assert feature["properties"]["precision"] == "settlement"
