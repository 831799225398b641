"""The whole decision of a district in linopy, integer choices included, from the arrays alone.

Nothing of the package's model is used: what a design of a building draws, gives, burns and costs
is counted here with numpy, and the rows are written as arrays with named dimensions. A new
technology adds its variables and rows in a function of its own, called by :func:`build`.
"""

from __future__ import annotations

from typing import Any

import linopy
import numpy as np
import xarray as xr

from zeneville.model import Problem

Array = np.ndarray[Any, Any]

#: dimensions of the variables that are not negative and have no upper bound of their own
FLOWS = {
    "bought": ("hour",),
    "charged": ("hour",),
    "from_community": ("hour",),
    "shared": ("feed_in_class", "hour"),
    "sold": ("feed_in_class", "hour"),
    "field_local": ("field", "hour"),
    "field_sold": ("field", "hour"),
}


def optimum(problem: Problem, tolerance: float, seconds: float) -> float:
    """Least cost in EUR a year.

    Raises
    ------
    ValueError
        When HiGHS does not prove an optimum within ``seconds``.
    """
    model = build(problem)
    options = {"output_flag": False, "mip_rel_gap": tolerance, "time_limit": seconds}
    status, condition = model.solve("highs", io_api="direct", progress=False, **options)
    if condition != "optimal":
        raise ValueError(f"linopy ends with {status}, {condition}")
    return float(model.objective.value) + problem.fixed_cost


def build(problem: Problem) -> linopy.Model:
    """Variables, rows where they meet, limits, objective."""
    data = _data(problem, *designs(problem))
    model = linopy.Model()
    for name, dims in FLOWS.items():
        model.add_variables(lower=0.0, coords=[data.indexes[dim] for dim in dims], name=name)
    model.add_variables(coords=[data.indexes["design"]], name="taken", binary=True)
    model.add_variables(0.0, data["kwp_max"], name="field_kwp")
    stored, cost, invested = _stores(model, data, problem)
    _join(model, data, stored)
    _wires(model, data, problem)
    _yearly(model, data, problem, invested)
    _objective(model, data, cost)
    return model


def designs(problem: Problem) -> tuple[xr.Dataset, Array]:
    """Every design that may be chosen (building, yearly figures, hourly net load)."""
    rows, net = [], []
    for b in range(len(problem.building)):
        for p in np.flatnonzero(problem.package_allowed[b]):
            for j in np.flatnonzero(problem.heater_allowed[b, p]):
                used, yearly = _heated(problem, b, int(p), int(j))
                for v in np.flatnonzero(problem.pv_allowed[b]):
                    cost, balance, co2, invested = yearly
                    cost += float(problem.pv_cost[b, v])
                    invested += float(problem.pv_investment[b, v])
                    rows.append((b, int(problem.pv_class[b, v]), cost, balance, co2, invested))
                    net.append(used - problem.pv_kwh[b, v].astype(float))
    names = ("building", "feed_in_class", "cost", "fuel_balance", "co2", "invested")
    columns = zip(names, zip(*rows, strict=True), strict=True)
    table = {name: ("design", np.array(values)) for name, values in columns}
    return xr.Dataset(table), np.array(net)


def _heated(problem: Problem, b: int, p: int, j: int) -> tuple[Array, tuple[float, ...]]:
    """(T,) kWh drawn before panels, and (cost, fuel balance, CO2, investment) of a year."""
    weight, carrier = problem.weight, int(problem.heater_carrier[b, j])
    heat = problem.need_kwh[b, p].astype(float)
    water = problem.hot_water_kwh[b].astype(float) + problem.tank_loss_kw[b, j]
    burnt = 0.0
    if carrier == 0:
        heat = heat / problem.heater_efficiency[b, j]
        water = water / problem.hot_water_efficiency[b, j]
    elif carrier == 1:
        kind = int(problem.heater_pump[j])
        size, flow = problem.heater_kw[b, p, j], problem.flow_design_degc[b, p]
        heat = _pumped(problem, kind, float(size), float(flow), heat)
        water = water / problem.cop_hot_water[kind]
    else:
        burnt = float(weight @ heat) / problem.heater_efficiency[b, j]
        burnt += float(weight @ water) / problem.hot_water_efficiency[b, j]
        heat, water = np.zeros_like(heat), np.zeros_like(water)
    used = heat + water + problem.electricity_kwh[b].astype(float)
    return used + problem.ventilation_extra_kw[b, p], (
        float(problem.package_cost[b, p] + problem.heater_cost[b, p, j])
        + burnt * float(problem.fuel_price[carrier]),
        burnt * float(problem.fuel_balance[carrier]),
        burnt * float(problem.fuel_co2[carrier])
        + problem.co2_heating_extra * float(weight @ heat)
        + problem.co2_hot_water_extra * float(weight @ water),
        float(problem.package_investment[b, p] + problem.heater_investment[b, p, j]),
    )


def _pumped(problem: Problem, kind: int, size_kw: float, flow_degc: float, heat: Array) -> Array:
    """(T,) kWh of a heat pump whose backup heats directly; tables linear between flows."""

    def at(table: Array) -> Array:
        nodes = problem.flow_node_degc
        return np.array([np.interp(flow_degc, nodes, column) for column in table[kind].T])

    most = np.maximum(size_kw * at(problem.capacity_share), 1e-12)
    load = np.minimum(heat / most, 1.0)
    tested, least = problem.tested_load[kind], problem.least_load[kind]
    lost = 1.0 - problem.degradation[kind]
    full, part = at(problem.cop_full), at(problem.cop_part)
    cop = part + np.clip((load - tested) / (1.0 - tested), 0.0, 1.0) * (full - part)
    running = np.minimum(load / least, 1.0)
    cycling = np.where(running > 0.0, running / np.maximum((1 - lost) * running + lost, 1e-12), 1.0)
    pumped = load * most
    return pumped / np.maximum(cop * cycling, 1.0) + heat - pumped


def _data(problem: Problem, table: xr.Dataset, net: Array) -> xr.Dataset:
    buildings, classes = np.arange(len(problem.building)), problem.feed_in_class
    of_class = table["feed_in_class"].values[:, None] == np.arange(len(classes))
    spare = np.maximum(-net, 0.0)[:, None, :] * of_class[:, :, None]
    member = (buildings[:, None] == table["building"].values).astype(float)
    return (
        table.drop_vars(["building", "feed_in_class"])
        .assign(
            member=(("building", "design"), member),
            load=(("design", "hour"), np.maximum(net, 0.0)),
            spare=(("design", "feed_in_class", "hour"), spare),
            weight=("hour", problem.weight),
            retail=("hour", problem.retail),
            fee=("hour", problem.fee),
            feed_in=(("feed_in_class", "hour"), problem.feed_in),
            kwh=(("field", "hour"), problem.asset_kwh),
            kwp_max=("field", problem.asset_max),
            kwp_cost=("field", problem.asset_cost),
            kwp_invested=("field", problem.asset_investment),
            field_feed_in=(("field", "hour"), problem.asset_feed_in),
        )
        .assign_coords(
            design=np.arange(len(net)),
            building=buildings,
            hour=np.arange(len(problem.weight)),
            feed_in_class=classes,
            field=problem.asset,
        )
    )


def _stores(model: linopy.Model, data: xr.Dataset, problem: Problem) -> tuple[Any, Any, Any]:
    """What stores give to the community (T), what they cost a year and what is invested."""
    hour = data.indexes["hour"]
    given, cost, invested = [], [], []
    for s, name in enumerate(problem.store):
        charge = model.add_variables(lower=0.0, coords=[hour], name=f"charge {name}")
        discharge = model.add_variables(lower=0.0, coords=[hour], name=f"discharge {name}")
        level = model.add_variables(lower=0.0, coords=[hour], name=f"level {name}")
        kwh = model.add_variables(0.0, float(problem.store_max_kwh[s]), name=f"kwh {name}")
        kw = model.add_variables(0.0, float(problem.store_max_kw[s]), name=f"kw {name}")
        one_way, kept = float(problem.store_efficiency[s]), 1.0 - float(problem.store_loss[s])
        following = level.isel(hour=xr.DataArray(problem.successor, dims="hour"))
        following = following.assign_coords(hour=data["hour"])
        change = following - kept * level - one_way * charge + (1.0 / one_way) * discharge
        model.add_constraints(change == 0.0, name=f"storage {name}")
        model.add_constraints(charge + discharge - kw <= 0.0, name=f"power {name}")
        full = float(problem.store_depth[s]) * kwh
        model.add_constraints(level - full <= 0.0, name=f"energy {name}")
        given.append(discharge - charge)
        cost.append(problem.store_energy_cost[s] * kwh + problem.store_power_cost[s] * kw)
        invested.append(
            problem.store_energy_investment[s] * kwh + problem.store_power_investment[s] * kw
        )
    return sum(given), sum(cost), sum(invested)


def _join(model: linopy.Model, data: xr.Dataset, stored: Any) -> None:
    v, add = model.variables, model.add_constraints
    add((data["member"] * v["taken"]).sum("design") == 1.0, name="one")
    load = (data["load"] * v["taken"]).sum("design")
    add(v["bought"] + v["from_community"] - load >= 0.0, name="meter")
    spare = (data["spare"] * v["taken"]).sum("design")
    add(spare - v["shared"] - v["sold"] >= 0.0, name="surplus")
    made = data["kwh"] * v["field_kwp"]
    add(made - v["field_local"] - v["field_sold"] >= 0.0, name="production")
    local = v["shared"].sum("feed_in_class") + v["field_local"].sum("field")
    add(local + v["charged"] - v["from_community"] + stored >= 0.0, name="community")


def _wires(model: linopy.Model, data: xr.Dataset, problem: Problem) -> None:
    v = model.variables
    imported = v["bought"] + v["charged"]
    exported = v["sold"].sum("feed_in_class") + v["field_sold"].sum("field")
    if np.isfinite(problem.transformer_kw):
        model.add_constraints(imported <= problem.transformer_kw, name="imported")
        model.add_constraints(exported <= problem.transformer_kw, name="exported")
    if np.isfinite(problem.winter_peak_kw):
        cold = np.flatnonzero(problem.winter)
        model.add_constraints(
            imported.sel(hour=data["hour"].values[cold]) <= problem.winter_peak_kw, name="peak"
        )


def _yearly(model: linopy.Model, data: xr.Dataset, problem: Problem, invested: Any) -> None:
    v, weight = model.variables, data["weight"]
    imported = (weight * (v["bought"] + v["charged"])).sum()
    if np.isfinite(problem.balance_min):
        exported = (weight * v["sold"]).sum() + (weight * v["field_sold"]).sum()
        fuel = (data["fuel_balance"] * v["taken"]).sum()
        balance = problem.balance_factor * (exported - imported) - fuel
        model.add_constraints(balance >= problem.balance_min, name="balance")
    if np.isfinite(problem.co2_max):
        emitted = problem.co2_import * imported + (data["co2"] * v["taken"]).sum()
        model.add_constraints(emitted <= problem.co2_max, name="co2")
    if np.isfinite(problem.investment_max):
        fields = (data["kwp_invested"] * v["field_kwp"]).sum()
        spent = (data["invested"] * v["taken"]).sum() + fields + invested
        model.add_constraints(spent <= problem.investment_max, name="investment")


def _objective(model: linopy.Model, data: xr.Dataset, battery: Any) -> None:
    v, weight = model.variables, data["weight"]
    model.add_objective(
        (data["cost"] * v["taken"]).sum()
        + (weight * data["retail"] * (v["bought"] + v["charged"])).sum()
        + (weight * data["fee"] * v["from_community"]).sum()
        - (weight * data["feed_in"] * v["sold"]).sum()
        - (weight * data["field_feed_in"] * v["field_sold"]).sum()
        + (data["kwp_cost"] * v["field_kwp"]).sum()
        + battery
    )
