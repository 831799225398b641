"""Buildings in our own columns."""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd

from zeneville.errors import Fault, InputError
from zeneville.geodata import cells, fields
from zeneville.messages import Message, joined

NUMBERS = (
    "height_m",
    "storeys",
    "dwellings",
    "construction_year",
    "ridge_height_m",
    *fields.MEASURED,
)
TEXTS = ("tenure", "owner", "residence", "dpe_file")
#: columns of a closed list of words, and what a blank one means
WORDS: dict[str, tuple[tuple[str, ...], str | None]] = {
    "use": (fields.USES, "unknown"),
    "heating_energy": (fields.HEATING_ENERGIES, None),
    "roof_shape": (fields.ROOF_SHAPES, None),
}


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
            remedy = Message("Add or rename the column; a BD TOPO export works as it is.")
            if near:
                remedy = joined((Message("Did you mean {near!r}?", near=near[0]), remedy), " ")
            faults.append(
                Fault(
                    str(path),
                    Message("layer {layer}", layer=layer),
                    Message("has no column {name}", name=name),
                    fields.MEANING[name],
                    remedy,
                    code="column-missing",
                )
            )
        raise InputError(faults)
    count = len(table)

    def raw(name: str) -> pd.Series:
        return table[name] if name in table else pd.Series([None] * count, index=table.index)

    ids, faults = cells.unique_ids(str(path), raw("building"))
    data: dict[str, Any] = {"source_row": np.arange(count)}
    for name in NUMBERS:
        data[name], more = cells.numbers(str(path), ids, name, raw(name))
        faults += more
    for name, (known, blank) in WORDS.items():
        data[name], more = _words(str(path), ids, name, known, raw(name), blank)
        faults += more
    data["use_raw"] = [str(value) for value in raw("use")]
    for name in TEXTS:
        data[name] = [
            None if value != value or value is None else str(value) for value in raw(name)
        ]
    data["protected"] = [bool(value) and value == value for value in raw("protected")]
    for name in fields.KNOWN:
        if name in table:
            data[name], more = cells.numbers(str(path), ids, name, raw(name))
            faults += more
    carried = [name for name in table.columns if name in fields.FURTHER or _is_source(name)]
    for name in carried:
        data[name] = [
            None if value != value or value is None else str(value) for value in raw(name)
        ]
    data["light"] = False
    data["ground_altitude_m"] = np.nan
    buildings = gpd.GeoDataFrame(
        data, geometry=list(table.geometry), crs=table.crs, index=pd.Index(ids, name="building")
    )
    ours = (*fields.OWN, *fields.KNOWN, *carried, "source_row")
    return buildings, faults, {name: name for name in ours if name in table}


def _is_source(name: Any) -> bool:
    """True for ``<column>_source``, which says where the values of one of our columns are from."""
    column = str(name).removesuffix("_source")
    return column != name and column in (*fields.OWN, *fields.KNOWN, *fields.FURTHER)


def _words(
    file: str,
    ids: list[str],
    name: str,
    known: tuple[str, ...],
    values: pd.Series,
    blank: str | None,
) -> tuple[list[str | None], list[Fault]]:
    """Words of a closed list; others are told and counted as ``blank``."""
    out: list[str | None] = []
    faults = []
    for building, value in zip(ids, values, strict=True):
        text = blank if value is None or value != value else str(value).strip()
        if text is not None and text not in known:
            faults.append(
                Fault(
                    file,
                    Message("building {name}", name=building),
                    Message("{name} {text!r}", name=name, text=text),
                    Message("one of {known}", known=", ".join(known)),
                    (
                        Message("Counted as residential; correct it.")
                        if name == "use"
                        else Message(
                            "Taken as not given: the case's default or the stated rule holds."
                        )
                    ),
                    "row",
                    name.replace("_", "-"),
                )
            )
            text = blank
        out.append(text)
    return out, faults
