"""One roof face of the triangles that a mesh has cut it into.

Triangles are joined only where area and tilt stay what they were: neighbours that share an edge,
whose normals all lie within :data:`SAME_DEG` of that of the whole and whose areas add up to it.
"""

from __future__ import annotations

from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

Array = np.ndarray[Any, Any]

#: normals this near to each other are of one plane, degree: a coordinate kept to a millimetre
#: turns a triangle that is half a metre high by this much
SAME_DEG = 0.1
#: part of the area that joining may lose
SAME_AREA = 1e-6
#: coordinates are equal when they agree to this many decimals of a metre
DECIMALS = 4


def is_mesh(roof_faces: gpd.GeoDataFrame) -> bool:
    """True where every face is a triangle: a mesh, whose faces are not those of the roof."""
    points = shapely.get_num_coordinates(roof_faces.geometry.to_numpy())
    return len(points) > 0 and bool((points == 4).all())


def joined(roof_faces: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """The faces with coplanar neighbours of one building joined; the first one names the whole.

    Areas add up; tilt and azimuth are those of the sum of the area vectors; ``altitude_m`` is that
    above the centroid of the whole, by areas in plan.
    """
    vectors = area_vectors(roof_faces)
    group = _groups(roof_faces, vectors)
    area = roof_faces["area_m2"].to_numpy(float)
    total = np.stack([np.bincount(group, vectors[:, n]) for n in range(3)], axis=1)
    size = np.linalg.norm(total, axis=1)
    within = np.einsum("ij,ij->i", vectors, total[group]) / np.maximum(area * size[group], 1e-300)
    apart = np.bincount(group, within < np.cos(np.radians(SAME_DEG))) > 0
    lost = 1.0 - size / np.maximum(np.bincount(group, area), 1e-300)
    kept = (apart | (lost > SAME_AREA))[group]
    group = np.where(kept, group.max(initial=0) + 1 + np.arange(len(group)), group)
    _, first, group = np.unique(group, return_index=True, return_inverse=True)
    table = roof_faces.assign(group=group)
    many = np.bincount(group)[group] > 1
    out = roof_faces.iloc[first].copy()
    if many.any():
        whole = _whole(table[many], vectors[many])
        rows = out.index[whole.index.to_numpy()]
        for name in whole.columns:
            out.loc[rows, name] = whole[name].to_numpy()
    return out.sort_index(key=lambda names: roof_faces.index.get_indexer(names))


def area_vectors(roof_faces: gpd.GeoDataFrame) -> Array:
    """(F, 3) normals as long as the faces are large, m2: east, north and up in the file's grid."""
    tilt, azimuth = np.radians(roof_faces[["tilt_deg", "azimuth_deg"]].to_numpy(float)).T
    level = np.sin(tilt)
    unit = np.stack([level * np.sin(azimuth), level * np.cos(azimuth), np.cos(tilt)], axis=1)
    return unit * roof_faces["area_m2"].to_numpy(float)[:, None]


def _groups(roof_faces: gpd.GeoDataFrame, vectors: Array) -> Array:
    """(F,) number of the group of each face: neighbours, and theirs, that look the same way."""
    count = len(roof_faces)
    points, face = shapely.get_coordinates(
        roof_faces.geometry.to_numpy(), include_z=True, return_index=True
    )
    _, corner = np.unique(np.round(points, DECIMALS), axis=0, return_inverse=True)
    corner = corner.ravel()
    edge = np.flatnonzero(face[1:] == face[:-1])
    ends = np.sort(np.stack([corner[edge], corner[edge + 1]], axis=1), axis=1)
    owner, _ = pd.factorize(roof_faces["building"])
    sides = pd.DataFrame({"a": ends[:, 0], "b": ends[:, 1], "face": face[edge]})
    sides["building"] = owner[sides["face"]]
    pairs = sides.merge(sides, on=["building", "a", "b"])
    left, right = pairs["face_x"].to_numpy(), pairs["face_y"].to_numpy()
    unit = vectors / np.maximum(np.linalg.norm(vectors, axis=1), 1e-300)[:, None]
    alike = np.einsum("ij,ij->i", unit[left], unit[right]) >= np.cos(np.radians(SAME_DEG))
    links = coo_array((np.ones(alike.sum()), (left[alike], right[alike])), shape=(count, count))
    return np.asarray(connected_components(links, directed=False)[1])


def _whole(table: gpd.GeoDataFrame, vectors: Array) -> pd.DataFrame:
    """Columns of the joined faces, by group."""
    group = table["group"].to_numpy()
    east, north, up = (pd.Series(vectors[:, n]).groupby(group).sum() for n in range(3))
    plan = np.abs(vectors[:, 2])
    altitude = pd.Series(plan * table["altitude_m"].to_numpy()).groupby(group).sum()
    shapes = table.geometry.to_numpy()
    rows = pd.Series(np.arange(len(table))).groupby(group).apply(lambda n: n.to_numpy())
    level = np.hypot(east, north)
    return pd.DataFrame(
        {
            "area_m2": pd.Series(table["area_m2"].to_numpy()).groupby(group).sum(),
            "tilt_deg": np.degrees(np.arctan2(level, up)),
            "azimuth_deg": np.where(
                level < 1e-12, 180.0, np.degrees(np.arctan2(east, north)) % 360.0
            ),
            "altitude_m": altitude / pd.Series(plan).groupby(group).sum(),
            "low_m": pd.Series(table["low_m"].to_numpy()).groupby(group).min(),
            "high_m": pd.Series(table["high_m"].to_numpy()).groupby(group).max(),
            "geometry": [shapely.union_all(shapes[members]) for members in rows],
        }
    )


__all__ = ["SAME_DEG", "area_vectors", "is_mesh", "joined"]
