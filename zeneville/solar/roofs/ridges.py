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
    shapes = list(shapes)
    slope = -normal[:, :2] / normal[:, 2:]
    level = centre[:, 2] - np.einsum("pk,pk->p", slope, centre[:, :2])
    left, right = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    for one, two in sorted((int(a), int(b)) for a, b in zip(left, right, strict=True) if a < b):
        bend = slope[one] - slope[two]
        steep = float(np.hypot(*bend))
        if steep < LEAST_BEND:
            continue
        sides = _sides(shapes[one], shapes[two], bend / steep, (level[one] - level[two]) / steep)
        if sides is None:
            continue
        plus, minus = sides
        if shapes[one].intersection(plus).area < shapes[one].intersection(minus).area:
            plus, minus = minus, plus
        to_one, to_two = shapes[two].intersection(plus), shapes[one].intersection(minus)
        shapes[one] = polygons(shapes[one].difference(minus).union(to_one))
        shapes[two] = polygons(shapes[two].difference(plus).union(to_two))
    return list(shapely.coverage_simplify(shapes, SMOOTH_M, simplify_boundary=False))


def _sides(one: Any, two: Any, across: Array, offset: float) -> tuple[Any, Any] | None:
    """Strips on either side of the line across . p + offset = 0 along the common edge, if near."""
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
    return plus, minus
