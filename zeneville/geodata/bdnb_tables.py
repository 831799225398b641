"""The tables of a BDNB export, joined by group: layers of a GeoPackage or files of a folder."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import pyogrio
import shapely

from zeneville.errors import Fault, InputError
from zeneville.geodata import reference_system, tables
from zeneville.geodata.layers import for_gdal
from zeneville.messages import Message

BASES = ("batiment_construction", "batiment_groupe_complet", "batiment_groupe")
#: tables of groups without geometry of their own that are read, the first wins for a column
GROUPS = (
    "batiment_groupe_ffo_bat",
    "batiment_groupe_bdtopo_bat",
    "batiment_groupe_dpe_representatif_logement",
    "batiment_groupe_synthese_enveloppe",
    "batiment_groupe_synthese_propriete_usage",
    "batiment_groupe_adresse",
    "batiment_groupe_rnc",
)
KEY = "batiment_groupe_id"
#: the BDNB is made in Lambert 93; its CSV files name no system
CRS = "EPSG:2154"


def base(found: list[str]) -> str | None:
    """The table with footprints among those found, constructions first."""
    return next((name for name in BASES if name in found), None)


def is_folder(path: Path) -> bool:
    """True for a folder of the CSV or parquet files of a BDNB export."""
    return path.is_dir() and base(list(_files(path))) is not None


def folder(path: Path, crs: str | None = None) -> tuple[gpd.GeoDataFrame, list[Fault]]:
    """The tables of a folder as one; ``crs`` as of :func:`with_geometry`."""
    files = _files(path)
    name = base(list(files))
    assert name is not None
    table, faults = tables.read(files[name])
    others = {one: file for one, file in files.items() if one in (*BASES, *GROUPS)}
    del others[name]
    placed = with_geometry(files[name], table, crs)
    joined, more = _joined(path, placed, others, lambda file: tables.read(file)[0])
    return joined, faults + more


def layers(
    path: Path, table: gpd.GeoDataFrame, found: list[str]
) -> tuple[gpd.GeoDataFrame, list[Fault]]:
    """A layer of a GeoPackage with the tables of groups that lie beside it."""
    others = {name: name for name in found if name in (*GROUPS, "batiment_groupe_complet")}
    if KEY not in table or not others:
        return table, []
    return _joined(
        path,
        table,
        others,
        lambda layer: pyogrio.read_dataframe(for_gdal(path), layer=layer, read_geometry=False),
    )


def with_geometry(file: Path, table: pd.DataFrame, crs: str | None = None) -> gpd.GeoDataFrame:
    """A table whose footprints are text (WKT) or bytes (WKB), in ``crs`` or else in Lambert 93.

    Raises
    ------
    InputError
        When no column holds geometry, one cannot be read, or there is no such system.
    """
    system = reference_system.agreed(file, None, crs) or CRS
    column = next((name for name in tables.GEOMETRIES if name in table), None)
    if column is None:
        raise _fault(file, Message("has no geometry"), Message("a column WKT"), "no-geometry")
    cells = table[column]
    raw = [None if value is None or value == "" else value for value in cells]
    read = shapely.from_wkb if any(isinstance(one, bytes) for one in raw) else shapely.from_wkt
    shapes = read(raw, on_invalid="ignore")
    if all(shape is None for shape in shapes):
        raise _fault(
            file,
            Message("{column} {value!r}", column=column, value=str(cells.iloc[0])[:40]),
            Message("WKT polygons"),
            "no-geometry",
        )
    return gpd.GeoDataFrame(table.drop(columns=column), geometry=shapes, crs=system)


def _files(path: Path) -> dict[str, Path]:
    ends = (*tables.TEXT, *tables.PARQUET)
    return {one.stem: one for one in sorted(path.iterdir()) if one.suffix.lower() in ends}


def _joined(
    path: Path,
    table: gpd.GeoDataFrame,
    others: Mapping[str, Any],
    read: Callable[[Any], pd.DataFrame],
) -> tuple[gpd.GeoDataFrame, list[Fault]]:
    faults: list[Fault] = []
    for name in (one for one in ("batiment_groupe_complet", *GROUPS) if one in others):
        other = read(others[name])
        if KEY not in other:
            raise _fault(
                path,
                Message("table {name} has no column {key}", name=name, key=KEY),
                Message("{key}", key=KEY),
                "column-missing",
            )
        twice = int(other[KEY].duplicated().sum())
        if twice:
            faults.append(_twice(path, name, twice))
            other = other.drop_duplicates(KEY)
        new = [column for column in other.columns if column not in table and column != "geometry"]
        table = table.merge(other[[KEY, *new]], on=KEY, how="left")
    return table, faults


def _twice(path: Path, name: str, count: int) -> Fault:
    return Fault(
        str(path),
        Message("table {name}", name=name),
        Message("has {count} rows of a group that has one already", count=count),
        Message("one row a group"),
        Message("The first row of each group counts."),
        "row",
        "group-twice",
    )


def _fault(path: Path, value: Message, expected: Message, code: str) -> InputError:
    return InputError(
        [Fault(str(path), "", value, expected, Message("Export it again."), code=code)]
    )
