"""Sample points: where they lie, how many, and that they do not depend on how a roof is turned."""

import geopandas as gpd
import numpy as np
import pytest
import shapely
from shapely.affinity import rotate, translate
from shapely.geometry import MultiPoint, Polygon, box

from zeneville.solar.horizon import horizon
from zeneville.solar.obstacles import from_planes
from zeneville.solar.points import sample
from zeneville.technologies import catalogue

FIGURES = catalogue.read()
LETTER_L = Polygon([(0, 0), (30, 0), (30, 6), (6, 6), (6, 30), (0, 30)])


def planes(*shapes, tilt=0.0, azimuth=180.0, altitude=10.0):
    return gpd.GeoDataFrame(
        {
            "building": ["B"] * len(shapes),
            "tilt_deg": tilt,
            "azimuth_deg": azimuth,
            "altitude_m": altitude,
        },
        geometry=list(shapes),
        crs="EPSG:2154",
    )


def test_a_small_plane_has_its_centroid():
    found = sample(planes(box(0, 0, 2, 3)), FIGURES)
    assert found.position == pytest.approx(np.array([[1.0, 1.5, 10.05]]))


def test_a_small_plane_around_a_corner_has_a_point_inside():
    thin = Polygon([(0, 0), (5, 0), (5, 0.5), (0.5, 0.5), (0.5, 5), (0, 5)])
    found = sample(planes(thin), FIGURES)
    assert len(found.position) == 1
    assert thin.contains(shapely.Point(found.position[0]))


@pytest.mark.parametrize(("side", "count"), [(2.4, 1), (5.0, 4), (7.3, 9), (200.0, 16)])
def test_the_number_of_points_follows_the_area_up_to_a_limit(side, count):
    assert len(sample(planes(box(0, 0, side, side)), FIGURES).position) == count


def test_points_of_a_rectangle_have_its_centroid():
    found = sample(planes(box(0, 0, 30, 10)), FIGURES)
    assert found.position[:, :2].mean(axis=0) == pytest.approx([15.0, 5.0])


def test_points_keep_away_from_the_slanting_edge_of_a_triangle():
    triangle = Polygon([(0, 0), (20, 0), (0, 20.2)])
    found = shapely.points(sample(planes(triangle), FIGURES).position[:, :2])
    assert triangle.exterior.distance(found).min() >= 0.5 - 1e-9


@pytest.mark.parametrize("turn", [0.0, 33.0])
def test_points_of_a_roof_around_a_corner_lie_inside_and_away_from_its_edges(turn):
    shape = rotate(LETTER_L, turn, origin=(0, 0))
    found = shapely.points(sample(planes(shape), FIGURES).position[:, :2])
    assert len(found) > 8
    assert shape.contains(found).all()
    assert shape.exterior.distance(found).min() >= 0.5 - 1e-9


@pytest.mark.parametrize("seed", range(12))
def test_points_turn_with_their_plane(seed):
    rng = np.random.default_rng(seed)
    angles = np.sort(rng.uniform(0.0, 2.0 * np.pi, 9))
    radius = rng.uniform(4.0, 25.0, 9)
    star = Polygon(np.column_stack([radius * np.cos(angles), radius * np.sin(angles)]))
    east, north, turn = 650e3, 6.86e6, rng.uniform(0.0, 360.0)
    shapes = [star, box(-8, -5, 8, 5), LETTER_L, box(-7.35, -7.35, 7.35, 7.35)]
    shapes = [translate(shape, east, north) for shape in shapes]
    turned = [rotate(shape, turn, origin=(east, north)) for shape in shapes]
    here, there = (sample(planes(*drawn), FIGURES) for drawn in (shapes, turned))
    assert list(here.first) == list(there.first)
    for p in range(len(shapes)):
        before, after = (found.position[found.plane == p, :2] for found in (here, there))
        expected = rotate(MultiPoint(before), turn, origin=(east, north))
        assert MultiPoint(after).hausdorff_distance(expected) < 1e-5


def test_every_plane_has_points_in_the_order_of_the_table():
    table = planes(box(0, 0, 20, 20), box(30, 0, 31, 1), LETTER_L, box(60, 0, 61.2, 40))
    found = sample(table, FIGURES)
    assert (np.diff(found.first) >= 1).all()
    inside = shapely.contains_xy(table.geometry.to_numpy()[found.plane], found.position[:, :2])
    assert inside.all()


def test_the_points_of_a_plane_do_not_depend_on_other_planes():
    alone = sample(planes(LETTER_L), FIGURES).position
    among = sample(planes(box(90, 0, 130, 40), LETTER_L), FIGURES)
    assert (among.position[among.plane == 1] == alone).all()


def test_points_lie_on_their_plane():
    table = planes(box(0, 0, 20, 10), tilt=30.0, azimuth=94.0)
    found = sample(table, FIGURES, convergence_deg=4.0)
    east = found.position[:, 0] - 0.05 * np.sin(np.radians(30.0))
    rise = found.position[:, 2] - 0.05 * np.cos(np.radians(30.0)) - 10.0
    assert rise == pytest.approx(-(east - 10.0) * np.tan(np.radians(30.0)))
    assert found.normal == pytest.approx(
        np.tile([0.5, 0.0, np.sqrt(0.75)], (len(found.normal), 1)), abs=1e-12
    )


@pytest.mark.parametrize("turn", [0.0, 41.0])
def test_a_roof_alone_does_not_shade_itself(turn):
    shapes = [rotate(box(0, y, 12, y + 4), turn, origin=(0, 0)) for y in (0, 4)]
    table = planes(*shapes, tilt=45.0, azimuth=[180.0 - turn, -turn], altitude=7.0)
    buildings = gpd.GeoDataFrame(
        {"height_m": [5.0]}, geometry=[shapely.union_all(shapes)], index=["B"], crs="EPSG:2154"
    )
    found = sample(table, FIGURES)
    around = from_planes(table, buildings)
    assert horizon(found.position, around, 100.0).any()
    assert not horizon(found.position, around, 100.0, normals=found.normal).any()


def test_no_planes_have_no_points():
    found = sample(planes(), FIGURES)
    assert found.position.shape == (0, 3)
    assert list(found.first) == [0]
