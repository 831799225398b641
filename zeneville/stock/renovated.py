"""Elements and air flows of every building under every package, and what the works change."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import xarray as xr

from zeneville.stock import decree, junctions
from zeneville.stock import known as knowledge
from zeneville.stock.packages import PACKAGES, Package

Array = np.ndarray[Any, Any]
#: values or masks by name, each (B,) of one package or (B, P) of all
Columns = dict[str, Array]

#: periods whose windows have low-emissivity double glazing
RECENT = ("2006_2012", "after_2013")
#: U-values of windows, W/m2K, below which the glass has a coating, and three panes
COATED_BELOW, TRIPLE_BELOW = 2.0, 1.0
#: share of the thermal bridges that is left where they are treated, definition of the packages
TREATED = 1.0 / 3.0
#: W/m2K and m3/h/m2 by which a target must be better for works to be done
LEAST_GAIN = 1e-9


def elements(
    rows: gpd.GeoDataFrame,
    envelope: xr.Dataset,
    zone: str,
    outside_forbidden: Array,
    known: pd.DataFrame,
    figures: Any,
) -> tuple[xr.Dataset, Columns]:
    """The envelope with its elements under every package, and masks (B, P) of what is changed.

    Parameters
    ----------
    rows
        Heated buildings with ``period``, ``heating_energy``, ``roof_flat``, ``dwellings`` and
        ``heated_area_m2``.
    envelope
        Areas of the same buildings.
    outside_forbidden
        (B,) no insulation outside.
    known
        Known values, which win over the defaults of the decree.
    """
    today = knowledge.today(as_they_are(rows, zone, figures), known, rows.index)
    natural = today["flow"] >= figures.value("fan_natural_from")
    of_elements: list[tuple[Columns, Columns]] = []
    of_air: list[tuple[Columns, Columns]] = []
    for package in PACKAGES:
        of_elements.append(_elements(package, today, outside_forbidden, figures))
        of_air.append(_air(package, today, natural, figures))
    values, changed = (
        {**_together([pair[k] for pair in of_elements]), **_together([pair[k] for pair in of_air])}
        for k in (0, 1)
    )
    edge = figures.value("stock_opening_edge")
    storeys = rows["storeys"].to_numpy(float)
    bridges = junctions.losses(envelope, storeys, today, values, edge)
    given = knowledge.column_of(known, "bridges_share", rows.index)
    return _assigned(envelope, values, changed, today, bridges, given), changed


def as_they_are(rows: gpd.GeoDataFrame, zone: str, figures: Any) -> Columns:
    """(B,) defaults by period: U in W/m2K, ``q4pa`` m3/h/m2 of envelope, ``flow`` m3/h/m2 of
    floor."""

    def each(element: str | Callable[[Any], str]) -> Array:
        return np.array(
            [
                decree.value(
                    element if isinstance(element, str) else element(row),
                    row.period,
                    zone,
                    row.heating_energy in ("electricity", "heat_pump"),
                )
                for row in rows.itertuples()
            ]
        )

    recent = rows["period"].isin(RECENT).to_numpy()
    return {
        "wall": each("wall"),
        "floor": each("floor"),
        "roof": each(lambda row: "roof_flat" if row.roof_flat else "roof_attic"),
        "q4pa": each(lambda row: "q4pa_house" if row.dwellings == 1 else "q4pa_block"),
        "flow": each("air_flow"),
        "window": np.where(
            recent, figures.value("stock_window_recent"), figures.value("stock_window_old")
        ),
    }


def _together(by_package: list[Columns]) -> Columns:
    """(B, P) by name from (B,) of every package."""
    return {
        name: np.stack([one[name] for one in by_package], axis=1).astype(float)
        for name in by_package[0]
    }


def _elements(
    package: Package, today: Columns, outside_forbidden: Array, figures: Any
) -> tuple[Columns, Columns]:
    """Transmittances, bridges and glass after one package; masks of what it changes."""
    values, changed = {}, {}
    for name in ("roof", "floor", "window"):
        target = getattr(package, name)
        limit = np.inf if target is None else target
        values[name] = np.minimum(today[name], limit)
        changed[name] = today[name] > limit + LEAST_GAIN
    inside, target_wall = _walls(package, outside_forbidden)
    better = today["wall"] > target_wall + LEAST_GAIN
    values["wall"] = np.minimum(today["wall"], target_wall)
    values["outside"] = better & ~inside
    values["biobased"] = better & package.biobased
    values["g"] = _solar_factor(values["window"], figures.value)
    treated = TREATED if package.bridges_treated else 1.0
    values["bridges_left"] = np.full(len(better), treated)
    everywhere = np.ones(len(better), dtype=bool)
    changed["wall_inside"] = better & inside
    changed["wall_outside"] = better & ~inside
    changed["thick"] = better & package.thick
    changed["triple"] = everywhere & (package.window is not None and package.window < TRIPLE_BELOW)
    changed["biobased"] = everywhere & package.biobased
    changed["bridges"] = better & package.bridges_treated
    return values, changed


def _walls(package: Package, outside_forbidden: Array) -> tuple[Array, Array]:
    """(B,) whether walls are insulated inside, and their target U, infinite without works."""
    inside = np.full(len(outside_forbidden), package.wall_side == "inside")
    if package.wall is None:
        return inside, np.full(len(inside), np.inf)
    if package.wall_inside is None:
        return inside, np.full(len(inside), package.wall)
    inside = inside | outside_forbidden
    return inside, np.where(inside, package.wall_inside, package.wall)


def _air(package: Package, today: Columns, natural: Array, figures: Any) -> tuple[Columns, Columns]:
    """Ventilation and airtightness after one package; masks of what it changes.

    A system whose flow, less what it recovers, is not above the package's is kept.
    """
    value = figures.value
    flow, recovery = {
        "": (np.inf, 0.0),
        "hygro_b": (value("stock_flow_hygro_b"), 0.0),
        "balanced": (value("stock_flow_balanced"), value("stock_heat_recovery")),
    }[package.ventilation]
    better = today["flow"] > flow * (1.0 - recovery) + LEAST_GAIN
    q4pa = today["q4pa"] * package.q4pa_share
    limit = np.inf if package.q4pa is None else package.q4pa
    values = {
        "flow": np.where(better, flow, today["flow"]),
        "recovery": recovery * better,
        "natural": natural & ~better,
        "q4pa": np.minimum(q4pa, limit),
    }
    changed = {
        "hygro_b": better & (package.ventilation == "hygro_b"),
        "balanced": better & (package.ventilation == "balanced"),
        "airtight": q4pa > limit,
    }
    return values, changed


def _solar_factor(u_window: Array, value: Any) -> Array:
    """Solar factor g of the glass at normal incidence, by what the U-value tells of it."""
    coated = np.where(u_window < TRIPLE_BELOW, value("stock_g_triple"), value("stock_g_coated"))
    return np.where(u_window < COATED_BELOW, coated, value("stock_g_double"))


def _assigned(
    envelope: xr.Dataset,
    values: Columns,
    changed: Columns,
    today: Columns,
    bridges: Array,
    given: Array,
) -> xr.Dataset:
    """The envelope with its elements.

    Parameters
    ----------
    bridges
        W/K of the junctions (B, P), none treated; of treated ones a third is left.
    given
        (B,) known share of the losses of walls, windows and roof as they are, NaN where unknown;
        works change it as they change the junctions.
    """
    dims = ("building", "package")
    wall = envelope["wall_area_m2"].sum("orientation").to_numpy()[:, None]
    window = envelope["window_area_m2"].sum("orientation").to_numpy()[:, None]
    roof = envelope["roof_area_m2"].to_numpy()[:, None]
    losses = (
        today["wall"] * wall[:, 0] + today["window"] * window[:, 0] + today["roof"] * roof[:, 0]
    )
    known = given * losses / np.maximum(bridges[:, 0], 1e-9)
    bridges = bridges * np.where(np.isfinite(known), known, 1.0)[:, None] * values["bridges_left"]
    floor = envelope["heated_area_m2"].to_numpy()[:, None]
    return envelope.assign(
        u_wall_w_per_m2k=(dims, values["wall"]),
        u_roof_w_per_m2k=(dims, values["roof"]),
        u_floor_w_per_m2k=(dims, values["floor"]),
        u_window_w_per_m2k=(dims, values["window"]),
        g_window=(dims, values["g"]),
        thermal_bridges_w_per_k=(dims, bridges),
        ventilation_m3_per_h=(dims, values["flow"] * floor),
        heat_recovery=(dims, values["recovery"]),
        ventilated_naturally=(dims, values["natural"]),
        infiltration_q4pa_m3_per_h_m2=(dims, values["q4pa"]),
        envelope_area_m2=("building", (wall + window + roof)[:, 0]),
        insulated_outside=(dims, values["outside"]),
        insulated_biobased=(dims, values["biobased"]),
        bridges_treated=(dims, changed["bridges"]),
        u_wall_before_w_per_m2k=("building", today["wall"]),
    )
