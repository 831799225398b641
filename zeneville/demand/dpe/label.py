"""Letters of a dwelling: the worse of energy and climate, by the thresholds in force at a date."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

import numpy as np

from zeneville.demand.dpe import tables

Array = np.ndarray[Any, Any]

LETTERS = np.array(list("ABCDEFG"))
#: small dwellings have thresholds of their own since this day (decree of 25 March 2024)
SMALL_DWELLINGS_SINCE = date(2024, 7, 1)
SMALLEST_M2, LARGEST_M2 = 8, 40
MOUNTAIN_ZONES = ("H1b", "H1c", "H2d")
MOUNTAIN_ALTITUDE = 3


@cache
def _limits(quantity: str) -> Array:
    """Upper limits (mountain no/yes, area 8 to 40 m2, letters A to F), excluded themselves."""
    table = np.empty((2, LARGEST_M2 - SMALLEST_M2 + 1, 6))
    for row in tables.rows("label_thresholds"):
        if row["quantity"] != quantity:
            continue
        place = int(row["area_m2"]) - SMALLEST_M2
        table[0, place] = [float(row[letter]) for letter in "abcdef"]
        table[1, place] = table[0, place]
        table[1, place, 4:] = float(row["e_mountain"]), float(row["f_mountain"])
    return table


def limits(
    quantity: str, area_m2: Array | float, altitude_class: Array | int, zone: Array | str, on: date
) -> Array:
    """Upper limits of A to F, shape (..., 6): ``primary`` kWh/(m2 a) or ``co2`` kg/(m2 a).

    Parameters
    ----------
    area_m2
        Reference area, taken to the nearest whole square metre between 8 and 40 m2; before
        1 July 2024 every dwelling has the limits of 40 m2.
    altitude_class
        1 below 400 m, 2 up to 800 m, 3 above.
    zone
        Climate zone such as ``H1a``.
    on
        Day whose law is asked.
    """
    area = np.floor(np.asarray(area_m2, dtype=float) + 0.5)
    if on < SMALL_DWELLINGS_SINCE:
        area = np.full_like(area, LARGEST_M2)
    place = np.clip(area, SMALLEST_M2, LARGEST_M2).astype(int) - SMALLEST_M2
    mountain = np.isin(zone, MOUNTAIN_ZONES) & (np.asarray(altitude_class) == MOUNTAIN_ALTITUDE)
    return _limits(quantity)[np.asarray(mountain).astype(int), place]


def letter(value: Array | float, upper: Array) -> Array:
    """Letter of a value (...,) against limits (..., 6)."""
    place = np.sum(np.asarray(value)[..., None] >= upper, axis=-1)
    return LETTERS[place]


def label(
    primary_kwh_per_m2: Array | float,
    co2_kg_per_m2: Array | float,
    area_m2: Array | float,
    altitude_class: Array | int,
    zone: Array | str,
    on: date,
) -> Array:
    """Letter of the certificate, shape of the broadcast inputs.

    Parameters
    ----------
    primary_kwh_per_m2, co2_kg_per_m2
        Five regulated uses a year, kWh and kg CO2e per m2 of reference area, the primary energy
        with the factor in force at ``on`` (:func:`zeneville.demand.dpe.consumption.primary`).
    """
    place = (area_m2, altitude_class, zone, on)
    energy = letter(primary_kwh_per_m2, limits("primary", *place))
    climate = letter(co2_kg_per_m2, limits("co2", *place))
    return np.where(energy > climate, energy, climate)
