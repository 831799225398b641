"""Walls that face a heated neighbour, and those that face the outside, by orientation."""

from __future__ import annotations

from typing import Any

import geopandas as gpd
import numpy as np
import shapely

Array = np.ndarray[Any, Any]

ORIENTATIONS = ("N", "E", "S", "W")
NEAR_M = 0.3
LEAST_M = 0.8


def walls(buildings: gpd.GeoDataFrame, heated: Array) -> tuple[Array, Array]:
    """Exposed wall area (B, 4) by orientation and party-wall area (B,), m2.

    A wall segment is shared where it runs within 0.3 m of a heated neighbour, up to the lower
    of the two heights; what stands above is exposed. Contacts shorter than 0.8 m are corners.

    Parameters
    ----------
    buildings
        Polygons in metres with ``height_m``.
    heated
        (B,) True for buildings that count as heated neighbours.
    """
    shapes, height = buildings.geometry.values, buildings["height_m"].to_numpy(float)
    owner, start, end = _segments(shapes)
    length = np.hypot(*(end - start).T)
    lines = shapely.linestrings(np.stack([start, end], axis=1))
    tree = shapely.STRtree(shapes)
    segment, other = tree.query(lines, predicate="dwithin", distance=NEAR_M)
    keep = (other != owner[segment]) & heated[other]
    segment, other = segment[keep], other[keep]
    touched = shapely.length(
        shapely.intersection(
            lines[segment], shapely.buffer(shapes[other], NEAR_M, cap_style="flat")
        )
    )
    touched = np.where((touched >= LEAST_M) | (touched > 0.6 * length[segment]), touched, 0.0)
    shared = np.zeros(len(lines))
    np.add.at(shared, segment, touched * np.minimum(height[owner[segment]], height[other]))
    gross = length * height[owner]
    shared = np.minimum(shared, gross)
    party = np.bincount(owner, shared, minlength=len(shapes))
    direction = end - start
    azimuth = np.degrees(np.arctan2(-direction[:, 1], direction[:, 0])) % 360.0
    sector = (((azimuth + 45.0) % 360.0) // 90.0).astype(int)
    exposed = np.zeros((len(shapes), 4))
    np.add.at(exposed, (owner, sector), gross - shared)
    return exposed, party


def _segments(shapes: Array) -> tuple[Array, Array, Array]:
    """Owner (S,), start and end (S, 2) of all ring segments, outside kept on the left."""
    parts, owner = shapely.get_parts(shapes, return_index=True)
    parts = shapely.orient_polygons(parts, exterior_cw=True)
    rings, part = shapely.get_rings(parts, return_index=True)
    points, ring = shapely.get_coordinates(rings, return_index=True)
    inside = ring[1:] == ring[:-1]
    start, end = points[:-1][inside], points[1:][inside]
    return owner[part][ring[:-1][inside]], start, end
