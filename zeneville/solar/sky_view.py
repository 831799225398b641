"""Isotropic sky light on tilted planes behind their horizon.

With ``h`` the elevation, ``b`` the tilt and ``c`` the cosine between the azimuth of the sector and
that of the plane, the sky lights the plane by ``(cos b sin h + sin b c cos h) cos h dh`` (Lambert).
Its integral over the elevation is closed. What is lost lies between the plane itself, whose
elevation has the tangent ``-tan b c``, and the horizon; only that is summed over the sectors. So
without a horizon the light is (1 + cos b) / 2 exactly, nothing hidden behind the plane counts
twice, and the sum has no kink where the plane begins to hide the sky.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit, prange

Array = np.ndarray[Any, Any]


def sky_view(horizon: Array, tilt_deg: Array, azimuth_deg: Array) -> Array:
    """(N,) sky light on planes with their horizon over that without, 0 to 1.

    Horizontal planes: mean of cos2 of the elevations. Never grows when a horizon rises.

    Parameters
    ----------
    horizon
        (N, A) tangents of elevations at the centres of sectors, clockwise from grid north.
    tilt_deg
        (N,) 0 horizontal to 90 vertical, degrees.
    azimuth_deg
        (N,) degrees clockwise from GRID north.
    """
    count, sectors = horizon.shape
    tilt, azimuth = (
        np.radians(np.broadcast_to(np.asarray(angle, dtype=float), count))
        for angle in (tilt_deg, azimuth_deg)
    )
    centre = (np.arange(sectors) + 0.5) * 2.0 * np.pi / sectors
    out = np.empty(count)
    _sky_view(
        np.ascontiguousarray(horizon),
        *(np.maximum(np.cos(tilt), 0.0), np.sin(tilt), np.cos(azimuth), np.sin(azimuth)),
        *(np.cos(centre), np.sin(centre)),
        out,
    )
    return out


@njit(cache=True, inline="always")
def _hidden(tangent: float, up: float, aside: float) -> float:
    """Light from below the elevation of ``tangent``; ``up`` is cos b, ``aside`` sin b c."""
    secant2 = 1.0 + tangent * tangent
    return 0.5 * (up * (1.0 - 1.0 / secant2) + aside * (np.arctan(tangent) + tangent / secant2))


@njit(cache=True, parallel=True)
def _sky_view(
    horizon: Array,
    cos_tilt: Array,
    sin_tilt: Array,
    cos_azimuth: Array,
    sin_azimuth: Array,
    cos_centre: Array,
    sin_centre: Array,
    out: Array,
) -> None:
    sectors = horizon.shape[1]
    for n in prange(len(horizon)):
        up, lost = cos_tilt[n], 0.0
        for k in range(sectors):
            tangent = float(horizon[n, k])
            if tangent <= 0.0:
                continue
            along = cos_azimuth[n] * cos_centre[k] + sin_azimuth[n] * sin_centre[k]
            aside = sin_tilt[n] * along
            if aside >= 0.0:
                lost += _hidden(tangent, up, aside)
            elif up * tangent + aside > 0.0:
                lost += _hidden(tangent, up, aside) - _hidden(-aside / up, up, aside)
        out[n] = max(0.0, 1.0 - 4.0 * lost / (sectors * (1.0 + up)))


__all__ = ["sky_view"]
