"""Certificates joined to buildings: which one speaks for a building, and what it says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd

from zeneville.errors import Fault
from zeneville.geodata import dpe_table, fields, frame, match
from zeneville.messages import Message, with_others

#: what a certificate says of its building
SAID = (
    *("dpe_class", "climate_class", "construction_year", "heating_energy"),
    *("heating_installation", *dpe_table.INSULATION, *fields.KNOWN_U),
)
#: what only that of a whole building says of it
WHOLE = ("heated_area_m2", "dwellings", "storeys")
#: flats that must agree, by area, before they speak for their building
MAJORITY = 0.5


def join(
    path: Path, buildings: gpd.GeoDataFrame, certificates: pd.DataFrame
) -> tuple[gpd.GeoDataFrame, list[Fault], dict[str, int]]:
    """Buildings with what their certificates say; rows of no building; counts of matches by way.

    The newest certificate of the whole building (house or block) speaks for it; else its flats:
    letters, energies and qualities by the word of most of their area, figures by their mean.
    """
    pairs = match.rows(buildings, certificates)
    buildings = buildings.copy()
    spoken = [
        _speaks(certificates.loc[rows["line"]], rows)
        for _, rows in pairs.groupby("building", sort=False)
    ]
    names = list(dict.fromkeys(pairs["building"]))
    said = pd.DataFrame(spoken, index=pd.Index(names, dtype=object))
    if "dwellings" in said and said["dwellings"].notna().any():
        said["dwellings"] = _dwellings(said, pairs)
    for column in (*SAID, *WHOLE, "dpe_number"):
        if column in said and said[column].notna().any():
            told = said["told"] + said.get(f"{column}_told", pd.Series("", index=said.index))
            frame.put(buildings, column, said[column], told)
    if "exact" in said:
        buildings["matched_exactly"] = pd.Series(said["exact"]).reindex(buildings.index)
    ways = pairs["how"].str.replace(r", \d+ m$", "", regex=True).value_counts().to_dict()
    lost = certificates.index.difference(pd.Index(pairs["line"]), sort=False)
    faults = [_unmatched(path, len(lost), len(certificates), lost[0])] if len(lost) else []
    return buildings, faults, {str(way): int(count) for way, count in ways.items()}


def _dwellings(said: pd.DataFrame, pairs: pd.DataFrame) -> pd.Series:
    """Dwellings of the certificates that speak, those of a group shared among its constructions."""
    speaking = pairs[pairs["line"] == pairs["building"].map(said["line"])]
    total = said.drop_duplicates("line").set_index("line")["dwellings"].dropna()
    counted = speaking[speaking["line"].isin(total.index)]
    return match.whole_shares(total, counted).reindex(said.index)


def _speaks(rows: pd.DataFrame, pairs: pd.DataFrame) -> dict[str, Any]:
    whole = rows[rows["kind"].isin(("house", "block"))]
    how = pairs["how"].iloc[0]
    exact = bool(pairs["exact"].all())
    if len(whole):
        one = whole.sort_values("date", kind="stable").iloc[-1]
        said = {name: one[name] for name in SAID if name in one}
        share = float(pairs["share"].iloc[0])
        return said | {
            "line": one.name,
            "heated_area_m2": one["area_m2"] * share,
            "dwellings": 1.0 if one["kind"] == "house" else one["dwellings"],
            "storeys": one["storeys"] if share == 1.0 else np.nan,
            "dpe_number": one["number"],
            "construction_year_told": one["construction_year_told"],
            "heating_energy_told": one["heating_energy_told"],
            "told": f"DPE of the {one['kind']} of {one['date'] or 'no date'}, {how}",
            "exact": exact,
        }
    weight = rows["area_m2"].fillna(rows["area_m2"].mean()).fillna(1.0).to_numpy(float)
    said = {name: of_most(rows[name], weight) for name in SAID if name in rows}
    return said | {"told": f"DPE of {len(rows)} flat(s), {how}", "exact": exact}


def of_most(column: pd.Series, weight: np.ndarray) -> Any:
    """The word that holds more than half of the area that speaks, or the mean of figures."""
    there = column.notna().to_numpy()
    if not there.any():
        return None
    if pd.api.types.is_numeric_dtype(column):
        mean = np.average(column.to_numpy(float)[there], weights=weight[there])
        return round(float(mean)) if column.name == "construction_year" else float(mean)
    by_word = pd.Series(weight[there]).groupby(column[there].to_numpy()).sum()
    return by_word.idxmax() if by_word.max() > MAJORITY * by_word.sum() else None


def _unmatched(path: Path, count: int, total: int, line: Any) -> Fault:
    return Fault(
        str(path),
        with_others(Message("line {line}", line=line), count - 1),
        Message(
            "{count} of {total} rows are of no building of the stock", count=count, total=total
        ),
        Message(
            "an id of a building, or an address within {farthest_m:g} m of one footprint only",
            farthest_m=match.FARTHEST_M,
        ),
        Message(
            "Left out; add the RNB id, BDNB group or BAN id to the stock, or "
            "coordinates to the table."
        ),
        "row",
        "unmatched",
    )
