"""District battery: serves the community, never feeds the grid (it has no feed-in contract).

=============  ==================================  =====
symbol         meaning                             unit
=============  ==================================  =====
energy         capacity                            kWh
power          inverter                            kW
charge[t]      taken from the community            kWh
discharge[t]   given to the community              kWh
level[t]       stored at the start of the hour     kWh
=============  ==================================  =====

level[next t] = (1 - loss) level[t] + efficiency charge[t] - discharge[t] / efficiency;
charge + discharge <= power; level <= depth energy; cyclic inside the storage cycle.
"""

from __future__ import annotations

import pyomo.environ as pyo

from zeneville.model.ports import Ports
from zeneville.model.problem import Problem


def add_battery(model: pyo.ConcreteModel, problem: Problem, ports: Ports) -> None:
    """Put the battery on the community, investment and cost rows; nothing when it is not asked."""
    if problem.battery_max_kwh <= 0.0:
        return
    block = model.battery = pyo.Block()
    hours = range(len(problem.weight))
    efficiency, keep = problem.battery_efficiency, 1.0 - problem.battery_loss
    block.energy = pyo.Var(bounds=(0.0, problem.battery_max_kwh))
    block.power = pyo.Var(bounds=(0.0, problem.battery_max_kw))
    block.charge = pyo.Var(hours, domain=pyo.NonNegativeReals)
    block.discharge = pyo.Var(hours, domain=pyo.NonNegativeReals)
    block.level = pyo.Var(hours, domain=pyo.NonNegativeReals)
    block.storage = pyo.Constraint(
        hours,
        rule=lambda b, t: (
            b.level[int(problem.successor[t])]
            - keep * b.level[t]
            - efficiency * b.charge[t]
            + b.discharge[t] / efficiency
            == 0.0
        ),
    )
    block.within_power = pyo.Constraint(
        hours, rule=lambda b, t: b.power - b.charge[t] - b.discharge[t] >= 0.0
    )
    block.within_energy = pyo.Constraint(
        hours, rule=lambda b, t: problem.battery_depth * b.energy - b.level[t] >= 0.0
    )
    for t in hours:
        ports.add("community", t, -1.0, block.charge[t])
        ports.add("community", t, 1.0, block.discharge[t])
    for variable, cost, investment in (
        (block.energy, problem.battery_energy_cost, problem.battery_energy_investment),
        (block.power, problem.battery_power_cost, problem.battery_power_investment),
    ):
        ports.add("cost", 0, cost, variable)
        ports.add("invest", 0, -investment, variable)
