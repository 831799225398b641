"""Stores: a district battery, tanks and pits of heat, hydrogen; nothing of them feeds the grid.

===============  ==================================================  =====
symbol           meaning                                             unit
===============  ==================================================  =====
energy[s]        capacity of store s                                 kWh
power[s]         charge and discharge                                kW
built[s]         1 when the store is built (those of fixed cost)     1
charge[s, t]     taken from the store's node                         kWh
discharge[s, t]  given to the store's node                           kWh
level[s, t]      stored at the start of the hour                     kWh
===============  ==================================================  =====

level[next t] = (1 - loss) level[t] + efficiency charge[t] - discharge[t] / efficiency;
charge + discharge <= power; level <= depth energy; cyclic inside the storage cycle;
least built <= energy <= most built, power <= most built.
"""

from __future__ import annotations

import pyomo.environ as pyo

from zeneville.model.ports import Ports
from zeneville.model.problem import NODES, Problem


def add_stores(model: pyo.ConcreteModel, problem: Problem, ports: Ports) -> None:
    """Put the stores on their nodes, the investment and the cost row."""
    block = model.store = pyo.Block()
    stores, hours = range(len(problem.store)), range(len(problem.weight))
    block.energy = pyo.Var(stores, bounds=lambda _, s: (0.0, float(problem.store_max_kwh[s])))
    block.power = pyo.Var(stores, bounds=lambda _, s: (0.0, float(problem.store_max_kw[s])))
    block.charge = pyo.Var(stores, hours, domain=pyo.NonNegativeReals)
    block.discharge = pyo.Var(stores, hours, domain=pyo.NonNegativeReals)
    block.level = pyo.Var(stores, hours, domain=pyo.NonNegativeReals)
    _run(block, problem)
    _build(block, problem, ports)
    for s in stores:
        node = NODES[problem.store_node[s]]
        for t in hours:
            ports.add(node, t, -1.0, block.charge[s, t])
            ports.add(node, t, 1.0, block.discharge[s, t])
        for size, name in ((block.energy[s], "energy"), (block.power[s], "power")):
            ports.add("cost", 0, problem.arrays[f"store_{name}_cost"][s], size)
            ports.add("invest", 0, -problem.arrays[f"store_{name}_investment"][s], size)


def _run(block: pyo.Block, problem: Problem) -> None:
    """How the level follows the flows, and what they may be."""
    stores, hours = range(len(problem.store)), range(len(problem.weight))
    efficiency, keep = problem.store_efficiency, 1.0 - problem.store_loss
    block.storage = pyo.Constraint(
        stores,
        hours,
        rule=lambda b, s, t: (
            b.level[s, int(problem.successor[t])]
            - float(keep[s]) * b.level[s, t]
            - float(efficiency[s]) * b.charge[s, t]
            + b.discharge[s, t] / float(efficiency[s])
            == 0.0
        ),
    )
    block.within_power = pyo.Constraint(
        stores,
        hours,
        rule=lambda b, s, t: b.power[s] - b.charge[s, t] - b.discharge[s, t] >= 0.0,
    )
    block.within_energy = pyo.Constraint(
        stores,
        hours,
        rule=lambda b, s, t: float(problem.store_depth[s]) * b.energy[s] - b.level[s, t] >= 0.0,
    )


def _build(block: pyo.Block, problem: Problem, ports: Ports) -> None:
    """What comes with building a store at all, for those that are built as a whole."""
    whole = problem.whole("store")
    block.built = pyo.Var(
        whole, domain=pyo.Binary, bounds=lambda _, s: problem.built_bounds("store", s)
    )
    block.within_most = pyo.Constraint(
        whole,
        rule=lambda b, s: float(problem.store_max_kwh[s]) * b.built[s] - b.energy[s] >= 0.0,
    )
    block.with_power = pyo.Constraint(
        whole,
        rule=lambda b, s: float(problem.store_max_kw[s]) * b.built[s] - b.power[s] >= 0.0,
    )
    block.above_least = pyo.Constraint(
        whole,
        rule=lambda b, s: b.energy[s] - float(problem.store_least_kwh[s]) * b.built[s] >= 0.0,
    )
    for s in whole:
        ports.add("cost", 0, problem.store_fixed_cost[s], block.built[s])
        ports.add("invest", 0, -problem.store_fixed_investment[s], block.built[s])
