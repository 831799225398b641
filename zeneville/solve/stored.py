"""A solved plan as labelled arrays: what the independent check reads."""

from __future__ import annotations

import numpy as np
import xarray as xr

from zeneville.model import Designs, Problem
from zeneville.solve.decomposition import Answer

_FLOW_DIMS = {
    "shared_kwh": ("feed_in_class", "hour"),
    "sold_kwh": ("feed_in_class", "hour"),
    "field_local_kwh": ("asset", "hour"),
    "field_sold_kwh": ("asset", "hour"),
}


def to_dataset(problem: Problem, designs: Designs, answer: Answer) -> xr.Dataset:
    """Problem, chosen designs, flows, sizes, duals and totals in one dataset."""
    plan = answer.dispatch
    data = problem.to_dataset()
    for name, numbers in zip(
        ("chosen_package", "chosen_heater", "chosen_pv_option", "chosen_storage_option"),
        designs.parts(plan.chosen),
        strict=True,
    ):
        data[name] = (("building",), numbers.astype(np.int32), {"units": "1"})
    for name, values in designs.home_batteries(plan.chosen).items():
        data[name] = (("hour",), values, {"units": "kWh"})
    for name, values in plan.flows.items():
        data[name] = (_FLOW_DIMS.get(name, ("hour",)), values, {"units": "kWh"})
    data["field_kwp"] = (("asset",), plan.sizes["field_kwp"], {"units": "kWp"})
    data["battery_kwh"] = ((), float(plan.sizes["battery_kwh"]), {"units": "kWh"})
    data["battery_kw"] = ((), float(plan.sizes["battery_kw"]), {"units": "kW"})
    duals = answer.duals
    for name in ("community", "stored", "imported", "exported"):
        data[f"dual_{name}"] = (("hour",), getattr(duals, name), {"units": "EUR/kWh"})
    for name, unit in (("balance", "EUR/kWh"), ("co2", "EUR/kg"), ("invest", "1")):
        data[f"dual_{name}"] = ((), float(getattr(duals, name)), {"units": unit})
    for name, value, unit in _totals(answer):
        data[name] = ((), float(value), {"units": unit})
    return data


def _totals(answer: Answer) -> list[tuple[str, float, str]]:
    counted = answer.dispatch.totals
    return [
        ("objective_eur_per_year", answer.cost, "EUR/year"),
        ("bound_eur_per_year", answer.bound, "EUR/year"),
        ("energy_balance_kwh_per_year", counted.balance, "kWh/year"),
        ("co2_kg_per_year", counted.co2, "kg/year"),
        ("investment_eur", counted.invest, "EUR"),
    ]
