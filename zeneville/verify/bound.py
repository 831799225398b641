"""Weak duality from the stored dual vector: no plan of this district can cost less.

The Lagrangian relaxes every row that joins buildings, fields and technologies of the district. Its
value is the sum of the cheapest design of every building, of every field at size zero or largest,
of each technology alone, and of the levels of the requirements. Written apart from the solver's
own bound.
"""

from __future__ import annotations

import numpy as np
import xarray as xr

from zeneville.verify import leaves, parts, splits
from zeneville.verify.cheapest import cheapest, values
from zeneville.verify.kept import Kept


def recompute(plan: xr.Dataset | Kept) -> float:
    """Bound in EUR a year, from the stored duals and needs; wrong signs are cut to zero.

    Where something is built as a whole or not at all, it is the least over the leaves of the
    tree, which must leave no case out; minus infinity when they do.
    """
    plan = Kept(plan)
    if not leaves.complete(plan):
        return -np.inf
    return min(_of_leaf(plan, leaf) for leaf in range(plan.sizes["leaf"]))


def _of_leaf(plan: Kept, leaf: int) -> float:
    if splits.has(plan, leaf):
        return splits.lowest(plan, leaf, _apart, values)
    prices = leaves.prices(plan, leaf)
    return _apart(plan, prices) + _buildings(plan, prices)


def _apart(plan: Kept, prices: leaves.Prices) -> float:
    """The bound without the buildings and the pipes that join them."""
    total = float(plan["fixed_cost"])
    total += _fields(plan, prices)
    total += parts.stores(plan, prices) + parts.converters(plan, prices)
    total += parts.flexible(plan, prices)
    for level, dual, sign in (
        ("balance_min", prices.balance, 1.0),
        ("co2_max", prices.co2, -1.0),
        ("investment_max", prices.invest, -1.0),
    ):
        value = float(plan[level])
        if not np.isnan(value):
            total += sign * dual * value
        elif dual > 0.0:
            return -np.inf
    total -= prices.balance * float(plan["balance_constant"])
    if prices.renewable > 0.0 and np.isnan(float(plan["renewable_heat_min"])):
        return -np.inf
    least = float(plan["autonomy_min"])
    if prices.autonomy > 0.0:
        if np.isnan(least):
            return -np.inf
        total -= prices.autonomy * (1.0 - least) * parts.moved_loads(plan)
    return total - _transformer(plan, prices.scarce_in, prices.scarce_out)


def _buildings(plan: Kept, prices: leaves.Prices) -> float:
    """Cheapest designs; a zone of the network not yet decided is built where that is cheaper."""
    zone = plan["zone_of"].values.astype(int)
    pipes = splits.pipes(plan, prices)
    connected = np.zeros((len(pipes), 2))
    total = 0.0
    for building in range(plan.sizes["building"]):
        alone, joined = cheapest(plan, building, prices)
        z = zone[building]
        if z < 0 or prices.built["zone"][z] == 0:
            total += alone
        else:
            connected[z] += (alone, min(alone, joined))
    for z, state in enumerate(prices.built["zone"]):
        if state == 1:
            total += connected[z, 1] + pipes[z]
        elif state == -1:
            total += min(connected[z, 0], connected[z, 1] + pipes[z])
    return total


def _fields(plan: Kept, prices: leaves.Prices) -> float:
    total = 0.0
    for a in range(plan.sizes["asset"]):
        price = plan["asset_feed_in"].values[a] + float(plan["balance_factor"]) * prices.balance
        sold = plan["weight"].values * price - prices.scarce_out
        worth = np.maximum(np.maximum(sold, prices.local), 0.0)
        net = (
            float(plan["asset_cost"].values[a])
            + prices.invest * float(plan["asset_investment"].values[a])
            - float(plan["asset_kwh"].values[a] @ worth)
        )
        total += min(0.0, net) * float(plan["asset_max"].values[a])
    return total


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
