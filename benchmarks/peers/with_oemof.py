"""The program in oemof.solph: buses, sources, sinks, a storage; what those cannot say, in Pyomo.

A design of a building is an investment in its load, a sink of fixed shape, and an equal investment
in its surplus, a source of limited shape. Rows that ask for "at least" are buses with a free sink.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pyomo.environ as pyo
from oemof import solph
from oemof.solph import Flow, Investment
from oemof.solph.buses import Bus
from oemof.solph.components import GenericStorage, Sink, Source

from zeneville.model import Columns, Problem

VERSION = solph.__version__


def build(problem: Problem, columns: Columns) -> solph.Model:
    """The energy system, its Pyomo model and the rows added to it."""
    nodes = _buses(problem)
    _grid(nodes, problem)
    _designs(nodes, columns)
    _fields(nodes, problem)
    _battery(nodes, problem)
    system = solph.EnergySystem(
        timeindex=pd.date_range("2026-01-01", periods=len(problem.weight) + 1, freq="h"),
        infer_last_interval=False,
    )
    system.add(*nodes.values())
    model = solph.Model(system, objective_weighting=problem.weight)
    _choose(model, nodes, columns)
    _inverter(model, nodes)
    _limits(model, nodes, problem, columns)
    return model


Nodes = dict[Any, Any]


def _buses(problem: Problem) -> Nodes:
    """Buses and what flows from one to another."""
    grid, export = Bus("grid"), Bus("export")
    surplus = [
        Bus(f"surplus {label}", outputs={export: Flow(variable_costs=-paid)})
        for label, paid in zip(problem.feed_in_class, problem.feed_in, strict=True)
    ]
    bought = Flow(variable_costs=problem.retail)
    charged = Flow(variable_costs=problem.retail)
    community = Bus("community", inputs={grid: charged, **{bus: Flow() for bus in surplus}})
    meter = Bus("meter", inputs={grid: bought, community: Flow(variable_costs=problem.fee)})
    nodes = {"grid": grid, "export": export, "community": community, "meter": meter}
    nodes |= {("surplus", c): bus for c, bus in enumerate(surplus)}
    for bus in (meter, community, *surplus):
        nodes["unused", bus] = Sink(f"unused {bus}", inputs={bus: Flow()})
    return nodes


def _grid(nodes: Nodes, problem: Problem) -> None:
    limit = problem.transformer_kw
    nodes["import"] = Source("import", outputs={nodes["grid"]: Flow(nominal_capacity=limit)})
    nodes["sold"] = Sink("sold", inputs={nodes["export"]: Flow(nominal_capacity=limit)})


def _designs(nodes: Nodes, columns: Columns) -> None:
    for k, cost in enumerate(columns.cost):
        share = Investment(ep_costs=cost, maximum=1.0)
        load = Flow(nominal_capacity=share, fix=columns.load[k])
        nodes["load", k] = Sink(f"load {k}", inputs={nodes["meter"]: load})
        for c in np.flatnonzero(columns.surplus[k].any(axis=1)):
            given = Flow(nominal_capacity=Investment(maximum=1.0), maximum=columns.surplus[k, c])
            nodes["given", k, c] = Source(
                f"given {k} {c}", outputs={nodes["surplus", int(c)]: given}
            )


def _fields(nodes: Nodes, problem: Problem) -> None:
    for a, label in enumerate(problem.asset):
        sold = Flow(variable_costs=-problem.asset_feed_in[a])
        bus = Bus(f"field {label}", outputs={nodes["community"]: Flow(), nodes["export"]: sold})
        size = Investment(ep_costs=problem.asset_cost[a], maximum=problem.asset_max[a])
        made = Flow(nominal_capacity=size, maximum=problem.asset_kwh[a])
        nodes["field", a] = bus
        nodes["panels", a] = Source(f"panels {label}", outputs={bus: made})


def _battery(nodes: Nodes, problem: Problem) -> None:
    power = Investment(ep_costs=problem.store_power_cost[0], maximum=problem.store_max_kw[0])
    nodes["battery"] = GenericStorage(
        "battery",
        inputs={nodes["community"]: Flow(nominal_capacity=power)},
        outputs={nodes["community"]: Flow()},
        nominal_capacity=Investment(
            ep_costs=problem.store_energy_cost[0], maximum=problem.store_max_kwh[0]
        ),
        max_storage_level=problem.store_depth[0],
        loss_rate=problem.store_loss[0],
        inflow_conversion_factor=problem.store_efficiency[0],
        outflow_conversion_factor=problem.store_efficiency[0],
        balanced=True,
    )


def _share(model: solph.Model, nodes: Nodes, k: int) -> Any:
    return model.InvestmentFlowBlock.invest[nodes["meter"], nodes["load", k], 0]


def _choose(model: solph.Model, nodes: Nodes, columns: Columns) -> None:
    """The shares of a building add up to one; load and surplus have the same share."""
    groups = [np.flatnonzero(columns.group == g) for g in range(int(columns.group.max()) + 1)]
    model.one = pyo.Constraint(
        range(len(groups)),
        rule=lambda m, g: sum(_share(m, nodes, int(k)) for k in groups[g]) == 1.0,
    )
    for key in [key for key in nodes if key[0] == "given"]:
        _, k, c = key
        given = model.InvestmentFlowBlock.invest[nodes[key], nodes["surplus", int(c)], 0]
        solph.constraints.equate_variables(model, _share(model, nodes, k), given)


def _inverter(model: solph.Model, nodes: Nodes) -> None:
    """One inverter for both directions."""
    community, battery = nodes["community"], nodes["battery"]
    model.inverter = pyo.Constraint(
        model.TIMESTEPS,
        rule=lambda m, t: (
            m.flow[community, battery, t] + m.flow[battery, community, t]
            <= m.InvestmentFlowBlock.invest[community, battery, 0]
        ),
    )


def _limits(model: solph.Model, nodes: Nodes, problem: Problem, columns: Columns) -> None:
    """The balance and the CO2 of the year."""

    def over_the_year(start: str, end: str) -> Any:
        return pyo.quicksum(
            problem.weight[t] * model.flow[nodes[start], nodes[end], t] for t in model.TIMESTEPS
        )

    def of_designs(values: Any) -> Any:
        return pyo.quicksum(
            value * _share(model, nodes, k) for k, value in enumerate(values.tolist())
        )

    imported, exported = over_the_year("import", "grid"), over_the_year("export", "sold")
    model.balance = pyo.Constraint(
        expr=problem.balance_factor * (exported - imported) - of_designs(columns.fuel_balance)
        >= problem.balance_min
    )
    model.co2 = pyo.Constraint(
        expr=problem.co2_import * imported + of_designs(columns.co2) <= problem.co2_max
    )


def solve(model: solph.Model, options: dict[str, Any]) -> float:
    """EUR a year."""
    model.solve("highs", cmdline_options=options)
    return float(model.solver_results["best_feasible_objective"])


def size(model: solph.Model) -> tuple[int, int]:
    """Variables and rows."""
    return model.nvariables(), model.nconstraints()
