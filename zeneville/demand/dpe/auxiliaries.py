"""Electricity of burners, circulators, hot-water loops and fans (sections 5 and 15)."""

from __future__ import annotations

from typing import Any

import numpy as np

from zeneville.demand.dpe import tables
from zeneville.demand.dpe.hot_water import DAYS

Array = np.ndarray[Any, Any]

HOURS = 8.76  # kWh a year of a constant watt
#: kPa of the emitter and length coefficient by hydraulic class of ``emitters.csv``
PRESSURE_KPA = {
    "radiator one pipe": 30.0,
    "radiator two pipes": 10.0,
    "surface": 15.0,
    "other": 35.0,
}
LENGTH_SURFACE, LENGTH_OTHER = 0.156, 0.802
LEAST_CIRCULATOR_W = 30.0
#: share of the hot-water need lost in collective pipes: in heated and in unheated space
COLLECTIVE_LOSS, COLLECTIVE_LOSS_OUTSIDE = 0.112, 0.028
INDIVIDUAL_LOSS = 0.1
DRAW_HOURS = 5.0  # a day
IDLE_LOOP_W = 20.0
TRACING_SHARE = 0.14  # electricity of tracing over the hot-water need


def generation_kwh(
    need_kwh: Array | float,
    power_kw: Array | float,
    fixed_w: float,
    per_kw_w: float,
    power_cap_kw: float = np.inf,
) -> Array:
    """Electricity of a burner's fan and pump: (G + H Pn) hours of full load (section 15.1)."""
    power = np.asarray(power_kw, dtype=float)
    watt = fixed_w + per_kw_w * np.minimum(power, power_cap_kw)
    return watt / 1000.0 * np.asarray(need_kwh) / np.maximum(power, 1e-9)


def generation_of(row: tables.Row, need_kwh: float, power_kw: float) -> float:
    """Electricity, kWh, of a generator by its row of ``auxiliary_power.csv``."""
    cap = float(row["power_cap_kw"] or np.inf)
    figures = float(row["fixed_w"]), float(row["per_kw_w"]), cap
    return float(generation_kwh(need_kwh, power_kw, *figures))


def circulator_w(
    loss_w_per_k: Array | float,
    base_degc: Array | float,
    area_m2: Array | float,
    storeys: Array | float,
    share: Array | float,
    hydraulic: str,
    high_temperature: Array | bool,
    several_emitters: Array | bool = False,
) -> Array:
    """Power of the heating circulator, W (section 15.2.1).

    Parameters
    ----------
    loss_w_per_k, base_degc, area_m2
        Of the building.
    storeys
        Heated by the installation.
    share
        Part of the need that the installation covers.
    hydraulic
        Class of ``emitters.csv``.
    high_temperature
        Water is distributed at high temperature: fall of 15 K instead of 7.5 K.
    """
    area, levels = np.asarray(area_m2, dtype=float), np.asarray(storeys, dtype=float)
    surface = np.asarray(hydraulic == "surface") & ~np.asarray(several_emitters)
    coefficient = np.where(surface, LENGTH_SURFACE, LENGTH_OTHER)
    length = 5.0 * coefficient * (levels + np.sqrt(area / levels))
    pressure = 0.15 * length + PRESSURE_KPA[hydraulic]
    power_kw = np.asarray(loss_w_per_k) * (20.0 - np.asarray(base_degc)) / 1000.0
    flow = power_kw * share / (1.163 * np.where(high_temperature, 15.0, 7.5))
    pumps = np.maximum(1.0, area / 400.0)
    return np.maximum(LEAST_CIRCULATOR_W, 6.44 * (pressure * flow / pumps) ** 0.676 * pumps)


def loop_kwh(need_kwh: Array, area_m2: Array | float, storeys: Array | float) -> Array:
    """Electricity a year, kWh, of the circulator of a hot-water loop (section 15.2.3).

    Parameters
    ----------
    need_kwh
        Hot-water need by month that the installation supplies in the building, (..., 12).
    area_m2
        Living area served.
    storeys
        Between the generator and the highest flat.
    """
    levels = np.asarray(storeys, dtype=float)
    lost = (INDIVIDUAL_LOSS + COLLECTIVE_LOSS + COLLECTIVE_LOSS_OUTSIDE) * np.asarray(need_kwh)
    draw = DRAW_HOURS * DAYS
    flow = lost / (5.815 * draw)
    length = 4.0 * np.sqrt(np.asarray(area_m2) / levels) + 6.0 * (levels - 0.5)
    hydraulic = flow * (0.2 * np.asarray(length)[..., None] + 10.0) / 3.6
    # power over efficiency, P / (P^0.324 / 15.3)
    electric = np.maximum(IDLE_LOOP_W, 15.3 * hydraulic ** (1.0 - 0.324))
    hours = draw * electric + (24.0 * DAYS - draw) * IDLE_LOOP_W
    return np.asarray(hours.sum(axis=-1) / 1000.0)


def ventilation_kwh(
    system: int,
    house: bool,
    area_m2: Array | float,
    extracted_m3h_per_m2: Array | float,
    after_2012: bool | None = None,
) -> Array:
    """Electricity of fans a year, kWh (section 5).

    Parameters
    ----------
    system
        Row of ``ventilation_systems.csv``, the certificate's identifier.
    extracted_m3h_per_m2
        Conventional extracted flow; blocks' fans are sized by it.
    after_2012
        Where the system itself does not tell (low-pressure systems).
    """
    row = tables.find("ventilation_systems", id=system)
    if row is None:
        raise KeyError(f"ventilation_systems has no {system}")
    area = np.asarray(area_m2, dtype=float)
    if row["kind"] == "none":
        return np.zeros_like(area)
    recent = row["after_2012"]
    if recent == "no" and after_2012 and system in LOW_PRESSURE:
        recent = "yes"
    power = tables.find("ventilation_power", kind=row["kind"], after_2012=recent)
    assert power is not None
    watt = (
        np.full_like(area, float(power["house_w"]))
        if house
        else float(power["block_w_per_m3h"]) * np.asarray(extracted_m3h_per_m2) * area
    )
    week = HYBRID_HOURS_HOUSE if house else HYBRID_HOURS_BLOCK
    share = week / 168.0 if row["hybrid"] == "yes" else 1.0
    return HOURS * watt * share


LOW_PRESSURE = (16, 17, 18)
#: hours a week in which the fan of a hybrid system runs
HYBRID_HOURS_HOUSE, HYBRID_HOURS_BLOCK = 14.0, 28.0
