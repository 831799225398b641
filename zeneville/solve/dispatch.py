"""Run the district for one design per building: what is bought, exchanged, stored and sold."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyomo.environ as pyo

from zeneville.model import Designs, Problem, aggregate, build
from zeneville.model.problem import Array
from zeneville.solve.duals import Duals, read_duals
from zeneville.solve.highs import Solution, solve

#: how far a row is tightened, and may then be missed: kWh, kg, EUR a year, kWh an hour
TOLERANCE = {"balance": 0.01, "co2": 0.001, "invest": 0.01, "meter": 1e-6}


@dataclass(frozen=True)
class Dispatch:
    """Hourly flows (T) in kWh and sizes for fixed designs; ``missed`` by row where not met."""

    chosen: Array
    cost: float
    flows: dict[str, Array]
    sizes: dict[str, Array]
    missed: dict[str, float]
    duals: Duals

    @property
    def feasible(self) -> bool:
        """True when every requirement is met."""
        return all(self.missed[row] <= TOLERANCE[row] for row in TOLERANCE)


def dispatch(
    problem: Problem, designs: Designs, chosen: Array, options: dict[str, object]
) -> Dispatch:
    """Cheapest operation and asset sizes with the designs fixed.

    Requirements are tightened by their tolerance, so that what is called met is met and not
    missed by a rounding error.
    """
    columns = aggregate(designs, chosen, [np.arange(len(chosen))])
    tight = problem.with_scalars(
        balance_min=problem.balance_min + TOLERANCE["balance"],
        co2_max=problem.co2_max - TOLERANCE["co2"],
        investment_max=problem.investment_max - TOLERANCE["invest"],
    )
    model = build(tight, columns)
    solution = solve(model, options)
    flows, sizes = _read(model, problem, solution)
    missed = read_missed(model, solution)
    return Dispatch(
        chosen=chosen,
        cost=solution.objective + problem.fixed_cost,
        flows=flows,
        sizes=sizes,
        missed=missed,
        duals=read_duals(model, problem, solution),
    )


def read_missed(model: pyo.ConcreteModel, solution: Solution) -> dict[str, float]:
    """How far each requirement is missed: kWh, kg, EUR a year, and kWh in the worst hour."""
    missed = {row: solution.value(model.slack.missed[row]) for row in ("balance", "co2", "invest")}
    missed["meter"] = max(solution.value(model.slack.unserved[t]) for t in model.slack.unserved)
    return missed


def _read(
    model: pyo.ConcreteModel, problem: Problem, solution: Solution
) -> tuple[dict[str, Array], dict[str, Array]]:
    hours = range(len(problem.weight))

    def line(variable: pyo.Var) -> Array:
        return np.array([solution.value(variable[t]) for t in hours])

    def table(variable: pyo.Var, count: int) -> Array:
        rows = [[solution.value(variable[i, t]) for t in hours] for i in range(count)]
        return np.array(rows).reshape(count, len(hours))

    classes, fields = len(problem.feed_in_class), len(problem.asset)
    flows = {
        "bought_kwh": line(model.grid.bought),
        "charged_kwh": line(model.grid.charged),
        "exchanged_kwh": line(model.exchange.from_community),
        "shared_kwh": table(model.exchange.shared, classes),
        "sold_kwh": table(model.exchange.sold, classes),
        "field_local_kwh": table(model.pv_field.local, fields),
        "field_sold_kwh": table(model.pv_field.sold, fields),
    }
    sizes = {
        "field_kwp": np.array([solution.value(model.pv_field.size[a]) for a in range(fields)]),
        "battery_kwh": np.array(0.0),
        "battery_kw": np.array(0.0),
    }
    none = np.zeros(len(hours))
    flows |= {"charge_kwh": none, "discharge_kwh": none, "level_kwh": none}
    if hasattr(model, "battery"):
        sizes["battery_kwh"] = np.array(solution.value(model.battery.energy))
        sizes["battery_kw"] = np.array(solution.value(model.battery.power))
        flows |= {
            "charge_kwh": line(model.battery.charge),
            "discharge_kwh": line(model.battery.discharge),
            "level_kwh": line(model.battery.level),
        }
    return flows, sizes
