"""Which requirements a district misses, how near each can be met, and what the last unit costs.

Each requirement is eased by itself while the others are kept. Where no single one is enough they
are eased in turn, the firmest first, each as little as those before it allow. Every level that is
told is one at which a plan stands.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from zeneville.errors import InfeasibleError, Shortfall
from zeneville.model import Designs, Problem
from zeneville.model.blocks.slack import PENALTY
from zeneville.model.problem import LIMITS
from zeneville.solve.bound import price
from zeneville.solve.branching import built_of
from zeneville.solve.dispatch import Dispatch, dispatch
from zeneville.solve.duals import Duals, read_duals
from zeneville.solve.easing import YEARLY_ROW, Aim, aim
from zeneville.solve.gains import gains
from zeneville.solve.linear import Linear
from zeneville.solve.master import Master
from zeneville.solve.search import Search

#: units of the requirements; the firmest first: wires and money are given, goals are chosen
UNITS = {
    "transformer_kw": "kW",
    "winter_peak_kw": "kW",
    "export_kw": "kW",
    "investment_max": "EUR",
    "co2_max": "kg/year",
    "balance_min": "kWh/year",
}
#: shares that are asked, for which no nearer level is looked for
SHARES = ("renewable_heat_min", "autonomy_min")
#: digits of a level that is told
DIGITS = 4
#: how many times dearer than in a search a requirement is missed when a level is tried
FIRM = 1000.0
#: share of a level, or of what was asked beyond it, that the last units are
LAST = 0.01
#: share of a level by which it is eased further before the next requirement is looked at: at the
#: very edge of one the others would cost whatever they can
ROOM = 0.02
#: times a level is eased by one more of its last digit before it counts as out of reach
STEPS = 8


class Solve(Protocol):
    """Search a problem, from a plan of it where there is one, with prices of what is missed."""

    def __call__(
        self,
        problem: Problem,
        first: Dispatch | None = None,
        prices: dict[str, float] | None = None,
    ) -> Search: ...


@dataclass(frozen=True)
class Near:
    """A level of a requirement at which ``plan`` stands, and the one that nothing can be beyond.

    ``rates`` are units of the requirement that one more unit of another limit would give.
    """

    limit: str
    level: float
    bound: float | None
    plan: Dispatch
    rates: dict[str, float]


def best_balance(problem: Problem, designs: Designs) -> float:
    """Largest energy balance over all designs and assets, limits on money and wires aside.

    With one factor for imports and exports the balance of a design does not depend on who
    uses its surplus, so the maximum is found building by building. Heat of the district's own
    network is left out where a building has another choice: what it takes is not the building's.
    """
    fields = problem.asset_max * (problem.asset_kwh @ problem.weight)
    each = gains(designs, "balance")
    alone = np.where(designs.connected, -np.inf, each).max(axis=1)
    most = np.where(np.isfinite(alone), alone, each.max(axis=1)).sum()
    return float(most + problem.balance_factor * fields.sum() + problem.balance_constant)


def hopeless(problem: Problem, designs: Designs) -> set[str]:
    """Requirements that no plan meets whatever the others are: easing another one is no use."""
    least = -float(gains(designs, "invest").max(axis=1).sum())
    out = {
        "balance_min": best_balance(problem, designs) < problem.scalars["balance_min"],
        "investment_max": least > problem.scalars["investment_max"],
    }
    return {limit for limit, missed in out.items() if missed}


def explained(problem: Problem, designs: Designs, solve: Solve, linear: Linear) -> Search:
    """A search with a plan where one of the eased problems has a plan that misses nothing.

    Raises
    ------
    InfeasibleError
        Else, with the levels that work.
    """
    asked = [name for name in UNITS if problem.limit(name) is not None]
    lost = hopeless(problem, designs)
    found: list[Near] = []
    for limit in asked:
        if lost - {limit}:
            continue
        near = nearest(problem, designs, limit, solve, linear)
        if near is None:
            continue
        if not _worse(limit, near.level, problem):
            return solve(problem, first=near.plan)
        found.append(near)
    if found:
        told = [_told(problem, near, solve) for near in found]
        out = [Shortfall(name, problem.scalars[name], None, UNITS[name]) for name in asked]
        helpless = [item for item in out if item.requirement not in {near.limit for near in found}]
        raise InfeasibleError([*told, *helpless])
    others = [
        Shortfall(name, problem.scalars[name], None, "1")
        for name in SHARES
        if problem.limit(name) is not None
    ]
    turned = _in_turn(problem, designs, asked, solve, linear)
    raise InfeasibleError([*turned, *others], together=True)


def _told(problem: Problem, near: Near, solve: Solve) -> Shortfall:
    """The shortfall with the cheapest plan at its level, and what the last unit costs there."""
    eased = problem.with_scalars(**{near.limit: near.level})
    search = solve(eased, first=near.plan)
    cost = near.plan.cost if search.best_plan is None else search.best_plan.cost
    return Shortfall(
        requirement=near.limit,
        asked=problem.scalars[near.limit],
        best=near.level,
        unit=UNITS[near.limit],
        bound=near.bound,
        cost=cost,
        price=_last_price(search, near, problem.scalars[near.limit]),
        rates=tuple((name, rate, UNITS[name]) for name, rate in near.rates.items()),
    )


def nearest(
    problem: Problem,
    designs: Designs,
    limit: str,
    solve: Solve,
    linear: Linear,
    known: Dispatch | None = None,
) -> Near | None:
    """The level nearest to any goal that keeps the other requirements; None where none does.

    ``known`` is a plan that keeps them.
    """
    if limit == "transformer_kw":
        alone = problem.with_scalars(winter_peak_kw=float("nan"), export_kw=float("nan"))
        beside = np.fmin(problem.winter_peak_kw, problem.export_kw)
        if not np.isnan(beside):
            near = nearest(alone, designs, limit, solve, linear)
            if near is not None and near.level <= beside:
                return near
    goal = aim(problem, designs, limit)
    first = None
    if known is not None:
        master = Master(goal.problem).missing_at(goal.prices)
        first = dispatch(master, Designs(goal.problem), known.chosen, linear)
    search = solve(goal.problem, first, goal.prices)
    plan = search.best_plan
    if plan is None:
        return None
    exact = price(goal.exact, Designs(goal.exact), search.best_duals)
    sign = -1.0 if limit == "balance_min" else 1.0
    proved: float | None = goal.target + sign * max(0.0, float(exact.bound)) / goal.easing.price
    if limit == "transformer_kw" and goal.target > 0.0:
        proved = None
    decided = problem.with_built(**built_of(search.problem))
    master, designs = _firm(Master(decided)), Designs(decided)
    for level in _levels(limit, _value(limit, plan, goal)):
        eased = decided.with_scalars(**{limit: level})
        real = dispatch(master.asking(eased), designs, plan.chosen, linear)
        if real.feasible:
            return Near(limit, level, proved, real, _rates(problem, search.best_duals, goal))
    return None


def _firm(master: Master) -> Master:
    """The same where missing a requirement is so dear that it is missed only where it must be."""
    return master.missing_at({row: FIRM * each for row, each in PENALTY.items()})


def _value(limit: str, plan: Dispatch, goal: Aim) -> float:
    """Level of the requirement that a plan of the eased problem reaches."""
    if limit in YEARLY_ROW:
        return float(getattr(plan.totals, YEARLY_ROW[limit]))
    return goal.target + plan.eased


def _levels(limit: str, value: float) -> Iterator[float]:
    """Levels with few digits on the safe side of a value, ever safer."""
    up = limit != "balance_min"
    digit = 10.0 ** (math.floor(math.log10(max(abs(value), 1.0))) - DIGITS + 1)
    digit = max(digit, 0.01)
    first = math.ceil(value / digit) if up else math.floor(value / digit)
    for step in range(STEPS):
        yield round((first + (step if up else -step)) * digit, 6)


def _worse(limit: str, level: float, problem: Problem) -> bool:
    asked = problem.scalars[limit]
    return level < asked if limit == "balance_min" else level > asked


def _last_price(search: Search, near: Near, asked: float) -> float | None:
    """EUR a year that a unit of a requirement costs, :data:`LAST` before the level.

    At the level itself the price has no bound: nothing at any price goes beyond it.
    """
    if search.columns is None:
        return None
    problem = search.problem
    step = LAST * max(abs(near.level), abs(asked - near.level))
    level = near.level + (-step if near.limit == "balance_min" else step)
    easier = problem.with_scalars(**{near.limit: level})
    program = _firm(search.master).asking(easier).over(search.columns)
    duals = read_duals(program, easier, search.linear.roughly(program))
    return duals.of_eased(aim(problem, search.designs, near.limit).easing)


def _rates(problem: Problem, duals: Duals, goal: Aim) -> dict[str, float]:
    """Units of a requirement that one more unit of each other limit over the year gives."""
    rates = {
        other: float(getattr(duals, row)) / goal.easing.price
        for other, row in YEARLY_ROW.items()
        if other != goal.limit and problem.limit(other) is not None
    }
    return {other: rate for other, rate in rates.items() if rate > 0.0}


def _in_turn(
    problem: Problem, designs: Designs, asked: list[str], solve: Solve, linear: Linear
) -> list[Shortfall]:
    """Levels that work together: each requirement as near as those before it allow."""
    kept = problem.with_scalars(**dict.fromkeys(LIMITS, float("nan")))
    found, known = [], None
    for limit in asked:
        kept = kept.with_scalars(**{limit: problem.scalars[limit]})
        near = nearest(kept, designs, limit, solve, linear, known)
        if near is None:
            kept = kept.with_scalars(**{limit: float("nan")})
            found.append(Shortfall(limit, problem.scalars[limit], None, UNITS[limit]))
            continue
        known = near.plan
        if _worse(limit, near.level, problem):
            away = ROOM * abs(near.level) * (-1.0 if limit == "balance_min" else 1.0)
            level = next(_levels(limit, near.level + away))
            kept = kept.with_scalars(**{limit: level})
            # what is eased before has a level of its own: only the first is proved for any plan
            bound = near.bound if not found else None
            found.append(Shortfall(limit, problem.scalars[limit], level, UNITS[limit], bound))
    return found
