"""Segments cut at the lines of a square grid and sorted by cell, highest first."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

Array = np.ndarray[Any, Any]

#: width of a cell in metres: about two house fronts, the fastest of 8 to 40 m on Lyon's footprints
CELL_M = 20.0
#: cells are widened where an extent would have more than these
MOST_CELLS = 4_000_000


class SegmentGrid(NamedTuple):
    """Pieces of segments by cell.

    ``piece`` (S, 6) has start and end in metres from ``origin`` (3,), ``top`` (S,) the higher of
    its ends. Pieces of cell ``(row, column)`` are ``first[cell]:first[cell + 1]`` with ``cell = row
    * columns + column``; ``highest`` (cells,) is the top of the first of them.
    """

    piece: Array
    top: Array
    first: Array
    highest: Array
    origin: Array
    cell_m: float
    rows: int
    columns: int


def segment_grid(start: Array, end: Array, cell_m: float = CELL_M) -> SegmentGrid:
    """Index of segments from ``start`` (E, 3) to ``end`` (E, 3), metres.

    Pieces of one segment share the corner at which they were cut, bit by bit, so that no ray
    passes between them. Segments without length in plan are left out.
    """
    lasting = (start[:, :2] != end[:, :2]).any(axis=1)
    start, end = start[lasting], end[lasting]
    if len(start) == 0:
        nothing = np.zeros(0)
        first = np.zeros(2, dtype=np.int64)
        return SegmentGrid(
            np.zeros((0, 6)), nothing, first, np.full(1, -np.inf), np.zeros(3), cell_m, 1, 1
        )
    origin = np.minimum(start, end).min(axis=0)
    start, end = start - origin, end - origin
    width, depth = np.maximum(start, end).max(axis=0)[:2]
    cell_m = max(cell_m, float(np.sqrt(width * depth / MOST_CELLS)), max(width, depth) / MOST_CELLS)
    columns, rows = int(width // cell_m) + 1, int(depth // cell_m) + 1
    piece = _pieces(start, end, cell_m)
    middle = ((piece[:, :2] + piece[:, 3:5]) / 2 / cell_m).astype(np.int64)
    cell = np.minimum(middle[:, 1], rows - 1) * columns + np.minimum(middle[:, 0], columns - 1)
    top = np.maximum(piece[:, 2], piece[:, 5])
    order = np.lexsort((-top, cell))
    piece, cell, top = piece[order], cell[order], top[order]
    first = np.searchsorted(cell, np.arange(rows * columns + 1))
    highest = np.full(rows * columns, -np.inf)
    filled = first[1:] > first[:-1]
    highest[filled] = top[first[:-1][filled]]
    return SegmentGrid(piece, top, first, highest, origin, cell_m, rows, columns)


def _pieces(start: Array, end: Array, cell_m: float) -> Array:
    """(S, 6) the segments cut where they cross lines of the grid."""
    segments = np.arange(len(start))
    owner, share = [segments, segments], [np.zeros(len(start)), np.ones(len(start))]
    for axis in (0, 1):
        low = np.floor(np.minimum(start, end)[:, axis] / cell_m).astype(np.int64)
        high = np.floor(np.maximum(start, end)[:, axis] / cell_m).astype(np.int64)
        count = high - low
        segment = np.repeat(segments, count)
        number = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
        line = (low[segment] + 1 + number) * cell_m
        along = (line - start[segment, axis]) / (end[segment, axis] - start[segment, axis])
        owner.append(segment)
        share.append(np.clip(along, 0.0, 1.0))
    segment, along = np.concatenate(owner), np.concatenate(share)
    order = np.lexsort((along, segment))
    segment, along = segment[order], along[order]
    corner = start[segment] + along[:, None] * (end - start)[segment]
    corner[along == 1.0] = end[segment[along == 1.0]]
    lasting = (segment[1:] == segment[:-1]) & (corner[1:, :2] != corner[:-1, :2]).any(axis=1)
    pieces: Array = np.column_stack([corner[:-1], corner[1:]])[lasting]
    return pieces


__all__ = ["CELL_M", "SegmentGrid", "segment_grid"]
