"""Hourly yield of planes with pvlib: Perez, physical incidence, SAPM cell temperature, PVWatts."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pvlib
import xarray as xr

Array = np.ndarray[Any, Any]

CELL = pvlib.temperature.TEMPERATURE_MODEL_PARAMETERS["sapm"]["close_mount_glass_glass"]


def pv_yields(tilt: Array, azimuth: Array, weather: xr.Dataset, figures: Any) -> Array:
    """(plane, time) float32 kWh a kWp and hour, without shading.

    Parameters
    ----------
    tilt, azimuth
        Degrees; azimuth 180 is south. Planes equal to one degree (tilt) and two (azimuth)
        are computed once.
    """
    tilt, azimuth = np.asarray(tilt, dtype=float), np.asarray(azimuth, dtype=float)
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
    temp, wind = weather["temp_air_degc"].to_numpy(), weather["wind_speed_m_per_s"].to_numpy()
    out = np.empty((len(unique), len(time)), dtype=np.float32)
    for n, (slope, facing) in enumerate(unique):
        plane = pvlib.irradiance.get_total_irradiance(
            slope,
            facing,
            zenith,
            direction,
            dni,
            ghi,
            dhi,
            dni_extra=extra,
            airmass=airmass,
            model="perez",
            albedo=0.2,
        )
        angle = pvlib.irradiance.aoi(slope, facing, zenith, direction)
        effective = plane["poa_direct"] * pvlib.iam.physical(angle) + plane["poa_diffuse"]
        cell = pvlib.temperature.sapm_cell(plane["poa_global"], temp, wind, **CELL)
        direct = pvlib.pvsystem.pvwatts_dc(
            effective, cell, 1000.0, figures.value("solar_temperature_coefficient")
        ) * (1.0 - figures.value("solar_losses"))
        out[n] = np.nan_to_num(np.maximum(pvlib.inverter.pvwatts(direct, 1000.0), 0.0)) / 1000.0
    return out[np.ravel(inverse)]
