"""What is heated of the standard need, counted anew; and the plan's balances on the standard need.

Written apart from the demand stage on purpose: it restates the curve (Cayla and Osso 2013) and the
override by meters from the stored needs, the catalogue and the tariffs.
"""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import yaml

from zeneville.technologies import catalogue
from zeneville.verify import meters, parts
from zeneville.verify.kept import Kept

Array = np.ndarray[Any, Any]

NEEDED = (
    "behaviour_factor",
    "space_heating_standard_kwh_per_year",
    "measured_heating_kwh_per_year",
    "need_source",
    "need_standard_kwh",
    "persons",
    "efficiency_today",
    "heating_price_today",
)
TOLERANCE = 1e-6
#: needs are stored in single precision
SINGLE = 1e-6


def differences(plan: Kept) -> list[str]:
    """What in the factors, prices or needs differs from what is told; empty when nothing."""
    lacking = [f"the stored plan lacks {name}" for name in NEEDED if name not in plan]
    if lacking:
        return lacking
    factor = plan["behaviour_factor"].values
    expected = _factors(plan)
    out = _compare(plan, "behaviour_factor", factor, expected)
    price = _prices(plan)
    out += _compare(plan, "heating_price_today", plan["heating_price_today"].values, price)
    kinds = _kinds(plan)
    boiler = (kinds != "heat_pump") & plan["heated"].values.astype(bool)
    today, stated = plan["efficiency_today"].values, plan["heater_efficiency"].values[:, 0]
    out += _compare(plan, "efficiency_today", today, np.where(boiler, stated, today))
    rows, package = np.arange(len(factor)), plan["chosen_package"].values.astype(int)
    used = plan["need_standard_kwh"].values * factor[rows, package][:, None]
    planned = plan["need_kwh"].values[rows, package]
    largest = max(1.0, float(np.abs(planned).max(initial=0.0)))
    if np.abs(used - planned).max(initial=0.0) > SINGLE * largest:
        out.append("need_standard_kwh times behaviour_factor is not the need of the chosen package")
    return out


def _compare(plan: Kept, name: str, told: Array, expected: Array) -> list[str]:
    wrong = np.abs(told - expected) > TOLERANCE * np.maximum(1.0, np.abs(expected))
    if not wrong.any():
        return []
    b = int(np.nonzero(wrong)[0][0])
    return [
        f"{name} of {plan['building'].values[b]}: the plan says {np.ravel(told[b])}, the curve, "
        f"the meters and the tariffs give {np.ravel(expected[b])} ({int(wrong.sum())} differ)"
    ]


def _kinds(plan: Kept) -> Array:
    names = np.array([str(name) for name in plan["carrier"].values])
    kinds: Array = names[plan["heater_carrier"].values[:, 0].astype(int)]
    return kinds


def _prices(plan: Kept) -> Array:
    """EUR a kWh of the energy that heats each building as it is; 0 where nothing is heated."""
    tariff = yaml.safe_load(str(plan.attrs["tariffs_text"]))
    retail = tariff["retail_eur_per_kwh"]
    if "hourly" in retail:
        mean = float(np.mean(retail["hourly"]))
    elif "value" in retail:
        mean = float(retail["value"])
    else:
        low = len(tariff["off_peak_hours"]) / 24.0
        mean = low * float(retail["off_peak"]) + (1.0 - low) * float(retail["peak"])
    fuels = dict(
        zip((str(c) for c in plan["carrier"].values), plan["fuel_price"].values, strict=True)
    )
    electric = ("electricity", "heat_pump")
    paid = np.array([mean if kind in electric else fuels[kind] for kind in _kinds(plan)])
    return np.where(plan["heated"].values.astype(bool), paid, 0.0)


def _factors(plan: Kept) -> Array:
    stated = json.loads(str(plan.attrs["overrides"]))
    book = catalogue.read({key: (float(item[0]), str(item[1])) for key, item in stated.items()})
    theory = plan["space_heating_standard_kwh_per_year"].values
    source = np.array([str(name) for name in plan["need_source"].values])
    homes = plan["dwellings"].values
    out = np.ones_like(theory)
    slope, top = book.value("behaviour_slope"), book.value("behaviour_most")
    for b in np.flatnonzero((source != "standard") & (homes > 0)):
        others = max(float(plan["persons"].values[b]) / homes[b] - 1.0, 0.0)
        units = 1.0 + others * book.value("behaviour_unit_further_person")
        income = units * book.value("behaviour_income_per_unit") * homes[b]
        final = theory[b] / plan["efficiency_today"].values[b]
        bill = final * plan["heating_price_today"].values[b]
        cold = bill <= 0.0
        share = np.where(cold, 1.0, bill / income)
        curve = book.value("behaviour_intercept") - slope * np.log(share)
        out[b] = np.where(cold, top, np.minimum(np.maximum(curve, slope), top))
    for b in np.flatnonzero(source == "measured"):
        measured = float(plan["measured_heating_kwh_per_year"].values[b]) / theory[b, 0]
        out[b] = out[b] * (measured / out[b, 0])
    return out


def standard_need(plan: Kept) -> dict[str, float]:
    """Electricity, fuel and its primary energy that the standard need adds, kWh a year."""
    weight = plan["weight"].values
    primary = dict(
        zip((str(c) for c in plan["carrier"].values), plan["fuel_primary"].values, strict=True)
    )
    out = {"electricity": 0.0, "fuel": 0.0, "fuel_primary": 0.0}
    central = parts.central(plan)
    for b in range(plan.sizes["building"]):
        p, j = int(plan["chosen_package"].values[b]), int(plan["chosen_heater"].values[b])
        heat = plan["need_standard_kwh"].values[b].astype(np.float64)
        used, _ = meters.heat_and_water_electricity(plan, b, p, j)
        would, _ = meters.heat_and_water_electricity(plan, b, p, j, heat)
        out["electricity"] += float(weight @ (would - used))
        carrier, burnt = meters.fuel(plan, b, p, j)
        more = meters.fuel(plan, b, p, j, heat)[1] - burnt
        if carrier == "network":
            out["electricity"] += more * central["electricity_per_heat"]
            out["fuel"] += more * central["fuel_per_heat"]
            out["fuel_primary"] += more * central["fuel_per_heat"]
            continue
        out["fuel"] += more
        out["fuel_primary"] += more * float(primary[carrier])
    return out
