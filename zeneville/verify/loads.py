"""Loads beside space heat that follow from a design, counted anew: fans by package.

Written apart from the demand stage on purpose; it shares only the figures of the catalogue with it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from zeneville.verify.kept import Kept

Array = np.ndarray[Any, Any]
Book = Callable[[str], float]

#: m3/h per m2 of floor up to which extraction is that of 2013 and later (3CL-DPE 2021)
FLOW_SINCE_2013 = 1.32
#: loads are stored in single precision
SINGLE = 1e-6


def expected(plan: Kept, book: Book) -> dict[str, Array]:
    """Arrays of loads that the plan should hold."""
    return {"ventilation_extra_kw": _fans(plan, book)}


def negative(plan: Kept) -> list[str]:
    """Buildings whose fans take more away than their load has; a load below 0 would be sold."""
    least = plan["electricity_kwh"].values.min(axis=1).astype(np.float64)
    lowest = least + plan["ventilation_extra_kw"].values.min(axis=1)
    bad = np.flatnonzero(lowest < -SINGLE * np.maximum(1.0, least))
    return [
        f"the fans of {plan['building'].values[b]} leave a load of {lowest[b]:,.6g} kWh in an hour"
        for b in bad[:1]
    ]


def _fans(plan: Kept, book: Book) -> Array:
    """(building, package) kW above the building as it is."""
    flow = plan["ventilation_m3_per_h"].values
    recovers = plan["heat_recovery"].values > 0.0
    floor, homes = plan["heated_area_m2"].values, plan["dwellings"].values
    power = np.zeros_like(flow)
    for b in np.flatnonzero(plan["heated"].values.astype(bool)):
        today = flow[b, 0]
        for p, air in enumerate(flow[b]):
            if recovers[b, p]:
                house, block = book("fan_house_balanced"), book("fan_block_balanced")
            elif abs(air - today) > 1e-9 * max(air, 1.0):
                house, block = book("fan_house_hygro"), book("fan_block_single_flow_recent")
            elif air >= book("fan_natural_from") * floor[b]:
                house = block = 0.0
            else:
                since = "_recent" if air <= (FLOW_SINCE_2013 + 1e-9) * floor[b] else ""
                house = book(f"fan_house_single_flow{since}")
                block = book(f"fan_block_single_flow{since}")
            power[b, p] = (house if homes[b] == 1 else block * air) / 1000.0
    return np.asarray(power - power[:, :1])
