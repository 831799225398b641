"""Slopes of wings: gables, hips, and the valleys where a wing runs into another.

All slopes of a building have one tilt and start at its gutter, so the height of a slope above
the gutter at a point is tan(tilt) times the distance from its eaves. A wing whose end is a joint
reaches into the roof of its neighbour as far as it stands above it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely

from zeneville.solar.roofs.frames import Frames

Array = np.ndarray[Any, Any]

#: how far slopes are drawn beyond the rectangle before they are cut to the wing, m
BEYOND_M = 2.0
#: smallest piece of a roof that a wing takes over from another, m2
LEAST_PIECE_M2 = 0.5
#: grid of coordinates on which pieces change hands, so that they leave no gap, m
GRID_M = 1e-6


@dataclass(frozen=True)
class Slopes:
    """Slopes (S,): ``wing`` each is of, ``fall`` (S, 2) unit vector downhill, ``eaves`` (S,)
    distance of its eaves from the origin along ``fall`` in m, ``shape`` (S,) footprint."""

    wing: Array
    fall: Array
    eaves: Array
    shape: Array


def slopes(shapes: Array, owner: Array, frame: Frames, hipped: Array) -> Slopes:
    """Slopes of wings ``shapes`` (W,) of buildings ``owner`` (W,), hipped where asked (W,)."""
    several = np.bincount(owner)[owner] > 1
    shapes = shapes.copy()
    shapes[several] = shapely.set_precision(shapes[several], GRID_M)
    plain = _wings(shapes, frame, _hips(frame, hipped))
    return _valleys(plain, owner, frame)


def _hips(frame: Frames, hipped: Array) -> Array:
    """(W, 2) whether an end has a hip: asked for, free, and long enough for the ridge."""
    hip = hipped[:, None] & ~frame.closed
    room = frame.length >= frame.width * hip.sum(axis=1) / 2.0 - 1e-9
    return np.asarray(hip & room[:, None])


def _wings(shapes: Array, frame: Frames, hip: Array) -> Slopes:
    """Two slopes of each wing and one for each hipped end, cut to the wing."""
    half_length, half_width = frame.length / 2.0, frame.width / 2.0
    ridge = [np.where(hip[:, end], half_length - half_width, half_length) for end in (0, 1)]
    far, wide = half_length + BEYOND_M, half_width + BEYOND_M
    zero = np.zeros_like(far)
    foot = [np.where(hip[:, end], ridge[end] + wide, far) for end in (0, 1)]
    tip = [np.where(hip[:, end], ridge[end], far) for end in (0, 1)]
    corners, fall, eaves, wing = [], [], [], []
    for side in (-1.0, 1.0):
        u = [-foot[0], -tip[0], tip[1], foot[1]]
        v = [side * wide, zero, zero, side * wide]
        corners.append(_place(frame, u, v))
        fall.append(side * frame.across)
        eaves.append(half_width)
        wing.append(np.arange(len(shapes)))
    for end, sign in ((0, -1.0), (1, 1.0)):
        u = [sign * tip[end], sign * foot[end], sign * foot[end], sign * tip[end]]
        v = [zero, -wide, wide, zero]
        at = hip[:, end]
        corners.append(_place(frame, u, v)[at])
        fall.append(sign * frame.along[at])
        eaves.append(half_length[at])
        wing.append(np.flatnonzero(at))
    number, down = np.concatenate(wing), np.concatenate(fall)
    centre = (frame.centre[number] * down).sum(axis=1)
    cell = shapely.polygons(np.concatenate(corners))
    inside = shapely.intersection(shapes[number], cell)
    for mixed in np.flatnonzero(~np.isin(shapely.get_type_id(inside), (3, 6))):
        inside[mixed] = _polygons(inside[mixed])
    return Slopes(number, down, np.concatenate(eaves) + centre, inside)


def _place(frame: Frames, u: list[Array], v: list[Array]) -> Array:
    """(W, n, 2) points at ``u`` along the ridge and ``v`` across it from the centre."""
    along, across = np.stack(u, axis=1)[..., None], np.stack(v, axis=1)[..., None]
    return np.asarray(
        frame.centre[:, None] + along * frame.along[:, None] + across * frame.across[:, None]
    )


def _valleys(plain: Slopes, owner: Array, frame: Frames) -> Slopes:
    """Slopes with each wing carried on, beyond a joint, over the lower roof it runs into."""
    taker, giver, piece = _taken(plain, owner, frame)
    if not len(taker):
        return plain
    shape = plain.shape.copy()
    order = np.argsort(giver, kind="stable")
    for one in order:
        gives, takes = giver[one], taker[one]
        piece_one = _polygons(piece[one])
        part = _polygons(shapely.intersection(piece_one, shape[gives], grid_size=GRID_M))
        if not part.is_empty:
            rest = shapely.difference(shape[gives], part, grid_size=GRID_M)
            shape[gives] = _polygons(rest)
            shape[takes] = _polygons(shapely.union(shape[takes], part, grid_size=GRID_M))
    return Slopes(plain.wing, plain.fall, plain.eaves, shape)


def _polygons(shape: Any) -> Any:
    """A geometry without its points and lines."""
    if shape.geom_type in ("Polygon", "MultiPolygon"):
        return shape
    parts = shapely.get_parts(shape)
    return shapely.multipolygons([part for part in parts if part.geom_type == "Polygon"])


def _taken(plain: Slopes, owner: Array, frame: Frames) -> tuple[Array, Array, Array]:
    """Slopes that take over, slopes that give, and the piece of footprint, of all joints.

    The taker's roof goes on along its ridge by its own width at most; it takes what lies under
    it of slopes that fall towards it, where it is the higher: a half-plane.
    """
    wing, end = np.nonzero(frame.joint)
    sign = np.where(end == 1, 1.0, -1.0)
    taker = np.concatenate([wing, wing + len(owner)])
    wing, sign = np.tile(wing, 2), np.tile(sign, 2)
    outward = sign[:, None] * frame.along[wing]
    start = frame.centre[wing] + outward * (frame.length[wing] / 2.0 - 0.01)[:, None]
    over = outward * frame.width[wing][:, None]
    down = plain.fall[taker] * (frame.width[wing] / 2.0)[:, None]
    strip = shapely.polygons(
        np.stack([start, start + over, start + over + down, start + down], axis=1)
    )
    pair, giver = shapely.STRtree(plain.shape).query(strip, predicate="intersects")
    fits = owner[plain.wing[giver]] == owner[wing[pair]]
    fits &= plain.wing[giver] != wing[pair]
    fits &= (plain.fall[giver] * outward[pair]).sum(axis=1) < -0.1
    pair, giver = pair[fits], giver[fits]
    higher = _higher(plain, taker[pair], giver)
    piece = shapely.intersection(shapely.intersection(strip[pair], higher), plain.shape[giver])
    kept = shapely.area(piece) > LEAST_PIECE_M2
    return taker[pair[kept]], giver[kept], piece[kept]


def _higher(plain: Slopes, one: Array, other: Array) -> Array:
    """(N,) squares where slope ``one`` lies above slope ``other``: the half-plane, 200 m wide."""
    normal = plain.fall[other] - plain.fall[one]
    size = np.maximum(np.hypot(*normal.T), 1e-9)
    normal = normal / size[:, None]
    level = (plain.eaves[other] - plain.eaves[one]) / size
    origin = shapely.get_coordinates(shapely.point_on_surface(plain.shape[other]))
    foot = origin + (level - (origin * normal).sum(axis=1))[:, None] * normal
    along = 200.0 * np.column_stack([-normal[:, 1], normal[:, 0]])
    up = 200.0 * normal
    return np.asarray(
        shapely.polygons(
            np.stack([foot - along, foot + along, foot + along + up, foot - along + up], axis=1)
        )
    )


__all__ = ["Slopes", "slopes"]
