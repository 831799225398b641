"""BDNB buildings: truncated shapefile names and full ones, construction and group level."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd

from zeneville.errors import Fault, InputError
from zeneville.geodata import cells, fields, frame, geometry, match, names, reasons, values
from zeneville.messages import Message

SOURCE = "BDNB"
LEVELS = ("bdnb_construction", "bdnb_group")
#: values of a group that every one of its constructions has too
INHERITED = (
    *("construction_year", "use", "heating_energy", "dpe_class", "wall_material"),
    *("roof_material", "owner", "tenure", "heating_installation", *fields.KNOWN_U),
)
TEXTS = (
    *("rnb_id", "bdnb_group", "bdnb_construction", "ban_id", "address", "dpe_number"),
    *("wall_material", "roof_material", "owner", "heating_installation"),
)
LETTERS = ("A", "B", "C", "D", "E", "F", "G")


def is_bdnb(columns: list[str]) -> bool:
    """True for a table that has a construction or group identifier of the BDNB."""
    found = names.find("bdnb", columns)
    return any(level in found for level in LEVELS)


def understand(
    path: Path, layer: str, table: gpd.GeoDataFrame
) -> tuple[gpd.GeoDataFrame, list[Fault], dict[str, str]]:
    """Our columns from those of the BDNB; the names used, and faults of rows.

    A construction is called by its RNB id where every row has one of its own, else by its
    construction id, a group by its group id. Figures of a group of several constructions: years,
    uses, energies, labels and materials hold for each, dwellings are shared by volume (footprint
    times height), storeys are left to the height of each.
    """
    found = names.find("bdnb", [column for column in table.columns if column != "geometry"])
    if "height_m" not in found:
        raise InputError([_no_height(path, layer)])
    count, file = len(table), str(path)

    def raw(ours: str) -> pd.Series:
        column = found.get(ours)
        return table[column] if column else pd.Series([None] * count, index=table.index)

    ids, faults = cells.unique_ids(file, _ids(raw, found))
    given: dict[str, Any] = {}
    for name in ("height_m", "storeys", "dwellings", "ground_altitude_m", *fields.KNOWN_U):
        given[name], more = cells.numbers(file, ids, found.get(name, name), raw(name), name)
        faults += more
    given["dwellings"] = np.where(given["dwellings"] > 0, given["dwellings"], np.nan)
    column = found.get("construction_year", "")
    given["construction_year"], more = cells.years(file, ids, column, raw("construction_year"))
    faults += more
    for name in ("use", "heating_energy", "tenure"):
        given[name], more = frame.words(file, ids, name, raw(name), found.get(name, name))
        faults += more
    given["use"] = [value or "unknown" for value in given["use"]]
    given["heating_energy"] = _with_heat_pumps(given["heating_energy"], raw("heating_generator"))
    given["use_raw"] = [values.text(value) or "" for value in raw("use")]
    for name in TEXTS:
        given[name] = [_joined(value) for value in raw(name)]
    given["dpe_class"], more = letters(file, ids, raw("dpe_class"))
    faults += more
    given["refused"] = np.where(raw("fictive").map(values.yes), str(reasons.NOT_REAL), "")
    buildings = frame.buildings(ids, list(table.geometry), table.crs, given)
    _of_groups(buildings, found)
    for name in (*INHERITED, "dwellings", "storeys"):
        frame.sourced(buildings, name, SOURCE)
    return frame.without_empty(buildings), faults, {theirs: ours for ours, theirs in found.items()}


def letters(file: str, ids: list[str], raw: pd.Series) -> tuple[list[str | None], list[Fault]]:
    """Letters A to G of certificates; others are told, blank and ``N`` (none) are not."""
    out: list[str | None] = []
    faults = []
    for building, value in zip(ids, raw, strict=True):
        text = (values.text(value) or "N").upper()
        out.append(text if text in LETTERS else None)
        if text not in (*LETTERS, "N"):
            faults.append(
                Fault(
                    file,
                    cells.place(building),
                    Message("label {text!r}", text=text),
                    Message("a letter from A to G"),
                    Message("Taken as not given; correct it."),
                    "row",
                    "dpe-letter",
                )
            )
    return out, faults


def _ids(raw: Any, found: dict[str, str]) -> pd.Series:
    """Ids of one kind for the whole file: RNB, construction or group."""
    rnb = raw("rnb_id").map(values.text)
    if rnb.notna().all() and rnb.is_unique:
        return rnb
    level = next(level for level in LEVELS if level in found)
    return raw(level).map(lambda value: values.text(value) or "")


def _joined(value: Any) -> str | None:
    """Text of a cell, of a list its parts."""
    if isinstance(value, (list, tuple, np.ndarray)):
        return ", ".join(str(part) for part in value) or None
    return values.text(value)


def _with_heat_pumps(energy: list[str | None], generator: pd.Series) -> list[str | None]:
    """Electricity of a heat pump is ``heat_pump``."""
    return [
        "heat_pump"
        if one in (None, "electricity") and names.words("heating_generator", other or "")
        else one
        for one, other in zip(energy, map(values.text, generator), strict=True)
    ]


def _of_groups(buildings: gpd.GeoDataFrame, found: dict[str, str]) -> None:
    """Share what is known of a whole group among its constructions, by volume."""
    if "bdnb_construction" not in found or "bdnb_group" not in found:
        return
    size = buildings.groupby("bdnb_group")["source_row"].transform("size")
    several = (size > 1).reindex(buildings.index).fillna(False)
    if not several.any():
        return
    shared = several & buildings["dwellings"].notna()
    for name in ("storeys", "dwellings"):
        buildings[f"{name}_source"] = pd.Series(None, index=buildings.index, dtype=object)
    volume = buildings.geometry.to_crs(geometry.METRIC).area * buildings["height_m"].fillna(0.0)
    for _, rows in buildings[shared].groupby("bdnb_group"):
        weight = volume[rows.index].to_numpy()
        total = float(rows["dwellings"].max())
        buildings.loc[rows.index, "dwellings"] = match.shares(total, weight)
        buildings.loc[rows.index, "dwellings_source"] = f"{SOURCE}, of the group, by volume"
    buildings.loc[several, "storeys"] = np.nan


def _no_height(path: Path, layer: str) -> Fault:
    return Fault(
        str(path),
        Message("layer {layer}", layer=layer),
        Message("has no column hauteur or hauteur_mean"),
        Message("height of the gutter above ground in metres"),
        Message("Export batiment_construction, or join batiment_groupe_bdtopo_bat."),
        code="column-missing",
    )
