"""Layers of the files that GDAL reads, looked at before it opens them."""

from __future__ import annotations

import warnings
from pathlib import Path

import geopandas as gpd
import pyogrio
from pyogrio.errors import DataLayerError, DataSourceError
from shapely.errors import GEOSException

from zeneville.errors import Fault, InputError
from zeneville.geodata import archive
from zeneville.messages import Message

#: first bytes of files by the ends of their names
MARKS = {
    ".gpkg": b"SQLite format 3",
    ".shp": b"\x00\x00\x27\x0a",
    ".zip": b"PK",
}

#: the only kind of folder that GDAL reads as one file
FILE_GEODATABASE = ".gdb"
#: what GDAL, GEOS and pyogrio raise of layers that they cannot read; an unbound local is how
#: pyogrio 0.13 fails at a coordinate system that is garbled
UNREADABLE = (DataSourceError, DataLayerError, ValueError, GEOSException, UnboundLocalError)


def names(path: Path) -> list[str]:
    """Names of the layers of a file."""
    if not path.exists():
        raise InputError(
            [
                Fault(
                    str(path),
                    "",
                    Message("there is no such file"),
                    Message("a GeoJSON, GeoPackage or shapefile"),
                    Message("Correct the path."),
                    code="stock-missing",
                )
            ]
        )
    if path.is_dir() and path.suffix.lower() != FILE_GEODATABASE:
        raise InputError([_folder(path)])
    _check_mark(path)
    try:
        return [str(row[0]) for row in pyogrio.list_layers(for_gdal(path))]
    except DataSourceError as error:
        raise InputError(
            [
                Fault(
                    str(path),
                    "",
                    Message("cannot be read as geodata"),
                    Message("a GeoJSON, GeoPackage or shapefile"),
                    Message("Export it again ({error}).", error=error),
                    code="stock-unreadable",
                )
            ]
        ) from error


def _folder(path: Path) -> Fault:
    return Fault(
        str(path),
        "",
        Message("is a folder"),
        Message("a GeoJSON, GeoPackage or shapefile"),
        Message("Name the file of buildings in it."),
        code="stock-folder",
    )


def for_gdal(path: Path) -> str | Path:
    """The one layer inside an archive, or the file itself."""
    return archive.geodata(path) if path.suffix.lower() == ".zip" else path


def _check_mark(path: Path) -> None:
    """A file must begin as its name says; GDAL would read another kind under it or fail oddly."""
    if path.is_dir():
        return
    with path.open("rb") as file:
        start = file.read(16)
    begins = MARKS.get(path.suffix.lower())
    if begins is not None and not start.startswith(begins):
        raise InputError(
            [
                Fault(
                    str(path),
                    "",
                    (
                        Message(
                            "is called {suffix} and begins with {start!r}",
                            suffix=path.suffix,
                            start=start[:8],
                        )
                        if start
                        else Message("is empty")
                    ),
                    Message(
                        "a GeoJSON, GeoPackage, shapefile or archive of one, called what it is"
                    ),
                    Message("Give it its right ending, or export it again."),
                    code="mislabelled",
                )
            ]
        )


def read(path: Path, layer: str) -> tuple[gpd.GeoDataFrame, list[Fault]]:
    """One layer of a file, and what GDAL has to say of it."""
    try:
        with warnings.catch_warnings(record=True) as said:
            warnings.simplefilter("always", RuntimeWarning)
            table = gpd.read_file(for_gdal(path), layer=layer)
    except UNREADABLE as error:
        raise InputError(
            [
                Fault(
                    str(path),
                    Message("layer {layer}", layer=layer),
                    Message("cannot be read ({error})", error=error),
                    Message("a layer of polygons"),
                    Message("Export it again."),
                    code="stock-unreadable",
                )
            ]
        ) from error
    told = dict.fromkeys(str(one.message) for one in said if one.category is RuntimeWarning)
    return table, [_said(path, layer, text) for text in told]


def _said(path: Path, layer: str, text: str) -> Fault:
    return Fault(
        str(path),
        Message("layer {layer}", layer=layer),
        Message("is read with a warning: {text}", text=text.partition(". ")[0]),
        Message("a layer that is sound"),
        Message("Look at its buildings on a map."),
        "row",
        "gdal",
    )


def check(path: Path, layer: str, table: gpd.GeoDataFrame, crs: str | None) -> None:
    """Refuse a layer without geometry, rows or coordinate system."""
    faults = []
    if not isinstance(table, gpd.GeoDataFrame) or "geometry" not in table:
        faults.append(
            (
                Message("has no geometry"),
                Message("polygons"),
                Message("Export the footprints."),
                "no-geometry",
            )
        )
    elif len(table) == 0:
        faults.append(
            (
                Message("has no rows"),
                Message("at least one building"),
                Message("Check the extent."),
                "no-rows",
            )
        )
    elif table.crs is None and crs is None:
        faults.append(
            (
                Message("names no coordinate system"),
                Message("EPSG:2154, 3946, 4326 or another known one"),
                Message("Set it when exporting, or give `stock_crs` in the case."),
                "no-crs",
            )
        )
    if faults:
        raise InputError(
            [
                Fault(
                    str(path),
                    Message("layer {layer}", layer=layer),
                    value,
                    expected,
                    remedy,
                    code=code,
                )
                for value, expected, remedy, code in faults
            ]
        )
