"""Converters: central heat pumps and boilers, waste heat, electrolysers, fuel cells.

=================  ==================================================  =====
symbol             meaning                                             unit
=================  ==================================================  =====
size[n]            capacity of converter n                             kW
built[n]           1 when it is built (those of fixed cost)            1
activity[n, t]     what it does, in kWh of its capacity                kWh
=================  ==================================================  =====

activity[n, t] <= available[n, t] size[n]; it gives gives[n, m, t] activity[n, t] to node m (takes
where negative); least built <= size <= most built.
"""

from __future__ import annotations

import pyomo.environ as pyo

from zeneville.model.ports import Ports
from zeneville.model.problem import METER, NODES, Problem


def add_converters(model: pyo.ConcreteModel, problem: Problem, ports: Ports) -> None:
    """Put the converters on nodes, yearly rows, investment and cost."""
    block = model.converter = pyo.Block()
    converters, hours = range(len(problem.converter)), range(len(problem.weight))
    block.size = pyo.Var(converters, bounds=lambda _, n: (0.0, float(problem.converter_max_kw[n])))
    block.activity = pyo.Var(converters, hours, domain=pyo.NonNegativeReals)
    block.within = pyo.Constraint(
        converters,
        hours,
        rule=lambda b, n, t: (
            float(problem.converter_available[n, t]) * b.size[n] - b.activity[n, t] >= 0.0
        ),
    )
    _build(block, problem, ports)
    for n in converters:
        ports.add("cost", 0, problem.converter_cost[n], block.size[n])
        ports.add("invest", 0, -problem.converter_investment[n], block.size[n])
        for t in hours:
            _run(problem, ports, n, t, block.activity[n, t])


def _run(problem: Problem, ports: Ports, n: int, t: int, activity: pyo.Var) -> None:
    """What an hour's activity puts on the rows."""
    weight, gives = problem.weight[t], problem.converter_gives[n, :, t]
    for m, node in enumerate(NODES):
        ports.add(node, t, gives[m], activity)
    ports.add("balance", 0, weight * problem.converter_balance[n], activity)
    ports.add("co2", 0, -weight * problem.converter_co2[n], activity)
    ports.add("renewable", 0, weight * problem.converter_renewable[n, t], activity)
    ports.add("cost", 0, weight * problem.converter_running_cost[n, t], activity)
    share = problem.limit("autonomy_min")
    if share is not None:
        ports.add("autonomy", 0, weight * (1.0 - share) * max(0.0, -gives[METER]), activity)


def _build(block: pyo.Block, problem: Problem, ports: Ports) -> None:
    """What comes with building a converter at all, for those that are built as a whole."""
    whole = problem.whole("converter")
    block.built = pyo.Var(
        whole, domain=pyo.Binary, bounds=lambda _, n: problem.built_bounds("converter", n)
    )
    block.within_most = pyo.Constraint(
        whole,
        rule=lambda b, n: float(problem.converter_max_kw[n]) * b.built[n] - b.size[n] >= 0.0,
    )
    block.above_least = pyo.Constraint(
        whole,
        rule=lambda b, n: b.size[n] - float(problem.converter_least_kw[n]) * b.built[n] >= 0.0,
    )
    for n in whole:
        ports.add("cost", 0, problem.converter_fixed_cost[n], block.built[n])
        ports.add("invest", 0, -problem.converter_fixed_investment[n], block.built[n])
