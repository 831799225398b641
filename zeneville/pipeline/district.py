"""The decision problem of a district: its arrays by topic, from what the stages gave."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import xarray as xr

from zeneville.case import Case
from zeneville.demand.street_lighting import street_lighting
from zeneville.model import CARRIERS, Designs, Problem, parts, with_package
from zeneville.pipeline.inputs import STREET_LIGHTING, Inputs
from zeneville.pipeline.masks import masked
from zeneville.pipeline.sun import Sun
from zeneville.stock import Stock
from zeneville.technologies import district as technologies
from zeneville.technologies import heat_pumps, heaters, home_storage, panels

Array = np.ndarray[Any, Any]

#: months whose hourly import counts for the winter peak
WINTER_MONTHS = (11, 12, 1, 2, 3)


@dataclass(frozen=True)
class District:
    """The problem with what its arrays were made from.

    ``heated`` is the number of heated buildings, which come first among those of the problem;
    ``around`` what the performance of heat pumps rests on, ``pipes`` the heat network that may be,
    ``masked`` (B, P, J) the number of the reason why a design is not offered.
    """

    problem: Problem
    panels: panels.Menu
    heated: int
    around: dict[str, Array]
    pipes: technologies.Network | None
    masked: Array


def district(
    inputs: Inputs,
    stock: Stock,
    needs: xr.Dataset,
    menu: heaters.Menu,
    sun: Sun,
    chosen: xr.Dataset,
    labels: xr.Dataset,
) -> District:
    """State the problem over ``chosen`` hours (``index_of_year``, ``weight``, ``successor``)."""
    index = chosen["index_of_year"].to_numpy()
    heated = stock.envelope["building"].to_numpy().astype(str)
    lamps = _lamps(inputs)
    names = _names(stock, sun.planes, heated, lamps is not None)
    options = _panels(inputs, stock, sun, names, index)
    outdoor = inputs.weather["temp_air_degc"].to_numpy()
    sources = heat_pumps.source_temperatures(outdoor, inputs.figures)
    loads = _loads(needs, index, len(names) - len(heated), lamps)
    site = _site(inputs, stock, needs, loads, chosen, outdoor[index], sources[:, index])
    own = technologies.parts(inputs.case.assets, site)
    pipes = _network(inputs, stock, heated)
    if pipes is not None:
        own = replace(own, zones=pipes.zones, zone_of=pipes.zone_of)
    reason = masked(inputs.case, stock, menu, labels)
    arrays = {
        **_hours(inputs, chosen),
        **loads,
        **_pumps(inputs, outdoor[index], sources[:, index]),
        **_works(inputs, stock, len(names) - len(heated)),
        **_heaters(menu, reason, len(names) - len(heated)),
        "tank_loss_kw": _tanks(needs, menu, len(names) - len(heated)),
        "pv_allowed": options.allowed,
        "pv_kwh": options.kwh,
        "pv_kwp": options.kwp,
        "pv_cost": options.cost,
        "pv_investment": options.investment,
        "pv_class": options.feed_in_class,
        **_prices(inputs, index),
        **_sites(inputs, sun, index),
        **parts.arrays(own, len(names), len(index)),
    }
    stores = _storage(inputs, stock.envelope, needs, options, index)
    labelled: dict[str, Any] = parts.labels(own)
    if stores is not None:
        labelled["storage_option"] = np.array(stores.label)
    problem = Problem(
        building=names,
        package=stock.envelope["package"].to_numpy().astype(str),
        heater=np.array(menu.label),
        asset=sun.sites.index.to_numpy().astype(str),
        feed_in_class=np.array(inputs.tariffs.feed_in_class),
        **labelled,
        arrays=arrays if stores is None else arrays | _stored(stores),
        scalars=_scalars(inputs, len(heated)),
    )
    around = {"outdoor_degc": outdoor[index], "source_degc": sources[:, index]}
    told = _pad(reason, len(names) - len(heated))
    return District(problem, options, len(heated), around, pipes, told)


def _names(stock: Stock, planes: gpd.GeoDataFrame, heated: Array, lamps: bool) -> Array:
    """Heated buildings, roofs that may carry panels, and the meter of the lamps."""
    roofs = stock.buildings.index[stock.buildings["status"] == "roof_only"].to_numpy(str)
    carrying = planes.loc[planes["kwp_max"] > 0, "building"]
    with_panels = roofs[np.isin(roofs, carrying.to_numpy(str))]
    meters = [STREET_LIGHTING] if lamps else []
    return np.array([*heated, *with_panels, *meters], dtype=str)


def _pad(values: Array, extra: int, fill: float = 0.0) -> Array:
    """Rows of ``fill`` for what is no heated building."""
    return np.concatenate([values, np.full((extra, *values.shape[1:]), fill, dtype=values.dtype)])


def _hours(inputs: Inputs, chosen: xr.Dataset) -> dict[str, Array]:
    index = chosen["index_of_year"].to_numpy()
    month = pd.DatetimeIndex(inputs.weather["time"].to_numpy()[index]).month
    return {
        "weight": chosen["weight"].to_numpy().astype(float),
        "successor": chosen["successor"].to_numpy(),
        "index_of_year": index,
        "winter": np.isin(month, WINTER_MONTHS).astype(np.int8),
    }


def _loads(needs: xr.Dataset, index: Array, extra: int, lamps: Array | None) -> dict[str, Array]:
    """Heat as it is really used, hot water and electricity."""
    heat = needs["space_heating_kwh"].to_numpy()[:, :, index]
    heat *= needs["behaviour_factor"].to_numpy().astype(np.float32)[:, :, None]
    electricity = _pad(needs["electricity_kwh"].to_numpy()[:, index], extra)
    if lamps is not None:
        electricity[-1] = lamps[index]
    fans = needs["ventilation_kw"].to_numpy().astype(float)
    return {
        "need_kwh": _pad(heat, extra),
        "hot_water_kwh": _pad(needs["hot_water_kwh"].to_numpy()[:, index], extra),
        "electricity_kwh": electricity,
        "ventilation_extra_kw": _pad(fans - fans[:, :1], extra),
        "flow_design_degc": _pad(needs["flow_design_degc"].to_numpy().astype(float), extra),
    }


def _pumps(inputs: Inputs, outdoor: Array, sources: Array) -> dict[str, Array]:
    pumps = heat_pumps.tables(outdoor, sources, inputs.figures)
    return {
        "flow_node_degc": pumps.flow_degc,
        "cop_full": pumps.cop_full,
        "cop_part": pumps.cop_part,
        "capacity_share": pumps.capacity,
        "tested_load": pumps.tested_load,
        "cop_hot_water": pumps.cop_hot_water,
        "least_load": pumps.least_load,
        "degradation": pumps.degradation,
    }


def _works(inputs: Inputs, stock: Stock, extra: int) -> dict[str, Array]:
    """What packages cost; rows that are no heated building stay as they are."""
    works = stock.works
    cost = works["annuity_eur_per_year"].to_numpy()
    if inputs.case.money.non_energy_works_in_objective:
        life = inputs.figures.value("life_insulation")
        cost = cost + works["non_energy_eur"].to_numpy() * inputs.annuity(life)
    allowed = _pad(works["allowed"].to_numpy().astype(np.int8), extra)
    allowed[len(allowed) - extra :, 0] = 1
    return {
        "package_allowed": allowed,
        "package_cost": _pad(cost, extra),
        "package_investment": _pad(works["investment_eur"].to_numpy(), extra),
    }


def _heaters(menu: heaters.Menu, reason: Array, extra: int) -> dict[str, Array]:
    """Heaters and what they cost; ``reason`` (B, P, J) is 0 where one is offered with a package."""
    allowed = _pad((menu.allowed * (reason == 0)).astype(np.int8), extra)
    allowed[len(reason) :, :, 0] = 1
    return {
        "heater_allowed": allowed,
        "heater_cost": _pad(menu.cost, extra),
        "heater_investment": _pad(menu.investment, extra),
        "heater_kw": _pad(menu.kw, extra),
        "heater_carrier": _pad(menu.carrier.astype(np.int64), extra),
        "heater_pump": menu.pump,
        "heater_efficiency": _pad(menu.efficiency, extra, 1.0),
        "hot_water_efficiency": _pad(menu.hot_water_efficiency, extra, 1.0),
    }


def _tanks(needs: xr.Dataset, menu: heaters.Menu, extra: int) -> Array:
    """(B, J) kW lost by the hot-water tanks that come with a heater."""
    full = needs["hot_water_tank_kw"].to_numpy()
    return _pad(full[:, None] * menu.tank_share, extra)


def _panels(inputs: Inputs, stock: Stock, sun: Sun, names: Array, index: Array) -> panels.Menu:
    locked = {lock.building for lock in inputs.case.locks if lock.pv == "none"}
    allowed = sun.planes["pv_allowed"] & ~sun.planes["building"].isin(locked)
    envelope = stock.envelope
    homes = envelope["building"].to_numpy()[envelope["residential"].to_numpy().astype(bool)]
    return panels.menu(
        names,
        sun.planes[allowed],
        sun.yields[allowed.to_numpy()][:, index],
        inputs.tariffs.upper_kwp,
        inputs.figures,
        inputs.annuity,
        np.isin(names, homes.astype(str)),
    )


def _storage(
    inputs: Inputs, envelope: xr.Dataset, needs: xr.Dataset, options: panels.Menu, index: Array
) -> home_storage.Menu | None:
    """Tanks on a clock and home batteries, where the case offers some."""
    if not inputs.case.storage:
        return None
    extra = len(options.kwp) - envelope.sizes["building"]
    homes = home_storage.Homes(
        dwellings=_pad(np.where(envelope["residential"], envelope["dwellings"], 0.0), extra),
        day_kwh=_pad(needs["hot_water_day_kwh"].to_numpy(), extra),
        tank_litres=_pad(needs["hot_water_tank_litres"].to_numpy(), extra),
        tanks=_pad(needs["hot_water_tanks"].to_numpy(), extra),
        roof_kwp=options.kwp.max(axis=1),
        peak_kw=_pad(needs["peak_heating_kw"].to_numpy()[:, 0], extra),
    )
    return home_storage.menu(
        inputs.case.storage,
        homes,
        index % 24,
        inputs.tariffs.off_peak_hours,
        inputs.figures,
        inputs.annuity,
    )


def _stored(menu: home_storage.Menu) -> dict[str, Array]:
    return {
        "storage_allowed": menu.allowed,
        "storage_cost": menu.cost,
        "storage_investment": menu.investment,
        "storage_tank": menu.tank,
        "tank_heating": menu.heating,
        "tank_extra_kw": menu.extra_kw,
        "storage_buffer": menu.buffer,
        "buffer_filling": menu.filling,
        "buffer_kwh": menu.buffer_kwh,
        "buffer_loss_kw": menu.buffer_loss_kw,
        "home_battery_kwh": menu.kwh,
        "home_battery_usable_kwh": menu.usable_kwh,
        "home_battery_kw": menu.kw,
        "home_battery_efficiency": menu.efficiency,
    }


def _prices(inputs: Inputs, index: Array) -> dict[str, Array]:
    """Tariffs of the hours; price and factors of fuels in the order of :data:`CARRIERS`."""
    price, value = inputs.tariffs, inputs.figures.value
    fuel = {
        "gas": (price.gas_per_kwh_lhv, value("ghg_gas")),
        "wood": (price.wood_per_kwh, value("ghg_wood_log")),
        "heat": (price.heat_per_kwh, value("ghg_heat_network")),
    }
    burnt = np.array([float(name in fuel) for name in CARRIERS])
    return {
        "retail": price.retail[index],
        "fee": price.fee[index],
        "feed_in": price.feed_in[:, index],
        "fuel_price": np.array([fuel.get(name, (0.0, 0.0))[0] for name in CARRIERS]),
        "fuel_balance": burnt,
        "fuel_primary": burnt * value("pef_others"),
        "fuel_co2": np.array([fuel.get(name, (0.0, 0.0))[1] for name in CARRIERS]),
    }


def _paid(inputs: Inputs) -> float:
    """Price as paid over the net price of district works: VAT and fees."""
    value = inputs.figures.value
    return (1.0 + value("vat_standard")) * (1.0 + value("cost_fees_contingency"))


def _sites(inputs: Inputs, sun: Sun, index: Array) -> dict[str, Array]:
    """Panel fields on car parks and brownfields."""
    value, sites = inputs.figures.value, sun.sites
    net = {"canopy_pv": value("pv_canopy"), "ground_pv": value("pv_ground")}
    investment = np.array([net[kind] for kind in sites["kind"]], dtype=float) * _paid(inputs)
    upkeep = (value("pv_om_fixed") + value("pv_inverter_om")) * (1.0 + value("vat_standard"))
    return {
        "asset_kwh": sun.site_yields[:, index].astype(float),
        "asset_max": sites["kwp_max"].to_numpy(float),
        "asset_cost": investment * inputs.annuity(value("pv_life")) + upkeep * (investment > 0),
        "asset_investment": investment,
        "asset_feed_in": np.tile(inputs.tariffs.field_feed_in[index], (len(sites), 1)),
    }


def _scalars(inputs: Inputs, heated: int) -> dict[str, float]:
    """Factors, and limits not yet set."""
    case, value = inputs.case, inputs.figures.value
    primary, mix = value("pef_elec_2026"), value("ghg_elec_mix_avg")
    none = float("nan")
    return {
        "balance_factor": 1.0 if case.requirement.balance == "final" else primary,
        "primary_factor": primary,
        "co2_import": mix,
        "co2_heating_extra": value("ghg_elec_heating") - mix,
        "co2_hot_water_extra": value("ghg_elec_dhw") - mix,
        "fixed_cost": inputs.tariffs.exchange_standing * heated,
        "balance_min": none,
        "co2_max": none,
        "investment_max": none,
        "transformer_kw": none,
        "winter_peak_kw": none,
        "export_kw": none,
        "balance_constant": 0.0,
        "renewable_heat_min": none,
        "autonomy_min": none,
        "renewable_margin": 0.0,
        "autonomy_margin": 0.0,
    }


def _site(
    inputs: Inputs,
    stock: Stock,
    needs: xr.Dataset,
    loads: dict[str, Array],
    chosen: xr.Dataset,
    outdoor: Array,
    sources: Array,
) -> technologies.Site:
    """The district as its own technologies see it, over the chosen hours."""
    index, weight = chosen["index_of_year"].to_numpy(), chosen["weight"].to_numpy().astype(float)
    price, value = inputs.tariffs, inputs.figures.value
    heat = loads["need_kwh"][:, 0].sum(axis=0, dtype=float)
    dwellings = float(stock.envelope["dwellings"].to_numpy().sum())
    return technologies.Site(
        figures=inputs.figures,
        annuity=inputs.annuity,
        hour=index % 24,
        day=index // 24,
        weight=weight,
        successor=chosen["successor"].to_numpy(),
        outdoor_degc=outdoor,
        source_degc=sources,
        heat_kw=heat + loads["hot_water_kwh"].sum(axis=0, dtype=float),
        mean_day_kwh=float(loads["electricity_kwh"].sum(axis=0) @ weight) / 365.0,
        dwellings=dwellings,
        fuel_price={"gas": price.gas_per_kwh_lhv, "wood": price.wood_per_kwh},
        fuel_co2={"gas": value("ghg_gas"), "wood": value("ghg_wood_log")},
        supply_degc=inputs.case.heat_network.supply_degc,
        cars=_cars(inputs, dwellings),
        waste_heat=tuple(
            technologies.WasteHeat(
                offer.name, offer.heat_kw, offer.temperature_degc, offer.price_eur_per_kwh
            )
            for offer in inputs.case.waste_heat
        ),
    )


def _cars(inputs: Inputs, dwellings: float) -> float:
    """Electric cars of the district, where it asks for them."""
    if "electric_cars" not in inputs.case.assets:
        return 0.0
    asked = inputs.case.electric_cars.per_dwelling
    each = inputs.figures.value("ev_per_dwelling_2030") if asked is None else asked
    return each * dwellings


def _network(inputs: Inputs, stock: Stock, heated: Array) -> technologies.Network | None:
    """Zones of a heat network over the heated buildings, where the case offers one."""
    if "heat_network" not in inputs.case.systems or len(heated) == 0:
        return None
    centre = stock.buildings.loc[heated].geometry.centroid
    xy = np.column_stack([centre.x.to_numpy(), centre.y.to_numpy()])
    return technologies.network(xy, inputs.case.heat_network.zones, inputs.figures, inputs.annuity)


def _lamps(inputs: Inputs) -> Array | None:
    """(T,) kWh of the district's street lighting over the year, or None where there is none."""
    asked = inputs.case.street_lighting
    if asked is None or asked.points == 0:
        return None
    return street_lighting(
        asked.points, asked.power_w, asked.dimming, inputs.weather, inputs.figures
    )


def reference_of(problem: Problem) -> dict[str, float]:
    """The district carried on as it is: no works, no panels, like-for-like replacement."""
    chosen = np.zeros(len(problem.building), dtype=np.int64)
    designs = Designs(with_package(problem, chosen))
    rows = np.arange(len(chosen))
    load = designs.net_load(chosen)
    drawn = load.sum(axis=0)
    imported = float(problem.weight @ drawn)
    _, _, fuel = designs.heat_and_water
    burnt = fuel[:, 0, 0]
    carriers = problem.heater_carrier[:, 0]
    return {
        "cost": float(designs.cost[rows, 0].sum() + problem.weight @ (drawn * problem.retail))
        + _cars_as_they_come(problem),
        "co2": float(designs.co2[rows, 0].sum() + problem.co2_import * imported)
        + problem.co2_import * problem.flexible_use,
        "final": float(burnt.sum() + imported),
        "primary": float(
            (burnt * problem.fuel_primary[carriers]).sum() + problem.primary_factor * imported
        ),
        "cost_by_building": designs.cost[rows, 0] + load @ (problem.weight * problem.retail),  # type: ignore[dict-item]
        "co2_by_building": designs.co2[rows, 0] + problem.co2_import * (load @ problem.weight),  # type: ignore[dict-item]
    }


def _cars_as_they_come(problem: Problem) -> float:
    """EUR a year for loads within windows that draw at full power from the first hour on."""
    total = 0.0
    for most, window, kwh in zip(
        problem.flexible_max_kw, problem.flexible_window, problem.flexible_kwh, strict=True
    ):
        left = kwh.copy()
        evening = problem.index_of_year % 24 >= 12
        comes = np.lexsort((problem.index_of_year, ~evening, window))
        for t in comes[window[comes] >= 0]:
            drawn = min(left[window[t]], most[t])
            left[window[t]] -= drawn
            total += float(problem.weight[t] * drawn * problem.retail[t])
    return total


def with_limits(problem: Problem, case: Case, reference: dict[str, float]) -> Problem:
    limits = case.limits
    none = float("nan")
    co2 = limits.co2_kg_per_year
    if limits.co2_share_of_reference is not None:
        co2 = limits.co2_share_of_reference * reference["co2"]
    return problem.with_scalars(
        balance_min=none if case.requirement.balance == "none" else case.requirement.at_least_kwh,
        co2_max=none if co2 is None else co2,
        investment_max=none if limits.investment_eur is None else limits.investment_eur,
        transformer_kw=none if limits.transformer_kw is None else limits.transformer_kw,
        winter_peak_kw=none if limits.winter_peak_kw is None else limits.winter_peak_kw,
        export_kw=none if limits.export_kw is None else limits.export_kw,
        renewable_heat_min=(
            none if limits.renewable_heat_share is None else limits.renewable_heat_share
        ),
        autonomy_min=none if limits.autonomy_share is None else limits.autonomy_share,
        balance_constant=problem.balance_factor * problem.flexible_use,
    )
