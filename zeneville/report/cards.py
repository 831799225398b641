"""What the page's script knows of each building: columns of numbers and words, in map order."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd

from zeneville.geodata import reasons
from zeneville.report.map import Extent
from zeneville.report.self_contained import json_text
from zeneville.report.solar_map_data import shapes
from zeneville.report.wording import Words

#: words of the card, by the number of their text
TEXTS = (
    *("status", "reason", "use", "period", "package", "system", "storage", "need_source"),
    "residence",
)
#: columns in the owner's own words
FREE_TEXT = ("residence",)
#: numbers of the card and their decimals
NUMBERS = {
    "height_m": 1,
    "heated_area_m2": 0,
    "dwellings": 0,
    "storeys": 0,
    "heat_kw": 1,
    "pv_kwp": 1,
    "home_battery_kwh": 1,
    "investment_eur": 0,
    "non_energy_eur": 0,
    "bill_before_eur": 0,
    "bill_after_eur": 0,
    "dpe_primary_kwh_per_m2_before": 0,
    "dpe_primary_kwh_per_m2_after": 0,
    "dpe_co2_kg_per_m2_before": 0,
    "dpe_co2_kg_per_m2_after": 0,
    "need_before_kwh": 0,
    "need_after_kwh": 0,
    "need_before_standard_kwh": 0,
    "need_after_standard_kwh": 0,
    "discomfort_before_kh": 1,
    "discomfort_after_kh": 1,
    "reference_co2_kg": 0,
    "co2_kg": 0,
    "works_year": 0,
}
LETTERS = ("dpe_before", "dpe_after")
#: kW of the classes of panels on the map
PV_EDGES = (0.05, 3.0, 9.0, 36.0, 100.0)


def packed(
    buildings: gpd.GeoDataFrame, planes: gpd.GeoDataFrame, place: Extent, words: Words
) -> str:
    """JSON of all cards, safe inside a script element.

    ``roofs`` are the outlines of the roof planes in the order of ``planes``, from the north-west
    corner of the map, y to the north.
    """
    order = pd.Series(np.arange(len(buildings)), index=buildings.index.astype(str))
    owner = order.reindex(planes["building"].astype(str)).to_numpy()
    planes = planes[np.isfinite(owner)].iloc[np.argsort(owner[np.isfinite(owner)], kind="stable")]
    data = {
        "ids": [str(name) for name in buildings.index],
        "texts": {name: _texts(buildings, name, words) for name in TEXTS if name in buildings},
        "numbers": {
            name: _numbers(buildings[name], digits)
            for name, digits in NUMBERS.items()
            if name in buildings
        },
        "letters": {name: _letters(buildings, name) for name in LETTERS},
        "planes": _planes(buildings.index, planes),
        "roofs": shapes(planes.geometry, place.west, place.north),
    }
    return json_text(data)


def _texts(buildings: gpd.GeoDataFrame, name: str, words: Words) -> dict[str, list[Any]]:
    """The different words, and of each building the number of its own (-1 for none)."""
    column = buildings[name]
    given = [value if isinstance(value, str) and value else None for value in column]
    known = sorted({value for value in given if value is not None})
    place = {value: number for number, value in enumerate(known)}
    told = [value if name in FREE_TEXT else _word(value, words) for value in known]
    return {"words": told, "of": [place[v] if v is not None else -1 for v in given]}


def _word(value: str, words: Words) -> str:
    """The word of an id, or a reason why a building is left out."""
    return words[value] if value in words else reasons.told(value, words.lang)


def _numbers(column: pd.Series, digits: int) -> list[float | int | None]:
    values = pd.to_numeric(column, errors="coerce").to_numpy(float)
    return [
        None if not np.isfinite(value) else round(value, digits) if digits else round(value)
        for value in values.tolist()
    ]


def _letters(buildings: gpd.GeoDataFrame, name: str) -> str:
    """One character a building, a space for none."""
    given = buildings[name] if name in buildings else [""] * len(buildings)
    return "".join(value if isinstance(value, str) and value else " " for value in given)


def _planes(names: pd.Index, planes: gpd.GeoDataFrame) -> list[list[list[float]]]:
    """Of each building its planes: tilt, azimuth, usable m2, kWp possible, kWp laid, kWh."""
    columns = ("tilt_deg", "azimuth_deg", "usable_area_m2", "kwp_max", "kwp", "yield_kwh")
    by_building: dict[str, list[list[float]]] = {str(name): [] for name in names}
    table = planes[["building", *columns]].fillna(0.0)
    for building, *values in table.itertuples(index=False):
        if str(building) in by_building:
            tilt, azimuth, area, most, laid, energy = values
            by_building[str(building)].append(
                [
                    round(tilt),
                    round(azimuth) % 360,
                    round(area),
                    round(most, 1),
                    round(laid, 1),
                    round(energy),
                ]
            )
    return list(by_building.values())


def panel_classes(words: Words) -> Sequence[str]:
    """Words of the classes of panels."""
    inner = [
        f"{words.n(low) if low >= 1 else '0'}–{words.n(high)} {words['kWp']}"
        for low, high in pairwise(PV_EDGES)
    ]
    return [words["no_panels"], *inner, f"> {words.n(PV_EDGES[-1])} {words['kWp']}"]
