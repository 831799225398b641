"""OpenStreetMap: tags of Overpass, of ogr2ogr and of Geofabrik."""

import json

import geopandas as gpd
import pytest
from shapely.geometry import Point, box, mapping

from zeneville.geodata import read

SQUARES = [box(3.0 + i * 1e-3, 50.6, 3.0002 + i * 1e-3, 50.6001) for i in range(3)]


def overpass(path, *tags, shapes=SQUARES):
    features = [
        {
            "type": "Feature",
            "geometry": mapping(shape),
            "properties": {"@id": f"way/{number}"} | properties,
        }
        for number, (shape, properties) in enumerate(zip(shapes, tags, strict=False))
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return path


def test_tags_become_our_columns(tmp_path):
    tags = {
        "building": "apartments",
        "building:levels": "4",
        "height": "15 m",
        "roof:height": "3",
        "roof:shape": "gabled",
        "start_date": "1965-03",
        "building:flats": "12",
        "addr:housenumber": "3",
        "addr:street": "Rue de la Paix",
        "addr:city": "Lille",
    }
    data = read(overpass(tmp_path / "osm.geojson", tags))
    row = data.buildings.loc["way/0"]
    assert data.format == "OpenStreetMap"
    assert (row["use"], row["storeys"], row["height_m"]) == ("residential", 4, 12)
    assert (row["ridge_height_m"], row["roof_shape"]) == (15, "gable")
    assert (row["construction_year"], row["dwellings"]) == (1965, 12)
    assert row["address"] == "3 Rue de la Paix Lille"
    assert not data.faults


def test_a_top_that_stands_for_the_gutter_is_told(tmp_path):
    data = read(overpass(tmp_path / "osm.geojson", {"building": "house", "height": "8"}))
    assert data.buildings["height_m"].tolist() == [8]
    assert "taken for the gutter" in data.buildings["height_m_source"].iloc[0]


@pytest.mark.parametrize(
    ("tags", "use", "light"),
    [
        ({"building": "yes", "amenity": "school"}, "school", False),
        ({"building": "yes"}, "unknown", False),
        ({"building": "garage"}, "annex", False),
        ({"building": "carport"}, "annex", True),
        ({"building": "church"}, "religious", False),
    ],
)
def test_the_use_is_that_of_the_most_telling_tag(tmp_path, tags, use, light):
    data = read(overpass(tmp_path / "osm.geojson", tags | {"height": "5"}))
    assert data.buildings[["use", "light"]].iloc[0].tolist() == [use, light]


@pytest.mark.parametrize(
    ("written", "year"), [("1965", 1965), ("~1900", 1900), ("1930s", 1935), ("C19", 1850)]
)
def test_start_dates_are_years_or_middles(tmp_path, written, year):
    tags = {"building": "house", "height": "5", "start_date": written}
    assert (
        read(overpass(tmp_path / "o.geojson", tags)).buildings["construction_year"].item() == year
    )


def test_what_is_no_building_is_left_out_with_its_reason(tmp_path):
    rows = [
        {"building": "construction", "height": "5"},
        {"building:part": "yes", "height": "5"},
        {"building": "house", "height": "5"},
    ]
    shapes = [*SQUARES[:2], Point(3.0, 50.6)]
    data = read(overpass(tmp_path / "o.geojson", *rows, shapes=shapes))
    assert (data.buildings["status"] == "unusable").all()
    assert [fault.code for fault in data.faults] == ["refused", "refused", "no-polygon"]


def test_other_tags_of_ogr_are_taken_apart(tmp_path):
    tags = '"building:levels"=>"2","height"=>"6.5","roof:shape"=>"flat"'
    table = gpd.GeoDataFrame(
        {"osm_id": ["1"], "building": ["house"], "other_tags": [tags]},
        geometry=SQUARES[:1],
        crs="EPSG:4326",
    )
    table.to_file(tmp_path / "o.gpkg", layer="multipolygons")
    row = read(tmp_path / "o.gpkg").buildings.loc["1"]
    assert (row["storeys"], row["height_m"], row["roof_shape"]) == (2, 6.5, "flat")


def test_the_shapefile_of_geofabrik_has_footprints_and_kinds(tmp_path):
    table = gpd.GeoDataFrame(
        {"osm_id": ["1"], "code": [1500], "fclass": ["building"], "name": [""], "type": ["church"]},
        geometry=SQUARES[:1],
        crs="EPSG:4326",
    )
    table.to_file(tmp_path / "gis_osm_buildings.shp")
    data = read(tmp_path / "gis_osm_buildings.shp")
    assert data.buildings["use"].tolist() == ["religious"]
    assert [fault.code for fault in data.faults] == ["height-missing"]
