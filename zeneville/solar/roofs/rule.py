"""Roof planes from footprints and heights, by a stated rule.

A flat roof is one plane. A pitched one is cut into wings with a ridge each; slopes start at the
gutter (``height_m`` above ground) and have one tilt in a building: the one at which its widest
wing reaches ``ridge_height_m`` where that is given, else a stated figure. Which form a roof has
is the stock's ``roof_form``.
"""

from __future__ import annotations

from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pyproj
import shapely

from zeneville.solar.ground import ground_altitude
from zeneville.solar.roofs.frames import frames
from zeneville.solar.roofs.layout import layout
from zeneville.solar.roofs.slopes import Slopes, slopes
from zeneville.solar.roofs.usable import usable
from zeneville.solar.roofs.wings import wings

Array = np.ndarray[Any, Any]

#: pieces of a plane under this share of the footprint are left out: rounding of cuts
NOTHING = 1e-7


def roof_planes(
    buildings: gpd.GeoDataFrame,
    figures: Any,
    flat_roofs: str = "south",
    latitude_deg: float | None = None,
    convergence_deg: float = 0.0,
) -> gpd.GeoDataFrame:
    """Planes of every usable building, what of them carries modules, and how many kWp.

    Parameters
    ----------
    buildings
        With ``status``, ``roof_form``, ``height_m``, ``protected`` and polygons in m;
        ``ridge_height_m`` and ``ground_altitude_m`` where they are known.
    flat_roofs
        Racks on flat roofs: ``south`` or ``east_west``.
    latitude_deg
        Of the district; without it that of the footprints.
    convergence_deg
        True azimuth less grid azimuth.
    """
    rows = buildings[buildings["status"] != "unusable"]
    planes = bare_planes(rows, figures, convergence_deg)
    protected = rows["protected"].reindex(planes["building"]).to_numpy(bool)
    planes = usable(planes, protected, figures, convergence_deg)
    latitude = _latitude(rows) if latitude_deg is None else latitude_deg
    return layout(planes, figures, latitude, flat_roofs)


def bare_planes(rows: gpd.GeoDataFrame, figures: Any, convergence_deg: float) -> gpd.GeoDataFrame:
    """Planes with shape, area, tilt, azimuth and altitude; see :func:`roof_planes`."""
    footprints = np.asarray(rows.geometry.array)
    height = rows["height_m"].to_numpy(float)
    part, owner = shapely.get_parts(footprints, return_index=True)
    whole = rows["roof_form"].to_numpy(str) == "flat"
    rise = _rise(rows)
    number, wing = wings(footprints)
    frame = frames(wing, number, footprints, height)
    widest = np.zeros(len(rows))
    np.maximum.at(widest, number, frame.width)
    implied = np.degrees(np.arctan2(rise, widest / 2.0))
    tilt = _tilt(implied, figures)
    flat_part = whole[owner]
    pitched = ~whole[number]
    frame = frame.only(pitched)
    hipped = rows["roof_form"].to_numpy(str)[number[pitched]] == "hip"
    sloped = slopes(wing[pitched], number[pitched], frame, hipped)
    table = pd.concat(
        [
            _flat_table(owner[flat_part], part[flat_part], height),
            _pitched_table(sloped, number[pitched], hipped, tilt, height, shapely.area(footprints)),
        ],
        ignore_index=True,
    )
    return _finish(table, rows, convergence_deg)


def _rise(rows: gpd.GeoDataFrame) -> Array:
    """(B,) m from gutter to ridge; NaN where it is not known or below the gutter."""
    ridge = _column(rows, "ridge_height_m", np.nan).astype(float)
    rise = np.round(ridge - rows["height_m"].to_numpy(float), 6)
    return np.where(rise >= 0.0, rise, np.nan)


def _tilt(implied: Array, figures: Any) -> Array:
    """(B,) degrees: what the ridge implies, within what is built; else the stated figure."""
    low, high = figures.value("solar_tilt_lowest"), figures.value("solar_tilt_highest")
    known = np.clip(implied, low, high)
    return np.where(np.isfinite(implied), known, figures.value("solar_tilt_pitched"))


def _column(rows: gpd.GeoDataFrame, name: str, missing: Any) -> Array:
    if name not in rows:
        return np.full(len(rows), missing)
    return np.asarray(rows[name].to_numpy())


def _flat_table(owner: Array, shape: Array, height: Array) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "row": owner,
            "shape": "flat",
            "area_m2": shapely.area(shape),
            "tilt_deg": 0.0,
            "azimuth_deg": 180.0,
            "above_ground_m": height[owner],
            "geometry": shape,
        }
    )


def _pitched_table(
    sloped: Slopes, owner: Array, hipped: Array, tilt: Array, height: Array, footprint: Array
) -> pd.DataFrame:
    """Slopes cut into polygons, with what follows from the equation of their plane."""
    shape, slope = shapely.get_parts(sloped.shape, return_index=True)
    row = owner[sloped.wing[slope]]
    kept = shapely.area(shape) > NOTHING * footprint[row]
    shape, slope, row = shape[kept], slope[kept], row[kept]
    angle, fall = np.radians(tilt[row]), sloped.fall[slope]
    middle = shapely.get_coordinates(shapely.centroid(shape))
    above = np.tan(angle) * (sloped.eaves[slope] - (middle * fall).sum(axis=1))
    return pd.DataFrame(
        {
            "row": row,
            "shape": np.where(hipped[sloped.wing[slope]], "hip", "gable"),
            "area_m2": shapely.area(shape) / np.cos(angle),
            "tilt_deg": tilt[row],
            "azimuth_deg": np.degrees(np.arctan2(fall[:, 0], fall[:, 1])),
            "above_ground_m": height[row] + above,
            "geometry": shape,
        }
    )


def _finish(table: pd.DataFrame, rows: gpd.GeoDataFrame, convergence_deg: float) -> Any:
    """Order by building, names of planes, altitudes and true azimuths."""
    table = table.sort_values("row", kind="stable")
    row = table["row"].to_numpy(int)
    first = np.searchsorted(row, row, side="left")
    building = rows.index.to_numpy(str)[row]
    count = np.arange(len(row)) - first
    names = [f"{name}/{n}" for name, n in zip(building, count, strict=True)]
    pitched = table["shape"] != "flat"
    turned = (table["azimuth_deg"] + convergence_deg * pitched) % 360.0
    return gpd.GeoDataFrame(
        {
            "building": building,
            "source": "rule",
            "shape": table["shape"].to_numpy(str),
            "area_m2": table["area_m2"].to_numpy(float),
            "tilt_deg": table["tilt_deg"].to_numpy(float),
            "azimuth_deg": turned.to_numpy(float),
            "altitude_m": ground_altitude(rows)[row] + table["above_ground_m"].to_numpy(float),
        },
        geometry=table["geometry"].to_numpy(),
        crs=rows.crs,
        index=pd.Index(names, name="plane", dtype=object),
    )


def _latitude(rows: gpd.GeoDataFrame) -> float:
    """Degrees north of the middle of the footprints."""
    west, south, east, north = rows.total_bounds
    to_degrees = pyproj.Transformer.from_crs(rows.crs, 4326, always_xy=True)
    _, latitude = to_degrees.transform((west + east) / 2.0, (south + north) / 2.0)
    return float(latitude)


__all__ = ["bare_planes", "roof_planes"]
