"""From rows in the plan of a district to the layers of its GeoPackage."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import geopandas as gpd
import pyogrio
from pyproj import Transformer
from shapely.affinity import rotate, translate
from shapely.geometry import Polygon

Rows = list[dict[str, Any]]
METRIC = "EPSG:2154"
#: stamped in the file, so that it is the same at every run
DATE = "2026-11-25T00:00:00.000Z"


def numbered(rows: Rows, prefix: str) -> Rows:
    """Name each building by ``prefix`` and its place in the list."""
    for place, row in enumerate(rows):
        row["building"] = f"{prefix}-{place + 1:03d}"
    return rows


def site(asset: str, name: str, shape: Polygon) -> dict[str, Any]:
    """A car park or a brownfield, which may carry panels."""
    return {"asset": asset, "name": name, "geometry": shape}


def write(
    path: Path,
    place: tuple[float, float],
    buildings: Rows,
    parkings: Rows,
    friches: Rows,
    turn: float = 0.0,
) -> None:
    """Write the stock in EPSG:2154, without an index: it is small.

    Parameters
    ----------
    place
        Latitude and longitude (degrees, WGS 84) of the origin of the plan.
    turn
        Of the whole plan about its origin, degrees anticlockwise.
    """
    latitude, longitude = place
    to_metric = Transformer.from_crs("EPSG:4326", METRIC, always_xy=True)
    x, y = (round(value) for value in to_metric.transform(longitude, latitude))
    path.unlink(missing_ok=True)
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": DATE})
    try:
        layers = {"batiments": buildings, "parkings": parkings, "friches": friches}
        for name, rows in layers.items():
            if not rows:
                continue
            for row in rows:
                shape = rotate(row["geometry"], turn, origin=(0, 0)) if turn else row["geometry"]
                row["geometry"] = translate(shape, x, y)
            table = gpd.GeoDataFrame(rows, geometry="geometry", crs=METRIC)
            table.to_file(path, layer=name, driver="GPKG", SPATIAL_INDEX="NO")
    finally:
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": None})
    with closing(sqlite3.connect(path)) as database:
        database.execute("VACUUM")
