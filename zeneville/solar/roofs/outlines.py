"""Outlines of planes: cells of their points, in the direction of the building."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from rasterio import features
from scipy import ndimage

from zeneville.solar.roofs import rings

Array = np.ndarray[Any, Any]

NOTHING, OFF_PLANE = -2, -1
#: patches of fewer cells are scatter of the points, not things on the roof
SPECK_CELLS = 4
#: side of the triangles that smoothing takes off an outline, in cells
SMOOTH_CELLS = 2.0
#: cells around a footprint that its planes reach into before they are cut by its exact sides
MARGIN_CELLS = 6


@dataclass(frozen=True)
class Outlines:
    """``plane`` (K,) label of each of the K ``shape`` (polygons, some planes have several).

    ``clear`` (K,) share of the plane's cells whose points lie on it.
    """

    plane: Array
    shape: Array
    clear: Array


@dataclass(frozen=True)
class Sheet:
    """Cells along the sides of a building, the first one at ``corner`` of its own axes.

    ``ways`` (2, 2): unit vectors of columns and rows; ``origin`` (2,) metres.
    """

    ways: Array
    origin: Array
    corner: Array
    size: tuple[int, int]
    cell_m: float

    def cells(self, points: Array) -> Array:
        """(N, 2) column and row, as floats, of points east and north in metres."""
        return ((points - self.origin) @ self.ways.T - self.corner) / self.cell_m


def outlines(
    footprints: Array,
    points: Array,
    label: Array,
    bounds: Array,
    cell_m: float,
    reach_m: float,
    least_m2: float,
) -> Outlines:
    """Shapes of the planes within their footprints; they do not overlap.

    Chimneys, windows and other things smaller than ``least_m2`` belong to the plane around them
    and lessen its ``clear``; larger ones are cut out.

    Parameters
    ----------
    footprints
        (B,) polygons, metres.
    points, label
        (N, 3) metres and (N,) plane of each, -1 for none; no plane has points of two buildings.
        The highest point of a cell counts.
    bounds
        (B + 1,) points of building b are those from ``bounds[b]`` to ``bounds[b + 1]``.
    cell_m
        Side of a cell.
    reach_m
        A cell without points belongs to the nearest one with points up to this far.
    """
    count = int(label.max(initial=-1)) + 1
    drawn = [b for b in range(len(footprints)) if (label[bounds[b] : bounds[b + 1]] >= 0).any()]
    if not drawn:
        return Outlines(np.zeros(0, dtype=int), np.zeros(0, dtype=object), np.zeros(0))
    sheets = [_sheet(footprints[b], cell_m) for b in drawn]
    tops = []
    for b, sheet in zip(drawn, sheets, strict=True):
        mine = slice(bounds[b], bounds[b + 1])
        tops.append(_nearest(_top(sheet, points[mine], label[mine]), reach_m / cell_m))
    starts = np.cumsum([0] + [len(top) for top in tops])
    filled = _stacked(tops)
    seen = _sieved(filled, SPECK_CELLS)
    whole = _sieved(filled, max(int(least_m2 / cell_m**2), SPECK_CELLS))
    held = np.bincount(whole[whole >= 0], minlength=count)
    clear = np.bincount(whole[(whole >= 0) & (whole == seen)], minlength=count)
    for b, sheet, start in zip(drawn, sheets, starts, strict=False):
        part = whole[start : start + sheet.size[0], : sheet.size[1]]
        part[...] = _beyond(part, footprints[b], sheet)
    plane, shapes = _polygons(whole)
    row = np.searchsorted(starts, shapely.bounds(shapes)[:, 1], side="right") - 1
    shapes = _placed(shapes, row, sheets, starts)
    shapes = shapely.intersection(shapes, footprints[np.array(drawn)[row]])
    return Outlines(plane, rings.polygons(shapes), clear[plane] / np.maximum(held[plane], 1))


def _sheet(footprint: Any, cell_m: float) -> Sheet:
    """Cells around a footprint, along a side of the smallest rectangle that holds it."""
    corners = shapely.get_coordinates(shapely.minimum_rotated_rectangle(footprint))
    side = corners[1] - corners[0]
    along = side / np.hypot(*side)
    ways = np.array([along, [-along[1], along[0]]])
    place = (corners - corners[0]) @ ways.T
    corner = place.min(axis=0) - MARGIN_CELLS * cell_m
    width, height = np.ceil((place.max(axis=0) - corner) / cell_m).astype(int) + MARGIN_CELLS
    return Sheet(ways, corners[0], corner, (int(height), int(width)), cell_m)


def _top(sheet: Sheet, points: Array, label: Array) -> Array:
    """(rows, columns) label of the highest point of each cell."""
    cells = np.full(sheet.size, NOTHING, dtype=np.int32)
    order = np.argsort(points[:, 2], kind="stable")
    column, row = np.floor(sheet.cells(points[order, :2])).astype(int).T
    cells[row, column] = label[order]
    return cells


def _nearest(cells: Array, reach: float) -> Array:
    """Cells without points take what the nearest one has, up to ``reach`` cells away."""
    distance, source = ndimage.distance_transform_edt(cells == NOTHING, return_indices=True)
    return np.where(distance <= reach, cells[tuple(source)], NOTHING).astype(np.int32)


def _stacked(sheets: list[Array]) -> Array:
    """The sheets one above the other."""
    width = max(sheet.shape[1] for sheet in sheets)
    out = np.full((sum(len(sheet) for sheet in sheets), width), NOTHING, dtype=np.int32)
    start = 0
    for sheet in sheets:
        out[start : start + len(sheet), : sheet.shape[1]] = sheet
        start += len(sheet)
    return out


def _sieved(cells: Array, least: int) -> Array:
    """Patches of fewer than ``least`` cells join their largest neighbour, never nothing."""
    something = cells != NOTHING
    sieved = features.sieve(cells - NOTHING, least, mask=something) + NOTHING
    return np.where(something, sieved, NOTHING).astype(np.int32)


def _beyond(cells: Array, footprint: Any, sheet: Sheet) -> Array:
    """Planes that touch the footprint's edge go on beyond it, so that the cut has true corners."""
    turned = shapely.transform(footprint, sheet.cells)
    rows, columns = np.indices(cells.shape)
    outside = ~shapely.contains_xy(turned, columns + 0.5, rows + 0.5)
    known = np.where(outside, NOTHING, cells)
    return np.where(outside, _nearest(known, MARGIN_CELLS), cells)


def _polygons(cells: Array) -> tuple[Array, Array]:
    """Plane and polygon, in columns and rows, of every patch; common edges stay common."""
    plane, shapes = [], []
    for drawn, value in features.shapes(cells, mask=cells >= 0):
        shell, *holes = [shapely.linearrings(ring) for ring in drawn["coordinates"]]
        plane.append(int(value))
        shapes.append(shapely.polygons(shell, holes or None))
    smooth = shapely.coverage_simplify(np.array(shapes, dtype=object), SMOOTH_CELLS)
    return np.array(plane), np.asarray(smooth)


def _placed(shapes: Array, row: Array, sheets: list[Sheet], starts: Array) -> Array:
    """Polygons in columns and rows of the stack as polygons in metres."""
    cells, which = shapely.get_coordinates(shapes, return_index=True)
    mine = row[which]
    cells[:, 1] -= starts[mine]
    ways = np.array([sheet.ways * sheet.cell_m for sheet in sheets])[mine]
    corner = np.array([sheet.corner / sheet.cell_m for sheet in sheets])[mine]
    origin = np.array([sheet.origin for sheet in sheets])[mine]
    places = np.einsum("nk,nkx->nx", cells + corner, ways) + origin
    return np.asarray(shapely.set_coordinates(shapes, places))
