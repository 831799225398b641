"""Photovoltaic fields of the district: canopies over car parks, brownfields.

============  ==============================================  =====
symbol        meaning                                         unit
============  ==============================================  =====
size[a]       peak power                                      kWp
local[a, t]   production used in the community                kWh
sold[a, t]    production sold at the field's own price        kWh
============  ==============================================  =====

local + sold <= size * yield: the rest is curtailed.
"""

from __future__ import annotations

import pyomo.environ as pyo

from zeneville.model.ports import Ports
from zeneville.model.problem import Problem


def add_pv_fields(model: pyo.ConcreteModel, problem: Problem, ports: Ports) -> None:
    """Put the fields on the community, export, balance, investment and cost rows."""
    block = model.pv_field = pyo.Block()
    fields, hours = range(len(problem.asset)), range(len(problem.weight))
    block.size = pyo.Var(fields, bounds=lambda _, a: (0.0, float(problem.asset_max[a])))
    block.local = pyo.Var(fields, hours, domain=pyo.NonNegativeReals)
    block.sold = pyo.Var(fields, hours, domain=pyo.NonNegativeReals)
    block.production = pyo.Constraint(
        fields,
        hours,
        rule=lambda b, a, t: (
            float(problem.asset_kwh[a, t]) * b.size[a] - b.local[a, t] - b.sold[a, t] >= 0.0
        ),
    )
    for a in fields:
        ports.add("cost", 0, problem.asset_cost[a], block.size[a])
        ports.add("invest", 0, -problem.asset_investment[a], block.size[a])
        for t in hours:
            weight = problem.weight[t]
            ports.add("community", t, 1.0, block.local[a, t])
            ports.add("export", t, -1.0, block.sold[a, t])
            ports.add("balance", 0, problem.balance_factor * weight, block.sold[a, t])
            ports.add("cost", 0, -weight * problem.asset_feed_in[a, t], block.sold[a, t])
