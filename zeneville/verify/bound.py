"""Weak duality from the stored dual vectors: no plan of this district can cost less.

The Lagrangian relaxes every row that joins buildings, fields and battery. Its value is the sum
of the cheapest design of every building, of every field at size zero or largest, of the
battery, and of the levels of the requirements. Written apart from the solver's own bound.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import xarray as xr

from zeneville.verify import meters, splits
from zeneville.verify.kept import Kept


@dataclass(frozen=True)
class Prices:
    """What one dual vector makes meters pay and earn, and its bound apart from the buildings."""

    paid: np.ndarray
    earned: np.ndarray
    mu: float
    gamma: float
    nu: float
    rest: float


def recompute(plan: xr.Dataset | Kept) -> float:
    """Bound in EUR a year, from the stored duals and needs; wrong signs are cut to zero.

    Where buildings' choices were split, it is that of the lowest leaf.
    """
    plan = Kept(plan)
    if splits.stored(plan):
        vectors = [_prices(plan, "split_dual", k) for k in range(plan.sizes.get("vector", 0))]
    else:
        vectors = [_prices(plan, "dual")]
    values = [_values(plan, building, vectors) for building in range(plan.sizes["building"])]
    rests = np.array([vector.rest for vector in vectors])
    if splits.stored(plan):
        return splits.lowest(plan, rests, np.array(values).swapaxes(0, 1))
    return float(rests[0] + sum(value[0].min() for value in values))


def _prices(plan: Kept, kind: str, number: int | None = None) -> Prices:
    """Prices of the stored dual vector, or of one of the splits."""

    def dual(name: str) -> np.ndarray:
        values: np.ndarray = plan[f"{kind}_{name}"].values
        return values if number is None else values[number]

    weight = plan["weight"].values
    mu, gamma, nu = (max(0.0, float(dual(name))) for name in ("balance", "co2", "invest"))
    scarce_in = np.maximum(dual("imported"), 0.0)
    scarce_out = np.maximum(dual("exported"), 0.0)
    electricity = float(plan["balance_factor"])
    from_grid = (
        weight * (plan["retail"].values + electricity * mu + float(plan["co2_import"]) * gamma)
        + scarce_in
    )
    to_grid = weight * (plan["feed_in"].values + electricity * mu) - scarce_out
    local = np.minimum(np.maximum(dual("community"), 0.0), from_grid)
    rest = float(plan["fixed_cost"])
    rest += _fields(plan, weight, local, scarce_out, mu, nu)
    rest += _battery(plan, local, dual("stored"), nu)
    for level, price, sign in (
        ("balance_min", mu, 1.0),
        ("co2_max", gamma, -1.0),
        ("investment_max", nu, -1.0),
    ):
        value = float(plan[level])
        if not np.isnan(value):
            rest += sign * price * value
        elif price > 0.0:
            rest = -np.inf
    return Prices(
        paid=np.minimum(from_grid, local + weight * plan["fee"].values),
        earned=np.maximum(np.maximum(to_grid, local), 0.0),
        mu=mu,
        gamma=gamma,
        nu=nu,
        rest=rest - _transformer(plan, scarce_in, scarce_out),
    )


def _values(plan: Kept, building: int, vectors: list[Prices]) -> np.ndarray:
    """(vector, design) EUR a year of every design of a building, infinite where not allowed.

    Designs are numbered package by package, in each heater by heater, then panels.
    """
    sizes = [plan.sizes[name] for name in ("package", "heater", "pv_option")]
    found = np.full((len(vectors), *sizes), np.inf)
    options = np.flatnonzero(plan["pv_allowed"].values[building])
    panels = plan["pv_kwh"].values[building].astype(np.float64)
    classes = plan["pv_class"].values[building]
    roof_cost = plan["pv_cost"].values[building, options]
    roof_invested = plan["pv_investment"].values[building, options]
    for package in np.flatnonzero(plan["package_allowed"].values[building]):
        for heater in np.flatnonzero(plan["heater_allowed"].values[building, package]):
            own = meters.yearly(plan, building, int(package), int(heater))
            used = meters.consumption(plan, building, int(package), int(heater))
            net = used[None, :] - panels[options]
            for k, at in enumerate(vectors):
                fixed = own["cost"] + at.mu * own["balance"] + at.gamma * own["co2"]
                fixed += at.nu * own["investment"]
                bill = np.where(net > 0.0, at.paid * net, at.earned[classes[options]] * net)
                roof = roof_cost + at.nu * roof_invested
                found[k, package, heater, options] = fixed + bill.sum(axis=1) + roof
    return found.reshape(len(vectors), -1)


def _fields(
    plan: Kept,
    weight: np.ndarray,
    local: np.ndarray,
    scarce_out: np.ndarray,
    mu: float,
    nu: float,
) -> float:
    total = 0.0
    for a in range(plan.sizes["asset"]):
        price = plan["asset_feed_in"].values[a] + float(plan["balance_factor"]) * mu
        worth = np.maximum(np.maximum(weight * price - scarce_out, local), 0.0)
        net = (
            float(plan["asset_cost"].values[a])
            + nu * float(plan["asset_investment"].values[a])
            - float(plan["asset_kwh"].values[a] @ worth)
        )
        total += min(0.0, net) * float(plan["asset_max"].values[a])
    return total


def _battery(plan: Kept, local: np.ndarray, value: np.ndarray, nu: float) -> float:
    largest = float(plan["battery_max_kwh"])
    if largest <= 0.0:
        return 0.0
    one_way = float(plan["battery_efficiency"])
    gain_in = one_way * value - local
    gain_out = local - value / one_way
    inverter = np.maximum(np.maximum(gain_in, gain_out), 0.0).sum()
    following = plan["successor"].values.astype(int)
    before = np.empty(len(following), dtype=int)
    before[following] = np.arange(len(following))
    holding = np.maximum((1.0 - float(plan["battery_loss"])) * value - value[before], 0.0).sum()
    energy = (
        float(plan["battery_energy_cost"])
        + nu * float(plan["battery_energy_investment"])
        - float(plan["battery_depth"]) * holding
    )
    power = (
        float(plan["battery_power_cost"]) + nu * float(plan["battery_power_investment"]) - inverter
    )
    return min(0.0, energy) * largest + min(0.0, power) * float(plan["battery_max_kw"])


def _transformer(plan: Kept, scarce_in: np.ndarray, scarce_out: np.ndarray) -> float:
    total = 0.0
    size, peak = float(plan["transformer_kw"]), float(plan["winter_peak_kw"])
    for t, winter in enumerate(plan["winter"].values):
        caps = [size] if not np.isnan(size) else []
        caps += [peak] if winter and not np.isnan(peak) else []
        if caps:
            total += scarce_in[t] * min(caps)
        elif scarce_in[t] > 0.0:
            return np.inf
    if not np.isnan(size):
        total += float(scarce_out.sum()) * size
    elif scarce_out.any():
        return np.inf
    return total
