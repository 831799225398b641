"""What each building is, needs and may be heated with: the stages between inputs and decision."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import numpy as np
import xarray as xr

from zeneville.case import Case
from zeneville.demand import behaviour, measured
from zeneville.demand.dpe import stock as regulatory
from zeneville.errors import Fault, InputError
from zeneville.messages import Message
from zeneville.model import CARRIERS
from zeneville.pipeline.facades import shaded
from zeneville.pipeline.inputs import Inputs
from zeneville.stock import Stock, prepare
from zeneville.technologies import heat_pumps, heaters
from zeneville.weather import periods

Array = np.ndarray[Any, Any]


def stock_of(inputs: Inputs) -> Stock:
    """The stock of a case, its envelope with the sun that surroundings leave."""
    return shaded(inputs, prepared(inputs))


def prepared(inputs: Inputs) -> Stock:
    """The stock of a case before anything of the sun is known."""
    case = inputs.case
    stock = prepare(
        inputs.geodata.buildings,
        inputs.geodata.protections,
        case.stock_defaults.construction_period,
        case.stock_defaults.heating_energy,
        case.zone,
        inputs.figures,
        inputs.annuity,
        case.money.vat_recovered,
        case.locks,
        inputs.known,
    )
    if stock.envelope.sizes["building"] == 0:
        raise InputError(
            [
                Fault(
                    case.stock,
                    "",
                    Message("no heated building"),
                    Message("at least one building that is heated"),
                    Message("Check uses and footprints."),
                    code="no-heated",
                )
            ]
        )
    faults = list(_barred_locks(case, stock))
    if faults:
        raise InputError(faults)
    return stock


def _barred_locks(case: Case, stock: Stock) -> Iterator[Fault]:
    """Locks to a package that the building may not have: then no package would be left to it."""
    none = stock.works["allowed"].sum("package") == 0
    barred = set(stock.envelope["building"].to_numpy()[none.to_numpy()].astype(str))
    for number, lock in enumerate(case.locks):
        if lock.package is not None and lock.building in barred:
            yield Fault(
                "case.yaml",
                Message("key locks.{number}", number=number),
                Message(
                    "building {building!r} is protected: {package} is barred there",
                    building=lock.building,
                    package=lock.package,
                ),
                Message("a package that the building may have"),
                Message("Lock it to another package, such as walls_inside, or remove the lock."),
                code="lock-barred",
            )


def labels(inputs: Inputs, stock: Stock, systems: tuple[str, ...]) -> xr.Dataset:
    """Regulatory labels of every package and system, by the law of the base year's first day."""
    case = inputs.case
    heated = stock.envelope["building"].to_numpy().astype(str)
    return regulatory.labels(
        stock.envelope,
        stock.buildings.loc[heated, "heating_energy"].astype(str).tolist(),
        list(dict.fromkeys(systems)),
        case.zone,
        case.place.altitude_m,
        date(case.years.base, 1, 1),
        inputs.figures,
    )


def heater_menu(inputs: Inputs, stock: Stock, needs: xr.Dataset) -> heaters.Menu:
    price = inputs.tariffs
    names = stock.envelope["building"].to_numpy().astype(str)
    return heaters.menu(
        needs["peak_heating_kw"].to_numpy(),
        stock.envelope["dwellings"].to_numpy(),
        stock.envelope["residential"].to_numpy().astype(bool),
        stock.buildings.loc[names, "heating_energy"].astype(str).tolist(),
        inputs.case.systems,
        CARRIERS,
        heaters.Standing(
            price.standing_6_kva, price.standing_9_kva, price.standing_36_kva, price.gas_standing
        ),
        inputs.figures,
        inputs.annuity,
    )


def heating_today(
    inputs: Inputs, stock: Stock, needs: xr.Dataset, menu: heaters.Menu
) -> behaviour.Today:
    """The heating as it is; of heat pumps the performance over the year of the weather."""
    price = inputs.tariffs
    names = stock.envelope["building"].to_numpy().astype(str)
    efficiency, water = menu.efficiency[:, 0].copy(), menu.hot_water_efficiency[:, 0].copy()
    carrier = np.array(CARRIERS)[menu.carrier[:, 0]]
    outdoor = inputs.weather["temp_air_degc"].to_numpy()
    sources = heat_pumps.source_temperatures(outdoor, inputs.figures)
    tables = heat_pumps.tables(outdoor, sources, inputs.figures)
    tanks = needs["hot_water_tank_kw"].to_numpy() * menu.tank_share[:, 0]
    for b in np.flatnonzero(carrier == "heat_pump"):
        efficiency[b] = heat_pumps.yearly.space_heating(
            tables,
            "air",
            needs["space_heating_kwh"].to_numpy()[b, 0].astype(float),
            float(menu.kw[b, 0, 0]),
            float(needs["flow_design_degc"].to_numpy()[b, 0]),
        )
        drawn = needs["hot_water_kwh"].to_numpy()[b].astype(float) + tanks[b]
        water[b] = heat_pumps.yearly.hot_water(tables, "air", drawn)
    paid = {"gas": price.gas_per_kwh_lhv, "wood": price.wood_per_kwh, "heat": price.heat_per_kwh}
    retail = float(price.retail.mean())
    return behaviour.Today(
        energy=stock.buildings.loc[names, "heating_energy"].to_numpy(str),
        efficiency=efficiency,
        hot_water_efficiency=water,
        price=np.array([paid.get(str(name), retail) for name in carrier]),
        tank_loss_kw=tanks,
    )


def with_behaviour(
    inputs: Inputs, stock: Stock, needs: xr.Dataset, today: behaviour.Today
) -> tuple[xr.Dataset, list[Fault]]:
    """The needs with what is really heated of them, as the case asks."""
    if inputs.case.needs.behaviour == "standard":
        return behaviour.standard(needs), []
    names = stock.envelope["building"].to_numpy().astype(str)
    return behaviour.adjust(
        needs,
        stock.envelope,
        today,
        inputs.figures,
        measured.Measured.of(stock.buildings, names, inputs.case.stock),
        inputs.weather["temp_air_degc"].to_numpy(),
    )


def hours_of(hours: int, weather: xr.Dataset, needs: xr.Dataset, panels_kwh: Array) -> xr.Dataset:
    """Representative hours by demand, temperature and sun; ``panels_kwh`` (T,) of every roof and
    site full of panels stands for the sun where there is any."""
    sun = panels_kwh if panels_kwh.any() else weather["ghi_w_per_m2"].to_numpy()
    profiles = xr.Dataset(
        {
            "temp": weather["temp_air_degc"],
            "sun": ("time", sun),
            "heat": needs["space_heating_kwh"]
            .isel(package=0, drop=True)
            .sum("building", dtype=float),
            "heat_after": needs["space_heating_kwh"]
            .sel(package="walls_inside", drop=True)
            .sum("building", dtype=float),
            "electricity": needs["electricity_kwh"].sum("building"),
        }
    )
    return periods.choose(hours, profiles, "heat")
