"""Which building a row of another table is of: by identifier first, then by where it lies."""

from __future__ import annotations

import re
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from zeneville.geodata import addresses
from zeneville.geodata.reasons import NO_HEIGHT

#: identifiers that both tables may have, the surest first, and what they are called
IDS = {
    "building": "id",
    "rnb_id": "RNB id",
    "bdnb_group": "BDNB group",
    "ban_id": "BAN id",
    "address_key": "address",
}
#: what stands between several identifiers of one building
SEVERAL = re.compile(r"[/;|,]")
#: an address stands at a gate or door: farther than this from a footprint, metres, it is of none
FARTHEST_M = 30.0
#: two footprints whose distances differ by less, metres, cannot be told apart
APART_M = 2.0
NOT_LIVED_IN = ("annex", "religious")


def rows(buildings: gpd.GeoDataFrame, table: pd.DataFrame) -> pd.DataFrame:
    """Pairs of a row of ``table`` and a building, with how they were found.

    A group of the BDNB with several constructions makes a pair with each; an address of several
    buildings is left to its point, and to none without one.

    Returns
    -------
    Columns ``line`` (index of the table), ``building``, ``how``, ``exact`` (True by identifier
    or inside the footprint), ``share`` of the figures of a row that is the building's, by volume
    among constructions of a group. Rows that no building takes do not stand in it.
    """
    usable = buildings[(buildings["status"] != "unusable") | (buildings["reason"] == NO_HEIGHT)]
    if "address" in usable and "address_key" in table:
        keys = [addresses.key(address) for address in usable["address"]]
        usable = usable.assign(address_key=pd.Series(keys, usable.index, dtype=object))
    pairs: list[tuple[Any, str, str, bool]] = []
    left = pd.Index(table.index)
    for column, told in IDS.items():
        keys = usable.index.to_series() if column == "building" else usable.get(column)
        if column not in table or keys is None:
            continue
        by_key = _by_key(keys)
        wanted = table.loc[left, column].dropna().astype(str)
        for line, key in wanted.items():
            found = by_key.get(key, [])
            if len(found) == 1 or (found and column == "bdnb_group"):
                pairs += [(line, name, f"by {told}", True) for name in found]
        left = left.difference([line for line, *_ in pairs], sort=False)
    if {"x", "y"} <= set(table.columns):
        pairs += _by_place(usable, table.loc[left])
    out = pd.DataFrame(pairs, columns=["line", "building", "how", "exact"])
    out["share"] = _shares(usable, out)
    out.loc[out["share"] < 1.0, "how"] += ", share by volume"
    return out


def whole_shares(total: pd.Series, pairs: pd.DataFrame) -> pd.Series:
    """Whole numbers by building of totals by line, in proportion to ``share``; sums are kept."""
    parts: dict[str, float] = {}
    for line, rows in pairs.groupby("line", sort=False):
        if total[line] == total[line]:
            split = shares(float(total[line]), rows["share"].to_numpy())
            for name, number in zip(rows["building"], split, strict=True):
                parts[name] = parts.get(name, 0.0) + number
    return pd.Series(parts, dtype=float)


def shares(total: float, weight: np.ndarray) -> np.ndarray:
    """Whole numbers in proportion to ``weight`` that sum to ``total`` (largest remainders)."""
    whole = weight.sum()
    exact = total * (weight / whole if whole > 0 else np.full(len(weight), 1 / len(weight)))
    out = np.floor(exact + 1e-9)
    missing = round(total - out.sum())
    out[np.argsort(out - exact, kind="stable")[:missing]] += 1
    return out


def _shares(usable: gpd.GeoDataFrame, pairs: pd.DataFrame) -> np.ndarray:
    """Share (P,) of a row in each of its buildings: 1, or by volume among those of a group."""
    rows = usable.loc[pairs["building"]]
    area = rows.geometry.area.to_numpy()
    volume = pd.Series(area * rows["height_m"].fillna(1.0).to_numpy(float), pairs.index)
    whole = volume.groupby(pairs["line"]).transform("sum").to_numpy()
    return np.where(whole > 0, volume / np.where(whole > 0, whole, 1.0), 1.0)


def _by_key(keys: pd.Series) -> dict[str, list[str]]:
    """Buildings of each identifier; a building may have several, as BD TOPO and BDNB write them."""
    out: dict[str, list[str]] = {}
    for name, key in keys.dropna().items():
        for one in SEVERAL.split(str(key)):
            out.setdefault(one.strip(), []).append(str(name))
    return out


def _by_place(usable: gpd.GeoDataFrame, table: pd.DataFrame) -> list[tuple[Any, str, str, bool]]:
    """Rows whose point lies in a footprint, or nearer to one than to any other."""
    homes = usable[~usable["use"].isin(NOT_LIVED_IN)]
    table = table[table["x"].notna() & table["y"].notna()]
    if homes.empty or table.empty:
        return []
    points = shapely.points(table["x"].to_numpy(float), table["y"].to_numpy(float))
    shapes = homes.geometry.to_numpy()
    at, near = shapely.STRtree(shapes).query(points, predicate="dwithin", distance=FARTHEST_M)
    away = shapely.distance(points[at], shapes[near])
    pairs = []
    for place in np.unique(at):
        here = np.flatnonzero(at == place)
        order = here[np.argsort(away[here], kind="stable")]
        first = order[0]
        if len(order) > 1 and away[order[1]] - away[first] < APART_M and away[first] > 0.0:
            continue
        inside = away[first] == 0.0
        told = "in its footprint" if inside else f"nearest address, {away[first]:.0f} m"
        pairs.append((table.index[place], str(homes.index[near[first]]), told, bool(inside)))
    return pairs
