"""Regular outlines: sides of a rough outline turned into few directions and moved onto points."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely

Array = np.ndarray[Any, Any]

#: wiggles of an outline of half-metre cells up to which its sides are straight, metres
WIGGLE_M = 0.75
#: sides within this angle of a main direction, or square to it, take it, degrees
SNAP_DEG = 14.0
#: directions of a building: a bent block has two, more are taken as they are
DIRECTIONS = 3
#: least metres of sides that make a main direction
LEAST_DIRECTION_M = 6.0
#: shorter sides in no main direction are corners that the cells cut off, metres
CHAMFER_M = 3.0
#: parallel sides closer to one line than this are one side, metres
STEP_M = 0.6
#: band on either side of a side in which the outermost points are sought, metres
BAND_M = 0.8
#: least length of a side that points may move, metres
SURE_M = 2.0
#: least share of a regular outline that the rough one must have in common with it
ALIKE = 0.85


@dataclass(frozen=True)
class Side:
    """A side on the line ``across`` . p = ``reach`` (m), anticlockwise, ``across`` outwards."""

    along: Array
    across: Array
    reach: float
    length: float
    end: Array

    def goes_on(self, other: Side) -> bool:
        """Whether the other side lies on the line of this one, and points the same way."""
        same = float(self.along @ other.along) > np.cos(np.radians(SNAP_DEG) / 2.0)
        return same and abs(self.reach - other.reach) < STEP_M

    def joined(self, other: Side) -> Side:
        """Both as one side, on a line between theirs weighted by their lengths."""
        length = self.length + other.length
        reach = (self.reach * self.length + other.reach * other.length) / length
        return Side(self.along, self.across, reach, length, other.end)


def regular(outline: Any, points: Array, spacing_m: float) -> Any:
    """Polygon with the sides of a rough one made regular; the rough one where that fails.

    Parameters
    ----------
    outline
        Polygon along the cells that hold points, metres.
    points
        (N, 2) points within it.
    spacing_m
        Mean distance of neighbouring points; a roof ends half of it beyond its outermost points.
    """
    rough = outline.simplify(WIGGLE_M)
    if rough.geom_type != "Polygon" or len(rough.exterior.coords) < 5:
        return outline
    rings = [_ring(np.asarray(rough.exterior.coords), points, spacing_m, 1.0)]
    for hole in rough.interiors:
        rings.append(_ring(np.asarray(hole.coords), points, spacing_m, -1.0))
    if len(rings[0]) < 3:
        return rough
    shape = shapely.Polygon(rings[0], [ring for ring in rings[1:] if len(ring) > 2])
    if not shape.is_valid:
        shape = max(shapely.get_parts(shape.buffer(0)), key=lambda part: part.area, default=rough)
    common = shape.intersection(outline).area / shape.union(outline).area
    return shape if common >= ALIKE else rough


def main_direction(outline: Any) -> float:
    """Angle in radians, up to right angles, of the sides of a rough outline."""
    side = np.diff(np.asarray(outline.simplify(WIGGLE_M).exterior.coords), axis=0)
    return _main(np.arctan2(side[:, 1], side[:, 0]), np.hypot(*side.T))


def _ring(corners: Array, points: Array, spacing_m: float, outward: float) -> Array:
    """(K, 2) corners anew of a closed ring; ``outward`` -1 where its inside is a courtyard."""
    if shapely.LinearRing(corners).is_ccw != (outward > 0):
        corners = corners[::-1]
    start, side = corners[:-1], np.diff(corners, axis=0)
    length = np.hypot(*side.T)
    angle, free = _snapped(np.arctan2(side[:, 1], side[:, 0]), length)
    along = np.column_stack([np.cos(angle), np.sin(angle)])
    across = np.column_stack([along[:, 1], -along[:, 0]])
    middle = start + side / 2.0
    reach = np.einsum("ek,ek->e", middle, across)
    for e in np.flatnonzero(length >= SURE_M):
        reach[e] += _outermost(points, middle[e], along[e], across[e], length[e], spacing_m)
    kept = ~(free & (length < CHAMFER_M))
    if kept.sum() < 3:
        kept[:] = True
    sides = [
        Side(along[e], across[e], float(reach[e]), float(length[e]), corners[e + 1])
        for e in np.flatnonzero(kept)
    ]
    return _corners(_together(sides))


def _snapped(angle: Array, length: Array) -> tuple[Array, Array]:
    """Directions of sides, those near a main direction or square to it turned into it.

    The second array tells which ones are near to none.
    """
    out = angle.copy()
    left = np.ones(len(angle), dtype=bool)
    for _ in range(DIRECTIONS):
        if length[left].sum() < LEAST_DIRECTION_M:
            break
        main = _main(angle[left], length[left])
        turn = (angle - main + np.pi / 4.0) % (np.pi / 2.0) - np.pi / 4.0
        near = left & (np.abs(turn) <= np.radians(SNAP_DEG))
        out[near] = angle[near] - turn[near]
        left &= ~near
    return out, left


def _main(angle: Array, length: Array) -> float:
    """Direction, up to right angles, that most metres of the sides lie near to."""
    turn = angle[None, :] - angle[:, None]
    off = np.abs((turn + np.pi / 4.0) % (np.pi / 2.0) - np.pi / 4.0)
    votes = (np.maximum(1.0 - off / np.radians(SNAP_DEG), 0.0) * length).sum(axis=1)
    best = int(np.argmax(votes))
    near = off[best] <= np.radians(SNAP_DEG)
    return float(np.angle((length[near] ** 2 * np.exp(4j * angle[near])).sum()) / 4.0)


def _outermost(
    points: Array, middle: Array, along: Array, across: Array, length: float, spacing_m: float
) -> float:
    """Metres to move a side outwards: median over its half metres of their outermost points."""
    off = points - middle
    way, out = off @ along, off @ across
    near = (np.abs(way) < length / 2.0) & (np.abs(out) <= BAND_M)
    if not near.any():
        return 0.0
    piece = np.floor(way[near] / 0.5).astype(int)
    piece -= piece.min()
    most = np.full(piece.max() + 1, -np.inf)
    np.maximum.at(most, piece, out[near])
    return float(np.median(most[np.isfinite(most)]) + spacing_m / 2.0)


def _together(sides: list[Side]) -> list[Side]:
    """Successive sides that lie on one line become one, the last and the first too."""
    out = [sides[0]]
    for side in sides[1:]:
        if out[-1].goes_on(side):
            out[-1] = out[-1].joined(side)
        else:
            out.append(side)
    if len(out) > 1 and out[-1].goes_on(out[0]):
        out[0] = out.pop().joined(out[0])
    return out


def _corners(sides: list[Side]) -> Array:
    """(K, 2) points where the lines of successive sides meet; parallel ones get a step."""
    out: list[Array] = []
    for one, two in zip(sides, sides[1:] + sides[:1], strict=True):
        cross = float(one.along[0] * two.along[1] - one.along[1] * two.along[0])
        if abs(cross) > np.sin(np.radians(SNAP_DEG)):
            ways = np.array([one.across, two.across])
            out.append(np.linalg.solve(ways, np.array([one.reach, two.reach])))
        else:
            out.append(one.end + one.across * (one.reach - one.end @ one.across))
            out.append(one.end + two.across * (two.reach - one.end @ two.across))
    return np.array(out)
