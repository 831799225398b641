"""Sun that surroundings and a facade's own relief leave to walls, windows and roof, by month."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import xarray as xr

Array = np.ndarray[Any, Any]

MONTHS = 12


@dataclass(frozen=True)
class SunShares:
    """Left of the sun on open land: to ``walls``, ``windows`` (B, 4, 12) and ``roof`` (B, 12)."""

    walls: Array
    windows: Array
    roof: Array


def shares(envelope: xr.Dataset, value: Any) -> SunShares:
    """Shares of a stock's envelope.

    Where surroundings are known (``facade_sun_share``), balconies, loggias and trees shade walls
    and windows on top, and reveals the windows. Where they are not, one figure stands for all of
    it, on roofs too.

    Parameters
    ----------
    envelope
        May have ``facade_sun_share`` (building, orientation) or (building, orientation, month)
        and ``roof_sun_share`` (building) or (building, month).
    """
    sides = envelope.sizes["building"], envelope.sizes["orientation"], MONTHS
    if "roof_sun_share" in envelope:
        roof = _monthly(envelope["roof_sun_share"], "building")
    else:
        roof = np.full((sides[0], MONTHS), value("demand_near_shading"))
    if "facade_sun_share" not in envelope:
        left = np.full(sides, value("demand_near_shading"))
        return SunShares(left, left, roof)
    walls = _monthly(envelope["facade_sun_share"], "building", "orientation")
    walls = walls * value("demand_relief_shading")
    return SunShares(walls, walls * value("demand_reveal_shading"), roof)


def _monthly(share: xr.DataArray, *dims: str) -> Array:
    """(..., 12) of a share by month, or of one for all months."""
    if "month" not in share.dims:
        share = share.expand_dims(month=MONTHS)
    return share.transpose(*dims, "month").to_numpy().astype(float)


def month(time: Any) -> Array:
    """(T,) number of the month of each stamp, January 0."""
    return np.asarray(pd.DatetimeIndex(time).month - 1)
