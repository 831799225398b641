"""The plan on the standard need, beside the behaviour-adjusted one that decisions rest on.

The designs stay as chosen: heat pumps keep their size and the backup covers what is above it.
Panels, fields, tanks and batteries run as planned, so that the grid alone makes up the difference.
"""

from __future__ import annotations

import numpy as np
import xarray as xr

from zeneville.demand.behaviour import Today
from zeneville.model import Designs, Problem, with_package
from zeneville.model.problem import NETWORK, Array
from zeneville.results.central_energy import CentralEnergy


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
        out[name] = (full.dims, full.to_numpy())
    source = needs["need_source"].reindex(building=names, fill_value="standard")
    out["need_source"] = (("building",), source.to_numpy().astype(str))
    for name, values in (
        ("persons", envelope["persons"].to_numpy().astype(float)),
        ("efficiency_today", today.efficiency),
        ("heating_price_today", today.price),
    ):
        padded = np.concatenate([values, np.zeros(len(names) - count)])
        out[name] = (("building",), padded)
    hours = data["index_of_year"].to_numpy()
    package = data["chosen_package"].to_numpy()[:count]
    chosen = np.zeros((len(names), len(hours)), dtype=np.float32)
    heat = needs["space_heating_kwh"].to_numpy()
    for b in range(count):
        chosen[b] = heat[b, package[b], hours]
    out["need_standard_kwh"] = (("building", "hour"), chosen)
    return out


def differences(
    problem: Problem, designs: Designs, chosen: Array, standard: Array, central: CentralEnergy
) -> dict[str, float]:
    """What the standard need adds to the plan over a year, kWh: electricity, fuel, its primary.

    Heat of the district's network is made as its machines make it over the year of the plan.

    Parameters
    ----------
    chosen
        (B,) design numbers.
    standard
        (B, T) useful space heat at the standard use of the chosen packages.
    """
    package, heater, option, _ = designs.parts(chosen)
    alone = with_package(problem, package).with_arrays(need_kwh=standard[:, None, :])
    again = Designs(alone)
    as_planned = designs.net_load(designs.number(package, heater, option, 0))
    rows = np.arange(len(chosen))
    load = (again.net_load(again.number(0 * package, heater, option, 0)) - as_planned).sum(axis=0)
    burnt = (
        again.heat_and_water[2][rows, 0, heater] - designs.heat_and_water[2][rows, package, heater]
    )
    carriers = problem.heater_carrier[rows, heater]
    heat = float(burnt[carriers == NETWORK].sum())
    burnt = np.where(carriers == NETWORK, 0.0, burnt)
    fuel = heat * central.fuel_per_heat
    return {
        "electricity": float(problem.weight @ load) + heat * central.electricity_per_heat,
        "fuel": float(burnt.sum()) + fuel,
        "fuel_primary": float((burnt * problem.fuel_primary[carriers]).sum()) + fuel,
    }


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
