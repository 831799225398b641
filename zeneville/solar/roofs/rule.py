"""Roof planes from footprints and heights, by a stated rule.

Flat roofs: one plane of racks facing south. Gables: two planes, the ridge runs along the long
side of the smallest rectangle around the footprint. Hips: four planes of one tilt, the ridge
shorter than the long side by the short one. Which form a roof has is the stock's ``roof_form``.
"""

from __future__ import annotations

from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

NO_PV = "protected roof"


def roof_planes(buildings: gpd.GeoDataFrame, figures: Any) -> gpd.GeoDataFrame:
    """Planes of every usable building: area, tilt, azimuth (0 north, 180 south), largest kWp."""
    value = figures.value
    rows: list[dict[str, Any]] = []
    for row in buildings[buildings["status"] != "unusable"].itertuples():
        for number, (shape, tilt, azimuth, kind) in enumerate(_planes(row, value)):
            area = shape.area / np.cos(np.radians(tilt if kind != "flat" else 0.0))
            share = value("solar_usable_flat" if kind == "flat" else "solar_usable_pitched")
            usable = area * share
            reason = NO_PV if row.protected else ""
            if usable < value("solar_least_area"):
                reason = reason or "usable area too small"
            rows.append(
                {
                    "plane": f"{row.Index}/{number}",
                    "building": row.Index,
                    "shape": kind,
                    "area_m2": area,
                    "usable_area_m2": usable,
                    "tilt_deg": float(tilt),
                    "azimuth_deg": float(azimuth),
                    "kwp_max": 0.0 if reason else usable * value("pv_power_density"),
                    "pv_allowed": not reason,
                    "reason": reason,
                    "geometry": shape,
                }
            )
    table = pd.DataFrame(rows).set_index("plane")
    return gpd.GeoDataFrame(table, geometry="geometry", crs=buildings.crs)


def _planes(row: Any, value: Any) -> list[tuple[Any, float, float, str]]:
    shape = row.geometry
    if row.roof_flat:
        return [(shape, value("solar_tilt_flat"), 180.0, "flat")]
    corners = np.asarray(shapely.minimum_rotated_rectangle(shape).exterior.coords)[:4]
    sides = np.diff(np.vstack([corners, corners[:1]]), axis=0)
    lengths = np.hypot(*sides.T)
    long = int(lengths.argmax())
    along = sides[long] / lengths[long]
    width = lengths[(long + 1) % 4]
    tilt = value("solar_tilt_pitched")
    ridge = getattr(row, "ridge_height_m", np.nan)
    if ridge is not None and np.isfinite(ridge) and ridge > row.height_m + 0.5:
        tilt = float(np.clip(np.degrees(np.arctan2(ridge - row.height_m, width / 2)), 10.0, 60.0))
    across = np.array([along[1], -along[0]])
    centre = corners.mean(axis=0)
    ridge_half = (lengths[long] - width) / 2 if row.roof_form == "hip" else np.inf
    planes = []
    for outward, part in _slopes(centre, along, across, lengths[long] / 2, width / 2, ridge_half):
        part = shapely.intersection(shape, part)
        if part.area > 0.01:
            azimuth = np.degrees(np.arctan2(outward[0], outward[1])) % 360.0
            planes.append((part, tilt, azimuth, str(row.roof_form)))
    return planes


def _slopes(
    centre: Any, along: Any, across: Any, length: float, width: float, ridge: float
) -> list[tuple[Any, Any]]:
    """Outward direction and footprint of each slope; half lengths, half width, half ridge.

    A gable has two slopes over the whole length. A hip of equal tilts has a ridge shorter by the
    width: two trapezes and two triangles. Footprints reach a centimetre beyond the rectangle.
    """
    over = 0.01
    out = []
    for sign in (1.0, -1.0):
        edge = sign * (width + over) * across
        if not np.isfinite(ridge):
            end = (length + over) * along
            out.append((sign * across, [centre - end, centre + end, centre + end + edge]))
            out[-1][1].append(centre - end + edge)
            continue
        end, top = (length + over) * along, max(ridge, 0.0) * along
        eaves = [centre - end + edge, centre - top, centre + top, centre + end + edge]
        out.append((sign * across, eaves))
        peak, foot, side = centre + sign * top, centre + sign * end, (width + over) * across
        out.append((sign * along, [peak, foot - side, foot + side]))
    return [(outward, shapely.Polygon(points)) for outward, points in out]


def site_planes(
    parkings: gpd.GeoDataFrame, friches: gpd.GeoDataFrame, figures: Any
) -> gpd.GeoDataFrame:
    """Fields of panels on car parks and brownfields, index ``asset``."""
    rows = []
    for table, kind, share in (
        (parkings, "canopy_pv", figures.value("canopy_usable_share")),
        (friches, "ground_pv", figures.value("ground_cover")),
    ):
        for asset, row in table.iterrows():
            rows.append(
                {
                    "asset": asset,
                    "name": row["name"],
                    "kind": kind,
                    "area_m2": row.geometry.area,
                    "kwp_max": row.geometry.area * share * figures.value("pv_power_density"),
                    "tilt_deg": 10.0 if kind == "canopy_pv" else 25.0,
                    "azimuth_deg": 180.0,
                    "geometry": row.geometry,
                }
            )
    columns = ["asset", "name", "kind", "area_m2", "kwp_max", "tilt_deg", "azimuth_deg", "geometry"]
    table = pd.DataFrame(rows, columns=columns).set_index("asset")
    return gpd.GeoDataFrame(table, geometry="geometry", crs=parkings.crs)


__all__ = ["roof_planes", "site_planes"]
