"""Buildings: a convex (or, when asked, one-of) choice of columns per group.

============  ==============================  =====
symbol        meaning                         unit
============  ==============================  =====
share[k]      weight of column k              1
============  ==============================  =====

For each group the shares add up to one.
"""

from __future__ import annotations

import numpy as np
import pyomo.environ as pyo
from pyomo.core.expr.numeric_expr import LinearExpression

from zeneville.model.columns import Columns
from zeneville.model.ports import Ports
from zeneville.model.problem import Problem


def add_buildings(
    model: pyo.ConcreteModel, problem: Problem, ports: Ports, columns: Columns, integer: bool
) -> None:
    """Put the columns on the meter, surplus, balance, CO2, investment and cost rows."""
    block = model.buildings = pyo.Block()
    count = len(columns)
    domain = pyo.Binary if integer else pyo.NonNegativeReals
    block.share = pyo.Var(range(count), domain=domain)
    share = [block.share[k] for k in range(count)]
    groups = [np.flatnonzero(columns.group == g) for g in range(int(columns.group.max()) + 1)]
    block.one = pyo.Constraint(
        range(len(groups)),
        rule=lambda _, g: (
            LinearExpression(
                constant=0.0,
                linear_coefs=[1.0] * len(groups[g]),
                linear_vars=[share[k] for k in groups[g]],
            )
            == 1.0
        ),
    )
    hours = len(problem.weight)
    for k in range(count):
        for t in range(hours):
            ports.add("meter", t, -columns.load[k, t], share[k])
        for c, t in zip(*np.nonzero(columns.surplus[k]), strict=True):
            ports.add("surplus", (int(c), int(t)), columns.surplus[k, c, t], share[k])
        ports.add("balance", 0, -columns.fuel_balance[k], share[k])
        ports.add("co2", 0, -columns.co2[k], share[k])
        ports.add("invest", 0, -columns.investment[k], share[k])
        ports.add("cost", 0, columns.cost[k], share[k])
