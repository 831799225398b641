"""BD TOPO V3 buildings, in their shapefile and in their GeoPackage / WFS names."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd

from zeneville.errors import Fault, InputError
from zeneville.geodata import cells, fields, frame
from zeneville.geodata import values as values_of
from zeneville.messages import Message, either

TRUE = {"oui", "true", "1", "vrai", "t"}


def understand(
    path: Path, layer: str, table: gpd.GeoDataFrame
) -> tuple[gpd.GeoDataFrame, list[Fault], dict[str, str]]:
    """Our columns from those of BD TOPO; the names used, and faults of rows."""
    lower = {str(column).lower(): str(column) for column in table.columns}
    found = {
        ours: next((lower[name] for name in names if name in lower), None)
        for ours, names in fields.BD_TOPO.items()
    }
    lacking = [ours for ours in fields.BD_TOPO_NEEDED if found[ours] is None]
    if lacking:
        raise InputError(
            [
                Fault(
                    str(path),
                    Message("layer {layer}", layer=layer),
                    Message("has no column {name}", name=either(fields.BD_TOPO[ours])),
                    fields.MEANING[ours],
                    Message("Export this column too."),
                    code="column-missing",
                )
                for ours in lacking
            ]
        )
    count = len(table)

    def raw(ours: str) -> pd.Series:
        column = found[ours]
        return table[column] if column else pd.Series([None] * count, index=table.index)

    ids, faults = cells.unique_ids(str(path), raw("building"))
    values: dict[str, Any] = {}
    for name in (
        "height_m",
        "storeys",
        "dwellings",
        "ground_altitude_m",
        "eaves_altitude_m",
        "ridge_altitude_m",
    ):
        values[name], more = cells.numbers(str(path), ids, found[name] or name, raw(name))
        faults += more
    year = pd.to_numeric(raw("appeared").astype(str).str.slice(0, 4), errors="coerce").to_numpy(
        float
    )
    year = np.where((year >= 1000) & (year <= 2100), year, np.nan)
    uses = [
        _use(nature, one, two)
        for nature, one, two in zip(raw("nature"), raw("usage_1"), raw("usage_2"), strict=True)
    ]
    buildings = gpd.GeoDataFrame(
        {
            "source_row": np.arange(count),
            "use": uses,
            "use_raw": [f"{one or ''}" for one in raw("usage_1")],
            "light": [str(value).strip().lower() in TRUE for value in raw("light")],
            "height_m": values["height_m"],
            "storeys": np.where(values["storeys"] > 0, values["storeys"], np.nan),
            "dwellings": np.where(values["dwellings"] > 0, values["dwellings"], np.nan),
            "construction_year": year,
            "roof_shape": None,
            "ridge_height_m": values["ridge_altitude_m"] - values["ground_altitude_m"],
            "eaves_height_m": values["eaves_altitude_m"] - values["ground_altitude_m"],
            "ground_altitude_m": values["ground_altitude_m"],
            "heating_energy": None,
            "tenure": None,
            "owner": None,
            "residence": None,
            "protected": False,
            "rnb_id": [values_of.text(value) for value in raw("rnb")],
        },
        geometry=list(table.geometry),
        crs=table.crs,
        index=pd.Index(ids, name="building"),
    )
    for name in ("construction_year", "dwellings", "storeys", "use"):
        frame.sourced(buildings, name, "BD TOPO")
    return (
        frame.without_empty(buildings),
        faults,
        {column: ours for ours, column in found.items() if column},
    )


def _use(nature: Any, one: Any, two: Any) -> str:
    by_nature = fields.USE_OF_NATURE.get(str(nature).strip().lower())
    if by_nature:
        return by_nature
    use = fields.USE_OF_BD_TOPO.get(str(one).strip().lower(), "unknown")
    if use == "unknown" and two is not None:
        second = fields.USE_OF_BD_TOPO.get(str(two).strip().lower(), "unknown")
        return second if second not in ("annex", "unknown") else use
    return use
