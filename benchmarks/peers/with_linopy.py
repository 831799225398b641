"""The program in linopy: arrays with named dimensions, one statement per kind of row."""

from __future__ import annotations

from typing import Any

import linopy
import numpy as np
import xarray as xr

from zeneville.model import Columns, Problem

VERSION = linopy.__version__
#: dimensions of the variables that are not negative and have no upper bound of their own
VARIABLES = {
    "share": ("column",),
    "bought": ("hour",),
    "charged": ("hour",),
    "from_community": ("hour",),
    "shared": ("feed_in_class", "hour"),
    "sold": ("feed_in_class", "hour"),
    "field_local": ("field", "hour"),
    "field_sold": ("field", "hour"),
    "charge": ("hour",),
    "discharge": ("hour",),
    "level": ("hour",),
}


def build(problem: Problem, columns: Columns) -> linopy.Model:
    """Variables, rows where they meet, battery, limits over the year, objective."""
    data = _data(problem, columns)
    model = linopy.Model()
    for name, dims in VARIABLES.items():
        model.add_variables(lower=0.0, coords=[data.indexes[dim] for dim in dims], name=name)
    model.add_variables(0.0, data["kwp_max"], name="field_kwp")
    model.add_variables(0.0, problem.store_max_kwh[0], name="battery_kwh")
    model.add_variables(0.0, problem.store_max_kw[0], name="battery_kw")
    _join(model, data, problem.transformer_kw)
    _battery(model, problem)
    _limits(model, data, problem)
    _objective(model, data, problem)
    return model


def _data(problem: Problem, columns: Columns) -> xr.Dataset:
    groups = np.arange(int(columns.group.max()) + 1)
    return xr.Dataset(
        {
            "member": (("group", "column"), (groups[:, None] == columns.group).astype(float)),
            "load": (("column", "hour"), columns.load),
            "surplus": (("column", "feed_in_class", "hour"), columns.surplus),
            "cost": ("column", columns.cost),
            "fuel_balance": ("column", columns.fuel_balance),
            "co2": ("column", columns.co2),
            "weight": ("hour", problem.weight),
            "retail": ("hour", problem.retail),
            "fee": ("hour", problem.fee),
            "feed_in": (("feed_in_class", "hour"), problem.feed_in),
            "kwh": (("field", "hour"), problem.asset_kwh),
            "kwp_max": ("field", problem.asset_max),
            "kwp_cost": ("field", problem.asset_cost),
            "field_feed_in": (("field", "hour"), problem.asset_feed_in),
        },
        coords={
            "group": groups,
            "column": np.arange(len(columns)),
            "hour": np.arange(len(problem.weight)),
            "feed_in_class": problem.feed_in_class,
            "field": problem.asset,
        },
    )


def _join(model: linopy.Model, data: xr.Dataset, transformer_kw: float) -> None:
    v = model.variables
    add = model.add_constraints
    add((data["member"] * v["share"]).sum("column") == 1.0, name="one")
    load = (data["load"] * v["share"]).sum("column")
    add(v["bought"] + v["from_community"] - load >= 0.0, name="meter")
    surplus = (data["surplus"] * v["share"]).sum("column")
    add(surplus - v["shared"] - v["sold"] >= 0.0, name="surplus")
    local = v["shared"].sum("feed_in_class") + v["field_local"].sum("field")
    drawn = v["from_community"] + v["charge"] - v["discharge"]
    add(local + v["charged"] - drawn >= 0.0, name="community")
    made = data["kwh"] * v["field_kwp"]
    add(made - v["field_local"] - v["field_sold"] >= 0.0, name="production")
    add(v["bought"] + v["charged"] <= transformer_kw, name="imported")
    exported = v["sold"].sum("feed_in_class") + v["field_sold"].sum("field")
    add(exported <= transformer_kw, name="exported")


def _battery(model: linopy.Model, problem: Problem) -> None:
    v, efficiency = model.variables, problem.store_efficiency[0]
    model.add_constraints(
        v["level"].roll(hour=-1)
        - (1.0 - problem.store_loss[0]) * v["level"]
        - efficiency * v["charge"]
        + (1.0 / efficiency) * v["discharge"]
        == 0.0,
        name="storage",
    )
    model.add_constraints(
        v["battery_kw"] - v["charge"] - v["discharge"] >= 0.0, name="within_power"
    )
    model.add_constraints(
        problem.store_depth[0] * v["battery_kwh"] - v["level"] >= 0.0, name="within_energy"
    )


def _limits(model: linopy.Model, data: xr.Dataset, problem: Problem) -> None:
    v = model.variables
    imported = (data["weight"] * (v["bought"] + v["charged"])).sum()
    exported = (data["weight"] * v["sold"]).sum() + (data["weight"] * v["field_sold"]).sum()
    fuel = (data["fuel_balance"] * v["share"]).sum()
    model.add_constraints(
        problem.balance_factor * (exported - imported) - fuel >= problem.balance_min,
        name="balance",
    )
    emitted = problem.co2_import * imported + (data["co2"] * v["share"]).sum()
    model.add_constraints(emitted <= problem.co2_max, name="co2")


def _objective(model: linopy.Model, data: xr.Dataset, problem: Problem) -> None:
    v, weight = model.variables, data["weight"]
    model.add_objective(
        (data["cost"] * v["share"]).sum()
        + (weight * data["retail"] * (v["bought"] + v["charged"])).sum()
        + (weight * data["fee"] * v["from_community"]).sum()
        - (weight * data["feed_in"] * v["sold"]).sum()
        - (weight * data["field_feed_in"] * v["field_sold"]).sum()
        + (data["kwp_cost"] * v["field_kwp"]).sum()
        + problem.store_energy_cost[0] * v["battery_kwh"]
        + problem.store_power_cost[0] * v["battery_kw"]
    )


def solve(model: linopy.Model, options: dict[str, Any]) -> float:
    """EUR a year."""
    status, condition = model.solve("highs", io_api="direct", progress=False, **options)
    if condition != "optimal":
        raise ValueError(f"linopy ends with {status}, {condition}")
    return float(model.objective.value)


def size(model: linopy.Model) -> tuple[int, int]:
    """Variables and rows."""
    return model.nvars, model.ncons
