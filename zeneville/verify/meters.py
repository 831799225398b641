"""Meters of the stored plan, from the hourly needs: written apart from the model on purpose.

Everything here reads the stored arrays by name and is plain numpy; carriers are told by name.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from zeneville.verify import buffer, home_battery
from zeneville.verify.kept import Kept

Array = np.ndarray[Any, Any]


def heat_and_water_electricity(
    plan: Kept,
    building: int,
    package: int,
    heater: int,
    need: Array | None = None,
    storage: int = 0,
) -> tuple[Array, Array]:
    """Hourly electricity (T) for space heat and for hot water of one building, kWh.

    ``need`` (T) stands in for the planned space heat where it is given; the clocks of the hot-water
    tank and of the buffer tank are those of the option ``storage``.
    """
    return (
        heat_electricity(plan, building, package, heater, need, storage),
        water_electricity(plan, building, heater, storage),
    )


def kind_of(plan: Kept, building: int, heater: int) -> str:
    """Carrier of a heater in a building."""
    return str(plan["carrier"].values[int(plan["heater_carrier"].values[building, heater])])


def heat_electricity(
    plan: Kept,
    building: int,
    package: int,
    heater: int,
    need: Array | None = None,
    storage: int = 0,
) -> Array:
    """Hourly electricity (T) for space heat, kWh, with the buffer tank of ``storage``."""
    kind = kind_of(plan, building, heater)
    heat = _heat(plan, building, package, need)
    if kind == "heat_pump":
        pump = int(plan["heater_pump"].values[heater])
        size = float(plan["heater_kw"].values[building, package, heater])
        flow = float(plan["flow_design_degc"].values[building, package])
        place = _place(plan, flow)
        most = size * _between(plan["capacity_share"].values[pump], place)
        return _pumped(plan, pump, most, place, buffer.made(plan, building, storage, heat, most))
    if kind == "electricity":
        return heat / float(plan["heater_efficiency"].values[building, heater])
    return np.zeros_like(heat)


def water_electricity(plan: Kept, building: int, heater: int, storage: int = 0) -> Array:
    """Hourly electricity (T) for hot water, kWh."""
    kind = kind_of(plan, building, heater)
    water = _water(plan, building, heater, storage)
    if kind == "heat_pump":
        pump = int(plan["heater_pump"].values[heater])
        return np.asarray(water / plan["cop_hot_water"].values[pump])
    if kind == "electricity":
        return water / float(plan["hot_water_efficiency"].values[building, heater])
    return np.zeros_like(water)


def _heat(plan: Kept, building: int, package: int, need: Array | None) -> Array:
    if need is not None:
        return need
    planned: Array = plan["need_kwh"].values[building, package].astype(np.float64)
    return planned


def _water(plan: Kept, building: int, heater: int, storage: int = 0) -> Array:
    """Hourly heat for hot water (T), losses of tanks in it, kWh, as it is made.

    With a clock the heat of a day is made in the hours of the clock, else as it is drawn.
    """
    drawn: Array = plan["hot_water_kwh"].values[building].astype(np.float64)
    drawn = drawn + float(plan["tank_loss_kw"].values[building, heater])
    mode = int(plan["storage_tank"].values[storage])
    if mode == 0:
        return drawn
    drawn = drawn + float(plan["tank_extra_kw"].values[building, mode])
    day = plan["index_of_year"].values.astype(int) // 24
    made = np.bincount(day, weights=drawn)[day]
    return np.asarray(made * plan["tank_heating"].values[mode])


def _pumped(plan: Kept, pump: int, most: Array, place: tuple[int, float], heat: Array) -> Array:
    """Hourly electricity (T) of a heat pump and its backup for ``heat``, kWh.

    ``most`` (T) is its largest output, ``place`` that of the flow temperature among the nodes. The
    heat over the largest output tells where between the tests at full and at part load the machine
    runs, and whether it stops and starts.
    """
    by_pump = np.minimum(heat, most)
    load = np.divide(by_pump, most, out=np.zeros_like(heat), where=most > 0.0)
    tested, least = plan["tested_load"].values[pump], float(plan["least_load"].values[pump])
    lost = float(plan["degradation"].values[pump])
    full = _between(plan["cop_full"].values[pump], place)
    part = _between(plan["cop_part"].values[pump], place)
    cop = np.where(load <= tested, part, part + (load - tested) / (1.0 - tested) * (full - part))
    running = np.minimum(load / least, 1.0)
    cop = np.maximum(cop * running / (lost * running + 1.0 - lost + (running == 0.0)), 1.0)
    return by_pump / cop + heat - by_pump


def _place(plan: Kept, flow_degc: float) -> tuple[int, float]:
    """Node behind a design flow temperature, and how far it lies towards it from the one before."""
    nodes = plan["flow_node_degc"].values
    after = int(np.clip(np.searchsorted(nodes, flow_degc), 1, len(nodes) - 1))
    toward = float(
        np.clip((flow_degc - nodes[after - 1]) / (nodes[after] - nodes[after - 1]), 0.0, 1.0)
    )
    return after, toward


def _between(table: Array, place: tuple[int, float]) -> Array:
    """(T,) of a table (F, T) at a place between its nodes."""
    after, toward = place
    return np.asarray((1.0 - toward) * table[after - 1] + toward * table[after])


def fuel(
    plan: Kept, building: int, package: int, heater: int, need: Array | None = None
) -> tuple[str, float]:
    """Carrier and kWh a year of fuel of one building; 0 for electric heating."""
    kind = kind_of(plan, building, heater)
    if kind in ("electricity", "heat_pump"):
        return kind, 0.0
    weight = plan["weight"].values
    heat = weight @ _heat(plan, building, package, need)
    water = weight @ _water(plan, building, heater)
    return kind, float(
        heat / float(plan["heater_efficiency"].values[building, heater])
        + water / float(plan["hot_water_efficiency"].values[building, heater])
    )


def consumption(
    plan: Kept,
    building: int,
    package: int,
    heater: int,
    storage: int = 0,
    electricity: tuple[Array, Array] | None = None,
) -> Array:
    """Hourly electricity used in a building (T), before its panels and battery, kWh.

    ``electricity`` as in :func:`yearly`.
    """
    heat, water = electricity or heat_and_water_electricity(
        plan, building, package, heater, storage=storage
    )
    fans = float(plan["ventilation_extra_kw"].values[building, package])
    return plan["electricity_kwh"].values[building].astype(np.float64) + fans + heat + water


def network_heat(
    plan: Kept, building: int, package: int, heater: int, need: Array | None = None
) -> Array | None:
    """Hourly heat (T) that a building draws from the district's network; None without one."""
    kind = kind_of(plan, building, heater)
    if kind != "network":
        return None
    return np.asarray(
        _heat(plan, building, package, need)
        / float(plan["heater_efficiency"].values[building, heater])
        + _water(plan, building, heater)
        / float(plan["hot_water_efficiency"].values[building, heater])
    )


def renewable_heat(plan: Kept, building: int, package: int, heater: int, storage: int = 0) -> float:
    """kWh a year of renewable heat in a building beyond the share asked of its useful heat."""
    share = float(plan["renewable_heat_min"])
    if np.isnan(share):
        return 0.0
    weight = plan["weight"].values
    useful = float(weight @ (_heat(plan, building, package, None)))
    useful += float(weight @ plan["hot_water_kwh"].values[building].astype(float))
    kind = kind_of(plan, building, heater)
    renewable = 0.0
    if kind == "wood":
        renewable = useful
    elif kind == "heat_pump":
        heat, water = heat_and_water_electricity(plan, building, package, heater, storage=storage)
        made = weight @ (_heat(plan, building, package, None))
        made += buffer.lost(plan, building, package, storage)
        made += weight @ _water(plan, building, heater, storage)
        renewable = float(made - weight @ (heat + water))
    return renewable - share * useful


def used_electricity(
    plan: Kept, building: int, package: int, heater: int, storage: int = 0
) -> float:
    """kWh a year of the electricity used in a building that may be imported."""
    share = float(plan["autonomy_min"])
    if np.isnan(share):
        return 0.0
    use = plan["weight"].values @ consumption(plan, building, package, heater, storage)
    return (1.0 - share) * float(use)


def without_battery(
    plan: Kept, building: int, package: int, heater: int, option: int, storage: int
) -> Array:
    """What the building draws (T, negative: has left over) behind its roof, kWh."""
    roof = plan["pv_kwh"].values[building, option].astype(np.float64)
    return np.asarray(consumption(plan, building, package, heater, storage) - roof)


def net(plan: Kept, building: int, package: int, heater: int, option: int, storage: int) -> Array:
    """What the meter of the building sees (T, negative: surplus), kWh."""
    bare = without_battery(plan, building, package, heater, option, storage)
    return home_battery.behind(plan, building, storage, bare)[0]


def yearly(
    plan: Kept,
    building: int,
    package: int,
    heater: int,
    storage: int = 0,
    electricity: tuple[Array, Array] | None = None,
) -> dict[str, float]:
    """Cost, CO2 and balance of a building apart from its electricity meter and its panels.

    ``electricity`` (T) for space heat and for hot water is that of the same design, where it was
    counted before.
    """
    carrier, burnt = fuel(plan, building, package, heater)
    which = [str(name) for name in plan["carrier"].values].index(carrier)
    heat, water = electricity or heat_and_water_electricity(
        plan, building, package, heater, storage=storage
    )
    weight = plan["weight"].values
    return {
        "fuel_kwh": burnt,
        "cost": float(plan["package_cost"].values[building, package])
        + float(plan["heater_cost"].values[building, package, heater])
        + float(plan["storage_cost"].values[building, storage])
        + burnt * float(plan["fuel_price"].values[which]),
        "balance": burnt * float(plan["fuel_balance"].values[which]),
        "co2": burnt * float(plan["fuel_co2"].values[which])
        + float(plan["co2_heating_extra"]) * float(weight @ heat)
        + float(plan["co2_hot_water_extra"]) * float(weight @ water),
        "renewable": renewable_heat(plan, building, package, heater, storage),
        "used": used_electricity(plan, building, package, heater, storage),
        "investment": float(plan["package_investment"].values[building, package])
        + float(plan["heater_investment"].values[building, package, heater])
        + float(plan["storage_investment"].values[building, storage]),
    }
