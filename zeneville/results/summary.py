"""Indicators of a solved plan, and its tables by building, plane and asset."""

from __future__ import annotations

from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd

from zeneville import __version__
from zeneville.results import discomfort, labels, standard_need
from zeneville.results.plan import Plan

NOT_YET = (
    ("aids, loans, rents", "the owner's account is separate and not built yet"),
    ("works by year", "the programme under annual budgets is not built yet"),
    ("shading of roofs", "yields are without shading until the solar cadastre"),
)


def summarise(**parts: Any) -> Plan:
    """Put everything a run knows into a :class:`Plan`.

    Takes the keyword arguments of the pipeline: case, stock, works, planes, sites, yields, data,
    problem, designs, answer, reference, best, menus, report, weather, assumptions, faults,
    seconds, peak_memory_mb.
    """
    case, problem, designs = parts["case"], parts["problem"], parts["designs"]
    answer, data, report = parts["answer"], parts["data"], parts["report"]
    chosen = answer.dispatch.chosen
    rows = np.arange(len(chosen))
    package, heater, option = designs.parts(chosen)
    heated = parts["menus"]["heated"]
    menu, panels = parts["menus"]["heaters"], parts["menus"]["panels"]
    _, _, fuel = designs.heat_and_water
    burnt = fuel[rows, package, heater]
    carriers = problem.heater_carrier[rows, heater]
    load = designs.net_load(chosen)
    weight = problem.weight
    flows, sizes = answer.dispatch.flows, answer.dispatch.sizes
    imported = float(weight @ (flows["bought_kwh"] + flows["charged_kwh"]))
    exported = float(weight @ (flows["sold_kwh"].sum(axis=0) + flows["field_sold_kwh"].sum(axis=0)))
    used_roof = float(
        (
            np.minimum(problem.pv_kwh[rows, option], load + problem.pv_kwh[rows, option]).clip(0)
            @ weight
        ).sum()
    )
    final = float(burnt.sum()) + imported + used_roof
    fuel_primary = float((burnt * problem.fuel_primary[carriers]).sum())
    net = exported - imported
    reference = parts["reference"]
    saving = reference["cost"] - answer.cost
    gap_eur = max(0.0, answer.cost - answer.bound)
    buildings = _buildings(parts, package, heater, option, burnt, load)
    status = buildings["status"]
    kwp = problem.pv_kwp[rows, option]
    systems = [menu.system[j] for j in heater[:heated]]
    pack = [str(problem.package[p]) for p in package[:heated]]
    primary_balance = problem.primary_factor * net - fuel_primary
    final_balance = float(net - burnt.sum())
    more = standard_need.differences(problem, designs, chosen, data["need_standard_kwh"].to_numpy())
    sources = data["need_source"].to_numpy().astype(str)[:heated]
    summary: dict[str, Any] = {
        "zeneville_version": __version__,
        "case": case.name,
        "case_sha256": case.sha256,
        "status": answer.status,
        "requirement": case.requirement.model_dump(),
        "balance_definition": "primary"
        if case.requirement.balance == "none"
        else case.requirement.balance,
        "buildings": int(heated),
        "roofs_only": int((status == "roof_only").sum()),
        "unusable": int((status == "unusable").sum()),
        "hours": len(weight),
        "approximate": len(weight) < 8760,
        "weather": parts["weather"].attrs["name"],
        "weather_synthetic": bool(parts["weather"].attrs.get("synthetic", 0)),
        "objective_eur_per_year": answer.cost,
        "bound_eur_per_year": answer.bound,
        "gap": answer.gap,
        "gap_eur_per_year": gap_eur,
        "gap_of_savings": gap_eur / saving if saving > 0 else None,
        "verified": bool(report.verified),
        "bound_verified": bool(report.bound_verified),
        "energy_balance_kwh_per_year": float(data["energy_balance_kwh_per_year"]),
        "primary_balance_kwh_per_year": primary_balance,
        "final_balance_kwh_per_year": final_balance,
        "primary_balance_kwh_per_year_standard_need": primary_balance
        - problem.primary_factor * more["electricity"]
        - more["fuel_primary"],
        "final_balance_kwh_per_year_standard_need": final_balance
        - more["electricity"]
        - more["fuel"],
        "needs": case.needs.behaviour,
        "need_sources": {
            str(k): int(v) for k, v in pd.Series(sources).value_counts().sort_index().items()
        },
        **standard_need.heating(data, package),
        "max_balance_kwh_per_year": parts["best"],
        "co2_kg_per_year": float(data["co2_kg_per_year"]),
        "final_energy_kwh_per_year": final,
        "primary_energy_kwh_per_year": fuel_primary + problem.primary_factor * imported,
        "reference_cost_eur_per_year": reference["cost"],
        "reference_energy_balance_kwh_per_year": -reference[
            "final" if case.requirement.balance == "final" else "primary"
        ],
        "reference_co2_kg_per_year": reference["co2"],
        "reference_final_energy_kwh_per_year": reference["final"],
        "reference_primary_energy_kwh_per_year": reference["primary"],
        "investment_eur": float(data["investment_eur"]),
        "non_energy_works_eur": float(buildings["non_energy_eur"].sum()),
        "packages": {
            str(k): int(v) for k, v in pd.Series(pack).value_counts().sort_index().items()
        },
        "systems": {
            str(k): int(v) for k, v in pd.Series(systems).value_counts().sort_index().items()
        },
        "labels_before": labels.counts(buildings["dpe_before"]),
        "labels_after": labels.counts(buildings["dpe_after"]),
        "labels_law_date": data.attrs["dpe_law_date"],
        "pv_kwp": float(kwp.sum() + sizes["field_kwp"].sum()),
        "roof_pv_kwp": float(kwp.sum()),
        "field_pv_kwp": float(sizes["field_kwp"].sum()),
        "battery_kwh": max(0.0, float(sizes["battery_kwh"])),
        "imported_kwh_per_year": imported,
        "exported_kwh_per_year": exported,
        "street_lighting_kwh_per_year": _street_lighting(problem),
        "exchanged_kwh_per_year": float(weight @ flows["exchanged_kwh"]),
        "seconds": parts["seconds"],
        "peak_memory_mb": round(parts["peak_memory_mb"], 1),
    }
    return Plan(
        case_name=case.name,
        summary=summary,
        data=data,
        buildings=buildings,
        planes=_planes(parts, panels, option),
        assets=_assets(parts, sizes),
        costs=_costs(parts, package, heater, option, burnt, carriers, flows, sizes),
        assumptions=parts["assumptions"],
        faults=tuple(str(fault) for fault in parts["faults"]),
        findings=report.lines(),
        not_yet=NOT_YET,
    )


def _street_lighting(problem: Any) -> float:
    row = problem.building == "street_lighting"
    return float(problem.electricity_kwh[row].sum(axis=0, dtype=float) @ problem.weight)


def _buildings(
    parts: dict[str, Any], package: Any, heater: Any, option: Any, burnt: Any, load: Any
) -> gpd.GeoDataFrame:
    problem, designs = parts["problem"], parts["designs"]
    menu, works = parts["menus"]["heaters"], parts["works"]
    heated = parts["menus"]["heated"]
    rows = np.arange(len(problem.building))
    theory = parts["data"]["space_heating_standard_kwh_per_year"].to_numpy()
    factor = parts["data"]["behaviour_factor"].to_numpy()
    need = theory * factor
    chosen = parts["answer"].dispatch.chosen
    result = pd.DataFrame(
        {
            "package": problem.package[package],
            "system": [menu.system[j] for j in heater],
            "heat_kw": problem.heater_kw[rows, package, heater],
            "pv_kwp": problem.pv_kwp[rows, option],
            "investment_eur": designs.investment[rows, chosen],
            "annual_cost_eur": designs.cost[rows, chosen],
            "reference_cost_eur": parts["reference"]["cost_by_building"],
            "reference_co2_kg": parts["reference"]["co2_by_building"],
            "need_before_kwh": need[:, 0],
            "need_after_kwh": need[rows, package],
            "need_before_standard_kwh": theory[:, 0],
            "need_after_standard_kwh": theory[rows, package],
            "need_source": parts["data"]["need_source"].to_numpy().astype(str),
            "fuel_kwh": burnt,
            "electricity_drawn_kwh": np.maximum(load, 0) @ problem.weight,
            "electricity_surplus_kwh": np.maximum(-load, 0) @ problem.weight,
            "co2_kg": designs.co2[rows, chosen]
            + problem.co2_import * (np.maximum(load, 0) @ problem.weight),
            "non_energy_eur": np.concatenate(
                [
                    works["non_energy_eur"].to_numpy()[np.arange(heated), package[:heated]],
                    np.zeros(len(rows) - heated),
                ]
            ),
        },
        index=pd.Index(problem.building, name="building"),
    )
    told = labels.chosen(parts["data"], package, result["system"].tolist())
    hot = discomfort.chosen(parts["data"], package)
    table = parts["stock"].buildings.join(result).join(told).join(hot)
    only_roof = table["status"] == "roof_only"
    table.loc[only_roof, ["package", "system"]] = None
    return table


def _planes(parts: dict[str, Any], panels: Any, option: Any) -> gpd.GeoDataFrame:
    planes = parts["planes"].copy()
    size: dict[str, float] = {}
    for b, number in enumerate(option):
        size.update(panels.kwp_by_plane[b][number])
    planes["kwp"] = [size.get(name, 0.0) for name in planes.index]
    planes["yield_kwh_per_kwp"] = parts["yields"].sum(axis=1)
    planes["yield_kwh"] = planes["kwp"] * planes["yield_kwh_per_kwp"]
    return planes


def _assets(parts: dict[str, Any], sizes: dict[str, Any]) -> gpd.GeoDataFrame:
    problem, sites = parts["problem"], parts["sites"]
    table = sites.copy()
    table["capacity"] = sizes["field_kwp"]
    table["unit"] = "kWp"
    table["max"] = problem.asset_max
    table["investment_eur"] = sizes["field_kwp"] * problem.asset_investment
    table["annual_cost_eur"] = sizes["field_kwp"] * problem.asset_cost
    return table


def _costs(
    parts: dict[str, Any],
    package: Any,
    heater: Any,
    option: Any,
    burnt: Any,
    carriers: Any,
    flows: dict[str, Any],
    sizes: dict[str, Any],
) -> pd.DataFrame:
    problem, weight = parts["problem"], parts["problem"].weight
    rows = np.arange(len(package))
    reference_heater = problem.heater_cost[:, 0, 0].sum()
    _, _, fuel = parts["designs"].heat_and_water
    reference_fuel = float((fuel[:, 0, 0] * problem.fuel_price[problem.heater_carrier[:, 0]]).sum())
    reference_works = float(problem.package_cost[:, 0].sum())
    items = [
        ("works and renewals", problem.package_cost[rows, package].sum(), reference_works),
        (
            "heaters, upkeep, standing charges",
            problem.heater_cost[rows, package, heater].sum(),
            reference_heater,
        ),
        ("roof panels", problem.pv_cost[rows, option].sum(), 0.0),
        ("panel fields", float(sizes["field_kwp"] @ problem.asset_cost), 0.0),
        (
            "battery",
            float(sizes["battery_kwh"]) * problem.battery_energy_cost
            + float(sizes["battery_kw"]) * problem.battery_power_cost,
            0.0,
        ),
        ("fuel", float((burnt * problem.fuel_price[carriers]).sum()), reference_fuel),
        (
            "electricity bought",
            float(weight @ ((flows["bought_kwh"] + flows["charged_kwh"]) * problem.retail)),
            parts["reference"]["cost"] - reference_works - reference_heater - reference_fuel,
        ),
        ("network fee on exchange", float(weight @ (flows["exchanged_kwh"] * problem.fee)), 0.0),
        (
            "electricity sold",
            -float((flows["sold_kwh"] * problem.feed_in @ weight).sum())
            - float((flows["field_sold_kwh"] * problem.asset_feed_in @ weight).sum()),
            0.0,
        ),
        ("standing charges of exchange", problem.fixed_cost, 0.0),
    ]
    return pd.DataFrame(items, columns=["item", "plan_eur_per_year", "reference_eur_per_year"])
