"""How modules stand on a plane, and how many: roof-parallel, in south or in east-west racks.

On slopes modules lie in the plane. On flat roofs they stand in racks. South racks keep the row
spacing at which no row shades the next at noon of the winter solstice; east-west racks stand
back to back.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import numpy as np
import pvlib

Array = np.ndarray[Any, Any]

LAYOUTS = ("parallel", "south", "east_west")
#: tilt of the Earth's axis, degrees (IAU 2006, rounded): declination of the sun at the solstice
OBLIQUITY = 23.44
#: lowest sun that racks are spaced for, degrees: beyond 61.6 degrees north they are not kept apart
LEAST_SUN = 5.0


@dataclass(frozen=True)
class Arrays:
    """Groups of modules (A,), one or two on a plane.

    ``plane`` is the row number of the plane, ``tilt_deg`` and ``azimuth_deg`` (true) those of
    the modules, ``share`` of the plane's modules (sums to 1 on each plane), ``sky_loss`` the
    share of diffuse light from the sky that the next row hides, ``pitch`` after how many slant
    lengths what shades a row repeats, 0 where nothing does.
    """

    plane: Array
    tilt_deg: Array
    azimuth_deg: Array
    share: Array
    sky_loss: Array
    pitch: Array

    def by_plane(self, values: Array) -> Array:
        """(P, ...) share-weighted means on planes of ``values`` (A, ...) of arrays."""
        values = np.asarray(values)
        count = int(self.plane.max()) + 1 if len(self.plane) else 0
        out = np.zeros((count, *values.shape[1:]), dtype=values.dtype)
        weight = self.share.reshape(-1, *[1] * (values.ndim - 1)).astype(values.dtype)
        np.add.at(out, self.plane, weight * values)
        return out


def layout(
    planes: gpd.GeoDataFrame, figures: Any, latitude_deg: float, flat_roofs: str = "south"
) -> gpd.GeoDataFrame:
    """The planes with ``layout``, ``panel_tilt_deg``, ``panel_azimuth_deg`` and ``kwp_max``.

    ``module_area_m2`` is the area of modules that ``usable_area_m2`` has room for; ``kwp_max`` is
    0 where ``pv_allowed`` is not. Of east-west racks ``panel_azimuth_deg`` is that of the modules
    which face east: :func:`arrays` has both halves.
    """
    if flat_roofs not in LAYOUTS[1:]:
        raise ValueError(f"racks on flat roofs are {' or '.join(LAYOUTS[1:])}, not {flat_roofs!r}")
    value = figures.value
    flat = (planes["shape"] == "flat").to_numpy()
    south = flat_roofs == "south"
    tilt = value("solar_tilt_flat" if south else "solar_tilt_east_west")
    cover = (
        ground_cover(tilt, solstice_sun_deg(latitude_deg))
        if south
        else value("solar_cover_east_west")
    )
    modules = planes["usable_area_m2"] * np.where(flat, cover, value("solar_cover_parallel"))
    return planes.assign(
        layout=np.where(flat, flat_roofs, "parallel"),
        ground_cover=np.where(flat, cover, value("solar_cover_parallel")),
        panel_tilt_deg=np.where(flat, tilt, planes["tilt_deg"]),
        panel_azimuth_deg=np.where(flat, 180.0 if south else 90.0, planes["azimuth_deg"]),
        module_area_m2=modules,
        kwp_max=modules * value("pv_power_density") * planes["pv_allowed"],
    )


def arrays(planes: gpd.GeoDataFrame) -> Arrays:
    """Arrays of planes that :func:`layout` has laid out."""
    tilt = planes["panel_tilt_deg"].to_numpy(float)
    azimuth = planes["panel_azimuth_deg"].to_numpy(float)
    cover, kind = planes["ground_cover"].to_numpy(float), planes["layout"].to_numpy(str)
    both = kind == "east_west"
    number = np.arange(len(planes))
    loss = np.select(
        [kind == "south", both],
        [rows_sky_loss(tilt, cover), back_to_back_sky_loss(tilt, cover)],
        0.0,
    )
    pitch = np.select([kind == "south", both], [1.0 / cover, 2.0 / cover], 0.0)
    return Arrays(
        plane=np.concatenate([number, number[both]]),
        tilt_deg=np.concatenate([tilt, tilt[both]]),
        azimuth_deg=np.concatenate([azimuth, (azimuth[both] + 180.0) % 360.0]),
        share=np.concatenate([np.where(both, 0.5, 1.0), np.full(both.sum(), 0.5)]),
        sky_loss=np.concatenate([loss, loss[both]]),
        pitch=np.concatenate([pitch, pitch[both]]),
    )


def solstice_sun_deg(latitude_deg: float) -> float:
    """Elevation in degrees of the sun at noon of the winter solstice: 90 - latitude - 23.44."""
    return max(90.0 - abs(latitude_deg) - OBLIQUITY, LEAST_SUN)


def ground_cover(tilt_deg: float, sun_elevation_deg: float) -> float:
    """Module area over roof area of rows that do not shade one another with the sun ahead.

    The shadow of a row of slant length 1 ends sin(tilt) / tan(elevation) behind its upper edge,
    so rows repeat after cos(tilt) + sin(tilt) / tan(elevation): the usual rule, with the sun at
    noon of 21 December (namigmuradov.com, How to calculate row spacing on a tilted surface).
    """
    tilt, sun = np.radians(tilt_deg), np.radians(sun_elevation_deg)
    return float(1.0 / (np.cos(tilt) + np.sin(tilt) / np.tan(sun)))


def rows_sky_loss(tilt_deg: Array, cover: Array) -> Array:
    """Share of diffuse light from the sky that the row ahead hides, mean over the slant.

    Passias and Källbäck 1984 (doi 10.1016/0379-6787(84)90017-6) by pvlib.
    """
    angle = pvlib.shading.masking_angle_passias(tilt_deg, cover)
    return np.asarray(pvlib.shading.sky_diffuse_passias(angle))


def back_to_back_sky_loss(tilt_deg: Array, cover: Array) -> Array:
    """The same of east-west racks, whose neighbour across the gap falls towards them.

    Of a slant of 1, pairs repeat after 2 / cover; from the middle of a module the ridge of the
    next pair is half the rise above, and the pitch less half a slant away.
    """
    tilt = np.radians(tilt_deg)
    away = 2.0 / np.asarray(cover) - 0.5 * np.cos(tilt)
    angle = np.degrees(np.arctan2(0.5 * np.sin(tilt), away))
    return np.asarray(pvlib.shading.sky_diffuse_passias(angle))


__all__ = [
    "LAYOUTS",
    "Arrays",
    "arrays",
    "back_to_back_sky_loss",
    "ground_cover",
    "layout",
    "rows_sky_loss",
    "solstice_sun_deg",
]
