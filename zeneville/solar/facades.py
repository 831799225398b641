"""Sun that surroundings leave to facades and roofs, by month."""

from __future__ import annotations

from typing import Any, NamedTuple

import geopandas as gpd
import numpy as np
import shapely

from zeneville.solar.ground import ground_altitude
from zeneville.solar.horizon import SECTORS, horizon
from zeneville.solar.light import incident
from zeneville.solar.obstacles import Obstacles
from zeneville.solar.shade import shade
from zeneville.solar.sky import Sky
from zeneville.solar.wall_points import SIDES, Columns, columns

Array = np.ndarray[Any, Any]


class Skyline(NamedTuple):
    """What stands around: ``obstacles`` within ``radius_m``, metres, and the tangents of the
    ``relief`` by sector, (:data:`horizon.SECTORS`,) or 0 where the land is open."""

    obstacles: Obstacles
    radius_m: float
    relief: Array | float = 0.0

    def horizon(self, points: Array, normals: Array | None = None) -> Array:
        """(N, SECTORS) tangents of the horizon of points."""
        near = horizon(points, self.obstacles, self.radius_m, SECTORS, normals)
        return np.maximum(near, np.asarray(self.relief, dtype=near.dtype))


class SunShares(NamedTuple):
    """What surroundings leave: monthly light with them over that without, and light of an even sky.

    On ``facades`` (B, 4, 12) and ``facade_sky`` (B, 4), N, E, S, W of the grid; on a horizontal
    ``roof`` (B, 12) and ``roof_sky`` (B,).
    """

    facades: Array
    roof: Array
    facade_sky: Array
    roof_sky: Array


def sun_shares(
    buildings: gpd.GeoDataFrame, heated: Array, around: Skyline, sky: Sky, figures: Any
) -> SunShares:
    """Shares of the heated buildings, in their order.

    Every wall counts with its area and its own azimuth. What a heated neighbour stands against is
    a party wall and left out; what an unheated one stands against is dark. A side that has no wall,
    or only party walls, has the share 1.

    Parameters
    ----------
    buildings
        All that stand, polygons in metres of the grid, with ``height_m``.
    heated
        (N,) True for the B buildings asked.
    around
        In the same axes; owners of obstacles are rows of ``buildings``.

    Notes
    -----
    Obstacles throw no light back, and the ground before a wall is as bright as open land: what the
    one lacks the other has too much. Relief of the facade itself and trees are not seen.
    """
    value = figures.value
    strips = columns(buildings, heated, value("solar_wall_spacing"), int(value("solar_wall_most")))
    points, first = strips.points(value("solar_wall_band"), int(value("solar_wall_bands")))
    place = np.cumsum(heated) - 1
    facades, facade_sky = _facades(strips, points, first, place, int(heated.sum()), around, sky)
    roof, roof_sky = _roofs(buildings, heated, around, sky)
    return SunShares(facades, roof, facade_sky, roof_sky)


def _facades(
    strips: Columns,
    points: Array,
    first: Array,
    place: Array,
    count: int,
    around: Skyline,
    sky: Sky,
) -> tuple[Array, Array]:
    """(B, 4, 12) and (B, 4) from the points of all strips of wall; ``place`` (N,) among B."""
    azimuth = strips.azimuth_deg
    upright = np.full(len(azimuth), 90.0)
    normals = np.column_stack([strips.normal, np.zeros(len(azimuth))])
    seen = around.horizon(points, np.repeat(normals, np.diff(first), axis=0))
    shaded = shade(seen, first, upright, azimuth)
    light = incident(upright, azimuth + sky.convergence_deg, sky, shaded)
    at = place[strips.owner], strips.side
    free = (strips.top - strips.low) * strips.width_m
    outside = (strips.top - strips.party) * strips.width_m

    def summed(values: Array) -> Array:
        out = np.zeros((count, SIDES, *values.shape[1:]))
        np.add.at(out, at, values)
        return out

    months = summed(free[:, None] * light.total), summed(outside[:, None] * light.unshaded)
    return _share(*months), _share(summed(free * shaded.sky_view), summed(outside))


def _roofs(
    buildings: gpd.GeoDataFrame, heated: Array, around: Skyline, sky: Sky
) -> tuple[Array, Array]:
    """(B, 12) and (B,) on a horizontal plane at the top of each building, above its middle."""
    top = ground_altitude(buildings) + buildings["height_m"].to_numpy(float)
    edges = around.obstacles
    np.maximum.at(top, edges.owner, np.maximum(edges.start[:, 2], edges.end[:, 2]))
    shapes = buildings.geometry.to_numpy()[heated]
    middle = shapely.get_coordinates(shapely.point_on_surface(shapes))
    flat = np.zeros(len(middle))
    seen = around.horizon(np.column_stack([middle, top[heated]]))
    shaded = shade(seen, np.arange(len(middle) + 1), flat, flat)
    light = incident(flat, flat, sky, shaded)
    return _share(light.total, light.unshaded), shaded.sky_view


def _share(left: Array, whole: Array) -> Array:
    """``left`` over ``whole``, 1 where there is nothing to light."""
    some = whole > 0.0
    return np.where(some, np.minimum(left / np.where(some, whole, 1.0), 1.0), 1.0)


__all__ = ["Skyline", "SunShares", "sun_shares"]
