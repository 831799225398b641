"""The data of the public solar map in few bytes: shapes and columns as base64 of small integers.

Every number becomes an integer by its scale, signed ones by zigzag, and is written seven bits a
byte, lowest first (LEB128). Coordinates are decimetres, each as the step from the point before.
"""

from __future__ import annotations

import base64
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

Array = np.ndarray[Any, Any]

#: columns of planes -> how many units of the stored integer make one; nothing else is published
PLANE_COLUMNS = {
    "area_m2": 10,
    "usable_area_m2": 10,
    "tilt_deg": 1,
    "azimuth_deg": 1,
    "panel_tilt_deg": 1,
    "panel_azimuth_deg": 1,
    "irradiation_kwh_per_m2": 1,
    "shading_loss": 1000,
    "kwp": 100,
    "kwh_per_kwp": 1,
    "thermal_kwh_per_m2": 1,
    "cost_eur_per_kwh": 10000,
    "payback_self_years": 10,
}
BUILDING_COLUMNS = {
    "investment_eur": 1,
    "cost_eur_per_kwh": 10000,
    "payback_sale_years": 10,
    "payback_sale_discounted_years": 10,
    "payback_self_years": 10,
    "payback_self_discounted_years": 10,
}
MONTHS = tuple(f"yield_{month:02d}_kwh" for month in range(1, 13))
#: monthly energy is stored as kWh per kWp
MONTH_SCALE = 1
DECIMETRES = 10.0


def integers(values: Array) -> bytes:
    """LEB128 of zigzag integers."""
    zigzag = np.where(values >= 0, 2 * values, -2 * values - 1).astype(np.uint64)
    groups = np.maximum(1, -(-np.frexp(zigzag.astype(float))[1] // 7)).astype(np.int64)
    last = np.cumsum(groups)
    owner = np.repeat(np.arange(len(zigzag)), groups)
    place = np.arange(last[-1] if len(last) else 0) - np.repeat(last - groups, groups)
    out = (zigzag[owner] >> (7 * place).astype(np.uint64)) & np.uint64(127)
    more = place < groups[owner] - 1
    return np.asarray(out | (more.astype(np.uint64) << np.uint64(7))).astype(np.uint8).tobytes()


def column(values: Any, scale: int) -> str:
    """Base64 of a column; what is not known becomes -1, so no stored figure is below zero."""
    number = np.asarray(values, dtype=float) * scale
    whole = np.where(np.isfinite(number), np.round(np.nan_to_num(number)), -1.0)
    return base64.b64encode(integers(whole.astype(np.int64))).decode("ascii")


def shapes(geometry: Any, west: float, south: float) -> str:
    """Base64 of polygons: of each the number of rings, of each ring its points and their steps.

    Holes follow their shell; parts of a multipolygon follow one another: filled by the even-odd
    rule they look the same.
    """
    parts, shape = shapely.get_parts(np.asarray(geometry), return_index=True)
    rings, part = shapely.get_rings(parts, return_index=True)
    place, ring = shapely.get_coordinates(rings, return_index=True)
    kept = np.append(ring[1:] == ring[:-1], False) if len(ring) else np.zeros(0, dtype=bool)
    whole = np.round((place[kept] - (west, south)) * DECIMETRES).astype(np.int64)
    steps = np.diff(whole, axis=0, prepend=np.zeros((1, 2), dtype=np.int64)).ravel()
    points = np.bincount(ring[kept], minlength=len(rings))
    owned = np.bincount(shape[part], minlength=len(geometry))
    ring_at = 2 * np.concatenate([[0], np.cumsum(points)])
    shape_at = ring_at[np.cumsum(owned) - owned]
    together = np.insert(
        steps, np.concatenate([shape_at, ring_at[:-1]]), np.concatenate([owned, points])
    )
    return base64.b64encode(integers(together)).decode("ascii")


def packed(planes: gpd.GeoDataFrame, buildings: gpd.GeoDataFrame) -> dict[str, Any]:
    """All that the map draws and tells; planes stand in the order of their buildings."""
    order = pd.Series(np.arange(len(buildings)), index=buildings.index)
    owner = order.reindex(planes["building"]).to_numpy()
    rows = np.argsort(owner, kind="stable")
    table = planes.iloc[rows]
    west, south, east, north = buildings.total_bounds if len(buildings) else (0.0, 0.0, 1.0, 1.0)
    reasons = sorted({str(reason) for reason in table["reason"]})
    kwp = table["kwp"].to_numpy(float)
    monthly = np.divide(
        table[list(MONTHS)].to_numpy(float),
        kwp[:, None],
        out=np.zeros((len(table), 12)),
        where=kwp[:, None] > 0,
    )
    return {
        "size": [round((east - west) * DECIMETRES), round((north - south) * DECIMETRES)],
        "ids": [str(name) for name in buildings.index],
        "counts": column(np.bincount(owner, minlength=len(buildings)), 1),
        "footprints": shapes(buildings.geometry, west, south),
        "planes": shapes(table.geometry, west, south),
        "flat": column(table["shape"].to_numpy() == "flat", 1),
        "reasons": reasons,
        "reason": column([reasons.index(str(reason)) for reason in table["reason"]], 1),
        "scales": PLANE_COLUMNS | BUILDING_COLUMNS,
        "columns": {name: column(table[name], scale) for name, scale in PLANE_COLUMNS.items()},
        "months": column(monthly.ravel(), MONTH_SCALE),
        "totals": {
            name: column(buildings[name], scale) for name, scale in BUILDING_COLUMNS.items()
        },
    }
