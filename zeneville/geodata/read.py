"""Read buildings from a file: BD TOPO V3, our own layout, CityJSON or CityGML."""

from __future__ import annotations

import mmap
import re
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

import geopandas as gpd
import pandas as pd

from zeneville.errors import Fault, InputError
from zeneville.geodata import (
    bdnb,
    bdnb_tables,
    bdtopo,
    cadastre,
    city_model,
    citygml,
    cityjson,
    fields,
    geometry,
    layers,
    osm,
    own,
    reference_system,
    tables,
)
from zeneville.geodata.faces import CityModel
from zeneville.messages import Message

if TYPE_CHECKING:
    from zeneville.geodata.point_cloud import PointCloud

METRIC = "EPSG:2154"
#: what a file of a 3-D city model has in it, by the ends of names that such files have
CITY_MODELS = {
    ".json": (re.compile(rb'"type"\s*:\s*"CityJSON'), cityjson),
    ".gml": (re.compile(rb"opengis\.net/citygml/"), citygml),
    ".xml": (re.compile(rb"opengis\.net/citygml/"), citygml),
}

CLOUDS = (".las", ".laz")


@dataclass(frozen=True)
class Geodata:
    """What a file holds, in EPSG:2154, with our names; ``faults`` are of rows only.

    ``roof_faces``, of a 3-D city model only: one row a face, index ``face``, with ``building``,
    ``part``, ``source`` (cityjson, citygml), ``lod``, ``area_m2``, ``tilt_deg`` (0 looks up),
    ``azimuth_deg`` from grid north of the file's own system, ``convergence_deg`` to be added for
    true north, ``altitude_m`` of its plane above the centroid, ``low_m``, ``high_m`` (altitudes),
    3-D polygon. ``cloud`` is there where the buildings were drawn from one, for the fit of their
    roofs.
    """

    buildings: gpd.GeoDataFrame
    parkings: gpd.GeoDataFrame
    friches: gpd.GeoDataFrame
    protections: gpd.GeoDataFrame
    faults: tuple[Fault, ...]
    format: str
    columns: dict[str, str] = field(default_factory=dict)
    unused: tuple[str, ...] = ()
    roof_faces: gpd.GeoDataFrame | None = None
    cloud: PointCloud | None = None


def read(path: str | Path, layer: str | None = None, crs: str | None = None) -> Geodata:
    """Read the buildings of a file (GeoJSON, GeoPackage, shapefile, CityJSON, CityGML, LAS, LAZ).

    A folder of LAS or LAZ tiles is read as one.

    ``crs`` is the coordinate system, such as ``EPSG:3946``, of a file that names none.

    Raises
    ------
    InputError
        For faults of the file: missing, unreadable, no rows, no or contradictory coordinate
        system, missing columns. Faults of rows are in the result.
    """
    path = Path(path)
    reader = _city_reader(path)
    if reader is not None:
        return _city(reader.read(path), crs)
    if bdnb_tables.is_folder(path):
        table, told = bdnb_tables.folder(path, crs)
        return _understood(path, path.name, [], table, told)
    if is_cloud(path):
        return _cloud(path, crs)
    if tables.is_table(path) or path.suffix.lower() in tables.PARQUET:
        table, told = _text_table(path, crs)
        return _understood(path, path.stem, [], table, told)
    found = layers.names(path)
    name = (
        layer
        or bdnb_tables.base(found)
        or next((n for n in ("batiments", "batiment", "BATIMENT") if n in found), found[0])
    )
    table, said = layers.read(path, name)
    layers.check(path, name, table, crs)
    table = _placed(path, table, crs)
    table, told = bdnb_tables.layers(path, table, found)
    return _understood(path, name, found, table, [*said, *told])


def _text_table(path: Path, crs: str | None) -> tuple[gpd.GeoDataFrame, list[Fault]]:
    """A table with footprints as text, or GeoParquet.

    Raises
    ------
    InputError
        When it has none: then it can only be joined to footprints.
    """
    table, faults = tables.read(path)
    if isinstance(table, gpd.GeoDataFrame):
        layers.check(path, path.stem, table, crs)
        return _placed(path, table, crs), faults
    if not any(name in table for name in tables.GEOMETRIES):
        raise InputError(
            [
                Fault(
                    str(path),
                    "",
                    Message("has no geometry"),
                    Message("footprints, of which a table of this kind tells more"),
                    Message(
                        "Give the footprints first: `--from FOOTPRINTS --join {name}`.",
                        name=path.name,
                    ),
                    code="no-geometry",
                )
            ]
        )
    return bdnb_tables.with_geometry(path, table, crs), faults


def _understood(
    path: Path, name: str, found: list[str], table: gpd.GeoDataFrame, told: list[Fault]
) -> Geodata:
    """Our columns of a table in the layout of the source that its columns show."""
    table = geometry.to_metric(path, name, table)
    kind, understood = _layout([str(column) for column in table.columns])
    buildings, faults, columns = understood.understand(path, name, table)
    buildings, more = geometry.mend(str(path), buildings)
    faults = [*told, *faults, *more]
    unused = tuple(
        str(column) for column in table.columns if column not in columns and column != "geometry"
    )
    return Geodata(
        buildings=buildings,
        parkings=_sites(path, found, "parkings"),
        friches=_sites(path, found, "friches"),
        protections=_protections(path, found),
        faults=tuple(faults),
        format=kind,
        columns=columns,
        unused=unused,
    )


def _layout(columns: list[str]) -> tuple[str, ModuleType]:
    """The source whose names a table has, and its reader."""
    lower = {column.lower() for column in columns}
    if bdnb.is_bdnb(columns):
        return "BDNB", bdnb
    if lower & {"usage1", "usage_1", "cleabs", "hauteur"}:
        return "BD TOPO V3", bdtopo
    if osm.is_osm(columns):
        return "OpenStreetMap", osm
    if cadastre.is_cadastre(columns):
        return "cadastre", cadastre
    return "own", own


def is_city_model(path: Path) -> bool:
    """True for a file of CityJSON or CityGML, by its content."""
    return _city_reader(path) is not None


def is_cloud(path: Path) -> bool:
    """True for a point cloud: a LAS or LAZ file, or a folder that holds some."""
    if path.suffix.lower() not in CLOUDS and not path.is_dir():
        return False
    from zeneville.geodata import point_cloud

    return point_cloud.is_cloud(path)


def _cloud(path: Path, crs: str | None) -> Geodata:
    """Buildings drawn from a classified point cloud, and the cloud itself."""
    from zeneville.geodata import cloud_buildings, point_cloud  # laspy and rasterio: 0.4 s

    cloud = point_cloud.read(path, crs=crs)
    buildings, faults = cloud_buildings.understand(path, cloud)
    buildings, more = geometry.mend(str(path), buildings)
    return replace(_alone(path, buildings, [*faults, *more], "point cloud"), cloud=cloud)


def _alone(path: Path, buildings: gpd.GeoDataFrame, faults: list[Fault], form: str) -> Geodata:
    """Buildings of a file without other layers."""
    return Geodata(
        buildings=buildings,
        parkings=_sites(path, [], "parkings"),
        friches=_sites(path, [], "friches"),
        protections=_protections(path, []),
        faults=tuple(faults),
        format=form,
    )


def _city_reader(path: Path) -> ModuleType | None:
    mark, reader = CITY_MODELS.get(path.suffix.lower(), (None, None))
    if mark is None or not path.is_file() or path.stat().st_size == 0:
        return None
    with (
        path.open("rb") as file,
        mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content,
    ):
        return reader if mark.search(content) else None


def _city(model: CityModel, crs: str | None) -> Geodata:
    path = model.path
    if not model.attributes:
        raise InputError(
            [
                Fault(
                    str(path),
                    "",
                    Message("has no Building"),
                    Message("at least one building"),
                    Message("Check the export."),
                    code="no-rows",
                )
            ]
        )
    system = reference_system.of_file(path, model.system, crs)
    buildings, roof_faces, faults, columns = city_model.understand(model, system)
    buildings = geometry.to_metric(path, "Building", buildings)
    buildings, more = geometry.mend(str(path), buildings)
    return replace(
        _alone(path, buildings, [*faults, *more], model.format),
        columns=columns,
        unused=city_model.unused(model, columns),
        roof_faces=roof_faces,
    )


def _placed(path: Path, table: gpd.GeoDataFrame, crs: str | None) -> gpd.GeoDataFrame:
    """The table in the system that it names or, where it names none, in that of the case."""
    system = reference_system.agreed(path, table.crs, crs)
    return table if table.crs is not None else table.set_crs(system)


def _sites(path: Path, found: list[str], layer: str) -> gpd.GeoDataFrame:
    empty = gpd.GeoDataFrame(
        {"name": []}, geometry=[], crs=METRIC, index=pd.Index([], name="asset")
    )
    if layer not in found:
        return empty
    table = geometry.to_metric(path, layer, layers.read(path, layer)[0])
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


def _protections(path: Path, found: list[str]) -> gpd.GeoDataFrame:
    if "protections" not in found:
        return gpd.GeoDataFrame({"forbids": [], "reason": []}, geometry=[], crs=METRIC)
    table = geometry.to_metric(path, "protections", layers.read(path, "protections")[0])
    return gpd.GeoDataFrame(table[["forbids", "reason", "geometry"]], crs=METRIC)


__all__ = ["Geodata", "fields", "is_city_model", "is_cloud", "read"]
