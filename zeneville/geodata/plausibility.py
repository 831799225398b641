"""Whether a stock as a whole looks like one: counts and shares beside what is usual.

What is unusual is a remark and no fault: a district of one landlord may well be all gas or all of
one decade. Ranges and sources are in ``assumptions.csv``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from zeneville.errors import Fault
from zeneville.messages import Message, fixed

Array = np.ndarray[Any, Any]

#: heights of a storey, metres, outside which height or storeys of a building are odd
ODD_STOREY_M = (2.0, 6.0)
#: coordinates are alike within this distance, metres
ALIKE_M = 0.01
#: the year in which the first French thermal regulation took effect
FIRST_REGULATION = 1975
#: the share of a storey that is heated floor, as in the stock stage
SHARE = "stock_heated_share"
STOREY = "stock_storey_height"


@dataclass(frozen=True)
class Indicator:
    """A figure of the whole stock beside the range that is usual, in ``unit``."""

    key: str
    about: Message
    remedy: Message
    value: float
    typical: float
    low: float
    high: float
    unit: Message
    source: Message

    @property
    def outside(self) -> bool:
        """True where the figure lies outside the range; of nothing there is no figure."""
        return bool(np.isfinite(self.value)) and not self.low <= self.value <= self.high

    @property
    def told(self) -> Message:
        """The figure with its unit."""
        if self.unit == "share":
            return Message("{value:.0%}", value=self.value)
        return Message("{value:.3g} {unit}", value=self.value, unit=self.unit)

    @property
    def range(self) -> Message:
        """The range, the usual figure and their source."""
        if self.unit == "share":
            return Message(
                "{low:.0%} to {high:.0%}, usually {typical:.0%} ({source})",
                low=self.low,
                high=self.high,
                typical=self.typical,
                source=self.source,
            )
        return Message(
            "{low:g} to {high:g} {unit}, usually {typical:g} ({source})",
            low=self.low,
            high=self.high,
            unit=self.unit,
            typical=self.typical,
            source=self.source,
        )


def indicators(
    buildings: gpd.GeoDataFrame, faults: Iterable[Fault], figures: Any
) -> list[Indicator]:
    """Every figure of a stock that its columns allow.

    Parameters
    ----------
    buildings
        With the columns of :mod:`zeneville.geodata.fields`, EPSG:2154.
    faults
        Of the rows, of which the overlaps count.
    figures
        The catalogue.
    """
    usable = buildings[buildings["status"] != "unusable"]
    homes = usable[usable["use"] == "residential"]
    overlaps = sum(fault.code == "overlap" for fault in faults)
    found = {
        "plausible_dwelling_area": _dwelling_area(homes, figures),
        "plausible_storey_height": float(_storeys(usable).median()),
        "plausible_odd_storeys": _share(~_storeys(usable).between(*ODD_STOREY_M), _storeys(usable)),
        "plausible_no_height": _lacking(usable, lambda rows: rows["height_source"] == "data"),
        "plausible_no_year": _lacking(homes, lambda rows: rows["construction_year"].notna()),
        "plausible_no_energy": _lacking(homes, lambda rows: rows["heating_energy"].notna()),
        "plausible_no_dwellings": _lacking(homes, lambda rows: rows["dwellings"].notna()),
        "plausible_before_1975": _of_dwellings(
            homes, "construction_year", lambda years: years.astype(float) < FIRST_REGULATION
        ),
        "plausible_gas": _of_dwellings(homes, "heating_energy", lambda energy: energy == "gas"),
        "plausible_electricity": _of_dwellings(
            homes, "heating_energy", lambda energy: energy.isin(["electricity", "heat_pump"])
        ),
        "plausible_label_efg": _of_dwellings(
            homes, "dpe_class", lambda letters: letters.isin(["E", "F", "G"])
        ),
        "plausible_duplicates": float(_duplicates(buildings)),
        "plausible_overlaps": float(overlaps),
    }
    return [_indicator(key, value, figures) for key, value in found.items()]


def remarks(file: str, found: Iterable[Indicator]) -> list[Fault]:
    """A remark for every figure outside its range."""
    return [
        Fault(
            file,
            Message("the whole stock"),
            Message("{about}: {told}", about=one.about, told=one.told),
            one.range,
            one.remedy,
            "remark",
            one.key.replace("_", "-"),
        )
        for one in found
        if one.outside
    ]


def _indicator(key: str, value: float, figures: Any) -> Indicator:
    entry = figures[key]
    about, remedy = TEXTS[key]
    unit, source = fixed(entry.unit), fixed(entry.source)
    return Indicator(key, about, remedy, value, entry.value, entry.low, entry.high, unit, source)


TEXTS = {
    "plausible_dwelling_area": (
        Message("mean living area of a dwelling"),
        Message("Check the number of dwellings, the storeys and the unit of the heights."),
    ),
    "plausible_storey_height": (
        Message("height of a storey, median"),
        Message("Check the unit of the heights and whether they reach the gutter or the ridge."),
    ),
    "plausible_odd_storeys": (
        Message("buildings whose height does not fit their storeys"),
        Message("Look at them on the preview map; correct height or storeys."),
    ),
    "plausible_no_height": (
        Message("buildings without a height of their own"),
        Message("Join a source with heights, such as BD TOPO or a surface model."),
    ),
    "plausible_no_year": (
        Message("dwelling buildings without a year or period"),
        Message("Join a source with years, such as BDNB, or set `stock_defaults` of the case."),
    ),
    "plausible_no_energy": (
        Message("dwelling buildings without a heating energy"),
        Message("Join BDNB, certificates or an owner's table, or set `stock_defaults`."),
    ),
    "plausible_no_dwellings": (
        Message("dwelling buildings without a number of dwellings"),
        Message("Join BD TOPO, BDNB or an owner's table."),
    ),
    "plausible_before_1975": (
        Message("dwellings built before 1975"),
        Message("Right for a district of one time; else check the years."),
    ),
    "plausible_gas": (
        Message("dwellings heated with gas"),
        Message("Right for a district of one landlord; else check the energies."),
    ),
    "plausible_electricity": (
        Message("dwellings heated with electricity"),
        Message("Right for a district of one landlord; else check the energies."),
    ),
    "plausible_label_efg": (
        Message("dwellings of label E, F or G"),
        Message("Right for a district of one time; else check the labels."),
    ),
    "plausible_duplicates": (
        Message("footprints that stand more than once"),
        Message("Remove the copies, or join what they say to one footprint."),
    ),
    "plausible_overlaps": (
        Message("pairs of footprints that overlap"),
        Message("Look at them on the preview map; redraw one of each."),
    ),
}


def floor_area_m2(rows: gpd.GeoDataFrame, figures: Any) -> pd.Series:
    """Heated floors: as given, else footprint times storeys, those of the height if need be."""
    by_height = np.maximum(np.round(rows["height_m"] / figures.value(STOREY)), 1.0)
    storeys = rows["storeys"].where(rows["storeys"] >= 1, by_height)
    area = rows.geometry.area * storeys * figures.value(SHARE)
    if "heated_area_m2" in rows:
        area = rows["heated_area_m2"].astype(float).fillna(area)
    return area.astype(float)


def _dwelling_area(homes: gpd.GeoDataFrame, figures: Any) -> float:
    counted = homes[homes["dwellings"] > 0]
    if counted.empty:
        return float("nan")
    return float(floor_area_m2(counted, figures).sum() / counted["dwellings"].sum())


def _storeys(rows: gpd.GeoDataFrame) -> pd.Series:
    """Height of a storey of the buildings of which height and storeys are data, metres."""
    known = rows[(rows["height_source"] == "data") & (rows["storeys"] >= 1)]
    return (known["height_m"] / known["storeys"]).astype(float)


def _share(where: pd.Series, of: pd.Series) -> float:
    return float(where.sum() / len(of)) if len(of) else float("nan")


def _lacking(rows: gpd.GeoDataFrame, known: Callable[[gpd.GeoDataFrame], pd.Series]) -> float:
    return float(1.0 - known(rows).mean()) if len(rows) else float("nan")


def _of_dwellings(
    homes: gpd.GeoDataFrame, column: str, true: Callable[[pd.Series], pd.Series]
) -> float:
    """Share of the dwellings of which a column tells something; a blank number counts as one."""
    if column not in homes:
        return float("nan")
    told = homes[homes[column].notna()]
    weight = told["dwellings"].fillna(1.0).clip(lower=1.0)
    if not weight.sum():
        return float("nan")
    return float(weight[true(told[column])].sum() / weight.sum())


def _duplicates(buildings: gpd.GeoDataFrame) -> int:
    """Rows whose footprint another row has already."""
    shapes = buildings.geometry[~(buildings.geometry.isna() | buildings.geometry.is_empty)]
    flat = shapely.force_2d(shapes.values)
    alike = shapely.normalize(shapely.set_precision(flat, ALIKE_M, mode="pointwise"))
    return int(pd.Series(shapely.to_wkb(alike)).duplicated().sum())
