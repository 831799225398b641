"""What a year of given flows, sizes and designs costs and leaves, counted from the flows."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from zeneville.model import Columns, Problem
from zeneville.model.problem import HEAT, METER, Array


@dataclass(frozen=True)
class Totals:
    """``cost`` EUR a year, ``balance`` kWh a year, ``co2`` kg a year, ``invest`` EUR.

    ``renewable`` and ``autonomy`` kWh a year beyond what is asked, nothing where nothing is.
    """

    cost: float
    balance: float
    co2: float
    invest: float
    renewable: float
    autonomy: float


def totals(
    problem: Problem, district: Columns, flows: dict[str, Array], sizes: dict[str, Array]
) -> Totals:
    """Totals of one plan; ``district`` is all its designs as one column."""
    weight = problem.weight
    imported = flows["bought_kwh"] + flows["charged_kwh"]
    exported = flows["sold_kwh"].sum(axis=0) + flows["field_sold_kwh"].sum(axis=0)
    kwp = sizes["field_kwp"]
    own = own_costs(problem, flows, sizes)
    cost = (
        problem.fixed_cost
        + float(district.cost.sum())
        + float(weight @ (problem.retail * imported + problem.fee * flows["exchanged_kwh"]))
        - float(((problem.feed_in * flows["sold_kwh"]) @ weight).sum())
        - float(((problem.asset_feed_in * flows["field_sold_kwh"]) @ weight).sum())
        + float(kwp @ problem.asset_cost)
        + sum(own.values())
    )
    ran = flows["converter_kwh"] @ weight
    autonomy, share = 0.0, problem.limit("autonomy_min")
    if share is not None:
        others = flows["flexible_kwh_drawn"].sum(axis=0) + taken_at_meters(problem, flows)
        used = float(district.used.sum()) + (1.0 - share) * float(weight @ others)
        autonomy = used - float(weight @ imported)
    counted = Totals(
        cost=cost,
        balance=problem.balance_factor * float(weight @ (exported - imported))
        - float(district.fuel_balance.sum())
        + float(problem.converter_balance @ ran)
        + problem.balance_constant,
        co2=float(district.co2.sum())
        + problem.co2_import * float(weight @ imported)
        + float(problem.converter_co2 @ ran),
        invest=float(district.investment.sum())
        + float(kwp @ problem.asset_investment)
        + _invested(problem, sizes),
        renewable=float(district.renewable.sum())
        + float((problem.converter_renewable * flows["converter_kwh"]).sum(axis=0) @ weight),
        autonomy=autonomy,
    )
    if problem.eased is not None:
        paid = problem.eased.price * eased(problem, counted, flows)
        counted = replace(counted, cost=cost + paid)
    return counted


def own_costs(
    problem: Problem, flows: dict[str, Array], sizes: dict[str, Array]
) -> dict[str, float]:
    """EUR a year of every store, converter and zone of the heat network, by name."""
    stores = (
        sizes["store_kwh"] * problem.store_energy_cost
        + sizes["store_kw"] * problem.store_power_cost
        + (sizes["store_kwh"] > 0.0) * problem.store_fixed_cost
    )
    running = (problem.converter_running_cost * flows["converter_kwh"]) @ problem.weight
    converters = (
        sizes["converter_kw"] * problem.converter_cost
        + (sizes["converter_kw"] > 0.0) * problem.converter_fixed_cost
        + running
    )
    zones = sizes["zone_built"] * problem.zone_cost
    return {
        str(name): float(cost)
        for names, costs in (
            (problem.store, stores),
            (problem.converter, converters),
            (problem.zone, zones),
        )
        for name, cost in zip(names, costs, strict=True)
    }


def _invested(problem: Problem, sizes: dict[str, Array]) -> float:
    """EUR invested in stores, converters and pipes."""
    return float(
        sizes["store_kwh"] @ problem.store_energy_investment
        + sizes["store_kw"] @ problem.store_power_investment
        + (sizes["store_kwh"] > 0.0) @ problem.store_fixed_investment
        + sizes["converter_kw"] @ problem.converter_investment
        + (sizes["converter_kw"] > 0.0) @ problem.converter_fixed_investment
        + sizes["zone_built"] @ problem.zone_investment
    )


def taken_at_meters(problem: Problem, flows: dict[str, Array]) -> Array:
    """(T,) kWh of electricity that converters take as users with a meter."""
    taken = np.maximum(0.0, -problem.converter_gives[:, METER])
    return np.asarray((taken * flows["converter_kwh"]).sum(axis=0))


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
    """How far each requirement over the year is missed."""
    reached = {
        "balance": counted.balance - problem.balance_constant,
        "co2": -counted.co2,
        "invest": -counted.invest,
        "renewable": counted.renewable,
    }
    # the row of autonomy is counted whole, with what loads within windows draw
    levels = problem.yearly_levels()
    found = {
        row: max(0.0, levels[row] - value) if row in levels else 0.0
        for row, value in reached.items()
    }
    return {**found, "autonomy": max(0.0, problem.autonomy_margin - counted.autonomy)}


def missed(
    problem: Problem,
    district: Columns,
    counted: Totals,
    flows: dict[str, Array],
    sizes: dict[str, Array],
) -> dict[str, float]:
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
    found["heat"] = float(np.max(-heat_balance(problem, district, flows, sizes), initial=0.0))
    return found


def node_balance(problem: Problem, flows: dict[str, Array], node: int) -> Array:
    """(T,) kWh that converters and stores leave at a node."""
    given = (problem.converter_gives[:, node] * flows["converter_kwh"]).sum(axis=0)
    at = problem.store_node == node
    stored = (flows["store_discharge_kwh"][at] - flows["store_charge_kwh"][at]).sum(axis=0)
    return np.asarray(given + stored)


def heat_balance(
    problem: Problem, district: Columns, flows: dict[str, Array], sizes: dict[str, Array]
) -> Array:
    """(T,) kWh of heat in the network beyond what buildings draw and pipes lose."""
    lost = float(sizes["zone_built"] @ problem.zone_loss_kw)
    return np.asarray(node_balance(problem, flows, HEAT) - district.heat.sum(axis=0) - lost)
