"""The weak-duality bound of the whole problem at any dual vector, and the pricing that gives it.

For any prices with the right signs the Lagrangian's minimum over all designs, fields and the
battery is below the cost of every plan. Nothing here trusts a solver.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from zeneville.model import Designs, Problem
from zeneville.model.problem import Array
from zeneville.solve.duals import Duals, Prices


@dataclass(frozen=True)
class Priced:
    """``bound`` EUR a year, and ``value`` (B, D) of every design at the prices.

    Where only some designs were priced, ``bound`` may lie above what the whole menu allows: then
    it is no proof, and ``whole`` is False.
    """

    bound: float
    value: Array
    whole: bool = True

    @property
    def best(self) -> Array:
        """(B,) number of the cheapest design; the lowest number where equal."""
        return self.value.argmin(axis=1)


def price(problem: Problem, designs: Designs, duals: Duals, among: Array | None = None) -> Priced:
    """Value every design of every building, or those ``among``, at the duals, and the bound."""
    prices = duals.prices(problem)
    value = (
        designs.prices(prices.buy, prices.sell, among)
        + designs.cost
        + duals.balance * designs.fuel_balance
        + duals.co2 * designs.co2
        + duals.invest * designs.investment
    )
    bound = (
        float(value.min(axis=1).sum())
        + _fields(problem, duals, prices)
        + _battery(problem, duals, prices)
        + _eased(problem, duals)
        + _levels(problem, duals)
    )
    return Priced(bound, value, among is None)


def _fields(problem: Problem, duals: Duals, prices: Prices) -> float:
    reduced = (
        problem.asset_cost
        + duals.invest * problem.asset_investment
        - (problem.asset_kwh * prices.field).sum(axis=1)
    )
    return float((problem.asset_max * np.minimum(0.0, reduced)).sum())


def _battery(problem: Problem, duals: Duals, prices: Prices) -> float:
    if problem.battery_max_kwh <= 0.0:
        return 0.0
    stored, community = duals.stored, prices.community
    efficiency, keep = problem.battery_efficiency, 1.0 - problem.battery_loss
    power = np.maximum(
        0.0,
        np.maximum(efficiency * stored - community, community - stored / efficiency),
    )
    after = stored[problem.successor]
    held = np.zeros_like(stored)
    held[problem.successor] = np.maximum(0.0, keep * after - stored)
    energy_cost = (
        problem.battery_energy_cost
        + duals.invest * problem.battery_energy_investment
        - problem.battery_depth * held.sum()
    )
    power_cost = (
        problem.battery_power_cost + duals.invest * problem.battery_power_investment - power.sum()
    )
    return problem.battery_max_kwh * min(0.0, energy_cost) + problem.battery_max_kw * min(
        0.0, power_cost
    )


def _eased(problem: Problem, duals: Duals) -> float:
    if problem.eased is None:
        return 0.0
    return problem.eased.most * min(0.0, problem.eased.price - duals.of_eased(problem.eased))


def _levels(problem: Problem, duals: Duals) -> float:
    total = 0.0
    for level, dual, sign in (
        (problem.limit("balance_min"), duals.balance, 1.0),
        (problem.limit("co2_max"), duals.co2, -1.0),
        (problem.limit("investment_max"), duals.invest, -1.0),
    ):
        total += 0.0 if level is None else sign * level * dual
    large, most = problem.largest_import(), problem.largest_export()
    limited = np.isfinite(large)
    total -= float((duals.imported[limited] * large[limited]).sum())
    if np.isfinite(most):
        total -= float(duals.exported.sum() * most)
    return total + problem.fixed_cost
