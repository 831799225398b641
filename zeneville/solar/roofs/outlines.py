"""Outlines of the planes of one roof: cells of its points, in the direction of the building."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from rasterio import features
from rasterio.transform import Affine
from scipy import ndimage

Array = np.ndarray[Any, Any]

NOTHING, OFF_PLANE = -2, -1
#: patches of fewer cells are scatter of the points, not things on the roof
SPECK_CELLS = 4
#: side of the triangles that smoothing takes off an outline, in cells
SMOOTH_CELLS = 2.0
#: cells around a footprint that its planes reach into before they are cut by its exact sides
MARGIN_CELLS = 6


@dataclass(frozen=True)
class Outline:
    """``plane``: label of the plane; ``on_plane``: share of the shape whose points lie on it."""

    plane: int
    shape: Any
    on_plane: float


def outlines(
    footprint: Any, points: Array, label: Array, cell_m: float, reach_m: float, least_m2: float
) -> list[Outline]:
    """Shapes of the planes within a footprint; they do not overlap.

    Chimneys, windows and other things smaller than ``least_m2`` belong to the plane around them
    and lessen its ``on_plane``; larger ones are cut out.

    Parameters
    ----------
    footprint
        Polygon of the building, metres.
    points
        (N, 3) metres, points of the building; the highest one of a cell counts.
    label
        (N,) plane of each point, -1 for none.
    cell_m
        Side of a cell.
    reach_m
        A cell without points belongs to the nearest one with points up to this far.
    least_m2
        Smallest shape, in plan.
    """
    if not (label >= 0).any():
        return []
    turn = direction(footprint)
    centre = np.asarray(footprint.centroid.coords[0])
    ways = np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]])
    turned = shapely.transform(footprint, lambda at: (at - centre) @ ways.T)
    place = (points[:, :2] - centre) @ ways.T
    west, south, east, north = turned.bounds
    corner = np.array([west, south]) - MARGIN_CELLS * cell_m
    width, height = np.ceil((np.array([east, north]) - corner) / cell_m).astype(int) + MARGIN_CELLS
    top = _top(place, points[:, 2], label, corner, cell_m, (int(height), int(width)))
    filled = _nearest(top, reach_m / cell_m)
    seen = _sieved(filled, SPECK_CELLS)
    whole = _sieved(filled, max(int(least_m2 / cell_m**2), SPECK_CELLS))
    transform = Affine(cell_m, 0.0, corner[0], 0.0, cell_m, corner[1])
    plane, shapes = _shapes(_beyond(whole, turned, transform), transform, SMOOTH_CELLS * cell_m)
    out = []
    for number, shape in zip(plane, shapes, strict=True):
        cells = whole == number
        share = float((seen[cells] == number).mean())
        inside = shapely.intersection(shape, turned)
        back = shapely.transform(inside, lambda at: at @ ways + centre)
        out.append(Outline(int(number), polygons(back), share))
    return out


def polygons(shape: Any) -> Any:
    """The polygons of a shape, valid, without the points and lines that cutting may leave."""
    if not shape.is_valid:
        shape = shapely.make_valid(shape)
    if shape.geom_type == "Polygon":
        return shape
    parts = [part for one in shapely.get_parts(shape) for part in shapely.get_parts(one)]
    return shapely.MultiPolygon([part for part in parts if part.geom_type == "Polygon"])


def direction(footprint: Any) -> float:
    """Angle in radians, from east to north, of a side of the smallest rectangle around it."""
    corners = np.asarray(shapely.minimum_rotated_rectangle(footprint).exterior.coords)
    side = corners[1] - corners[0]
    return float(np.arctan2(side[1], side[0]))


def _top(
    place: Array, altitude: Array, label: Array, corner: Array, cell_m: float, size: tuple[int, int]
) -> Array:
    """(rows from the south, columns) label of the highest point of each cell."""
    cells = np.full(size, NOTHING, dtype=np.int32)
    column, row = np.floor((place - corner) / cell_m).astype(int).T
    inside = (row >= 0) & (row < size[0]) & (column >= 0) & (column < size[1])
    order = np.argsort(altitude[inside], kind="stable")
    cells[row[inside][order], column[inside][order]] = label[inside][order]
    return cells


def _nearest(cells: Array, reach: float) -> Array:
    """Cells without points take what the nearest one has, up to ``reach`` cells away."""
    distance, source = ndimage.distance_transform_edt(cells == NOTHING, return_indices=True)
    return np.where(distance <= reach, cells[tuple(source)], NOTHING).astype(np.int32)


def _sieved(cells: Array, least: int) -> Array:
    """Patches of fewer than ``least`` cells join their largest neighbour, never nothing."""
    something = cells != NOTHING
    return np.where(something, features.sieve(cells + 2, least, mask=something) - 2, NOTHING)


def _beyond(cells: Array, footprint: Any, transform: Affine) -> Array:
    """Planes that touch the footprint's edge go on beyond it, so that the cut has true corners."""
    rows, columns = np.indices(cells.shape)
    east, north = transform * (columns + 0.5, rows + 0.5)
    outside = ~shapely.contains_xy(footprint, east, north)
    known = np.where(outside, NOTHING, cells)
    return np.where(outside, _nearest(known, MARGIN_CELLS), cells)


def _shapes(cells: Array, transform: Affine, smooth_m: float) -> tuple[Array, Array]:
    """Plane and polygon of every patch, smoothed together so that common edges stay common."""
    found = [
        (int(value), shapely.geometry.shape(drawn))
        for drawn, value in features.shapes(
            cells.astype(np.int32), mask=cells >= 0, transform=transform
        )
    ]
    if not found:
        return np.zeros(0, dtype=int), np.zeros(0, dtype=object)
    plane = np.array([value for value, _ in found])
    shapes = np.array([shape for _, shape in found], dtype=object)
    return plane, shapely.coverage_simplify(shapes, smooth_m)
