"""Conventional climate of the method by zone, altitude and, for old heavy buildings, set-back.

Decree of 31 March 2021, annex 1, section 18.2 (external conditions by month). The decree printed
a December of zone H2d that is colder than its own outdoor temperature; the ministry gave the
editors of programs the right one in mid-2024, and certificates of before hold the printed one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

import numpy as np

from zeneville.demand.dpe import tables

Array = np.ndarray[Any, Any]

MONTHS = 12
#: days of each month in which hot water is drawn: one week of absence in August and in December
HOT_WATER_DAYS = np.array([31, 28, 31, 30, 31, 30, 31, 24, 30, 31, 30, 24])
#: first day from which certificates hold the corrected degree hours
CORRECTED_FROM = date(2024, 7, 1)
ZONES = ("H1a", "H1b", "H1c", "H2a", "H2b", "H2c", "H2d", "H3")


@dataclass(frozen=True)
class Climate:
    """Months on the last axis, leading dimensions free.

    Attributes
    ----------
    outdoor_degc, cold_water_degc
        mean outdoor air and cold water.
    degree_hours_19, degree_hours_21, degree_hours_14
        K h of heating: conventional set-point, wasteful one, base 14 degC of auxiliary systems.
    hours_19, hours_21
        h of heating; ``hours_28``, ``hours_26`` h of cooling.
    sun
        kWh/m2 on a south-facing vertical plane while heating; ``sun_28``, ``sun_26`` while cooling.
    outdoor_28_degc, outdoor_26_degc
        mean outdoor air while cooling.
    """

    outdoor_degc: Array
    cold_water_degc: Array
    degree_hours_14: Array
    degree_hours_19: Array
    degree_hours_21: Array
    hours_19: Array
    hours_21: Array
    sun: Array
    hours_26: Array
    hours_28: Array
    sun_26: Array
    sun_28: Array
    outdoor_26_degc: Array
    outdoor_28_degc: Array


@cache
def _heating(column: str) -> Array:
    values = np.zeros((len(ZONES), 3, 2, MONTHS))
    for row in tables.rows("climate_heating"):
        place = int(row["zone"]) - 1, int(row["altitude"]) - 1, int(row["heavy_old"])
        values[(*place, int(row["month"]) - 1)] = float(row[column])
    return values


@cache
def _summer(column: str) -> Array:
    values = np.zeros((len(ZONES), 3, MONTHS))
    for row in tables.rows("climate_summer"):
        place = int(row["zone"]) - 1, int(row["altitude"]) - 1
        values[(*place, int(row["month"]) - 1)] = float(row[column])
    return values


@cache
def _printed_degree_hours_19() -> Array:
    values = _heating("degree_hours_19").copy()
    for row in tables.rows("climate_printed"):
        place = int(row["zone"]) - 1, int(row["altitude"]) - 1, slice(None)
        values[(*place, int(row["month"]) - 1)] = float(row["degree_hours_19"])
    return values


def has_climate(zone: int, altitude: int) -> bool:
    """Whether the decree gives a climate of the zone at this class of altitude."""
    return bool(_heating("degree_hours_19")[zone - 1, altitude - 1].any())


def climate(
    zone: Array | int,
    altitude: Array | int,
    heavy_old: Array | bool = False,
    on: date = CORRECTED_FROM,
) -> Climate:
    """Climate of places.

    Parameters
    ----------
    zone
        1 to 8 for H1a, H1b, H1c, H2a, H2b, H2c, H2d, H3, any shape.
    altitude
        class 1 below 400 m, 2 up to 800 m, 3 above.
    heavy_old
        building of old materials whose inertia is heavy or very heavy.
    on
        day whose law counts: before mid-2024 the degree hours that the decree printed.

    Raises
    ------
    KeyError
        Where the decree has no climate: above 800 m in zones without mountains.
    """
    z, a = np.asarray(zone) - 1, np.asarray(altitude) - 1
    h = np.asarray(heavy_old).astype(int)
    for missing in {
        (int(i), int(k)) for i, k in np.broadcast(z, a) if not has_climate(i + 1, k + 1)
    }:
        raise KeyError(f"the decree has no climate of {ZONES[missing[0]]}, class {missing[1] + 1}")
    heating = {
        "outdoor_degc": "outdoor_degc",
        "degree_hours_14": "degree_hours_14",
        "degree_hours_19": "degree_hours_19",
        "degree_hours_21": "degree_hours_21",
        "hours_19": "hours_19",
        "hours_21": "hours_21",
        "sun": "sun_kwh_per_m2",
    }
    summer = {
        "cold_water_degc": "cold_water_degc",
        "hours_26": "hours_26",
        "hours_28": "hours_28",
        "sun_26": "sun_26_kwh_per_m2",
        "sun_28": "sun_28_kwh_per_m2",
        "outdoor_26_degc": "outdoor_26_degc",
        "outdoor_28_degc": "outdoor_28_degc",
    }
    found = {name: _heating(column)[z, a, h] for name, column in heating.items()}
    if on < CORRECTED_FROM:
        found["degree_hours_19"] = _printed_degree_hours_19()[z, a, h]
    return Climate(
        **found,
        **{name: _summer(column)[z, a] for name, column in summer.items()},
    )
