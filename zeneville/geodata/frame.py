"""The table of buildings that every reader fills, and where each of its values is from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd

from zeneville.errors import Fault
from zeneville.geodata import names, values

#: columns that every table has, and what stands in them where a source says nothing
SILENT: dict[str, Any] = {
    "use": "unknown",
    "use_raw": "",
    "light": False,
    "height_m": np.nan,
    "storeys": np.nan,
    "dwellings": np.nan,
    "construction_year": np.nan,
    "roof_shape": None,
    "ridge_height_m": np.nan,
    "eaves_height_m": np.nan,
    "ground_altitude_m": np.nan,
    "heating_energy": None,
    "tenure": None,
    "owner": None,
    "residence": None,
    "protected": False,
}


def buildings(
    ids: Sequence[str], shapes: Sequence[Any], crs: Any, given: Mapping[str, Any]
) -> gpd.GeoDataFrame:
    """Buildings with the columns ``given``, and every other one of :data:`SILENT` empty."""
    count = len(ids)
    columns = {
        name: given.get(name, np.full(count, value, dtype=None if value == value else float))
        if value is not None
        else given.get(name, np.full(count, None, dtype=object))
        for name, value in SILENT.items()
    }
    more = {name: value for name, value in given.items() if name not in SILENT}
    return gpd.GeoDataFrame(
        {"source_row": np.arange(count), **columns, **more},
        geometry=list(shapes),
        crs=crs,
        index=pd.Index(list(ids), name="building", dtype=object),
    )


def sourced(table: pd.DataFrame, column: str, source: str) -> None:
    """Set ``<column>_source`` where the column has a value and no source yet."""
    name = f"{column}_source"
    there = known(table, column)
    if name in table:
        there &= table[name].isna()
    elif there.any():
        table[name] = pd.Series(None, index=table.index, dtype=object)
    if there.any():
        table.loc[there, name] = source


def known(table: pd.DataFrame, column: str) -> pd.Series:
    """True where a column says something; an ``unknown`` use does not."""
    if column not in table:
        return pd.Series(False, index=table.index)
    there = table[column].notna()
    return there & (table[column] != "unknown") if column == "use" else there


def without_empty(table: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Without the columns beyond :data:`SILENT` in which nothing stands."""
    empty = [name for name in table.columns if name not in SILENT and table[name].isna().all()]
    return table.drop(columns=[name for name in empty if name != "geometry"])


def words(
    file: str, ids: Sequence[str], column: str, raw: pd.Series, theirs: str
) -> tuple[list[str | None], list[Fault]]:
    """Our words of a closed list; those without a meaning are told once each, with a count."""
    texts = [values.text(value) for value in raw]
    meant = {value: names.words(column, value) for value in set(texts) if value}
    out = [meant.get(value) if value else None for value in texts]
    faults = []
    for value in sorted(value for value, ours in meant.items() if ours is None):
        rows = [name for name, one in zip(ids, texts, strict=True) if one == value]
        more = f" and {len(rows) - 1} more" if len(rows) > 1 else ""
        faults.append(
            Fault(
                file,
                f"building {rows[0]}{more}",
                f"{theirs} {value!r}",
                f"a word that is known as {column}",
                "Taken as not given; the default of the case or the stated rule holds.",
                "row",
                f"{column.replace('_', '-')}-word",
            )
        )
    return out, faults
