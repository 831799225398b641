"""Sky light on planes against closed forms, quadrature, and what has to be monotone."""

import numpy as np
import pytest
from scipy.integrate import quad

from zeneville.solar.sky_view import sky_view

CENTRES = (np.arange(72) + 0.5) * np.radians(5.0)
RATIOS = (0.25, 1.0, 2.0)


def street(ratio, turn_deg=0.0):
    """Horizon in the middle of an endless street, height over half width ``ratio``."""
    return ratio * np.abs(np.sin(CENTRES - np.radians(turn_deg)))[None]


def random_horizon(count=8, seed=5):
    return np.random.default_rng(seed).exponential(0.5, (count, 72))


def light(horizon, tilt_deg, azimuth_deg):
    """(1,) light over that of an unobstructed horizontal plane."""
    share = (1.0 + np.cos(np.radians(tilt_deg))) / 2.0
    return sky_view(horizon, tilt_deg, azimuth_deg)[0] * share


def test_a_horizontal_plane_sees_the_mean_of_cos2():
    around = random_horizon()
    expected = (1.0 / (1.0 + around**2)).mean(axis=1)
    assert sky_view(around, 0.0, 77.0) == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize("tilt", [0.0, 30.0, 90.0])
def test_a_free_plane_sees_all_of_its_sky(tilt):
    assert sky_view(np.zeros((1, 72)), tilt, 123.0)[0] == 1.0


@pytest.mark.parametrize("ratio", RATIOS)
def test_the_ground_of_a_street_sees_the_cosine_of_the_angle_of_its_walls(ratio):
    assert light(street(ratio), 0.0, 0.0) == pytest.approx(np.cos(np.arctan(ratio)), abs=1e-7)


@pytest.mark.parametrize("ratio", RATIOS)
@pytest.mark.parametrize("turn", [0.0, 17.3])
def test_the_wall_of_a_street_sees_half_of_one_less_the_sine_of_the_other(ratio, turn):
    expected = (1.0 - np.sin(np.arctan(ratio))) / 2.0
    assert light(street(ratio, turn), 90.0, turn + 90.0) == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize("tilt", [10.0, 40.0, 70.0])
@pytest.mark.parametrize("ratio", RATIOS)
def test_a_tilted_plane_in_a_street_has_the_view_factor_of_two_dimensions(tilt, ratio):
    b, angle = np.radians(tilt), np.arctan(ratio)
    last = np.pi - max(angle, b)
    expected = 0.5 * (np.sin(last - np.pi / 2 + b) - np.sin(angle - np.pi / 2 + b))
    assert light(street(ratio), tilt, 90.0) == pytest.approx(expected, abs=1e-7)


@pytest.mark.parametrize("tilt", [15.0, 45.0, 90.0])
def test_what_a_sector_hides_equals_its_integral(tilt):
    b = np.radians(tilt)
    for sector in (0, 13, 40, 60):
        around = np.zeros((1, 72))
        around[0, sector] = 1.3
        along = np.cos(CENTRES[sector] - np.radians(100.0))
        hidden, _ = quad(
            lambda h, c=along: (
                max(0.0, np.cos(b) * np.sin(h) + np.sin(b) * c * np.cos(h)) * np.cos(h)
            ),
            *(0.0, np.arctan(1.3)),
            epsabs=1e-12,
            points=[np.arctan(max(0.0, -np.tan(b) * along))],
        )
        free = np.pi * (1.0 + np.cos(b)) / 2.0
        expected = 1.0 - hidden * np.radians(5.0) / free
        assert sky_view(around, tilt, 100.0)[0] == pytest.approx(expected, abs=1e-8)


@pytest.mark.parametrize("tilt", [0.0, 35.0, 90.0])
def test_a_higher_horizon_never_lets_in_more(tilt):
    around = random_horizon()
    for sector in range(72):
        higher = around.copy()
        higher[:, sector] += 0.2
        assert (sky_view(higher, tilt, 200.0) <= sky_view(around, tilt, 200.0)).all()


def test_what_is_behind_the_plane_does_not_count_twice():
    limit = np.maximum(0.0, -np.tan(np.radians(50.0)) * np.cos(CENTRES - np.radians(180.0)))
    assert sky_view(limit[None], 50.0, 180.0)[0] == pytest.approx(1.0, abs=1e-12)


@pytest.mark.parametrize("tilt", [0.0, 35.0, 90.0])
def test_walls_up_to_the_zenith_leave_nothing(tilt):
    assert sky_view(np.full((1, 72), 1e4), tilt, 200.0)[0] == pytest.approx(0.0, abs=1e-3)


def test_turning_plane_and_horizon_by_sectors_changes_nothing():
    around = random_horizon()
    found = sky_view(np.roll(around, 7, axis=1), 40.0, 100.0 + 35.0)
    assert found == pytest.approx(sky_view(around, 40.0, 100.0), abs=1e-12)
