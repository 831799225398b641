"""What a year of given flows, sizes and designs costs and leaves, counted from the flows."""

from __future__ import annotations

from dataclasses import dataclass, replace

from zeneville.model import Columns, Problem
from zeneville.model.problem import Array


@dataclass(frozen=True)
class Totals:
    """``cost`` EUR a year, ``balance`` kWh a year, ``co2`` kg a year, ``invest`` EUR."""

    cost: float
    balance: float
    co2: float
    invest: float


def totals(
    problem: Problem, district: Columns, flows: dict[str, Array], sizes: dict[str, Array]
) -> Totals:
    """Totals of one plan; ``district`` is all its designs as one column."""
    weight = problem.weight
    imported = flows["bought_kwh"] + flows["charged_kwh"]
    exported = flows["sold_kwh"].sum(axis=0) + flows["field_sold_kwh"].sum(axis=0)
    kwp, kwh, kw = sizes["field_kwp"], float(sizes["battery_kwh"]), float(sizes["battery_kw"])
    cost = (
        problem.fixed_cost
        + float(district.cost.sum())
        + float(weight @ (problem.retail * imported + problem.fee * flows["exchanged_kwh"]))
        - float(((problem.feed_in * flows["sold_kwh"]) @ weight).sum())
        - float(((problem.asset_feed_in * flows["field_sold_kwh"]) @ weight).sum())
        + float(kwp @ problem.asset_cost)
        + kwh * problem.battery_energy_cost
        + kw * problem.battery_power_cost
    )
    counted = Totals(
        cost=cost,
        balance=problem.balance_factor * float(weight @ (exported - imported))
        - float(district.fuel_balance.sum()),
        co2=float(district.co2.sum()) + problem.co2_import * float(weight @ imported),
        invest=float(district.investment.sum())
        + float(kwp @ problem.asset_investment)
        + kwh * problem.battery_energy_investment
        + kw * problem.battery_power_investment,
    )
    if problem.eased is not None:
        paid = problem.eased.price * eased(problem, counted, flows)
        counted = replace(counted, cost=cost + paid)
    return counted


def eased(problem: Problem, counted: Totals, flows: dict[str, Array]) -> float:
    """By how much the eased requirement is missed, in its unit."""
    easing = problem.eased
    if easing is None:
        return 0.0
    if easing.yearly:
        return _short(problem, counted)[easing.yearly]
    imported = flows["bought_kwh"] + flows["charged_kwh"]
    exported = flows["sold_kwh"].sum(axis=0) + flows["field_sold_kwh"].sum(axis=0)
    return easing.excess(imported - problem.largest_import(), exported - problem.largest_export())


def _short(problem: Problem, counted: Totals) -> dict[str, float]:
    short = {
        "balance": (problem.limit("balance_min"), counted.balance, 1.0),
        "co2": (problem.limit("co2_max"), counted.co2, -1.0),
        "invest": (problem.limit("investment_max"), counted.invest, -1.0),
    }
    return {
        row: 0.0 if level is None else max(0.0, sign * (level - value))
        for row, (level, value, sign) in short.items()
    }


def missed(problem: Problem, counted: Totals, flows: dict[str, Array]) -> dict[str, float]:
    """How far each requirement is missed: kWh, kg, EUR a year, and kWh in the worst hour.

    One that is eased counts as missed beyond the most that it may be.
    """
    found = _short(problem, counted)
    imported = flows["bought_kwh"] + flows["charged_kwh"]
    exported = flows["sold_kwh"].sum(axis=0) + flows["field_sold_kwh"].sum(axis=0)
    over = [imported - problem.largest_import(), exported - problem.largest_export()]
    easing = problem.eased
    if easing is not None:
        over = [over[0] - easing.most * easing.imports, over[1] - easing.most * easing.exports]
        if easing.yearly:
            found[easing.yearly] = max(0.0, found[easing.yearly] - easing.most)
    found["meter"] = max(0.0, *(float(excess.max()) for excess in over))
    return found
