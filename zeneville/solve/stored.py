"""A solved plan as labelled arrays: what the independent check reads."""

from __future__ import annotations

import numpy as np
import xarray as xr

from zeneville.model import Designs, Problem
from zeneville.solve import duals as of_duals
from zeneville.solve.decomposition import Answer

_PER_KWH = (("balance", "EUR/kWh"), ("renewable", "EUR/kWh"), ("autonomy", "EUR/kWh"))
_SIZES = {
    "field_kwp": ("asset", "kWp"),
    "store_kwh": ("store", "kWh"),
    "store_kw": ("store", "kW"),
    "converter_kw": ("converter", "kW"),
    "zone_built": ("zone", "1"),
}
_FLOW_DIMS = {
    "store_charge_kwh": ("store", "hour"),
    "store_discharge_kwh": ("store", "hour"),
    "store_level_kwh": ("store", "hour"),
    "converter_kwh": ("converter", "hour"),
    "flexible_kwh_drawn": ("flexible", "hour"),
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
    for name, values in plan.sizes.items():
        dim, unit = _SIZES[name]
        data[name] = ((dim,), values, {"units": unit})
    leaves = sorted(answer.leaves, key=lambda leaf: leaf.bound)
    for name in of_duals.HOURLY:
        lines = np.array([getattr(leaf.duals, name) for leaf in leaves])
        data[f"dual_{name}"] = (("leaf", "hour"), lines, {"units": "EUR/kWh"})
    lines = np.array([leaf.duals.stored for leaf in leaves])
    data["dual_stored"] = (("leaf", "store", "hour"), lines, {"units": "EUR/kWh"})
    for name, unit in (*_PER_KWH, ("co2", "EUR/kg"), ("invest", "1")):
        levels = np.array([float(getattr(leaf.duals, name)) for leaf in leaves])
        data[f"dual_{name}"] = (("leaf",), levels, {"units": unit})
    for kind in ("store", "converter", "zone"):
        states = np.array([leaf.built[kind] for leaf in leaves])
        data[f"leaf_{kind}_built"] = (("leaf", kind), states, {"units": "1"})
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
