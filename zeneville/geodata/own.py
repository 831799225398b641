"""Buildings in our own columns."""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd

from zeneville.errors import Fault, InputError
from zeneville.geodata import fields, geometry

NUMBERS = ("height_m", "storeys", "dwellings", "construction_year", "ridge_height_m")
TEXTS = ("roof_shape", "heating_energy", "tenure", "owner", "residence")


def understand(
    path: Path, layer: str, table: gpd.GeoDataFrame
) -> tuple[gpd.GeoDataFrame, list[Fault], dict[str, str]]:
    """Our columns as they are; the names used, and faults of rows."""
    lacking = [name for name in fields.OWN_NEEDED if name not in table.columns]
    if lacking:
        others = [str(column) for column in table.columns]
        faults = []
        for name in lacking:
            near = difflib.get_close_matches(name, others, n=1, cutoff=0.5)
            hint = f"Did you mean {near[0]!r}? " if near else ""
            faults.append(
                Fault(
                    str(path),
                    f"layer {layer}",
                    f"has no column {name}",
                    fields.MEANING[name],
                    f"{hint}Add or rename the column; a BD TOPO export works as it is.",
                    code="column-missing",
                )
            )
        raise InputError(faults)
    count = len(table)

    def raw(name: str) -> pd.Series:
        return table[name] if name in table else pd.Series([None] * count, index=table.index)

    ids, faults = geometry.unique_ids(str(path), raw("building"))
    data: dict[str, Any] = {"source_row": np.arange(count)}
    for name in NUMBERS:
        data[name], more = geometry.numbers(str(path), ids, name, raw(name))
        faults += more
    data["use"], more = _uses(str(path), ids, raw("use"))
    faults += more
    data["use_raw"] = [str(value) for value in raw("use")]
    for name in TEXTS:
        data[name] = [
            None if value != value or value is None else str(value) for value in raw(name)
        ]
    data["protected"] = [bool(value) and value == value for value in raw("protected")]
    data["light"] = False
    data["ground_altitude_m"] = np.nan
    buildings = gpd.GeoDataFrame(
        data, geometry=list(table.geometry), crs=table.crs, index=pd.Index(ids, name="building")
    )
    used = {name: name for name in (*fields.OWN, "source_row") if name in table}
    return buildings, faults, used


def _uses(file: str, ids: list[str], values: pd.Series) -> tuple[list[str], list[Fault]]:
    out, faults = [], []
    for name, value in zip(ids, values, strict=True):
        text = "unknown" if value is None or value != value else str(value).strip()
        if text not in fields.USES:
            faults.append(
                Fault(
                    file,
                    f"building {name}",
                    f"use {text!r}",
                    f"one of {', '.join(fields.USES)}",
                    "Counted as residential; correct it.",
                    "row",
                    "use",
                )
            )
            text = "unknown"
        out.append(text)
    return out, faults
