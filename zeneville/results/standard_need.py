"""The plan on the standard need, beside the behaviour-adjusted one that decisions rest on.

The designs stay as chosen: heat pumps keep their size and the backup covers what is above it.
Panels, fields, tanks and batteries run as planned, so that the grid alone makes up the difference.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import xarray as xr

from zeneville.demand.behaviour import Today
from zeneville.model import Designs, Problem
from zeneville.model.problem import ARRAYS, Array


def add(data: xr.Dataset, needs: xr.Dataset, envelope: xr.Dataset, today: Today) -> xr.Dataset:
    """The dataset of ``plan.nc`` with what the factors rest on and the chosen standard need.

    Parameters
    ----------
    data
        Problem and decision; ``chosen_package`` (building).
    needs
        The needs with their factors; heated buildings only, others have no need.
    envelope
        ``persons`` (building).
    """
    out = data.copy()
    names = [str(name) for name in data["building"].values]
    count = needs.sizes["building"]
    for name, fill in (
        ("behaviour_factor", 1.0),
        ("space_heating_standard_kwh_per_year", 0.0),
        ("measured_heating_kwh_per_year", np.nan),
    ):
        full = needs[name].reindex(building=names, fill_value=fill)
        out[name] = (full.dims, full.to_numpy(), {"units": needs[name].attrs["units"]})
    source = needs["need_source"].reindex(building=names, fill_value="standard")
    out["need_source"] = (("building",), source.to_numpy().astype(str))
    for name, values, unit in (
        ("persons", envelope["persons"].to_numpy().astype(float), "1"),
        ("efficiency_today", today.efficiency, "1"),
        ("heating_price_today", today.price, "EUR/kWh"),
    ):
        padded = np.concatenate([values, np.zeros(len(names) - count)])
        out[name] = (("building",), padded, {"units": unit})
    hours = data["index_of_year"].to_numpy()
    package = data["chosen_package"].to_numpy()[:count]
    chosen = np.zeros((len(names), len(hours)), dtype=np.float32)
    heat = needs["space_heating_kwh"].to_numpy()
    for b in range(count):
        chosen[b] = heat[b, package[b], hours]
    out["need_standard_kwh"] = (
        ("building", "hour"),
        chosen,
        {"units": "kWh", "long_name": "useful space heat at the standard use, chosen package"},
    )
    return out


def differences(
    problem: Problem, designs: Designs, chosen: Array, standard: Array
) -> dict[str, float]:
    """What the standard need adds to the plan over a year, kWh: electricity, fuel, its primary.

    Parameters
    ----------
    chosen
        (B,) design numbers.
    standard
        (B, T) useful space heat at the standard use of the chosen packages.
    """
    package, heater, option, _ = designs.parts(chosen)
    alone = _of_package(problem, package, standard)
    again = Designs(alone)
    as_planned = designs.net_load(designs.number(package, heater, option, 0))
    rows = np.arange(len(chosen))
    load = (again.net_load(again.number(0 * package, heater, option, 0)) - as_planned).sum(axis=0)
    burnt = (
        again.heat_and_water[2][rows, 0, heater] - designs.heat_and_water[2][rows, package, heater]
    )
    carriers = problem.heater_carrier[rows, heater]
    return {
        "electricity": float(problem.weight @ load),
        "fuel": float(burnt.sum()),
        "fuel_primary": float((burnt * problem.fuel_primary[carriers]).sum()),
    }


def _of_package(problem: Problem, package: Array, need: Array) -> Problem:
    """The problem with one package per building, and that package's need replaced."""
    rows = np.arange(len(package))
    arrays: dict[str, Any] = {
        name: problem.arrays[name][rows, package][:, None]
        if dims[:2] == ("building", "package")
        else problem.arrays[name]
        for name, (dims, _, _) in ARRAYS.items()
    }
    return Problem(
        building=problem.building,
        package=np.array(["chosen"]),
        heater=problem.heater,
        asset=problem.asset,
        feed_in_class=problem.feed_in_class,
        arrays={**arrays, "need_kwh": need[:, None, :]},
        scalars=problem.scalars,
        storage_option=problem.storage_option,
    )


def heating(data: xr.Dataset, package: Array) -> dict[str, float]:
    """Useful heat of the district before and after works, used and at the standard use, kWh."""
    rows = np.arange(len(package))
    theory = data["space_heating_standard_kwh_per_year"].to_numpy()
    used = theory * data["behaviour_factor"].to_numpy()
    return {
        "heating_need_kwh_per_year": float(used[rows, package].sum()),
        "heating_need_kwh_per_year_standard_need": float(theory[rows, package].sum()),
        "reference_heating_need_kwh_per_year": float(used[:, 0].sum()),
        "reference_heating_need_kwh_per_year_standard_need": float(theory[:, 0].sum()),
    }
