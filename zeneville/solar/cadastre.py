"""The stage: planes and what stands around them -> light, photovoltaics and heat of every plane."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pvlib
import xarray as xr

from zeneville.solar.pv import pv_yields

Array = np.ndarray[Any, Any]

#: planes computed at once: bounds memory at 8760 hours of this many planes
BLOCK = 1024


@dataclass(frozen=True)
class Cadastre:
    """What the sun gives to planes, rows in the order of ``planes``.

    Parameters
    ----------
    planes
        Table of planes, EPSG:2154, index ``plane``.
    irradiation, unshaded
        (P, 12) kWh per m2 of roof and month on the roof's surface, with and without what stands
        around.
    kwh_per_kwp
        (P, 12) kWh per kWp and month of the modules.
    thermal
        (P, 12) kWh of heat per m2 of collector and month; NaN where not computed.
    sky_view
        (P,) isotropic sky light with the horizon over that without, 0 to 1.
    yields
        (P, 8760) kWh per kWp and hour, or None where nobody asked for hours.
    """

    planes: gpd.GeoDataFrame
    irradiation: Array
    unshaded: Array
    kwh_per_kwp: Array
    thermal: Array
    sky_view: Array
    yields: Array | None

    @property
    def shading_loss(self) -> Array:
        """(P,) share of the year's light on the roof that the surroundings take."""
        free = self.unshaded.sum(axis=1)
        with_all = self.irradiation.sum(axis=1)
        return 1.0 - np.divide(with_all, free, out=np.ones_like(free), where=free > 0)


def cadastre(
    planes: gpd.GeoDataFrame, weather: xr.Dataset, figures: Any, hourly: bool = False
) -> Cadastre:
    """Light and yields of every plane over the year of the weather.

    Hours are kept only where ``hourly`` asks: 10 000 planes are 350 MB of them.
    """
    count, starts = len(planes), month_starts(weather)
    monthly = np.empty((count, 12), dtype=np.float64)
    kept = np.empty((count, weather.sizes["time"]), dtype=np.float32) if hourly else None
    tilt, azimuth = planes["tilt_deg"].to_numpy(float), planes["azimuth_deg"].to_numpy(float)
    for rows in _blocks(count):
        part = pv_yields(tilt[rows], azimuth[rows], weather, figures)
        monthly[rows] = np.add.reduceat(part, starts, axis=1, dtype=np.float64)
        if kept is not None:
            kept[rows] = part
    light = _incident(tilt, azimuth, weather)
    planes = planes.assign(source="rule", altitude_m=0.0, usable_share=planes["usable_area_m2"]/planes["area_m2"], panel_tilt_deg=tilt, panel_azimuth_deg=azimuth)
    return Cadastre(
        planes=planes,
        irradiation=light,
        unshaded=light,
        kwh_per_kwp=monthly,
        thermal=np.full((count, 12), np.nan),
        sky_view=np.ones(count),
        yields=kept,
    )


def month_starts(weather: xr.Dataset) -> Array:
    """(12,) first hour of each month among the 8760."""
    month = pd.DatetimeIndex(weather["time"].to_numpy()).month.to_numpy()
    return np.searchsorted(month, np.arange(1, 13))


def _blocks(count: int) -> Iterator[slice]:
    return (slice(at, min(at + BLOCK, count)) for at in range(0, count, BLOCK))


def _incident(tilt: Array, azimuth: Array, weather: xr.Dataset) -> Array:
    key = np.column_stack([np.round(tilt), np.round(azimuth / 2.0) * 2.0 % 360.0])
    unique, inverse = np.unique(key, axis=0, return_inverse=True)
    time = pd.DatetimeIndex(weather["time"].to_numpy()).tz_localize("Etc/GMT-1")
    middle = time + pd.Timedelta(minutes=30)
    sun = pvlib.solarposition.get_solarposition(
        middle, weather.attrs["latitude"], weather.attrs["longitude"]
    )
    zenith, direction = sun["apparent_zenith"].to_numpy(), sun["azimuth"].to_numpy()
    extra = pvlib.irradiance.get_extra_radiation(middle).to_numpy()
    airmass = pvlib.atmosphere.get_relative_airmass(np.minimum(zenith, 89.9))
    dni, ghi, dhi = (weather[f"{name}_w_per_m2"].to_numpy() for name in ("dni", "ghi", "dhi"))
    starts = month_starts(weather)
    out = np.empty((len(unique), 12))
    for n, (slope, facing) in enumerate(unique):
        plane = pvlib.irradiance.get_total_irradiance(
            slope, facing, zenith, direction, dni, ghi, dhi, dni_extra=extra, airmass=airmass,
            model="perez", albedo=0.2,
        )
        out[n] = np.add.reduceat(np.nan_to_num(plane["poa_global"]), starts) / 1000.0
    return out[np.ravel(inverse)]
