"""Modules on planes: racks by the no-shade rule, against pvlib's shading and hand-made sums."""

import numpy as np
import pvlib
import pytest
from shapely.geometry import box
from solar.roofs_by_rule import LATITUDE, planes

from zeneville.solar.roofs import arrays
from zeneville.solar.roofs.layout import (
    back_to_back_sky_loss,
    ground_cover,
    rows_sky_loss,
    solstice_sun_deg,
)
from zeneville.technologies import catalogue

VALUE = catalogue.read().value
HALL, HOUSE = box(0, 0, 40, 25), box(0, 0, 12, 8)
EAST_WEST = {"flat_roofs": "east_west"}


def shaded(tilt, cover, elevation):
    """pvlib's shaded fraction of a row facing south with the sun ahead."""
    return pvlib.shading.shaded_fraction1d(
        90.0 - elevation, 180.0, 90.0, tilt, collector_width=cover, pitch=1.0
    )


@pytest.mark.parametrize("tilt", [5.0, 10.0, 15.0, 30.0])
@pytest.mark.parametrize("sun", [12.0, 15.9, 25.0])
def test_rows_shade_one_another_just_below_the_sun_they_are_spaced_for(tilt, sun):
    cover = ground_cover(tilt, sun)
    assert shaded(tilt, cover, sun + 0.01) == pytest.approx(0.0, abs=1e-9)
    assert shaded(tilt, cover, sun - 0.5) > 0.0


def test_rows_of_flat_modules_need_no_space():
    assert ground_cover(0.0, 15.0) == pytest.approx(1.0)


def test_the_sun_of_the_solstice_at_noon_is_that_of_pvlib():
    noon = pvlib.solarposition.get_solarposition(np.datetime64("2026-12-21T11:46"), LATITUDE, 3.1)[
        "elevation"
    ]
    assert solstice_sun_deg(LATITUDE) == pytest.approx(noon.iloc[0], abs=0.05)


def test_modules_on_slopes_lie_in_the_roof():
    found = planes([HOUSE], turn=20.0)
    assert (found["layout"] == "parallel").all()
    assert found["panel_tilt_deg"].tolist() == found["tilt_deg"].tolist()
    assert found["panel_azimuth_deg"].tolist() == found["azimuth_deg"].tolist()


def test_racks_face_south_however_the_building_stands():
    found = planes([HALL], "flat", turn=30.0).iloc[0]
    assert (found.layout, found.panel_azimuth_deg) == ("south", 180.0)
    assert found.panel_tilt_deg == VALUE("solar_tilt_flat")


def test_racks_in_the_south_of_the_country_stand_closer():
    lille, nice = (
        planes([HALL], "flat", asked={"latitude_deg": latitude})["kwp_max"].iloc[0]
        for latitude in (50.6, 43.7)
    )
    assert nice > lille


@pytest.mark.parametrize("form", ["flat", "gable"])
@pytest.mark.parametrize("asked", [None, EAST_WEST])
def test_power_is_usable_area_times_cover_times_power_density(form, asked):
    found = planes([HALL], form, asked=asked)
    expected = found["usable_area_m2"] * found["ground_cover"] * VALUE("pv_power_density")
    assert found["kwp_max"].to_numpy() == pytest.approx(expected.to_numpy())


def test_east_west_racks_carry_more_than_south_racks():
    south, both = (planes([HALL], "flat", asked=asked) for asked in (None, EAST_WEST))
    ratio = both["kwp_max"].iloc[0] / south["kwp_max"].iloc[0]
    cover = ground_cover(VALUE("solar_tilt_flat"), solstice_sun_deg(LATITUDE))
    assert ratio == pytest.approx(VALUE("solar_cover_east_west") / cover)
    assert ratio > 1.2


def test_slopes_are_the_same_whatever_racks_flat_roofs_have():
    south, both = (planes([HOUSE], asked=asked) for asked in (None, EAST_WEST))
    assert both.equals(south)


def test_other_racks_are_refused():
    with pytest.raises(ValueError, match="north"):
        planes([HALL], "flat", asked={"flat_roofs": "north"})


def test_every_plane_has_one_array_and_east_west_ones_two():
    shapes = [HOUSE, box(50, 0, 90, 25)]
    found = planes(shapes, roof_form=["gable", "flat"], asked=EAST_WEST)
    stands = arrays(found)
    assert np.bincount(stands.plane).tolist() == [1, 1, 2]
    assert np.bincount(stands.plane, weights=stands.share).tolist() == [1.0, 1.0, 1.0]
    assert sorted(stands.azimuth_deg[stands.plane == 2]) == [90.0, 270.0]
    assert set(stands.tilt_deg[stands.plane == 2]) == {VALUE("solar_tilt_east_west")}


def test_yields_of_a_plane_are_the_mean_of_its_arrays():
    found = planes([HALL], "flat", asked=EAST_WEST)
    values = np.array([[1.0, 4.0], [3.0, 0.0]], dtype=np.float32)
    mean = arrays(found).by_plane(values)
    assert mean.dtype == np.float32
    assert mean.tolist() == [[2.0, 2.0]]


@pytest.mark.parametrize("loss", [rows_sky_loss, back_to_back_sky_loss])
def test_rows_farther_apart_hide_less_of_the_sky(loss):
    losses = loss(np.full(3, 10.0), np.array([0.3, 0.6, 0.9]))
    assert list(losses) == sorted(losses)
    assert 0.0 < losses[0] < losses[-1] < 0.02


def test_modules_on_slopes_lose_no_sky_to_rows():
    assert arrays(planes([HOUSE])).sky_loss.tolist() == [0.0, 0.0]
