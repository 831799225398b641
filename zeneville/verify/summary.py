"""``summary.json`` against ``plan.nc``: every figure that people read, counted anew."""

from __future__ import annotations

from collections import Counter
from typing import Any

import numpy as np
import xarray as xr

from zeneville.verify import behaviour, meters, parts
from zeneville.verify.kept import Kept

TOLERANCE = 1e-6


def against_summary(plan: xr.Dataset | Kept, summary: dict[str, Any]) -> list[str]:
    """Figures of the summary that the plan does not bear out.

    Parameters
    ----------
    plan
        The dataset of ``plan.nc``, already found complete.
    summary
        The content of ``summary.json``.
    """
    out = []
    for name, value in _expected(Kept(plan)).items():
        if name not in summary:
            out.append(f"summary.json lacks {name}")
            continue
        told = summary[name]
        same = told == value
        if isinstance(value, float) and isinstance(told, int | float):
            same = abs(told - value) <= TOLERANCE * max(1.0, abs(value))
        if not same:
            out.append(f"summary.json says {name} {told}, plan.nc gives {value}")
    return out


def _expected(plan: Kept) -> dict[str, Any]:
    cost, bound = float(plan["objective_eur_per_year"]), float(plan["bound_eur_per_year"])
    weight = plan["weight"].values
    imported = float(weight @ (plan["bought_kwh"].values + plan["charged_kwh"].values))
    exported = float(
        weight @ (plan["sold_kwh"].values.sum(axis=0) + plan["field_sold_kwh"].values.sum(axis=0))
    )
    heated = plan["heated"].values.astype(bool)
    package, heater, option, storage = (
        plan[f"chosen_{name}"].values.astype(int)
        for name in ("package", "heater", "pv_option", "storage_option")
    )
    rows = np.arange(len(package))
    lamps = plan["building"].values == "street_lighting"
    totals = _energy(plan, package, heater, option, storage)
    today = _energy(plan, *4 * [0 * package])
    home_kwh = plan["home_battery_kwh"].values[rows, storage]
    factor = float(plan["primary_factor"])
    reference_cost = today["cost"] + float(weight @ (today["drawn"] * plan["retail"].values))
    reference_cost += parts.cars_as_they_come(plan)
    bought_today = float(weight @ today["drawn"])
    saving, gap = reference_cost - cost, max(0.0, cost - bound)
    cars, central = parts.moved_loads(plan), parts.central(plan)["fuel"]
    totals["fuel"] += central
    totals["fuel_primary"] += central
    final_balance = exported - imported + cars - totals["fuel"]
    primary_balance = factor * (exported - imported + cars) - totals["fuel_primary"]
    names = plan["package"].values, plan["heater"].values
    more = behaviour.standard_need(plan)
    theory = plan["space_heating_standard_kwh_per_year"].values
    really = theory * plan["behaviour_factor"].values
    return {
        "objective_eur_per_year": cost,
        "bound_eur_per_year": bound,
        "gap": gap / abs(cost),
        "gap_eur_per_year": gap,
        "gap_of_savings": gap / saving if saving > 0 else None,
        "buildings": int(heated.sum()),
        "hours": len(weight),
        "energy_balance_kwh_per_year": float(plan["energy_balance_kwh_per_year"]),
        "primary_balance_kwh_per_year": primary_balance,
        "final_balance_kwh_per_year": final_balance,
        "primary_balance_kwh_per_year_standard_need": primary_balance
        - factor * more["electricity"]
        - more["fuel_primary"],
        "final_balance_kwh_per_year_standard_need": final_balance
        - more["electricity"]
        - more["fuel"],
        "heating_need_kwh_per_year": float(really[rows, package].sum()),
        "heating_need_kwh_per_year_standard_need": float(theory[rows, package].sum()),
        "reference_heating_need_kwh_per_year": float(really[:, 0].sum()),
        "reference_heating_need_kwh_per_year_standard_need": float(theory[:, 0].sum()),
        "co2_kg_per_year": float(plan["co2_kg_per_year"]),
        "investment_eur": float(plan["investment_eur"]),
        "final_energy_kwh_per_year": totals["final"],
        "primary_energy_kwh_per_year": totals["fuel_primary"] + factor * (imported - cars),
        "electric_cars_kwh_per_year": cars,
        "reference_cost_eur_per_year": reference_cost,
        "reference_co2_kg_per_year": today["co2"]
        + float(plan["co2_import"]) * (bought_today + cars),
        "reference_final_energy_kwh_per_year": today["fuel"] + bought_today,
        "reference_primary_energy_kwh_per_year": today["fuel_primary"] + factor * bought_today,
        "imported_kwh_per_year": imported,
        "exported_kwh_per_year": exported,
        "street_lighting_kwh_per_year": float(
            plan["electricity_kwh"].values[lamps].sum(axis=0, dtype=float) @ weight
        ),
        "packages": dict(Counter(str(names[0][p]) for p in package[heated])),
        "systems": dict(Counter(str(names[1][j]).partition("@")[0] for j in heater[heated])),
        **_labels(plan, package, heater),
        "pv_kwp": float(plan["pv_kwp"].values[rows, option].sum() + plan["field_kwp"].values.sum()),
        "battery_kwh": float(
            plan["store_kwh"].values[plan["store_node"].values == _community(plan)].sum()
        ),
        "storage": dict(Counter(str(plan["storage_option"].values[s]) for s in storage[heated])),
        "home_batteries": int((home_kwh > 0.0).sum()),
        "home_battery_kwh": float(home_kwh.sum()),
    }


def _labels(plan: Kept, package: Any, heater: Any) -> dict[str, Any]:
    """Counts of letters before and after, from the letters of every design in the plan."""
    letters = plan["dpe_label"].values.astype(str)
    system = [str(name) for name in plan["system"].values]
    told = [str(name).partition("@")[0] for name in plan["heater"].values]
    rows = np.arange(len(letters))
    after = letters[rows, package, [system.index(told[j]) for j in heater]]
    before = letters[rows, 0, system.index("as_is")]
    return {
        f"labels_{when}": {letter: int((found == letter).sum()) for letter in "ABCDEFG"}
        for when, found in (("before", before), ("after", after))
    }


def _energy(plan: Kept, package: Any, heater: Any, option: Any, storage: Any) -> dict[str, Any]:
    """Sums of the buildings under given designs; ``drawn`` by hour, the rest by year."""
    weight = plan["weight"].values
    primary = dict(
        zip((str(c) for c in plan["carrier"].values), plan["fuel_primary"].values, strict=True)
    )
    out: dict[str, Any] = dict.fromkeys(("fuel", "fuel_primary", "cost", "co2", "final"), 0.0)
    out["drawn"] = np.zeros(len(weight))
    for b, (p, j, v, s) in enumerate(zip(package, heater, option, storage, strict=True)):
        yearly = meters.yearly(plan, b, int(p), int(j), int(s))
        carrier, burnt = meters.fuel(plan, b, int(p), int(j))
        net = meters.net(plan, b, int(p), int(j), int(v), int(s))
        used = meters.consumption(plan, b, int(p), int(j), int(s))
        out["final"] += burnt + float(weight @ used)
        burnt = 0.0 if carrier == "network" else burnt
        out["fuel"] += burnt
        out["fuel_primary"] += burnt * float(primary[carrier])
        out["cost"] += yearly["cost"] + float(plan["pv_cost"].values[b, v])
        out["co2"] += yearly["co2"]
        out["drawn"] += np.maximum(net, 0.0)
    return out


def _community(plan: Kept) -> int:
    return [str(name) for name in plan["node"].values].index("community")
