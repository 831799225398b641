"""The frame of every wing: where its ridge runs, how wide it is, and which ends are closed.

Slopes fall to free sides. A side is closed where most of it is a party wall with a neighbour
about as high, or the joint with another wing of the same building. The ridge runs along the
long side of the smallest rectangle, unless more of the long sides than of the short ones are
closed: a deep house in a row has slopes to street and garden, a short wing a gable to the front.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

import numpy as np
import shapely

from zeneville.solar.roofs.wings import edges

Array = np.ndarray[Any, Any]

#: how far outside a wall to look for a neighbour, m
OUTSIDE_M = 0.5
#: a neighbour whose gutter is lower by more than a storey leaves the wall free, m
STOREY_M = 2.5
#: share of a side from which on it is closed
MOSTLY = 0.6
#: long over short side up to which one closed long side turns the ridge
LONGEST_TURNED = 2.0
#: where on a wall to look, shares of its length
LOOK = (1 / 6, 1 / 2, 5 / 6)


@dataclass(frozen=True)
class Frames:
    """Rectangles around wings, (W,) or (W, 2) arrays in m.

    ``along`` is the unit vector of the ridge, ``across`` it turned clockwise by 90 degrees;
    ``length`` along the ridge, ``width`` across; ``closed`` and ``joint`` (W, 2) tell of the
    ends against and along ``along`` whether they are closed, and whether by an own wing.
    """

    centre: Array
    along: Array
    across: Array
    length: Array
    width: Array
    closed: Array
    joint: Array

    def only(self, chosen: Array) -> Frames:
        """The frames of some wings."""
        return Frames(**{each.name: getattr(self, each.name)[chosen] for each in fields(self)})


def frames(shapes: Array, owner: Array, footprints: Array, height: Array) -> Frames:
    """Frames of wings ``shapes`` (W,) of buildings ``owner`` (W,) among all ``footprints`` (B,).

    ``height`` (B,) of gutters, m.
    """
    centre, along, length, width = _rectangles(shapes)
    across = np.column_stack([along[:, 1], -along[:, 0]])
    closed, joint = _sides(shapes, owner, along, across, footprints, height)
    turned = _turned(closed > MOSTLY, joint > MOSTLY, length / width)
    ends = np.where(turned[:, None], closed[:, 2:], closed[:, :2])
    joints = np.where(turned[:, None], joint[:, 2:], joint[:, :2])
    along = np.where(turned[:, None], across, along)
    return Frames(
        centre=centre,
        along=along,
        across=np.column_stack([along[:, 1], -along[:, 0]]),
        length=np.where(turned, width, length),
        width=np.where(turned, length, width),
        closed=ends > MOSTLY,
        joint=joints > MOSTLY,
    )


def _turned(closed: Array, joint: Array, ratio: Array) -> Array:
    """(W,) where the ridge runs along the short side.

    Water may run onto one's own lower roof, not onto a neighbour's (code civil, article 681): a
    joint counts half. A long wing along one neighbour's wall keeps its ridge along it.
    """
    shut = closed - 0.5 * (closed & joint)
    both = closed[:, 2:].all(axis=1)
    return np.asarray(
        (shut[:, 2:].sum(axis=1) > shut[:, :2].sum(axis=1)) & (both | (ratio <= LONGEST_TURNED))
    )


def _rectangles(shapes: Array) -> tuple[Array, Array, Array, Array]:
    """Centre, unit vector along the long side, long and short side of smallest rectangles."""
    box = shapely.minimum_rotated_rectangle(shapes)
    corners = shapely.get_coordinates(box).reshape(len(shapes), -1, 2)[:, :4]
    first, second = corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 1]
    one, two = np.hypot(*first.T), np.hypot(*second.T)
    along = np.where((one >= two)[:, None], first, second)
    along = along / np.maximum(one, two)[:, None]
    return corners.mean(axis=1), along, np.maximum(one, two), np.minimum(one, two)


def _sides(
    shapes: Array, owner: Array, along: Array, across: Array, footprints: Array, height: Array
) -> tuple[Array, Array]:
    """Share (W, 4) of each side that is closed, and that is a joint.

    Sides: against ``along``, along it, against ``across``, along it.
    """
    walls = edges(shapes)
    vector = walls.end - walls.start
    length = np.hypot(*vector.T)
    normal = np.column_stack([vector[:, 1], -vector[:, 0]]) / np.maximum(length, 1e-9)[:, None]
    middle = [walls.start + share * vector + OUTSIDE_M * normal for share in LOOK]
    points = shapely.points(np.stack(middle, axis=1).reshape(-1, 2))
    wall = np.repeat(np.arange(len(vector)), len(LOOK))
    own = owner[walls.part][wall]
    neighbour, point = shapely.STRtree(points).query(footprints, predicate="contains")
    high = height[neighbour] >= height[own[point]] - STOREY_M
    party, joint = np.zeros(len(points)), np.zeros(len(points))
    party[point[high]] = 1.0
    joint[point[neighbour == own[point]]] = 1.0
    ahead = (normal * along[walls.part]).sum(axis=1)
    aside = (normal * across[walls.part]).sum(axis=1)
    place = walls.part * 4 + np.stack([-ahead, ahead, -aside, aside], axis=1).argmax(axis=1)
    total = np.bincount(place, weights=length, minlength=4 * len(shapes))
    share = [
        np.bincount(
            place,
            weights=length * each.reshape(-1, len(LOOK)).mean(axis=1),
            minlength=4 * len(shapes),
        )
        / np.maximum(total, 1e-9)
        for each in (party, joint)
    ]
    return share[0].reshape(-1, 4), share[1].reshape(-1, 4)


__all__ = ["Frames", "frames"]
