"""Light on planes: beam, sky and ground of every hour, shaded; its sums by month.

On a plane of slope b whose normal stands at angle t to the sun (Perez et al. 1990 as in pvlib):

    beam         dni max(cos t, 0) visible
    circumsolar  circumsolar max(cos t, 0) visible
    open sky     isotropic (1 + cos b) / 2 + band sin b, times the sky view where positive
    sky          max(circumsolar + open sky, 0)
    ground       albedo ghi (1 - cos b) / 2

Rows of modules shade one another: where parallel rows on level ground repeat after ``pitch``
slant lengths, a module gets at most the beam that falls through one pitch, so that cos t becomes
min(cos t, pitch sin h) at the elevation h of the sun. This is by the area shaded; what strings of
cells lose beyond it is not counted.

``visible`` is the share of the plane's points that see the sun. Obstacles take from the open sky
only what it gives: where its sum is negative (a dark horizon on a clear day), it stays as it is,
so that more obstacles never bring more light.
"""

from __future__ import annotations

from typing import Any, NamedTuple, Protocol

import numpy as np

from zeneville.solar.kernels import light_by_month
from zeneville.solar.sky import Sky

Array = np.ndarray[Any, Any]


class Shading(Protocol):
    """What hides sun and sky: ``horizon`` (N, A), ``first`` (P + 1,), ``sky_view`` (P,)."""

    @property
    def horizon(self) -> Array:
        """Tangents of the horizon of points by sector, clockwise from grid north."""

    @property
    def first(self) -> Array:
        """Points of plane ``p`` are ``first[p]:first[p + 1]``."""

    @property
    def sky_view(self) -> Array:
        """Isotropic light with the horizon over that without."""


class Planes(NamedTuple):
    """Normals, slopes and row pitches of P planes as kernels take them, each (P,)."""

    east: Array
    north: Array
    up: Array
    sine: Array
    pitch: Array


class Hidden(NamedTuple):
    """A :class:`Shading` as kernels take it, with the sectors of the sun in the hours of a sky.

    The sun of hour ``t`` stands between the centres of sectors ``sector[t]`` and ``after[t]``, the
    second with ``weight[t]``; ``low[t]`` is the tangent of its elevation, not below zero.
    """

    shaded: bool
    horizon: Array
    first: Array
    sky_view: Array
    sector: Array
    after: Array
    weight: Array
    low: Array


class Incident(NamedTuple):
    """Monthly light on planes, each (P, 12) kWh/m2: as shaded, and with an open horizon."""

    total: Array
    unshaded: Array


def planes_of(tilt_deg: Array, azimuth_deg: Array, sky: Sky, pitch: Array | None = None) -> Planes:
    """Planes in the axes of the grid from slopes and true azimuths (0 north, 180 south), degrees.

    Slopes beyond 90 degrees look down. ``pitch`` (P,) is that of rows in slant lengths, 0 or None
    where there are none.
    """
    tilt = np.radians(np.asarray(tilt_deg, dtype=float))
    azimuth = np.radians(np.asarray(azimuth_deg, dtype=float) - sky.convergence_deg)
    sine = np.sin(tilt)
    rows = np.zeros(len(tilt)) if pitch is None else np.asarray(pitch, dtype=float)
    return Planes(sine * np.sin(azimuth), sine * np.cos(azimuth), np.cos(tilt), sine, rows)


def hidden_of(shade: Shading | None, sky: Sky, count: int) -> Hidden:
    """What hides the sun from ``count`` planes; nothing where ``shade`` is None."""
    if shade is None:
        none = np.zeros(0, dtype=np.int64)
        real = np.zeros(0)
        horizon = np.zeros((0, 1), dtype=np.float32)
        return Hidden(False, horizon, none, real, none, none, real, real)
    if len(shade.sky_view) != count or len(shade.first) != count + 1:
        raise ValueError(f"shade of {len(shade.sky_view)} planes given for {count} planes")
    sectors = shade.horizon.shape[1]
    azimuth = np.arctan2(sky.east, sky.north) / (2.0 * np.pi)
    place = azimuth * sectors - 0.5
    below = np.floor(place)
    sector = below.astype(np.int64) % sectors
    across = np.maximum(np.hypot(sky.east, sky.north), 1e-12)
    return Hidden(
        True,
        np.ascontiguousarray(shade.horizon, dtype=np.float32),
        np.asarray(shade.first, dtype=np.int64),
        np.asarray(shade.sky_view, dtype=float),
        sector,
        (sector + 1) % sectors,
        place - below,
        np.maximum(sky.up, 0.0) / across,
    )


def incident(
    tilt_deg: Array, azimuth_deg: Array, sky: Sky, shade: Shading | None = None
) -> Incident:
    """Monthly light on planes.

    Parameters
    ----------
    tilt_deg, azimuth_deg
        (P,) degrees; true azimuth, 180 is south. Walls have a slope of 90.
    shade
        Of the same planes; None is an open horizon.
    """
    planes = planes_of(tilt_deg, azimuth_deg, sky)
    count = len(planes.up)
    months = Incident(np.zeros((count, 12)), np.zeros((count, 12)))
    light_by_month(planes, sky, hidden_of(shade, sky, count), *months)
    return months
