"""The table of buildings that every reader fills, and where each of its values is from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd

from zeneville.errors import Fault
from zeneville.geodata import cells, names, values
from zeneville.messages import Message, with_others

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


def put(table: pd.DataFrame, column: str, given: pd.Series, told: pd.Series) -> pd.Series:
    """Set values by building where nothing better stands; True where they won.

    ``told`` says of each where it is from and starts with its source; sources are ranked by
    :func:`zeneville.geodata.names.priority`. A value without source is the owner's own and stays,
    unless the first of the ranks comes.
    """
    order = names.priority(column)
    source = f"{column}_source"
    if column not in table:
        figures = pd.api.types.is_numeric_dtype(given)
        table[column] = pd.Series(None, index=table.index, dtype=float if figures else object)
    if source not in table:
        table[source] = pd.Series(None, index=table.index, dtype=object)
    here = given.index[given.notna()]

    def rank(text: Any) -> int:
        if not isinstance(text, str):
            return -1
        return next((at for at, name in enumerate(order) if text.startswith(name)), -1)

    standing = table.loc[here, source].map(rank).to_numpy()
    coming = told[here].map(rank).to_numpy()
    better = (coming <= standing) & (standing >= 0) | (coming == 0)
    wins = ~known(table, column)[here].to_numpy() | better
    won = pd.Series(False, index=table.index)
    won[here] = wins
    if wins.any():
        if table[column].dtype != object and isinstance(given[here].iloc[0], str):
            table[column] = table[column].astype(object)
        table.loc[here[wins], column] = given[here[wins]]
        table[source] = table[source].astype(object)
        table.loc[here[wins], source] = told[here[wins]]
    return won


def known(table: pd.DataFrame, column: str) -> pd.Series:
    """True where a column says something; an ``unknown`` use does not."""
    if column not in table:
        return pd.Series(False, index=table.index)
    there = table[column].notna()
    return there & (table[column] != "unknown") if column == "use" else there


def without_empty(table: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Without the columns beyond :data:`SILENT` in which nothing stands."""

    def nothing(name: str) -> bool:
        return bool((table[name].isna() | (table[name].astype(str) == "")).all())

    empty = [name for name in table.columns if name not in SILENT and name != "geometry"]
    empty = [name for name in empty if nothing(name)]
    return table.drop(columns=empty)


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
        faults.append(
            Fault(
                file,
                with_others(cells.place(rows[0]), len(rows) - 1),
                Message("{theirs} {value!r}", theirs=theirs, value=value),
                Message("a word that is known as {column}", column=column),
                Message("Taken as not given; the default of the case or the stated rule holds."),
                "row",
                f"{column.replace('_', '-')}-word",
            )
        )
    return out, faults
