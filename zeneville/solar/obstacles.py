"""What stands around: the upper edges of buildings as segments in space.

A segment stands for a curtain from itself down to the ground. Along a ray over a plane face the
elevation is largest where the ray enters or leaves the face, so edges are all that a horizon needs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import numpy as np
import shapely

from zeneville.solar import plane_equation
from zeneville.solar.ground import ground_altitude

Array = np.ndarray[Any, Any]

#: metres; corners nearer than this are the same one
SAME_M = 1e-3


@dataclass(frozen=True)
class Obstacles:
    """Upper edges from ``start`` (E, 3) to ``end`` (E, 3), metres east, north and up.

    ``owner`` (E,) is the row number of the building an edge belongs to.
    """

    start: Array
    end: Array
    owner: Array

    def __len__(self) -> int:
        return len(self.owner)


def join(parts: Sequence[Obstacles]) -> Obstacles:
    """All edges of ``parts``; edges hidden by equal or higher ones at their place are left out."""
    empty = np.zeros((0, 3))
    start = np.concatenate([empty, *(part.start for part in parts)])
    end = np.concatenate([empty, *(part.end for part in parts)])
    owner = np.concatenate([np.zeros(0, dtype=np.int64), *(part.owner for part in parts)])
    keep = _not_hidden(start, end)
    return Obstacles(start[keep], end[keep], owner[keep])


def from_planes(
    planes: gpd.GeoDataFrame, buildings: gpd.GeoDataFrame, convergence_deg: float = 0.0
) -> Obstacles:
    """Edges of roof planes at their height, and prisms where a building has no plane.

    Parameters
    ----------
    planes
        Columns ``building``, ``tilt_deg``, ``azimuth_deg`` (true), ``altitude_m``; polygons.
    buildings
        Index is that of ``planes["building"]``; see :func:`prisms`.
    convergence_deg
        True azimuth less that of the grid.
    """
    shapes = planes.geometry.to_numpy()
    row, start, end = _edges(shapes)
    lifted = [
        np.column_stack([place, plane_equation.heights(planes, row, place, convergence_deg)])
        for place in (start, end)
    ]
    owner = buildings.index.get_indexer(planes["building"])[row]
    known = np.isfinite(lifted[0][:, 2]) & np.isfinite(lifted[1][:, 2])
    roofs = Obstacles(lifted[0][known], lifted[1][known], owner[known])
    bare = ~buildings.index.isin(planes["building"])
    return join([roofs, _prisms(buildings, bare)])


def prisms(buildings: gpd.GeoDataFrame) -> Obstacles:
    """Footprint edges at ``height_m`` above :func:`ground_altitude`; none where it is unknown."""
    return join([_prisms(buildings, np.ones(len(buildings), dtype=bool))])


def _prisms(buildings: gpd.GeoDataFrame, chosen: Array) -> Obstacles:
    top = ground_altitude(buildings) + buildings["height_m"].to_numpy(float)
    owner = np.flatnonzero(chosen & np.isfinite(top))
    row, start, end = _edges(buildings.geometry.to_numpy()[owner])
    owner = owner[row]
    return Obstacles(
        np.column_stack([start, top[owner]]), np.column_stack([end, top[owner]]), owner
    )


def _edges(shapes: Array) -> tuple[Array, Array, Array]:
    """Number of the shape (E,), start and end (E, 2) of all edges, courtyards included."""
    parts, shape = shapely.get_parts(shapes, return_index=True)
    areal = np.isin(shapely.get_type_id(parts), (shapely.GeometryType.POLYGON,))
    parts, shape = parts[areal], shape[areal]
    rings, part = shapely.get_rings(parts, return_index=True)
    place, ring = shapely.get_coordinates(rings, return_index=True)
    same = np.flatnonzero(ring[1:] == ring[:-1]) if len(ring) else np.zeros(0, dtype=np.int64)
    row: Array = shape[part[ring[same]]]
    return row, place[same], place[same + 1]


def _not_hidden(start: Array, end: Array) -> Array:
    """Numbers of the edges that have a length in plan and none as high at the same place.

    Party walls and ridges come twice, in either direction.
    """
    ends = np.round(np.stack([start, end]) / SAME_M).astype(np.int64)
    swap = (ends[0, :, 0] > ends[1, :, 0]) | (
        (ends[0, :, 0] == ends[1, :, 0]) & (ends[0, :, 1] > ends[1, :, 1])
    )
    ends[:, swap] = ends[::-1, swap]
    place = np.column_stack([ends[0, :, :2], ends[1, :, :2]])
    height = ends[:, :, 2]
    order = np.lexsort((-height[1], -height[0], *place.T))
    order = order[(place[order, :2] != place[order, 2:]).any(axis=1)]
    if len(order) == 0:
        return order
    new = np.concatenate([[True], (place[order[1:]] != place[order[:-1]]).any(axis=1)])
    group = np.cumsum(new) - 1
    # The first of a group has the highest start; it hides those whose end is no higher either.
    highest = height[1][order][new][group]
    keep: Array = np.sort(order[new | (height[1][order] > highest)])
    return keep


__all__ = ["Obstacles", "from_planes", "join", "prisms"]
