"""A solved plan as labelled arrays: what the independent check reads."""

from __future__ import annotations

from typing import Any

import numpy as np
import xarray as xr

from zeneville.model import Designs, Problem
from zeneville.solve.decomposition import Answer
from zeneville.solve.tree import Proof

_FLOW_DIMS = {
    "shared_kwh": ("feed_in_class", "hour"),
    "sold_kwh": ("feed_in_class", "hour"),
    "field_local_kwh": ("asset", "hour"),
    "field_sold_kwh": ("asset", "hour"),
}
#: dims and unit of each part of a dual vector
_DUALS: dict[str, tuple[tuple[str, ...], str]] = {
    "community": (("hour",), "EUR/kWh"),
    "stored": (("hour",), "EUR/kWh"),
    "imported": (("hour",), "EUR/kWh"),
    "exported": (("hour",), "EUR/kWh"),
    "balance": ((), "EUR/kWh"),
    "co2": ((), "EUR/kg"),
    "invest": ((), "1"),
}


def to_dataset(problem: Problem, designs: Designs, answer: Answer) -> xr.Dataset:
    """Problem, chosen designs, flows, sizes, duals and totals in one dataset."""
    plan = answer.dispatch
    data = problem.to_dataset()
    for name, numbers in zip(
        ("chosen_package", "chosen_heater", "chosen_pv_option"),
        designs.parts(plan.chosen),
        strict=True,
    ):
        data[name] = (("building",), numbers.astype(np.int32), {"units": "1"})
    for name, values in plan.flows.items():
        data[name] = (_FLOW_DIMS.get(name, ("hour",)), values, {"units": "kWh"})
    data["field_kwp"] = (("asset",), plan.sizes["field_kwp"], {"units": "kWp"})
    data["battery_kwh"] = ((), float(plan.sizes["battery_kwh"]), {"units": "kWh"})
    data["battery_kw"] = ((), float(plan.sizes["battery_kw"]), {"units": "kW"})
    for name, (dims, unit) in _DUALS.items():
        data[f"dual_{name}"] = (dims, getattr(answer.duals, name), {"units": unit})
    if answer.proof is not None:
        data = data.assign(_splits(answer.proof))
    for name, value, unit in _totals(answer):
        data[name] = ((), float(value), {"units": unit})
    return data


def _splits(proof: Proof) -> dict[str, Any]:
    """The tree of the bound: its nodes, and the dual vectors of its leaves.

    Designs are numbered with the last part (photovoltaic option) running fastest.
    """
    told = {
        "parent": "node that was split, -1 at the root",
        "building": "index of the building whose designs were split, -1 at the root",
        "vector": "dual vector that bounds the leaf, -1 where the node was split",
    }
    data: dict[str, Any] = {
        f"split_{name}": (
            ("node",),
            getattr(proof, name).astype(np.int32),
            {"units": "1", "long_name": meaning},
        )
        for name, meaning in told.items()
    }
    data["split_allowed"] = (
        ("node", "design"),
        proof.allowed.astype(np.int8),
        {"units": "1", "long_name": "1 where the node keeps the design of its building"},
    )
    for name, (dims, unit) in _DUALS.items():
        values = np.array([getattr(duals, name) for duals in proof.duals])
        data[f"split_dual_{name}"] = (("vector", *dims), values, {"units": unit})
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
