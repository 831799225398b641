"""What stores, converters and flexible loads are worth at given prices, each in closed form.

With the prices of all rows given, each is a small problem of its own: an hour of a converter runs
where it earns, a store earns what its level's price allows, a load draws in the cheapest hours of
its windows. The sum of their least costs is their part of the weak-duality bound.
"""

from __future__ import annotations

import numpy as np

from zeneville.model import Problem
from zeneville.model.problem import METER, UNDECIDED, Array
from zeneville.solve.duals import Duals, Prices


def stores(problem: Problem, duals: Duals, prices: Prices) -> float:
    """Least cost of all stores, EUR a year: at most 0 but for what is built already."""
    total = 0.0
    for s, stored in enumerate(duals.stored):
        node = prices.node[problem.store_node[s]]
        efficiency, keep = problem.store_efficiency[s], 1.0 - problem.store_loss[s]
        through = np.maximum(
            0.0, np.maximum(efficiency * stored - node, node - stored / efficiency)
        )
        after = stored[problem.successor]
        held = np.zeros_like(stored)
        held[problem.successor] = np.maximum(0.0, keep * after - stored)
        energy = (
            problem.store_energy_cost[s]
            + duals.invest * problem.store_energy_investment[s]
            - problem.store_depth[s] * held.sum()
        )
        power = (
            problem.store_power_cost[s]
            + duals.invest * problem.store_power_investment[s]
            - through.sum()
        )
        fixed = problem.store_fixed_cost[s] + duals.invest * problem.store_fixed_investment[s]
        built = (
            fixed
            + min(problem.store_least_kwh[s] * energy, problem.store_max_kwh[s] * energy)
            + problem.store_max_kw[s] * min(0.0, power)
        )
        total += _decided(float(built), int(problem.store_built[s]))
    return total


def converters(problem: Problem, duals: Duals, prices: Prices) -> float:
    """Least cost of all converters, EUR a year."""
    total = 0.0
    for n, gain in enumerate(converter_gains(problem, duals, prices)):
        size = (
            problem.converter_cost[n]
            + duals.invest * problem.converter_investment[n]
            - float(problem.converter_available[n] @ np.maximum(gain, 0.0))
        )
        fixed = (
            problem.converter_fixed_cost[n] + duals.invest * problem.converter_fixed_investment[n]
        )
        built = fixed + min(
            problem.converter_least_kw[n] * size, problem.converter_max_kw[n] * size
        )
        total += _decided(float(built), int(problem.converter_built[n]))
    return total


def converter_gains(problem: Problem, duals: Duals, prices: Prices) -> Array:
    """(N, T) what a kWh of each converter's activity earns, times weight."""
    weight = problem.weight
    yearly = (
        duals.balance * problem.converter_balance[:, None]
        - duals.co2 * problem.converter_co2[:, None]
        + duals.renewable * problem.converter_renewable
        - problem.converter_running_cost
    )
    share = problem.limit("autonomy_min")
    if share is not None:
        taken = np.maximum(0.0, -problem.converter_gives[:, METER])
        yearly = yearly + duals.autonomy * (1.0 - share) * taken
    given: Array = (problem.converter_gives * prices.node).sum(axis=1)
    return given + weight * yearly


def flexible(problem: Problem, prices: Prices) -> float:
    """Least cost of drawing what each window asks, EUR a year."""
    total = 0.0
    for load in range(len(problem.flexible)):
        window, most = problem.flexible_window[load], problem.flexible_max_kw[load]
        order = np.lexsort((prices.buy, window))
        order = order[window[order] >= 0]
        _, first = np.unique(window[order], return_index=True)
        before = np.cumsum(most[order]) - most[order]
        start = np.repeat(before[first], np.diff(np.r_[first, len(order)]))
        asked = problem.flexible_kwh[load][window[order]]
        drawn = np.clip(asked - (before - start), 0.0, most[order])
        total += float(drawn @ prices.buy[order])
    return total


def _decided(built: float, state: int) -> float:
    """Cost of something once built, where that is decided; the cheaper of both where it is not."""
    if state == UNDECIDED:
        return min(0.0, built)
    return built if state == 1 else 0.0
