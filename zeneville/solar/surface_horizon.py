"""Horizon of points on a raster of heights: rays along the centres of sectors.

Heights are those of the centres of cells. A ray reads them where it crosses the lines that join the
centres of neighbours, in columns and in rows, linear between the two, and passes over no crossing;
from one crossing to the next its profile is straight. So a sloping roof is a plane and no stair.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numba import njit, prange

from zeneville.solar.horizon import SECTORS, directions

Array = np.ndarray[Any, Any]

#: cells around a point that a ray leaves out: a wall between two cells is smeared over one of them
OWN_CELLS = 1.5


def surface_horizon(
    points: Array,
    surface: Array,
    transform: Sequence[float],
    radius_m: float,
    clearance_m: float,
    sectors: int = SECTORS,
    normals: Array | None = None,
) -> Array:
    """(N, A) float32 tangent of the elevation of the horizon, 0 or more; see :mod:`horizon`.

    Parameters
    ----------
    points
        (N, 3) metres east, north, up, in the system of the raster.
    surface
        (rows, columns) altitude in metres, nan where there is none: rays pass there.
    transform
        Six numbers a, b, c, d, e, f of the raster: corner of a cell at ``a column + c``,
        ``e row + f``; b and d must be 0.
    radius_m
        How far rays go, metres in plan.
    clearance_m
        What stands less than this out of the plane of a point does not count, nor anything nearer
        than :data:`OWN_CELLS` cells: so a roof does not shade itself.
    normals
        (N, 3) unit vectors out of the planes of the points; horizontal ones without them.
    """
    points = np.ascontiguousarray(points, dtype=float).reshape(-1, 3)
    if normals is None:
        normals = np.tile([0.0, 0.0, 1.0], (len(points), 1))
    surface = np.array(surface, dtype=np.float32)
    out = np.zeros((len(points), sectors), dtype=np.float32)
    finite = np.isfinite(surface)
    if finite.any():
        _march(
            _in_cells(points, transform),
            np.array(points[:, 2]),
            np.array(normals, dtype=float),
            surface,
            float(np.max(surface, where=finite, initial=-np.inf)),
            directions(sectors),
            *(float(transform[0]), float(transform[4])),
            *(float(radius_m), float(clearance_m)),
            out,
        )
    return out


def on_surface(points: Array, surface: Array, transform: Sequence[float], most_m: float) -> Array:
    """(N, 3) points that lie up to ``most_m`` below the surface, metres, raised to it.

    Roofs by rule lie lower or higher than the surface measured there. What is farther above a
    point is a tree or another roof over it, and shades it.
    """
    place = _in_cells(points, transform)
    rows, columns = surface.shape
    column, row = (np.rint(place[:, axis]).astype(np.int64) for axis in (0, 1))
    inside = (row >= 0) & (row < rows) & (column >= 0) & (column < columns)
    height = np.full(len(points), np.nan)
    height[inside] = surface[row[inside], column[inside]]
    raised = np.array(points, dtype=float)
    below = (height > raised[:, 2]) & (height <= raised[:, 2] + most_m)
    raised[below, 2] = height[below]
    return raised


def _in_cells(points: Array, transform: Sequence[float]) -> Array:
    """(N, 2) column and row of places, whole numbers at the centres of cells."""
    a, b, c, d, e, f = (float(value) for value in list(transform)[:6])
    if b != 0.0 or d != 0.0:
        raise ValueError(f"the raster is turned (b {b:g}, d {d:g}); it has to lie along the grid")
    return np.column_stack([(points[:, 0] - c) / a - 0.5, (points[:, 1] - f) / e - 0.5])


@njit(cache=True, inline="always")
def _between(one: float, two: float, share: float) -> float:
    """Height between two cells; that of the other where one has none."""
    if np.isnan(one):
        return two
    if np.isnan(two):
        return one
    return one + share * (two - one)


@njit(cache=True, inline="always")
def _next(start: float, step: float) -> tuple[float, float]:
    """First whole number ahead of ``start``, and how far it is, at ``step`` a metre."""
    if step > 0.0:
        line = np.floor(start) + 1.0
    elif step < 0.0:
        line = np.ceil(start) - 1.0
    else:
        return start, np.inf
    return line, (line - start) / step


@njit(cache=True)
def _along(
    column: float,
    row: float,
    altitude: float,
    normal: Array,
    surface: Array,
    highest: float,
    east: float,
    north: float,
    width: float,
    depth: float,
    radius: float,
    clearance: float,
) -> float:
    """Largest tangent along one ray; ``width`` and ``depth`` are metres a column and a row."""
    rows, columns = surface.shape
    by_column, by_row = east / width, north / depth
    next_column, at_column = _next(column, by_column)
    next_row, at_row = _next(row, by_row)
    aside = normal[0] * east + normal[1] * north
    own = OWN_CELLS * max(abs(width), abs(depth))
    best = 0.0
    while True:
        distance = min(at_column, at_row)
        if distance > radius or highest - altitude <= best * distance:
            return best
        height = np.nan
        if at_column <= at_row:
            place = row + distance * by_row
            i, j = int(np.floor(place)), int(next_column)
            if 0 <= i < rows - 1 and 0 <= j < columns:
                height = _between(surface[i, j], surface[i + 1, j], place - i)
            next_column += np.sign(by_column)
            at_column = (next_column - column) / by_column
        else:
            place = column + distance * by_column
            i, j = int(next_row), int(np.floor(place))
            if 0 <= i < rows and 0 <= j < columns - 1:
                height = _between(surface[i, j], surface[i, j + 1], place - j)
            next_row += np.sign(by_row)
            at_row = (next_row - row) / by_row
        rise = height - altitude
        out_of_plane = aside * distance + normal[2] * rise
        if distance > own and rise > best * distance and out_of_plane > clearance:
            best = rise / distance


@njit(cache=True, parallel=True)
def _march(
    place: Array,
    altitude: Array,
    normals: Array,
    surface: Array,
    highest: float,
    direction: Array,
    width: float,
    depth: float,
    radius: float,
    clearance: float,
    out: Array,
) -> None:
    """Write the horizon of every point to ``out`` (N, A)."""
    for n in prange(len(place)):
        for sector in range(out.shape[1]):
            out[n, sector] = _along(
                place[n, 0],
                place[n, 1],
                altitude[n],
                normals[n],
                surface,
                highest,
                direction[sector, 0],
                direction[sector, 1],
                width,
                depth,
                radius,
                clearance,
            )


__all__ = ["OWN_CELLS", "on_surface", "surface_horizon"]
