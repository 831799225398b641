"""Regulatory consumption of a stock by heating system: what a plain installation uses.

Each system is one row of ``stock_systems.csv``: a generator, its emitters, the hot water that goes
with it. The method's own functions do the rest, over buildings and packages at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from zeneville.demand.dpe import auxiliaries, boilers, emission, generation, lighting, tables
from zeneville.demand.dpe.climate import ZONES
from zeneville.demand.dpe.hot_water import monthly_need
from zeneville.demand.dpe.inertia import HEAVY
from zeneville.demand.dpe.recovered import distribution_kwh
from zeneville.demand.dpe.stock_envelope import StockEnvelope

Array = np.ndarray[Any, Any]
Consumption = Mapping[tuple[str, str], Array]

#: litres of tank an adult equivalent, its kind (vertical, other) and where it stands
TANK_L_PER_ADULT, TANK_KIND, TANK_KIND_NEW, NEW_TANK = 75.0, 69, 70, 2020
HEAT_PUMP_TANK_L_PER_ADULT = 75.0
COLLECTIVE_ABOVE = 2.0
MEDIUM_POWER_KW = 400.0


@dataclass(frozen=True)
class Demand:
    """What every system must serve, (B, P) unless said; the climate zone by number."""

    envelope: StockEnvelope
    heating_kwh: Array
    hot_water_kwh: Array
    zone: int
    base_degc: float
    heating_hours: float

    @property
    def collective(self) -> Array:
        """(B,) one installation for the whole block."""
        return self.envelope.dwellings > COLLECTIVE_ABOVE


def demand(envelope: StockEnvelope, heating_kwh: Array, zone: str, altitude: int) -> Demand:
    """Hot water and the climate's figures beside the heating need of a year."""
    balance = envelope.balance
    water = monthly_need(balance.adults, balance.climate.cold_water_degc).sum(axis=-1)
    base = tables.number(
        "base_temperature", "temperature_degc", zones=zone[:2], altitude_class=altitude
    )
    if base is None:
        raise KeyError(f"base_temperature has no {zone[:2]}, altitude class {altitude}")
    return Demand(
        envelope,
        heating_kwh,
        water,
        ZONES.index(zone) + 1,
        base,
        float(np.sum(balance.climate.hours_19)),
    )


def recovered(envelope: StockEnvelope) -> Array:
    """kWh by month (B, P, 12) of hot-water pipes that heat the dwellings, whatever the system."""
    balance = envelope.balance
    water = monthly_need(balance.adults, balance.climate.cold_water_degc).sum(axis=-1)
    collective = (envelope.dwellings > COLLECTIVE_ABOVE)[:, None]
    return distribution_kwh(water, balance.climate.hours_19, collective)


def consumption(row: tables.Row, asked: Demand) -> Consumption:
    """Final energy a year, kWh on the lower heating value, (B, P) by (use, carrier).

    Parameters
    ----------
    row
        Of ``stock_systems.csv``.
    """
    burner = _burner(row, asked) if row["generator"] == "boiler" else None
    heating = asked.heating_kwh * _multiplier(row, asked) / _efficiency(row, asked, burner)
    carrier, water = _hot_water(row, asked, burner)
    out: dict[tuple[str, str], Array] = {("heating", row["carrier"]): heating}
    out["hot_water", carrier] = water
    area, envelope = asked.envelope.balance.area_m2, asked.envelope
    out["lighting", "electricity"] = lighting.electricity_kwh(area, asked.zone)
    out["auxiliaries", "electricity"] = (
        _fans(envelope) + _circulators(row, asked) + _burner_electricity(row, asked, burner)
    )
    return out


def _by_house(asked: Demand, house: Any, block: Any) -> Array:
    """(B, P): one value for individual, one for collective installations."""
    return np.where(asked.collective[:, None], block, house)


def _multiplier(row: tables.Row, asked: Demand) -> Array:
    """Heat asked of the generator for a unit of need, (B, P)."""
    envelope = asked.envelope
    heavy = envelope.balance.inertia <= HEAVY
    central = row["distribution"] != "none" or row["generator"] != "direct"
    out = np.ones_like(asked.heating_kwh)
    for collective in (False, True):
        for single in (False, True):
            kind = (
                "house"
                if single
                else "block, collective"
                if collective and central
                else "block, individual"
            )
            here = (asked.collective == collective) & (envelope.house == single)
            number = int(row["emitter_block"] if collective else row["emitter_house"])
            for massive in (False, True):
                use = emission.Use(
                    kind,
                    central,
                    6 if kind == "block, collective" else int(row["equipment"]),
                    row["room_control"] == "yes",
                    heavy=massive,
                )
                found = emission.emitter(number, True, use).multiplier(
                    envelope.balance.loss_w_per_k, envelope.volume_m3[:, None]
                )
                out = np.where(here[:, None] & (heavy == massive), found, out)
    return out


def _burner(row: tables.Row, asked: Demand) -> boilers.Burner:
    """The boiler of every building: sized for its losses and, where it does, for hot water."""
    heating = boilers.heating_power_kw(asked.envelope.balance.loss_w_per_k, asked.base_degc)
    water = boilers.hot_water_power_kw(0.0) if row["hot_water"] == "boiler" else 0.0
    power = boilers.nominal_power_kw(
        np.maximum(heating, _by_house(asked, water, 0.0)), int(row["installed"]) >= 2006
    )
    year = int(row["installed"])
    bands = tuple(
        band
        for band in tables.rows("combustion")
        if band["type"] == row["type"]
        and int(band["installed_from"] or 0) <= year <= int(band["installed_to"] or 9999)
    )
    if not bands:
        raise KeyError(f"combustion has no {row['type']} of {year}")
    ratio = tables.number("carriers", "energy_pcs_per_pci", carrier=row["carrier"]) or 1.0
    return boilers.default_burner(bands, power, True, ratio)


def _water_temperature(row: tables.Row, technology: str, load_percent: int) -> float:
    """degC of the water at a load, by emitters and their age."""
    year = int(row["emitters_installed"])
    for line in tables.rows("operating_temperature"):
        if (
            line["boiler"] in ("any", technology, f"{technology} since 1991")
            and int(line["load_percent"]) == load_percent
            and line["distribution"] == row["distribution"]
            and int(line["emitters_from"] or 0) <= year <= int(line["emitters_to"] or 9999)
        ):
            return float(line["temperature_degc"])
    return 0.0


def _efficiency(row: tables.Row, asked: Demand, burner: boilers.Burner | None) -> Array | float:
    """Seasonal efficiency of the generator."""
    if burner is not None:
        loss_kw = asked.envelope.balance.loss_w_per_k * (19.0 - asked.base_degc) / 1000.0
        return boilers.seasonal_efficiency(
            burner,
            burner.power_kw / loss_kw,
            _water_temperature(row, burner.technology, 30),
            _water_temperature(row, burner.technology, 100),
        )
    if row["generator"] == "heat pump":
        return generation.heat_pump(row["type"], int(row["installed"]), asked.zone)
    return generation.direct(row["type"], int(row["installed"]))


def _distribution(asked: Demand) -> Array:
    """Share of the hot water's heat that arrives: rooms adjoining; insulated loop in blocks."""
    found = [
        tables.number(
            "hot_water_distribution", "efficiency", installation=kind, configuration=configuration
        )
        or 1.0
        for kind, configuration in (
            ("individual", "heated space, rooms adjoining"),
            ("collective", "insulated, rooms adjoining"),
        )
    ]
    return _by_house(asked, *found)


def _hot_water(row: tables.Row, asked: Demand, burner: boilers.Burner | None) -> tuple[str, Array]:
    """Carrier and kWh of hot water."""
    need, pipes = asked.hot_water_kwh, _distribution(asked)
    kind, adults = row["hot_water"], asked.envelope.balance.adults
    if kind == "boiler" and burner is not None:
        asks = 1000.0 * need / pipes
        rate = boilers.hot_water_efficiency(burner, asks, 0.0, "boiler")
        return row["carrier"], need / pipes / rate
    if kind == "network":
        return row["carrier"], need / pipes / generation.NETWORK_INSULATED
    if kind == "heat pump":
        tank = generation.tank_loss_wh(HEAT_PUMP_TANK_L_PER_ADULT * adults) / 1000.0
        coefficient = generation.heat_pump(
            "water heater double service", int(row["installed"]), asked.zone
        )
        return "electricity", (need / pipes + tank) / coefficient
    # electric tanks stand in each dwelling, in blocks too
    own = tables.number(
        "hot_water_distribution",
        "efficiency",
        installation="individual",
        configuration="heated space, rooms adjoining",
    )
    tank_kind = TANK_KIND_NEW if int(row["installed"]) >= NEW_TANK else TANK_KIND
    litres = TANK_L_PER_ADULT * adults
    homes = asked.envelope.dwellings[:, None]
    loss = generation.electric_tank_loss_wh(litres, tank_kind, litres / homes)
    stored = generation.electric_tank_efficiency(loss, own or 1.0, 1000.0 * need)
    return "electricity", need / (own or 1.0) / stored


def _fans(envelope: StockEnvelope) -> Array:
    """kWh of ventilation, (B, P)."""
    area = envelope.balance.area_m2
    out = np.zeros_like(area)
    for single in (False, True):
        here = np.broadcast_to((envelope.house == single)[:, None], area.shape)
        for number in np.unique(envelope.system):
            found = auxiliaries.ventilation_kwh(int(number), single, area, envelope.extracted)
            out = np.where(here & (envelope.system == number), found, out)
    return out


def _circulators(row: tables.Row, asked: Demand) -> Array:
    """kWh of heating circulators over the hours of heating, (B, P)."""
    if row["distribution"] == "none":
        return np.zeros_like(asked.heating_kwh)
    envelope = asked.envelope
    number = int(row["emitter_house"])
    hydraulic = tables.find("emitters", id=number)
    watt = auxiliaries.circulator_w(
        envelope.balance.loss_w_per_k,
        asked.base_degc,
        envelope.balance.area_m2,
        envelope.levels[:, None],
        1.0,
        hydraulic["hydraulic_class"] if hydraulic else "other",
        row["distribution"] == "high",
    )
    return watt * asked.heating_hours / 1000.0


def _burner_electricity(row: tables.Row, asked: Demand, burner: boilers.Burner | None) -> Array:
    """kWh of burners' fans and pumps, (B, P)."""
    if burner is None:
        return np.zeros_like(asked.heating_kwh)
    name = "wood boiler with fan" if "wood" in row["type"] else "gas or oil boiler"
    line = tables.find("auxiliary_power", equipment=name)
    if line is None:
        raise KeyError(f"auxiliary_power has no {name}")
    served = asked.heating_kwh + (asked.hot_water_kwh if row["hot_water"] == "boiler" else 0.0)
    return auxiliaries.generation_kwh(
        served,
        burner.power_kw,
        float(line["fixed_w"]),
        float(line["per_kw_w"]),
        float(line["power_cap_kw"] or MEDIUM_POWER_KW),
    )
