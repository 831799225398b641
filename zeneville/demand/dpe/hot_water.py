"""Hot-water need: people by floor area, cold water by month (3CL-DPE 2021, section 11.1)."""

from __future__ import annotations

from typing import Any

import numpy as np

from zeneville.demand.dpe import values

Array = np.ndarray[Any, Any]

#: days of presence a month: the last week of December is away
DAYS = np.array([31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 24], dtype=float)
LITRES_A_DAY = 56.0  # of 40 degC water for an equivalent adult
WATER = 1.163  # Wh/(l K)
USE_DEGC = 40.0


def adults(area_m2: Array | float, dwellings: Array | float, house: Array | bool) -> Array:
    """Equivalent adults (Nadeq) of a house or of a building of several dwellings.

    Parameters
    ----------
    area_m2
        Living area of all dwellings together, m2.
    dwellings
        Their number; 1 for a flat alone.
    house
        True for a house, False for flats and blocks.
    """
    mean = np.asarray(area_m2, dtype=float) / dwellings
    low = np.where(house, 30.0, 10.0)
    high = np.where(house, 70.0, 50.0)
    per_m2 = np.where(house, 0.025, 0.035)
    most = np.where(
        mean < low, 1.0, np.where(mean < high, 1.75 - 0.01875 * (high - mean), per_m2 * mean)
    )
    return np.asarray(
        dwellings * np.where(most < 1.75, most, 1.75 + 0.3 * (most - 1.75)), dtype=float
    )


def monthly_need(adults: Array | float, zone: Array | str, altitude_class: Array | int) -> Array:
    """Need by month, kWh, shape (..., 12)."""
    rise = USE_DEGC - values.monthly("cold_water", zone, altitude_class)
    litres = LITRES_A_DAY * np.asarray(adults, dtype=float)[..., None] * DAYS
    return np.asarray(WATER * litres * rise / 1000.0)


def need(
    area_m2: Array | float,
    dwellings: Array | float,
    house: Array | bool,
    zone: Array | str,
    altitude_class: Array | int,
) -> Array:
    """Need a year, kWh, of the dwellings together: shape of the broadcast inputs."""
    people = adults(area_m2, dwellings, house)
    return np.asarray(monthly_need(people, zone, altitude_class).sum(axis=-1))
