"""Outlines and heights of buildings drawn from a classified cloud."""

from pathlib import Path

import numpy as np
import pytest
from shapely import contains_xy
from shapely.affinity import rotate
from shapely.geometry import Polygon, box

from zeneville import geodata
from zeneville.errors import InputError
from zeneville.geodata import cloud_buildings
from zeneville.geodata.point_cloud import PointCloud

SAMPLE = Path("../shared/data/buildings/lidar_hd_ign")
real = pytest.mark.skipif(not SAMPLE.exists(), reason="sample of LiDAR HD not at hand")

BLOCK = box(0.0, 0.0, 14.0, 9.0)
ANGLED = Polygon([(0, 0), (20, 0), (20, 8), (9, 8), (9, 19), (0, 19)])
COURT = box(0, 0, 24, 20).difference(box(8, 8, 16, 13))


def cloud(*shapes, roof=6.0, density=10.0):
    """Flat roofs ``roof`` m above a ground at 20 m, noise of 3 cm."""
    rng = np.random.default_rng(5)
    points = [rng.uniform([-40.0, -40.0], [60.0, 60.0], (int(1e4 * density), 2))]
    kind = np.full(len(points[0]), 2)
    for shape in shapes:
        kind[contains_xy(shape, *points[0].T)] = 6
    z = 20.0 + roof * (kind == 6) + rng.normal(0.0, 0.03, len(kind))
    return PointCloud(np.column_stack([points[0], z]), kind.astype(np.uint8))


@pytest.mark.parametrize("shape", [BLOCK, ANGLED, COURT], ids=["block", "angled", "court"])
@pytest.mark.parametrize("turn", [0.0, 17.0, 62.0])
@pytest.mark.parametrize("density", [8.0, 25.0])
def test_an_outline_is_that_of_the_house(shape, turn, density):
    shape = rotate(shape, turn, origin=(0, 0))
    (found,) = cloud_buildings.outlines(cloud(shape, density=density))
    assert found.area == pytest.approx(shape.area, rel=0.03)
    assert found.symmetric_difference(shape).area < 0.06 * shape.area
    assert len(found.exterior.coords) == len(shape.exterior.coords)


def test_houses_come_from_west_to_east_whatever_the_order_of_the_points():
    points = cloud(rotate(BLOCK, 30.0), box(-30, 20, -20, 32), box(30, -30, 41, -21))
    mixed = np.random.default_rng(1).permutation(len(points.kind))
    found = cloud_buildings.outlines(points)
    again = cloud_buildings.outlines(PointCloud(points.points[mixed], points.kind[mixed]))
    assert [round(shape.centroid.x) for shape in found] == [-25, 7, 36]
    for one, two in zip(found, again, strict=True):
        assert one.symmetric_difference(two).area < 1e-6


def test_scraps_are_no_buildings():
    assert len(cloud_buildings.outlines(cloud(BLOCK, box(30, 30, 32, 32)))) == 1


def test_scraps_alone_are_no_stock():
    with pytest.raises(InputError, match="at least one building"):
        cloud_buildings.understand(Path("a.laz"), cloud(box(30, 30, 32, 32)))


def test_heights_are_above_the_ground_beside_the_house():
    buildings, _ = cloud_buildings.understand(Path("a.laz"), cloud(BLOCK, roof=6.0))
    row = buildings.loc["lidar-0001"]
    assert row["ground_altitude_m"] == pytest.approx(20.0, abs=0.05)
    assert row["height_m"] == pytest.approx(6.0, abs=0.1)
    assert row["ridge_height_m"] == pytest.approx(6.0, abs=0.15)


def test_footprint_times_height_is_the_volume_below_the_eaves():
    """A house of 6 m with a ridge of 10 m along its middle, and a wing of 3 m half as wide."""
    points = cloud(box(0, 0, 20, 10), box(20, 0, 30, 10), roof=6.0, density=20.0)
    x, y, z = points.points.T
    held = points.kind == 6
    wing = held & (x > 20)
    z[wing] -= 3.0
    main = held & ~wing
    z[main] += 4.0 * (1.0 - abs(y[main] - 5.0) / 5.0)
    buildings, _ = cloud_buildings.understand(Path("a.laz"), points)
    (row,) = buildings.itertuples()
    assert row.height_m == pytest.approx((2 * 6.0 + 3.0) / 3, abs=0.35)
    assert row.ridge_height_m == pytest.approx(10.0, abs=0.2)


@pytest.mark.parametrize(("rise", "shape"), [(0.0, "flat"), (0.03, "flat"), (0.3, "gable")])
def test_a_roof_is_flat_or_pitched_by_its_tilt(rise, shape):
    points = cloud(BLOCK, density=20.0)
    held = points.kind == 6
    points.points[held, 2] += rise * (4.5 - abs(points.points[held, 1] - 4.5))
    buildings, _ = cloud_buildings.understand(Path("a.laz"), points)
    assert buildings["roof_shape"].tolist() == [shape]


@real
def test_a_folder_of_tiles_is_a_stock():
    data = geodata.read(SAMPLE)
    buildings = data.buildings
    assert list(buildings.index[[0, -1]]) == ["lidar-0001", "lidar-0010"]
    assert (buildings["status"] == "ok").all()
    assert buildings["height_m"].between(2.0, 17.0).all()
    assert len(data.cloud.of(6)) == 109355
    assert (buildings["roof_shape"] == "flat").sum() == 2
    assert "cloud-footprints" in [fault.code for fault in data.faults]
