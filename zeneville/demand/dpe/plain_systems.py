"""What a plain heating and hot-water system uses, over arrays of dwellings, without a certificate.

The same functions as for certificates, with the decree's defaults: one generator for all rooms,
radiators or floors with a control room by room, hot water from the same generator or apart.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from zeneville.demand.dpe import auxiliaries, boilers, emission, generation, lighting, tables
from zeneville.demand.dpe.climate import Climate

Array = np.ndarray[Any, Any]
ByUse = dict[tuple[str, str], Array]

#: type of ``combustion.csv``, carrier and row of ``auxiliary_power.csv``
BURNERS = {
    "gas_boiler": ("gas boiler standard", "natural gas", "gas or oil boiler"),
    "gas_condensing": ("gas boiler condensing", "natural gas", "gas or oil boiler"),
    "oil_boiler": ("oil boiler standard", "fuel oil", "gas or oil boiler"),
    "pellet": ("wood boiler pellet", "wood pellet", "wood boiler with fan"),
    "wood_log": ("wood boiler log or chip", "wood log", "wood boiler with fan"),
}
PUMPS = {"hp_air": "air/water", "hp_ground": "ground", "hp_water": "water/water"}
AIR_PUMP, ELECTRIC, NETWORK = "air/air", "electric", "heat_network"
#: emitter of ``emitters.csv``: room convectors, radiators with valves and floors on warm water
CONVECTOR, RADIATOR, FLOOR, WARM_AIR = 1, 39, 14, 42
COLLECTIVE_RADIATOR, COLLECTIVE_FLOOR = 37, 12
EQUIPMENT_CENTRAL, EQUIPMENT_COLLECTIVE, EQUIPMENT_ROOM = 3, 6, 4
TANK_PIPES, INSTANT_PIPES = "heated space, rooms apart", "heated space, rooms adjoining"
LOOP_PIPES = "insulated, rooms adjoining"
USUAL_TANK = 70  # vertical, category B
#: years before the first of a type are of the type before it
OLDER = {"gas boiler standard": "gas boiler classic", "oil boiler standard": "oil boiler classic"}


@dataclass(frozen=True)
class Homes:
    """Dwellings or blocks; every array broadcasts over the same leading dimensions (...).

    Attributes
    ----------
    heating_need_kwh, hot_water_need_kwh
        A year.
    loss_w_per_k
        Envelope and air renewal (GV).
    area_m2, height_m, storeys, dwellings
        Living area, ceiling height, levels heated, number of dwellings.
    tank_l
        Electric hot-water tank of each dwelling, where the system has one.
    house, heavy
        House or flats; heavy or very heavy inertia: one value for the array.
    base_degc
        Outdoor base temperature.
    zone
        1 to 8 for H1a to H3: one value for the array.
    """

    heating_need_kwh: Array
    hot_water_need_kwh: Array
    loss_w_per_k: Array
    area_m2: Array
    height_m: Array
    storeys: Array
    dwellings: Array
    tank_l: Array
    house: bool
    heavy: bool
    base_degc: float
    zone: int
    climate: Climate


@dataclass(frozen=True)
class System:
    """A plain system.

    Attributes
    ----------
    heater
        ``electric``, ``gas_boiler``, ``gas_condensing``, ``oil_boiler``, ``wood_log``, ``pellet``,
        ``air/air``, ``hp_air``, ``hp_ground``, ``hp_water`` or ``heat_network``.
    installed
        Year.
    floor
        Warm floors instead of radiators.
    collective
        One generator for the block.
    hot_water
        ``same`` (of the heater), ``electric_tank`` or ``heat_pump_tank``.
    pilot
        A pilot flame burns, of boilers that had one.
    """

    heater: str
    installed: int
    floor: bool = False
    collective: bool = False
    hot_water: str = "same"
    pilot: bool = False


def carrier(system: System) -> str:
    """Carrier of ``carriers.csv`` that the heater uses."""
    if system.heater in BURNERS:
        return BURNERS[system.heater][1]
    return "heat network" if system.heater == NETWORK else "electricity"


def _bands(kind: str, installed: int) -> tuple[tables.Row, ...]:
    """Rows of a type of the year; older ones than the type exists are of the type before it."""
    for name in (kind, OLDER.get(kind, kind)):
        rows = tuple(
            row
            for row in tables.rows("combustion")
            if row["type"] == name
            and int(row["installed_from"] or 0) <= installed <= int(row["installed_to"] or 9999)
        )
        if rows:
            return rows
    raise KeyError(f"combustion has no {kind} of {installed}")


def burner(system: System, homes: Homes) -> boilers.Burner:
    """Default burner of each home, sized for heating and, where it makes it, hot water."""
    kind, fuel, _ = BURNERS[system.heater]
    units = np.where(system.collective, 1.0, homes.dwellings)
    sizing = boilers.heating_power_kw(homes.loss_w_per_k, homes.base_degc) / units
    if system.hot_water == "same":
        sizing = np.maximum(sizing, boilers.hot_water_power_kw(0.0))
    recent = system.installed >= 2006
    ratio = tables.number("carriers", "energy_pcs_per_pci", carrier=fuel) or 1.0
    power = boilers.nominal_power_kw(sizing, recent)
    machine = boilers.default_burner(_bands(kind, system.installed), power, recent, ratio)
    return machine if system.pilot else replace(machine, pilot_kw=np.asarray(0.0))


def _units(system: System, homes: Homes) -> Array:
    """Generators in each home: one a dwelling, or one for the block."""
    return np.where(system.collective, 1.0, homes.dwellings)


def generation_efficiency(system: System, homes: Homes) -> Array:
    """Seasonal efficiency of heating, heat over energy on the lower heating value."""
    if system.heater in PUMPS:
        source = PUMPS[system.heater]
        value = generation.heat_pump(source, system.installed, homes.zone, system.floor)
    elif system.heater == AIR_PUMP:
        value = generation.heat_pump(AIR_PUMP, system.installed, homes.zone)
    elif system.heater == ELECTRIC:
        value = generation.direct("direct electric")
    elif system.heater == NETWORK:
        value = generation.direct("heat network substation")
    else:
        return _burner_efficiency(system, homes)
    return np.full_like(np.asarray(homes.heating_need_kwh, dtype=float), value)


def _burner_efficiency(system: System, homes: Homes) -> Array:
    machine = burner(system, homes)
    losses = homes.loss_w_per_k * (boilers.SETPOINT_DEGC - homes.base_degc)
    ratio = 1000.0 * machine.power_kw * _units(system, homes) / losses
    part, full = _operating(machine.technology, system)
    return boilers.seasonal_efficiency(machine, ratio, part, full)


def _operating(technology: str, system: System) -> tuple[float, float]:
    """Water temperature at part and full load, controlled, emitters as old as the boiler."""
    if technology == "solid fuel":
        return 0.0, 0.0
    name = technology
    if technology == "standard":
        name = "standard before 1991" if system.installed <= 1990 else "standard since 1991"
    years = (
        ("", "1980")
        if system.installed <= 1980
        else (("1981", "2000") if system.installed <= 2000 else ("2001", ""))
    )
    wanted = {
        "distribution": "low" if system.floor else "medium",
        "emitters_from": years[0],
        "emitters_to": years[1],
    }

    def degc(boiler: str, load: int) -> float:
        found = tables.number(
            "operating_temperature", "temperature_degc", boiler=boiler, load_percent=load, **wanted
        )
        if found is None:
            raise KeyError(f"operating_temperature has no {boiler} at {load} %")
        return found

    return degc(name, 30), degc("any", 100)


def emitter_of(system: System, homes: Homes) -> emission.Emitter:
    """Emitters, pipes and control of the system."""
    if homes.house:
        building, equipment = "house", EQUIPMENT_CENTRAL
    elif system.collective:
        building, equipment = "block, collective", EQUIPMENT_COLLECTIVE
    else:
        building, equipment = "block, individual", EQUIPMENT_CENTRAL
    identifier = FLOOR if system.floor else RADIATOR
    if system.collective:
        identifier = COLLECTIVE_FLOOR if system.floor else COLLECTIVE_RADIATOR
    central = True
    if system.heater in (ELECTRIC, AIR_PUMP):
        identifier = CONVECTOR if system.heater == ELECTRIC else WARM_AIR
        central, equipment = False, EQUIPMENT_ROOM
    use = emission.Use(building, central, equipment, True, homes.heavy)
    return emission.emitter(identifier, True, use)


def hot_water_kwh(system: System, homes: Homes) -> tuple[str, Array]:
    """Carrier and energy for hot water a year, kWh."""
    need = np.asarray(homes.hot_water_need_kwh, dtype=float)
    wet = system.heater in BURNERS or system.heater in PUMPS or system.heater == NETWORK
    collective = system.collective and system.hot_water == "same" and wet
    tank = system.hot_water != "same" or system.heater in PUMPS or not wet
    name = LOOP_PIPES if collective else TANK_PIPES if tank else INSTANT_PIPES
    pipes = tables.number("hot_water_distribution", "efficiency", configuration=name)
    assert pipes is not None
    asked = need / pipes
    if system.hot_water == "heat_pump_tank" or (tank and system.heater in PUMPS):
        own = system.hot_water == "same"
        source = "water heater double service" if own else "water heater outdoor air"
        return "electricity", asked / generation.heat_pump(source, system.installed, homes.zone)
    if tank:
        loss = generation.electric_tank_loss_wh(homes.tank_l, USUAL_TANK)
        each = 1000.0 * need / homes.dwellings
        return "electricity", asked / generation.electric_tank_efficiency(loss, pipes, each)
    if system.heater == NETWORK:
        return "heat network", asked / generation.NETWORK_INSULATED
    machine = burner(system, homes)
    each = 1000.0 * need / _units(system, homes)
    return carrier(system), asked / boilers.hot_water_efficiency(machine, each, 0.0, "boiler")


def _auxiliaries_kwh(system: System, homes: Homes) -> Array:
    """Burner, circulator and, in blocks, hot-water loop; fans apart."""
    total = np.zeros_like(np.asarray(homes.heating_need_kwh, dtype=float))
    if system.heater in (ELECTRIC, AIR_PUMP):
        return total
    units = _units(system, homes)
    if system.heater in BURNERS:
        row = tables.find("auxiliary_power", equipment=BURNERS[system.heater][2])
        assert row is not None
        need = homes.heating_need_kwh / units
        if system.hot_water == "same":
            need = need + homes.hot_water_need_kwh / units
        figures = float(row["fixed_w"]), float(row["per_kw_w"]), float(row["power_cap_kw"])
        power = burner(system, homes).power_kw
        total = total + units * auxiliaries.generation_kwh(need, power, *figures)
    watt = auxiliaries.circulator_w(
        homes.loss_w_per_k / units,
        homes.base_degc,
        homes.area_m2 / units,
        homes.storeys if system.collective or homes.house else np.ones_like(homes.storeys),
        1.0,
        "surface" if system.floor else "radiator two pipes",
        False,
    )
    return total + units * watt * homes.climate.hours_19.sum(axis=-1) / 1000.0


def consumption(system: System, homes: Homes, fans_kwh: Array | float = 0.0) -> ByUse:
    """Final energy of the five regulated uses by (use, carrier), kWh a year, shape (...).

    Parameters
    ----------
    fans_kwh
        Electricity of ventilation (:func:`zeneville.demand.dpe.auxiliaries.ventilation_kwh`).
    """
    volume = homes.area_m2 * homes.height_m
    asked = emitter_of(system, homes).multiplier(homes.loss_w_per_k, volume)
    heat = homes.heating_need_kwh * asked / generation_efficiency(system, homes)
    source, water = hot_water_kwh(system, homes)
    return {
        ("heating", carrier(system)): np.asarray(heat),
        ("hot_water", source): np.asarray(water),
        ("lighting", "electricity"): lighting.electricity_kwh(homes.area_m2, homes.zone),
        ("auxiliaries", "electricity"): _auxiliaries_kwh(system, homes) + np.asarray(fans_kwh),
    }
