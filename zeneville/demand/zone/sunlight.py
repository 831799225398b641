"""Sun on planes hour by hour: incident, let through by glass, absorbed in its panes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import pvlib
import xarray as xr

from zeneville.demand.zone.glazing import Optics

Array = np.ndarray[Any, Any]

SUB_STEPS = 4
ALBEDO = 0.2

#: share of beam that reaches a plane: sun elevation and azimuth from the plane's normal, radians
Shade = Callable[[Array, Array], Array]


@dataclass(frozen=True)
class Plane:
    """``tilt_deg`` 0 flat to 90 vertical; ``azimuth_deg`` clockwise from north."""

    tilt_deg: float
    azimuth_deg: float
    shade: Shade | None = None
    diffuse_share: float = 1.0  # of sky light that obstacles leave


@dataclass(frozen=True)
class Light:
    """Components on P planes, W/m2: ``direct`` (T, S, P) beam and circumsolar in S sub-steps with
    ``cosine`` (T, S, P) of incidence, ``diffuse`` (T, P) all else."""

    direct: Array
    cosine: Array
    diffuse: Array

    def incident(self) -> Array:
        """(T, P) W/m2."""
        return np.asarray(self.direct.mean(axis=1) + self.diffuse)

    def through(self, glass: Optics) -> Array:
        """(T, 4 P) W/m2: direct and diffuse light transmitted, absorbed outside and inside."""
        (passed, outer, inner), hemisphere = glass.at(self.cosine), glass.diffuse()
        return np.hstack(
            [
                (self.direct * passed).mean(axis=1),
                self.diffuse * hemisphere[0],
                (self.direct * outer).mean(axis=1) + self.diffuse * hemisphere[1],
                (self.direct * inner).mean(axis=1) + self.diffuse * hemisphere[2],
            ]
        )


def light(weather: xr.Dataset, planes: Sequence[Plane], albedo: float = ALBEDO) -> Light:
    """Light on planes by the Perez 1990 model, the sun placed in sub-steps of the hour.

    Parameters
    ----------
    weather
        Hourly means over the hour from the stamp in fixed UTC+1, ``dni``, ``dhi`` and
        ``ghi_w_per_m2``, with ``latitude``, ``longitude`` and ``altitude_m`` as attributes.

    Notes
    -----
    The beam of an hour is spread over the sub-steps in which the sun is up. Circumsolar light comes
    with the beam; sky dome, horizon band and the ground's reflection (half of the ground seen by a
    vertical plane, albedo 0.2) are taken as diffuse.
    """
    time = pd.DatetimeIndex(weather["time"].to_numpy()).tz_localize("Etc/GMT-1")
    hours = len(time)
    offsets = pd.to_timedelta((np.arange(SUB_STEPS) + 0.5) * 3600.0 / SUB_STEPS, unit="s")
    clock = time.tz_convert("UTC").tz_localize(None).to_numpy()
    fine = pd.DatetimeIndex(np.add.outer(clock, offsets.to_numpy()).ravel(), tz="UTC")
    place = weather.attrs
    sun = pvlib.solarposition.get_solarposition(
        fine,
        place["latitude"],
        place["longitude"],
        place.get("altitude_m", 0.0),
        method="ephemeris",
    )
    zenith = sun["apparent_zenith"].to_numpy().reshape(hours, SUB_STEPS)
    azimuth = sun["azimuth"].to_numpy().reshape(hours, SUB_STEPS)
    up = zenith < 90.0
    lit = np.maximum(up.sum(axis=1), 1)[:, None]
    beam = np.asarray(weather["dni_w_per_m2"], dtype=float)[:, None] * up * (SUB_STEPS / lit)
    sky, ground = (
        np.asarray(weather["dhi_w_per_m2"], dtype=float),
        np.asarray(weather["ghi_w_per_m2"], dtype=float),
    )
    extra = pvlib.irradiance.get_extra_radiation(time).to_numpy()
    middle = np.where(up, zenith, 0.0).sum(axis=1) / lit[:, 0]
    middle = np.where(up.any(axis=1), middle, 95.0)
    centre_azimuth = azimuth[:, SUB_STEPS // 2]
    airmass = pvlib.atmosphere.get_relative_airmass(np.minimum(middle, 89.0))
    direct = np.zeros((hours, SUB_STEPS, len(planes)))
    cosine = np.zeros_like(direct)
    diffuse = np.zeros((hours, len(planes)))
    for number, plane in enumerate(planes):
        parts = pvlib.irradiance.perez(
            plane.tilt_deg,
            plane.azimuth_deg,
            sky,
            np.asarray(weather["dni_w_per_m2"], dtype=float),
            extra,
            np.minimum(middle, 90.0),
            centre_azimuth,
            airmass,
            return_components=True,
        )
        around, dome, band = (
            np.nan_to_num(np.asarray(parts[name], dtype=float))
            for name in ("poa_circumsolar", "poa_isotropic", "poa_horizon")
        )
        cos = np.cos(
            np.radians(pvlib.irradiance.aoi(plane.tilt_deg, plane.azimuth_deg, zenith, azimuth))
        )
        cos = np.where(up, np.maximum(cos, 0.0), 0.0)
        seen = np.ones_like(cos)
        if plane.shade is not None:
            side = np.radians((azimuth - plane.azimuth_deg + 180.0) % 360.0 - 180.0)
            seen = plane.shade(np.radians(90.0 - zenith), side)
        facing = (cos > 0.0).astype(float)
        spread = facing * SUB_STEPS / np.maximum(facing.sum(axis=1), 1.0)[:, None]
        direct[:, :, number] = (beam * cos + np.maximum(around, 0.0)[:, None] * spread) * seen
        cosine[:, :, number] = cos
        reflected = albedo * ground * 0.5 * (1.0 - np.cos(np.radians(plane.tilt_deg)))
        lone = np.where(facing.any(axis=1), 0.0, np.maximum(around, 0.0))
        diffuse[:, number] = np.maximum(dome + band + lone, 0.0) * plane.diffuse_share + reflected
    return Light(direct, cosine, diffuse)


def overhang(depth_m: float, above_m: float, height_m: float) -> Shade:
    """Share of beam on a window under a long overhang ``above_m`` over its head."""

    def shade(elevation: Array, side: Array) -> Array:
        profile = np.tan(np.maximum(elevation, 0.0)) / np.maximum(np.cos(side), 1e-6)
        shadow = depth_m * profile - above_m
        return 1.0 - np.clip(shadow / height_m, 0.0, 1.0)

    return shade


def fins(depth_m: float, width_m: float, gap_m: float = 0.0) -> Shade:
    """Share of beam on a window between two tall side fins ``gap_m`` from its edges."""

    def shade(elevation: Array, side: Array) -> Array:
        del elevation
        shadow = depth_m * np.abs(np.tan(np.clip(side, -1.55, 1.55))) - gap_m
        return 1.0 - np.clip(shadow / width_m, 0.0, 1.0)

    return shade


def both(*shades: Shade) -> Shade:
    """Shades that act together, their shadows taken as independent."""

    def shade(elevation: Array, side: Array) -> Array:
        out = np.ones_like(elevation)
        for item in shades:
            out = out * item(elevation, side)
        return out

    return shade
