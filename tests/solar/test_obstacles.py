"""Edges of buildings against corners done by hand."""

import geopandas as gpd
import numpy as np
import pytest
from shapely.geometry import MultiPolygon, Polygon, box

from zeneville.solar.ground import ground_altitude
from zeneville.solar.horizon import horizon
from zeneville.solar.obstacles import Obstacles, from_planes, join, prisms


def stock(shapes, heights, ground=None):
    data = {"height_m": np.array(heights, dtype=float)}
    if ground is not None:
        data["ground_altitude_m"] = np.array(ground, dtype=float)
    names = [f"B{n}" for n in range(len(shapes))]
    return gpd.GeoDataFrame(data, geometry=shapes, index=names, crs="EPSG:2154")


def gable(building="B0", convergence=0.0):
    """Two slopes of 45 degrees, eaves at 5 m and ridge at 9 m over a house of 12 m by 8 m."""
    return gpd.GeoDataFrame(
        {
            "building": [building, building],
            "tilt_deg": [45.0, 45.0],
            "azimuth_deg": [180.0 + convergence, 0.0 + convergence],
            "altitude_m": [7.0, 7.0],
        },
        geometry=[box(0, 0, 12, 4), box(0, 4, 12, 8)],
        index=[f"{building}/0", f"{building}/1"],
        crs="EPSG:2154",
    )


def ends(obstacles):
    """Both ends of every edge, sorted so that its direction does not matter."""
    return {
        tuple(sorted([tuple(one.round(6) + 0.0), tuple(two.round(6) + 0.0)]))
        for one, two in zip(obstacles.start, obstacles.end, strict=True)
    }


def test_a_house_has_its_four_edges_at_its_top():
    found = prisms(stock([box(0, 0, 12, 8)], [5.0], [100.0]))
    assert len(found) == 4
    assert (found.start[:, 2] == 105.0).all()
    assert ends(found) == {
        ((0, 0, 105), (12, 0, 105)),
        ((0, 8, 105), (12, 8, 105)),
        ((0, 0, 105), (0, 8, 105)),
        ((12, 0, 105), (12, 8, 105)),
    }


def test_courtyards_and_parts_have_edges():
    court = box(0, 0, 20, 20).difference(box(5, 5, 15, 15))
    found = prisms(stock([MultiPolygon([court, box(30, 0, 40, 10)])], [5.0]))
    assert len(found) == 12
    assert set(found.owner) == {0}


def test_a_party_wall_is_the_edge_of_the_higher_house():
    found = prisms(stock([box(0, 0, 10, 10), box(10, 0, 20, 10)], [5.0, 8.0]))
    assert len(found) == 7
    party = (found.start[:, 0] == 10.0) & (found.end[:, 0] == 10.0)
    assert found.start[party][:, 2] == pytest.approx([8.0])
    assert found.owner[party] == [1]


def test_edges_that_cross_in_height_at_one_place_both_stay():
    one = Obstacles(np.array([[0, 0, 3.0]]), np.array([[9, 0, 6.0]]), np.array([0]))
    two = Obstacles(np.array([[9, 0, 4.0]]), np.array([[0, 0, 5.0]]), np.array([1]))
    assert len(join([one, two])) == 2


def test_a_building_without_height_or_polygon_hides_nothing():
    found = prisms(stock([box(0, 0, 1, 1), None, Polygon()], [np.nan, 5.0, 5.0], [1.0, 2.0, 3.0]))
    assert len(found) == 0


def test_slopes_have_their_eaves_and_their_ridge():
    found = ends(from_planes(gable(), stock([box(0, 0, 12, 8)], [5.0])))
    assert found == {
        ((0, 0, 5), (12, 0, 5)),
        ((0, 8, 5), (12, 8, 5)),
        ((0, 4, 9), (12, 4, 9)),
        *(((x, 0, 5), (x, 4, 9)) for x in (0, 12)),
        *(((x, 4, 9), (x, 8, 5)) for x in (0, 12)),
    }


def test_azimuths_of_planes_are_true_ones():
    buildings = stock([box(0, 0, 12, 8)], [5.0])
    assert ends(from_planes(gable(convergence=4.0), buildings, 4.0)) == ends(
        from_planes(gable(), buildings)
    )


def test_a_building_without_planes_is_a_prism():
    buildings = stock([box(0, 0, 12, 8), box(50, 0, 60, 10)], [5.0, 3.0])
    found = from_planes(gable(), buildings)
    assert (found.owner == 1).sum() == 4
    assert (found.start[found.owner == 1][:, 2] == 3.0).all()
    assert (found.owner == 0).sum() == 7


def test_a_lower_roof_is_shaded_by_its_own_tower():
    planes = gpd.GeoDataFrame(
        {"building": "B0", "tilt_deg": 0.0, "azimuth_deg": 180.0, "altitude_m": [5.0, 25.0]},
        geometry=[box(0, 0, 20, 10), box(0, 10, 20, 20)],
        crs="EPSG:2154",
    )
    around = from_planes(planes, stock([box(0, 0, 20, 20)], [5.0]))
    found = horizon(np.array([[10.0, 5.0, 5.05]]), around, 100.0)[0]
    north = horizon(np.array([[10.0, 15.0, 25.05]]), around, 100.0)[0]
    assert found[0] == pytest.approx(19.95 / 5.0 * np.cos(np.radians(2.5)), rel=1e-6)
    assert not north.any()


def test_ground_is_that_of_the_nearest_building_where_unknown():
    shapes = [box(0, 0, 10, 10), box(12, 0, 20, 10), box(50, 0, 60, 10)]
    assert ground_altitude(stock(shapes, [5.0] * 3, [100.0, np.nan, 80.0])) == pytest.approx(
        [100.0, 100.0, 80.0]
    )


@pytest.mark.parametrize("ground", [None, [np.nan, np.nan]])
def test_ground_is_flat_where_no_building_has_one(ground):
    table = stock([box(0, 0, 10, 10), box(12, 0, 20, 10)], [5.0, 5.0], ground)
    assert ground_altitude(table) == pytest.approx([0.0, 0.0])
