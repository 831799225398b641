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

from zeneville.errors import Fault, InputError
from zeneville.geodata import point_cloud
from zeneville.geodata.cloud_heights import heights
from zeneville.geodata.point_cloud import BUILDING, PointCloud
from zeneville.geodata.regular import main_direction, regular
from zeneville.geodata.surface_model import METRIC
from zeneville.messages import Message

Array = np.ndarray[Any, Any]

CELL_M = 0.5
#: smallest outline that counts as a building, m2: smaller ones are huts, cars and scraps
LEAST_M2 = 10.0
#: roofs of a smaller tilt are flat, degrees
FLAT_DEG = 5.0
#: smallest courtyard, m2
COURTYARD_M2 = 9.0


def understand(path: Path, cloud: PointCloud) -> tuple[gpd.GeoDataFrame, list[Fault]]:
    """Our columns of the buildings in a cloud, by position from the south-west; faults told.

    Raises
    ------
    InputError
        When no point is of the class of buildings.
    """
    point_cloud.check_buildings(path, cloud)
    shapes = outlines(cloud)
    if len(shapes) == 0:
        raise InputError(
            [
                Fault(
                    str(path),
                    "",
                    Message(
                        "no patch of points of class {building} has {least_m2:g} m2",
                        building=BUILDING,
                        least_m2=LEAST_M2,
                    ),
                    Message("at least one building"),
                    Message("Check the extent and the classes of the tiles."),
                    code="no-rows",
                )
            ]
        )
    found = heights(cloud, shapes)
    count = len(shapes)
    ids = pd.Index([f"lidar-{row + 1:04d}" for row in range(count)], name="building")
    unknown = dict.fromkeys(("heating_energy", "tenure", "owner", "residence"))
    flat = found.pop("roof_tilt_deg").to_numpy(float) < FLAT_DEG
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
            "roof_shape": np.where(flat, "flat", "gable"),
            **unknown,
            **{str(name): found[name].to_numpy(float) for name in found},
        },
        geometry=list(shapes),
        crs=METRIC,
        index=ids,
    )
    told = Fault(
        str(path),
        "",
        Message(
            "{count} buildings drawn from the points of class {building}",
            count=count,
            building=BUILDING,
        ),
        Message("footprints"),
        Message(
            "Houses that touch count as one building, of unknown use, and "
            "pitched roofs as gabled; give footprints (BD TOPO) as the stock "
            "and the cloud for its roofs to tell them apart."
        ),
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
    size = np.bincount(patch.ravel()) * CELL_M**2
    shapes = []
    for value in np.flatnonzero(size >= LEAST_M2):
        if value > 0:
            shapes += _outline(points[order[bounds[value] : bounds[value + 1]]])
    found = np.array(shapes, dtype=object)
    place = shapely.get_coordinates(shapely.centroid(found)).round(1)
    return np.asarray(found[np.lexsort([place[:, 1], place[:, 0]])])


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
