"""Places on roof planes at which shade is computed: several on a large plane."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import numpy as np
import shapely

from zeneville.solar import plane_equation

Array = np.ndarray[Any, Any]

#: of a count or a metre, by which what is equal but for rounding is told alike
TIE = 1e-6
#: by how much a lattice with too many points is made wider at least
WIDER = 1.02


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
    """Points on every plane, the same in every run and however the plane is turned.

    A plane has about one point for every ``solar_point_area`` of its polygon, up to
    ``solar_point_most``: those of a lattice along its edges that lie inside and
    ``solar_point_inset`` from its edges; where more than the most do, the lattice is made wider.
    With a single point, or where none lies inside, it is the centroid, or a point inside if the
    centroid is not. All stand ``solar_point_offset`` above their plane.

    Parameters
    ----------
    planes
        ``tilt_deg``, ``azimuth_deg`` (true), ``altitude_m`` of the roof; polygons.
    convergence_deg
        True azimuth less that of the grid.
    """
    shapes = planes.geometry.to_numpy()
    most = int(figures.value("solar_point_most"))
    share = shapely.area(shapes) / figures.value("solar_point_area")
    wanted = np.clip(np.ceil(share - TIE), 1, most).astype(np.int64)
    row, place = _inside(shapes, wanted, most, figures.value("solar_point_inset"))
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


def _inside(shapes: Array, wanted: Array, most: int, inset: float) -> tuple[Array, Array]:
    """Shape number (N,) and places (N, 2) of lattices inside the shapes that want several."""
    large = np.flatnonzero(wanted > 1)
    spacing = np.sqrt(shapely.area(shapes[large]) / wanted[large])
    rows, places = [np.zeros(0, dtype=np.int64)], [np.zeros((0, 2))]
    while len(large):
        own, centre = _centred(shapes[large])
        inner = shapely.buffer(own, TIE - inset, quad_segs=1, join_style="mitre")
        shapely.prepare(inner)
        row, place = _lattice(own, spacing)
        inside = shapely.contains_xy(inner[row], place)
        row, place = row[inside], place[inside]
        count = np.bincount(row, minlength=len(large))
        fits = count <= most
        rows.append(large[row[fits[row]]])
        places.append((place + centre[row])[fits[row]])
        wider = np.maximum(np.sqrt(count[~fits] / most), WIDER)
        large, spacing = large[~fits], spacing[~fits] * wider
    return np.concatenate(rows), np.concatenate(places)


def _centred(shapes: Array) -> tuple[Array, Array]:
    """Shapes around their own centroid, which keeps digits, and the centroids (N, 2)."""
    centre = shapely.get_coordinates(shapely.centroid(shapes))
    number = shapely.get_coordinates(shapes, return_index=True)[1]
    moved = shapely.set_coordinates(shapes.copy(), shapely.get_coordinates(shapes) - centre[number])
    return moved, centre


def _lattice(shapes: Array, spacing: Array) -> tuple[Array, Array]:
    """Shape number (N,) and places (N, 2) of lattices over the rectangles along shapes.

    Rows and columns are as many as fit at ``spacing``, at least one, centred.
    """
    corner, number = shapely.get_coordinates(shapely.get_exterior_ring(shapes), return_index=True)
    turn = np.exp(-1j * _direction(corner, number, len(shapes)))
    along = (corner[:, 0] + 1j * corner[:, 1]) * turn[number]
    seen = np.column_stack([along.real, along.imag])
    start = np.searchsorted(number, np.arange(len(shapes)))
    low, high = np.minimum.reduceat(seen, start), np.maximum.reduceat(seen, start)
    wide = high - low
    counts = np.maximum(1, np.floor(wide / spacing[:, None] + 0.5 - TIE)).astype(np.int64)
    total = counts.prod(axis=1)
    row = np.repeat(np.arange(len(shapes)), total)
    step = np.arange(total.sum()) - np.repeat(np.cumsum(total) - total, total)
    share = np.stack([step // counts[row, 1], step % counts[row, 1]], axis=1)
    place = low[row] + (share + 0.5) / counts[row] * wide[row]
    back = (place[:, 0] + 1j * place[:, 1]) / turn[row]
    return row, np.column_stack([back.real, back.imag])


def _direction(corner: Array, number: Array, count: int) -> Array:
    """(count,) radians: the mean direction of edges by length, a right angle counting as none."""
    edge = np.diff(corner[:, 0] + 1j * corner[:, 1])
    within = (number[1:] == number[:-1]) & (np.abs(edge) > 0.0)
    edge, owner = edge[within], number[1:][within]
    fourfold = np.abs(edge) * (edge / np.abs(edge)) ** 4
    mean = np.bincount(owner, fourfold.real, count) + 1j * np.bincount(owner, fourfold.imag, count)
    return np.asarray(np.angle(mean) / 4.0)


def _middle(shapes: Array) -> Array:
    """(N, 2) centroids, or points inside of shapes that do not contain theirs."""
    centroid = shapely.centroid(shapes)
    outside = ~shapely.contains(shapes, centroid)
    centroid[outside] = shapely.point_on_surface(shapes[outside])
    return shapely.get_coordinates(centroid)


__all__ = ["Points", "sample"]
