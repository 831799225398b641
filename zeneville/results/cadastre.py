"""A solar cadastre as an object, and its files: GeoPackage, GeoParquet, summary, hours."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import xarray as xr

from zeneville.messages import Message
from zeneville.results import aliases, geoparquet, irradiation_classes, solar_fields, styles
from zeneville.results.store import atomically, write_dataset, write_text

Array = np.ndarray[Any, Any]

FILES = ("solar.gpkg", "solar.parquet", "solar.json", "solar.html")
HOURLY_FILE = "solar_hourly.nc"
ASSUMPTIONS = ("key", "value", "low", "high", "unit", "basis", "year", "source", "status", "note")


@dataclass(frozen=True)
class SolarCadastre:
    """Planes and buildings with their results (see ``solar_fields.csv``), and where all is from.

    ``yields`` holds (plane, hour) kWh per kWp over ``time``, or None where nobody asked.
    """

    name: str
    summary: dict[str, Any]
    planes: gpd.GeoDataFrame
    buildings: gpd.GeoDataFrame
    assumptions: pd.DataFrame
    faults: tuple[Message, ...] = ()
    yields: Array | None = field(default=None, repr=False)
    time: Array | None = field(default=None, repr=False)


def write_tables(result: SolarCadastre, folder: Path, lang: str) -> None:
    """Write solar.gpkg, solar.parquet and, where there are hours, solar_hourly.nc."""
    planes = solar_fields.published(result.planes, solar_fields.PLANES)
    buildings = solar_fields.published(result.buildings, solar_fields.BUILDINGS)
    atomically(
        folder / "solar.gpkg", lambda part: _geopackage(result, planes, buildings, part, lang)
    )
    atomically(folder / "solar.parquet", lambda part: _geoparquet(result, planes, part))
    if result.yields is not None:
        write_dataset(_hours(result), folder / HOURLY_FILE)
    else:  # hours of a cadastre that was here before are of other planes
        (folder / HOURLY_FILE).unlink(missing_ok=True)


def write_summary(summary: dict[str, Any], folder: Path) -> None:
    """Write solar.json."""
    text = json.dumps(summary, ensure_ascii=False, indent=2, allow_nan=False)
    atomically(folder / "solar.json", lambda part: write_text(part, text))


def _geopackage(
    result: SolarCadastre,
    planes: gpd.GeoDataFrame,
    buildings: gpd.GeoDataFrame,
    path: Path,
    lang: str,
) -> None:
    for table, layer in ((planes, solar_fields.PLANES), (buildings, solar_fields.BUILDINGS)):
        pyogrio.write_dataframe(
            table,
            path,
            layer=layer,
            driver="GPKG",
            geometry_type="MultiPolygon",
            promote_to_multi=True,
            use_arrow=True,
        )
    pyogrio.write_dataframe(_assumptions(result), path, layer="hypotheses", driver="GPKG")
    coloured = styles.graduated(
        "irradiation_kwh_per_m2",
        irradiation_classes.EDGES,
        irradiation_classes.COLOURS,
        irradiation_classes.LABELS,
    )
    styles.write(
        path,
        [
            (solar_fields.PLANES, "irradiation", coloured, True),
            (solar_fields.BUILDINGS, "irradiation", coloured, True),
        ],
    )
    aliases.write(path, _headings(lang))


def _assumptions(result: SolarCadastre) -> pd.DataFrame:
    table = result.assumptions.reindex(columns=list(ASSUMPTIONS)).copy()
    for name in ("value", "low", "high"):
        table[name] = pd.to_numeric(table[name], errors="coerce")
    texts = [name for name in ASSUMPTIONS if name not in ("value", "low", "high")]
    table[texts] = table[texts].fillna("").astype(str)
    return table


def _headings(lang: str) -> list[aliases.Alias]:
    """Heading and meaning with unit of every column, in both languages."""
    return [
        (
            layer,
            one.name,
            one.alias(lang),
            f"{one.meaning['en']}; {one.meaning['fr']}" + (f" [{one.unit}]" if one.unit else ""),
        )
        for layer in (solar_fields.PLANES, solar_fields.BUILDINGS)
        for one in solar_fields.of(layer)
    ]


def _geoparquet(result: SolarCadastre, planes: gpd.GeoDataFrame, path: Path) -> None:
    """GeoParquet of planes; units, provenance and assumptions in the file's metadata."""
    fields = {one.name: one for one in solar_fields.of(solar_fields.PLANES)}
    geoparquet.write(
        planes,
        path,
        units={name: one.unit for name, one in fields.items()},
        meanings={name: one.meaning["en"] for name, one in fields.items()},
        told={
            "zeneville": result.summary,
            "zeneville_assumptions": json.loads(_assumptions(result).to_json(orient="records")),
        },
    )


def _hours(result: SolarCadastre) -> xr.Dataset:
    summary = result.summary
    return xr.Dataset(
        {
            "yield": (
                ("plane", "time"),
                result.yields,
                {
                    "units": "kWh kW-1",
                    "long_name": "energy of a kilowatt-peak of panels in the hour that starts "
                    "at the time",
                    "cell_methods": "time: sum",
                },
            ),
            "kwp": (
                "plane",
                result.planes["kwp"].to_numpy(float),
                {"units": "kW", "long_name": "power that may be installed"},
            ),
        },
        coords={
            "plane": result.planes.index.to_numpy(str),
            "time": ("time", result.time, {"standard_name": "time", "long_name": "UTC+1"}),
        },
        attrs={
            "Conventions": "CF-1.11",
            "title": f"hourly yields of the roof planes of {result.name}",
            "source": f"zeneville {summary['zeneville_version']}",
            "case_sha256": summary["case_sha256"],
            "weather": summary["weather"],
        },
    )
