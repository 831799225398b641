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
    """Put the columns on every row that they know."""
    block = model.buildings = pyo.Block()
    count = len(columns)
    domain = pyo.Binary if integer else pyo.NonNegativeReals
    block.share = pyo.Var(range(count), domain=domain)
    share = [block.share[k] for k in range(count)]
    groups = [np.flatnonzero(columns.group == g) for g in np.unique(columns.group)]
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
    for row, values in columns.coefficients().items():
        for k, *index in zip(*np.nonzero(values), strict=True):
            place = 0 if not index else int(index[0]) if len(index) == 1 else tuple(map(int, index))
            ports.add(row, place, values[(k, *index)], share[int(k)])
