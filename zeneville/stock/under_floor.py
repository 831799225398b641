"""What lies under the lowest floor: as known, else a cellar or the ground by a stated rule."""

from __future__ import annotations

from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd

from zeneville.stock.known import UNDER_FLOOR

Array = np.ndarray[Any, Any]

OLD = ("before_1948", "1948_1974")


def under_floor(rows: gpd.GeoDataFrame, known: pd.DataFrame, figures: Any) -> Array:
    """(B,) ``cellar``, ``crawl``, ``ground`` or ``air`` as known, else ``cellar`` or ``ground`` by
    period, use and neighbours.

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
    given = known[UNDER_FLOOR].reindex(rows.index)
    return np.where(given.notna(), given.astype(str), rule)
