"""What lies under the lowest floor where the data do not say: a cellar or the ground."""

from __future__ import annotations

from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd

Array = np.ndarray[Any, Any]

OLD = ("before_1948", "1948_1974")


def under_floor(rows: gpd.GeoDataFrame, known: pd.DataFrame, figures: Any) -> Array:
    """(B,) ``cellar`` or ``ground`` by period, use and neighbours; ``air`` where a known
    transmittance of the floor has what lies below in it.

    The French archetypes of TABULA have an unheated cellar where they are blocks or detached houses
    from before 1975, and none where they are terraced houses or later ones.

    Parameters
    ----------
    rows
        With ``period``, ``dwellings``, ``party_wall_m2`` and ``exposed_wall_m2``.
    known
        Known values by building, as :mod:`zeneville.stock.known` has them.
    """
    walls = rows["party_wall_m2"].to_numpy(float) + rows["exposed_wall_m2"].to_numpy(float)
    between = rows["party_wall_m2"].to_numpy(float) / np.maximum(walls, 1e-9)
    dwellings = rows["dwellings"].to_numpy(float)
    terraced = (dwellings == 1) & (between > figures.value("stock_terraced_share"))
    old = rows["period"].isin(OLD).to_numpy()
    rule = np.where(old & (dwellings > 0) & ~terraced, "cellar", "ground")
    given = known["u_floor_w_per_m2k"].reindex(rows.index).to_numpy(dtype=float)
    return np.where(np.isfinite(given), "air", rule)
