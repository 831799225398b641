"""Indicators of a decided plan: the keys of ``summary.json``, by topic."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import geopandas as gpd
import pandas as pd

from zeneville import __version__
from zeneville.model.problem import COMMUNITY
from zeneville.results import labels, standard_need
from zeneville.results.outcome import Outcome


def indicators(outcome: Outcome, buildings: gpd.GeoDataFrame) -> dict[str, Any]:
    """Everything that ``summary.json`` says; energy in kWh and money in EUR a year.

    Parameters
    ----------
    buildings
        As :func:`tables.buildings` gives them.
    """
    return {
        **_asked(outcome, buildings),
        **_proof(outcome),
        **_balances(outcome),
        **_emissions(outcome),
        **_reference(outcome),
        **_choices(outcome, buildings),
        **_electricity(outcome),
        "seconds": outcome.seconds,
        "peak_memory_mb": round(outcome.peak_memory_mb, 1),
    }


def _asked(outcome: Outcome, buildings: gpd.GeoDataFrame) -> dict[str, Any]:
    """The case, how it ended, and what of the stock takes part."""
    case, weather, status = outcome.case, outcome.weather, buildings["status"]
    hours = len(outcome.problem.weight)
    balance = case.requirement.balance
    return {
        "zeneville_version": __version__,
        "case": case.name,
        "reconstruction": case.reconstruction,
        "case_sha256": case.sha256,
        "status": outcome.answer.status,
        "requirement": case.requirement.model_dump(),
        "limits": case.limits.model_dump(),
        "balance_definition": "primary" if balance == "none" else balance,
        "buildings": int(outcome.heated),
        "roofs_only": int((status == "roof_only").sum()),
        "unusable": int((status == "unusable").sum()),
        "hours": hours,
        "approximate": hours < 8760,
        "weather": weather.attrs["name"],
        "weather_synthetic": bool(weather.attrs.get("synthetic", 0)),
    }


def _proof(outcome: Outcome) -> dict[str, Any]:
    """Objective, bound and gap; ``gap_of_savings`` is None where nothing is saved."""
    answer, report = outcome.answer, outcome.report
    saving = outcome.reference["cost"] - answer.cost
    gap = max(0.0, answer.cost - answer.bound)
    return {
        "objective_eur_per_year": answer.cost,
        "bound_eur_per_year": answer.bound,
        "gap": answer.gap,
        "gap_eur_per_year": gap,
        "gap_of_savings": gap / saving if saving > 0 else None,
        "verified": bool(report.verified),
        "bound_verified": bool(report.bound_verified),
    }


def _balances(outcome: Outcome) -> dict[str, Any]:
    """Balances at the border of the district, on the need as used and at the standard use."""
    problem, data, burnt = outcome.problem, outcome.data, outcome.burnt
    net = outcome.exported - outcome.imported + outcome.central.cars
    primary = problem.primary_factor * net - _fuel_primary(outcome)
    final = float(net - burnt.sum()) - outcome.central.fuel
    more = standard_need.differences(
        problem,
        outcome.designs,
        outcome.chosen,
        data["need_standard_kwh"].to_numpy(),
        outcome.central,
    )
    sources = data["need_source"].to_numpy().astype(str)[: outcome.heated]
    return {
        "energy_balance_kwh_per_year": float(data["energy_balance_kwh_per_year"]),
        "primary_balance_kwh_per_year": primary,
        "final_balance_kwh_per_year": final,
        "primary_balance_kwh_per_year_standard_need": primary
        - problem.primary_factor * more["electricity"]
        - more["fuel_primary"],
        "final_balance_kwh_per_year_standard_need": final - more["electricity"] - more["fuel"],
        "needs": outcome.case.needs.behaviour,
        "need_sources": _counted(sources),
        **standard_need.heating(data, outcome.parts[0]),
        "max_balance_kwh_per_year": outcome.best,
    }


def _fuel_primary(outcome: Outcome) -> float:
    bought = outcome.burnt * outcome.problem.fuel_primary[outcome.carriers]
    return float(bought.sum()) + outcome.central.fuel


def _emissions(outcome: Outcome) -> dict[str, Any]:
    """CO2, final energy and primary energy bought."""
    return {
        "co2_kg_per_year": float(outcome.data["co2_kg_per_year"]),
        "final_energy_kwh_per_year": _used(outcome),
        "primary_energy_kwh_per_year": _fuel_primary(outcome)
        + outcome.problem.primary_factor * (outcome.imported - outcome.central.cars),
        "network_heat_kwh_per_year": float(outcome.network_heat.sum()),
        "electric_cars_kwh_per_year": outcome.central.cars,
    }


def _used(outcome: Outcome) -> float:
    """Final energy, kWh a year: fuel, electricity and heat of networks used in buildings and lamps.

    What the own roof gives, what neighbours and fields give and what is bought count alike, so that
    the figure stands beside the reference's; losses of stores and cars are no such use.
    """
    package, heater, _, storage = outcome.parts
    chosen = enumerate(zip(package, heater, storage, strict=True))
    hourly = sum(outcome.designs.consumption(b, *map(int, design)) for b, design in chosen)
    heat = outcome.burnt.sum() + outcome.network_heat.sum()
    return float(heat + outcome.problem.weight @ hourly)


def _reference(outcome: Outcome) -> dict[str, Any]:
    """The district carried on as it is."""
    reference = outcome.reference
    final = outcome.case.requirement.balance == "final"
    return {
        "reference_cost_eur_per_year": reference["cost"],
        "reference_energy_balance_kwh_per_year": -reference["final" if final else "primary"],
        "reference_co2_kg_per_year": reference["co2"],
        "reference_final_energy_kwh_per_year": reference["final"],
        "reference_primary_energy_kwh_per_year": reference["primary"],
    }


def _choices(outcome: Outcome, buildings: gpd.GeoDataFrame) -> dict[str, Any]:
    """Investment, and how many buildings have which package, system and label."""
    problem, heated = outcome.problem, outcome.heated
    package, heater, _, _ = outcome.parts
    return {
        "investment_eur": float(outcome.data["investment_eur"]),
        "non_energy_works_eur": float(buildings["non_energy_eur"].sum()),
        "packages": _counted(str(problem.package[p]) for p in package[:heated]),
        "systems": _counted(outcome.heaters.system[j] for j in heater[:heated]),
        "labels_before": labels.counts(buildings["dpe_before"]),
        "labels_after": labels.counts(buildings["dpe_after"]),
        "labels_law_date": outcome.data.attrs["dpe_law_date"],
    }


def _electricity(outcome: Outcome) -> dict[str, Any]:
    """Panels, battery and what crosses the border of the district."""
    problem, sizes = outcome.problem, outcome.answer.dispatch.sizes
    kwp = problem.pv_kwp[outcome.rows, outcome.parts[2]]
    exchanged = outcome.answer.dispatch.flows["exchanged_kwh"]
    lamps = problem.electricity_kwh[problem.building == "street_lighting"]
    return {
        "pv_kwp": float(kwp.sum() + sizes["field_kwp"].sum()),
        "roof_pv_kwp": float(kwp.sum()),
        "field_pv_kwp": float(sizes["field_kwp"].sum()),
        "battery_kwh": float(sizes["store_kwh"][problem.store_node == COMMUNITY].sum()),
        "district_sizes": {
            **{str(n): float(v) for n, v in zip(problem.store, sizes["store_kwh"], strict=True)},
            **{
                str(n): float(v)
                for n, v in zip(problem.converter, sizes["converter_kw"], strict=True)
            },
        },
        **_home_storage(outcome),
        "imported_kwh_per_year": outcome.imported,
        "exported_kwh_per_year": outcome.exported,
        "street_lighting_kwh_per_year": float(lamps.sum(axis=0, dtype=float) @ problem.weight),
        "exchanged_kwh_per_year": float(problem.weight @ exchanged),
    }


def _home_storage(outcome: Outcome) -> dict[str, Any]:
    """How many heated buildings have which storage, and the energy of all home batteries."""
    problem, storage = outcome.problem, outcome.parts[3]
    kwh = problem.home_battery_kwh[outcome.rows, storage]
    return {
        "storage": _counted(str(problem.storage_option[s]) for s in storage[: outcome.heated]),
        "home_batteries": int((kwh > 0.0).sum()),
        "home_battery_kwh": float(kwh.sum()),
    }


def _counted(names: Iterable[str]) -> dict[str, int]:
    """How often each name stands there, by name."""
    counts = pd.Series(list(names)).value_counts().sort_index()
    return {str(name): int(number) for name, number in counts.items()}
