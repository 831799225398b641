"""Shade of planes from that of their points."""

import numpy as np
import pytest

from zeneville.solar.shade import arrays_shade, shade
from zeneville.solar.sky_view import sky_view

HORIZON = np.random.default_rng(6).exponential(0.4, (5, 72)).astype(np.float32)
FIRST = np.array([0, 2, 5])


def test_the_sky_view_of_a_plane_is_the_mean_of_its_points():
    found = shade(HORIZON, FIRST, [0.0, 40.0], [180.0, 90.0])
    assert found.sky_view == pytest.approx(
        [sky_view(HORIZON[:2], 0.0, 180.0).mean(), sky_view(HORIZON[2:], 40.0, 90.0).mean()]
    )


def test_arrays_have_the_horizon_of_their_plane_and_their_own_sky_view():
    of_planes = shade(HORIZON, FIRST, [0.0, 0.0], [180.0, 180.0])
    rows, tilt, azimuth = np.array([1, 0, 1]), np.array([10.0, 10.0, 25.0]), np.array([90, 270, 0])
    found = arrays_shade(of_planes, rows, tilt, azimuth)
    for n, row in enumerate(rows):
        own = HORIZON[FIRST[row] : FIRST[row + 1]]
        assert (found.horizon[found.first[n] : found.first[n + 1]] == own).all()
        assert found.sky_view[n] == pytest.approx(sky_view(own, tilt[n], azimuth[n]).mean())
