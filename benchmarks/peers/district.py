"""The linear program that is compared: a few buildings of a shipped stock, their designs, limits.

Loads, costs and tariffs come from the public stages; only days, limits and the share of the sites
are chosen here.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import xarray as xr

from zeneville import pipeline
from zeneville.case import load
from zeneville.demand import needs as hourly_needs
from zeneville.model import Columns, Designs, Problem, aggregate
from zeneville.pipeline.buildings import labels
from zeneville.pipeline.cadastre import sun_of
from zeneville.pipeline.district import district, reference_of

#: EUR per kWh of the energy balance at which one more design of each building is the cheapest left
BALANCE_PRICES = (0.0, 0.05, 0.15)
#: part of the sites that belongs to the buildings drawn: with all of it no roof carries panels
SITES_SHARE = 0.5
#: largest CO2, as a share of the district carried on as it is; it binds beside the balance
CO2_SHARE = 0.05
#: largest import and export, as a share of the peak of the designs that draw most
TRANSFORMER_SHARE = 0.8


def small_district(
    name: str = "zeneville600", buildings: int = 10, hours: int = 288, seed: int = 0
) -> tuple[Problem, Columns]:
    """``buildings`` drawn from a shipped district, and four designs of each as columns.

    The days are spread evenly over the year and follow one another: the battery has one cycle
    over all of them, the only one that the storage of every library knows.
    """
    inputs = pipeline.Inputs(load(name))
    heated = pipeline.stock_of(inputs).envelope["building"].to_numpy().astype(str)
    drawn = np.sort(np.random.default_rng(seed).choice(heated, buildings, replace=False))
    inputs.geodata = replace(inputs.geodata, buildings=inputs.geodata.buildings.loc[drawn])
    stock = pipeline.stock_of(inputs)
    needs = hourly_needs(stock.envelope, inputs.weather, inputs.figures)
    menu = pipeline.heater_menu(inputs, stock, needs)
    today = pipeline.heating_today(inputs, stock, needs, menu)
    needs, _ = pipeline.with_behaviour(inputs, stock, needs, today)
    sun = sun_of(inputs, stock)
    share = SITES_SHARE * buildings / len(heated)
    sun = replace(sun, sites=sun.sites.assign(kwp_max=share * sun.sites["kwp_max"]))
    letters = labels(inputs, stock, menu.system)
    problem = district(inputs, stock, needs, menu, sun, _days(hours), letters).problem
    columns = designs_as_columns(problem)
    return with_limits(problem, columns), columns


def _days(hours: int) -> xr.Dataset:
    days = ((np.arange(hours // 24) + 0.5) * 365 / (hours // 24)).astype(int)
    return xr.Dataset(
        {
            "index_of_year": ("hour", (days[:, None] * 24 + np.arange(24)).ravel()),
            "weight": ("hour", np.full(24 * len(days), 365 / len(days))),
            "successor": ("hour", (np.arange(24 * len(days)) + 1) % (24 * len(days))),
        }
    )


def designs_as_columns(problem: Problem) -> Columns:
    """Each building as it is, and its cheapest other designs at rising prices of the balance."""
    designs = Designs(problem)
    weight, electricity = problem.weight, problem.balance_factor * problem.weight
    groups = [np.array([b]) for b in range(len(problem.building))]
    chosen = np.zeros(len(groups), dtype=np.int64)
    columns = aggregate(designs, chosen, groups)
    taken = ~designs.allowed
    for price in BALANCE_PRICES:
        taken[np.arange(len(groups)), chosen] = True
        buy = weight * problem.retail + price * electricity
        sell = weight * problem.feed_in + price * electricity
        cost = designs.cost + price * designs.fuel_balance + designs.prices(buy, sell)
        chosen = np.argmin(np.where(taken, np.inf, cost), axis=1)
        columns = columns.append(aggregate(designs, chosen, groups))
    return columns


def with_limits(problem: Problem, columns: Columns) -> Problem:
    """Positive energy, little CO2, and a transformer that is short in some hours."""
    count = len(problem.building)
    peak = columns.load.reshape(-1, count, columns.load.shape[1]).sum(axis=1).max()
    return problem.with_scalars(
        balance_min=0.0,
        co2_max=CO2_SHARE * reference_of(problem)["co2"],
        transformer_kw=TRANSFORMER_SHARE * float(peak),
    )
