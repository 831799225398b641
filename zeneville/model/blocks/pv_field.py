"""Photovoltaic fields of the district: canopies over car parks, brownfields.

============  ==============================================  =====
symbol        meaning                                         unit
============  ==============================================  =====
size[a]       peak power of field a                           kWp
local[i, t]   production used in the community, tariff i      kWh
sold[i, t]    production sold at the price of tariff i        kWh
============  ==============================================  =====

Fields that sell at the same price in every hour stand under one tariff: which of them a kWh came
from changes nothing. local + sold <= sum of size * yield: the rest is curtailed.
"""

from __future__ import annotations

import numpy as np
import pyomo.environ as pyo
from pyomo.core.expr.numeric_expr import LinearExpression

from zeneville.model.ports import Ports
from zeneville.model.problem import Array, Problem


def field_tariffs(problem: Problem) -> tuple[Array, Array]:
    """Prices (I, T) of the tariffs, and the tariff (A,) of each field."""
    each = problem.asset_feed_in
    if len(each) and (each == each[0]).all():
        return each[:1], np.zeros(len(each), dtype=np.int64)
    prices, tariff = np.unique(problem.asset_feed_in, axis=0, return_inverse=True)
    return prices, tariff.reshape(-1)


def add_pv_fields(model: pyo.ConcreteModel, problem: Problem, ports: Ports) -> None:
    """Put the fields on the community, export, balance, investment and cost rows."""
    block = model.pv_field = pyo.Block()
    fields, hours = range(len(problem.asset)), range(len(problem.weight))
    prices, tariff = field_tariffs(problem)
    tariffs = range(len(prices)) if len(problem.asset) else range(0)
    block.size = pyo.Var(fields, bounds=lambda _, a: (0.0, float(problem.asset_max[a])))
    block.local = pyo.Var(tariffs, hours, domain=pyo.NonNegativeReals)
    block.sold = pyo.Var(tariffs, hours, domain=pyo.NonNegativeReals)
    members = [np.flatnonzero(tariff == i) for i in tariffs]
    block.production = pyo.Constraint(
        tariffs,
        hours,
        rule=lambda b, i, t: (
            LinearExpression(
                constant=0.0,
                linear_coefs=[*(float(problem.asset_kwh[a, t]) for a in members[i]), -1.0, -1.0],
                linear_vars=[*(b.size[a] for a in members[i]), b.local[i, t], b.sold[i, t]],
            )
            >= 0.0
        ),
    )
    for a in fields:
        ports.add("cost", 0, problem.asset_cost[a], block.size[a])
        ports.add("invest", 0, -problem.asset_investment[a], block.size[a])
    for i in tariffs:
        for t in hours:
            weight = problem.weight[t]
            ports.add("community", t, 1.0, block.local[i, t])
            ports.add("export", t, -1.0, block.sold[i, t])
            ports.add("balance", 0, problem.balance_factor * weight, block.sold[i, t])
            ports.add("cost", 0, -weight * prices[i, t], block.sold[i, t])
