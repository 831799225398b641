"""Fitted roof planes against roofs of known geometry, and on tiles of IGN LiDAR HD."""

from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
from shapely.geometry import MultiPolygon, box

from benchmarks.scanned_houses import EAVES_M, LENGTH, WIDTH, cells, house
from zeneville import geodata
from zeneville.geodata import surface_model
from zeneville.solar.roofs.fitted import covered, fitted_planes, owners

SAMPLE = Path("../shared/data/buildings/lidar_hd_ign")
real = pytest.mark.skipif(not SAMPLE.exists(), reason="sample of LiDAR HD not at hand")

#: planes of a 12 x 8 m house whose ridge runs east: grid azimuth and share of the footprint
FACES = {
    "gable": {0.0: 1 / 2, 180.0: 1 / 2},
    "hip": {0.0: 1 / 3, 180.0: 1 / 3, 90.0: 1 / 6, 270.0: 1 / 6},
    "shed": {180.0: 1.0},
}


def table(*shapes, names=None):
    names = names or [f"b{row}" for row in range(len(shapes))]
    return gpd.GeoDataFrame(geometry=list(shapes), index=names, crs="EPSG:2154")


def off(one, two):
    """Angle between two azimuths."""
    return abs((one - two + 180.0) % 360.0 - 180.0)


@pytest.mark.parametrize("seen", [house, cells], ids=["points", "cells"])
@pytest.mark.parametrize("turn", [0.0, 25.0, 71.0])
@pytest.mark.parametrize(
    ("form", "tilt"), [("gable", 40.0), ("gable", 15.0), ("hip", 35.0), ("shed", 10.0)]
)
def test_planes_are_those_of_the_roof(seen, turn, form, tilt):
    points, shape = seen(form, tilt, turn)
    found = fitted_planes(table(shape), points)
    assert len(found) == len(FACES[form])
    for azimuth, share in FACES[form].items():
        place = int(np.argmin([off(one, azimuth - turn) for one in found["azimuth_deg"]]))
        plane = found.iloc[place]
        assert off(plane["azimuth_deg"], azimuth - turn) < 1.0
        assert plane["tilt_deg"] == pytest.approx(tilt, abs=0.5)
        whole = LENGTH * WIDTH * share / np.cos(np.radians(tilt))
        assert plane["area_m2"] == pytest.approx(whole, rel=0.03)
        assert plane["rms_m"] < 0.04


def test_the_altitude_is_that_of_the_roof_above_the_centroid():
    points, shape = house("gable", 40.0, 25.0)
    found = fitted_planes(table(shape), points)
    assert found["altitude_m"].to_numpy() == pytest.approx(
        [EAVES_M + WIDTH / 4 * np.tan(np.radians(40.0))] * 2, abs=0.05
    )


def test_planes_of_a_roof_do_not_overlap_and_cover_the_footprint():
    for form in FACES:
        points, shape = house(form, 35.0, 33.0)
        found = fitted_planes(table(shape), points)
        assert found.geometry.is_valid.all()
        together = found.geometry.union_all()
        assert found.geometry.area.sum() - together.area < 1e-3
        assert together.difference(shape).area < 1e-3
        assert together.area > 0.995 * shape.area


def test_a_chimney_lessens_the_clear_share_by_what_it_covers():
    points, shape = house("flat", density=25.0)
    (plane,) = fitted_planes(table(shape), points).itertuples()
    assert plane.shape == "flat"
    assert plane.tilt_deg < 0.2
    assert plane.area_m2 == pytest.approx(LENGTH * WIDTH, rel=0.01)
    assert plane.clear_share == pytest.approx(1.0 - 1.0 / (LENGTH * WIDTH), abs=0.005)


def test_a_plant_room_is_cut_out():
    points, shape = house("flat", density=20.0)
    room = (abs(points[:, 0] - 700000.0 + 3.0) < 2.0) & (abs(points[:, 1] - 7000000.0) < 1.5)
    points[room, 2] += 3.0
    found = fitted_planes(table(shape), points)
    low = found[found["altitude_m"] < EAVES_M + 1.0]
    high = found[found["altitude_m"] > EAVES_M + 1.0]
    assert low["area_m2"].sum() == pytest.approx(LENGTH * WIDTH - 12.0, rel=0.03)
    assert high["area_m2"].sum() == pytest.approx(12.0, rel=0.15)


def test_true_azimuths_are_grid_azimuths_and_the_convergence():
    points, shape = house("shed", 10.0)
    grid = fitted_planes(table(shape), points)
    true = fitted_planes(table(shape), points, convergence_deg=-5.4)
    turned = true["azimuth_deg"].to_numpy() - grid["azimuth_deg"].to_numpy()
    assert turned == pytest.approx([-5.4])


def test_the_order_of_the_points_changes_next_to_nothing():
    points, shape = house("hip", 35.0, 20.0)
    mixed = np.random.default_rng(7).permutation(len(points))
    one = fitted_planes(table(shape), points).sort_values("azimuth_deg")
    two = fitted_planes(table(shape), points[mixed]).sort_values("azimuth_deg")
    for column, limit in (("tilt_deg", 0.1), ("azimuth_deg", 0.2), ("area_m2", 0.3)):
        assert one[column].to_numpy() == pytest.approx(two[column].to_numpy(), abs=limit)


def test_the_same_points_give_the_same_planes():
    points, shape = house("hip", 35.0, 20.0)
    assert fitted_planes(table(shape), points).equals(fitted_planes(table(shape), points))


def test_buildings_keep_their_planes_and_those_without_points_have_none():
    one, first = house("gable", at=(700000.0, 7000000.0))
    two, second = house("shed", 10.0, at=(700031.0, 7000012.0), seed=1)
    bare = box(700060.0, 7000000.0, 700070.0, 7000010.0)
    found = fitted_planes(table(first, bare, second), np.vstack([two, one]), source="lidar")
    assert list(found.index) == ["b0/0", "b0/1", "b2/0"]
    assert set(found["source"]) == {"lidar"}
    assert found.crs == "EPSG:2154"


def test_the_covered_share_tells_where_planes_are_lacking():
    points, shape = house("gable")
    bare = box(700060.0, 7000000.0, 700070.0, 7000010.0)
    buildings = table(shape, bare)
    half = points[points[:, 1] > 7000000.0]
    assert covered(buildings, fitted_planes(buildings, points)).tolist() == pytest.approx(
        [1.0, 0.0], abs=0.02
    )
    assert covered(buildings, fitted_planes(buildings, half))["b0"] == pytest.approx(0.57, abs=0.08)


def test_unusable_rows_are_left_out():
    points, shape = house("gable")
    buildings = table(None, shape, shape.buffer(1.0))
    buildings["status"] = ["unusable", "roof_only", "unusable"]
    assert fitted_planes(buildings, points)["building"].unique().tolist() == ["b1"]


def test_a_building_may_have_two_footprints():
    one, first = house("gable")
    two, second = house("shed", 10.0, at=(700030.0, 7000000.0), seed=1)
    buildings = table(MultiPolygon([first, second]))
    found = fitted_planes(buildings, np.vstack([one, two]))
    assert len(found) == 3
    assert covered(buildings, found)["b0"] == pytest.approx(1.0, abs=0.01)


def test_the_order_of_the_buildings_changes_nothing():
    one, first = house("gable")
    two, second = house("hip", 35.0, 10.0, at=(700030.0, 7000000.0), seed=1)
    points = np.vstack([one, two])
    buildings = table(first, second)
    columns = ["tilt_deg", "azimuth_deg", "area_m2", "altitude_m"]
    straight = fitted_planes(buildings, points)[columns]
    turned = fitted_planes(buildings.iloc[::-1], points)[columns].loc[straight.index]
    assert straight.to_numpy() == pytest.approx(turned.to_numpy(), rel=1e-3)


def test_no_points_give_an_empty_table_with_its_columns():
    found = fitted_planes(table(box(0, 0, 9, 9)), np.zeros((0, 3)))
    assert len(found) == 0
    assert {"building", "tilt_deg", "clear_share", "geometry"} <= set(found.columns)


def test_points_belong_to_the_first_shape_that_holds_them():
    rng = np.random.default_rng(8)
    points = np.column_stack([rng.uniform(-100, 100, (5000, 2)), np.zeros(5000)])
    shapes = np.array([box(-90, -90, 5, 5), box(0, 0, 60, 70), box(500, 500, 510, 510)])
    which, owner = owners(points, shapes)
    x, y = points[:, 0], points[:, 1]
    first = (abs(x + 42.5) < 47.5) & (abs(y + 42.5) < 47.5)
    second = ~first & (x > 0) & (x < 60) & (y > 0) & (y < 70)
    assert which.tolist() == np.flatnonzero(first | second).tolist()
    assert owner.tolist() == np.where(first, 0, 1)[first | second].tolist()


@pytest.fixture(scope="module")
def sample():
    return geodata.read(SAMPLE)


@pytest.fixture(scope="module")
def fitted(sample):
    return fitted_planes(sample.buildings, sample.cloud.of(6))


@real
def test_the_sample_is_covered_by_planes_that_fit(sample, fitted):
    assert 80 <= len(fitted) <= 110
    assert fitted["rms_m"].max() < 0.1
    assert fitted["rms_m"].median() < 0.04
    share = covered(sample.buildings, fitted)
    assert (share > 0.8).all()
    assert np.average(share, weights=sample.buildings.geometry.area) > 0.9
    for _, planes in fitted.groupby("building"):
        assert planes.geometry.area.sum() - planes.geometry.union_all().area < 0.01


@real
def test_the_two_slopes_of_the_long_row_are_one_roof(fitted):
    """The ridge runs south-east: its slopes face opposite ways at one tilt."""
    largest = fitted[fitted["building"] == "lidar-0005"].head(2)
    north, south = sorted(largest["azimuth_deg"])
    assert south - north == pytest.approx(180.0, abs=1.0)
    assert largest["tilt_deg"].to_numpy() == pytest.approx([19.5, 19.5], abs=0.5)


@real
def test_points_and_cells_of_the_sample_tell_the_same_roofs(sample, fitted):
    model = surface_model.read(SAMPLE / "dsm_050m_derived.tif")
    points = fitted
    cells = fitted_planes(sample.buildings, model.points(), source="surface_model")
    area = points["area_m2"].groupby(points["building"]).sum()
    seen = cells["area_m2"].groupby(cells["building"]).sum()
    assert seen.sum() == pytest.approx(area.sum(), rel=0.05)
    assert cells["rms_m"].max() < 0.1
    for plane in points[points["area_m2"] > 50.0].itertuples():
        near = cells[cells["building"] == plane.building]
        common = near.geometry.intersection(plane.geometry).area
        twin = near.loc[common.idxmax()]
        assert twin["tilt_deg"] == pytest.approx(plane.tilt_deg, abs=1.0)
        assert plane.tilt_deg < 5.0 or off(twin["azimuth_deg"], plane.azimuth_deg) < 2.0
