"""Polygons cleaned of what cutting leaves behind: points, lines, spikes."""

from __future__ import annotations

from typing import Any

import numpy as np
import shapely

Array = np.ndarray[Any, Any]

#: corners sharper than this are spikes, degrees
SPIKE_DEG = 2.0
POLYGON = 3


def polygons(shapes: Array) -> Array:
    """(P,) valid polygons or multipolygons: what of each shape has an area."""
    out = np.array(shapes, dtype=object)
    odd = ~shapely.is_valid(out) | (shapely.get_type_id(out) != POLYGON)
    for row in np.flatnonzero(odd):
        parts = shapely.get_parts(shapely.get_parts(shapely.make_valid(out[row])))
        out[row] = shapely.multipolygons(parts[shapely.get_type_id(parts) == POLYGON])
    return out


def without_spikes(shapes: Array) -> Array:
    """(P,) shapes without corners that turn right back, which moved edges may leave."""
    out = np.array(shapes, dtype=object)
    part, row = shapely.get_parts(out, return_index=True)
    ring, of_part = shapely.get_rings(part, return_index=True)
    corners, which = shapely.get_coordinates(ring, return_index=True)
    first = np.flatnonzero(np.diff(which, prepend=-1))
    last = np.append(first[1:], len(which)) - 1
    before = np.arange(len(corners)) - 1
    before[first] = last - 1
    after = np.minimum(np.arange(len(corners)) + 1, len(corners) - 1)
    sharp = _sharp(corners, corners[before], corners[after])
    sharp[last] = False
    for one in np.unique(row[of_part[which[sharp]]]):
        out[one] = polygons(np.array([_blunted(out[one])], dtype=object))[0]
    return out


def _sharp(corners: Array, before: Array, after: Array) -> Array:
    back, on = before - corners, after - corners
    length = np.hypot(*back.T) * np.hypot(*on.T)
    return np.asarray((back * on).sum(axis=1) >= np.cos(np.radians(SPIKE_DEG)) * length)


def _blunted(shape: Any) -> Any:
    parts = []
    for part in shapely.get_parts(shape):
        shell = _blunt(shapely.get_coordinates(part.exterior)[:-1])
        holes = [_blunt(shapely.get_coordinates(ring)[:-1]) for ring in part.interiors]
        if len(shell) > 2:
            parts.append(shapely.Polygon(shell, [hole for hole in holes if len(hole) > 2]))
    return shapely.multipolygons(parts)


def _blunt(corners: Array) -> Array:
    """(K, 2) corners of a ring without spikes and without doubles."""
    while len(corners) > 2:
        sharp = _sharp(corners, np.roll(corners, 1, axis=0), np.roll(corners, -1, axis=0))
        if not sharp.any():
            break
        corners = np.delete(corners, int(np.argmax(sharp)), axis=0)
    return corners
