"""Horizon of points among upper edges of buildings.

The edge from ``a`` to ``b``, both from the point, is met by the ray along the unit vector ``d`` if
``d`` lies between them in plan. Where it meets, height over distance is linear in ``d``::

    tan h = (dx (az ey - ez ay) + dy (ez ax - az ex)) / (ax ey - ay ex),   e = b - a

which is exact for inclined edges too and needs neither angles nor roots for each sector.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit, prange

from zeneville.solar.obstacles import Obstacles
from zeneville.solar.segment_grid import CELL_M, segment_grid

Array = np.ndarray[Any, Any]

SECTORS = 72
#: metres an edge has to stand out of the plane of a point to count: its own edges do not
GRAZING_M = 1e-3
#: tangents are cut to this one (89.994 degrees): a point below an edge has no finite one
STEEPEST = 1e4
#: largest error in radians of the polynomial in :func:`_turn` (Abramowitz and Stegun 4.4.49)
TURN_ERROR = 1e-5


def directions(sectors: int = SECTORS) -> Array:
    """(A, 2) unit vectors east and north of the centres of sectors clockwise from grid north."""
    azimuth = (np.arange(sectors) + 0.5) * 2.0 * np.pi / sectors
    return np.column_stack([np.sin(azimuth), np.cos(azimuth)])


def horizon(
    points: Array,
    obstacles: Obstacles,
    radius_m: float,
    sectors: int = SECTORS,
    normals: Array | None = None,
    cell_m: float = CELL_M,
) -> Array:
    """(N, A) float32 tangent of the elevation of the horizon, 0 or more.

    Sector ``a`` is seen along its centre, azimuth ``(a + 0.5) 360 / A`` degrees clockwise from grid
    north, exactly.

    Parameters
    ----------
    points
        (N, 3) metres, in the axes of ``obstacles``.
    radius_m
        How far rays go, metres in plan; what stands beyond is not seen.
    normals
        (N, 3) unit vectors out of the planes that the points lie on. Edges that nowhere stand out
        of the plane of a point are left out: they could only hide what shines on its back. Without
        them planes are taken as horizontal.
    cell_m
        Width of the cells of the index, metres; changes the time, not the result.
    """
    grid = segment_grid(obstacles.start, obstacles.end, cell_m)
    points = np.ascontiguousarray(points, dtype=float).reshape(-1, 3) - grid.origin
    if normals is None:
        normals = np.tile([0.0, 0.0, 1.0], (len(points), 1))
    out = np.zeros((len(points), sectors), dtype=np.float32)
    if len(grid.top):
        _horizons(
            points,
            np.array(normals, dtype=float),
            *(grid.piece, grid.top, grid.first, grid.highest),
            *(grid.cell_m, grid.rows, grid.columns),
            *_neighbours(radius_m, grid.cell_m, sectors),
            directions(sectors),
            float(radius_m),
            out,
        )
    return out


def _neighbours(radius_m: float, cell_m: float, sectors: int) -> tuple[Array, Array]:
    """Cells within the radius of any place in a cell, the nearest first.

    (O, 2) rows and columns away; (O, 2) first sector, and number of sectors, in which a cell can
    be seen.
    """
    reach = int(np.ceil(radius_m / cell_m))
    row, column = np.mgrid[-reach : reach + 1, -reach : reach + 1].reshape(2, -1)
    near = cell_m * np.hypot(np.maximum(np.abs(row) - 1, 0), np.maximum(np.abs(column) - 1, 0))
    order = np.lexsort((column, row, np.hypot(row, column), near))
    order = order[near[order] <= radius_m]
    row, column = row[order], column[order]
    centre = np.arctan2(column, row)
    corners = [np.arctan2(column + right, row + up) - centre for right in (-1, 1) for up in (-1, 1)]
    turn = (np.array(corners) + np.pi) % (2.0 * np.pi) - np.pi
    width = 2.0 * np.pi / sectors
    low = np.ceil((centre + turn.min(axis=0)) / width - 0.5 - 1e-9)
    high = np.floor((centre + turn.max(axis=0)) / width - 0.5 + 1e-9)
    around = (np.abs(row) <= 1) & (np.abs(column) <= 1)
    first = np.where(around, 0, low % sectors)
    count = np.where(around, sectors, np.clip(high - low + 1, 0, sectors))
    return np.column_stack([row, column]), np.column_stack([first, count]).astype(np.int64)


@njit(cache=True, inline="always")
def _turn(east: float, north: float) -> float:
    """Azimuth in radians from 0 to 2 pi, to :data:`TURN_ERROR`."""
    x, y = abs(east), abs(north)
    ratio = min(x, y) / max(x, y)
    square = ratio * ratio
    angle = ratio * (
        0.9998660
        + square * (-0.3302995 + square * (0.1801410 + square * (-0.0851330 + square * 0.0208351)))
    )
    if x > y:
        angle = 0.5 * np.pi - angle
    if north < 0.0:
        angle = np.pi - angle
    if east < 0.0:
        angle = 2.0 * np.pi - angle
    return angle


@njit(cache=True, inline="always")
def _raise(
    ax: float,
    ay: float,
    az: float,
    bx: float,
    by: float,
    bz: float,
    radius: float,
    direction: Array,
    best: Array,
) -> None:
    """Raise the horizon ``best`` (A,) by the edge from ``a`` to ``b``, metres from the point."""
    cross = ax * by - ay * bx
    if cross > 0.0:
        ax, ay, az, bx, by, bz, cross = bx, by, bz, ax, ay, az, -cross
    if cross == 0.0:
        return
    ex, ey, ez = bx - ax, by - ay, bz - az
    by_east, by_north = (az * ey - ez * ay) / cross, (ez * ax - az * ex) / cross
    far = max(ax * ax + ay * ay, bx * bx + by * by) > radius * radius
    sectors = len(best)
    scale = sectors / (2.0 * np.pi)
    slack = TURN_ERROR * scale + 1e-9
    low, high = _turn(ax, ay) * scale - 0.5, _turn(bx, by) * scale - 0.5
    if high < low:
        high += sectors
    for number in range(int(np.ceil(low - slack)), int(np.floor(high + slack)) + 1):
        sector = number if number < sectors else number - sectors
        dx, dy = direction[sector, 0], direction[sector, 1]
        if ax * dy - ay * dx > 0.0 or dx * by - dy * bx > 0.0:
            continue
        if far and cross < radius * (dx * ey - dy * ex):
            continue
        tangent = dx * by_east + dy * by_north
        if tangent > best[sector]:
            best[sector] = min(tangent, STEEPEST)


@njit(cache=True, parallel=True)
def _horizons(
    points: Array,
    normals: Array,
    piece: Array,
    top: Array,
    first: Array,
    highest: Array,
    cell_m: float,
    rows: int,
    columns: int,
    away: Array,
    seen: Array,
    direction: Array,
    radius: float,
    out: Array,
) -> None:
    """Write the horizon of every point to ``out`` (N, A)."""
    sectors = out.shape[1]
    for n in prange(len(points)):
        best = np.zeros(sectors)
        px, py, pz = points[n, 0], points[n, 1], points[n, 2]
        nx, ny, nz = normals[n, 0], normals[n, 1], normals[n, 2]
        row, column = int(np.floor(py / cell_m)), int(np.floor(px / cell_m))
        for k in range(len(away)):
            i, j = row + away[k, 0], column + away[k, 1]
            if i < 0 or j < 0 or i >= rows or j >= columns:
                continue
            cell = i * columns + j
            if highest[cell] - pz <= 0.0:
                continue
            dx = max(j * cell_m - px, px - (j + 1) * cell_m, 0.0)
            dy = max(i * cell_m - py, py - (i + 1) * cell_m, 0.0)
            distance = np.sqrt(dx * dx + dy * dy)
            if distance > radius or seen[k, 1] == 0:
                continue
            least = np.inf
            for number in range(seen[k, 0], seen[k, 0] + seen[k, 1]):
                least = min(least, best[number if number < sectors else number - sectors])
            for s in range(first[cell], first[cell + 1]):
                if top[s] - pz <= least * distance:
                    break
                ax, ay, az = piece[s, 0] - px, piece[s, 1] - py, piece[s, 2] - pz
                bx, by, bz = piece[s, 3] - px, piece[s, 4] - py, piece[s, 5] - pz
                out_of_plane = max(nx * ax + ny * ay + nz * az, nx * bx + ny * by + nz * bz)
                if out_of_plane > GRAZING_M:
                    _raise(ax, ay, az, bx, by, bz, radius, direction, best)
        for sector in range(sectors):
            out[n, sector] = best[sector]


__all__ = ["SECTORS", "directions", "horizon"]
