"""The same district asked how near one requirement can be met while all others are kept.

The requirement is put out of reach and its row may be missed at a price; every other cost is made
so small that it only decides between plans that are as near. The same search then gives a plan
and a bound, now of the requirement.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from zeneville.model import Designs, Eased, Problem
from zeneville.model.blocks.slack import PENALTY
from zeneville.model.problem import ARRAYS, SCALARS, Array
from zeneville.solve.gains import gains

#: limit of a problem -> its row over the year; limits on wires have rows in their hours
YEARLY_ROW = {"balance_min": "balance", "co2_max": "co2", "investment_max": "invest"}
#: yearly costs weigh so much beside the requirement, each over its own size in the district
NUDGE = 1e-4
#: missing another requirement is dearer than this one by so many times the sizes' ratio
DEAR = 100.0
#: a requirement may be missed by so many times what a mean plan has of it
MOST = 20.0


@dataclass(frozen=True)
class Aim:
    """``problem`` minimises how far ``limit`` is missed from ``target``, costs as a nudge.

    A unit missed is paid for so that the requirement is of the size of a district's yearly cost.
    ``exact`` is the same without any cost: its bound over the price is one of the requirement.
    ``prices`` are those of missing the other requirements.
    """

    limit: str
    target: float
    problem: Problem
    exact: Problem
    prices: dict[str, float]

    @property
    def easing(self) -> Eased:
        """The row that may be missed."""
        assert self.problem.eased is not None
        return self.problem.eased


def sizes(problem: Problem, designs: Designs) -> dict[str, float]:
    """What a mean plan has of cost, balance, CO2, investment and import, to compare them."""
    weight, allowed = problem.weight, designs.allowed
    share = allowed / allowed.sum(axis=1, keepdims=True)

    def mean(values: Array) -> float:
        return float((share * np.where(allowed, values, 0.0)).sum())

    electricity = problem.electricity_kwh.sum(axis=0, dtype=float)
    heat = problem.need_kwh[:, 0].sum(axis=0, dtype=float)
    return {
        "cost": 1.0 + mean(designs.cost) + float(electricity @ (weight * problem.retail)),
        "balance": 1.0 + problem.balance_factor * float((electricity + heat) @ weight),
        "co2": 1.0 + mean(np.abs(gains(designs, "co2"))),
        "invest": 1.0 + mean(designs.investment),
        "renewable": 1.0 + float(heat @ weight),
        "autonomy": 1.0 + float((electricity + heat) @ weight),
        "meter": 1.0 + float((electricity + heat).max()),
        "heat": 1.0 + float(heat.max()),
    }


def aim(problem: Problem, designs: Designs, limit: str) -> Aim:
    """The problem that makes a requirement's level as good as it can be; it depends on no level
    that was asked for it, so that two districts which differ in it alone get the same plan."""
    size = sizes(problem, designs)
    row = YEARLY_ROW.get(limit, "meter")
    target, easing = _target(problem, size, limit)
    easing = replace(easing, price=size["cost"] / size[row])
    asked = replace(problem.with_scalars(**{limit: target}), eased=easing)
    return Aim(
        limit=limit,
        target=target,
        problem=_costing(asked, NUDGE, size["cost"]),
        exact=_costing(asked, 0.0, 0.0),
        prices={name: DEAR * size["cost"] / size[name] for name in PENALTY},
    )


def _costing(problem: Problem, share: float, fixed: float) -> Problem:
    """Every yearly cost times ``share``; investments stay, they have a row of their own."""
    arrays = {
        name: values * share if _is_cost(name, ARRAYS[name][1]) else values
        for name, values in problem.arrays.items()
    }
    scalars = {name: problem.scalars[name] * share for name in SCALARS if _is_cost_scalar(name)}
    return replace(problem, arrays=arrays).with_scalars(**{**scalars, "fixed_cost": fixed})


def _is_cost(name: str, unit: str) -> bool:
    return unit.startswith("EUR") and not name.endswith("_investment")


def _is_cost_scalar(name: str) -> bool:
    return _is_cost(name, SCALARS[name][0]) and name not in YEARLY_ROW


def _target(problem: Problem, size: dict[str, float], limit: str) -> tuple[float, Eased]:
    """A level out of reach, and the row that may be missed, at a price of one."""
    never = np.zeros(len(problem.weight), dtype=bool)
    produced = problem.asset_max @ problem.asset_kwh
    produced = produced + problem.pv_kwh.max(axis=1).sum(axis=0, dtype=float)
    if limit in YEARLY_ROW:
        row = YEARLY_ROW[limit]
        target = 0.0
        if limit == "balance_min":
            target = problem.balance_factor * float(produced @ problem.weight)
        return target, Eased(1.0, MOST * (size[row] + target), row, never, never)
    most = MOST * max(size["meter"], float(produced.max()))
    transformer = problem.limit("transformer_kw")
    peak, export = problem.limit("winter_peak_kw"), problem.limit("export_kw")
    if limit == "transformer_kw":
        # limits that stand beside it are kept where it is above them
        base = max(peak or 0.0, export or 0.0)
        imports = ~never if peak is None else ~problem.winter.astype(bool)
        return base, Eased(1.0, most, "", imports, ~never if export is None else never)
    most = most if transformer is None else transformer
    if limit == "winter_peak_kw":
        return 0.0, Eased(1.0, most, "", problem.winter.astype(bool), never)
    return 0.0, Eased(1.0, most, "", never, ~never)
