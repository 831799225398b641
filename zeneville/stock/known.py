"""What is known of a building beyond its footprint, instead of defaults by period."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

Array = np.ndarray[Any, Any]

#: column of known values -> unit; a blank leaves the default
COLUMNS = {
    "u_wall_w_per_m2k": "W/m2K, adjacent spaces included",
    "u_roof_w_per_m2k": "W/m2K of the element alone, without attic",
    "u_floor_w_per_m2k": "W/m2K of the element alone, without what lies below",
    "u_window_w_per_m2k": "W/m2K",
    "bridges_share": "thermal bridges over losses of walls, windows and roof",
    "q4pa_m3_per_h_m2": "m3/h/m2 envelope",
    "air_flow_m3_per_h_m2": "m3/h/m2 floor",
    "window_share": "m2 window/m2 floor",
    "heated_area_m2": "m2",
}
#: columns of known words, and ``source``, where the values are from
UNDER_FLOOR = "under_floor"
_OF_TODAY = {
    "wall": "u_wall_w_per_m2k",
    "roof": "u_roof_w_per_m2k",
    "floor": "u_floor_w_per_m2k",
    "window": "u_window_w_per_m2k",
    "q4pa": "q4pa_m3_per_h_m2",
    "flow": "air_flow_m3_per_h_m2",
}


def nothing() -> pd.DataFrame:
    """No building known: all columns, no rows."""
    return pd.DataFrame(
        columns=[*COLUMNS, UNDER_FLOOR, "source"], index=pd.Index([], name="building")
    )


def today(defaults: dict[str, Array], known: pd.DataFrame, names: pd.Index) -> dict[str, Array]:
    """Values of the buildings ``names`` as they are: known ones over the defaults (B,)."""
    return {
        name: over(values, known, _OF_TODAY[name], names) if name in _OF_TODAY else values
        for name, values in defaults.items()
    }


def column_of(known: pd.DataFrame, column: str, names: pd.Index) -> Array:
    """Known values (B,) of the buildings ``names``, NaN where unknown."""
    return known[column].reindex(names).to_numpy(dtype=float)


def over(values: Array, known: pd.DataFrame, column: str, names: pd.Index) -> Array:
    """``values`` (B,) with those of a known column in their place."""
    given = column_of(known, column, names)
    return np.where(np.isfinite(given), given, values)
