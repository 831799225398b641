"""Horizons against angles done by hand, a ray cast of shapely, and what no order may change."""

import numpy as np
import pytest
import shapely

from benchmarks import horizon as benchmark
from zeneville.geodata.read import read
from zeneville.solar.horizon import STEEPEST, directions, horizon
from zeneville.solar.obstacles import Obstacles, prisms

GROUND = np.zeros((1, 3))
CENTRES = (np.arange(72) + 0.5) * np.radians(5.0)


def edge(*ends):
    """Obstacles from pairs of ends."""
    ends = np.array(ends, dtype=float).reshape(-1, 2, 3)
    return Obstacles(ends[:, 0], ends[:, 1], np.arange(len(ends)))


def scattered(count=60, seed=3):
    """Edges of any slope up to 80 m away from the origin."""
    rng = np.random.default_rng(seed)
    start = np.column_stack([rng.uniform(-80, 80, (count, 2)), rng.uniform(1, 30, count)])
    step = np.column_stack([rng.uniform(-25, 25, (count, 2)), rng.uniform(-1, 1, count)])
    return Obstacles(start, start + step, np.arange(count))


def viewpoints(count=20, seed=4):
    rng = np.random.default_rng(seed)
    return np.column_stack([rng.uniform(-60, 60, (count, 2)), rng.uniform(0, 20, count)])


def turned(positions, degrees):
    """Positions (N, 3) turned clockwise about the origin."""
    angle = np.radians(degrees)
    cos, sin = np.cos(angle), np.sin(angle)
    return positions @ np.array([[cos, -sin, 0.0], [sin, cos, 0.0], [0.0, 0.0, 1.0]])


def test_nothing_around_leaves_the_sky_free():
    assert not horizon(viewpoints(), edge(), 100.0).any()


def test_a_wall_in_the_north_has_its_angle_in_every_sector_that_meets_it():
    found = horizon(GROUND, edge([[-20, 20, 10], [20, 20, 10]]), 100.0)[0]
    met = np.cos(CENTRES) > np.cos(np.radians(45.0))
    assert found == pytest.approx(np.where(met, 0.5 * np.cos(CENTRES), 0.0), abs=1e-6)


def test_an_inclined_edge_is_as_high_as_where_the_ray_meets_it():
    found = horizon(GROUND, edge([[-10, 10, 2], [10, 10, 12]]), 100.0)[0]
    east = 10.0 * np.tan(CENTRES)
    met = (np.cos(CENTRES) > 0) & (np.abs(east) < 10.0)
    assert found == pytest.approx(np.where(met, (7 + east / 2) * np.cos(CENTRES) / 10, 0), abs=1e-6)


def test_an_edge_of_a_kilometre_is_met_on_its_whole_length():
    found = horizon(GROUND, edge([[-500, 30, 60], [500, 30, 60]]), 600.0)[0]
    met = np.cos(CENTRES) > np.cos(np.arctan2(500, 30))
    assert found == pytest.approx(np.where(met, 2.0 * np.cos(CENTRES), 0.0), abs=1e-6)


def test_a_courtyard_is_walled_all_round():
    corners = np.array([[-10, -10, 8], [-10, 10, 8], [10, 10, 8], [10, -10, 8]])
    walls = edge(*zip(corners, np.roll(corners, -1, axis=0), strict=True))
    found = horizon(GROUND, walls, 100.0)[0]
    nearer = np.maximum(np.abs(np.cos(CENTRES)), np.abs(np.sin(CENTRES)))
    assert found == pytest.approx(0.8 * nearer, abs=1e-6)


def test_what_is_lower_than_the_point_does_not_count():
    assert not horizon(
        np.array([[0.0, 0.0, 10.0]]), edge([[-20, 20, 10], [20, 20, 9]]), 100.0
    ).any()


@pytest.mark.parametrize(("radius", "seen"), [(19.9, False), (21.0, True)])
def test_rays_end_at_the_radius(radius, seen):
    found = horizon(GROUND, edge([[-200, 20, 10], [200, 20, 10]]), radius)
    assert found.any() == seen
    assert not found[0, np.cos(CENTRES) < 20.0 / radius].any()


def test_edges_of_any_slope_equal_a_ray_cast_by_shapely():
    around, points = scattered(), viewpoints()
    found = horizon(points, around, 70.0)
    for point, row in zip(points, found, strict=True):
        for direction, tangent in zip(directions(), row, strict=True):
            ray = shapely.LineString([point[:2], point[:2] + 70.0 * direction])
            best = 0.0
            for one, two in zip(around.start, around.end, strict=True):
                line = shapely.LineString([one[:2], two[:2]])
                met = ray.intersection(line)
                if not met.is_empty:
                    share = line.project(met, normalized=True)
                    rise = one[2] + share * (two[2] - one[2]) - point[2]
                    best = max(best, rise / shapely.Point(point[:2]).distance(met))
            assert tangent == pytest.approx(best, abs=1e-5, rel=1e-5)


def test_the_order_and_the_direction_of_edges_change_nothing():
    around, points = scattered(), viewpoints()
    order = np.random.default_rng(1).permutation(len(around))
    other = Obstacles(around.end[order], around.start[order], around.owner[order])
    assert horizon(points, other, 100.0) == pytest.approx(horizon(points, around, 100.0), abs=1e-6)


def test_an_edge_given_twice_counts_once():
    around, points = scattered(), viewpoints()
    twice = Obstacles(*(np.concatenate([a, a]) for a in (around.start, around.end, around.owner)))
    assert (horizon(points, twice, 100.0) == horizon(points, around, 100.0)).all()


def test_one_more_edge_never_lowers_a_horizon():
    around, points = scattered(), viewpoints()
    fewer = Obstacles(around.start[:-9], around.end[:-9], around.owner[:-9])
    more = horizon(points, around, 100.0) - horizon(points, fewer, 100.0)
    assert more.min() >= -1e-7
    assert more.max() > 0.1


@pytest.mark.parametrize("sectors_on", [1, 18, 31])
def test_turning_the_scene_by_sectors_moves_the_horizon_by_as_many(sectors_on):
    around, points = scattered(), viewpoints()
    other = Obstacles(
        turned(around.start, 5.0 * sectors_on), turned(around.end, 5.0 * sectors_on), around.owner
    )
    found = horizon(turned(points, 5.0 * sectors_on), other, 100.0)
    before = horizon(points, around, 100.0)
    assert found == pytest.approx(np.roll(before, sectors_on, axis=1), rel=1e-5, abs=1e-6)


@pytest.mark.parametrize("cell_m", [3.0, 17.0, 400.0])
def test_the_cells_of_the_index_change_nothing(cell_m):
    around, points = scattered(), viewpoints()
    found = horizon(points, around, 75.0, cell_m=cell_m)
    assert found == pytest.approx(horizon(points, around, 75.0), rel=1e-6, abs=1e-6)


def test_far_coordinates_change_nothing():
    around, points = scattered(), viewpoints()
    away = np.array([842_000.0, 6_519_000.0, 170.0])
    other = Obstacles(around.start + away, around.end + away, around.owner)
    found = horizon(points + away, other, 100.0)
    assert found == pytest.approx(horizon(points, around, 100.0), rel=1e-5, abs=1e-6)


@pytest.mark.parametrize("distance", [0.0, 1e-12, 1e-3])
def test_a_point_below_an_edge_has_a_finite_horizon(distance):
    around = edge([[-5, distance, 3], [5, distance, 3]])
    found = horizon(GROUND, around, 100.0)
    assert np.isfinite(found).all()
    assert found.max() <= STEEPEST


def test_a_plane_is_not_shaded_by_edges_that_lie_in_it_or_behind():
    slope = np.array([[0.0, -1.0, 1.0]]) / np.sqrt(2.0)
    ridge = edge([[-5, 4, 4], [5, 4, 4]], [[-5, 9, 2], [5, 9, 2]])
    assert not horizon(np.array([[0.0, 0.0, 0.01]]), ridge, 100.0, normals=slope).any()


def test_a_plane_is_shaded_by_an_edge_that_stands_out_of_it():
    slope = np.array([[0.0, -1.0, 1.0]]) / np.sqrt(2.0)
    chimney = edge([[-5, 4, 5], [5, 4, 5]])
    found = horizon(GROUND, chimney, 100.0, normals=slope)
    assert (found == horizon(GROUND, chimney, 100.0)).all()
    assert found.any()


def test_real_footprints_equal_a_ray_cast_over_all_their_edges(shared_data):
    name = "buildings/bdtopo_v3_lyon1/sample_250m_epsg2154.geojson"
    buildings = read(shared_data / name).buildings
    points = np.concatenate(
        [benchmark.places(buildings, 5, kind) for kind in ("roof", "wall", "ground")]
    )
    found = np.degrees(np.arctan(horizon(points, prisms(buildings), 100.0).astype(float)))
    cast = benchmark.ray_cast(points, benchmark.edges(buildings), 100.0, 72)
    assert found == pytest.approx(cast, abs=1e-4)
    assert found.max() > 30.0
