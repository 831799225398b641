"""Roof planes fitted to what a laser scanner or a surface model saw within the footprints."""

from __future__ import annotations

from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from zeneville.solar.roofs.outlines import outlines
from zeneville.solar.roofs.ridges import straightened
from zeneville.solar.roofs.segments import Segments, Settings, segment

Array = np.ndarray[Any, Any]

#: points nearer to the footprint's edge than this see the gutter or the wall, metres
INSET_M = 0.3
CELL_M = 0.25
#: planes narrower than this hold no module, metres
LEAST_WIDTH_M = 0.8
#: planes narrower than so many points side by side may be the edge of a wall
LEAST_WIDTH_POINTS = 3.0
#: side of the squares that points are sorted into to find those of a building, metres
SQUARE_M = 20.0
#: buildings drawn at a time, which bounds the memory of their cells
BLOCK = 256


def fitted_planes(
    buildings: gpd.GeoDataFrame,
    points: Array,
    convergence_deg: float = 0.0,
    source: str = "lidar",
    flat_below_deg: float = 5.0,
    settings: Settings | None = None,
) -> gpd.GeoDataFrame:
    """Planes of every building that has points enough, index ``plane``; others have no row.

    ``clear_share`` is measured: the share of a plane's outline on which its points lie on it, the
    rest being chimneys, windows and plant. ``rms_m`` is the distance of the points from their
    plane, ``points_per_m2`` their density in plan.

    Parameters
    ----------
    buildings
        Footprints in EPSG:2154; those of ``status`` unusable, where told, are left out.
    points
        (N, 3) metres: grid east, grid north, altitude. Of a cloud those of the building class, of
        a surface model the centres of its cells; as each holds its highest point, planes lie too
        high by about half a cell times their slope.
    convergence_deg
        True less grid azimuth.
    source
        ``lidar`` or ``surface_model``.
    flat_below_deg
        Planes of a smaller tilt are ``flat``, others ``face``.
    """
    settings = settings or Settings()
    if "status" in buildings:
        buildings = buildings[buildings["status"] != "unusable"]
    shapes = np.asarray(buildings.geometry.array)
    inner = shapely.buffer(shapes, -INSET_M, join_style="mitre")
    inner = np.where(shapely.is_empty(inner), shapes, inner)
    which, owner = owners(points, inner)
    order = np.argsort(owner, kind="stable")
    own, owner = points[which[order]], owner[order]
    found = segment(own, owner, settings)
    bounds = np.searchsorted(owner, np.arange(len(shapes) + 1))
    blocks = [
        _parts(shapes, own, found, bounds[start : start + BLOCK + 1], start, settings.least_m2)
        for start in range(0, len(shapes), BLOCK)
    ]
    label = np.concatenate([np.zeros(0, dtype=int), *(block[0] for block in blocks)])
    part = np.concatenate([np.zeros(0, dtype=object), *(block[1] for block in blocks)])
    clear = np.concatenate([np.zeros(0), *(block[2] for block in blocks)])
    table = _table(buildings, found, label, part, clear)
    table["source"] = source
    table["shape"] = np.where(table["tilt_deg"] < flat_below_deg, "flat", "face")
    table["azimuth_deg"] = (table["azimuth_deg"] + convergence_deg) % 360.0
    return table


def _table(
    buildings: gpd.GeoDataFrame, found: Segments, label: Array, part: Array, clear: Array
) -> gpd.GeoDataFrame:
    """Table of parts of planes, the largest of each building first; azimuths of the grid."""
    area, place = shapely.area(part), shapely.get_coordinates(shapely.centroid(part))
    normal, row = found.normal[label], found.owner[label]
    order = np.lexsort([place[:, 1], place[:, 0], -area / normal[:, 2], row])
    label, part, clear, area, place, normal, row = (
        column[order] for column in (label, part, clear, area, place, normal, row)
    )
    names = np.asarray(buildings.index)[row]
    number = pd.Series(row).groupby(row).cumcount()
    off = place - found.centre[label, :2]
    fall = (normal[:, :2] * off).sum(axis=1) / normal[:, 2]
    return gpd.GeoDataFrame(
        {
            "building": names,
            "source": "",
            "shape": "",
            "area_m2": area / normal[:, 2],
            "tilt_deg": np.degrees(np.arccos(np.minimum(normal[:, 2], 1.0))),
            "azimuth_deg": np.degrees(np.arctan2(normal[:, 0], normal[:, 1])),
            "altitude_m": found.centre[label, 2] - fall,
            "clear_share": clear,
            "rms_m": found.rms_m[label],
            "points_per_m2": found.density,
        },
        geometry=list(part),
        crs=buildings.crs,
        index=pd.Index(
            [f"{name}/{n}" for name, n in zip(names, number, strict=True)], name="plane"
        ),
    )


def _parts(
    shapes: Array, points: Array, found: Segments, bounds: Array, start: int, least_m2: float
) -> tuple[Array, Array, Array]:
    """Plane, polygon and clear share of the parts of planes of a block of buildings."""
    mine = slice(bounds[0], bounds[-1])
    reach = INSET_M + 1.5 / np.sqrt(max(found.density, 1e-9))
    drawn = outlines(
        shapes[start : start + len(bounds) - 1],
        *(points[mine], found.label[mine], bounds - bounds[0]),
        *(CELL_M, reach, least_m2),
    )
    plane = drawn.plane
    straight = straightened(
        drawn.shape, found.owner[plane], found.normal[plane], found.centre[plane]
    )
    part, which = shapely.get_parts(straight, return_index=True)
    width = max(LEAST_WIDTH_M, LEAST_WIDTH_POINTS / np.sqrt(max(found.density, 1e-9)))
    kept = (shapely.area(part) >= least_m2) & ~shapely.is_empty(shapely.buffer(part, -width / 2.0))
    return plane[which[kept]], part[kept], drawn.clear[which[kept]]


def covered(buildings: gpd.GeoDataFrame, planes: gpd.GeoDataFrame) -> pd.Series:
    """Share of each footprint that fitted planes cover, 0 to 1, by building.

    Where it is small, trees hide the roof, it is curved, or the footprint lies beside it.
    """
    area = planes.geometry.area.groupby(planes["building"].to_numpy()).sum()
    return area.reindex(buildings.index, fill_value=0.0) / buildings.geometry.area


def owners(points: Array, shapes: Array) -> tuple[Array, Array]:
    """Rows of the points that lie in a shape, and the row of that shape.

    A point in two shapes counts for the first one.
    """
    square = np.floor(points[:, :2] / SQUARE_M).astype(np.int64)
    low = square.min(axis=0) if len(points) else np.zeros(2, dtype=np.int64)
    square -= low
    width = int(square[:, 0].max(initial=0)) + 1
    key = square[:, 1] * width + square[:, 0]
    order = np.argsort(key, kind="stable")
    keys = key[order]
    owner = np.full(len(points), -1, dtype=np.int64)
    shapely.prepare(shapes)
    for row, shape in enumerate(shapes):
        if shape is None or shape.is_empty:
            continue
        west, south, east, north = np.floor(np.array(shape.bounds) / SQUARE_M).astype(int)
        first, last = max(west - low[0], 0), min(east - low[0], width - 1)
        if last < first:
            continue
        lines = np.arange(max(south - low[1], 0), north - low[1] + 1) * width
        starts = np.searchsorted(keys, lines + first)
        stops = np.searchsorted(keys, lines + last, side="right")
        near = np.concatenate(
            [order[a:b] for a, b in zip(starts, stops, strict=True)] or [order[:0]]
        )
        near = near[owner[near] < 0]
        owner[near[shapely.contains_xy(shape, points[near, 0], points[near, 1])]] = row
    which = np.flatnonzero(owner >= 0)
    return which, owner[which]
