"""Read buildings from a GIS file: BD TOPO V3 or our own layout."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType

import geopandas as gpd
import pandas as pd
import pyogrio
from pyogrio.errors import DataLayerError, DataSourceError

from zeneville.errors import Fault, InputError
from zeneville.geodata import bdtopo, cloud_buildings, fields, geometry, own, point_cloud

METRIC = "EPSG:2154"


@dataclass(frozen=True)
class Geodata:
    """What a file holds, in EPSG:2154, with our names; ``faults`` are of rows only.

    ``cloud`` is there where the buildings were drawn from one, for the fit of their roofs.
    """

    buildings: gpd.GeoDataFrame
    parkings: gpd.GeoDataFrame
    friches: gpd.GeoDataFrame
    protections: gpd.GeoDataFrame
    faults: tuple[Fault, ...]
    format: str
    columns: dict[str, str] = field(default_factory=dict)
    unused: tuple[str, ...] = ()
    cloud: point_cloud.PointCloud | None = None


def read(path: str | Path, layer: str | None = None) -> Geodata:
    """Read the buildings of a file (GeoJSON, GeoPackage, shapefile; LAS, LAZ or their folder).

    Raises
    ------
    InputError
        For faults of the file: missing, unreadable, no rows, no or contradictory coordinate
        system, missing columns. Faults of rows are in the result.
    """
    path = Path(path)
    if point_cloud.is_cloud(path):
        return _cloud(path)
    layers = _layers(path)
    name = layer or next(
        (n for n in ("batiments", "batiment", "BATIMENT") if n in layers), layers[0]
    )
    table = _table(path, name)
    _check_table(path, name, table)
    table = geometry.to_metric(path, name, table)
    lower = {str(column).lower(): str(column) for column in table.columns}
    understood: ModuleType
    if "usage1" in lower or "usage_1" in lower or "cleabs" in lower or "hauteur" in lower:
        kind, understood = "BD TOPO V3", bdtopo
    else:
        kind, understood = "own", own
    buildings, faults, columns = understood.understand(path, name, table)
    buildings, more = geometry.mend(str(path), buildings)
    faults += more
    unused = tuple(
        str(column) for column in table.columns if column not in columns and column != "geometry"
    )
    return Geodata(
        buildings=buildings,
        parkings=_sites(path, layers, "parkings"),
        friches=_sites(path, layers, "friches"),
        protections=_protections(path, layers),
        faults=tuple(faults),
        format=kind,
        columns=columns,
        unused=unused,
    )


def _cloud(path: Path, crs: str | None = None) -> Geodata:
    """Buildings drawn from a classified point cloud, and the cloud itself."""
    cloud = point_cloud.read(path, crs=crs)
    buildings, faults = cloud_buildings.understand(path, cloud)
    buildings, more = geometry.mend(str(path), buildings)
    return Geodata(
        buildings=buildings,
        parkings=_sites(path, [], "parkings"),
        friches=_sites(path, [], "friches"),
        protections=_protections(path, []),
        faults=(*faults, *more),
        format="point cloud",
        cloud=cloud,
    )


def _layers(path: Path) -> list[str]:
    if not path.exists():
        raise InputError(
            [
                Fault(
                    str(path),
                    "",
                    "there is no such file",
                    "a GeoJSON, GeoPackage or shapefile",
                    "Correct the path.",
                    code="stock-missing",
                )
            ]
        )
    try:
        return [str(row[0]) for row in pyogrio.list_layers(path)]
    except DataSourceError as error:
        raise InputError(
            [
                Fault(
                    str(path),
                    "",
                    "cannot be read as geodata",
                    "a GeoJSON, GeoPackage or shapefile",
                    f"Export it again ({error}).",
                    code="stock-unreadable",
                )
            ]
        ) from error


def _table(path: Path, layer: str) -> gpd.GeoDataFrame:
    try:
        return gpd.read_file(path, layer=layer)
    except (DataSourceError, DataLayerError, ValueError) as error:
        raise InputError(
            [
                Fault(
                    str(path),
                    f"layer {layer}",
                    f"cannot be read ({error})",
                    "a layer of polygons",
                    "Export it again.",
                    code="stock-unreadable",
                )
            ]
        ) from error


def _check_table(path: Path, layer: str, table: gpd.GeoDataFrame) -> None:
    faults = []
    if not isinstance(table, gpd.GeoDataFrame) or "geometry" not in table:
        faults.append(("has no geometry", "polygons", "Export the footprints.", "no-geometry"))
    elif len(table) == 0:
        faults.append(("has no rows", "at least one building", "Check the extent.", "no-rows"))
    elif table.crs is None:
        faults.append(
            (
                "names no coordinate system",
                "EPSG:2154, 3946, 4326 or another known one",
                "Set the coordinate system when exporting.",
                "no-crs",
            )
        )
    if faults:
        raise InputError(
            [
                Fault(str(path), f"layer {layer}", value, expected, remedy, code=code)
                for value, expected, remedy, code in faults
            ]
        )


def _sites(path: Path, layers: list[str], layer: str) -> gpd.GeoDataFrame:
    empty = gpd.GeoDataFrame(
        {"name": []}, geometry=[], crs=METRIC, index=pd.Index([], name="asset")
    )
    if layer not in layers:
        return empty
    table = geometry.to_metric(path, layer, gpd.read_file(path, layer=layer))
    table = table[table.geometry.notna() & ~table.geometry.is_empty]
    if len(table) == 0:
        return empty
    ids = table["asset"] if "asset" in table else [f"{layer}-{row}" for row in range(len(table))]
    names = table.get("name", ids)
    return gpd.GeoDataFrame(
        {"name": pd.Series(list(names), dtype=str).to_numpy()},
        geometry=list(table.geometry.force_2d()),
        crs=METRIC,
        index=pd.Index([str(item) for item in ids], name="asset"),
    )


def _protections(path: Path, layers: list[str]) -> gpd.GeoDataFrame:
    if "protections" not in layers:
        return gpd.GeoDataFrame({"forbids": [], "reason": []}, geometry=[], crs=METRIC)
    table = geometry.to_metric(path, "protections", gpd.read_file(path, layer="protections"))
    return gpd.GeoDataFrame(table[["forbids", "reason", "geometry"]], crs=METRIC)


__all__ = ["Geodata", "fields", "read"]
