"""Roof planes by the rule, against geometry done by hand and properties that all roofs have."""

from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
import shapely
from shapely.geometry import box
from solar.roofs_by_rule import COURTYARD, L_SHAPE, SHAPES, height_at, planes

from zeneville import geodata
from zeneville.solar import roof_planes
from zeneville.stock import prepare
from zeneville.technologies import catalogue

LYON = Path(__file__).parents[3] / "shared/data/buildings/bdtopo_v3_lyon1/buildings_lyon1.geojson"
HOUSE = box(0, 0, 12, 8)


def turn_of(azimuths):
    return np.sort(np.round(np.asarray(azimuths), 6) % 360.0)


@pytest.mark.parametrize(("form", "count"), [("flat", 1), ("gable", 2), ("hip", 4)])
def test_a_form_has_its_planes(form, count):
    assert len(planes([HOUSE], form)) == count


@pytest.mark.parametrize(("shape", "slopes"), SHAPES.values(), ids=SHAPES)
def test_every_wing_has_two_slopes(shape, slopes):
    found = planes([shape], turn=33.0)
    assert (found["area_m2"] > 1.0).sum() == slopes


@pytest.mark.parametrize("form", ["flat", "gable", "hip"])
@pytest.mark.parametrize("shape", [shape for shape, _ in SHAPES.values()], ids=SHAPES)
def test_planes_cover_the_footprint_once(shape, form):
    found = planes([shape], form, turn=33.0)
    assert found.geometry.area.sum() == pytest.approx(shape.area, rel=1e-6)
    assert found.geometry.union_all().area == pytest.approx(shape.area, rel=1e-6)


def test_no_plane_covers_the_courtyard():
    court = box(12, 11, 28, 26)
    for form in ("flat", "gable"):
        assert not planes([COURTYARD], form).geometry.intersects(court).any()


def test_a_hip_has_two_triangles_at_its_ends():
    found = planes([HOUSE], "hip")
    ends = found[found["azimuth_deg"].isin([90.0, 270.0])]
    assert ends.geometry.area.to_numpy() == pytest.approx([16.0, 16.0], rel=1e-9)


@pytest.mark.parametrize("form", ["gable", "hip"])
@pytest.mark.parametrize("shape", ["rectangle", "L", "T", "U", "courtyard"])
def test_planes_join_where_they_meet(shape, form):
    """Ridges, hips and valleys: two planes have one altitude along the line they share."""
    found = planes([SHAPES[shape][0]], form, turn=20.0, ridge_height_m=[9.0])
    met = 0
    for one, other in combinations(found.itertuples(), 2):
        line = shapely.intersection(one.geometry.buffer(1e-6), other.geometry)
        line = shapely.get_coordinates(line)
        if len(line) < 2 or np.ptp(line, axis=0).max() < 0.1:
            continue
        met += 1
        assert height_at(one, line) == pytest.approx(height_at(other, line), abs=1e-4)
    assert met >= SHAPES[shape][1] // 2


@pytest.mark.parametrize("turn", [0.0, 20.0, 75.0])
def test_slopes_face_away_from_the_ridge_and_turn_with_the_house(turn):
    found = planes([HOUSE], turn=turn)["azimuth_deg"]
    assert turn_of(found) == pytest.approx(turn_of([-turn, 180.0 - turn]))


@pytest.mark.parametrize("shape", ["rectangle", "L", "U", "courtyard"])
def test_a_turned_building_has_the_same_slopes_turned(shape):
    straight, turned = (planes([SHAPES[shape][0]], turn=turn) for turn in (0.0, 25.0))
    for name in ("area_m2", "usable_area_m2", "altitude_m", "kwp_max"):
        assert np.sort(turned[name]) == pytest.approx(np.sort(straight[name]), rel=1e-6)
    assert turn_of(turned["azimuth_deg"] + 25.0) == pytest.approx(turn_of(straight["azimuth_deg"]))


def test_azimuths_are_true_ones_when_grid_north_is_turned():
    grid, true = (
        planes([HOUSE], asked={"convergence_deg": convergence}) for convergence in (0.0, -5.0)
    )
    assert turn_of(true["azimuth_deg"] + 5.0) == pytest.approx(turn_of(grid["azimuth_deg"]))
    assert true["usable_area_m2"].to_numpy() == pytest.approx(grid["usable_area_m2"].to_numpy())


def test_the_tilt_follows_the_ridge():
    assert planes([HOUSE], ridge_height_m=[9.0])["tilt_deg"].to_numpy() == pytest.approx([45.0] * 2)


def test_the_widest_wing_reaches_the_ridge():
    found = planes([L_SHAPE], ridge_height_m=[9.0], ground_altitude_m=[30.0])
    top = max(
        height_at(plane, shapely.get_coordinates(plane.geometry)).max()
        for plane in found.itertuples()
    )
    assert top == pytest.approx(39.0)


def test_a_slope_is_larger_than_its_footprint_by_the_cosine_of_its_tilt():
    found = planes([HOUSE], ridge_height_m=[9.0])
    assert found["area_m2"].to_numpy() == pytest.approx(48.0 / np.cos(np.radians(45.0)), rel=1e-9)


@pytest.mark.parametrize("form", ["gable", "hip"])
def test_slopes_start_at_the_gutter(form):
    found = planes([HOUSE], form, ground_altitude_m=[20.0])
    lowest = [
        height_at(plane, shapely.get_coordinates(plane.geometry)).min()
        for plane in found.itertuples()
    ]
    assert lowest == pytest.approx([25.0] * len(found))


def test_a_flat_roof_lies_at_the_gutter():
    found = planes([HOUSE], "flat", ground_altitude_m=[20.0])
    assert found[["altitude_m", "tilt_deg"]].to_numpy().tolist() == [[25.0, 0.0]]


def test_ground_that_is_not_told_is_that_of_the_nearest_building():
    shapes = [box(x, 0, x + 12, 8) for x in (0, 20, 100)]
    found = planes(shapes, "flat", ground_altitude_m=[7.0, np.nan, 90.0])
    assert found["altitude_m"].tolist() == [12.0, 12.0, 95.0]


ROW = [box(6 * n, 0, 6 * n + 6, 10) for n in range(4)]


@pytest.mark.parametrize("form", ["gable", "hip"])
def test_houses_in_a_row_slope_to_street_and_garden(form):
    """Each is deeper than wide, so its own long sides are the party walls."""
    found = planes(ROW, form)
    middle = found[found["building"].isin(["B1", "B2"])]
    assert turn_of(middle["azimuth_deg"]) == pytest.approx([0.0, 0.0, 180.0, 180.0])


def test_a_hip_in_a_row_is_at_the_free_end_only():
    houses = [box(10 * n, 0, 10 * n + 10, 8) for n in range(3)]
    found = planes(houses, "hip")
    sideways = found[found["azimuth_deg"].isin([90.0, 270.0])]
    assert dict(zip(sideways["building"], sideways["azimuth_deg"], strict=True)) == {
        "B0": 270.0,
        "B2": 90.0,
    }


def test_a_lower_neighbour_leaves_the_wall_free():
    houses = [box(0, 0, 10, 8), box(10, 0, 20, 8)]
    found = planes(houses, "hip", height_m=[8.0, 3.0])
    assert 90.0 in found.loc[found["building"] == "B0", "azimuth_deg"].to_numpy()


def test_a_short_wing_has_a_gable_to_the_front():
    shape = box(0, 0, 30, 10).union(box(10, 10, 20, 15))
    found = planes([shape])
    wing = found[found.geometry.intersects(box(11, 14, 19, 15))]
    assert turn_of(wing["azimuth_deg"]) == pytest.approx([90.0, 270.0])


def test_buildings_that_cannot_be_used_have_no_planes():
    found = planes([HOUSE, box(50, 0, 62, 8)], status=["unusable", "roof_only"])
    assert set(found["building"]) == {"B1"}


@pytest.mark.skipif(not LYON.parent.parent.is_dir(), reason="no shared data here")
def test_planes_of_a_real_quarter_cover_every_footprint():
    data, figures = geodata.read(LYON), catalogue.read()
    stock = prepare(
        data.buildings, data.protections, "1948_1974", "gas", "H1c", figures, lambda life: 1 / life
    )
    found = roof_planes(stock.buildings, figures)
    area = found.geometry.area.groupby(found["building"]).sum()
    expected = stock.buildings.geometry.area[stock.buildings["status"] != "unusable"]
    assert area.reindex(expected.index).to_numpy() == pytest.approx(expected.to_numpy(), rel=1e-6)
    assert found.index.is_unique
