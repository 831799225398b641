"""Run the district for one design per building: what is bought, exchanged, stored and sold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from zeneville.model import Designs, Problem, aggregate
from zeneville.model.problem import Array
from zeneville.solve import flows as of_flows
from zeneville.solve import highs
from zeneville.solve.duals import Duals, read_duals
from zeneville.solve.highs import Solution
from zeneville.solve.interior import WAY_OUT
from zeneville.solve.linear import Linear
from zeneville.solve.master import Master
from zeneville.solve.presolve import reduce
from zeneville.solve.program import Program
from zeneville.solve.totals import Totals, eased, missed, totals

#: how far a row may be missed: kWh, kg, EUR a year, kWh an hour
TOLERANCE = {
    "balance": 0.01,
    "co2": 0.001,
    "invest": 0.01,
    "renewable": 0.01,
    "autonomy": 0.01,
    "meter": 1e-6,
    "heat": 1e-6,
}
#: how much stricter than asked rows are solved: of the district's yearly use and largest
#: production, of its CO2, investment and wires, and kW of wires. What a solver misses by its
#: tolerance, or what settling its flows takes, is then still met
STRICTER, STRICTER_KW = 1e-6, 2e-5
#: share of that where the simplex method solves
BY_SIMPLEX = 1e-3


class Chosen(Protocol):
    """What is decided: designs (B,), and sizes of the district's assets by name."""

    @property
    def chosen(self) -> Array:
        """Numbers of the designs."""
        ...

    @property
    def sizes(self) -> dict[str, Array]:
        """Sizes of the assets."""
        ...


@dataclass(frozen=True)
class Dispatch:
    """Hourly flows (T) in kWh and sizes for fixed designs; ``missed`` by row where not met.

    ``eased`` is by how much the requirement is missed that may be, in its unit; ``penalty`` what
    the program paid for all that is missed, EUR.
    """

    chosen: Array
    cost: float
    flows: dict[str, Array]
    sizes: dict[str, Array]
    missed: dict[str, float]
    duals: Duals
    totals: Totals
    eased: float = 0.0
    penalty: float = 0.0

    @property
    def feasible(self) -> bool:
        """True when every requirement is met."""
        return all(self.missed[row] <= TOLERANCE[row] for row in TOLERANCE)


def dispatch(master: Master, designs: Designs, chosen: Array, linear: Linear) -> Dispatch:
    """Cheapest operation and asset sizes with the designs fixed.

    The cost is counted from the settled flows, not taken from the solver.
    """
    problem = master.problem
    district = aggregate(designs, chosen, [np.arange(len(chosen))])
    part = BY_SIMPLEX if linear.by_simplex(master.assets.shape[0] + 1) else 1.0
    program = master.asking(stricter(problem, part)).over(district)
    solution = linear.exactly(program)
    raw, raw_sizes = of_flows.read(program, problem, solution)
    flows, sizes = of_flows.settle(problem, district, raw, raw_sizes)
    counted = totals(problem, district, flows, sizes)
    return Dispatch(
        chosen=chosen,
        cost=counted.cost,
        flows=flows,
        sizes=sizes,
        missed=missed(problem, district, counted, flows, sizes),
        duals=read_duals(program, problem, solution),
        totals=counted,
        eased=eased(problem, counted, flows),
        penalty=_penalty(program, solution),
    )


def _penalty(program: Program, solution: Solution) -> float:
    """EUR for what is missed, at the prices of the block of slack."""
    places = [at for name, at in program.columns.items() if name.startswith("shortfall.")]
    known = [at[at >= 0] for at in map(np.atleast_1d, places)]
    return float(sum(program.cost[at] @ solution.values[at] for at in known))


def beyond(problem: Problem, plan: Dispatch, row: str) -> float:
    """By how much a plan meets a yearly requirement; negative where it misses it."""
    tight = stricter(problem)
    if row == "balance":
        return plan.totals.balance - float(tight.balance_min)
    if row == "co2":
        return float(tight.co2_max) - plan.totals.co2
    if row == "invest":
        return float(tight.investment_max) - plan.totals.invest
    return float(getattr(plan.totals, row)) - float(tight.scalars[f"{row}_margin"])


def audit(master: Master, designs: Designs, chosen: Array) -> float:
    """Cost (EUR a year) of the same dispatch by HiGHS, for comparison with :func:`dispatch`."""
    district = aggregate(designs, chosen, [np.arange(len(chosen))])
    reduced = reduce(master.over(district))
    found = reduced.restore(highs.solve(reduced.program, WAY_OUT))
    return found.objective + float(master.problem.fixed_cost)


def stricter(problem: Problem, part: float = 1.0) -> Problem:
    """Requirements tightened by what rounding errors may take, or a part of it."""
    share, kw = part * STRICTER, part * STRICTER_KW
    produced = problem.asset_max @ problem.asset_kwh
    counted = problem.electricity_kwh.sum(axis=0, dtype=float) + produced
    used = problem.balance_factor * float(counted @ problem.weight)
    return problem.with_scalars(
        balance_min=problem.balance_min + TOLERANCE["balance"] + share * used,
        co2_max=problem.co2_max * (1.0 - share) - TOLERANCE["co2"],
        investment_max=problem.investment_max * (1.0 - share) - TOLERANCE["invest"],
        renewable_margin=problem.renewable_margin + TOLERANCE["renewable"] + share * used,
        autonomy_margin=problem.autonomy_margin + TOLERANCE["autonomy"] + share * used,
        transformer_kw=problem.transformer_kw * (1.0 - share) - kw,
        winter_peak_kw=problem.winter_peak_kw * (1.0 - share) - kw,
        export_kw=problem.export_kw * (1.0 - share) - kw,
    )
