"""Footprints cut into wings, the parts that carry one ridge each.

A footprint with re-entrant corners (L, T, U, around a courtyard) is cut at a re-entrant corner
along the prolongation of one of its walls, the shortest such cut first, until every part fills
most of its smallest rectangle or has no re-entrant corner left. Jogs of a wall smaller than
:data:`JOG_M` are no corners.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely

Array = np.ndarray[Any, Any]

#: share of its smallest rectangle that a part with one ridge fills at least
RECTANGULAR = 0.9
#: jogs of a wall up to this depth do not make a wing, m
JOG_M = 1.0
#: smallest part that carries a ridge of its own, m2
LEAST_WING_M2 = 12.0
#: rounds of cuts; each may double the parts of a footprint
ROUNDS = 6
#: how far a cut reaches beyond the wall it ends at, m
BEYOND_M = 1e-3
#: sine of the smallest turn that counts as a re-entrant corner
LEAST_TURN = 0.26


@dataclass(frozen=True)
class Edges:
    """Walls of polygons one after another, the inside on their left; ``before`` of the same ring.

    ``part`` (E,) numbers the polygon, ``start`` and ``end`` are (E, 2) in m, ``before`` (E,) is
    the wall that ends where this one starts, ``hole`` (E,) tells walls of courtyards.
    """

    part: Array
    start: Array
    end: Array
    before: Array
    hole: Array


def edges(polygons: Array) -> Edges:
    """Walls of (P,) polygons, exterior rings anticlockwise and courtyards clockwise."""
    turned = shapely.orient_polygons(polygons)
    rings, part = shapely.get_rings(turned, return_index=True)
    points, ring = shapely.get_coordinates(rings, return_index=True)
    last = np.append(ring[1:] != ring[:-1], True)
    wall = ~last
    where = np.flatnonzero(wall)
    first = np.append(True, ring[where][1:] != ring[where][:-1])
    number = np.arange(len(where))
    starts = np.flatnonzero(first)
    ends = np.append(starts[1:], len(where)) - 1
    before = number - 1
    before[starts] = ends
    begins = np.append(True, part[1:] != part[:-1])
    return Edges(part[ring[where]], points[where], points[where + 1], before, ~begins[ring[where]])


def wings(footprints: Array) -> tuple[Array, Array]:
    """Parts of (B,) footprints that carry a ridge each: owner (W,) and polygon (W,).

    The parts of a footprint cover it once.
    """
    parts, owner = shapely.get_parts(footprints, return_index=True)
    done: list[tuple[Array, Array]] = []
    for _ in range(ROUNDS):
        split = _worth_cutting(parts)
        done.append((owner[~split], parts[~split]))
        owner, parts = owner[split], parts[split]
        if not len(parts):
            break
        pieces, source = _cut(parts, _shortest_cuts(parts))
        whole = np.bincount(source, minlength=len(parts)) < 2
        done.append((owner[whole], parts[whole]))
        kept = ~whole[source]
        owner, parts = owner[source[kept]], pieces[kept]
    done.append((owner, parts))
    owners, shapes = (np.concatenate(each) for each in zip(*done, strict=True))
    order = np.argsort(owners, kind="stable")
    return owners[order], shapes[order]


def _worth_cutting(parts: Array) -> Array:
    box = shapely.area(shapely.minimum_rotated_rectangle(parts))
    area = shapely.area(parts)
    return (area < RECTANGULAR * box) & (area > 2.0 * LEAST_WING_M2)


def _shortest_cuts(parts: Array) -> Array:
    """(P,) line of the shortest cut of each polygon, None where there is no re-entrant corner.

    A cut at a corner of a courtyard runs along the courtyard's wall and beyond both its ends.
    """
    walls, plain = edges(parts), edges(shapely.simplify(parts, JOG_M))
    corner, other, direction = _corners(plain)
    part, courtyard = plain.part[corner], plain.hole[corner]
    ahead = _reach(plain.start[corner], direction, part, walls)
    behind = np.where(courtyard, _reach(other, -direction, part, walls), 0.0)
    length = ahead + behind
    order = np.lexsort((length, part))
    order = order[np.isfinite(length[order])]
    best = order[np.append(True, part[order][1:] != part[order][:-1])] if len(order) else order
    tail = np.where(
        courtyard[:, None], other - (behind + BEYOND_M)[:, None] * direction, plain.start[corner]
    )
    head = plain.start[corner] + (ahead + BEYOND_M)[:, None] * direction
    lines = np.full(len(parts), None, dtype=object)
    lines[part[best]] = shapely.linestrings(np.stack([tail[best], head[best]], axis=1))
    return lines


def _corners(walls: Edges) -> tuple[Array, Array, Array]:
    """Walls that start at a re-entrant corner, twice: once to prolong the wall before, once it.

    With the other end of the wall to prolong (R, 2) and the direction beyond the corner (R, 2).
    """
    after = walls.end - walls.start
    after /= np.maximum(np.hypot(*after.T), 1e-12)[:, None]
    into = after[walls.before]
    turn = into[:, 0] * after[:, 1] - into[:, 1] * after[:, 0]
    corner = np.flatnonzero(turn < -LEAST_TURN)
    return (
        np.concatenate([corner, corner]),
        np.concatenate([walls.start[walls.before[corner]], walls.end[corner]]),
        np.concatenate([into[corner], -after[corner]]),
    )


def _reach(origin: Array, direction: Array, part: Array, walls: Edges) -> Array:
    """(R,) m from origins along directions to the first wall of the same polygon, else inf."""
    first = np.searchsorted(walls.part, part, side="left")
    count = np.searchsorted(walls.part, part, side="right") - first
    ray = np.repeat(np.arange(len(part)), count)
    wall = np.arange(len(ray)) - np.repeat(np.cumsum(count) - count, count) + first[ray]
    side = walls.end[wall] - walls.start[wall]
    away = walls.start[wall] - origin[ray]
    along = direction[ray]
    cross = along[:, 0] * side[:, 1] - along[:, 1] * side[:, 0]
    with np.errstate(divide="ignore", invalid="ignore"):
        distance = (away[:, 0] * side[:, 1] - away[:, 1] * side[:, 0]) / cross
        place = (away[:, 0] * along[:, 1] - away[:, 1] * along[:, 0]) / cross
    hit = (distance > 0.01) & (place >= -1e-9) & (place <= 1.0 + 1e-9)
    reach = np.full(len(part), np.inf)
    np.minimum.at(reach, ray[hit], distance[hit])
    return reach


def _cut(parts: Array, lines: Array) -> tuple[Array, Array]:
    """Polygons that lines leave of each part, and the part each is of."""
    noded = shapely.union(shapely.boundary(parts), lines)
    faces, source = shapely.get_parts(shapely.polygonize(noded[:, None]), return_index=True)
    holed = shapely.get_num_interior_rings(parts)[source] > 0
    inside = np.ones(len(faces), dtype=bool)
    inside[holed] = shapely.contains(parts[source[holed]], shapely.point_on_surface(faces[holed]))
    faces, source = faces[inside], source[inside]
    smallest = np.full(len(parts), np.inf)
    np.minimum.at(smallest, source, shapely.area(faces))
    kept = smallest[source] >= LEAST_WING_M2
    return faces[kept], source[kept]


__all__ = ["Edges", "edges", "wings"]
