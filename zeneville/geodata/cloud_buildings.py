"""Buildings of a classified point cloud where no footprints are given: outlines and heights."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from rasterio import features
from rasterio.transform import Affine
from scipy import ndimage
from scipy.spatial import cKDTree

from zeneville.errors import Fault
from zeneville.geodata import point_cloud
from zeneville.geodata.point_cloud import BUILDING, GROUND, PointCloud
from zeneville.geodata.regular import main_direction, regular
from zeneville.geodata.surface_model import METRIC

Array = np.ndarray[Any, Any]

CELL_M = 0.5
#: smallest outline that counts as a building, m2: smaller ones are huts, cars and scraps
LEAST_M2 = 10.0
#: smallest courtyard, m2
COURTYARD_M2 = 9.0
#: depth of the strip of roof along the outline whose median altitude is that of the eaves, metres
EAVES_STRIP_M = 1.0
#: share of the roof below the ridge altitude; what rises above are chimneys and aerials
RIDGE_SHARE = 0.98
#: points of the ground nearest to each metre of outline
GROUND_POINTS = 8


def understand(path: Path, cloud: PointCloud) -> tuple[gpd.GeoDataFrame, list[Fault]]:
    """Our columns of the buildings in a cloud, by position from the south-west; faults told.

    Raises
    ------
    InputError
        When no point is of the class of buildings.
    """
    point_cloud.check_buildings(path, cloud)
    shapes = outlines(cloud)
    heights = pd.DataFrame(_heights(cloud, shapes))
    count = len(shapes)
    ids = pd.Index([f"lidar-{row + 1:04d}" for row in range(count)], name="building")
    unknown = dict.fromkeys(("roof_shape", "heating_energy", "tenure", "owner", "residence"))
    buildings = gpd.GeoDataFrame(
        {
            "source_row": np.arange(count),
            "use": "unknown",
            "use_raw": "",
            "light": False,
            "storeys": np.nan,
            "dwellings": np.nan,
            "construction_year": np.nan,
            "protected": False,
            **unknown,
            **{name: heights[name].to_numpy(float) for name in HEIGHTS},
        },
        geometry=list(shapes),
        crs=METRIC,
        index=ids,
    )
    told = Fault(
        str(path),
        "",
        f"{count} buildings drawn from the points of class {BUILDING}",
        "footprints",
        "Houses that touch count as one building, of unknown use; give footprints (BD TOPO) as "
        "the stock and the cloud for its roofs to tell them apart.",
        "row",
        "cloud-footprints",
    )
    return buildings, [told]


def outlines(cloud: PointCloud) -> Array:
    """Polygons of the connected patches of building points, sorted from the south-west.

    Cells half a metre wide that touch side by side belong together; gaps of one cell are closed.
    Every patch is then drawn anew on cells along its main direction, which keeps its sides even.
    """
    points = cloud.of(BUILDING)[:, :2]
    corner = np.floor(points.min(axis=0)) - 2.0
    patch, owner = _patches(points, corner)
    order = np.argsort(owner, kind="stable")
    bounds = np.searchsorted(owner[order], np.arange(patch.max() + 2))
    shapes = []
    for value in range(1, patch.max() + 1):
        own = points[order[bounds[value] : bounds[value + 1]]]
        if len(own) < 3 or (patch == value).sum() * CELL_M**2 < LEAST_M2:
            continue
        shapes += _outline(own)
    place = shapely.get_coordinates(shapely.centroid(shapes)).round(1)
    return np.array(shapes, dtype=object)[np.lexsort([place[:, 1], place[:, 0]])]


def _patches(points: Array, corner: Array) -> tuple[Array, Array]:
    """Cells (rows from the south) by number of their connected patch, and that of every point."""
    column, row = np.floor((points - corner) / CELL_M).astype(int).T
    held = np.zeros((row.max() + 3, column.max() + 3), dtype=bool)
    held[row, column] = True
    held = ndimage.binary_closing(held, np.ones((3, 3)))
    patch = ndimage.label(held)[0].astype(np.int32)
    return patch, patch[row, column]


def _drawn(points: Array) -> Any:
    """Polygon of the largest patch of cells that hold points, its courtyards kept."""
    corner = points.min(axis=0) - 2.0 * CELL_M
    patch, owner = _patches(points, corner)
    largest = int(np.bincount(owner).argmax())
    transform = Affine(CELL_M, 0.0, corner[0], 0.0, CELL_M, corner[1])
    found = features.shapes(patch, mask=patch == largest, transform=transform)
    shape = shapely.geometry.shape(next(found)[0])
    holes = [ring for ring in shape.interiors if shapely.Polygon(ring).area >= COURTYARD_M2]
    return shapely.Polygon(shape.exterior, holes)


def _outline(points: Array) -> list[Any]:
    """Regular outline of the points of one building, none when it is too small."""
    turn = main_direction(_drawn(points))
    ways = np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]])
    origin = np.floor(points.min(axis=0))
    turned = (points - origin) @ ways.T
    shape = _drawn(turned)
    shape = regular(shape, turned, float(np.sqrt(shape.area / len(points))))
    if shape.area < LEAST_M2:
        return []
    return [shapely.transform(shape, lambda at: at @ ways + origin)]


HEIGHTS = ("height_m", "eaves_height_m", "ridge_height_m", "ground_altitude_m")


def _heights(cloud: PointCloud, shapes: Array) -> list[dict[str, float]]:
    """Ground altitude and heights above it of eaves and ridge of every outline."""
    top = point_cloud.surface(PointCloud(*_only(cloud, BUILDING)), CELL_M).points()
    inside = shapely.STRtree(shapely.points(top[:, :2])).query(shapes, predicate="contains")
    ground = cloud.of(GROUND)
    tree = cKDTree(ground[:, :2]) if len(ground) else None
    out = []
    for row, shape in enumerate(shapes):
        mine = top[np.sort(inside[1][inside[0] == row])]
        strip = ~shapely.contains_xy(shape.buffer(-EAVES_STRIP_M), mine[:, 0], mine[:, 1])
        eaves = float(np.median(mine[strip, 2])) if strip.any() else np.nan
        ridge = float(np.quantile(mine[:, 2], RIDGE_SHARE)) if len(mine) else np.nan
        level = np.nan
        if tree is not None:
            rim = shapely.get_coordinates(shapely.segmentize(shape.exterior, 1.0))
            near = tree.query(rim, k=min(GROUND_POINTS, len(ground)))[1]
            level = float(np.median(ground[near.ravel(), 2]))
        out.append(
            {
                "height_m": eaves - level,
                "eaves_height_m": eaves - level,
                "ridge_height_m": ridge - level,
                "ground_altitude_m": level,
            }
        )
    return out


def _only(cloud: PointCloud, kind: int) -> tuple[Array, Array]:
    kept = cloud.kind == kind
    return cloud.points[kept], cloud.kind[kept]
