"""Straight ridges, hips and valleys: common edges moved onto the line where two planes meet."""

from __future__ import annotations

from typing import Any

import numpy as np
import shapely

from zeneville.solar.roofs.outlines import polygons

Array = np.ndarray[Any, Any]

#: farthest that an edge is moved, metres: cells are a quarter of a metre, noise makes it two or
#: three of them where slopes are gentle
REACH_M = 0.75
#: shortest common edge, metres
LEAST_EDGE_M = 0.75
#: least difference of the gradients; planes that meet at a smaller angle have no sure line
LEAST_BEND = 0.1
#: side of the triangles that moving edges leaves behind, metres
SMOOTH_M = 0.2
#: corners sharper than this are spikes, degrees
SPIKE_DEG = 2.0
#: points of moved edges lie on a grid of this spacing, metres, which keeps cuts exact
GRID_M = 1e-5


def straightened(shapes: list[Any], normal: Array, centre: Array) -> list[Any]:
    """Shapes of one roof whose common edges follow the lines where their planes meet.

    What lies beyond the line changes hands between the two; the union stays as it was. Edges
    far from the line (steps in height) stay.

    Parameters
    ----------
    shapes
        P polygons, metres.
    normal, centre
        (P, 3) unit vector upwards and a point of each plane.
    """
    shapes = [polygons(shape) for shape in shapely.set_precision(shapes, GRID_M)]
    slope = -normal[:, :2] / normal[:, 2:]
    level = centre[:, 2] - np.einsum("pk,pk->p", slope, centre[:, :2])
    left, right = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    meeting = []
    for one, two in sorted((int(a), int(b)) for a, b in zip(left, right, strict=True) if a < b):
        bend = slope[one] - slope[two]
        steep = float(np.hypot(*bend))
        if steep < LEAST_BEND:
            continue
        offset = (level[one] - level[two]) / steep
        sides = _sides(shapes[one], shapes[two], bend / steep, offset)
        if sides is not None:
            meeting.append((one, two, *sides))
    for one, two, mine, other in meeting:
        shapes[one], shapes[two] = (
            _exchanged(shapes[one], shapes[two], other, mine),
            _exchanged(shapes[two], shapes[one], mine, other),
        )
    smooth = shapely.coverage_simplify(shapes, SMOOTH_M, simplify_boundary=False)
    return [polygons(_without_spikes(shape)) for shape in smooth]


def _without_spikes(shape: Any) -> Any:
    """The shape without corners that turn right back, which moved edges may leave."""
    parts = []
    for part in shapely.get_parts(shape):
        shell = _blunt(np.asarray(part.exterior.coords)[:-1])
        holes = [_blunt(np.asarray(ring.coords)[:-1]) for ring in part.interiors]
        if len(shell) > 2:
            parts.append(shapely.Polygon(shell, [hole for hole in holes if len(hole) > 2]))
    return parts[0] if len(parts) == 1 else shapely.MultiPolygon(parts)


def _blunt(corners: Array) -> Array:
    """(K, 2) corners of a ring without those sharper than :data:`SPIKE_DEG`, and without doubles."""
    while len(corners) > 2:
        back, on = np.roll(corners, 1, axis=0) - corners, np.roll(corners, -1, axis=0) - corners
        length = np.hypot(*back.T) * np.hypot(*on.T)
        same = (back * on).sum(axis=1) > np.cos(np.radians(SPIKE_DEG)) * length
        bad = np.flatnonzero(same | (length == 0.0))
        if len(bad) == 0:
            break
        corners = np.delete(corners, bad[0], axis=0)
    return corners


def _exchanged(shape: Any, other: Any, leaves: Any, takes: Any) -> Any:
    """The shape without what lies in ``leaves``, and with what the other has in ``takes``."""
    kept = polygons(shapely.difference(shape, leaves, grid_size=GRID_M))
    gained = polygons(shapely.intersection(other, takes, grid_size=GRID_M))
    return polygons(shapely.union(kept, gained, grid_size=GRID_M))


def _sides(one: Any, two: Any, across: Array, offset: float) -> tuple[Any, Any] | None:
    """Strips along the line across . p + offset = 0, if the common edge is near it.

    The first one lies on the side of the first shape.
    """
    edge = shapely.get_parts(shapely.intersection(one.boundary, two.boundary))
    edge = edge[shapely.get_type_id(edge) == 1]
    if len(edge) == 0 or shapely.length(edge).sum() < LEAST_EDGE_M:
        return None
    ends = np.concatenate(
        [np.stack([at[:-1], at[1:]], axis=1) for at in map(shapely.get_coordinates, edge)]
    )
    length = np.hypot(*(ends[:, 1] - ends[:, 0]).T)
    close = np.abs(ends.mean(axis=1) @ across + offset) <= REACH_M
    if length[close].sum() < max(LEAST_EDGE_M, 0.5 * length.sum()):
        return None
    along = np.array([-across[1], across[0]])
    way = ends[close].reshape(-1, 2) @ along
    reach = (way.min() - REACH_M, way.max() + REACH_M)
    start, stop = (along * way - across * offset for way in reach)
    far = across * REACH_M
    plus = shapely.Polygon([start, stop, stop + far, start + far])
    minus = shapely.Polygon([start, stop, stop - far, start - far])
    if one.intersection(plus).area < one.intersection(minus).area:
        plus, minus = minus, plus
    return plus, minus
