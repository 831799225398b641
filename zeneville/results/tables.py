"""Tables of a decided plan: buildings, roof planes, district assets, costs."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
from shapely import LineString

from zeneville.results import discomfort, labels
from zeneville.results.outcome import Outcome
from zeneville.solve.totals import own_costs


def buildings(outcome: Outcome) -> gpd.GeoDataFrame:
    """Every row of the source with what was decided for it; need, bill and CO2 of a year."""
    problem, designs, heated = outcome.problem, outcome.designs, outcome.heated
    rows, chosen, load = outcome.rows, outcome.chosen, outcome.load
    package, heater, option, storage = outcome.parts
    theory = outcome.data["space_heating_standard_kwh_per_year"].to_numpy()
    need = theory * outcome.data["behaviour_factor"].to_numpy()
    drawn = np.maximum(load, 0) @ problem.weight
    extra = outcome.stock.works["non_energy_eur"].to_numpy()
    result = pd.DataFrame(
        {
            "package": problem.package[package],
            "system": [outcome.heaters.system[j] for j in heater],
            "heat_kw": problem.heater_kw[rows, package, heater],
            "pv_kwp": problem.pv_kwp[rows, option],
            "storage": [str(problem.storage_option[s]) if s else None for s in storage],
            "home_battery_kwh": problem.home_battery_kwh[rows, storage],
            "investment_eur": designs.investment[rows, chosen],
            "annual_cost_eur": designs.cost[rows, chosen],
            "reference_cost_eur": outcome.reference["cost_by_building"],
            "reference_co2_kg": outcome.reference["co2_by_building"],
            "need_before_kwh": need[:, 0],
            "need_after_kwh": need[rows, package],
            "need_before_standard_kwh": theory[:, 0],
            "need_after_standard_kwh": theory[rows, package],
            "need_source": outcome.data["need_source"].to_numpy().astype(str),
            "fuel_kwh": outcome.burnt,
            "network_heat_kwh": outcome.network_heat,
            "electricity_drawn_kwh": drawn,
            "electricity_surplus_kwh": np.maximum(-load, 0) @ problem.weight,
            "co2_kg": designs.co2[rows, chosen] + problem.co2_import * drawn,
            "non_energy_eur": np.concatenate(
                [extra[np.arange(heated), package[:heated]], np.zeros(len(rows) - heated)]
            ),
        },
        index=pd.Index(problem.building, name="building"),
    )
    told = labels.chosen(outcome.data, package, result["system"].tolist())
    hot = discomfort.chosen(outcome.data, package)
    table = outcome.stock.buildings.join(result).join(told).join(hot)
    only_roof = table["status"] == "roof_only"
    table.loc[only_roof, ["package", "system"]] = None
    return table


def planes(outcome: Outcome) -> gpd.GeoDataFrame:
    """Roof planes with the panels on them."""
    table = outcome.planes.copy()
    size: dict[str, float] = {}
    for b, number in enumerate(outcome.parts[2]):
        size.update(outcome.panels.kwp_by_plane[b][number])
    table["kwp"] = [size.get(name, 0.0) for name in table.index]
    table["yield_kwh_per_kwp"] = outcome.yields.sum(axis=1)
    table["yield_kwh"] = table["kwp"] * table["yield_kwh_per_kwp"]
    return table


def assets(outcome: Outcome) -> gpd.GeoDataFrame:
    """Panel fields of the district."""
    problem, size = outcome.problem, outcome.answer.dispatch.sizes["field_kwp"]
    table = outcome.sites.copy()
    table["capacity"] = size
    table["unit"] = "kWp"
    table["max"] = problem.asset_max
    table["investment_eur"] = size * problem.asset_investment
    table["annual_cost_eur"] = size * problem.asset_cost
    return table


def costs(outcome: Outcome) -> pd.DataFrame:
    """The objective item by item, EUR a year, beside the reference."""
    reference = _reference_items(outcome)
    items = [
        (name, value, reference.get(name, 0.0))
        for name, value in {**_of_buildings(outcome), **_of_district(outcome)}.items()
    ]
    return pd.DataFrame(items, columns=["item", "plan_eur_per_year", "reference_eur_per_year"])


WORKS, HEATERS, FUEL, BOUGHT = (
    "works and renewals",
    "heaters, upkeep, standing charges",
    "fuel",
    "electricity bought",
)


def _of_buildings(outcome: Outcome) -> dict[str, float]:
    problem, rows = outcome.problem, outcome.rows
    package, heater, option, storage = outcome.parts
    items = {
        WORKS: problem.package_cost[rows, package].sum(),
        HEATERS: problem.heater_cost[rows, package, heater].sum(),
        "roof panels": problem.pv_cost[rows, option].sum(),
    }
    if len(problem.storage_option) > 1:
        items["tanks and batteries of homes"] = problem.storage_cost[rows, storage].sum()
    return items


def _of_district(outcome: Outcome) -> dict[str, float]:
    problem, weight = outcome.problem, outcome.problem.weight
    flows, sizes = outcome.answer.dispatch.flows, outcome.answer.dispatch.sizes
    bought = flows["bought_kwh"] + flows["charged_kwh"]
    return {
        "panel fields": float(sizes["field_kwp"] @ problem.asset_cost),
        **_of_parts(outcome),
        FUEL: float((outcome.burnt * problem.fuel_price[outcome.carriers]).sum()),
        BOUGHT: float(weight @ (bought * problem.retail)),
        "network fee on exchange": float(weight @ (flows["exchanged_kwh"] * problem.fee)),
        "electricity sold": -float((flows["sold_kwh"] * problem.feed_in @ weight).sum())
        - float((flows["field_sold_kwh"] * problem.asset_feed_in @ weight).sum()),
        "standing charges of exchange": problem.fixed_cost,
    }


def pipes(outcome: Outcome) -> gpd.GeoDataFrame:
    """Pipes of the heat network, one row each: zone, whether it is built, length of its trench."""
    network, crs = outcome.pipes, outcome.stock.buildings.crs
    if network is None:
        return gpd.GeoDataFrame({"zone": []}, geometry=[], crs=crs)
    built = outcome.answer.dispatch.sizes["zone_built"]
    lines = [LineString([(x0, y0), (x1, y1)]) for x0, y0, x1, y1 in network.pipes]
    zones = [network.zones[z] for z in network.pipe_zone]
    return gpd.GeoDataFrame(
        {
            "zone": [zone.name for zone in zones],
            "built": [bool(built[z] == 1.0) for z in network.pipe_zone],
            "zone_trench_m": [zone.length_m for zone in zones],
            "zone_loss_kw": [zone.loss_kw for zone in zones],
            "zone_investment_eur": [zone.investment for zone in zones],
        },
        geometry=lines,
        crs=crs,
    )


def _of_parts(outcome: Outcome) -> dict[str, float]:
    """Stores and converters by name, the pipes of all zones together; those not built left out."""
    problem, plan = outcome.problem, outcome.answer.dispatch
    costs = own_costs(problem, plan.flows, plan.sizes)
    pipes = sum(costs.pop(str(name)) for name in problem.zone)
    built = {name: cost for name, cost in costs.items() if cost > 0.0 or name == "battery"}
    return {**built, **({"heat network": pipes} if len(problem.zone) else {})}


def _reference_items(outcome: Outcome) -> dict[str, float]:
    """Electricity is what is left of the cost."""
    problem = outcome.problem
    fuel = outcome.designs.heat_and_water[2][:, 0, 0]
    items = {
        WORKS: float(problem.package_cost[:, 0].sum()),
        HEATERS: problem.heater_cost[:, 0, 0].sum(),
        FUEL: float((fuel * problem.fuel_price[problem.heater_carrier[:, 0]]).sum()),
    }
    return {
        **items,
        BOUGHT: outcome.reference["cost"] - items[WORKS] - items[HEATERS] - items[FUEL],
    }
