"""A plan as it was built, run under other figures: what it costs, gives, and still meets.

Designs and sizes of the district's assets stay. What the sizes cost a year is a fixed cost then,
and the largest sizes are those built, so that the dispatch alone is left to choose.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from zeneville.model import Designs, Problem
from zeneville.model.problem import Array
from zeneville.solve.dispatch import TOLERANCE, Dispatch, dispatch, stricter
from zeneville.solve.front import loosened
from zeneville.solve.linear import Linear
from zeneville.solve.master import Master
from zeneville.solve.totals import Totals

#: requirements over the year: their level, the total that it limits, and on which side
LEVELS = {
    "balance": ("balance_min", "balance", 1.0),
    "co2": ("co2_max", "co2", -1.0),
    "invest": ("investment_max", "invest", -1.0),
}


@dataclass(frozen=True)
class Built:
    """``missed`` by row: kWh, kg, EUR a year, and kWh in the worst hour (``meter``)."""

    cost: float
    balance: float
    co2: float
    invest: float
    missed: dict[str, float]

    @property
    def meets(self) -> bool:
        """True when every requirement is met."""
        return all(self.missed[row] <= TOLERANCE[row] for row in TOLERANCE)


def run(problem: Problem, designs: Designs, plan: Dispatch, linear: Linear) -> Built:
    """``plan`` under the figures of ``problem``, a plan of the same district.

    It is run so that it meets the requirements, where it can; else at the least cost.
    """
    held, invest = as_built(problem, plan.sizes)
    master = Master(held)
    found = dispatch(master, designs, plan.chosen, linear)
    if not found.feasible:
        free = loosened(held, designs)
        levels = {
            level: free.scalars[level] if row != "invest" else 10.0 * (1.0 + found.totals.invest)
            for row, (level, _, _) in LEVELS.items()
            if held.limit(level) is not None
        }
        found = dispatch(master.asking(held.with_scalars(**levels)), designs, plan.chosen, linear)
    totals = found.totals
    missed = {**found.missed, **_missed(held, totals)}
    return Built(totals.cost, totals.balance, totals.co2, totals.invest + invest, missed)


def _missed(problem: Problem, totals: Totals) -> dict[str, float]:
    out = {}
    for row, (level, name, sign) in LEVELS.items():
        asked = problem.limit(level)
        out[row] = 0.0 if asked is None else max(0.0, sign * (asked - getattr(totals, name)))
    return out


def as_built(problem: Problem, sizes: dict[str, Array]) -> tuple[Problem, float]:
    """The district with these sizes already paid for, and their investment, EUR."""
    kwp, kwh, kw = sizes["field_kwp"], float(sizes["battery_kwh"]), float(sizes["battery_kw"])
    yearly = (
        float(kwp @ problem.asset_cost)
        + kwh * problem.battery_energy_cost
        + kw * problem.battery_power_cost
    )
    invest = (
        float(kwp @ problem.asset_investment)
        + kwh * problem.battery_energy_investment
        + kw * problem.battery_power_investment
    )
    nothing = np.zeros_like(problem.asset_cost)
    held = problem.with_arrays(
        asset_max=np.minimum(kwp, problem.asset_max),
        asset_cost=nothing,
        asset_investment=nothing,
    )
    return (
        held.with_scalars(
            fixed_cost=problem.fixed_cost + yearly,
            battery_max_kwh=kwh,
            battery_max_kw=kw,
            battery_energy_cost=0.0,
            battery_power_cost=0.0,
            battery_energy_investment=0.0,
            battery_power_investment=0.0,
            investment_max=problem.investment_max - invest,
        ),
        invest,
    )


def eased(problem: Problem, built: Built) -> Problem | None:
    """The district asked for no more than the plan as built gives, where it misses a requirement.

    ``None`` where it misses the wires of some hour, which no yearly level eases.
    """
    if built.missed["meter"] > TOLERANCE["meter"]:
        return None
    strict = stricter(problem)
    levels = {}
    for row, (level, name, sign) in LEVELS.items():
        if built.missed[row] > TOLERANCE[row]:
            slip = abs(strict.scalars[level] - problem.scalars[level])
            levels[level] = getattr(built, name) - 2.0 * sign * slip
    return problem.with_scalars(**levels)
