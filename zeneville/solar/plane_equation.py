"""Height of a roof plane above any point of the map."""

from __future__ import annotations

from typing import Any

import geopandas as gpd
import numpy as np
import shapely

Array = np.ndarray[Any, Any]


def slopes(planes: gpd.GeoDataFrame, convergence_deg: float = 0.0) -> Array:
    """(P, 2) rise of every plane per metre east and north of the grid.

    A plane falls by ``tan(tilt)`` along its azimuth. The table has true azimuths; those of the
    grid are smaller by the meridian convergence, degrees.
    """
    azimuth = np.radians(planes["azimuth_deg"].to_numpy(float) - convergence_deg)
    fall = np.tan(np.radians(planes["tilt_deg"].to_numpy(float)))
    return -fall[:, None] * np.column_stack([np.sin(azimuth), np.cos(azimuth)])


def heights(
    planes: gpd.GeoDataFrame, row: Array, place: Array, convergence_deg: float = 0.0
) -> Array:
    """(N,) altitude in metres of plane ``row`` (N,) at ``place`` (N, 2), metres of the grid.

    ``altitude_m`` of the table is that above the centroid of the polygon.
    """
    centre = shapely.get_coordinates(shapely.centroid(planes.geometry.to_numpy()))
    rise = np.einsum("ij,ij->i", slopes(planes, convergence_deg)[row], place - centre[row])
    altitude: Array = planes["altitude_m"].to_numpy(float)[row] + rise
    return altitude


def normals(planes: gpd.GeoDataFrame, convergence_deg: float = 0.0) -> Array:
    """(P, 3) unit vectors out of the planes, axes of the grid."""
    upward = np.column_stack([-slopes(planes, convergence_deg), np.ones(len(planes))])
    unit: Array = upward / np.linalg.norm(upward, axis=1, keepdims=True)
    return unit
