"""Electricity for lighting (3CL-DPE 2021, section 16.1)."""

from __future__ import annotations

from typing import Any

import numpy as np

from zeneville.demand.dpe import tables
from zeneville.demand.dpe.climate import ZONES

Array = np.ndarray[Any, Any]

USED_SHARE = 0.9  # of the power while there is no daylight, lights on a switch
POWER_W_PER_M2 = 1.4


def electricity_kwh(area_m2: Array | float, zone: Array | int) -> Array:
    """Electricity a year, kWh; ``zone`` 1 to 8 for H1a to H3."""
    hours = np.array([float(row["hours"]) for row in tables.rows("lighting")])
    if len(hours) != len(ZONES):
        raise ValueError(f"lighting.csv has {len(hours)} zones, expected {len(ZONES)}")
    dark = hours[np.asarray(zone) - 1]
    return np.asarray(USED_SHARE * POWER_W_PER_M2 * dark * np.asarray(area_m2) / 1000.0)
