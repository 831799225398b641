"""Which form a roof has: flat, gable or hip; one answer for needs, labels and panels."""

from __future__ import annotations

from typing import Any

import geopandas as gpd
import numpy as np
import shapely

Array = np.ndarray[Any, Any]

#: a building at most this much longer than wide is compact
HIP_RATIO = 1.3
#: m2 of footprint above which a roof of unknown form is taken as flat
LARGE_M2 = 400.0

RIDGE, BLOCK = "rule: ridge above the gutter", "rule: apartment block of flat-roof years"
SIZE, COMPACT = "rule: use and size", "rule: compact and free-standing is hipped"


def roof_form(buildings: gpd.GeoDataFrame, figures: Any) -> tuple[Array, Array]:
    """``flat``, ``gable`` or ``hip``, and where it is from; ``data`` where the stock tells it.

    Otherwise, in this order: a ridge that stands high above the gutter makes a roof pitched and
    one that hardly does makes it flat, by the tilt it implies over the largest circle within the
    footprint; apartment blocks of the years that built them flat; other uses than dwellings and
    large footprints. Pitched roofs of free-standing compact buildings (the smallest rectangle at
    most 1.3 times as long as wide, no party wall) are hipped, others gabled.

    Parameters
    ----------
    buildings
        Polygons in m with ``roof_shape``, ``use``, ``height_m`` and ``party_wall_m2``;
        ``ridge_height_m``, ``construction_year``, ``storeys`` and ``dwellings`` where known.
    """
    known = buildings["roof_shape"].notna().to_numpy()
    size = _large_or_other_use(buildings)
    block = _block(buildings, figures)
    steep, level = _by_ridge(buildings, figures)
    flat = np.where(steep, False, level | block | size)
    guess = np.where(flat, "flat", np.where(_compact(buildings), "hip", "gable"))
    form = np.where(known, buildings["roof_shape"].astype(object).to_numpy(), guess)
    source = np.select(
        [known, steep | level, block, size], ["data", RIDGE, BLOCK, SIZE], default=COMPACT
    )
    return form.astype(object), source.astype(object)


def _large_or_other_use(buildings: gpd.GeoDataFrame) -> Array:
    dwellings = buildings["use"].isin(("residential", "unknown")).to_numpy()
    return np.asarray(~dwellings | (buildings.geometry.area.to_numpy() > LARGE_M2))


def _by_ridge(buildings: gpd.GeoDataFrame, figures: Any) -> tuple[Array, Array]:
    """(B,) whether the ridge tells a pitched roof, and whether it tells a flat one."""
    ridge = _column(buildings, "ridge_height_m")
    rise = np.round(ridge - buildings["height_m"].to_numpy(float), 6)
    shapes = buildings.geometry.to_numpy()
    drawn = ~(shapely.is_missing(shapes) | shapely.is_empty(shapes))
    told = np.flatnonzero((rise >= 0.0) & drawn)
    implied = np.full(len(buildings), np.nan)
    radius = shapely.length(shapely.maximum_inscribed_circle(shapes[told], tolerance=0.1))
    implied[told] = np.degrees(np.arctan2(rise[told], radius))
    steep = (rise >= figures.value("stock_roof_certain_rise")) & (
        implied >= figures.value("stock_roof_least_pitch")
    )
    return steep, implied < figures.value("stock_roof_level")


def _block(buildings: gpd.GeoDataFrame, figures: Any) -> Array:
    """(B,) apartment blocks known to be of the years and the storeys that are built flat."""
    since = _column(buildings, "construction_year") >= figures.value("stock_roof_block_since")
    tall = _column(buildings, "storeys") >= figures.value("stock_roof_block_storeys")
    return np.asarray(since & tall & (_column(buildings, "dwellings") > 1.0))


def _compact(buildings: gpd.GeoDataFrame) -> Array:
    """(B,) free-standing buildings about as long as wide."""
    box = shapely.minimum_rotated_rectangle(buildings.geometry.to_numpy())
    sides = [np.diff(shapely.get_coordinates(shape)[:3], axis=0) for shape in box]
    lengths = np.array([np.sort(np.hypot(*side.T)) if len(side) == 2 else (1, 9) for side in sides])
    alone = buildings["party_wall_m2"].to_numpy() < 1.0
    return np.asarray((lengths[:, 1] <= HIP_RATIO * lengths[:, 0]) & alone)


def _column(buildings: gpd.GeoDataFrame, name: str) -> Array:
    if name not in buildings:
        return np.full(len(buildings), np.nan)
    return buildings[name].to_numpy(float)


__all__ = ["roof_form"]
