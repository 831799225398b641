"""The weak-duality bound of the whole problem at any dual vector, and the pricing that gives it.

For any prices with the right signs the Lagrangian's minimum over all designs, fields and
technologies of the district is below the cost of every plan. Nothing here trusts a solver.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from zeneville.model import Designs, Problem
from zeneville.model.problem import HEAT, UNDECIDED, Array
from zeneville.solve.duals import Duals, Prices
from zeneville.solve.worth import converters, flexible, stores


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
    """Value every design of every building, or those ``among``, at the duals, and the bound.

    Where a zone of the heat network is not yet decided, it is taken with its pipes or without,
    whichever is cheaper for all its buildings together; without it, its designs cost infinity.
    """
    prices = duals.prices(problem)
    value = (
        designs.prices(prices.buy, prices.sell, among)
        + designs.heat_value(prices.node[HEAT])
        + designs.cost
        + duals.balance * designs.fuel_balance
        + duals.co2 * designs.co2
        + duals.invest * designs.investment
        - duals.renewable * designs.renewable
        - duals.autonomy * designs.used
    )
    zones = _zones(problem, designs, duals, value)
    bound = (
        float(value.min(axis=1).sum())
        + zones
        + _fields(problem, duals, prices)
        + stores(problem, duals, prices)
        + converters(problem, duals, prices)
        + flexible(problem, prices)
        + _eased(problem, duals)
        + _levels(problem, duals)
    )
    return Priced(bound, value, among is None)


def _zones(problem: Problem, designs: Designs, duals: Duals, value: Array) -> float:
    """What pipes cost at the prices; designs of zones that do not pay are struck from ``value``."""
    heat = np.maximum(duals.heat, 0.0).sum()
    price = problem.zone_cost + duals.invest * problem.zone_investment + heat * problem.zone_loss_kw
    total = float(price[problem.zone_built == 1].sum())
    undecided = np.flatnonzero(problem.zone_built == UNDECIDED)
    for zone, members in zip(undecided, designs.waiting, strict=True):
        without = np.where(designs.connected[members], np.inf, value[members])
        saved = float((without.min(axis=1) - value[members].min(axis=1)).sum())
        if saved > price[zone]:
            total += float(price[zone])
        else:
            value[members] = without
    return total


def _fields(problem: Problem, duals: Duals, prices: Prices) -> float:
    return float((problem.asset_max * np.minimum(0.0, _reduced(problem, duals, prices))).sum())


def _reduced(problem: Problem, duals: Duals, prices: Prices) -> Array:
    """(A,) EUR a year of a kWp of each field beyond what it earns at the prices."""
    reduced: Array = (
        problem.asset_cost
        + duals.invest * problem.asset_investment
        - (problem.asset_kwh * prices.field).sum(axis=1)
    )
    return reduced


def fields_at(problem: Problem, duals: Duals) -> Array:
    """(A,) kWp of the fields at the prices: as large as allowed where they pay, else none."""
    pays = _reduced(problem, duals, duals.prices(problem)) < 0.0
    return np.where(pays, problem.asset_max, 0.0)


def _eased(problem: Problem, duals: Duals) -> float:
    if problem.eased is None:
        return 0.0
    return problem.eased.most * min(0.0, problem.eased.price - duals.of_eased(problem.eased))


def _levels(problem: Problem, duals: Duals) -> float:
    total = 0.0
    for row, level in problem.yearly_levels().items():
        total += level * float(getattr(duals, row))
    large, most = problem.largest_import(), problem.largest_export()
    limited = np.isfinite(large)
    total -= float((duals.imported[limited] * large[limited]).sum())
    if np.isfinite(most):
        total -= float(duals.exported.sum() * most)
    return total + problem.fixed_cost
