"""Adult equivalents and internal gains (decree of 31 March 2021, annex 1, sections 6.1, 11.1)."""

from __future__ import annotations

from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]

APPLIANCES_W_PER_M2 = 3.18
LIGHT_W_PER_M2 = 0.34
ADULT_W = 90.0
PRESENCE = 132.0 / 168.0  # hours of a week in which the dwelling is occupied


def _occupants(area: Array, small: float, middle: float, slope: float) -> Array:
    most = np.where(
        area < small,
        1.0,
        np.where(area < middle, 1.75 - 0.01875 * (middle - area), slope * area),
    )
    return np.where(most < 1.75, most, 1.75 + 0.3 * (most - 1.75))


def adults_of_house(area: Array | float) -> Array:
    """Adult equivalents Nadeq of a house of so many m2 (section 11.1, individual house)."""
    return _occupants(np.asarray(area, dtype=float), 30.0, 70.0, 0.025)


def adults_of_flats(area: Array | float, count: Array | float = 1.0) -> Array:
    """Adult equivalents of ``count`` flats that share ``area`` m2 (section 11.1, collective)."""
    number = np.asarray(count, dtype=float)
    return number * _occupants(np.asarray(area, dtype=float) / number, 10.0, 50.0, 0.035)


def gains_wh(area: Array, adults: Array, hours: Array) -> Array:
    """Wh of a month from appliances, light and persons.

    Parameters
    ----------
    area, adults
        m2 and adult equivalents, shape (...).
    hours
        h of heating or of cooling in each month, shape (..., 12).
    """
    power = (APPLIANCES_W_PER_M2 + LIGHT_W_PER_M2) * np.asarray(area) + (
        PRESENCE * ADULT_W * np.asarray(adults)
    )
    return power[..., None] * hours
