"""A plan as it was built, run under other figures: what it costs, gives, and still meets.

Designs and sizes of the district's assets stay. What the sizes cost a year is a fixed cost then,
and the largest sizes are those built, so that the dispatch alone is left to choose.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from zeneville.model import Designs, Problem, with_package
from zeneville.model.problem import Array
from zeneville.solve.branching import KINDS, Built
from zeneville.solve.dispatch import TOLERANCE, Chosen, dispatch, stricter
from zeneville.solve.linear import Linear
from zeneville.solve.master import Master

#: requirements that the plan as built may miss: their level, the total it limits, and on which
#: side
LEVELS = {
    "balance": ("balance_min", "balance", 1.0),
    "co2": ("co2_max", "co2", -1.0),
    "invest": ("investment_max", "invest", -1.0),
}
#: limits that have no total of their own: left out where they are missed
SHARES = {"renewable": "renewable_heat_min", "autonomy": "autonomy_min"}
#: size by kind of part
SIZES = {"store": "store_kwh", "converter": "converter_kw", "zone": "zone_built"}


@dataclass(frozen=True)
class AsBuilt:
    """``missed`` by row: kWh, kg, EUR a year, and kWh in the worst hour (``meter``, ``heat``)."""

    cost: float
    balance: float
    co2: float
    invest: float
    missed: dict[str, float]

    @property
    def meets(self) -> bool:
        """True when every requirement is met."""
        return all(self.missed[row] <= TOLERANCE[row] for row in TOLERANCE)


def run(
    problem: Problem, plan: Chosen, linear: Linear, stated: Callable[[Problem], Master] = Master
) -> AsBuilt:
    """``plan`` under the figures of ``problem``, a plan of the same district.

    It is run so that it meets the requirements, where it can; else at the least cost. ``stated``
    gives the master of a district.
    """
    package, *others = Designs(problem).parts(plan.chosen)
    held, invest = as_built(with_package(problem, package), plan.sizes)
    designs = Designs(held)
    chosen = designs.number(0 * package, *others)
    found = dispatch(stated(held), designs, chosen, linear)
    if found.feasible:
        totals = found.totals
        return AsBuilt(
            totals.cost, totals.balance, totals.co2, totals.invest + invest, found.missed
        )
    totals = dispatch(stated(_free(held)), designs, chosen, linear).totals
    missed = dict(found.missed)
    for row, (level, name, sign) in LEVELS.items():
        asked = held.limit(level)
        short = 0.0 if asked is None else sign * (asked - getattr(totals, name))
        missed[row] = max(0.0, short)
    return AsBuilt(totals.cost, totals.balance, totals.co2, totals.invest + invest, missed)


def _free(problem: Problem) -> Problem:
    """Without any requirement over the year."""
    names = (*(level for level, _, _ in LEVELS.values()), *SHARES.values())
    return problem.with_scalars(**dict.fromkeys(names, float("nan")))


def decided(problem: Problem, sizes: dict[str, Array]) -> Built:
    """What is built of that which is built as a whole or not at all, by kind."""
    states = {}
    for kind in KINDS:
        state = problem.arrays[f"{kind}_built"].copy()
        whole = problem.whole(kind)
        state[whole] = (sizes[SIZES[kind]] > 0.0)[whole]
        states[kind] = state
    return states


def as_built(problem: Problem, sizes: dict[str, Array]) -> tuple[Problem, float]:
    """The district with these sizes already paid for, and their investment, EUR.

    Zones of the heat network stay where they are counted: they are built or not.
    """
    yearly, invest = _sum_of(problem, sizes, "cost"), _sum_of(problem, sizes, "investment")
    held: dict[str, Any] = {
        "asset_max": np.minimum(sizes["field_kwp"], problem.asset_max),
        "store_max_kwh": sizes["store_kwh"],
        "store_max_kw": sizes["store_kw"],
        "converter_max_kw": sizes["converter_kw"],
    }
    free = ("asset", "store_energy", "store_power", "store_fixed", "converter", "converter_fixed")
    for name in free:
        for of in ("cost", "investment"):
            held[f"{name}_{of}"] = np.zeros_like(problem.arrays[f"{name}_{of}"])
    for name in ("store_least_kwh", "converter_least_kw"):
        held[name] = np.zeros_like(problem.arrays[name])
    states = decided(problem, sizes)
    return (
        problem.with_built(**states)
        .with_arrays(**held)
        .with_scalars(
            fixed_cost=problem.fixed_cost + yearly,
            investment_max=problem.investment_max - invest,
        ),
        invest,
    )


def _sum_of(problem: Problem, sizes: dict[str, Array], of: str) -> float:
    """Cost a year or investment of fields, stores and converters at these sizes."""
    figure, kwh, kw = problem.arrays, sizes["store_kwh"], sizes["converter_kw"]
    return float(
        sizes["field_kwp"] @ figure[f"asset_{of}"]
        + kwh @ figure[f"store_energy_{of}"]
        + sizes["store_kw"] @ figure[f"store_power_{of}"]
        + (kwh > 0.0) @ figure[f"store_fixed_{of}"]
        + kw @ figure[f"converter_{of}"]
        + (kw > 0.0) @ figure[f"converter_fixed_{of}"]
    )


def eased(problem: Problem, built: AsBuilt) -> Problem | None:
    """The district asked for no more than the plan as built gives, where it misses a requirement.

    ``None`` where it misses something that no yearly level eases.
    """
    if any(built.missed[row] > TOLERANCE[row] for row in TOLERANCE if row not in LEVELS):
        return None
    strict = stricter(problem)
    levels = {}
    for row, (level, name, sign) in LEVELS.items():
        if built.missed[row] > TOLERANCE[row]:
            slip = abs(strict.scalars[level] - problem.scalars[level])
            levels[level] = getattr(built, name) - 2.0 * sign * slip
    return problem.with_scalars(**levels)
