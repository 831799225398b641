"""Places on roof planes at which shade is computed: several on a large plane."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import numpy as np
import shapely

from zeneville.solar import plane_equation

Array = np.ndarray[Any, Any]


@dataclass(frozen=True)
class Points:
    """``position`` (N, 3) metres east, north, up; ``normal`` (N, 3) out of their plane.

    Points of plane ``p`` are ``first[p]:first[p + 1]``, at least one; each stands for an equal
    part of it.
    """

    position: Array
    normal: Array
    first: Array

    @property
    def plane(self) -> Array:
        """(N,) row number of the plane of every point."""
        return np.repeat(np.arange(len(self.first) - 1), np.diff(self.first))


def sample(planes: gpd.GeoDataFrame, figures: Any, convergence_deg: float = 0.0) -> Points:
    """Points on every plane, the same in every run.

    A plane has one point for every ``solar_point_area`` of its polygon, up to
    ``solar_point_most``: those of a square lattice along the smallest rectangle around it that lie
    inside and ``solar_point_inset`` from its edges. With a single point, or where none lies inside,
    it is the centroid, or a point inside if the centroid is not. All stand ``solar_point_offset``
    above their plane.

    Parameters
    ----------
    planes
        ``tilt_deg``, ``azimuth_deg`` (true), ``altitude_m`` of the roof; polygons.
    convergence_deg
        True azimuth less that of the grid.
    """
    shapes = planes.geometry.to_numpy()
    most = int(figures.value("solar_point_most"))
    area = shapely.area(shapes)
    wanted = np.clip(np.ceil(area / figures.value("solar_point_area")), 1, most).astype(np.int64)
    large = np.flatnonzero(wanted > 1)
    inset = figures.value("solar_point_inset")
    inner = shapely.buffer(shapes[large], -inset, quad_segs=1, join_style="mitre")
    row, place = _lattice(shapes[large], np.sqrt(area[large] / wanted[large]))
    shapely.prepare(inner)
    inside = shapely.contains_xy(inner[row], place)
    row, place = _thinned(row[inside], place[inside], most)
    row = large[row]
    lacking = np.setdiff1d(np.arange(len(planes)), row)
    row = np.concatenate([row, lacking])
    place = np.concatenate([place, _middle(shapes[lacking])])
    order = np.argsort(row, kind="stable")
    row, place = row[order], place[order]
    normal = plane_equation.normals(planes, convergence_deg)[row]
    altitude = plane_equation.heights(planes, row, place, convergence_deg)
    surface = np.column_stack([place, altitude])
    return Points(
        position=surface + figures.value("solar_point_offset") * normal,
        normal=normal,
        first=np.searchsorted(row, np.arange(len(planes) + 1)),
    )


def _lattice(shapes: Array, spacing: Array) -> tuple[Array, Array]:
    """Shape number (N,) and places (N, 2) of square lattices over the rectangles around shapes.

    Rows and columns are as many as fit at ``spacing``, at least one, centred.
    """
    corner = shapely.get_coordinates(
        shapely.get_exterior_ring(shapely.oriented_envelope(shapes))
    ).reshape(-1, 5, 2)
    sides = corner[:, [1, 3]] - corner[:, [0, 0]]
    counts = np.maximum(1, np.rint(np.hypot(*sides.T).T / spacing[:, None])).astype(np.int64)
    total = counts.prod(axis=1)
    row = np.repeat(np.arange(len(shapes)), total)
    number = np.arange(total.sum()) - np.repeat(np.cumsum(total) - total, total)
    share = np.stack([number // counts[row, 1], number % counts[row, 1]], axis=1)
    share = (share + 0.5) / counts[row]
    return row, corner[row, 0] + np.einsum("ni,nij->nj", share, sides[row])


def _thinned(row: Array, place: Array, most: int) -> tuple[Array, Array]:
    """At most ``most`` places of every shape, evenly out of the order they are in."""
    new = np.concatenate([[True], row[1:] != row[:-1]]) if len(row) else np.zeros(0, dtype=bool)
    begin = np.flatnonzero(new)
    count = np.diff(np.append(begin, len(row)))
    group = np.cumsum(new) - 1
    rank = np.arange(len(row)) - begin[group]
    kept = np.minimum(count, most)[group]
    keep = (rank + 1) * kept // count[group] > rank * kept // count[group]
    return row[keep], place[keep]


def _middle(shapes: Array) -> Array:
    """(N, 2) centroids, or points inside of shapes that do not contain theirs."""
    centroid = shapely.centroid(shapes)
    outside = ~shapely.contains(shapes, centroid)
    centroid[outside] = shapely.point_on_surface(shapes[outside])
    return shapely.get_coordinates(centroid)


__all__ = ["Points", "sample"]
