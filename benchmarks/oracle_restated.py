"""The whole decision of a district in linopy, integer choices included, from the arrays alone.

Nothing of the package's model is used: what a design of a building draws, gives, burns and costs
is counted here with numpy, and the rows are written as arrays with named dimensions. A new
technology adds its variables and rows in a function of its own, called by :func:`build`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import linopy
import numpy as np
import xarray as xr

from benchmarks import oracle_buffers
from zeneville.model import Problem

Array = np.ndarray[Any, Any]

#: where technologies give and take energy, in the order of ``store_node`` and ``converter_gives``
NODES = ("meter", "community", "heat", "hydrogen")
#: ``heater_carrier`` of heat from the district's network
ON_NETWORK = 5
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
    terms = _Terms({node: [] for node in NODES}, [], [], [], [])
    _stores(model, data, problem, terms)
    _converters(model, data, problem, terms)
    _flexible(model, data, problem, terms)
    _zones(model, data, problem, terms)
    _join(model, data, terms)
    _wires(model, data, problem)
    _yearly(model, data, problem, terms)
    _objective(model, data, terms)
    return model


@dataclass
class _Terms:
    """What technologies give to nodes (T), cost a year and in investment, give to the balance and
    emit."""

    node: dict[str, list[Any]]
    cost: list[Any]
    invested: list[Any]
    balance: list[Any]
    co2: list[Any]


def designs(problem: Problem) -> tuple[xr.Dataset, Array, Array]:
    """Every design that may be chosen: building and yearly figures, hourly net load, and heat
    drawn from the district's network. Of storage in buildings only buffer tanks are restated."""
    rows, net, heat = [], [], []
    for b in range(len(problem.building)):
        for p in np.flatnonzero(problem.package_allowed[b]):
            for j in np.flatnonzero(problem.heater_allowed[b, p]):
                if problem.heater_carrier[b, j] == ON_NETWORK and problem.zone_of[b] < 0:
                    continue
                for s in oracle_buffers.options(problem, b, int(j)):
                    used, drawn, yearly = _heated(problem, b, int(p), int(j), s)
                    for v in np.flatnonzero(problem.pv_allowed[b]):
                        cost, balance, co2, invested = yearly
                        cost += float(problem.pv_cost[b, v] + problem.storage_cost[b, s])
                        invested += float(problem.pv_investment[b, v])
                        invested += float(problem.storage_investment[b, s])
                        rows.append((b, int(problem.pv_class[b, v]), cost, balance, co2, invested))
                        net.append(used - problem.pv_kwh[b, v].astype(float))
                        heat.append(drawn)
    names = ("building", "feed_in_class", "cost", "fuel_balance", "co2", "invested")
    columns = zip(names, zip(*rows, strict=True), strict=True)
    table = {name: ("design", np.array(values)) for name, values in columns}
    return xr.Dataset(table), np.array(net), np.array(heat)


def _heated(
    problem: Problem, b: int, p: int, j: int, s: int
) -> tuple[Array, Array, tuple[float, ...]]:
    """(T,) kWh drawn before panels and from the network; cost, fuel balance, CO2, investment."""
    weight, carrier = problem.weight, int(problem.heater_carrier[b, j])
    heat = problem.need_kwh[b, p].astype(float)
    water = problem.hot_water_kwh[b].astype(float) + problem.tank_loss_kw[b, j]
    burnt, drawn = 0.0, np.zeros_like(heat)
    if carrier == 0:
        heat = heat / problem.heater_efficiency[b, j]
        water = water / problem.hot_water_efficiency[b, j]
    elif carrier == 1:
        kind = int(problem.heater_pump[j])
        size, flow = problem.heater_kw[b, p, j], problem.flow_design_degc[b, p]
        most = float(size) * _at_flow(problem, problem.capacity_share[kind], float(flow))
        heat = oracle_buffers.made(problem, b, s, heat, most)
        heat = _pumped(problem, kind, most, float(flow), heat)
        water = water / problem.cop_hot_water[kind]
    elif carrier == ON_NETWORK:
        drawn = heat / problem.heater_efficiency[b, j] + water / problem.hot_water_efficiency[b, j]
        heat, water = np.zeros_like(heat), np.zeros_like(water)
    else:
        burnt = float(weight @ heat) / problem.heater_efficiency[b, j]
        burnt += float(weight @ water) / problem.hot_water_efficiency[b, j]
        heat, water = np.zeros_like(heat), np.zeros_like(water)
    used = heat + water + problem.electricity_kwh[b].astype(float)
    yearly = (
        float(problem.package_cost[b, p] + problem.heater_cost[b, p, j])
        + burnt * float(problem.fuel_price[carrier]),
        burnt * float(problem.fuel_balance[carrier]),
        burnt * float(problem.fuel_co2[carrier])
        + problem.co2_heating_extra * float(weight @ heat)
        + problem.co2_hot_water_extra * float(weight @ water),
        float(problem.package_investment[b, p] + problem.heater_investment[b, p, j]),
    )
    return used + problem.ventilation_extra_kw[b, p], drawn, yearly


def _at_flow(problem: Problem, table: Array, flow_degc: float) -> Array:
    """(T,) of a table (F, T), linear between its flows."""
    return np.array([np.interp(flow_degc, problem.flow_node_degc, column) for column in table.T])


def _pumped(problem: Problem, kind: int, most: Array, flow_degc: float, heat: Array) -> Array:
    """(T,) kWh of a heat pump of at most ``most`` (T) kW whose backup heats directly."""
    most = np.maximum(most, 1e-12)
    load = np.minimum(heat / most, 1.0)
    tested, least = problem.tested_load[kind], problem.least_load[kind]
    lost = 1.0 - problem.degradation[kind]
    full = _at_flow(problem, problem.cop_full[kind], flow_degc)
    part = _at_flow(problem, problem.cop_part[kind], flow_degc)
    cop = part + np.clip((load - tested) / (1.0 - tested), 0.0, 1.0) * (full - part)
    running = np.minimum(load / least, 1.0)
    cycling = np.where(running > 0.0, running / np.maximum((1 - lost) * running + lost, 1e-12), 1.0)
    pumped = load * most
    return pumped / np.maximum(cop * cycling, 1.0) + heat - pumped


def _data(problem: Problem, table: xr.Dataset, net: Array, heat: Array) -> xr.Dataset:
    buildings, classes = np.arange(len(problem.building)), problem.feed_in_class
    of_class = table["feed_in_class"].values[:, None] == np.arange(len(classes))
    spare = np.maximum(-net, 0.0)[:, None, :] * of_class[:, :, None]
    member = (buildings[:, None] == table["building"].values).astype(float)
    return (
        table.drop_vars(["building", "feed_in_class"])
        .assign(
            member=(("building", "design"), member),
            load=(("design", "hour"), np.maximum(net, 0.0)),
            heat=(("design", "hour"), heat),
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


def _stores(model: linopy.Model, data: xr.Dataset, problem: Problem, terms: _Terms) -> None:
    hour = data.indexes["hour"]
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
        terms.node[NODES[problem.store_node[s]]].append(discharge - charge)
        terms.cost.append(problem.store_energy_cost[s] * kwh + problem.store_power_cost[s] * kw)
        terms.invested.append(
            problem.store_energy_investment[s] * kwh + problem.store_power_investment[s] * kw
        )


def _converters(model: linopy.Model, data: xr.Dataset, problem: Problem, terms: _Terms) -> None:
    for n, name in enumerate(problem.converter):
        most = float(problem.converter_max_kw[n])
        size = model.add_variables(0.0, most, name=f"size {name}")
        run = model.add_variables(lower=0.0, coords=[data.indexes["hour"]], name=f"run {name}")
        available = xr.DataArray(problem.converter_available[n], data["hour"].coords)
        model.add_constraints(run - available * size <= 0.0, name=f"within {name}")
        for m, node in enumerate(NODES):
            gives = problem.converter_gives[n, m]
            if gives.any():
                terms.node[node].append(xr.DataArray(gives, data["hour"].coords) * run)
        running = data["weight"] * xr.DataArray(
            problem.converter_running_cost[n], data["hour"].coords
        )
        terms.cost.append((running * run).sum() + problem.converter_cost[n] * size)
        terms.invested.append(problem.converter_investment[n] * size)
        whole = (data["weight"] * run).sum()
        terms.balance.append(float(problem.converter_balance[n]) * whole)
        terms.co2.append(float(problem.converter_co2[n]) * whole)
        if problem.converter_fixed_cost[n] > 0.0 or problem.converter_least_kw[n] > 0.0:
            built = model.add_variables(binary=True, name=f"built {name}")
            model.add_constraints(size - most * built <= 0.0, name=f"most {name}")
            least = float(problem.converter_least_kw[n])
            model.add_constraints(size - least * built >= 0.0, name=f"least {name}")
            terms.cost.append(problem.converter_fixed_cost[n] * built)
            terms.invested.append(problem.converter_fixed_investment[n] * built)


def _flexible(model: linopy.Model, data: xr.Dataset, problem: Problem, terms: _Terms) -> None:
    for f, name in enumerate(problem.flexible):
        most = xr.DataArray(problem.flexible_max_kw[f], data["hour"].coords)
        drawn = model.add_variables(0.0, most, name=f"drawn {name}")
        for w, kwh in enumerate(problem.flexible_kwh[f]):
            inside = drawn.sel(hour=np.flatnonzero(problem.flexible_window[f] == w))
            model.add_constraints(inside.sum() == float(kwh), name=f"window {w} {name}")
        terms.node["meter"].append(-1.0 * drawn)


def _zones(model: linopy.Model, data: xr.Dataset, problem: Problem, terms: _Terms) -> None:
    if not len(problem.zone):
        return
    taken = model.variables["taken"]
    on_network = data["heat"].any("hour").astype(float)
    for z, name in enumerate(problem.zone):
        built = model.add_variables(binary=True, name=f"pipes {name}")
        for b in np.flatnonzero(problem.zone_of == z):
            joined = (data["member"].isel(building=b, drop=True) * on_network * taken).sum()
            model.add_constraints(joined - built <= 0.0, name=f"joined {name} {b}")
        lost = xr.full_like(data["weight"], float(problem.zone_loss_kw[z]))
        terms.node["heat"].append(-1.0 * lost * built)
        terms.cost.append(problem.zone_cost[z] * built)
        terms.invested.append(problem.zone_investment[z] * built)
    terms.node["heat"].append(-1.0 * (data["heat"] * taken).sum("design"))


def _join(model: linopy.Model, data: xr.Dataset, terms: _Terms) -> None:
    v, add = model.variables, model.add_constraints
    add((data["member"] * v["taken"]).sum("design") == 1.0, name="one")
    load = (data["load"] * v["taken"]).sum("design")
    meter = sum(terms.node["meter"], v["bought"] + v["from_community"] - load)
    add(meter >= 0.0, name="meter")
    spare = (data["spare"] * v["taken"]).sum("design")
    add(spare - v["shared"] - v["sold"] >= 0.0, name="surplus")
    made = data["kwh"] * v["field_kwp"]
    add(made - v["field_local"] - v["field_sold"] >= 0.0, name="production")
    local = v["shared"].sum("feed_in_class") + v["field_local"].sum("field")
    community = sum(terms.node["community"], local + v["charged"] - v["from_community"])
    add(community >= 0.0, name="community")
    for node in ("heat", "hydrogen"):
        if terms.node[node]:
            add(sum(terms.node[node][1:], terms.node[node][0]) >= 0.0, name=node)


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


def _yearly(model: linopy.Model, data: xr.Dataset, problem: Problem, terms: _Terms) -> None:
    v, weight = model.variables, data["weight"]
    imported = (weight * (v["bought"] + v["charged"])).sum()
    if np.isfinite(problem.balance_min):
        exported = (weight * v["sold"]).sum() + (weight * v["field_sold"]).sum()
        fuel = (data["fuel_balance"] * v["taken"]).sum()
        balance = problem.balance_factor * (exported - imported) - fuel
        balance = sum(terms.balance, balance)
        model.add_constraints(balance >= problem.balance_min, name="balance")
    if np.isfinite(problem.co2_max):
        emitted = problem.co2_import * imported + (data["co2"] * v["taken"]).sum()
        emitted = sum(terms.co2, emitted)
        model.add_constraints(emitted <= problem.co2_max, name="co2")
    if np.isfinite(problem.investment_max):
        fields = (data["kwp_invested"] * v["field_kwp"]).sum()
        spent = (data["invested"] * v["taken"]).sum() + fields
        spent = sum(terms.invested, spent)
        model.add_constraints(spent <= problem.investment_max, name="investment")


def _objective(model: linopy.Model, data: xr.Dataset, terms: _Terms) -> None:
    v, weight = model.variables, data["weight"]
    electricity = (
        (data["cost"] * v["taken"]).sum()
        + (weight * data["retail"] * (v["bought"] + v["charged"])).sum()
        + (weight * data["fee"] * v["from_community"]).sum()
        - (weight * data["feed_in"] * v["sold"]).sum()
        - (weight * data["field_feed_in"] * v["field_sold"]).sum()
        + (data["kwp_cost"] * v["field_kwp"]).sum()
    )
    model.add_objective(sum(terms.cost, electricity))
