"""OpenStreetMap buildings: GeoJSON of Overpass, QuickOSM, ogr2ogr (``other_tags``), Geofabrik."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd

from zeneville.errors import Fault
from zeneville.geodata import cells, frame, names, values

SOURCE = "OSM"
TAG = re.compile(r'"([^"]+)"=>"((?:[^"\\]|\\.)*)"')
YEAR = re.compile(r"^(\d{4})(?:-\d{2}){1,2}$")
#: columns that only tables of OpenStreetMap have
MARKS = {
    *("osm_id", "id_osm", "full_id", "osm_way_id", "building_levels", "roof_shape_osm"),
    *("other_tags", "start_date", "building_part", "osm_type", "addr_street", "addr_housenumber"),
}
#: values of ``building`` that stand for no building, and of open ones
NONE, OPEN = ("no", "construction", "ruins", "demolished", "proposed"), ("roof", "carport")
#: tags that tell a use where ``building`` is ``yes``
USES = ("building", "kind", "amenity", "shop", "office")


def is_osm(columns: list[str]) -> bool:
    """True for a table of buildings with tags of OpenStreetMap, and not in our own columns."""
    plain = {names.plain(column) for column in columns}
    geofabrik = {"osm_id", "fclass"} <= plain
    raw_id = any(column == "@id" for column in columns)
    tagged = "building" in plain or "building_part" in plain or "other_tags" in plain
    return geofabrik or (tagged and "use" not in plain and bool(raw_id or plain & MARKS))


def understand(
    path: Path, layer: str, table: gpd.GeoDataFrame
) -> tuple[gpd.GeoDataFrame, list[Fault], dict[str, str]]:
    """Our columns from tags; the names used, and faults of rows.

    ``height`` is that of the top: the gutter is ``roof:height`` below it, where that is given, and
    as high where it is not, which ``height_m_source`` says.
    """
    table = _with_other_tags(table)
    found = names.find("osm", [column for column in table.columns if column != "geometry"])
    count, file = len(table), str(path)

    def raw(ours: str) -> pd.Series:
        column = found.get(ours)
        return table[column] if column else pd.Series([None] * count, index=table.index)

    ids, faults = cells.unique_ids(file, _texts(raw("id")))
    given: dict[str, Any] = {}
    for name in ("height", "roof_height", "storeys", "dwellings"):
        given[name], more = cells.numbers(file, ids, found.get(name, name), raw(name), name)
        faults += more
    height, roof = given.pop("height"), given.pop("roof_height")
    given["construction_year"], more = _years(file, ids, found, raw("construction_year"))
    faults += more
    for name in ("roof_shape", "heating_energy"):
        given[name], more = frame.words(file, ids, name, raw(name), found.get(name, name))
        faults += more
    given["use"] = [_use([one.iloc[row] for one in map(raw, USES)]) for row in range(count)]
    given["use_raw"] = [values.text(value) or "" for value in raw("building")]
    given["light"] = [names.plain(value) in OPEN for value in raw("building")]
    given["refused"] = [_refused(*pair) for pair in zip(raw("building"), raw("part"), strict=True)]
    flat = np.array([shape == "flat" for shape in given["roof_shape"]])
    given["height_m"] = height - np.where(np.isnan(roof), 0.0, roof)
    given["ridge_height_m"] = np.where(flat, np.nan, height)
    given["rnb_id"] = _texts(raw("rnb_id"))
    given["wall_material"] = _texts(raw("wall_material"))
    given["roof_material"] = _texts(raw("roof_material"))
    given["address"] = _addresses(raw)
    top = np.isfinite(height) & np.isnan(roof) & ~flat
    buildings = frame.buildings(ids, list(table.geometry), table.crs, given)
    for name in ("construction_year", "storeys", "dwellings", "use", "roof_shape"):
        frame.sourced(buildings, name, SOURCE)
    if np.isfinite(height).any():
        told = {True: f"{SOURCE}, top of the roof taken for the gutter", False: SOURCE}
        sources = [told[bool(one)] for one in top]
        buildings["height_m_source"] = pd.Series(sources, buildings.index, dtype=object)
        buildings.loc[~np.isfinite(height), "height_m_source"] = None
    return frame.without_empty(buildings), faults, {theirs: ours for ours, theirs in found.items()}


def _with_other_tags(table: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """A table whose further tags stand in one text column, with a column for each known tag."""
    found = names.find("osm", table.columns)
    if "tags" not in found:
        return table
    known = {name for several in names.tables.aliases("osm").values() for name in several}
    rows = [dict(TAG.findall(str(value or ""))) for value in table[found["tags"]]]
    new = {key for row in rows for key in row if names.plain(key) in known} - set(table.columns)
    more = {key: [row.get(key) for row in rows] for key in sorted(new)}
    return table.assign(**more)


def _texts(raw: pd.Series) -> pd.Series:
    return pd.Series([values.text(value) for value in raw], raw.index, dtype=object)


def _use(tags: list[Any]) -> str:
    """The first tag that says more than that it is a building."""
    for tag in tags:
        meant = None if values.blank(tag) else names.words("osm_use", tag)
        if meant not in (None, "unknown"):
            return str(meant)
    return "unknown"


def _refused(building: Any, part: Any) -> str:
    text = names.plain(building) if not values.blank(building) else ""
    if text in NONE:
        return f"building={text}: not a building in use"
    if not text and not values.blank(part):
        return "a part of another building"
    return ""


def _years(
    file: str, ids: list[str], found: dict[str, str], raw: pd.Series
) -> tuple[np.ndarray, list[Fault]]:
    """Years of ``start_date``: the first four digits of a date, or a period."""
    texts = [(values.text(value) or "").lstrip("~") for value in raw]
    dates = [YEAR.match(text) for text in texts]
    plain = [date[1] if date else text for date, text in zip(dates, texts, strict=True)]
    column = found.get("construction_year", "start_date")
    return cells.years(file, ids, column, pd.Series(plain, raw.index, dtype=object))


def _addresses(raw: Any) -> list[str | None]:
    columns = [raw(name) for name in ("street_number", "street", "postcode", "city")]
    return [
        " ".join(str(part) for part in row if not values.blank(part))
        if not any(values.blank(part) for part in (row[1], row[3]))
        else None
        for row in zip(*columns, strict=True)
    ]
