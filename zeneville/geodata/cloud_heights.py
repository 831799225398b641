"""Heights of buildings in a cloud: eaves, ridge and the ground beside them."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import shapely
from scipy import ndimage
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components
from scipy.spatial import cKDTree

from zeneville.geodata import point_cloud
from zeneville.geodata.point_cloud import BUILDING, GROUND, PointCloud

Array = np.ndarray[Any, Any]

CELL_M = 0.5
#: neighbouring cells that differ more are of two blocks; a slope of 60 degrees rises 0.87 m a cell
STEP_M = 1.0
#: share of the roof below the ridge altitude; what rises above are chimneys and aerials
RIDGE_SHARE = 0.98
#: share of the cells whose tilt is less than the roof's: plant and parapets tilt those of flat
#: roofs by half, while a pitched roof has few level ones
TILT_SHARE = 0.25
#: points of the ground nearest to each metre of outline
GROUND_POINTS = 8


def heights(cloud: PointCloud, shapes: Array) -> pd.DataFrame:
    """Ground altitude, heights above it in metres and tilt of the roof, a row for each outline.

    The eaves of a block (part of a roof without steps) lie at the median of the cells on its
    edge, above a step down or beside the house. ``height_m`` is the mean of the blocks of a
    house weighted by area, so that footprint times height is the volume below the eaves.
    ``roof_tilt_deg`` is the lower quartile of the tilts of the cells.
    """
    model = point_cloud.surface(_buildings(cloud), CELL_M)
    top, block = _blocks(model.altitude_m.astype(float))
    eaves = _eaves(top, block)
    row, column = np.nonzero(block >= 0)
    place = np.column_stack(
        [model.west + (column + 0.5) * CELL_M, model.north - (row + 0.5) * CELL_M]
    )
    altitude, low = top[row, column], eaves[block[row, column]]
    tilt = _tilt(top)[row, column]
    which, inside = shapely.STRtree(shapely.points(place)).query(shapes, predicate="contains")
    order = np.argsort(which, kind="stable")
    bounds = np.searchsorted(which[order], np.arange(len(shapes) + 1))
    level = _ground(cloud, shapes)
    out = []
    for house in range(len(shapes)):
        mine = inside[order[bounds[house] : bounds[house + 1]]]
        gutter = float(low[mine].mean()) if len(mine) else np.nan
        ridge = float(np.quantile(altitude[mine], RIDGE_SHARE)) if len(mine) else np.nan
        out.append(
            {
                "height_m": gutter - level[house],
                "eaves_height_m": gutter - level[house],
                "ridge_height_m": ridge - level[house],
                "ground_altitude_m": level[house],
                "roof_tilt_deg": float(np.quantile(tilt[mine], TILT_SHARE))
                if len(mine)
                else np.nan,
            }
        )
    return pd.DataFrame(out)


def _tilt(top: Array) -> Array:
    """Degrees, of the slope between the neighbours of each cell, smoothed across (Sobel)."""
    held = np.where(np.isfinite(top), top, top[np.isfinite(top)].min())
    east, north = (ndimage.sobel(held, axis=axis) / (8.0 * CELL_M) for axis in (1, 0))
    return np.asarray(np.degrees(np.arctan(np.hypot(east, north))))


def _buildings(cloud: PointCloud) -> PointCloud:
    kept = cloud.kind == BUILDING
    return PointCloud(cloud.points[kept], cloud.kind[kept])


def _blocks(top: Array) -> tuple[Array, Array]:
    """(rows, columns) altitude, gaps of one cell closed, and block of each cell, -1 for none."""
    seen = np.isfinite(top)
    held = ndimage.binary_closing(np.pad(seen, 2), np.ones((3, 3)))[2:-2, 2:-2] | seen
    source = ndimage.distance_transform_edt(~seen, return_distances=False, return_indices=True)
    top = np.where(held, top[tuple(source)], -np.inf)
    number = np.arange(top.size).reshape(top.shape)
    pairs = []
    for one, two in (
        ((slice(None), slice(None, -1)), (slice(None), slice(1, None))),
        ((slice(None, -1), slice(None)), (slice(1, None), slice(None))),
    ):
        both = held[one] & held[two]
        step = np.abs(np.where(both, top[one], 0.0) - np.where(both, top[two], 0.0))
        near = both & (step < STEP_M)
        pairs.append(np.stack([number[one][near], number[two][near]]))
    first, second = np.concatenate(pairs, axis=1)
    graph = coo_matrix((np.ones(len(first)), (first, second)), shape=(top.size, top.size))
    block = np.full(top.size, -1)
    block[held.ravel()] = connected_components(graph, directed=False)[1][held.ravel()]
    known, compact = np.unique(block, return_inverse=True)
    return top, compact.reshape(top.shape) - int(known[0] == -1)


def _eaves(top: Array, block: Array) -> Array:
    """(blocks,) median altitude of the cells on the edge of each block; of all where none is."""
    around = np.pad(top, 1, constant_values=-np.inf)
    lowest = np.minimum.reduce(
        [around[:-2, 1:-1], around[2:, 1:-1], around[1:-1, :-2], around[1:-1, 2:]]
    )
    held = block >= 0
    edge = held & (np.where(held, top, 0.0) - lowest >= STEP_M)
    table = pd.DataFrame({"block": block[held], "z": top[held], "edge": edge[held]})
    every = table.groupby("block")["z"].median()
    return np.asarray(
        table[table["edge"]].groupby("block")["z"].median().reindex(every.index).fillna(every)
    )


def _ground(cloud: PointCloud, shapes: Array) -> Array:
    """(B,) median altitude of the ground points nearest to each metre of the outlines."""
    ground = cloud.of(GROUND)
    if len(ground) == 0:
        return np.full(len(shapes), np.nan)
    tree = cKDTree(ground[:, :2])
    out = np.empty(len(shapes))
    for house, shape in enumerate(shapes):
        rim = shapely.get_coordinates(shapely.segmentize(shape.exterior, 1.0))
        near = tree.query(rim, k=min(GROUND_POINTS, len(ground)))[1]
        out[house] = np.median(ground[near.ravel(), 2])
    return out
