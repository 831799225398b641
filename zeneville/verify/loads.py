"""Loads beside space heat that follow from a design, counted anew: fans, hot-water tanks.

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
#: heating energy or system -> whose share of dwellings with a tank; others are as gas
TANKS = {
    "electricity": "direct",
    "electric": "direct",
    "heat_pump": "hp",
    "hp_air": "hp",
    "hp_ground": "hp",
    "hp_water": "hp",
    "wood": "wood",
    "pellet": "wood",
    "heat_network": "network",
}
#: loads are stored in single precision
SINGLE = 1e-6


def expected(plan: Kept, book: Book) -> dict[str, Array]:
    """Arrays of loads that the plan should hold."""
    return {"ventilation_extra_kw": fans(plan, book), "tank_loss_kw": tanks(plan, book)}


def negative(plan: Kept) -> list[str]:
    """Buildings whose fans take more away than their load has; a load below 0 would be sold."""
    least = plan["electricity_kwh"].values.min(axis=1).astype(np.float64)
    lowest = least + plan["ventilation_extra_kw"].values.min(axis=1)
    bad = np.flatnonzero(lowest < -SINGLE * np.maximum(1.0, least))
    return [
        f"the fans of {plan['building'].values[b]} leave a load of {lowest[b]:,.6g} kWh in an hour"
        for b in bad[:1]
    ]


def fans(plan: Kept, book: Book) -> Array:
    """(building, package) kW of fans above those of the building as it is."""
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


def tanks(plan: Kept, book: Book) -> Array:
    """(building, heater) kW lost by tanks of the dwellings; blocks with a loop have none."""
    homes = plan["dwellings"].values * plan["residential"].values.astype(bool)
    own = plan["heated"].values.astype(bool) & (homes > 0)
    own &= homes <= book("demand_hot_water_loop_from")
    litres = book("demand_tank_litres") * adults(plan["heated_area_m2"].values, homes)
    each = book("demand_tank_loss_fixed") + book("demand_tank_loss_power") * litres**0.4
    full = np.where(own, homes * each / 1000.0, 0.0)
    share = np.zeros((len(full), plan.sizes["heater"]))
    for j, label in enumerate(str(name).partition("@")[0] for name in plan["heater"].values):
        for b, energy in enumerate(plan["heating_energy"].values):
            kind = str(energy) if label == "as_is" else label
            share[b, j] = book(f"heater_tank_{TANKS.get(kind, 'gas')}")
    return full[:, None] * share


def adults(floor: Array, homes: Array) -> Array:
    """Adults that one dwelling counts for (3CL-DPE 2021, chapter 11.1)."""
    out = np.ones(len(floor))
    for b, dwellings in enumerate(homes):
        area = floor[b] / max(dwellings, 1.0)
        small, usual, rate = (10.0, 50.0, 0.035) if dwellings > 1 else (30.0, 70.0, 0.025)
        if area >= usual:
            out[b] = rate * area
        elif area >= small:
            out[b] = 1.75 - 0.01875 * (usual - area)
        if out[b] > 1.75:
            out[b] = 1.75 + 0.3 * (out[b] - 1.75)
    return out
