"""Altitude of the ground under buildings."""

from __future__ import annotations

from typing import Any

import geopandas as gpd
import numpy as np
import shapely

Array = np.ndarray[Any, Any]


def ground_altitude(buildings: gpd.GeoDataFrame) -> Array:
    """(B,) metres: ``ground_altitude_m``; that of the nearest building which has one otherwise.

    Where no building has one the ground is flat, at zero.
    """
    given = np.full(len(buildings), np.nan)
    if "ground_altitude_m" in buildings:
        given = buildings["ground_altitude_m"].to_numpy(float).copy()
    shapes = buildings.geometry.to_numpy()
    known = np.flatnonzero(np.isfinite(given))
    if len(known) == 0:
        return np.zeros(len(buildings))
    drawn = ~(shapely.is_missing(shapes) | shapely.is_empty(shapes))
    lacking = np.flatnonzero(~np.isfinite(given) & drawn)
    nearest = shapely.STRtree(shapes[known]).query_nearest(shapes[lacking], all_matches=False)
    given[lacking[nearest[0]]] = given[known[nearest[1]]]
    return np.nan_to_num(given)


__all__ = ["ground_altitude"]
