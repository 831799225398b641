"""Another source of the same buildings with footprints of its own: matched by id, then overlap."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from zeneville.errors import Fault
from zeneville.geodata import fields, frame
from zeneville.messages import Message, with_others

#: identifiers by which two sources may name one building
IDS = {"rnb_id": "RNB id", "bdnb_construction": "BDNB construction", "bdnb_group": "BDNB group"}
#: least share of a building that the other source must cover before it speaks for it
COVERED = 0.5
#: what another source may say of a building; dwellings are summed over what covers it
SAID = (
    *("use", "construction_year", "storeys", "heating_energy", "roof_shape", "owner", "tenure"),
    *(name for name in fields.FURTHER if name not in ("quality", "refused")),
    *fields.KNOWN_U,
)
#: formats of Geodata -> name of the source in the ranks
SOURCES = {"BD TOPO V3": "BD TOPO", "OpenStreetMap": "OSM", "own": "landlord"}


def join(
    path: Path, buildings: gpd.GeoDataFrame, other: gpd.GeoDataFrame, kind: str
) -> tuple[gpd.GeoDataFrame, list[Fault], dict[str, int]]:
    """Buildings with what the ``other`` source says; those that it does not know; ways of matching.

    A building with an identifier of the other source is that building; else the one that covers
    most of it, and at least :data:`COVERED`, speaks for it, whatever its outline. Its dwellings
    are those of all that lie in it, each by the share of its own footprint that does.
    """
    buildings = buildings.copy()
    usable = buildings.index[buildings["status"] != "unusable"]
    sound = other[other["status"] != "unusable"]
    covers = _covers(buildings.loc[usable], sound)
    best = _by_id(buildings.loc[usable], sound)
    found = (
        covers[covers["of_building"] >= COVERED]
        .sort_values("of_building")
        .drop_duplicates("building", keep="last")
    )
    for name, theirs, share in found[["building", "other", "of_building"]].to_numpy():
        best.setdefault(name, (theirs, f"overlap {share:.0%}"))
    if not best:
        return buildings, [_nothing(path, len(usable))], {}
    names = list(best)
    spoken = sound.loc[[theirs for theirs, _ in best.values()]].set_axis(names)
    source = SOURCES.get(kind, kind)
    told = pd.Series([f"{source} {path.name}, {how}" for _, how in best.values()], index=names)
    spoken = spoken.assign(use=spoken["use"].where(spoken["use"] != "unknown"))
    for column in SAID:
        if column in spoken and spoken[column].notna().any():
            frame.put(buildings, column, spoken[column], told)
    _dwellings(buildings, sound, covers, told)
    _heights(buildings, spoken, told)
    ways = told.str.replace(r" \d+%$", "", regex=True).str.rpartition(", ")[2].value_counts()
    unknown = [name for name in usable if name not in best]
    faults = [_unknown(path, unknown, len(usable))] if unknown else []
    return buildings, faults, {str(way): int(count) for way, count in ways.items()}


def _by_id(buildings: gpd.GeoDataFrame, other: gpd.GeoDataFrame) -> dict[str, tuple[str, str]]:
    best: dict[str, tuple[str, str]] = {}
    for column, told in IDS.items():
        if column not in buildings or column not in other:
            continue
        theirs = other[column].dropna()
        alone = theirs[~theirs.duplicated(keep=False)]
        by_key = dict(zip(alone, alone.index, strict=True))
        for name, key in buildings[column].dropna().items():
            if key in by_key and name not in best:
                best[str(name)] = (by_key[key], f"by {told}")
    return best


def _covers(buildings: gpd.GeoDataFrame, other: gpd.GeoDataFrame) -> pd.DataFrame:
    """Pairs that overlap: share of the building and of the other that is common."""
    ours, theirs = buildings.geometry.to_numpy(), other.geometry.to_numpy()
    at, of = shapely.STRtree(theirs).query(ours, predicate="intersects")
    common = shapely.area(shapely.intersection(ours[at], theirs[of]))
    return pd.DataFrame(
        {
            "building": buildings.index.to_numpy()[at],
            "other": other.index.to_numpy()[of],
            "of_building": common / shapely.area(ours[at]),
            "of_other": common / shapely.area(theirs[of]),
        }
    )


def _dwellings(
    buildings: gpd.GeoDataFrame, other: gpd.GeoDataFrame, covers: pd.DataFrame, told: pd.Series
) -> None:
    homes = other["dwellings"].reindex(covers["other"]).to_numpy(float)
    parts = pd.Series(homes * covers["of_other"].to_numpy(), covers["building"].to_numpy())
    total = parts.groupby(level=0).sum(min_count=1).round()
    total = total[total.index.isin(told.index)]
    frame.put(buildings, "dwellings", total.where(total > 0), told)


def _heights(buildings: gpd.GeoDataFrame, spoken: gpd.GeoDataFrame, told: pd.Series) -> None:
    """Heights of the other source where this one's were filled by a rule or are missing."""
    measured = spoken["height_source"] == "data" if "height_source" in spoken else False
    filled = buildings["height_source"].reindex(spoken.index) != "data"
    rows = spoken.index[np.asarray(measured) & filled.to_numpy()]
    if len(rows):
        buildings.loc[rows, "height_m"] = spoken.loc[rows, "height_m"]
        buildings.loc[rows, "height_source"] = told[rows]


def _unknown(path: Path, names: list[Any], total: int) -> Fault:
    return Fault(
        str(path),
        with_others(Message("building {name}", name=names[0]), len(names) - 1),
        Message(
            "{count} of {total} buildings are not in this source", count=len(names), total=total
        ),
        Message(
            "a building with the same id, or one that covers {covered:.0%} of it", covered=COVERED
        ),
        Message("They stay as they are; check that both are of one place and time."),
        "row",
        "unmatched",
    )


def _nothing(path: Path, total: int) -> Fault:
    return Fault(
        str(path),
        "",
        Message("none of its buildings is one of the {total} of the stock", total=total),
        Message("footprints of the same place"),
        Message("Check its extent and coordinate system."),
        "row",
        "none-matched",
    )
