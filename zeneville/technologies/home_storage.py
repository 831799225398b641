"""The menu of storage in buildings: hot-water tanks and buffer tanks on a clock, home batteries.

An option is a mode of the hot-water tank, with or without a buffer tank for space heat, with or
without a home battery. What is stored when follows from the option alone, whatever electricity
costs: tanks are heated in fixed hours of the day, batteries hold the own surplus for the own load.
So a design has one hourly load.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]

#: modes of hot-water tanks that a case may ask for; without one, water is heated as it is drawn
TANKS = ("tank_night", "tank_sun")
#: modes of buffer tanks that a case may ask for, with the hot-water mode whose hours they share
BUFFERS = {"buffer_night": "tank_night", "buffer_sun": "tank_sun"}
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
    peak_kw
        Space heat on the design day, as the building is.
    """

    dwellings: Array
    day_kwh: Array
    tank_litres: Array
    tanks: Array
    roof_kwp: Array
    peak_kw: Array


@dataclass(frozen=True)
class Menu:
    """Arrays over building B, option S, modes of hot-water tank M and buffer N, hour T."""

    label: tuple[str, ...]
    allowed: Array  # (B, S)
    cost: Array  # (B, S) EUR a year
    investment: Array  # (B, S) EUR
    tank: Array  # (S,) mode of the tank
    heating: Array  # (M, T) share of the day's heat
    extra_kw: Array  # (B, M) losses that the larger tank adds
    buffer: Array  # (S,) mode of the buffer tank
    filling: Array  # (N, T) 1 in the hours in which it is filled
    buffer_kwh: Array  # (B,) between flow and return
    buffer_loss_kw: Array  # (B,)
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
    """Options of each building: every mode of both tanks with no battery, a small or a large one.

    Parameters
    ----------
    asked
        What the case offers: :data:`TANKS`, :data:`BUFFERS`, ``home_battery``.
    hour_of_day
        (T,) 0 to 23.
    off_peak_hours
        Hours of the day in which ``tank_night`` and ``buffer_night`` heat.
    annuity
        Life in years -> yearly share of the investment.
    """
    value = figures.value
    modes = [NONE, *(name for name in TANKS if name in asked)]
    fills = [NONE, *(name for name in BUFFERS if name in asked)]
    kinds = [NONE, *(BATTERIES if "home_battery" in asked else ())]
    triples = [(mode, fill, kind) for kind in kinds for fill in fills for mode in modes]
    parts = {mode: _tank(homes, figures, annuity, mode) for mode in modes}
    parts |= {fill: _buffer(homes, figures, annuity) for fill in fills if fill != NONE}
    parts |= {kind: _battery(homes, figures, annuity, kind) for kind in kinds if kind != NONE}

    def summed(name: str) -> Array:
        return np.stack([sum(parts[one][name] for one in _named(*of)) for of in triples], axis=-1)

    def there(of: tuple[str, ...]) -> Array:
        return np.logical_and.reduce([parts[one]["there"] for one in _named(*of)])

    battery = {kind: parts[kind].get("kwh", 0.0 * homes.dwellings) for kind in kinds}
    kwh = np.stack([battery[kind] for _, _, kind in triples], axis=-1)
    windows = _windows(off_peak_hours, value)
    held = parts[fills[-1]]
    return Menu(
        label=tuple("+".join(_named(*of)) for of in triples),
        allowed=np.stack([there(of) for of in triples], axis=-1).astype(np.int8),
        cost=summed("cost"),
        investment=summed("investment"),
        tank=np.array([modes.index(mode) for mode, _, _ in triples], dtype=np.int64),
        heating=np.stack([clock(hour_of_day, windows.get(mode, ())) for mode in modes]),
        extra_kw=np.stack([parts[mode]["extra_kw"] for mode in modes], axis=-1),
        buffer=np.array([fills.index(fill) for _, fill, _ in triples], dtype=np.int64),
        filling=np.stack([_inside(hour_of_day, windows, fill) for fill in fills]),
        buffer_kwh=held.get("buffer_kwh", 0.0 * homes.dwellings),
        buffer_loss_kw=held.get("loss_kw", 0.0 * homes.dwellings),
        kwh=kwh,
        usable_kwh=kwh * value("battery_dod"),
        kw=kwh * value("home_battery_power"),
        efficiency=np.full(len(triples), value("battery_eff_oneway")),
    )


def _windows(off_peak_hours: Sequence[int], value: Callable[[str], float]) -> dict[str, list[int]]:
    """Hours of the day in which modes of the hot-water tank heat."""
    sun = range(int(value("home_tank_sun_from")), int(value("home_tank_sun_to")))
    return {"tank_night": list(off_peak_hours), "tank_sun": list(sun)}


def _inside(hour_of_day: Array, windows: dict[str, list[int]], fill: str) -> Array:
    """(T,) 1 in the hours in which a buffer tank is filled."""
    return np.isin(hour_of_day, windows.get(BUFFERS.get(fill, ""), [])).astype(np.int8)


def clock(hour_of_day: Array, window: Collection[int]) -> Array:
    """(T,) share of a day's heat that each hour of the day makes: evenly in the window."""
    inside = np.isin(hour_of_day, list(window))
    return np.where(inside, 1.0 / max(len(window), 1), 0.0)


def _named(*parts: str) -> list[str]:
    """What of an option there is; ``none`` where there is nothing."""
    return [name for name in parts if name != NONE] or [NONE]


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


def _buffer(homes: Homes, figures: Any, annuity: Callable[[float], float]) -> dict[str, Array]:
    """A tank of heating water beside each heat pump, as large as the building as it is asks for.

    It holds litres times 1.163 Wh/lK between flow and return. The limit of regulation (EU)
    812/2013 for its standing loss, a + b V^0.4, holds 45 K above the room: less where it is cooler.
    """
    value = figures.value
    there = (homes.dwellings > 0) & (homes.peak_kw > 0.0)
    shared = homes.dwellings > value("heater_collective_above_dwellings")
    tanks = np.where(there, np.where(shared, 1.0, homes.dwellings), 0.0)
    litres = np.where(there, value("home_buffer_litres") * homes.peak_kw, 0.0)
    each = litres / np.maximum(tanks, 1.0)
    lost = value("demand_tank_loss_fixed") + value("demand_tank_loss_power") * each**0.4
    cooler = value("home_buffer_excess") / value("home_buffer_tested")
    net = value("home_buffer_per_litre") * litres + value("home_buffer_fixed") * tanks
    paid = (1.0 + value("heater_vat_other_works")) * (1.0 + value("cost_fees_contingency"))
    return {
        "there": there,
        "investment": net * paid,
        "cost": net * paid * annuity(value("home_tank_life")),
        "buffer_kwh": WATER * value("home_buffer_spread") * litres,
        "loss_kw": 1e-3 * lost * tanks * cooler,
    }


def _battery(
    homes: Homes, figures: Any, annuity: Callable[[float], float], kind: str
) -> dict[str, Array]:
    """A home battery, its inverter renewed on the way; the roof and the dwellings limit its size.

    The price is that of an installed product with its inverter and VAT; nobody plans it.
    """
    value = figures.value
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
