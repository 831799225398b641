"""Generators by combustion: power, default characteristics, efficiency over a heating season.

3CL-DPE 2021, sections 13.2 and 14.1. Efficiencies are on the lower heating value outside this
module; losses at a load are computed on the higher one, as the method asks.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from zeneville.demand.dpe import tables

Array = np.ndarray[Any, Any]

#: conventional load profile of dwellings: middle of each class of load and its weight
LOADS = np.array([0.05, 0.15, 0.25, 0.35, 0.45, 0.55, 0.65, 0.75, 0.85, 0.95])
WEIGHTS = np.array([0.10, 0.25, 0.20, 0.15, 0.10, 0.10, 0.05, 0.025, 0.025, 0.0])
STANDBY_SHARE = 0.45  # of the season in which a generator stands by
SETPOINT_DEGC = 19.0
SYSTEM_EFFICIENCY = 0.95**3  # of emission, distribution and control in the sizing rule
OVERSIZING = 1.2
WALL_HUNG_KW = np.array([5.0, 10.0, 13.0, 18.0, 24.0, 28.0, 32.0, 40.0])
OLD_OR_FLOOR_KW = np.array([18.0, 18.0, 18.0, 18.0, 24.0, 28.0, 32.0, 40.0])
#: (reference temperature degC, gain per K) of the part-load point, by technology
PART_LOAD_POINT = {
    "condensing": (33.0, 0.2),
    "low temperature": (40.0, 0.1),
    "standard": (50.0, 0.1),
}
FULL_LOAD_POINT = (70.0, 0.1)


@dataclass(frozen=True)
class Burner:
    """A generator; every field broadcasts.

    Attributes
    ----------
    technology
        ``condensing``, ``low temperature``, ``standard``, ``solid fuel``, ``air heater`` or
        ``gas radiator``.
    power_kw
        Nominal power.
    full_load, part_load
        Efficiency on the lower heating value, 0 to 1.1.
    standby_kw, pilot_kw
        Losses at rest and the pilot flame, lower heating value.
    pcs_per_pci
        Higher over lower heating value of the fuel.
    """

    technology: str
    power_kw: Array
    full_load: Array
    part_load: Array
    standby_kw: Array
    pilot_kw: Array
    pcs_per_pci: float


def heating_power_kw(
    loss_w_per_k: Array | float, base_degc: Array | float, share: Array | float = 1.0
) -> Array:
    """Power for heating, kW (section 13.2.2.4), of a generator that heats a share of the area."""
    difference = SETPOINT_DEGC - np.asarray(base_degc)
    return np.asarray(
        share * OVERSIZING * np.asarray(loss_w_per_k) * difference / (1000.0 * SYSTEM_EFFICIENCY)
    )


def hot_water_power_kw(tank_l: Array | float) -> Array:
    """Power for hot water by the volume of the tank, kW (section 13.2.2.4)."""
    tank = np.asarray(tank_l, dtype=float)
    return np.select(
        [tank <= 0.0, tank <= 20.0, tank <= 150.0],
        [np.full_like(tank, 21.0), 21.0 - 0.8 * tank, 5.0 - 1.751 * (tank - 20.0) / 65.0],
        (7.14 * tank + 428.0) / 1000.0,
    )


def nominal_power_kw(sizing_kw: Array | float, recent: Array | bool) -> Array:
    """Power of the boiler that is sold, kW; ``recent``: wall-hung and installed since 2006."""
    needed = np.asarray(sizing_kw, dtype=float)
    place = np.searchsorted(WALL_HUNG_KW, needed, side="left")
    inside = np.minimum(place, len(WALL_HUNG_KW) - 1)
    sold = np.where(recent, WALL_HUNG_KW[inside], OLD_OR_FLOOR_KW[inside])
    return np.where(place < len(WALL_HUNG_KW), sold, (np.floor(needed / 5.0) + 1.0) * 5.0)


def technology(kind: str) -> str:
    """Technology of a type of ``combustion.csv``, by which its losses depend on the load."""
    if kind.startswith(("wood", "coal")):
        return "solid fuel"
    if kind.startswith("air heater"):
        return "air heater"
    if kind.startswith("gas radiator"):
        return "gas radiator"
    for name in ("condensing", "low temperature"):
        if name in kind:
            return name
    return "standard"


def _standby_kw(row: tables.Row, power: Array, fan: Array | bool) -> Array:
    """Losses at rest, kW: a share of the power or the laws of section 13.2.2."""
    rule = row["standby_rule"]
    log = np.log10(np.maximum(power, 1e-9))
    if rule == "share_of_power":
        return power * float(row["standby_a"]) / 100.0
    if rule == "constant_kw":
        return np.full_like(power, float(row["standby_a"]))
    if rule == "power_law":
        return float(row["standby_a"]) * power * power ** float(row["standby_b"])
    if rule == "fan":
        base, slope = np.where(fan, 1.75, 2.5), np.where(fan, -0.55, -0.8)
        return power * (base + slope * log) / 100.0
    if rule == "air_heater":
        least = np.minimum(power, 300.0)
        return least * (1.75 - 0.55 * np.log10(np.maximum(least, 1e-9))) / 100.0
    return np.zeros_like(power)


def default_burner(
    bands: tuple[tables.Row, ...], power_kw: Array | float, fan: Array | bool, pcs_per_pci: float
) -> Burner:
    """Default characteristics of a type, each power taken in its band of ``combustion.csv``.

    Parameters
    ----------
    bands
        Rows of one type.
    fan
        Flue with a fan or a balanced flue.
    """
    power = np.atleast_1d(np.asarray(power_kw, dtype=float))
    full, part, standby = (np.full_like(power, np.nan) for _ in range(3))
    for row in bands:
        top = float(row["up_to_kw"] or np.inf)
        here = (power > float(row["above_kw"])) & (power <= top)
        log = np.log10(np.maximum(power, 1e-9))
        full = np.where(
            here, float(row["full_load_percent"]) + float(row["full_load_per_log10"]) * log, full
        )
        if row["part_load_percent"]:
            law = float(row["part_load_percent"]) + float(row["part_load_per_log10"]) * log
            part = np.where(here, law, part)
        standby = np.where(here, _standby_kw(row, power, fan), standby)
    shape = np.shape(power_kw)
    pilot = np.full_like(power, float(bands[0]["pilot_w"] or 0.0) / 1000.0)
    return Burner(
        technology(bands[0]["type"]),
        power.reshape(shape),
        (full / 100.0).reshape(shape),
        (part / 100.0).reshape(shape),
        standby.reshape(shape),
        pilot.reshape(shape),
        pcs_per_pci,
    )


def _losses_kw(burner: Burner, load: Array, part_degc: Array, full_degc: Array) -> Array:
    """Losses QPx at a load, kW of the higher heating value (sections 13.2.1.5 to 13.2.2.3)."""
    power = np.asarray(burner.power_kw)[..., None]
    full = 100.0 * np.asarray(burner.full_load)[..., None] / burner.pcs_per_pci
    part = 100.0 * np.asarray(burner.part_load)[..., None] / burner.pcs_per_pci
    rest = 0.15 * np.asarray(burner.standby_kw)[..., None] * burner.pcs_per_pci
    if burner.technology == "gas radiator":
        return 1.04 * (100.0 - full) / full * power * load
    if burner.technology in ("solid fuel", "air heater"):
        half = 0.5 * power * (100.0 - part) / part
        whole = power * (100.0 - full) / full
        below = (half - rest) * load / 0.5 + rest
        return np.where(load < 0.5, below, (whole - half) * load / 0.5 + 2.0 * half - whole)
    reference, gain = PART_LOAD_POINT[burner.technology]
    part = part + gain * (reference - np.asarray(part_degc)[..., None])
    full = full + FULL_LOAD_POINT[1] * (FULL_LOAD_POINT[0] - np.asarray(full_degc)[..., None])
    third = 0.3 * power * (100.0 - part) / part
    whole = power * (100.0 - full) / full
    above = third + (whole - third) * (load - 0.3) / 0.7
    if burner.technology == "standard":
        return np.where(load < 0.3, rest + (third - rest) * load / 0.3, above)
    low = third / 2.0
    middle = np.where(load < 0.15, rest + (low - rest) * load / 0.15, third * load / 0.3)
    return np.where(load < 0.3, middle, above)


def seasonal_efficiency(
    burner: Burner,
    sizing: Array | float,
    part_degc: Array | float = 0.0,
    full_degc: Array | float = 0.0,
) -> Array:
    """Efficiency over the season on the lower heating value (sections 13.2.3, 13.2.4).

    Parameters
    ----------
    sizing
        Installed power over the losses at base temperature, Cdimref: power of all burners
        / (GV (19 - Tbase)).
    part_degc, full_degc
        Water temperature at 30 % (with a control: at 30 %, without: at 100 %) and at full load.
    """
    load = np.minimum(1.0, LOADS / np.asarray(sizing, dtype=float)[..., None])
    load = np.where(LOADS[-1] == LOADS, LOADS[-1], load)
    delivered = np.asarray(burner.power_kw)[..., None] * load
    lost = _losses_kw(burner, load, np.asarray(part_degc), np.asarray(full_degc))
    supplied = np.sum(WEIGHTS * delivered, axis=-1)
    consumed = np.sum(WEIGHTS * (delivered + lost), axis=-1)
    rest = burner.pcs_per_pci * (
        STANDBY_SHARE * np.asarray(burner.standby_kw) + np.asarray(burner.pilot_kw)
    )
    return np.asarray(burner.pcs_per_pci * supplied / (consumed + rest))


#: hours a year in which hot water is made, and in which a pilot flame burns beside
HOT_WATER_HOURS, PILOT_HOURS = 1790.0, 6970.0
PRESENCE_HOURS = 8592.0


def hot_water_efficiency(
    burner: Burner, need_wh: Array | float, tank_loss_wh: Array | float, kind: str
) -> Array:
    """Efficiency of generation and storage for hot water (section 14.1), lower heating value.

    Parameters
    ----------
    need_wh
        Need a year that the generator supplies, Wh.
    tank_loss_wh
        Losses of the tank a year, Wh.
    kind
        ``instant`` gas water heater, ``boiler``, or gas ``storage`` heater.
    """
    hours, pilot = {
        "instant": (HOT_WATER_HOURS, 1.0),
        "boiler": (HOT_WATER_HOURS, 0.5),
        "storage": (PRESENCE_HOURS, 1.0),
    }[kind]
    tank = 0.0 if kind == "instant" else np.asarray(tank_loss_wh)
    rest = hours * 1000.0 * np.asarray(burner.standby_kw) + tank
    flame = PILOT_HOURS * pilot * 1000.0 * np.asarray(burner.pilot_kw)
    return np.asarray(1.0 / (1.0 / np.asarray(burner.full_load) + (rest + flame) / need_wh))
