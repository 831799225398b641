"""Flexible loads: electric cars that charge while they are plugged in.

==============  ==============================================  =====
symbol          meaning                                         unit
==============  ==============================================  =====
drawn[l, t]     electricity of load l                           kWh
==============  ==============================================  =====

drawn[l, t] <= most_kw[l, t]; the hours of a window add up to its energy. The load has a meter: it
pays retail or, for what neighbours give, the network fee.
"""

from __future__ import annotations

import numpy as np
import pyomo.environ as pyo

from zeneville.model.ports import Ports
from zeneville.model.problem import Problem


def add_flexible(model: pyo.ConcreteModel, problem: Problem, ports: Ports) -> None:
    """Put the loads on the meter row."""
    block = model.flexible = pyo.Block()
    loads, hours = range(len(problem.flexible)), range(len(problem.weight))
    block.drawn = pyo.Var(
        loads, hours, bounds=lambda _, f, t: (0.0, float(problem.flexible_max_kw[f, t]))
    )
    windows = [
        (f, w)
        for f in loads
        for w in range(problem.flexible_kwh.shape[1])
        if problem.flexible_kwh[f, w] > 0.0
    ]
    block.enough = pyo.Constraint(
        windows,
        rule=lambda b, f, w: (
            pyo.quicksum(
                b.drawn[f, int(t)] for t in np.flatnonzero(problem.flexible_window[f] == w)
            )
            == float(problem.flexible_kwh[f, w])
        ),
    )
    for f in loads:
        for t in hours:
            ports.add("meter", t, -1.0, block.drawn[f, t])
