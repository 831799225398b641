"""Buildings of real files, and one broken file per fault."""

import geopandas as gpd
import pandas as pd
import pytest
from shapely.geometry import Polygon, box

from zeneville.errors import InputError
from zeneville.geodata import match, read


def table(shapes, crs="EPSG:2154", **columns):
    count = len(shapes)
    data = {
        "building": [f"b{i}" for i in range(count)],
        "use": ["residential"] * count,
        "height_m": [6.0] * count,
    } | columns
    return gpd.GeoDataFrame(data, geometry=shapes, crs=crs)


def saved(path, frame):
    frame.to_file(path, driver="GPKG", layer="batiments")
    return path


SQUARE, NEXT = box(700000, 7060000, 700010, 7060010), box(700010, 7060000, 700020, 7060010)


def test_the_lyon_sample_is_all_accounted_for(shared_data):
    data = read(shared_data / "buildings" / "bdtopo_v3_lyon1" / "sample_250m_epsg2154.geojson")
    assert len(data.buildings) == 259
    assert data.format == "BD TOPO V3"


def test_another_lambert_is_reprojected(shared_data):
    data = read(shared_data / "buildings" / "bdtopo_v3_lyon1" / "buildings_lyon1.geojson")
    assert data.buildings.crs == "EPSG:2154"
    assert not data.buildings.geometry.has_z.any()


def test_heights_of_zero_are_filled_and_told(shared_data):
    data = read(shared_data / "buildings" / "bdtopo_v3_aveyron_12174" / "BATIMENT.shp")
    filled = data.buildings["height_source"] != "data"
    assert filled.sum() == sum(fault.code == "height-missing" for fault in data.faults) > 0
    assert (data.buildings["height_m"] > 0).all()


def test_geopackage_names_of_bd_topo_are_understood(tmp_path):
    frame = gpd.GeoDataFrame(
        {"cleabs": ["A"], "usage_1": ["Résidentiel"], "hauteur": [7.0], "nombre_d_etages": [2]},
        geometry=[SQUARE],
        crs="EPSG:2154",
    )
    data = read(saved(tmp_path / "wfs.gpkg", frame))
    assert data.buildings.loc["A", ["use", "height_m", "storeys"]].tolist() == [
        "residential",
        7.0,
        2,
    ]


def test_a_missing_column_is_named(tmp_path):
    frame = table([SQUARE]).drop(columns="height_m").assign(height=6.0)
    with pytest.raises(InputError, match="Did you mean 'height'"):
        read(saved(tmp_path / "a.gpkg", frame))


def test_degrees_called_lambert_are_refused(tmp_path):
    frame = table([box(3.1, 50.6, 3.1001, 50.6001)])
    with pytest.raises(InputError, match="look like degrees"):
        read(saved(tmp_path / "a.gpkg", frame))


def test_a_crossing_polygon_is_flagged(tmp_path):
    bow = Polygon([(700000, 7060000), (700010, 7060010), (700010, 7060000), (700000, 7060010)])
    data = read(saved(tmp_path / "a.gpkg", table([bow, NEXT])))
    assert [fault.code for fault in data.faults] == ["polygon-invalid"]


def test_overlapping_footprints_are_both_named(tmp_path):
    data = read(saved(tmp_path / "a.gpkg", table([SQUARE, box(700008, 7060000, 700018, 7060010)])))
    (fault,) = data.faults
    assert "b0" in fault.where and "b1" in fault.where


def test_touching_footprints_do_not_overlap(tmp_path):
    assert not read(saved(tmp_path / "a.gpkg", table([SQUARE, NEXT]))).faults


def test_a_building_without_height_is_filled_and_told(tmp_path):
    data = read(saved(tmp_path / "a.gpkg", table([SQUARE, NEXT], height_m=[None, 9.0])))
    assert data.buildings.loc["b0", "height_m"] == 9.0
    assert data.faults[0].code == "height-missing"


def test_measured_consumption_is_read_and_a_negative_one_told(tmp_path):
    columns = {
        "measured_gas_kwh_per_year": [17000.0, -5.0],
        "measured_degree_days": [2300.0, None],
    }
    data = read(saved(tmp_path / "a.gpkg", table([SQUARE, NEXT], **columns)))
    assert data.buildings.loc["b0", "measured_gas_kwh_per_year"] == 17000.0
    assert data.buildings["measured_gas_kwh_per_year"].isna().tolist() == [False, True]
    assert ["b1" in fault.where for fault in data.faults] == [True]


def test_a_missing_file_says_so(tmp_path):
    with pytest.raises(InputError, match="no such file"):
        read(tmp_path / "nothing.gpkg")


def test_rnb_ids_of_bd_topo_are_kept_and_match_one_by_one(tmp_path):
    frame = gpd.GeoDataFrame(
        {
            "cleabs": ["A", "B"],
            "usage_1": ["Résidentiel"] * 2,
            "hauteur": [7.0] * 2,
            "identifiants_rnb": ["R1/R2", "R3"],
        },
        geometry=[SQUARE, NEXT],
        crs="EPSG:2154",
    )
    rows = read(saved(tmp_path / "wfs.gpkg", frame)).buildings
    table = pd.DataFrame({"rnb_id": ["R2", "R3", "R4"]}, index=[2, 3, 4])
    assert match.rows(rows, table)["building"].tolist() == ["A", "B"]
