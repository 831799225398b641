"""Hot-water need: 56 l of water at 40 degC an adult and day (3CL-DPE 2021, section 11.1)."""

from __future__ import annotations

from typing import Any

import numpy as np

from zeneville.demand.dpe.climate import Climate
from zeneville.demand.dpe.internal_gains import adults_of_flats, adults_of_house

Array = np.ndarray[Any, Any]

#: days of presence a month: the last week of December is away
DAYS = np.array([31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 24], dtype=float)
LITRES_A_DAY = 56.0  # of water at 40 degC, an equivalent adult
WATER = 1.163  # Wh/(l K)
USE_DEGC = 40.0


def monthly_need(adults: Array | float, cold_water_degc: Array) -> Array:
    """Need by month, kWh, shape (..., 12), of so many equivalent adults (...)."""
    litres = LITRES_A_DAY * np.asarray(adults, dtype=float)[..., None] * DAYS
    return np.asarray(WATER * litres * (USE_DEGC - cold_water_degc) / 1000.0)


def need(
    area_m2: Array | float, dwellings: Array | float, house: Array | bool, climate: Climate
) -> Array:
    """Need a year, kWh, of the dwellings together: shape of the broadcast inputs.

    Parameters
    ----------
    area_m2
        Living area of all dwellings together.
    dwellings
        Their number; 1 for a flat alone and for a house.
    house
        True for a house, False for flats and blocks.
    """
    people = np.where(house, adults_of_house(area_m2), adults_of_flats(area_m2, dwellings))
    return np.asarray(monthly_need(people, climate.cold_water_degc).sum(axis=-1))
