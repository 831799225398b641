"""Triangles of one plane become one face; others stay apart."""

from itertools import pairwise

import geopandas as gpd
import numpy as np
import pytest
from shapely.geometry import Polygon

from zeneville import geodata
from zeneville.solar.roofs import coplanar, faces
from zeneville.technologies import catalogue

LOW, HIGH = 5.0, 9.0
#: two slopes of a house of 8 by 10 m, two triangles each
EAST = [[(8, 0, LOW), (8, 10, LOW), (4, 10, HIGH)], [(8, 0, LOW), (4, 10, HIGH), (4, 0, HIGH)]]
WEST = [[(0, 0, LOW), (4, 0, HIGH), (4, 10, HIGH)], [(0, 0, LOW), (4, 10, HIGH), (0, 10, LOW)]]
SLOPE = 10.0 * np.hypot(4.0, 4.0)


def mesh(triangles, building="A"):
    shapes = [Polygon(points) for points in triangles]
    vectors = [np.cross(np.subtract(b, a), np.subtract(c, a)) / 2 for a, b, c in triangles]
    up = np.array(vectors)
    return gpd.GeoDataFrame(
        {
            "building": building,
            "source": "cityjson",
            "lod": 2.0,
            "area_m2": np.linalg.norm(up, axis=1),
            "tilt_deg": np.degrees(np.arctan2(np.hypot(up[:, 0], up[:, 1]), up[:, 2])),
            "azimuth_deg": np.degrees(np.arctan2(up[:, 0], up[:, 1])) % 360.0,
            "convergence_deg": 0.0,
            "altitude_m": [np.mean(points, axis=0)[2] for points in triangles],
            "low_m": LOW,
            "high_m": HIGH,
        },
        geometry=shapes,
        crs="EPSG:2154",
        index=[f"f{n}" for n in range(len(shapes))],
    )


def test_two_triangles_of_a_slope_are_one_face():
    found = coplanar.joined(mesh(EAST))
    assert found["area_m2"].tolist() == pytest.approx([SLOPE])
    assert found[["tilt_deg", "azimuth_deg", "altitude_m"]].iloc[0].tolist() == pytest.approx(
        [45.0, 90.0, 7.0]
    )
    assert found.geometry.area.tolist() == [40.0]


def test_slopes_on_both_sides_of_a_ridge_stay_apart():
    assert coplanar.joined(mesh(EAST + WEST))["azimuth_deg"].tolist() == pytest.approx(
        [90.0, 270.0]
    )


def test_roofs_of_two_buildings_stay_apart():
    assert len(coplanar.joined(mesh(EAST, building=["A", "B"]))) == 2


def test_triangles_that_do_not_touch_stay_apart():
    away = [[(x, y + 50, z) for x, y, z in points] for points in EAST[1:]]
    assert len(coplanar.joined(mesh(EAST[:1] + away))) == 2


def test_a_bend_that_would_change_the_tilt_stays():
    bent = [EAST[0], [(8, 0, LOW), (4, 10, HIGH), (4, 0, HIGH + 0.05)]]
    assert len(coplanar.joined(mesh(bent))) == 2


def test_a_vault_of_many_small_bends_stays():
    """Each strip is 0.08 degree steeper than the one before: neighbours alike, the whole not."""
    height = np.cumsum([0.0, *np.tan(np.radians(30.0 + 0.08 * np.arange(8)))])
    strips = []
    for x, (low, high) in enumerate(pairwise(height)):
        strips.append([(x, 0, low), (x + 1, 0, high), (x + 1, 9, high)])
        strips.append([(x, 0, low), (x + 1, 9, high), (x, 9, low)])
    assert len(coplanar.joined(mesh(strips))) == len(strips)


def test_a_real_mesh_keeps_its_area_and_its_tilts(shared_data):
    path = shared_data / "buildings" / "cityjson" / "multi_lod.json"
    parts = geodata.read(path, crs="EPSG:28992").roof_faces
    found = faces.planes(parts, catalogue.read())
    before, after = (table.groupby("building")["area_m2"].sum() for table in (parts, found))
    assert (len(parts), len(found)) == (84, 35)
    assert after.to_numpy() == pytest.approx(before.to_numpy(), rel=1e-9)
    middle = parts.set_geometry(parts.geometry.force_2d().representative_point())
    over = gpd.sjoin(middle, found[["tilt_deg", "geometry"]], predicate="within")
    assert len(over) == len(parts)
    assert over["tilt_deg_left"].to_numpy() == pytest.approx(over["tilt_deg_right"], abs=0.1)


def test_faces_of_more_than_three_corners_are_no_mesh(shared_data):
    path = shared_data / "buildings" / "cityjson" / "zurich_subset_lod2.json"
    assert not coplanar.is_mesh(geodata.read(path).roof_faces)
