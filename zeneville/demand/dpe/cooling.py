"""Electricity for cooling: need over the seasonal efficiency (3CL-DPE 2021, section 10)."""

from __future__ import annotations

from typing import Any

import numpy as np

from zeneville.demand.dpe import tables

Array = np.ndarray[Any, Any]

INTERMITTENCE = 0.9


def efficiency(period: int, zone: int) -> float:
    """Cold over electricity; period 1 until 2007, 2 until 2014, 3 since; zone 1 to 8."""
    group = "H3" if zone == 8 else "H1 H2"
    row = tables.find("cooling_efficiency", period_id=period, zones=group)
    if row is None:
        raise KeyError(f"cooling_efficiency has no period {period}")
    return float(row["efficiency"])


def consumption_kwh(need_kwh: Array | float, efficiency: Array | float) -> Array:
    """Energy a year, kWh: 0.9 Bfr / EER."""
    return np.asarray(INTERMITTENCE * np.asarray(need_kwh) / efficiency)
