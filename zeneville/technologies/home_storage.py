"""The menu of storage in buildings: clocks and volume of hot-water tanks, home batteries.

An option is a mode of the hot-water tank with or without a home battery. What is stored when
follows from the option alone, whatever electricity costs: tanks make the heat of a day in fixed
hours of it, batteries hold the own surplus for the own load. So a design has one hourly load.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]

#: modes of hot-water tanks that a case may ask for; without one, water is heated as it is drawn
TANKS = ("tank_night", "tank_sun")
#: batteries that ``home_battery`` offers, with the key of their share of the larger one
BATTERIES = {"battery_S": "home_battery_small_share", "battery_L": ""}
NONE = "none"

#: kWh per litre and kelvin: 4.186 kJ/kgK at 1 kg/l
WATER = 1.163e-3


@dataclass(frozen=True)
class Homes:
    """Buildings (B,) that may store.

    Attributes
    ----------
    dwellings
        Number, 0 for other uses.
    day_kwh
        Heat for hot water on the day of the year that needs most, losses of tanks in it.
    tank_litres, tanks
        Volume of all tanks that come with a heater, and their number.
    roof_kwp
        The largest roof.
    """

    dwellings: Array
    day_kwh: Array
    tank_litres: Array
    tanks: Array
    roof_kwp: Array


@dataclass(frozen=True)
class Menu:
    """Arrays over building B, option S, mode of the tank M and hour T, as in the problem."""

    label: tuple[str, ...]
    allowed: Array  # (B, S)
    cost: Array  # (B, S) EUR a year
    investment: Array  # (B, S) EUR
    tank: Array  # (S,) mode of the tank
    heating: Array  # (M, T) share of the day's heat
    extra_kw: Array  # (B, M) losses that the larger tank adds
    kwh: Array  # (B, S)
    usable_kwh: Array  # (B, S)
    kw: Array  # (B, S)
    efficiency: Array  # (S,) one way


def menu(
    asked: Collection[str],
    homes: Homes,
    hour_of_day: Array,
    off_peak_hours: Sequence[int],
    figures: Any,
    annuity: Callable[[float], float],
) -> Menu:
    """Options of each building: every mode of the tank with no battery, a small or a large one.

    Parameters
    ----------
    asked
        What the case offers: :data:`TANKS`, ``home_battery``.
    hour_of_day
        (T,) 0 to 23.
    off_peak_hours
        Hours of the day in which ``tank_night`` heats.
    annuity
        Life in years -> yearly share of the investment.
    """
    value = figures.value
    modes = [NONE, *(name for name in TANKS if name in asked)]
    kinds = [NONE, *(BATTERIES if "home_battery" in asked else ())]
    pairs = [(mode, kind) for kind in range(len(kinds)) for mode in range(len(modes))]
    tank = [_tank(homes, figures, annuity, mode) for mode in modes]
    battery = [_battery(homes, figures, annuity, kind) for kind in kinds]
    night = list(off_peak_hours)
    windows = {
        "tank_night": night,
        "tank_sun": range(int(value("home_tank_sun_from")), int(value("home_tank_sun_to"))),
    }

    def both(name: str) -> Array:
        return np.stack([tank[m][name] + battery[k][name] for m, k in pairs], axis=-1)

    kwh = np.stack([battery[k]["kwh"] for _, k in pairs], axis=-1)
    needed = [tank[m]["there"] & battery[k]["there"] for m, k in pairs]
    return Menu(
        label=tuple(_label(modes[m], kinds[k]) for m, k in pairs),
        allowed=np.stack(needed, axis=-1).astype(np.int8),
        cost=both("cost"),
        investment=both("investment"),
        tank=np.array([m for m, _ in pairs], dtype=np.int64),
        heating=np.stack([clock(hour_of_day, windows.get(mode, ())) for mode in modes]),
        extra_kw=np.stack([part["extra_kw"] for part in tank], axis=-1),
        kwh=kwh,
        usable_kwh=kwh * value("battery_dod"),
        kw=kwh * value("home_battery_power"),
        efficiency=np.full(len(pairs), value("battery_eff_oneway")),
    )


def clock(hour_of_day: Array, window: Collection[int]) -> Array:
    """(T,) share of a day's heat that each hour of the day makes: evenly in the window."""
    inside = np.isin(hour_of_day, list(window))
    return np.where(inside, 1.0 / max(len(window), 1), 0.0)


def _label(mode: str, battery: str) -> str:
    return "+".join(name for name in (mode, battery) if name != NONE) or NONE


def day_litres(day_kwh: Array, warm_degc: float, cold_degc: float) -> Array:
    """(B,) litres that hold the heat of a day between two temperatures."""
    return np.asarray(day_kwh / (WATER * (warm_degc - cold_degc)))


def _tank(
    homes: Homes, figures: Any, annuity: Callable[[float], float], mode: str
) -> dict[str, Array]:
    """A tank that holds a day, with its clock; the volume beyond what comes with the heater.

    Losses grow with the power 0.4 of the volume, as the limits of regulation (EU) 812/2013 do.
    """
    value, zero = figures.value, np.zeros(len(homes.dwellings))
    there = (homes.dwellings > 0) & (homes.day_kwh > 0.0)
    if mode == NONE:
        return {"there": zero == 0.0, "cost": zero, "investment": zero, "extra_kw": zero}
    litres = day_litres(homes.day_kwh, value("hp_hot_water_flow"), value("home_tank_cold_degc"))
    litres = np.maximum(litres, homes.tank_litres)
    each = np.maximum(homes.tanks, 1.0)
    more = (litres / each) ** 0.4 - (homes.tank_litres / each) ** 0.4
    net = value("dhw_tank_coll_perl") * (litres - homes.tank_litres)
    net = net + value("home_tank_control") * homes.tanks
    paid = (1.0 + value("heater_vat_other_works")) * (1.0 + value("cost_fees_contingency"))
    investment = np.where(there, net * paid, 0.0)
    return {
        "there": there,
        "investment": investment,
        "cost": investment * annuity(value("home_tank_life")),
        "extra_kw": np.where(there, 1e-3 * value("demand_tank_loss_power") * more * each, 0.0),
    }


def _battery(
    homes: Homes, figures: Any, annuity: Callable[[float], float], kind: str
) -> dict[str, Array]:
    """A home battery, its inverter renewed on the way; the roof and the dwellings limit its size.

    The price is that of an installed product with its inverter and VAT; nobody plans it.
    """
    value, zero = figures.value, np.zeros(len(homes.dwellings))
    if kind == NONE:
        return {"there": zero == 0.0, "cost": zero, "investment": zero, "kwh": zero}
    most = np.minimum(
        value("home_battery_large") * homes.dwellings,
        value("home_battery_per_kwp") * homes.roof_kwp,
    )
    kwh = most * (value(BATTERIES[kind]) if BATTERIES[kind] else 1.0)
    investment = kwh * value("battery_home_fr")
    inverter = kwh * value("home_battery_power") * value("home_battery_inverter")
    inverter = np.minimum(inverter * (1.0 + value("vat_standard")), investment)
    return {
        "there": kwh > 0.0,
        "kwh": kwh,
        "investment": investment,
        "cost": (investment - inverter) * annuity(value("battery_life"))
        + inverter * annuity(value("battery_inverter_life"))
        + investment * value("battery_om"),
    }
