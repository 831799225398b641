"""What central machines of the heat network buy, and what a kWh of its heat stands for."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from zeneville.model import Problem
from zeneville.model.problem import HEAT, METER
from zeneville.solve import Answer


@dataclass(frozen=True)
class CentralEnergy:
    """``fuel`` and ``cars`` kWh bought a year; electricity and fuel per kWh of heat made."""

    fuel: float
    electricity_per_heat: float
    fuel_per_heat: float
    cars: float


def central_energy(problem: Problem, answer: Answer) -> CentralEnergy:
    """Sums over the machines that give heat, hour by hour as they ran.

    Fuel is what takes from the energy balance one for one; electrolysers make hydrogen first and
    count for none of the heat.
    """
    ran = answer.dispatch.flows["converter_kwh"] * problem.weight
    fuel = np.maximum(-problem.converter_balance, 0.0) * ran.sum(axis=1)
    gives = problem.converter_gives
    heaters = (gives[:, HEAT] > 0.0).any(axis=1) & (gives[:, HEAT + 1] == 0.0).all(axis=1)
    heat = float((gives[heaters, HEAT] * ran[heaters]).sum())
    drawn = float((np.maximum(-gives[heaters, METER], 0.0) * ran[heaters]).sum())
    return CentralEnergy(
        fuel=float(fuel.sum()),
        electricity_per_heat=drawn / heat if heat > 0.0 else 0.0,
        fuel_per_heat=float(fuel[heaters].sum()) / heat if heat > 0.0 else 0.0,
        cars=problem.flexible_use,
    )
