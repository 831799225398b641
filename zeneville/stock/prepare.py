"""From footprints to envelopes: status, areas, archetype, packages, works."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import xarray as xr

from zeneville.stock import known as knowledge
from zeneville.stock import renovated, works
from zeneville.stock.packages import PACKAGES
from zeneville.stock.party_walls import ORIENTATIONS, walls
from zeneville.stock.roof_form import roof_form
from zeneville.stock.under_floor import under_floor

Array = np.ndarray[Any, Any]

UNHEATED_USES = ("religious", "annex")
PERIOD_ENDS = (
    (1947, "before_1948"),
    (1974, "1948_1974"),
    (1977, "1975_1977"),
    (1982, "1978_1982"),
    (1988, "1983_1988"),
    (2000, "1989_2000"),
    (2005, "2001_2005"),
    (2012, "2006_2012"),
    (9999, "after_2013"),
)


@dataclass(frozen=True)
class Stock:
    """``buildings``: every row with its status; ``envelope`` and ``works``: heated ones."""

    buildings: gpd.GeoDataFrame
    envelope: xr.Dataset
    works: xr.Dataset


def prepare(
    buildings: gpd.GeoDataFrame,
    protections: gpd.GeoDataFrame,
    period: str,
    heating_energy: str,
    zone: str,
    figures: Any,
    annuity: Callable[[float], float],
    vat_recovered: bool = False,
    locks: Sequence[Any] = (),
    known: pd.DataFrame | None = None,
) -> Stock:
    """Areas, U-values, air flows and works of every heated building and package.

    ``period`` and ``heating_energy`` are taken where the data are silent, and told in
    ``period_source`` and ``heating_energy_source``. ``known`` has rows by building with the
    columns of :data:`known.COLUMNS` and ``source``; it wins over the defaults of the decree.
    """
    known = knowledge.nothing() if known is None or known.empty else known
    table, exposed, party = _described(buildings, period, heating_energy, known, figures)
    heated = (table["status"] == "heated").to_numpy()
    rows = table[heated]
    outside = _outside_forbidden(rows, protections)
    envelope = _areas(rows, exposed[heated], party[heated], known, figures)
    envelope, changed = renovated.elements(rows, envelope, zone, outside, known, figures)
    envelope["outside_forbidden"] = ("building", outside)
    result = works.cost(
        envelope,
        changed,
        (rows["roof_flat"]).to_numpy(),
        figures,
        annuity,
        vat_recovered,
    )
    allowed, reasons = _masks(rows, outside, locks)
    result["allowed"] = (("building", "package"), allowed)
    result["forbidden_reason"] = (("building", "package"), reasons)
    return Stock(table, envelope, result)


def described(
    buildings: gpd.GeoDataFrame,
    period: str,
    heating_energy: str,
    figures: Any,
    known: pd.DataFrame | None = None,
) -> gpd.GeoDataFrame:
    """``buildings`` of :func:`prepare`, without envelopes and works: what roofs follow from."""
    known = knowledge.nothing() if known is None or known.empty else known
    return _described(buildings, period, heating_energy, known, figures)[0]


def _described(
    buildings: gpd.GeoDataFrame,
    period: str,
    heating_energy: str,
    known: pd.DataFrame,
    figures: Any,
) -> tuple[gpd.GeoDataFrame, Array, Array]:
    """All rows with status and roof form; exposed walls (B, 4) and party walls (B,) in m2."""
    table = _table(buildings, period, heating_energy, known, figures)
    usable = (table["status"] != "unusable").to_numpy()
    heated = (table["status"] == "heated").to_numpy()
    exposed, party = np.zeros((len(table), 4)), np.zeros(len(table))
    exposed[usable], party[usable] = walls(table[usable], heated[usable])
    table["party_wall_m2"], table["exposed_wall_m2"] = party, exposed.sum(axis=1)
    table["roof_form"], table["roof_form_source"] = roof_form(table, figures)
    table["roof_flat"] = (table["roof_form"] == "flat").to_numpy(bool)
    return table, exposed, party


def _table(
    buildings: gpd.GeoDataFrame,
    period: str,
    heating_energy: str,
    known: pd.DataFrame,
    figures: Any,
) -> gpd.GeoDataFrame:
    table = buildings.copy()
    footprint = table.geometry.area
    table["footprint_m2"] = footprint
    unheated = table["use"].isin(UNHEATED_USES) | table["light"]
    small = footprint < figures.value("stock_least_footprint")
    usable = table["status"] != "unusable"
    table.loc[usable, "status"] = np.where(unheated | small, "roof_only", "heated")[usable]
    reason = np.where(
        unheated,
        "not heated: " + table["use"].astype(str),
        np.where(small, "footprint under 20 m2", ""),
    )
    table.loc[usable, "reason"] = reason[usable]
    stated = table["use"] != "unknown"
    table["use_source"] = _source(table, "use", stated, "unknown, counted as residential")
    year = table["construction_year"].to_numpy(float)
    dated = np.isfinite(year)
    table["period"] = [
        next(name for end, name in PERIOD_ENDS if y <= end) if ok else period
        for y, ok in zip(year, dated, strict=True)
    ]
    told = _source(table, "construction_year", dated, "default of the case")
    table["period_source"] = np.where(told == "data", "construction year in the data", told)
    energy = table["heating_energy"]
    table["heating_energy_source"] = _source(
        table, "heating_energy", energy.notna(), "default of the case"
    )
    table["heating_energy"] = energy.where(energy.notna(), heating_energy)
    by_height = np.maximum(
        np.round(table["height_m"].to_numpy(float) / figures.value("stock_storey_height")), 1
    )
    storeys = table["storeys"].to_numpy(float)
    table["storeys_source"] = _source(table, "storeys", np.isfinite(storeys), "height over 2.8 m")
    table["storeys"] = np.where(np.isfinite(storeys), storeys, by_height)
    by_footprint = footprint * table["storeys"] * figures.value("stock_heated_share")
    table["heated_area_m2"] = knowledge.over(
        by_footprint.to_numpy(), known, "heated_area_m2", table.index
    )
    table["envelope_source"] = (
        known["source"].reindex(table.index).fillna("defaults of the decree by period")
    )
    table["volume_m3"] = footprint * table["height_m"] * figures.value("stock_heated_share")
    residential = table["use"].isin(("residential", "unknown")).to_numpy()
    given = table["dwellings"].to_numpy(float)
    counted = np.maximum(
        1.0, np.round(table["heated_area_m2"].to_numpy() / figures.value("stock_dwelling_area"))
    )
    house = (table["storeys"].to_numpy() <= 2) & (footprint.to_numpy() < 150)
    guess = np.where(house, 1.0, counted)
    table["dwellings_source"] = _source(
        table, "dwellings", np.isfinite(given), "floor area over 75 m2"
    )
    table["dwellings"] = np.where(residential, np.where(np.isfinite(given), given, guess), 0.0)
    table["persons"] = table["dwellings"] * figures.value("stock_household_size")
    return table


def _source(table: gpd.GeoDataFrame, column: str, given: Any, otherwise: str) -> Array:
    """Where values are from (B,): what a reader said, ``data`` where it said nothing, or a rule."""
    name = f"{column}_source"
    said = table[name].fillna("data").astype(str) if name in table else "data"
    return np.where(given, said, otherwise).astype(object)


def _areas(
    rows: gpd.GeoDataFrame, exposed: Array, party: Array, known: pd.DataFrame, figures: Any
) -> xr.Dataset:
    floor_area = rows["heated_area_m2"].to_numpy()
    facade = exposed.sum(axis=1)
    default = np.full(len(rows), figures.value("stock_window_house"))
    window = knowledge.over(default, known, "window_share", rows.index) * floor_area
    window = np.minimum(window, 0.5 * facade)
    share = exposed / np.maximum(facade, 1e-9)[:, None]
    windows = window[:, None] * share
    return xr.Dataset(
        {
            "wall_area_m2": (("building", "orientation"), exposed - windows),
            "window_area_m2": (("building", "orientation"), windows),
            "roof_area_m2": ("building", rows["footprint_m2"].to_numpy()),
            "floor_area_m2": ("building", rows["footprint_m2"].to_numpy()),
            "party_wall_area_m2": ("building", party),
            "heated_area_m2": ("building", floor_area),
            "volume_m3": ("building", rows["volume_m3"].to_numpy()),
            "dwellings": ("building", rows["dwellings"].to_numpy()),
            "persons": ("building", rows["persons"].to_numpy()),
            "use": ("building", rows["use"].to_numpy(str)),
            "period": ("building", rows["period"].to_numpy(str)),
            "residential": ("building", (rows["dwellings"] > 0).to_numpy()),
            "night_shutters": ("building", (rows["dwellings"] > 0).to_numpy()),
            "facade_m2": ("building", facade),
            "roof_flat": ("building", rows["roof_flat"].to_numpy(bool)),
            "height_m": ("building", rows["height_m"].to_numpy(float)),
            "under_floor": ("building", under_floor(rows, known, figures)),
        },
        coords={
            "building": rows.index.to_numpy(str),
            "orientation": list(ORIENTATIONS),
            "package": [package.id for package in PACKAGES],
        },
    )


def _outside_forbidden(rows: gpd.GeoDataFrame, protections: gpd.GeoDataFrame) -> Array:
    forbidden = rows["protected"].to_numpy(bool).copy()
    zones = (
        protections[protections["forbids"] == "walls_outside"] if len(protections) else protections
    )
    if len(zones):
        forbidden |= rows.geometry.centroid.within(zones.geometry.union_all()).to_numpy()
    return forbidden


def _masks(
    rows: gpd.GeoDataFrame, outside_forbidden: Array, locks: Sequence[Any]
) -> tuple[Array, Array]:
    ids = [package.id for package in PACKAGES]
    allowed = np.ones((len(rows), len(ids)), dtype=np.int8)
    reasons = np.full((len(rows), len(ids)), "", dtype=object)
    column = ids.index("walls_outside")
    allowed[outside_forbidden, column] = 0
    reasons[outside_forbidden, column] = "protected facade: no outside insulation"
    place = {name: b for b, name in enumerate(rows.index)}
    for lock in locks:
        if lock.package is None or lock.building not in place:
            continue
        b = place[lock.building]
        for p, name in enumerate(ids):
            if name != lock.package:
                allowed[b, p] = 0
                reasons[b, p] = lock.reason or f"locked to {lock.package}"
    return allowed, reasons.astype(str)
