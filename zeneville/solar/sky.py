"""The light of a year's hours, once for a whole district: where the sun stands, what the sky gives.

Everything here is the same for all planes: position of the sun, beam, and the three parts of the
sky of Perez et al. 1990 (Solar Energy 44, 271), by pvlib with the coefficients
``allsitescomposite1990``. What is left for a plane is arithmetic of its normal.
"""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
import pvlib
import xarray as xr

Array = np.ndarray[Any, Any]

#: clock of every weather dataset
CLOCK = "Etc/GMT-1"
#: share of light that unbuilt ground throws back where the caller names none
GROUND = pvlib.albedo.SURFACE_ALBEDOS["grass"]
#: degrees; slope of the plane, turned to the sun, on which pvlib tells the parts of the sky apart:
#: none of them is zero there while the sun is up
PROBE = 30.0


class Sky(NamedTuple):
    """The hours with light (H of the year's T), in order; a tuple, so that kernels take it.

    Attributes
    ----------
    hour
        (H,) number of the hour in the year.
    month_first
        (13,) hours of month ``m`` (from 0) are ``month_first[m]:month_first[m + 1]`` of H.
    east, north, up
        (H,) unit vector to the sun (apparent position at the middle of the hour), axes of the grid.
    dni, dhi, ghi
        (H,) W/m2.
    isotropic
        (H,) W/m2 on the horizontal: dhi (1 - F1).
    circumsolar
        (H,) W/m2 for a cosine of incidence of one: dhi F1 / max(cos 85 deg, cos zenith).
    band
        (H,) W/m2 on a vertical plane, from the band along the horizon: dhi F2; may be negative.
    temp_air
        (H,) degC.
    wind
        (H,) m/s at 10 m.
    hours
        T.
    convergence_deg
        True azimuth less grid azimuth.
    albedo
        Share of ``ghi`` that the ground throws back.
    """

    hour: Array
    month_first: Array
    east: Array
    north: Array
    up: Array
    dni: Array
    dhi: Array
    ghi: Array
    isotropic: Array
    circumsolar: Array
    band: Array
    temp_air: Array
    wind: Array
    hours: int
    convergence_deg: float
    albedo: float


def sky(weather: xr.Dataset, convergence_deg: float = 0.0, albedo: float = GROUND) -> Sky:
    """The sky of a weather year.

    Parameters
    ----------
    weather
        As the readers give it: means over the hour that starts at the stamp.
    convergence_deg
        Meridian convergence of the grid at the district: true azimuth = grid azimuth + it.
    albedo
        Of the ground around, 0 to 1.

    Notes
    -----
    Where the middle of an hour finds the sun below the horizon, pvlib has no air mass and gives no
    sky light; so it is here (0.02 % of a year's light at 49 degrees north). Beam and ground light
    of such hours count.
    """
    columns = {name: weather[f"{name}_w_per_m2"].to_numpy() for name in ("dni", "dhi", "ghi")}
    hour = np.flatnonzero(sum(values > 0.0 for values in columns.values()))
    dni, dhi, ghi = (np.ascontiguousarray(columns[n][hour], dtype=float) for n in columns)
    time = pd.DatetimeIndex(weather["time"].to_numpy())
    middle = time[hour].tz_localize(CLOCK) + pd.Timedelta(minutes=30)
    temp_air = weather["temp_air_degc"].to_numpy()[hour].astype(float)
    zenith, azimuth = sun_position(
        middle,
        weather.attrs["latitude"],
        weather.attrs["longitude"],
        weather.attrs.get("altitude_m", 0.0),
        temp_air,
    )
    isotropic, circumsolar, band = sky_parts(middle, zenith, azimuth, dni, dhi)
    height, direction = np.radians(90.0 - zenith), np.radians(azimuth - convergence_deg)
    return Sky(
        hour=hour,
        month_first=np.searchsorted(time[hour].month, np.arange(1, 14)),
        east=np.cos(height) * np.sin(direction),
        north=np.cos(height) * np.cos(direction),
        up=np.sin(height),
        dni=dni,
        dhi=dhi,
        ghi=ghi,
        isotropic=isotropic,
        circumsolar=circumsolar,
        band=band,
        temp_air=temp_air,
        wind=weather["wind_speed_m_per_s"].to_numpy()[hour].astype(float),
        hours=len(time),
        convergence_deg=float(convergence_deg),
        albedo=float(albedo),
    )


def sun_position(
    times: pd.DatetimeIndex, latitude: float, longitude: float, altitude_m: float, temp_air: Array
) -> tuple[Array, Array]:
    """(H,) apparent zenith and azimuth of the sun, degrees: NREL's algorithm in pvlib.

    Refraction is that of air of ``temp_air`` (H,) degC at the pressure of the altitude. The hours
    are shared among the processors; each hour is on its own.
    """

    def part(hours: slice) -> Array:
        found = pvlib.solarposition.get_solarposition(
            times[hours],
            latitude,
            longitude,
            altitude=altitude_m,
            method="nrel_numpy",
            temperature=temp_air[hours],
        )
        return np.vstack([found["apparent_zenith"].to_numpy(), found["azimuth"].to_numpy()])

    workers = min(os.cpu_count() or 1, 4)
    bounds = np.linspace(0, len(times), workers + 1).astype(int)
    parts = [slice(first, last) for first, last in pairwise(bounds) if last > first]
    with ThreadPoolExecutor(workers) as pool:
        zenith, azimuth = np.hstack([np.empty((2, 0)), *pool.map(part, parts)])
    return zenith, azimuth


def sky_parts(
    times: pd.DatetimeIndex, zenith: Array, azimuth: Array, dni: Array, dhi: Array
) -> tuple[Array, Array, Array]:
    """Isotropic, circumsolar and horizon light of Perez (H,), each as :class:`Sky` holds it.

    pvlib gives them for one plane that faces the sun at :data:`PROBE`; dividing by how that plane
    sees each part leaves what does not depend on a plane.
    """
    parts = pvlib.irradiance.perez(
        PROBE,
        azimuth,
        dhi,
        dni,
        pvlib.irradiance.get_extra_radiation(times).to_numpy(),
        zenith,
        azimuth,
        pvlib.atmosphere.get_relative_airmass(zenith),
        return_components=True,
    )
    facing = np.maximum(pvlib.irradiance.aoi_projection(PROBE, azimuth, zenith, azimuth), 0.1)
    slope = np.radians(PROBE)
    return (
        np.nan_to_num(parts["poa_isotropic"] / (0.5 * (1.0 + np.cos(slope)))),
        np.nan_to_num(parts["poa_circumsolar"] / facing),
        np.nan_to_num(parts["poa_horizon"] / np.sin(slope)),
    )
