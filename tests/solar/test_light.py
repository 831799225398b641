"""Light on planes against pvlib, and how obstacles take it."""

from types import SimpleNamespace

import numpy as np
import pvlib
import pytest

from benchmarks import pvlib_chain
from zeneville.solar.kernels import light_on, visible
from zeneville.solar.light import hidden_of, incident, planes_of
from zeneville.solar.pv import pv_year

TILT = np.array([0.0, 10.0, 30.0, 45.0, 60.0, 90.0, 90.0])
AZIMUTH = np.array([0.0, 180.0, 90.0, 225.0, 10.0, 180.0, 333.0])


def shade(horizon, sky_view, points=1):
    """The same ``horizon`` (A,) for every point of as many planes as ``sky_view`` (P,) has."""
    planes = len(sky_view)
    return SimpleNamespace(
        horizon=np.tile(np.asarray(horizon, dtype=np.float32), (planes * points, 1)),
        first=np.arange(planes + 1) * points,
        sky_view=np.asarray(sky_view, dtype=float),
    )


def test_light_of_a_year_is_that_of_pvlib(told, sun, hours):
    found = incident(TILT, AZIMUTH, hours)
    for n, (tilt, azimuth) in enumerate(zip(TILT, AZIMUTH, strict=True)):
        plane = np.nan_to_num(pvlib_chain.light(told, sun, tilt, azimuth)["poa_global"])
        by_month = np.add.reduceat(0.001 * plane[hours.hour], hours.month_first[:12])
        assert found.total[n] == pytest.approx(by_month, rel=1e-9)


def test_open_shade_is_no_shade(hours):
    free = incident(TILT, AZIMUTH, hours)
    opened = incident(TILT, AZIMUTH, hours, shade(np.zeros(36), np.ones(7), points=3))
    assert opened.total == pytest.approx(free.total, rel=1e-12)


def test_shaded_light_comes_with_the_light_without_shade(hours):
    free = incident(TILT, AZIMUTH, hours)
    walled = incident(TILT, AZIMUTH, hours, shade(np.full(36, 0.4), np.full(7, 0.7)))
    assert np.array_equal(walled.unshaded, free.total)
    assert (walled.total < free.total).all()


def test_a_horizon_above_the_sun_leaves_sky_and_ground(hours):
    """On the horizontal there is no ground and no band: isotropic light times the sky view."""
    hidden = incident([0.0], [0.0], hours, shade(np.full(12, 1e3), [0.25]))
    isotropic = np.where(hours.isotropic > 0.0, 0.25 * hours.isotropic, hours.isotropic)
    wanted = 0.001 * np.maximum(isotropic, 0.0).sum()
    assert hidden.total.sum() == pytest.approx(wanted, rel=1e-12)


def test_half_of_the_points_hidden_is_half_of_the_beam(hours):
    both = shade(np.zeros(24), [1.0], points=2)
    both.horizon[1] = 1e3
    seen = np.empty(len(hours.hour))
    visible(0, hidden_of(both, hours, 1), seen)
    assert (seen[hours.up > 0.0] == 0.5).all()


def test_horizon_is_read_between_the_centres_of_sectors(hours):
    """Four sectors with centres at 45, 135, 225 and 315 degrees; at south the mean of two."""
    profile = np.array([0.0, 0.2, 0.6, 0.0])
    seen = np.empty(len(hours.hour))
    visible(0, hidden_of(shade(profile, [1.0]), hours, 1), seen)
    azimuth = np.degrees(np.arctan2(hours.east, hours.north)) % 360.0
    height = np.interp(azimuth, [-45.0, 45.0, 135.0, 225.0, 315.0, 405.0], [0, 0, 0.2, 0.6, 0, 0])
    low = np.maximum(hours.up, 0.0) / np.hypot(hours.east, hours.north)
    clear = np.abs(low - height) > 1e-6
    assert np.array_equal(seen[clear], (low >= height)[clear].astype(float))
    assert 0.1 < seen.mean() < 0.9


def test_light_from_a_wall_of_the_east_is_that_of_the_grid(weather):
    """A plane of true azimuth 95 in a grid turned by 5 degrees has its normal on grid east."""
    from zeneville.solar.sky import sky

    planes = planes_of(np.array([90.0]), np.array([95.0]), sky(weather, convergence_deg=5.0))
    assert planes.east[0] == pytest.approx(1.0, abs=1e-12)


def test_shade_of_other_planes_is_refused(hours):
    with pytest.raises(ValueError, match="shade of 3 planes given for 7"):
        incident(TILT, AZIMUTH, hours, shade(np.zeros(4), np.ones(3)))


def test_hiding_a_sky_darker_than_none_brings_no_light():
    """A wall under a clear sky whose horizon is dark: 10 / 2 - 40 of the open sky, 50 of the
    sun's surroundings. Obstacles cannot take away what is missing."""
    sky = SimpleNamespace(
        isotropic=[10.0],
        band=[-40.0],
        circumsolar=[100.0],
        dni=[0.0],
        ghi=[0.0],
        up=[0.5],
        albedo=0.2,
    )
    wall = SimpleNamespace(up=[0.0], sine=[1.0], pitch=[0.0])
    for view in (1.0, 0.2):
        assert light_on.py_func(0, 0, 0.5, 1.0, view, wall, sky) == pytest.approx((0.0, 15.0))


def beam_on_rows(tilt, pitch, elevation, ahead):
    """Beam of 1 W/m2 on rows facing the azimuth from which the sun stands ``ahead``, degrees."""
    height, turn = np.radians(elevation), np.radians(ahead)
    slope = np.radians(tilt)
    cosine = np.sin(slope) * np.cos(height) * np.cos(turn) + np.cos(slope) * np.sin(height)
    sky = SimpleNamespace(
        isotropic=[0.0],
        band=[0.0],
        circumsolar=[0.0],
        dni=[1.0],
        ghi=[0.0],
        up=[np.sin(height)],
        albedo=0.0,
    )
    rows = SimpleNamespace(up=[np.cos(slope)], sine=[np.sin(slope)], pitch=[pitch])
    return light_on.py_func(0, 0, cosine, 1.0, 1.0, rows, sky)[0], max(cosine, 0.0)


@pytest.mark.parametrize("tilt", [5.0, 10.0, 25.0])
@pytest.mark.parametrize("cover", [0.45, 0.65, 0.9])
def test_rows_take_from_one_another_the_beam_that_pvlib_says(tilt, cover):
    for elevation in (1.0, 4.0, 9.0, 15.0, 24.0, 40.0, 62.0):
        for ahead in (-100.0, -70.0, -30.0, 0.0, 45.0, 85.0, 130.0):
            beam, free = beam_on_rows(tilt, 1.0 / cover, elevation, ahead)
            shaded = pvlib.shading.shaded_fraction1d(
                90.0 - elevation, 180.0 + ahead, 90.0, tilt, collector_width=cover, pitch=1.0
            )
            assert beam == pytest.approx(free * (1.0 - float(np.nan_to_num(shaded))), abs=1e-9)


@pytest.mark.parametrize("elevation", [2.0, 5.0, 8.0, 20.0])
def test_pairs_back_to_back_hide_the_beam_below_the_ridge_of_the_next(elevation):
    """In the plane across the rows: a ray over the ridge of the next pair meets the module."""
    tilt, cover, falls = 10.0, 0.85, np.tan(np.radians(elevation))
    rise, run = np.sin(np.radians(tilt)), np.cos(np.radians(tilt))
    away = 2.0 / cover - run
    shaded = np.clip((rise - away * falls) / (rise + run * falls), 0.0, 1.0)
    beam, free = beam_on_rows(tilt, 2.0 / cover, elevation, 0.0)
    assert beam == pytest.approx(free * (1.0 - shaded), abs=1e-9)


def test_rows_of_a_field_give_less_than_one_of_them_alone(hours, figures):
    tilt, azimuth = np.full(3, 25.0), np.full(3, 180.0)
    given = pv_year(tilt, azimuth, hours, figures, pitch=np.array([0.0, 2.2, 1.5])).monthly
    winter = given[:, 11]
    assert winter[0] > winter[1] > winter[2]
    assert given[1, 5] == pytest.approx(given[0, 5], rel=2e-3)
