"""Which building a row of another table is of: by identifier first, then by where it lies."""

from __future__ import annotations

import re
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from zeneville.geodata import addresses
from zeneville.geodata.geometry import NO_HEIGHT

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
    or inside the footprint). Rows that no building takes do not stand in it.
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
    return pd.DataFrame(pairs, columns=["line", "building", "how", "exact"])


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
