"""Roof planes against geometry done by hand."""

import geopandas as gpd
import numpy as np
import pytest
from shapely.affinity import rotate
from shapely.geometry import box

from zeneville.solar import roof_planes
from zeneville.technologies import catalogue


def planes(form, turn=0.0, length=12.0, width=8.0, ridge=np.nan):
    shape = rotate(box(0, 0, length, width), turn, origin=(0, 0))
    table = gpd.GeoDataFrame(
        {
            "status": ["heated"],
            "roof_form": [form],
            "roof_flat": [form == "flat"],
            "height_m": [5.0],
            "ridge_height_m": [ridge],
            "protected": [False],
        },
        geometry=[shape],
        index=["B"],
        crs="EPSG:2154",
    )
    return roof_planes(table, catalogue.read())


@pytest.mark.parametrize(("form", "count"), [("flat", 1), ("gable", 2), ("hip", 4)])
def test_a_form_has_its_planes(form, count):
    assert len(planes(form)) == count


@pytest.mark.parametrize("form", ["gable", "hip"])
def test_planes_cover_the_footprint_once(form):
    found = planes(form, turn=33.0)
    assert found.geometry.area.sum() == pytest.approx(96.0, rel=1e-6)
    assert found.geometry.union_all().area == pytest.approx(96.0, rel=1e-6)


def test_a_hip_has_two_triangles_at_its_ends():
    found = planes("hip")
    ends = found[found["azimuth_deg"].isin([90.0, 270.0])]
    assert ends.geometry.area.to_numpy() == pytest.approx([16.0, 16.0], rel=2e-2)


@pytest.mark.parametrize("turn", [0.0, 20.0, 75.0])
def test_slopes_face_away_from_the_ridge_and_turn_with_the_house(turn):
    found = np.sort(planes("gable", turn=turn)["azimuth_deg"].to_numpy())
    assert found == pytest.approx(np.sort([(0 - turn) % 360, (180 - turn) % 360]), abs=1e-6)


def test_the_tilt_follows_the_ridge():
    assert planes("gable", ridge=5.0 + 4.0)["tilt_deg"].to_numpy() == pytest.approx([45.0, 45.0])


def test_a_slope_is_larger_than_its_footprint_by_the_cosine_of_its_tilt():
    found = planes("gable", ridge=9.0)
    assert found["area_m2"].to_numpy() == pytest.approx(48.0 / np.cos(np.radians(45.0)), rel=1e-6)
