"""From the seasonal need to the hourly one, one assumption at a time."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from benchmarks import tabula_archetypes as archetypes
from benchmarks import tabula_hourly as hourly
from benchmarks.tabula_climate import Year
from zeneville.demand import seasonal

MONTH_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
#: name of each step and what it changes
STEPS = {
    "months": "the balance month by month over the whole year, with the norm's monthly utilisation",
    "mass": "the heat capacity of the hourly model's constructions instead of the table's",
    "spots": "gains fall on surfaces, and outer ones pass a part on (steady run of the model)",
    "residual": "hour by hour instead of the monthly correlation, all else as the table has it",
    "wind": "outer films by wind and temperature instead of 0.04 m2K/W",
    "films": "inner films by temperature and mean radiant temperature, instead of declared ones",
    "air": "the thermostat feels air instead of the mean of air and radiant temperature",
    "sky": "long wave to the sky instead of to air",
    "lit": "sun on walls and roofs, which the table leaves out",
    "angle": "glass by angle of incidence instead of the constant factor",
    "ground": "ground and cellars by EN ISO 13370 instead of U times b to outdoor air",
    "opened": "windows opened above a limit",
    "climate": "the real year instead of the same year bent to the table's season",
}
#: switches of the hourly model, in the order of their steps
SWITCHES = ("wind", "films", "air", "sky", "lit", "angle", "ground", "opened")
CONVENTIONS = hourly.Physics(**dict.fromkeys(SWITCHES, False))


def room(table: pd.DataFrame) -> np.ndarray:
    """(N,) degC: mean room temperature of the season that the table's reduction stands for."""
    outdoor = archetypes.column(table, "Theta_e", 0.0)
    difference = archetypes.column(table, "theta_i", 0.0) - outdoor
    return outdoor + archetypes.reduction(table) * difference


def monthly_need(
    table: pd.DataFrame,
    year: Year,
    capacity: np.ndarray,
    of_sun: np.ndarray | float = 1.0,
    of_inside: np.ndarray | float = 1.0,
) -> np.ndarray:
    """(N,) kWh/m2 by the monthly balance of EN ISO 13790.

    Parameters
    ----------
    capacity
        (N,) Wh/(K m2).
    of_sun, of_inside
        Shares of the gains that spare heat in the steady state.
    """
    days = year.daily()
    light = year.incident.reshape(len(days), 24, -1).sum(axis=1) / 1000.0
    openings = archetypes.openings(table) * archetypes.column(table, "F_w", 1.0)[:, None]
    transfer = archetypes.transmission(table) + archetypes.ventilation(table)
    need = np.zeros(len(table))
    ends = np.cumsum(MONTH_DAYS)
    for length, end in zip(MONTH_DAYS, ends, strict=True):
        month = slice(end - length, end)
        solar = (openings * light[month].sum(axis=0)).sum(axis=1) / archetypes.floor(table)
        internal = seasonal.KWH_PER_W_DAY * archetypes.column(table, "phi_int", 0.0) * length
        need += seasonal.balance(
            transfer,
            length * (room(table) - days[month].mean()),
            of_sun * solar + of_inside * internal,
            capacity,
            seasonal.MONTH,
        ).need
    return need


def needs(of: hourly.Archetypes, equal: Year, real: Year) -> pd.DataFrame:
    """kWh/m2 after each step, by archetype; ``seasonal`` first.

    Parameters
    ----------
    equal, real
        The year bent to the table's season, and as it is.
    """
    table = of.table
    capacity = hourly.daily_capacity(of, equal)
    useful = hourly.usefulness(of, equal, CONVENTIONS)
    point = room(table)
    found = {
        "seasonal": archetypes.seasonal_balance(table, archetypes.reduction(table)).need,
        "months": monthly_need(table, equal, archetypes.column(table, "c_m", 0.0)),
        "mass": monthly_need(table, equal, capacity),
        "spots": monthly_need(table, equal, capacity, *useful),
        "residual": hourly.need(of, equal, point, CONVENTIONS),
    }
    physics = CONVENTIONS
    for switch in SWITCHES:
        physics = replace(physics, **{switch: True})
        found[switch] = hourly.need(of, equal, point, physics)
    found["climate"] = hourly.need(of, real, point, physics)
    return pd.DataFrame(found, index=table["Code_BuildingVariant"])


def set_backs(of: hourly.Archetypes, equal: Year, fall_k: float) -> pd.DataFrame:
    """Need by the table's reduction and by a night set-back, over that of a constant set-point."""
    day = archetypes.column(of.table, "theta_i", 0.0)
    hour = np.arange(len(equal.temp_air)) % 24
    night = np.where((hour >= 6) & (hour < 22), 0.0, fall_k)
    constant, reduced, scheduled = (
        hourly.need(of, equal, point, hourly.Physics())
        for point in (day, room(of.table), day[:, None] - night)
    )
    return pd.DataFrame(
        {
            "factor": archetypes.reduction(of.table),
            "reduced": reduced / constant,
            "night": scheduled / constant,
        },
        index=of.table["Code_BuildingVariant"],
    )
