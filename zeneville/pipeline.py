"""The order of the stages; the only module that knows them all."""

from __future__ import annotations

import resource
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Protocol

import geopandas as gpd
import numpy as np
import pandas as pd
import xarray as xr
from pyproj import Geod, Transformer

from zeneville import geodata
from zeneville import weather as weather_stage
from zeneville.case import Case, load
from zeneville.demand import behaviour, measured
from zeneville.demand import needs as hourly_needs
from zeneville.demand.dpe import certificates
from zeneville.demand.dpe import stock as regulatory
from zeneville.demand.street_lighting import street_lighting
from zeneville.economics import annuity_factor, tariffs
from zeneville.errors import Fault, InputError
from zeneville.model import CARRIERS, Designs, Problem
from zeneville.results import compare as comparison
from zeneville.results import discomfort, quantities, standard_need
from zeneville.results import labels as stored_labels
from zeneville.results import store as stored
from zeneville.results.plan import Plan
from zeneville.results.summary import summarise
from zeneville.solar import pv_yields, roof_planes, site_planes
from zeneville.solve import Settings, best_balance, decide
from zeneville.solve.stored import to_dataset
from zeneville.stock import Stock, prepare
from zeneville.technologies import catalogue, heat_pumps, heaters, panels
from zeneville.verify import Report, against_summary
from zeneville.verify import check as independent_check
from zeneville.weather import climate, periods


class Progress(Protocol):
    """Where stages tell what they do."""

    def stage(self, name: str) -> None:
        """A new stage begins."""
        ...

    def optimiser(self, stage: str, cost: float, bound: float) -> None:
        """Cost and bound so far."""
        ...


class Silent:
    """Progress that nobody watches."""

    def stage(self, name: str) -> None:
        """Nothing."""

    def optimiser(self, stage: str, cost: float, bound: float) -> None:
        """Nothing."""


class _Inputs:
    """Everything read for a case, before any hour is computed."""

    def __init__(self, case: Case):
        faults: list[Fault] = []
        self.case = case

        def attempt(read: Callable[[], Any]) -> Any:
            try:
                return read()
            except InputError as error:
                faults.extend(error.faults)
                return None

        overrides = {key: (item.value, item.source) for key, item in case.assumptions.items()}
        self.figures = attempt(lambda: catalogue.read(overrides))
        self.tariffs = attempt(
            lambda: tariffs.read(case.money.tariffs, case.years.base, case.folder)
        )
        self.weather = attempt(
            lambda: weather_stage.read(case.weather, case.years.base, case.folder)
        )
        if case.climate.year is not None and self.weather is not None and self.figures is not None:
            self.weather = climate.later(self.weather, case.climate.year, self.figures.value)
        folder = case.folder or Path()
        self.geodata = attempt(lambda: geodata.read(folder / case.stock))
        if self.geodata is not None:
            faults.extend(_unknown_locks(case, self.geodata.buildings))
            faults.extend(_elsewhere(case, self.geodata.buildings))
            faults.extend(_named_as_lamps(case, self.geodata.buildings))
            self.known, rows = certificates.known(self.geodata.buildings, folder)
            self.geodata = replace(self.geodata, faults=(*self.geodata.faults, *rows))
        if faults:
            raise InputError(faults)

    def annuity(self, life: float) -> float:
        return annuity_factor(self.case.money.discount_rate, life)


def _unknown_locks(case: Case, buildings: gpd.GeoDataFrame) -> list[Fault]:
    known = set(buildings.index)
    return [
        Fault(
            "case.yaml",
            f"key locks.{number}",
            f"there is no building {lock.building!r}",
            "the identifier of a building of the stock",
            "Correct it or remove the lock.",
            code="lock-unknown",
        )
        for number, lock in enumerate(case.locks)
        if lock.building not in known
    ]


#: label of the meter of street lighting among the buildings of a problem
STREET_LIGHTING = "street_lighting"


def _named_as_lamps(case: Case, buildings: gpd.GeoDataFrame) -> list[Fault]:
    if case.street_lighting is None or STREET_LIGHTING not in buildings.index:
        return []
    return [
        Fault(
            case.stock,
            f"building {STREET_LIGHTING!r}",
            "a building has the label of the district's street lighting",
            "another identifier",
            "Rename the building.",
            code="label-taken",
        )
    ]


#: how far the stock may be from the place that the case names, km
FAR_KM = 30.0


def _elsewhere(case: Case, buildings: gpd.GeoDataFrame) -> list[Fault]:
    """The place of the case and the stock must be one place: sun and climate follow from it."""
    shapes = buildings.geometry.dropna()
    if shapes.empty:
        return []
    west, south, east, north = shapes.total_bounds
    longitude, latitude = Transformer.from_crs(buildings.crs, 4326, always_xy=True).transform(
        (west + east) / 2, (south + north) / 2
    )
    place = case.place
    _, _, distance = Geod(ellps="WGS84").inv(longitude, latitude, place.longitude, place.latitude)
    if distance <= 1000.0 * FAR_KM:
        return []
    return [
        Fault(
            "case.yaml",
            "key place",
            f"latitude {place.latitude:g}, longitude {place.longitude:g} is {distance / 1000:,.0f} "
            f"km from the stock",
            f"the place of the stock: latitude {latitude:.3f}, longitude {longitude:.3f}",
            "Correct the place, or the coordinate system of the stock.",
            code="place-elsewhere",
        )
    ]


def plan(
    case: str | Path | Case,
    hours: int = 288,
    gap: float = 0.01,
    time_limit_s: float | None = None,
    progress: Progress | None = None,
) -> Plan:
    """Plan a district.

    Parameters
    ----------
    case
        A case, its folder or file, or the name of a shipped district.
    hours
        8760, or 288 for twelve representative days.
    gap
        Relative gap to prove.

    Raises
    ------
    InputError, InfeasibleError
    """
    watch = progress or Silent()
    clock = _Clock(watch)
    clock.stage("reading")
    asked = case if isinstance(case, Case) else load(case)
    inputs = _Inputs(asked)
    clock.stage("stock")
    stock = _stock(inputs)
    clock.stage("needs")
    needs = hourly_needs(stock.envelope, inputs.weather, inputs.figures)
    menu = _heaters(inputs, stock, needs)
    today = _today(inputs, stock, needs, menu)
    needs, set_aside = _behaviour(inputs, stock, needs, today)
    clock.stage("sun")
    planes = roof_planes(stock.buildings, inputs.figures)
    sites = site_planes(inputs.geodata.parkings, inputs.geodata.friches, inputs.figures)
    sites = sites[sites["kind"].isin(asked.assets)]
    yields = pv_yields(planes["tilt_deg"], planes["azimuth_deg"], inputs.weather, inputs.figures)
    site_yields = pv_yields(sites["tilt_deg"], sites["azimuth_deg"], inputs.weather, inputs.figures)
    clock.stage("hours")
    chosen_hours = _periods(hours, inputs.weather, needs)
    clock.stage("designs")
    built = _problem(inputs, stock, needs, menu, planes, yields, sites, site_yields, chosen_hours)
    problem, menus = built
    reference = _reference(problem)
    problem = _with_limits(problem, asked, reference)
    designs = Designs(problem)
    clock.stage("decision")
    answer = decide(
        problem,
        designs,
        Settings(gap=gap, time_limit_s=time_limit_s),
        watch.optimiser,
    )
    clock.stage("check")
    data = quantities.add(
        to_dataset(problem, designs, answer),
        asked,
        inputs.tariffs,
        stock.buildings,
        stock.envelope,
        needs["peak_heating_kw"],
        sites["kind"].to_numpy(str),
        asked.years.base,
        menus["around"],
    )
    data = stored_labels.add(data, _labels(inputs, stock, menus["heaters"].system))
    data = standard_need.add(data, needs, stock.envelope, today)
    data = discomfort.add(data, needs)
    report = independent_check(data, prices=True)
    clock.stop()
    return summarise(
        case=asked,
        stock=stock,
        works=stock.works,
        planes=planes,
        sites=sites,
        yields=yields,
        data=data,
        problem=problem,
        designs=designs,
        answer=answer,
        reference=reference,
        best=best_balance(problem.with_scalars(), designs),
        menus=menus,
        report=report,
        weather=inputs.weather,
        assumptions=pd.concat(
            [inputs.figures.used(), inputs.tariffs.assumptions], ignore_index=True
        ),
        faults=(*inputs.geodata.faults, *set_aside),
        seconds=clock.seconds,
        peak_memory_mb=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024.0,
    )


class _Clock:
    def __init__(self, progress: Progress):
        self.progress = progress
        self.seconds: dict[str, float] = {}
        self._name, self._since = "", time.perf_counter()
        self._first = self._since

    def stage(self, name: str) -> None:
        self._close()
        self._name = name
        self.progress.stage(name)

    def _close(self) -> None:
        now = time.perf_counter()
        if self._name:
            self.seconds[self._name] = round(now - self._since, 3)
        self._since = now

    def stop(self) -> None:
        self._close()
        self.seconds["total"] = round(time.perf_counter() - self._first, 3)


def _stock(inputs: _Inputs) -> Stock:
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
                    "no heated building",
                    "at least one building that is heated",
                    "Check uses and footprints.",
                    code="no-heated",
                )
            ]
        )
    return stock


def _labels(inputs: _Inputs, stock: Stock, systems: tuple[str, ...]) -> xr.Dataset:
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


def _heaters(inputs: _Inputs, stock: Stock, needs: xr.Dataset) -> heaters.Menu:
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


def _today(inputs: _Inputs, stock: Stock, needs: xr.Dataset, menu: heaters.Menu) -> behaviour.Today:
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


def _behaviour(
    inputs: _Inputs, stock: Stock, needs: xr.Dataset, today: behaviour.Today
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


def _periods(hours: int, weather: xr.Dataset, needs: xr.Dataset) -> xr.Dataset:
    profiles = xr.Dataset(
        {
            "temp": weather["temp_air_degc"],
            "sun": weather["ghi_w_per_m2"],
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


def _problem(
    inputs: _Inputs,
    stock: Stock,
    needs: xr.Dataset,
    menu: heaters.Menu,
    planes: gpd.GeoDataFrame,
    yields: np.ndarray,
    sites: gpd.GeoDataFrame,
    site_yields: np.ndarray,
    chosen: xr.Dataset,
) -> tuple[Problem, dict[str, Any]]:
    case, value = inputs.case, inputs.figures.value
    index = chosen["index_of_year"].to_numpy()
    heated = stock.envelope["building"].to_numpy().astype(str)
    roofs = stock.buildings.index[stock.buildings["status"] == "roof_only"].to_numpy(str)
    with_panels = np.array(
        [b for b in roofs if (planes["building"].eq(b) & planes["kwp_max"].gt(0)).any()]
    )
    names = np.concatenate([heated, with_panels.astype(str)]) if len(with_panels) else heated
    lamps = _lamps(inputs)
    if lamps is not None:
        names = np.append(names, STREET_LIGHTING)
    extra = len(names) - len(heated)
    price = inputs.tariffs
    no_pv = {lock.building for lock in case.locks if lock.pv == "none"}
    options = panels.menu(
        names,
        planes[planes["pv_allowed"] & ~planes["building"].isin(no_pv)],
        yields[(planes["pv_allowed"] & ~planes["building"].isin(no_pv)).to_numpy()][:, index],
        price.upper_kwp,
        inputs.figures,
        inputs.annuity,
        np.isin(names, heated[stock.envelope["residential"].to_numpy().astype(bool)]),
    )
    outdoor = inputs.weather["temp_air_degc"].to_numpy()
    sources = heat_pumps.source_temperatures(outdoor, inputs.figures)
    pumps = heat_pumps.tables(outdoor[index], sources[:, index], inputs.figures)
    time_of = pd.DatetimeIndex(inputs.weather["time"].to_numpy()[index])

    def pad(values: np.ndarray, fill: float = 0.0) -> np.ndarray:
        rest = np.full((extra, *values.shape[1:]), fill, dtype=values.dtype)
        return np.concatenate([values, rest])

    allowed_package = pad(stock.works["allowed"].to_numpy().astype(np.int8))
    allowed_heater = pad(_heater_locks(menu, heated, case).astype(np.int8))
    if extra:
        allowed_package[len(heated) :, 0] = 1
        allowed_heater[len(heated) :, :, 0] = 1
    carrier = pad(menu.carrier.astype(np.int64))
    electricity = pad(needs["electricity_kwh"].to_numpy()[:, index])
    if lamps is not None:
        electricity[-1] = lamps[index]
    fans = needs["ventilation_kw"].to_numpy().astype(float)
    adder = stock.works["non_energy_eur"].to_numpy() * inputs.annuity(value("life_insulation"))
    works_cost = stock.works["annuity_eur_per_year"].to_numpy() + (
        adder if case.money.non_energy_works_in_objective else 0.0
    )
    fuel = {
        "gas": (price.gas_per_kwh_lhv, value("ghg_gas")),
        "wood": (price.wood_per_kwh, value("ghg_wood_log")),
        "heat": (price.heat_per_kwh, value("ghg_heat_network")),
    }
    primary = value("pef_elec_2026")
    final = case.requirement.balance == "final"
    vat = 1.0 + value("vat_standard")
    fees = 1.0 + value("cost_fees_contingency")
    field_price = {
        "canopy_pv": value("pv_canopy") * vat * fees,
        "ground_pv": value("pv_ground") * vat * fees,
    }
    investment = np.array([field_price[kind] for kind in sites["kind"]], dtype=float)
    upkeep = (value("pv_om_fixed") + value("pv_inverter_om")) * vat
    hours = len(index)
    heat_used = needs["space_heating_kwh"].to_numpy()[:, :, index]
    heat_used *= needs["behaviour_factor"].to_numpy().astype(np.float32)[:, :, None]
    arrays = {
        "weight": chosen["weight"].to_numpy().astype(float),
        "successor": chosen["successor"].to_numpy(),
        "index_of_year": index,
        "winter": np.isin(time_of.month, (11, 12, 1, 2, 3)).astype(np.int8),
        "need_kwh": pad(heat_used),
        "hot_water_kwh": pad(needs["hot_water_kwh"].to_numpy()[:, index]),
        "electricity_kwh": electricity,
        "ventilation_extra_kw": pad(fans - fans[:, :1]),
        "flow_design_degc": pad(needs["flow_design_degc"].to_numpy().astype(float)),
        "flow_node_degc": pumps.flow_degc,
        "cop_full": pumps.cop_full,
        "cop_part": pumps.cop_part,
        "capacity_share": pumps.capacity,
        "tested_load": pumps.tested_load,
        "cop_hot_water": pumps.cop_hot_water,
        "least_load": pumps.least_load,
        "degradation": pumps.degradation,
        "package_allowed": allowed_package,
        "package_cost": pad(works_cost),
        "package_investment": pad(stock.works["investment_eur"].to_numpy()),
        "heater_allowed": allowed_heater,
        "heater_cost": pad(menu.cost),
        "heater_investment": pad(menu.investment),
        "heater_kw": pad(menu.kw),
        "heater_carrier": carrier,
        "heater_pump": menu.pump,
        "heater_efficiency": pad(menu.efficiency, 1.0),
        "hot_water_efficiency": pad(menu.hot_water_efficiency, 1.0),
        "tank_loss_kw": pad(needs["hot_water_tank_kw"].to_numpy()[:, None] * menu.tank_share),
        "pv_allowed": options.allowed,
        "pv_kwh": options.kwh,
        "pv_kwp": options.kwp,
        "pv_cost": options.cost,
        "pv_investment": options.investment,
        "pv_class": options.feed_in_class,
        "retail": price.retail[index],
        "fee": price.fee[index],
        "feed_in": price.feed_in[:, index],
        "fuel_price": np.array([fuel.get(name, (0.0, 0.0))[0] for name in CARRIERS]),
        "fuel_balance": np.array([float(name in fuel) for name in CARRIERS]),
        "fuel_primary": np.array([float(name in fuel) * value("pef_others") for name in CARRIERS]),
        "fuel_co2": np.array([fuel.get(name, (0.0, 0.0))[1] for name in CARRIERS]),
        "asset_kwh": site_yields[:, index].astype(float),
        "asset_max": sites["kwp_max"].to_numpy(float),
        "asset_cost": investment * inputs.annuity(value("pv_life")) + upkeep * (investment > 0),
        "asset_investment": investment,
        "asset_feed_in": np.full((len(sites), hours), price.field_feed_in),
    }
    battery = "battery" in case.assets
    energy_price = value("battery_district_energy") * vat * fees
    power_price = value("battery_district_power") * vat * fees
    mean_day = float(arrays["electricity_kwh"].sum(axis=0) @ arrays["weight"]) / 365.0
    scalars = {
        "balance_factor": 1.0 if final else primary,
        "primary_factor": primary,
        "co2_import": value("ghg_elec_mix_avg"),
        "co2_heating_extra": value("ghg_elec_heating") - value("ghg_elec_mix_avg"),
        "co2_hot_water_extra": value("ghg_elec_dhw") - value("ghg_elec_mix_avg"),
        "fixed_cost": price.exchange_standing * len(heated),
        "battery_max_kwh": 3.0 * mean_day if battery else 0.0,
        "battery_max_kw": 1.5 * mean_day if battery else 0.0,
        "battery_energy_cost": energy_price
        * (inputs.annuity(value("battery_life")) + value("battery_om")),
        "battery_power_cost": power_price
        * (inputs.annuity(value("battery_inverter_life")) + value("battery_om")),
        "battery_energy_investment": energy_price,
        "battery_power_investment": power_price,
        "battery_efficiency": value("battery_eff_oneway"),
        "battery_loss": 0.0,
        "battery_depth": value("battery_dod"),
        "balance_min": np.nan,
        "co2_max": np.nan,
        "investment_max": np.nan,
        "transformer_kw": np.nan,
        "winter_peak_kw": np.nan,
    }
    problem = Problem(
        building=names,
        package=stock.envelope["package"].to_numpy().astype(str),
        heater=np.array(menu.label),
        asset=sites.index.to_numpy().astype(str),
        feed_in_class=np.array(price.feed_in_class),
        arrays=arrays,
        scalars=scalars,
    )
    around = {"outdoor_degc": outdoor[index], "source_degc": sources[:, index]}
    return problem, {"heaters": menu, "panels": options, "heated": len(heated), "around": around}


def _lamps(inputs: _Inputs) -> np.ndarray | None:
    """(T,) kWh of the district's street lighting over the year, or None where there is none."""
    asked = inputs.case.street_lighting
    if asked is None or asked.points == 0:
        return None
    return street_lighting(
        asked.points, asked.power_w, asked.dimming, inputs.weather, inputs.figures
    )


def _heater_locks(menu: heaters.Menu, heated: np.ndarray, case: Case) -> np.ndarray:
    allowed = menu.allowed.copy()
    systems = np.array(menu.system)
    place = {name: b for b, name in enumerate(heated)}
    for lock in case.locks:
        if lock.system is not None and lock.building in place:
            allowed[place[lock.building]][:, systems != lock.system] = 0
    return allowed


def _reference(problem: Problem) -> dict[str, float]:
    """The district carried on as it is: no works, no panels, like-for-like replacement."""
    designs = Designs(problem)
    chosen = np.zeros(len(problem.building), dtype=np.int64)
    rows = np.arange(len(chosen))
    load = designs.net_load(chosen)
    drawn = load.sum(axis=0)
    imported = float(problem.weight @ drawn)
    _, _, fuel = designs.heat_and_water
    burnt = fuel[:, 0, 0]
    carriers = problem.heater_carrier[:, 0]
    return {
        "cost": float(designs.cost[rows, 0].sum() + problem.weight @ (drawn * problem.retail)),
        "co2": float(designs.co2[rows, 0].sum() + problem.co2_import * imported),
        "final": float(burnt.sum() + imported),
        "primary": float(
            (burnt * problem.fuel_primary[carriers]).sum() + problem.primary_factor * imported
        ),
        "cost_by_building": designs.cost[rows, 0] + load @ (problem.weight * problem.retail),  # type: ignore[dict-item]
        "co2_by_building": designs.co2[rows, 0] + problem.co2_import * (load @ problem.weight),  # type: ignore[dict-item]
    }


def _with_limits(problem: Problem, case: Case, reference: dict[str, float]) -> Problem:
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
    )


def store(result: Plan, folder: str | Path, lang: str | None = None) -> Path:
    """Write summary.json, plan.nc, plan.gpkg, plan.xlsx and report.html."""
    from zeneville.report import document

    target = Path(folder)
    stored.write(result, target)
    document.write(result, target / "report.html", lang)
    return target


def plan_and_store(
    case: str | Path,
    out: Path | None = None,
    hours: int = 288,
    gap: float = 0.01,
    time_limit_s: float | None = None,
    lang: str | None = None,
    progress: Progress | None = None,
) -> tuple[Plan, Path]:
    """Plan a district and write its results into ``out`` or ``results/CASE``."""
    asked = load(case)
    result = plan(asked, hours, gap, time_limit_s, progress)
    name = asked.folder.name if asked.folder else asked.name
    return result, store(result, out or Path("results") / name, lang)


def check(target: str | Path) -> tuple[list[str], list[Fault]]:
    """Read a case or a single file; what was understood, and every fault of rows.

    Raises
    ------
    InputError
        For faults that stop a run.
    """
    path = Path(target)
    if path.is_file() and path.suffix.lower() in (".geojson", ".json", ".gpkg", ".shp"):
        data = geodata.read(path)
        return _told(data), list(data.faults)
    if path.is_file() and path.suffix.lower() not in (".yaml", ".yml"):
        weather = weather_stage.read(path)
        return [f"weather {weather.attrs['name']}: {weather.attrs.get('time_convention', '')}"], []
    inputs = _Inputs(load(target))
    try:
        _stock(inputs)
    except InputError as error:
        raise InputError([*inputs.geodata.faults, *error.faults]) from error
    lines = _told(inputs.geodata)
    lines.append(
        f"weather {inputs.weather.attrs['name']}: {inputs.weather.attrs.get('time_convention', '')}"
    )
    return lines, list(inputs.geodata.faults)


def _told(data: geodata.Geodata) -> list[str]:
    lines = [f"{len(data.buildings)} rows, format {data.format}"]
    lines += [f"  {theirs} -> {ours}" for theirs, ours in data.columns.items()]
    if data.unused:
        lines.append(f"  not used: {', '.join(data.unused)}")
    return lines


def new(folder: Path, source: Path, weather: Path | None, zone: str) -> list[str]:
    """Make a case folder from a GIS file; returns what was understood."""
    if folder.exists():
        raise InputError(
            [
                Fault(
                    str(folder),
                    "",
                    "exists already",
                    "a new folder",
                    "Choose another name or remove it.",
                    code="new-exists",
                )
            ]
        )
    data = geodata.read(source)
    year = 2026
    if weather is not None:
        weather_stage.read(weather, year)
    centre = data.buildings.geometry.union_all().centroid
    point = gpd.GeoSeries([centre], crs=data.buildings.crs).to_crs("EPSG:4326").iloc[0]
    altitude = float(np.nan_to_num(data.buildings["ground_altitude_m"].median()))
    stored.write_case(
        folder,
        f"""# Made from {source.name}. Every key is explained in the documentation.
name: {folder.name}
place: {{latitude: {point.y:.4f}, longitude: {point.x:.4f}, altitude_m: {altitude:.0f}}}
stock: stock.gpkg
weather: {weather.resolve() if weather else "lille-typical"}
zone: {zone}
years: {{base: {year}}}
requirement: none
limits: {{co2_kg_per_year: null, investment_eur: null, transformer_kw: null, winter_peak_kw: null}}
money: {{discount_rate: 0.032, tariffs: france-2026, vat_recovered: false}}
systems: [as_is, gas_boiler, electric, hp_air]
assets: [grid, battery, canopy_pv, ground_pv]
stock_defaults: {{construction_period: "1948_1974", heating_energy: gas}}
needs: {{behaviour: adjusted}}
locks: []
assumptions: {{}}
""",
        lambda path: geodata.write(data, path),
        f"# {folder.name}\n\nStock read from `{source.name}` ({data.format}).\n",
    )
    lines = _told(data)
    lines += [f"  fault: {fault}" for fault in data.faults]
    return [*lines, f"-> {folder / 'case.yaml'}"]


def demand(
    case: str | Path, out: Path | None, progress: Progress | None = None
) -> tuple[Path, str]:
    """Hourly needs of a case into a NetCDF file; the file and a table for people."""
    asked = load(case)
    inputs = _Inputs(asked)
    stock = _stock(inputs)
    needs = hourly_needs(stock.envelope, inputs.weather, inputs.figures)
    menu = _heaters(inputs, stock, needs)
    needs, _ = _behaviour(inputs, stock, needs, _today(inputs, stock, needs, menu))
    name = asked.folder.name if asked.folder else asked.name
    file = out or Path("results") / name / "demand.nc"
    stored.write_dataset(needs, file)
    area = float(stock.envelope["heated_area_m2"].sum())
    theory = needs["space_heating_standard_kwh_per_year"].sum("building").to_numpy()
    used = needs["space_heating_adjusted_kwh_per_year"].sum("building").to_numpy()
    hours = pd.DataFrame(needs[discomfort.NAME].to_numpy())
    hot = hours.median().fillna(0.0).to_numpy()
    lines = [f"{'package':<16}{'kWh/year':>16}{'kWh/m2':>10}{'adjusted kWh/m2':>18}{'K h':>8}"]
    lines += [
        f"{package:<16}{heat:>16,.0f}{heat / area:>10.1f}{real / area:>18.1f}{over:>8.0f}"
        for package, heat, real, over in zip(
            needs["package"].to_numpy(), theory, used, hot, strict=True
        )
    ]
    lines.append("K h: degree-hours of discomfort in summer (RE2020), median of the dwellings")
    return file, "\n".join(lines)


def verify(folder: str | Path) -> Report:
    """The independent check of a stored plan."""
    data, summary = stored.read_for_check(Path(folder))
    report = independent_check(data, prices=True)
    if not report.counted:
        return report
    return replace(report, refusals=(*report.refusals, *against_summary(data, summary)))


def report(folder: Path, lang: str | None = None) -> Path:
    """Write report.html of a stored plan again."""
    from zeneville.report import document

    target = folder / "report.html"
    document.write(stored.read(folder), target, lang)
    return target


def compare(folders: tuple[Path, ...]) -> str:
    """Stored plans side by side."""
    return comparison.table(folders)
