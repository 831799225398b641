"""What hides the sun and the sky from planes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from zeneville.solar.sky_view import sky_view

Array = np.ndarray[Any, Any]


@dataclass(frozen=True)
class Shade:
    """Horizons and sky view of planes.

    Parameters
    ----------
    horizon
        (N, A) tangents of the elevations of the horizon at the centres of sectors, clockwise from
        grid north.
    first
        (P + 1,) points of plane ``p`` are rows ``first[p]:first[p + 1]`` of ``horizon``.
    sky_view
        (P,) isotropic sky light on the plane with its horizon over that without, mean of its
        points.
    """

    horizon: Array
    first: Array
    sky_view: Array

    def __len__(self) -> int:
        return len(self.sky_view)


def shade(horizon: Array, first: Array, tilt_deg: Array, grid_azimuth_deg: Array) -> Shade:
    """Shade of planes from the horizons of their points.

    Parameters
    ----------
    tilt_deg, grid_azimuth_deg
        (P,) degrees; of the surface that the sky lights, so on racks those of the modules. The
        azimuth is that of the grid: true azimuth less the meridian convergence.
    """
    plane = np.repeat(np.arange(len(first) - 1), np.diff(first))
    tilt, azimuth = (np.asarray(a, dtype=float)[plane] for a in (tilt_deg, grid_azimuth_deg))
    seen = np.bincount(plane, weights=sky_view(horizon, tilt, azimuth), minlength=len(first) - 1)
    return Shade(horizon, first, seen / np.diff(first))


def arrays_shade(of_planes: Shade, row: Array, tilt_deg: Array, grid_azimuth_deg: Array) -> Shade:
    """Shade of arrays of modules on plane ``row`` (M,), each with the horizon of its plane.

    ``tilt_deg`` and ``grid_azimuth_deg`` (M,) are those of the modules, degrees.
    """
    count = np.diff(of_planes.first)[row]
    first = np.concatenate([[0], np.cumsum(count)])
    within = np.arange(first[-1]) - np.repeat(first[:-1], count)
    points = np.repeat(of_planes.first[row], count) + within
    return shade(of_planes.horizon[points], first, tilt_deg, grid_azimuth_deg)


__all__ = ["Shade", "arrays_shade", "shade"]
