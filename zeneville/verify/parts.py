"""Technologies of the district in a stored plan: flows, sizes, costs, and worth at given prices.

Read from the stored arrays by name and plain numpy; written apart from the model.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from zeneville.verify.kept import Kept
from zeneville.verify.leaves import Prices

Array = np.ndarray[Any, Any]

#: what may be over a largest size, or under a least one, by rounding
SIZE = 1e-6


def refusals(plan: Kept, scale: float) -> list[str]:
    """Rows and bounds of stores, converters, moved loads and pipes that the plan breaks."""
    return [*_stores(plan, scale), *_converters(plan, scale), *_moved(plan, scale), *_zones(plan)]


def _beyond(what: str, excess: Array, scale: float) -> list[str]:
    over = np.ravel(excess)
    count = int((over > scale).sum())
    return [f"{what} in {count} hours, by up to {over.max():,.6g} kWh"] if count else []


def _stores(plan: Kept, scale: float) -> list[str]:
    found = []
    after = plan["successor"].values.astype(int)
    for s, name in enumerate(plan["store"].values):
        kwh, kw = float(plan["store_kwh"].values[s]), float(plan["store_kw"].values[s])
        charge, discharge = (
            plan["store_charge_kwh"].values[s],
            plan["store_discharge_kwh"].values[s],
        )
        level, one_way = (
            plan["store_level_kwh"].values[s],
            float(plan["store_efficiency"].values[s]),
        )
        if kwh > float(plan["store_max_kwh"].values[s]) * (1 + SIZE) + SIZE or kw > (
            float(plan["store_max_kw"].values[s]) * (1 + SIZE) + SIZE
        ):
            found.append(f"{name} is larger than allowed")
        if 0.0 < kwh < float(plan["store_least_kwh"].values[s]) * (1 - SIZE):
            found.append(f"{name} is smaller than it can be built")
        kept = (1.0 - float(plan["store_loss"].values[s])) * level
        drift = np.abs(level[after] - kept - one_way * charge + discharge / one_way)
        usable = float(plan["store_depth"].values[s]) * kwh
        found += _beyond(f"{name}: the level does not follow its flows", drift, scale)
        found += _beyond(f"{name}: power is exceeded", charge + discharge - kw, scale)
        found += _beyond(f"{name}: energy is exceeded", level - usable, scale)
    return found


def _converters(plan: Kept, scale: float) -> list[str]:
    found = []
    for n, name in enumerate(plan["converter"].values):
        kw = float(plan["converter_kw"].values[n])
        if kw > float(plan["converter_max_kw"].values[n]) * (1 + SIZE) + SIZE or kw < -SIZE:
            found.append(f"{name} is larger than allowed, or negative")
        if 0.0 < kw < float(plan["converter_least_kw"].values[n]) * (1 - SIZE):
            found.append(f"{name} is smaller than it can be built")
        most = plan["converter_available"].values[n] * kw
        ran = plan["converter_kwh"].values[n]
        found += _beyond(f"{name} does more than its size allows", ran - most, scale)
    return found


def _moved(plan: Kept, scale: float) -> list[str]:
    found = []
    for f, name in enumerate(plan["flexible"].values):
        drawn, window = plan["flexible_kwh_drawn"].values[f], plan["flexible_window"].values[f]
        over = drawn - plan["flexible_max_kw"].values[f]
        found += _beyond(f"{name} draws more than its plugs allow", over, scale)
        outside = np.where(window < 0, drawn, 0.0)
        found += _beyond(f"{name} draws while it is away", outside, scale)
        asked = plan["flexible_kwh"].values[f]
        for w in np.unique(window[window >= 0]):
            short = abs(float(asked[int(w)]) - float(drawn[window == w].sum()))
            if short > scale * max(1.0, float(asked[int(w)])):
                found.append(f"{name}: window {int(w)} misses its energy by {short:,.6g} kWh")
                break
    return found


def _zones(plan: Kept) -> list[str]:
    kind = [str(name) for name in plan["carrier"].values].index("network")
    heater = plan["chosen_heater"].values.astype(int)
    heater = np.clip(heater, 0, plan.sizes["heater"] - 1)
    on = plan["heater_carrier"].values[np.arange(len(heater)), heater] == kind
    zone = plan["zone_of"].values.astype(int)
    built = np.append(plan["zone_built"].values, 0.0)
    bad = np.flatnonzero(on & ((zone < 0) | (built[zone] != 1.0)))
    if not np.isin(plan["zone_built"].values, (0.0, 1.0)).all():
        return ["a zone of the heat network is built in part"]
    return [
        f"building {plan['building'].values[b]} takes heat from a network that is not there"
        for b in bad
    ]


def node(plan: Kept, name: str) -> Array:
    """(T,) kWh that converters and stores leave at a node."""
    m = [str(item) for item in plan["node"].values].index(name)
    left = np.zeros(plan.sizes["hour"])
    for n in range(plan.sizes["converter"]):
        left += plan["converter_gives"].values[n, m] * plan["converter_kwh"].values[n]
    for s in np.flatnonzero(plan["store_node"].values == m):
        left += plan["store_discharge_kwh"].values[s] - plan["store_charge_kwh"].values[s]
    return left


def at_meters(plan: Kept) -> Array:
    """(T,) kWh of electricity that converters and moved loads take as users with a meter."""
    m = [str(item) for item in plan["node"].values].index("meter")
    total = np.zeros(plan.sizes["hour"])
    for n in range(plan.sizes["converter"]):
        total -= plan["converter_gives"].values[n, m] * plan["converter_kwh"].values[n]
    return total + plan["flexible_kwh_drawn"].values.sum(axis=0)


def yearly(plan: Kept) -> dict[str, float]:
    """Cost, balance, CO2, investment and renewable heat of all parts over the year."""
    weight = plan["weight"].values
    kwh, kw = plan["store_kwh"].values, plan["store_kw"].values
    size, ran = plan["converter_kw"].values, plan["converter_kwh"].values
    zones = plan["zone_built"].values
    cost = float(
        kwh @ plan["store_energy_cost"].values
        + kw @ plan["store_power_cost"].values
        + plan["store_fixed_cost"].values[kwh > 0.0].sum()
        + size @ plan["converter_cost"].values
        + plan["converter_fixed_cost"].values[size > 0.0].sum()
        + ((plan["converter_running_cost"].values * ran) @ weight).sum()
        + zones @ plan["zone_cost"].values
    )
    money = float(
        kwh @ plan["store_energy_investment"].values
        + kw @ plan["store_power_investment"].values
        + plan["store_fixed_investment"].values[kwh > 0.0].sum()
        + size @ plan["converter_investment"].values
        + plan["converter_fixed_investment"].values[size > 0.0].sum()
        + zones @ plan["zone_investment"].values
    )
    return {
        "cost": cost,
        "investment": money,
        "balance": float(plan["converter_balance"].values @ (ran @ weight)),
        "co2": float(plan["converter_co2"].values @ (ran @ weight)),
        "renewable": float(((plan["converter_renewable"].values * ran) @ weight).sum()),
    }


def central(plan: Kept) -> dict[str, float]:
    """Fuel of the central machines a year, and electricity and fuel per kWh of their heat."""
    nodes = [str(item) for item in plan["node"].values]
    weight = plan["weight"].values
    fuel = heat = drawn = for_heat = 0.0
    for n in range(plan.sizes["converter"]):
        ran = weight * plan["converter_kwh"].values[n]
        burnt = max(0.0, -float(plan["converter_balance"].values[n])) * float(ran.sum())
        gives = plan["converter_gives"].values[n]
        fuel += burnt
        if (gives[nodes.index("heat")] > 0.0).any() and not gives[nodes.index("hydrogen")].any():
            heat += float(gives[nodes.index("heat")] @ ran)
            drawn += float(np.maximum(-gives[nodes.index("meter")], 0.0) @ ran)
            for_heat += burnt
    each = 1.0 / heat if heat > 0.0 else 0.0
    return {
        "fuel": fuel,
        "electricity_per_heat": drawn * each,
        "fuel_per_heat": for_heat * each,
    }


def moved_loads(plan: Kept) -> float:
    """kWh a year that loads within windows draw."""
    total, weight = 0.0, plan["weight"].values
    for f in range(plan.sizes["flexible"]):
        window = plan["flexible_window"].values[f]
        for w in range(plan.sizes["window"]):
            hours = np.flatnonzero(window == w)
            if len(hours):
                total += float(weight[hours[0]] * plan["flexible_kwh"].values[f, w])
    return total


def stores(plan: Kept, prices: Prices) -> float:
    """Least cost of the stores at the prices."""
    total = 0.0
    following = plan["successor"].values.astype(int)
    before = np.empty(len(following), dtype=int)
    before[following] = np.arange(len(following))
    nodes = [str(name) for name in plan["node"].values]
    for s in range(plan.sizes["store"]):

        def of(name: str, s: int = s) -> float:
            return float(plan[f"store_{name}"].values[s])

        local, value = prices.at(nodes[int(of("node"))]), prices.stored[s]
        through = np.maximum(of("efficiency") * value - local, local - value / of("efficiency"))
        holding = np.maximum((1.0 - of("loss")) * value - value[before], 0.0).sum()
        per_kwh = of("energy_cost") + prices.invest * of("energy_investment")
        per_kwh -= of("depth") * holding
        per_kw = of("power_cost") + prices.invest * of("power_investment")
        per_kw -= np.maximum(through, 0.0).sum()
        worth = of("fixed_cost") + prices.invest * of("fixed_investment")
        worth += min(of("least_kwh") * per_kwh, of("max_kwh") * per_kwh)
        worth += of("max_kw") * min(0.0, per_kw)
        state = int(prices.built["store"][s])
        total += {1: worth, 0: 0.0, -1: min(0.0, worth)}[state]
    return total


def converters(plan: Kept, prices: Prices) -> float:
    """Least cost of the converters at the prices."""
    total, weight = 0.0, plan["weight"].values
    nodes = [str(name) for name in plan["node"].values]
    share = float(plan["autonomy_min"])
    for n in range(plan.sizes["converter"]):
        gives = plan["converter_gives"].values[n]
        earned = sum(gives[m] * prices.at(name) for m, name in enumerate(nodes))
        earned = earned - weight * plan["converter_running_cost"].values[n]
        earned = earned + weight * prices.balance * float(plan["converter_balance"].values[n])
        earned = earned - weight * prices.co2 * float(plan["converter_co2"].values[n])
        earned = earned + weight * prices.renewable * plan["converter_renewable"].values[n]
        if not np.isnan(share):
            taken = np.maximum(-gives[nodes.index("meter")], 0.0)
            earned = earned + weight * prices.autonomy * (1.0 - share) * taken
        per_kw = (
            float(plan["converter_cost"].values[n])
            + prices.invest * float(plan["converter_investment"].values[n])
            - float(plan["converter_available"].values[n] @ np.maximum(earned, 0.0))
        )
        least = float(plan["converter_least_kw"].values[n])
        most = float(plan["converter_max_kw"].values[n])
        worth = (
            float(plan["converter_fixed_cost"].values[n])
            + prices.invest * float(plan["converter_fixed_investment"].values[n])
            + min(least * per_kw, most * per_kw)
        )
        state = int(prices.built["converter"][n])
        total += {1: worth, 0: 0.0, -1: min(0.0, worth)}[state]
    return total


def flexible(plan: Kept, prices: Prices) -> float:
    """Least cost of the loads within windows: the cheapest hours of each are filled first."""
    total = 0.0
    for f in range(plan.sizes["flexible"]):
        window = plan["flexible_window"].values[f]
        for w, asked in enumerate(plan["flexible_kwh"].values[f]):
            hours = np.flatnonzero(window == w)
            hours = hours[np.argsort(prices.paid[hours], kind="stable")]
            left = float(asked)
            for t in hours:
                drawn = min(left, float(plan["flexible_max_kw"].values[f, t]))
                total += drawn * float(prices.paid[t])
                left -= drawn
                if left <= 0.0:
                    break
    return total


def cars_as_they_come(plan: Kept) -> float:
    """EUR a year when each moved load draws at full power from the evening on."""
    total, weight = 0.0, plan["weight"].values
    clock = plan["index_of_year"].values.astype(int) % 24
    for f in range(plan.sizes["flexible"]):
        window = plan["flexible_window"].values[f]
        for w, asked in enumerate(plan["flexible_kwh"].values[f]):
            hours = np.flatnonzero(window == w)
            left = float(asked)
            for t in sorted(hours, key=lambda t: (clock[t] < 12, plan["index_of_year"].values[t])):
                drawn = min(left, float(plan["flexible_max_kw"].values[f, t]))
                total += float(weight[t]) * drawn * float(plan["retail"].values[t])
                left -= drawn
    return total
