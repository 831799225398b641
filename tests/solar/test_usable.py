"""What of a plane carries modules, against distances worked by hand."""

import numpy as np
import pytest
import shapely
from shapely.geometry import Polygon, box
from solar.roofs_by_rule import planes

from zeneville.solar.roofs.usable import PROTECTED, TOO_SMALL, inside_m2, on_the_slope
from zeneville.technologies import catalogue

VALUE = catalogue.read().value


def inside(shape, setback, width=1.0):
    return inside_m2(np.array([shape]), np.array([setback]), width)[0]


def test_a_rectangle_loses_the_edge_on_all_sides():
    assert inside(box(0, 0, 10, 6), 0.4) == pytest.approx(9.2 * 5.2)


def test_a_triangle_loses_the_edge_on_all_sides():
    """The inscribed circle of a 6-8-10 triangle has a radius of 2: half of it leaves a quarter."""
    assert inside(Polygon([(0, 0), (8, 0), (0, 6)]), 1.0, 0.001) == pytest.approx(6.0, rel=1e-3)


def test_a_strip_narrower_than_a_module_carries_none():
    strip = box(0, 0, 10, 2 * 0.4 + 1.0)
    assert inside(strip, 0.4, 1.01) == 0.0
    assert inside(strip, 0.4, 0.99) == pytest.approx(9.2)


def test_a_narrow_tongue_of_a_wide_plane_carries_none():
    shape = box(0, 0, 10, 6).union(box(10, 2, 20, 3))
    assert inside(shape, 0.4) == pytest.approx(9.2 * 5.2)


def test_edges_of_courtyards_are_kept_clear_too():
    ring = box(0, 0, 20, 20).difference(box(8, 8, 12, 12))
    assert inside(ring, 0.9) == pytest.approx(18.2**2 - 5.8**2)


@pytest.mark.parametrize("azimuth", [0.0, 90.0, 180.0, 225.0])
def test_a_slope_is_stretched_downhill_only(azimuth):
    square = shapely.affinity.rotate(box(0, 0, 4, 4), -azimuth, origin=(0, 0))
    (found,) = on_the_slope(np.array([square]), np.array([60.0]), np.array([azimuth]))
    assert found.area == pytest.approx(2.0 * 16.0)
    assert found.minimum_rotated_rectangle.area == pytest.approx(32.0)
    assert sorted(np.round(_sides(found), 6)) == [4.0, 4.0, 8.0, 8.0]


def _sides(shape):
    return np.hypot(*np.diff(shapely.get_coordinates(shape), axis=0).T)


def test_the_edge_is_measured_on_the_slope():
    (one, _) = planes([box(0, 0, 12, 8)], ridge_height_m=[5.0 + 4.0])["usable_area_m2"]
    edge, slope = VALUE("solar_setback_pitched"), 4.0 * np.sqrt(2.0)
    expected = (12.0 - 2 * edge) * (slope - 2 * edge) * VALUE("solar_clear_pitched")
    assert one == pytest.approx(expected)


def test_a_flat_roof_keeps_ways_for_the_fire_services():
    (one,) = planes([box(0, 0, 20, 20)], "flat")["usable_area_m2"]
    side = 20.0 - 2 * VALUE("solar_setback_flat")
    assert one == pytest.approx(side**2 * VALUE("solar_clear_flat"))


def test_a_pitched_roof_carries_about_what_the_swiss_cadastre_takes():
    """70 % of the roof, met by a slope of 6 by 10 m, from which the clear share is derived."""
    depth = 2 * 6 * np.cos(np.radians(VALUE("solar_tilt_pitched")))
    found = planes([box(0, 0, 10, depth)])
    share = found["module_area_m2"] / found["area_m2"]
    assert share.to_numpy() == pytest.approx(0.70, abs=0.005)


def test_protected_roofs_carry_none_and_say_why():
    found = planes([box(0, 0, 12, 8)], protected=[True])
    assert not found["pv_allowed"].any()
    assert set(found["reason"]) == {PROTECTED}
    assert found["kwp_max"].sum() == 0.0


@pytest.mark.parametrize(("side", "reason"), [(3.1, TOO_SMALL), (4.0, "")])
def test_planes_under_the_least_area_carry_none_and_say_why(side, reason):
    (found,) = planes([box(0, 0, side, side)], "flat").itertuples()
    assert (found.pv_allowed, found.reason) == (reason == "", reason)
    assert (found.kwp_max > 0.0) == (reason == "")


def test_the_usable_share_is_that_of_the_sloped_area():
    found = planes([box(0, 0, 12, 8)])
    assert (found["usable_share"] * found["area_m2"]).to_numpy() == pytest.approx(
        found["usable_area_m2"].to_numpy()
    )
    assert found["usable_share"].between(0.0, 1.0).all()
