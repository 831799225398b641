"""Sun and sky that surroundings, and relief of the facade itself, leave to a building."""

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
    """Of the sun on open land, left to ``walls``, ``windows`` (B, 4, 12) and ``roof`` (B, 12)."""

    walls: Array
    windows: Array
    roof: Array


@dataclass(frozen=True)
class SkyShares:
    """Of the long-wave sky seen on open land, left to ``facades`` (B, 4) and ``roof`` (B,)."""

    facades: Array
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


def sky(envelope: xr.Dataset) -> SkyShares:
    """Shares of a stock's envelope: ``facade_sky_share`` (building, orientation) and
    ``roof_sky_share`` (building), or all of the sky.

    What hides the sky is as warm as the air.
    """
    names = {"facade_sky_share": ("building", "orientation"), "roof_sky_share": ("building",)}
    facades, roof = (
        envelope[name].transpose(*dims).to_numpy().astype(float)
        if name in envelope
        else np.ones([envelope.sizes[dim] for dim in dims])
        for name, dims in names.items()
    )
    return SkyShares(facades, roof)


def _monthly(share: xr.DataArray, *dims: str) -> Array:
    """(..., 12) of a share by month, or of one for all months."""
    if "month" not in share.dims:
        share = share.expand_dims(month=MONTHS)
    return share.transpose(*dims, "month").to_numpy().astype(float)


def month(time: Any) -> Array:
    """(T,) number of the month of each stamp, January 0."""
    return np.asarray(pd.DatetimeIndex(time).month - 1)
