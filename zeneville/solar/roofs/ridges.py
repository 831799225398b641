"""Straight ridges, hips and valleys: common edges moved onto the line where two planes meet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely

from zeneville.solar.roofs import rings

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
#: points of moved edges lie on a grid of this spacing, metres, which keeps cuts exact
GRID_M = 1e-5


@dataclass(frozen=True)
class Meetings:
    """K pairs of shapes whose planes meet along their common edge.

    ``one``, ``two`` (K,) rows of the shapes; ``mine``, ``other`` (K,) strips along the line, on
    the side of the first and of the second.
    """

    one: Array
    two: Array
    mine: Array
    other: Array


def straightened(shapes: Array, owner: Array, normal: Array, centre: Array) -> Array:
    """Shapes whose common edges follow the lines where their planes meet.

    What lies beyond the line changes hands between the two; the union stays as it was. Edges
    far from the line (steps in height) stay.

    Parameters
    ----------
    shapes
        (P,) polygons, metres.
    owner
        (P,) building of each; only planes of one building meet.
    normal, centre
        (P, 3) unit vector upwards and a point of each plane.
    """
    if len(shapes) == 0:
        return shapes
    moved = rings.polygons(shapely.set_precision(shapes, GRID_M))
    found = _meetings(moved, owner, normal, centre)
    left = np.arange(len(found.one))
    while len(left):
        now = left[_apart(found.one[left], found.two[left], len(moved))]
        one, two, mine, other = found.one[now], found.two[now], found.mine[now], found.other[now]
        first = _exchanged(moved[one], moved[two], other, mine)
        second = _exchanged(moved[two], moved[one], mine, other)
        moved[one], moved[two] = first, second
        left = np.setdiff1d(left, now)
    smooth = shapely.coverage_simplify(moved, SMOOTH_M, simplify_boundary=False)
    return rings.without_spikes(rings.polygons(smooth))


def _meetings(shapes: Array, owner: Array, normal: Array, centre: Array) -> Meetings:
    """Pairs of shapes of one building that have a common edge near the line of their planes."""
    slope = -normal[:, :2] / normal[:, 2:]
    level = centre[:, 2] - np.einsum("pk,pk->p", slope, centre[:, :2])
    one, two = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    pairs = (one < two) & (owner[one] == owner[two])
    one, two = one[pairs], two[pairs]
    bend = slope[one] - slope[two]
    steep = np.hypot(*bend.T)
    meet = np.flatnonzero(steep >= LEAST_BEND)
    meet = meet[np.lexsort([two[meet], one[meet]])]
    one, two, steep = one[meet], two[meet], steep[meet]
    across, offset = bend[meet] / steep[:, None], (level[one] - level[two]) / steep
    near, low, high = _common_edges(shapes[one], shapes[two], across, offset)
    one, two, across, offset = one[near], two[near], across[near], offset[near]
    along = np.column_stack([-across[:, 1], across[:, 0]])
    start = along * (low[near] - REACH_M)[:, None] - across * offset[:, None]
    stop = along * (high[near] + REACH_M)[:, None] - across * offset[:, None]
    far = across * REACH_M
    plus = shapely.polygons(np.stack([start, stop, stop + far, start + far], axis=1))
    minus = shapely.polygons(np.stack([start, stop, stop - far, start - far], axis=1))
    above = shapely.area(shapely.intersection(shapes[one], plus))
    first = above >= shapely.area(shapely.intersection(shapes[one], minus))
    return Meetings(one, two, np.where(first, plus, minus), np.where(first, minus, plus))


def _common_edges(
    one: Array, two: Array, across: Array, offset: Array
) -> tuple[Array, Array, Array]:
    """Which of K pairs have a common edge near the line across . p + offset = 0, and its reach.

    The reach is (K,) the least and the greatest position along the line, metres.
    """
    common = shapely.intersection(shapely.boundary(one), shapely.boundary(two))
    part, pair = shapely.get_parts(common, return_index=True)
    lines = shapely.get_type_id(part) == 1
    part, pair = part[lines], pair[lines]
    ends, which = shapely.get_coordinates(part, return_index=True)
    same = which[1:] == which[:-1]
    begin, end, pair = ends[:-1][same], ends[1:][same], pair[which[1:][same]]
    length = np.hypot(*(end - begin).T)
    middle = (begin + end) / 2.0
    away = np.abs((middle * across[pair]).sum(axis=1) + offset[pair])
    count = len(one)
    whole = np.bincount(pair, length, count)
    close = away <= REACH_M
    held = np.bincount(pair[close], length[close], count)
    low, high = np.full(count, np.inf), np.full(count, -np.inf)
    along = np.column_stack([-across[:, 1], across[:, 0]])
    for place in (begin, end):
        way = (place[close] * along[pair[close]]).sum(axis=1)
        np.minimum.at(low, pair[close], way)
        np.maximum.at(high, pair[close], way)
    return (held >= LEAST_EDGE_M) & (held >= 0.5 * whole), low, high


def _apart(one: Array, two: Array, count: int) -> Array:
    """Rows of pairs, first ones first, in which no shape occurs twice."""
    taken = np.zeros(count, dtype=bool)
    out = []
    for row, (a, b) in enumerate(zip(one.tolist(), two.tolist(), strict=True)):
        if not taken[a] and not taken[b]:
            out.append(row)
        taken[a] = taken[b] = True
    return np.array(out, dtype=int)


def _exchanged(shapes: Array, others: Array, leaves: Array, takes: Array) -> Array:
    """Shapes without what lies in ``leaves``, and with what the others have in ``takes``."""
    kept = rings.polygons(shapely.difference(shapes, leaves, grid_size=GRID_M))
    gained = rings.polygons(shapely.intersection(others, takes, grid_size=GRID_M))
    return rings.polygons(shapely.union(kept, gained, grid_size=GRID_M))
