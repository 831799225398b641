"""Weak duality from the stored dual vector: no plan of this district can cost less.

The Lagrangian relaxes every row that joins buildings, fields and battery. Its value is the sum
of the cheapest design of every building, of every field at size zero or largest, of the
battery, and of the levels of the requirements. Written apart from the solver's own bound.
"""

from __future__ import annotations

import numpy as np
import xarray as xr

from zeneville.verify import meters
from zeneville.verify.kept import Kept


def recompute(plan: xr.Dataset | Kept) -> float:
    """Bound in EUR a year, from the stored duals and needs; wrong signs are cut to zero."""
    plan = Kept(plan)
    weight = plan["weight"].values
    mu = max(0.0, float(plan["dual_balance"]))
    gamma = max(0.0, float(plan["dual_co2"]))
    nu = max(0.0, float(plan["dual_invest"]))
    scarce_in = np.maximum(plan["dual_imported"].values, 0.0)
    scarce_out = np.maximum(plan["dual_exported"].values, 0.0)
    electricity = float(plan["balance_factor"])

    from_grid = (
        weight * (plan["retail"].values + electricity * mu + float(plan["co2_import"]) * gamma)
        + scarce_in
    )
    to_grid = weight * (plan["feed_in"].values + electricity * mu) - scarce_out
    local = np.minimum(np.maximum(plan["dual_community"].values, 0.0), from_grid)
    paid = np.minimum(from_grid, local + weight * plan["fee"].values)
    earned = np.maximum(np.maximum(to_grid, local), 0.0)

    total = float(plan["fixed_cost"])
    for building in range(plan.sizes["building"]):
        total += _cheapest(plan, building, paid, earned, mu, gamma, nu)
    total += _fields(plan, weight, local, scarce_out, mu, nu)
    total += _battery(plan, local, nu)
    for level, dual, sign in (
        ("balance_min", mu, 1.0),
        ("co2_max", gamma, -1.0),
        ("investment_max", nu, -1.0),
    ):
        value = float(plan[level])
        if not np.isnan(value):
            total += sign * dual * value
        elif dual > 0.0:
            return -np.inf
    return total - _transformer(plan, scarce_in, scarce_out)


def _cheapest(
    plan: Kept,
    building: int,
    paid: np.ndarray,
    earned: np.ndarray,
    mu: float,
    gamma: float,
    nu: float,
) -> float:
    best = np.inf
    options = np.flatnonzero(plan["pv_allowed"].values[building])
    panels = plan["pv_kwh"].values[building].astype(np.float64)
    classes = plan["pv_class"].values[building]
    for package in np.flatnonzero(plan["package_allowed"].values[building]):
        for heater in np.flatnonzero(plan["heater_allowed"].values[building, package]):
            own = meters.yearly(plan, building, int(package), int(heater))
            fixed = own["cost"] + mu * own["balance"] + gamma * own["co2"] + nu * own["investment"]
            used = meters.consumption(plan, building, int(package), int(heater))
            net = used[None, :] - panels[options]
            bill = np.where(net > 0.0, paid * net, earned[classes[options]] * net).sum(axis=1)
            roof = (
                plan["pv_cost"].values[building, options]
                + nu * (plan["pv_investment"].values[building, options])
            )
            best = min(best, fixed + float((bill + roof).min()))
    return best


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


def _battery(plan: Kept, local: np.ndarray, nu: float) -> float:
    largest = float(plan["battery_max_kwh"])
    if largest <= 0.0:
        return 0.0
    value = plan["dual_stored"].values
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
    outward = float(plan["export_kw"]) if "export_kw" in plan else np.nan
    for t, winter in enumerate(plan["winter"].values):
        caps = [size] if not np.isnan(size) else []
        caps += [peak] if winter and not np.isnan(peak) else []
        if caps:
            total += scarce_in[t] * min(caps)
        elif scarce_in[t] > 0.0:
            return np.inf
    least = np.fmin(size, outward)
    if not np.isnan(least):
        total += float(scarce_out.sum()) * float(least)
    elif scarce_out.any():
        return np.inf
    return total
