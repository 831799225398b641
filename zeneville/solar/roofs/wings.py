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
#: courtyards and light wells under this size do not make wings around them, m2
LEAST_COURTYARD_M2 = 16.0
#: a cut this near to a corner ends at it, m
ROUNDING_M = 1e-6
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


@dataclass(frozen=True)
class Cuts:
    """Shortest cuts of parts ``part`` (N,), one each.

    From the corner where wall ``corner`` starts to the point ``end`` (N, 2) of wall ``hit``.
    Around a courtyard the cut goes on along the courtyard's wall to the corner where wall
    ``other`` starts, and from there to the point ``start`` of wall ``back``; ``onward`` tells
    whether the wall leads from ``other`` to ``corner`` or the other way round.
    """

    part: Array
    corner: Array
    hit: Array
    end: Array
    other: Array
    back: Array
    start: Array
    onward: Array


def wings(footprints: Array) -> tuple[Array, Array]:
    """Parts of (B,) footprints that carry a ridge each: owner (W,) and polygon (W,).

    The parts of a footprint cover it once.
    """
    parts, owner = shapely.get_parts(footprints, return_index=True)
    filled, holed = _without_wells(parts)
    whole = parts
    parts, piece_of = filled, np.arange(len(parts))
    done: list[tuple[Array, Array]] = []
    for _ in range(ROUNDS):
        split = _worth_cutting(parts)
        done.append((piece_of[~split], parts[~split]))
        piece_of, parts = piece_of[split], parts[split]
        if not len(parts):
            break
        pieces, source = _cut(parts)
        kept = np.bincount(source, minlength=len(parts)) >= 2
        done.append((piece_of[~kept], parts[~kept]))
        piece_of, parts = piece_of[source], pieces
    done.append((piece_of, parts))
    piece_of, parts = (np.concatenate(each) for each in zip(*done, strict=True))
    order = np.argsort(piece_of, kind="stable")
    piece_of, parts = piece_of[order], parts[order]
    welled = holed[piece_of]
    parts[welled] = shapely.intersection(parts[welled], whole[piece_of[welled]])
    return owner[piece_of], parts


def _without_wells(parts: Array) -> tuple[Array, Array]:
    """Polygons with small holes filled, and which (P,) those are."""
    filled, holed = parts.copy(), np.zeros(len(parts), dtype=bool)
    for number in np.flatnonzero(shapely.get_num_interior_rings(parts)):
        rings = list(parts[number].interiors)
        kept = [ring for ring in rings if shapely.Polygon(ring).area >= LEAST_COURTYARD_M2]
        holed[number] = len(kept) < len(rings)
        filled[number] = shapely.Polygon(parts[number].exterior, kept)
    return filled, holed


def _worth_cutting(parts: Array) -> Array:
    box = shapely.area(shapely.minimum_rotated_rectangle(parts))
    area = shapely.area(parts)
    return (area < RECTANGULAR * box) & (area > 2.0 * LEAST_WING_M2)


def _cut(parts: Array) -> tuple[Array, Array]:
    """Two pieces of each part that can be cut, and the number of the part each is of."""
    walls = edges(parts)
    cuts = _shortest_cuts(parts, walls)
    pieces: list[Any] = []
    source: list[int] = []
    for number, part in enumerate(cuts.part):
        holed = shapely.get_num_interior_rings(parts[part]) > 0
        chains = (_around if holed else _across)(walls, cuts, number)
        found = _pieces(parts[part], chains)
        pieces += found
        source += [int(part)] * len(found)
    out = np.empty(len(pieces), dtype=object)
    out[:] = pieces
    return out, np.array(source, dtype=int)


def _shortest_cuts(parts: Array, walls: Edges) -> Cuts:
    """The shortest cut of every polygon that has a re-entrant corner.

    Parts with a courtyard are cut along its walls: a cut from the outside to a courtyard would
    leave them in one piece.
    """
    plain = edges(shapely.simplify(parts, JOG_M))
    corner, other, direction, onward = _corners(plain)
    part, origin, courtyard = plain.part[corner], plain.start[corner], plain.hole[corner]
    ahead, hit, at = _reach(origin, direction, part, walls)
    behind, back, beside = _reach(other, -direction, part, walls)
    length = ahead + np.where(courtyard, behind, 0.0)
    holed = shapely.get_num_interior_rings(parts)[part] > 0
    usable = np.isfinite(length) & (at >= 0) & (holed == courtyard)
    usable &= ~courtyard | ((beside >= 0) & ~walls.hole[hit] & ~walls.hole[back])
    order = np.lexsort((length, part))
    order = order[usable[order]]
    best = order[np.append(True, part[order][1:] != part[order][:-1])] if len(order) else order
    behind = np.where(courtyard, behind, 0.0)
    return Cuts(
        part=part[best],
        corner=at[best],
        hit=hit[best],
        end=_at(walls, hit[best], origin[best] + ahead[best, None] * direction[best]),
        other=beside[best],
        back=back[best],
        start=_at(walls, back[best], other[best] - behind[best, None] * direction[best]),
        onward=onward[best],
    )


def _at(walls: Edges, wall: Array, points: Array) -> Array:
    """Points on walls, moved to an end of the wall where they are as good as there."""
    for corners in (walls.start[wall], walls.end[wall]):
        near = np.hypot(*(points - corners).T) < ROUNDING_M
        points = np.where(near[:, None], corners, points)
    return points


def _corners(walls: Edges) -> tuple[Array, Array, Array, Array]:
    """Walls (R,) that start at a re-entrant corner, twice: to prolong the wall before, and it.

    With the other end of the wall to prolong (R, 2), the direction beyond the corner (R, 2), and
    whether the prolonged wall leads to the corner.
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
        np.arange(2 * len(corner)) < len(corner),
    )


def _reach(
    origin: Array, direction: Array, part: Array, walls: Edges
) -> tuple[Array, Array, Array]:
    """From origins along directions to the first wall of the same polygon.

    m (R,), infinite where there is none; the number of that wall, and of the wall that starts
    at the origin, -1 where there is none.
    """
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
    met = (distance > 0.01) & (place >= -1e-9) & (place <= 1.0 + 1e-9)
    reach, hit, at = np.full(len(part), np.inf), np.full(len(part), -1), np.full(len(part), -1)
    here = (away == 0.0).all(axis=1)
    at[ray[here]] = wall[here]
    far = np.flatnonzero(met)[np.argsort(-distance[met], kind="stable")]
    reach[ray[far]], hit[ray[far]] = distance[far], wall[far]
    return reach, hit, at


def _across(walls: Edges, cuts: Cuts, number: int) -> list[Array]:
    """Outlines of the two pieces of a polygon without courtyard."""
    ring = _ring(walls, cuts.corner[number])
    corner, hit, end = cuts.corner[number], cuts.hit[number], cuts.end[number][None]
    return [
        np.vstack([_chain(walls, ring, corner, hit), end]),
        np.vstack([end, _chain(walls, ring, _next(ring, hit), corner)]),
    ]


def _around(walls: Edges, cuts: Cuts, number: int) -> list[Array]:
    """Outlines of the strip along a wall of a courtyard, and of what is left, open to it."""
    first, last = cuts.other[number], cuts.corner[number]
    out, into = cuts.hit[number], cuts.back[number]
    far, near = cuts.end[number][None], cuts.start[number][None]
    if not cuts.onward[number]:
        first, last, out, into, far, near = last, first, into, out, near, far
    court, outside = _ring(walls, first), _ring(walls, out)
    strip = [_chain(walls, court, first, last), far]
    if out != into or np.hypot(*(far[0] - walls.start[out])) > np.hypot(
        *(near[0] - walls.start[out])
    ):
        strip.append(_chain(walls, outside, _next(outside, out), into))
    rest = [_chain(walls, court, last, first), near]
    rest.append(_chain(walls, outside, _next(outside, into), out))
    return [np.vstack([*strip, near]), np.vstack([*rest, far])]


def _ring(walls: Edges, wall: int) -> tuple[int, int]:
    """First wall of the ring of a wall, and the first one after it."""
    first = last = int(wall)
    while walls.before[first] == first - 1:
        first -= 1
    last = int(walls.before[first]) + 1
    return first, last


def _next(ring: tuple[int, int], wall: int) -> int:
    return ring[0] if wall + 1 == ring[1] else int(wall) + 1


def _chain(walls: Edges, ring: tuple[int, int], first: int, last: int) -> Array:
    """(n, 2) corners where walls ``first`` to ``last`` of a ring start, in its order."""
    begin, end = ring
    if first <= last:
        return walls.start[first : last + 1]
    return np.vstack([walls.start[first:end], walls.start[begin : last + 1]])


def _pieces(part: Any, outlines: list[Array]) -> list[Any]:
    """The polygons of outlines, with the courtyards in them; none where a cut is not worth it."""
    if min(len(outline) for outline in outlines) < 3:
        return []
    pieces = [shapely.Polygon(outline) for outline in outlines]
    if not all(piece.is_valid for piece in pieces):
        return []
    courts = [shapely.Polygon(ring) for ring in part.interiors]
    for number, piece in enumerate(pieces):
        inside = [court for court in courts if piece.contains(court.representative_point())]
        if inside:
            pieces[number] = shapely.Polygon(piece.exterior, [court.exterior for court in inside])
    areas = [piece.area for piece in pieces]
    sound = abs(sum(areas) - part.area) < 1e-9 * part.area
    return pieces if sound and min(areas) >= LEAST_WING_M2 else []


__all__ = ["Edges", "edges", "wings"]
