"""Exchange: surplus of buildings goes to neighbours against a network fee, or is sold.

=================  =========================================  =====
symbol             meaning                                    unit
=================  =========================================  =====
from_community[t]  bought from neighbours and local assets    kWh
shared[c, t]       surplus of class c given to neighbours     kWh
sold[c, t]         surplus of class c sold at feed-in         kWh
=================  =========================================  =====

Surplus that is neither shared nor sold is curtailed: the row is an inequality.
"""

from __future__ import annotations

import pyomo.environ as pyo

from zeneville.model.ports import Ports
from zeneville.model.problem import Problem


def add_exchange(model: pyo.ConcreteModel, problem: Problem, ports: Ports) -> None:
    """Put exchange on the meter, surplus, community, export, balance and cost rows."""
    block = model.exchange = pyo.Block()
    hours, classes = range(len(problem.weight)), range(len(problem.feed_in_class))
    block.from_community = pyo.Var(hours, domain=pyo.NonNegativeReals)
    block.shared = pyo.Var(classes, hours, domain=pyo.NonNegativeReals)
    block.sold = pyo.Var(classes, hours, domain=pyo.NonNegativeReals)
    for t in hours:
        weight = problem.weight[t]
        ports.add("meter", t, 1.0, block.from_community[t])
        ports.add("community", t, -1.0, block.from_community[t])
        ports.add("cost", 0, weight * problem.fee[t], block.from_community[t])
        for c in classes:
            ports.add("surplus", (c, t), -1.0, block.shared[c, t])
            ports.add("community", t, 1.0, block.shared[c, t])
            ports.add("surplus", (c, t), -1.0, block.sold[c, t])
            ports.add("export", t, -1.0, block.sold[c, t])
            ports.add("balance", 0, problem.balance_factor * weight, block.sold[c, t])
            ports.add("cost", 0, -weight * problem.feed_in[c, t], block.sold[c, t])
