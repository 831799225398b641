"""Grid: electricity bought at retail by buildings in need and by the community's assets.

=============  ======================================  =====
symbol         meaning                                 unit
=============  ======================================  =====
bought[t]      bought by buildings                     kWh
charged[t]     bought by the community                 kWh
=============  ======================================  =====
"""

from __future__ import annotations

import pyomo.environ as pyo

from zeneville.model.ports import Ports
from zeneville.model.problem import Problem


def add_grid(model: pyo.ConcreteModel, problem: Problem, ports: Ports) -> None:
    """Put purchases on the meter, community, import, balance, CO2 and cost rows."""
    block = model.grid = pyo.Block()
    hours = range(len(problem.weight))
    block.bought = pyo.Var(hours, domain=pyo.NonNegativeReals)
    block.charged = pyo.Var(hours, domain=pyo.NonNegativeReals)
    for t in hours:
        weight = problem.weight[t]
        ports.add("meter", t, 1.0, block.bought[t])
        ports.add("community", t, 1.0, block.charged[t])
        for variable in (block.bought[t], block.charged[t]):
            ports.add("import", t, -1.0, variable)
            ports.add("balance", 0, -problem.balance_factor * weight, variable)
            ports.add("co2", 0, -problem.co2_import * weight, variable)
            ports.add("autonomy", 0, -weight, variable)
            ports.add("cost", 0, weight * problem.retail[t], variable)
