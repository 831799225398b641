"""Altitude of the ground under buildings."""

from __future__ import annotations

from typing import Any

import geopandas as gpd
import numpy as np
import shapely

Array = np.ndarray[Any, Any]


def ground_altitude_m(buildings: gpd.GeoDataFrame) -> Array:
    """(B,) m. Where no building tells it the ground is flat at 0; where some do not, the nearest's.

    ``ground_altitude_m`` is the column that tells it; it may be absent.
    """
    if "ground_altitude_m" not in buildings:
        return np.zeros(len(buildings))
    told = buildings["ground_altitude_m"].to_numpy(dtype=float).copy()
    known = np.isfinite(told)
    if not known.any():
        return np.zeros(len(buildings))
    if not known.all():
        place = shapely.centroid(np.asarray(buildings.geometry.array))
        tree = shapely.STRtree(place[known])
        lacking = np.flatnonzero(~known)
        told[lacking] = told[known][tree.nearest(place[lacking])]
    return told


__all__ = ["ground_altitude_m"]
