"""Roof planes fitted to what a laser scanner or a surface model saw within the footprints."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import rasterio
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
COLUMNS = (
    *("building", "source", "shape", "area_m2", "tilt_deg", "azimuth_deg", "altitude_m"),
    *("clear_share", "rms_m", "points_per_m2"),
)


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
        Footprints in EPSG:2154.
    points
        (N, 3) metres: grid east, grid north, altitude. Of a cloud those of the building class, of
        a surface model the centres of its cells.
    convergence_deg
        True less grid azimuth.
    source
        ``lidar`` or ``surface_model``.
    flat_below_deg
        Planes of a smaller tilt are ``flat``, others ``face``.
    """
    settings = settings or Settings()
    shapes = buildings.geometry.to_numpy()
    inner = shapely.buffer(shapes, -INSET_M, join_style="mitre")
    inner = np.where(shapely.is_empty(inner), shapes, inner)
    which, owner = owners(points, inner)
    own = points[which]
    found = segment(own, owner, settings)
    reach = INSET_M + 1.5 / np.sqrt(max(found.density, 1e-9))
    order = np.argsort(owner, kind="stable")
    bounds = np.searchsorted(owner[order], np.arange(len(shapes) + 1))
    rows: list[dict[str, Any]] = []
    with rasterio.Env():
        for row, name in enumerate(buildings.index):
            mine = order[bounds[row] : bounds[row + 1]]
            drawn = outlines(
                shapes[row], own[mine], found.label[mine], CELL_M, reach, settings.least_m2
            )
            planes = _of_building(drawn, found, settings.least_m2, convergence_deg, flat_below_deg)
            for number, plane in enumerate(sorted(planes, key=lambda plane: -plane["area_m2"])):
                rows.append({"plane": f"{name}/{number}", "building": name, "source": source})
                rows[-1] |= plane
    table = pd.DataFrame(rows, columns=["plane", *COLUMNS, "geometry"]).set_index("plane")
    return gpd.GeoDataFrame(table, geometry="geometry", crs=buildings.crs)


def _of_building(
    drawn: list[Any],
    found: Segments,
    least_m2: float,
    convergence_deg: float,
    flat_below_deg: float,
) -> Iterator[dict[str, Any]]:
    """Columns of the planes of one building."""
    if not drawn:
        return
    which = [one.plane for one in drawn]
    width = max(LEAST_WIDTH_M, LEAST_WIDTH_POINTS / np.sqrt(found.density))
    shapes = straightened([one.shape for one in drawn], found.normal[which], found.centre[which])
    for one, shape in zip(drawn, shapes, strict=True):
        nx, ny, nz = found.normal[one.plane]
        x0, y0, z0 = found.centre[one.plane]
        tilt = float(np.degrees(np.arccos(min(nz, 1.0))))
        for part in shapely.get_parts(shape):
            if part.area < least_m2 or part.buffer(-width / 2.0).is_empty:
                continue
            x, y = part.centroid.coords[0]
            yield {
                "shape": "flat" if tilt < flat_below_deg else "face",
                "area_m2": part.area / nz,
                "tilt_deg": tilt,
                "azimuth_deg": float((np.degrees(np.arctan2(nx, ny)) + convergence_deg) % 360.0),
                "altitude_m": z0 - (nx * (x - x0) + ny * (y - y0)) / nz,
                "clear_share": one.on_plane,
                "rms_m": found.rms_m[one.plane],
                "points_per_m2": found.density,
                "geometry": part,
            }


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
