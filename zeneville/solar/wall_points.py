"""Points on the walls of buildings, in columns spread evenly along what faces the outside."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import numpy as np
import shapely

from zeneville.solar.ground import ground_altitude

Array = np.ndarray[Any, Any]

#: facades face north, east, south and west of the grid, each to 45 degrees
SIDES = 4
#: metres in front of a wall within which a neighbour stands against it
NEAR_M = 0.3


@dataclass(frozen=True)
class Columns:
    """C upright strips of walls of one width along a side of a building.

    Parameters
    ----------
    owner, side
        (C,) row number of the building; 0 north, 1 east, 2 south, 3 west.
    place, normal
        (C, 2) metres, the middle of the strip; unit vectors outwards.
    width_m
        (C,) metres.
    ground, party, low, top
        (C,) altitudes: foot of the wall; up to where a heated neighbour stands against it, and
        any; its top. Each at least as high as the one before it.
    """

    owner: Array
    side: Array
    place: Array
    normal: Array
    width_m: Array
    ground: Array
    party: Array
    low: Array
    top: Array

    @property
    def azimuth_deg(self) -> Array:
        """(C,) clockwise from grid north."""
        return np.degrees(np.arctan2(self.normal[:, 0], self.normal[:, 1])) % 360.0

    def points(self, band_m: float, most: int) -> tuple[Array, Array]:
        """Points in the middle of equal heights of what is free, and the first of each strip.

        (N, 3) metres and (C + 1,); each strip has at least one, one for each ``band_m``, and
        ``most`` at the most.
        """
        free = self.top - self.low
        number = np.clip(np.round(free / band_m), 1, most).astype(int)
        first = np.concatenate([[0], np.cumsum(number)])
        of = np.repeat(np.arange(len(number)), number)
        step = np.arange(first[-1]) - first[of]
        z = self.low[of] + (step + 0.5) / number[of] * free[of]
        return np.column_stack([self.place[of], z]), first


def columns(buildings: gpd.GeoDataFrame, heated: Array, spacing_m: float, most: int) -> Columns:
    """Strips of the walls of heated buildings.

    Parameters
    ----------
    buildings
        All that stand, polygons in metres, with ``height_m`` and the columns that
        :func:`ground_altitude` reads.
    heated
        (B,) True for those whose walls are asked; they also are the neighbours behind party walls.
    spacing_m, most
        Width of strips along a side of a building, and how many it has at the most.
    """
    shapes = buildings.geometry.to_numpy()
    owner, start, along = _segments(shapes, heated)
    length = np.hypot(*along.T)
    normal = np.column_stack([-along[:, 1], along[:, 0]]) / length[:, None]
    azimuth = np.degrees(np.arctan2(normal[:, 0], normal[:, 1]))
    side = (((azimuth + 45.0) % 360.0) // 90.0).astype(int)
    order = np.argsort(owner * SIDES + side, kind="stable")
    key, whole = np.unique(owner * SIDES + side, return_inverse=True)
    whole = np.bincount(whole, length, len(key))
    number = np.clip(np.ceil(whole / spacing_m), 1, most).astype(int)
    of = np.repeat(np.arange(len(key)), number)
    step = np.arange(len(of)) - np.repeat(np.cumsum(number) - number, number)
    before = np.cumsum(whole) - whole
    reached = before[of] + (step + 0.5) / number[of] * whole[of]
    until = np.cumsum(length[order])
    here = np.minimum(np.searchsorted(until, reached), len(until) - 1)
    segment = order[here]
    part = np.clip(1.0 - (until[here] - reached) / length[segment], 0.0, 1.0)
    place = start[segment] + part[:, None] * along[segment]
    owner = owner[segment]
    ground = ground_altitude(buildings)
    top = ground + buildings["height_m"].to_numpy(float)
    party, any_ = _against(place + NEAR_M * normal[segment], owner, shapes, top, heated)
    party = np.clip(party, ground[owner], top[owner])
    return Columns(
        owner=owner,
        side=side[segment],
        place=place,
        normal=normal[segment],
        width_m=(whole / number)[of],
        ground=ground[owner],
        party=party,
        low=np.clip(any_, party, top[owner]),
        top=top[owner],
    )


def _segments(shapes: Array, chosen: Array) -> tuple[Array, Array, Array]:
    """Row number (S,), start and course (S, 2) of the wall lines, the outside on their left."""
    rows = np.flatnonzero(chosen)
    parts, part_of = shapely.get_parts(shapes[rows], return_index=True)
    parts = shapely.orient_polygons(parts, exterior_cw=True)
    rings, ring_of = shapely.get_rings(parts, return_index=True)
    points, point_of = shapely.get_coordinates(rings, return_index=True)
    inside = np.flatnonzero(point_of[1:] == point_of[:-1]) if len(points) else np.zeros(0, int)
    along = points[inside + 1] - points[inside]
    inside, along = (item[(along != 0.0).any(axis=1)] for item in (inside, along))
    return rows[part_of[ring_of[point_of[inside]]]], points[inside], along


def _against(
    front: Array, owner: Array, shapes: Array, top: Array, heated: Array
) -> tuple[Array, Array]:
    """(C,) altitudes up to which a heated neighbour, and any, stands at the places ``front``."""
    point, other = shapely.STRtree(shapes).query(shapely.points(front), predicate="intersects")
    point, other = (item[other != owner[point]] for item in (point, other))
    party, any_ = np.full(len(owner), -np.inf), np.full(len(owner), -np.inf)
    np.maximum.at(any_, point, top[other])
    np.maximum.at(party, point[heated[other]], top[other[heated[other]]])
    return party, any_


__all__ = ["SIDES", "Columns", "columns"]
