"""The program in PyPSA: buses, links, generators, a store; what those cannot say, in linopy.

A design of a building is a link of extendable size that runs at full size in every hour: it takes
its share from the bus of the building, which supplies one, and it draws from ``meter`` and gives
to ``surplus``. Rows that ask for "at least" are buses with a free way out.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pypsa

from zeneville.model import Columns, Problem

VERSION = pypsa.__version__


def build(problem: Problem, columns: Columns) -> pypsa.Network:
    """The network with its linopy model."""
    network = pypsa.Network(snapshots=range(len(problem.weight)))
    network.snapshot_weightings["objective"] = problem.weight
    surplus = _names("surplus", problem.feed_in_class)
    network.add("Bus", ["grid", "meter", "community", "export", "battery", *surplus])
    _designs(network, columns, surplus)
    _grid(network, problem)
    _exchange(network, problem, surplus)
    _fields(network, problem)
    _battery(network, problem)
    network.optimize.create_model(include_objective_constant=False)
    _limits(network, problem, columns)
    return network


def _names(kind: str, labels: Any) -> list[str]:
    return [f"{kind} {label}" for label in labels]


def _hourly(network: pypsa.Network, names: list[str], values: Any) -> pd.DataFrame:
    """``values`` (names, hours) as PyPSA takes them."""
    return pd.DataFrame(np.asarray(values).T, index=network.snapshots, columns=names)


def _designs(network: pypsa.Network, columns: Columns, surplus: list[str]) -> None:
    buildings = _names("building", range(int(columns.group.max()) + 1))
    network.add("Bus", buildings)
    network.add("Load", buildings, bus=buildings, p_set=1.0, sign=1.0)
    designs = _names("design", range(len(columns)))
    ways: dict[str, Any] = {
        "bus1": "meter",
        "efficiency": _hourly(network, designs, -columns.load),
    }
    for number, bus in enumerate(surplus):
        given = columns.surplus[:, number]
        ways[f"bus{2 + number}"] = np.where(given.any(axis=1), bus, "")
        ways[f"efficiency{2 + number}"] = _hourly(network, designs, given)
    network.add(
        "Link",
        designs,
        bus0=[buildings[group] for group in columns.group],
        p_nom_extendable=True,
        p_min_pu=1.0,
        capital_cost=columns.cost,
        **ways,
    )


def _link(network: pypsa.Network, names: list[str], **attributes: Any) -> None:
    """Links without loss or limit."""
    network.add("Link", names, p_nom=np.inf, **attributes)


def _grid(network: pypsa.Network, problem: Problem) -> None:
    network.add("Generator", "import", bus="grid", p_nom=problem.transformer_kw)
    network.add("Generator", "export", bus="export", p_nom=problem.transformer_kw, sign=-1.0)
    names = ["bought", "charged"]
    retail = _hourly(network, names, [problem.retail] * 2)
    _link(network, names, bus0="grid", bus1=["meter", "community"], marginal_cost=retail)


def _exchange(network: pypsa.Network, problem: Problem, surplus: list[str]) -> None:
    names = _names("sold", problem.feed_in_class)
    paid = _hourly(network, names, -problem.feed_in)
    _link(network, names, bus0=surplus, bus1="export", marginal_cost=paid)
    _link(network, _names("shared", problem.feed_in_class), bus0=surplus, bus1="community")
    fee = _hourly(network, ["from_community"], [problem.fee])
    _link(network, ["from_community"], bus0="community", bus1="meter", marginal_cost=fee)
    unused = ["meter", "community", *surplus]
    network.add("Generator", _names("unused", unused), bus=unused, p_nom=np.inf, sign=-1.0)


def _fields(network: pypsa.Network, problem: Problem) -> None:
    fields = _names("field", problem.asset)
    network.add("Bus", fields)
    network.add(
        "Generator",
        fields,
        bus=fields,
        p_nom_extendable=True,
        p_nom_max=problem.asset_max,
        p_max_pu=_hourly(network, fields, problem.asset_kwh),
        capital_cost=problem.asset_cost,
    )
    _link(network, _names("local", fields), bus0=fields, bus1="community")
    names = _names("sold", fields)
    paid = _hourly(network, names, -problem.asset_feed_in)
    _link(network, names, bus0=fields, bus1="export", marginal_cost=paid)


def _battery(network: pypsa.Network, problem: Problem) -> None:
    network.add(
        "Store",
        "battery",
        bus="battery",
        e_nom_extendable=True,
        e_nom_max=problem.store_max_kwh[0],
        e_max_pu=problem.store_depth[0],
        e_cyclic=True,
        standing_loss=problem.store_loss[0],
        capital_cost=problem.store_energy_cost[0],
    )
    network.add(
        "Link",
        "charge",
        bus0="community",
        bus1="battery",
        efficiency=problem.store_efficiency[0],
        p_nom_extendable=True,
        p_nom_max=problem.store_max_kw[0],
        capital_cost=problem.store_power_cost[0],
    )
    _link(
        network,
        ["discharge"],
        bus0="battery",
        bus1="community",
        efficiency=problem.store_efficiency[0],
    )


def _limits(network: pypsa.Network, problem: Problem, columns: Columns) -> None:
    """One inverter for both directions, the balance and the CO2 of the year."""
    model = network.model
    link, size = model["Link-p"], model["Link-p_nom"]
    taken, stored = (link.sel(name=name, drop=True) for name in ("charge", "discharge"))
    model.add_constraints(
        taken + problem.store_efficiency[0] * stored - size.sel(name="charge", drop=True) <= 0.0,
        name="inverter",
    )
    weight = network.snapshot_weightings["objective"].to_xarray()
    designs = _names("design", range(len(columns)))
    share = size.sel(name=designs)
    imported = (weight * link.sel(name=["bought", "charged"])).sum()
    exported = (weight * model["Generator-p"].sel(name="export", drop=True)).sum()
    fuel, co2 = (
        pd.Series(values, pd.Index(designs, name="name")).to_xarray()
        for values in (columns.fuel_balance, columns.co2)
    )
    model.add_constraints(
        problem.balance_factor * (exported - imported) - (fuel * share).sum()
        >= problem.balance_min,
        name="balance",
    )
    model.add_constraints(
        problem.co2_import * imported + (co2 * share).sum() <= problem.co2_max, name="co2"
    )


def solve(network: pypsa.Network, options: dict[str, Any]) -> float:
    """EUR a year."""
    status, condition = network.optimize.solve_model(
        solver_name="highs", io_api="direct", progress=False, solver_options=options
    )
    if condition != "optimal":
        raise ValueError(f"PyPSA ends with {status}, {condition}")
    return float(network.objective)


def size(network: pypsa.Network) -> tuple[int, int]:
    """Variables and rows."""
    return network.model.nvars, network.model.ncons
