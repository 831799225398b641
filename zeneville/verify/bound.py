"""Weak duality from the stored dual vector: no plan of this district can cost less.

The Lagrangian relaxes every row that joins buildings, fields and battery. Its value is the sum
of the cheapest design of every building, of every field at size zero or largest, of the
battery, and of the levels of the requirements. Written apart from the solver's own bound.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import xarray as xr

from zeneville.verify import home_battery, meters
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
    prices = _Prices(paid, earned, mu, gamma, nu)
    for building in range(plan.sizes["building"]):
        total += _cheapest(plan, building, prices)
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


@dataclass(frozen=True)
class _Prices:
    """What a building pays at the duals: by hour (T) and feed-in class (C, T), and by year."""

    paid: np.ndarray
    earned: np.ndarray
    mu: float
    gamma: float
    nu: float

    def yearly(self, own: dict[str, float]) -> float:
        """Value of the yearly figures of a design."""
        return (
            own["cost"]
            + self.mu * own["balance"]
            + self.gamma * own["co2"]
            + self.nu * own["investment"]
        )


def _cheapest(plan: Kept, building: int, prices: _Prices) -> float:
    """Value of the cheapest design of a building.

    Batteries are run where they could still make the cheapest one: the most that one can save
    without being run tells which.
    """
    stores = np.flatnonzero(plan["storage_allowed"].values[building])
    usable = plan["home_battery_usable_kwh"].values[building]
    plain = [int(s) for s in stores if usable[s] <= 0.0]
    batteries = [int(s) for s in stores if usable[s] > 0.0]
    roofs = _Roofs(plan, building, prices)
    best = np.inf
    hopes: list[tuple[float, float, int, int, int, int]] = []
    for package in np.flatnonzero(plan["package_allowed"].values[building]):
        for heater in np.flatnonzero(plan["heater_allowed"].values[building, package]):
            pair = int(package), int(heater)
            for storage in plain:
                if _clock_fits(plan, building, pair[1], storage):
                    best = min(best, _without_battery(plan, building, *pair, storage, roofs))
            hopes += _hopes(plan, building, *pair, batteries, roofs)
    starts = home_battery.cycles(plan)
    for hope, rest, p, j, option, s in sorted(hopes):
        if hope >= best:
            break
        meter = meters.without_battery(plan, building, p, j, option, s)
        earned = prices.earned[int(plan["pv_class"].values[building, option])]
        paid = home_battery.bill(plan, building, s, meter, starts, prices.paid, earned)
        best = min(best, rest + paid)
    return best


def _clock_fits(plan: Kept, building: int, heater: int, storage: int) -> bool:
    """A clock needs a tank heated by electricity."""
    kind = str(plan["carrier"].values[int(plan["heater_carrier"].values[building, heater])])
    return int(plan["storage_tank"].values[storage]) == 0 or kind in ("electricity", "heat_pump")


class _Roofs:
    """Options of panels (N) of a building, production and earnings (N, T), cost at the duals."""

    def __init__(self, plan: Kept, building: int, prices: _Prices):
        self.prices = prices
        self.options = np.flatnonzero(plan["pv_allowed"].values[building])
        self.filled = plan["pv_kwp"].values[building, self.options] > 0.0
        self.produced = plan["pv_kwh"].values[building][self.options].astype(np.float64)
        self.earned = prices.earned[plan["pv_class"].values[building][self.options]]
        self.cost = (
            plan["pv_cost"].values[building, self.options]
            + prices.nu * plan["pv_investment"].values[building, self.options]
        )

    def bills(self, net: np.ndarray) -> np.ndarray:
        """(N,) what meters (N, T) pay, and what the panels cost."""
        paid = np.where(net > 0.0, self.prices.paid * net, self.earned * net).sum(axis=1)
        return np.asarray(paid + self.cost)


def _without_battery(
    plan: Kept, building: int, package: int, heater: int, storage: int, roofs: _Roofs
) -> float:
    """The cheapest of the designs with one package, heater and tank."""
    used = meters.consumption(plan, building, package, heater, storage)
    own = meters.yearly(plan, building, package, heater, storage)
    return roofs.prices.yearly(own) + float(roofs.bills(used[None, :] - roofs.produced).min())


def _hopes(
    plan: Kept, building: int, package: int, heater: int, batteries: list[int], roofs: _Roofs
) -> list[tuple[float, float, int, int, int, int]]:
    """Designs with a battery: least value that one may have, value without its bill, and parts."""
    found: list[tuple[float, float, int, int, int, int]] = []
    for s in batteries:
        if not _clock_fits(plan, building, heater, s):
            continue
        net = meters.consumption(plan, building, package, heater, s)[None, :] - roofs.produced
        saved = home_battery.most_saved(plan, building, s, net, roofs.prices.paid)
        own = roofs.prices.yearly(meters.yearly(plan, building, package, heater, s))
        hope, rest = own + roofs.bills(net) - saved, own + roofs.cost
        for n in np.flatnonzero(roofs.filled):
            option = int(roofs.options[n])
            found.append((float(hope[n]), float(rest[n]), package, heater, option, s))
    return found


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
