"""The heat network: each zone is built as a whole before a building of it may connect.

===========  =======================================  =====
symbol       meaning                                  unit
===========  =======================================  =====
built[z]     1 when the pipes of zone z are there     1
===========  =======================================  =====

built[z] >= sum of the shares of a group's columns that need zone z; the pipes of a zone that is
built lose heat in every hour.
"""

from __future__ import annotations

import numpy as np
import pyomo.environ as pyo
from pyomo.core.expr.numeric_expr import LinearExpression

from zeneville.model.columns import Columns
from zeneville.model.ports import Ports
from zeneville.model.problem import Problem


def add_heat_network(
    model: pyo.ConcreteModel, problem: Problem, ports: Ports, columns: Columns
) -> None:
    """Put the zones on the heat, investment and cost rows, and tie columns to them."""
    block = model.heat_network = pyo.Block()
    zones = range(len(problem.zone))
    block.built = pyo.Var(
        zones, domain=pyo.Binary, bounds=lambda _, z: problem.built_bounds("zone", z)
    )
    tied = [
        (g, z)
        for g in np.unique(columns.group).tolist()
        for z in zones
        if columns.zones[columns.group == g, z].any()
    ]

    def row(_: pyo.Block, g: int, z: int) -> object:
        users = np.flatnonzero((columns.group == g) & (columns.zones[:, z] > 0.0))
        return (
            LinearExpression(
                constant=0.0,
                linear_coefs=[1.0] + [-1.0] * len(users),
                linear_vars=[block.built[z], *(model.buildings.share[int(k)] for k in users)],
            )
            >= 0.0
        )

    block.tied = pyo.Constraint(tied, rule=row)
    for z in zones:
        ports.add("cost", 0, problem.zone_cost[z], block.built[z])
        ports.add("invest", 0, -problem.zone_investment[z], block.built[z])
        for t in range(len(problem.weight)):
            ports.add("heat", t, -problem.zone_loss_kw[z], block.built[z])
