"""Slack: lets a master without enough columns miss a requirement at a high price.

A plan that still uses it at the end is no plan; the solver then tells the shortfall. Where imports
are not limited, a meter can always be served, and has no slack.
"""

from __future__ import annotations

import pyomo.environ as pyo

from zeneville.model.ports import Ports
from zeneville.model.problem import Problem

#: price of missing a row by one unit (EUR per kWh, kWh of balance, kg, EUR); a kWh of one hour of
#: the year may stand for a kW that costs a few hundred EUR a year
PENALTY = {
    "meter": 5000.0,
    "heat": 5000.0,
    "balance": 5.0,
    "co2": 50.0,
    "invest": 5.0,
    "renewable": 5.0,
    "autonomy": 5.0,
}
YEARLY = ("balance", "co2", "invest", "renewable", "autonomy")


def add_slack(model: pyo.ConcreteModel, problem: Problem, ports: Ports) -> None:
    """Put a penalised slack on every row that can be missed."""
    block = model.shortfall = pyo.Block()
    limited = [problem.limit(name) is not None for name in ("transformer_kw", "winter_peak_kw")]
    hours = range(len(problem.weight)) if any(limited) else range(0)
    block.unserved = pyo.Var(hours, domain=pyo.NonNegativeReals)
    for t in hours:
        ports.add("meter", t, 1.0, block.unserved[t])
        ports.add("cost", 0, problem.weight[t] * PENALTY["meter"], block.unserved[t])
    block.cold = pyo.Var(
        range(len(problem.weight)) if problem.has_heat else [], domain=pyo.NonNegativeReals
    )
    for t in block.cold:
        ports.add("heat", t, 1.0, block.cold[t])
        ports.add("cost", 0, problem.weight[t] * PENALTY["heat"], block.cold[t])
    block.missed = pyo.Var(YEARLY, domain=pyo.NonNegativeReals)
    for row in YEARLY:
        ports.add(row, 0, 1.0, block.missed[row])
        ports.add("cost", 0, PENALTY[row], block.missed[row])
