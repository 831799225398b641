"""A solved plan as labelled arrays: what the independent check reads."""

from __future__ import annotations

from typing import Any

import numpy as np
import xarray as xr

from zeneville.model import Designs, Problem
from zeneville.model.problem import Array
from zeneville.solve import duals as of_duals
from zeneville.solve.decomposition import Answer
from zeneville.solve.duals import Duals
from zeneville.solve.tree import Proof

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
}  #: meaning of each array over the nodes of the splits
_SPLITS = {
    "leaf": "leaf whose bound the node is part of",
    "parent": "node that was split, -1 at the root of a leaf",
    "building": "index of the building whose designs were split, -1 at the root of a leaf",
    "vector": "dual vector that bounds the node, -1 where it was split",
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
    data = data.assign(_vectors("dual", "leaf", [leaf.duals for leaf in leaves]))
    for kind in ("store", "converter", "zone"):
        states = np.array([leaf.built[kind] for leaf in leaves])
        data[f"leaf_{kind}_built"] = (("leaf", kind), states, {"units": "1"})
    data = data.assign(_splits([leaf.proof for leaf in leaves]))
    for name, value, unit in _totals(answer):
        data[name] = ((), float(value), {"units": unit})
    return data


def _vectors(kind: str, dim: str, vectors: list[Duals]) -> dict[str, Any]:
    """Dual vectors one below the other along ``dim``."""
    data: dict[str, Any] = {}
    for name in of_duals.HOURLY:
        lines = np.array([getattr(duals, name) for duals in vectors])
        data[f"{kind}_{name}"] = ((dim, "hour"), lines, {"units": "EUR/kWh"})
    lines = np.array([duals.stored for duals in vectors])
    data[f"{kind}_stored"] = ((dim, "store", "hour"), lines, {"units": "EUR/kWh"})
    for name, unit in (*_PER_KWH, ("co2", "EUR/kg"), ("invest", "1")):
        levels = np.array([float(getattr(duals, name)) for duals in vectors])
        data[f"{kind}_{name}"] = ((dim,), levels, {"units": unit})
    return data


def _splits(proofs: list[Proof | None]) -> dict[str, Any]:
    """The trees that prove leaves whose buildings' choices were split; nothing where none was.

    Designs are numbered with the last part (photovoltaic option) running fastest.
    """
    trees = [(leaf, proof) for leaf, proof in enumerate(proofs) if proof is not None]
    if not trees:
        return {}
    vectors: list[Duals] = []
    parts: dict[str, list[Array]] = {name: [] for name in _SPLITS}
    nodes = 0
    for leaf, proof in trees:
        parts["leaf"].append(np.full(len(proof.parent), leaf))
        parts["parent"].append(np.where(proof.parent < 0, -1, proof.parent + nodes))
        parts["building"].append(proof.building)
        parts["vector"].append(np.where(proof.vector < 0, -1, proof.vector + len(vectors)))
        vectors.extend(proof.duals)
        nodes += len(proof.parent)
    data: dict[str, Any] = {
        f"split_{name}": (
            ("split",),
            np.concatenate(parts[name]).astype(np.int32),
            {"units": "1", "long_name": meaning},
        )
        for name, meaning in _SPLITS.items()
    }
    data["split_allowed"] = (
        ("split", "design"),
        np.concatenate([proof.allowed for _, proof in trees]).astype(np.int8),
        {"units": "1", "long_name": "1 where the node keeps the design of its building"},
    )
    return data | _vectors("split_dual", "vector", vectors)


def _totals(answer: Answer) -> list[tuple[str, float, str]]:
    counted = answer.dispatch.totals
    return [
        ("objective_eur_per_year", answer.cost, "EUR/year"),
        ("bound_eur_per_year", answer.bound, "EUR/year"),
        ("energy_balance_kwh_per_year", counted.balance, "kWh/year"),
        ("co2_kg_per_year", counted.co2, "kg/year"),
        ("investment_eur", counted.invest, "EUR"),
    ]
