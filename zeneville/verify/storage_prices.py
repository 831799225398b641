"""Tanks on a clock and home batteries counted anew: sizes, hours, losses, prices."""

from __future__ import annotations

from typing import Any

import numpy as np

from zeneville.verify import loads
from zeneville.verify.book import Book
from zeneville.verify.kept import Kept

Array = np.ndarray[Any, Any]

#: kJ to heat a litre of water by a kelvin
WATER_KJ = 4.1868
#: share of a product's energy: the small battery by key, the large one whole
SIZES = {"battery_S": "home_battery_small_share", "battery_L": ""}


def expected(plan: Kept, book: Book, tariff: dict[str, Any]) -> dict[str, Array]:
    """Arrays of storage that the plan should hold, from the names of its options."""
    names = [str(name) for name in plan["storage_option"].values]
    told = [part for name in names for part in name.split("+")]
    modes = ["none", *dict.fromkeys(part for part in told if part.startswith("tank"))]
    fills = ["none", *dict.fromkeys(part for part in told if part.startswith("buffer"))]
    count, options = plan.sizes["building"], len(names)
    out = {
        "storage_allowed": np.ones((count, options)),
        "storage_cost": np.zeros((count, options)),
        "storage_investment": np.zeros((count, options)),
        "storage_tank": np.zeros(options),
        "tank_heating": np.array([_hours(plan, book, tariff, mode) for mode in modes]),
        "storage_buffer": np.zeros(options),
        "buffer_filling": np.array([_hours(plan, book, tariff, fill) > 0.0 for fill in fills]),
        "buffer_kwh": np.zeros(count),
        "buffer_loss_kw": np.zeros(count),
        "tank_extra_kw": np.zeros((count, len(modes))),
        "home_battery_kwh": np.zeros((count, options)),
        "home_battery_efficiency": np.full(options, book("battery_eff_oneway")),
    }
    if options == 1:
        out["home_battery_efficiency"][:] = 1.0
    homes = plan["dwellings"].values * plan["residential"].values.astype(bool)
    for s, name in enumerate(names):
        for part in name.split("+"):
            if part == "none":
                continue
            there, money, yearly, size = COUNTED[part.partition("_")[0]](plan, book, homes, part)
            out["storage_allowed"][:, s] *= there
            out["storage_investment"][:, s] += money
            out["storage_cost"][:, s] += yearly
            if part in SIZES:
                out["home_battery_kwh"][:, s] = size
            elif part in fills:
                out["storage_buffer"][s] = fills.index(part)
                out["buffer_kwh"], out["buffer_loss_kw"] = size
            else:
                out["storage_tank"][s] = modes.index(part)
                out["tank_extra_kw"][:, modes.index(part)] = size
    out["home_battery_usable_kwh"] = out["home_battery_kwh"] * book("battery_dod")
    out["home_battery_kw"] = out["home_battery_kwh"] * book("home_battery_power")
    return out


def too_small(plan: Kept) -> list[str]:
    """Buildings that need more hot water on a day than their tanks are sized for."""
    day = plan["index_of_year"].values.astype(int) // 24
    first = np.flatnonzero(np.diff(day, prepend=-1))
    drawn = np.add.reduceat(plan["hot_water_kwh"].values.astype(np.float64), first, axis=1)
    homes = plan["dwellings"].values * plan["residential"].values.astype(bool)
    held = plan["hot_water_day_kwh"].values
    bad = np.flatnonzero((homes > 0) & (drawn.max(axis=1) > held * (1 + 1e-6) + 1e-3))
    return [
        f"hot_water_day_kwh of {plan['building'].values[b]} is {held[b]:,.2f} kWh, but a day "
        f"of the plan needs {drawn[b].max():,.2f}"
        for b in bad[:1]
    ]


def _hours(plan: Kept, book: Book, tariff: dict[str, Any], mode: str) -> Array:
    """Share of the day's heat that each hour makes; zero outside of the window of the mode."""
    hour = plan["index_of_year"].values.astype(int) % 24
    if mode.endswith("_night"):
        inside = np.isin(hour, tariff["off_peak_hours"])
        return inside / len(tariff["off_peak_hours"])
    start, stop = book("home_tank_sun_from"), book("home_tank_sun_to")
    inside = (hour >= start) & (hour < stop) & mode.endswith("_sun")
    return inside / (stop - start)


def _tank(plan: Kept, book: Book, homes: Array, _: str) -> tuple[Array, Array, Array, Array]:
    """Who may have a clock, investment, yearly cost, and kW that the larger tank loses more."""
    day = plan["hot_water_day_kwh"].values
    there = (homes > 0) & (day > 0.0)
    common = homes > book("demand_hot_water_loop_from")
    tanks = np.where(there, np.where(common, 1.0, np.maximum(homes, 1.0)), 0.0)
    single = book("demand_tank_litres") * loads.adults(plan["heated_area_m2"].values, homes)
    before = tanks * np.where(common, book("demand_tank_litres_block") * homes, single)
    rise = book("hp_hot_water_flow") - book("home_tank_cold_degc")
    after = np.maximum(day * 3600.0 / (WATER_KJ * rise), before)
    each = np.maximum(tanks, 1.0)
    paid = (1.0 + book("heater_vat_other_works")) * book.fees
    money = book("dhw_tank_coll_perl") * (after - before) + book("home_tank_control") * tanks
    money = np.where(there, money * paid, 0.0)
    lost = (after / each) ** 0.4 - (before / each) ** 0.4
    lost = np.where(there, book("demand_tank_loss_power") * lost * tanks / 1000.0, 0.0)
    return there, money, money * book.yearly(book("home_tank_life")), lost


def _battery(plan: Kept, book: Book, homes: Array, size: str) -> tuple[Array, Array, Array, Array]:
    """Who may have a battery, investment, yearly cost, and kWh."""
    roof = plan["pv_kwp"].values.max(axis=1)
    share = book(SIZES[size]) if SIZES[size] else 1.0
    kwh = share * np.minimum(
        book("home_battery_large") * homes, book("home_battery_per_kwp") * roof
    )
    money = kwh * book("battery_home_fr")
    power = kwh * book("home_battery_power")
    inverter = power * book("home_battery_inverter") * (1.0 + book("vat_standard"))
    inverter = np.minimum(inverter, money)
    yearly = (money - inverter) * book.yearly(book("battery_life"))
    yearly = yearly + inverter * book.yearly(book("battery_inverter_life"))
    return kwh > 0.0, money, yearly + money * book("battery_om"), kwh


def _buffer(
    plan: Kept, book: Book, homes: Array, _: str
) -> tuple[Array, Array, Array, tuple[Array, Array]]:
    """Who may have a buffer tank, investment, yearly cost; kWh that it holds, kW that it loses."""
    peak = plan["peak_heating_kw"].values[:, 0]
    there = (homes > 0) & (peak > 0.0)
    common = homes > book("heater_collective_above_dwellings")
    tanks = np.where(there, np.where(common, 1.0, homes), 0.0)
    litres = np.where(there, peak * book("home_buffer_litres"), 0.0)
    paid = (1.0 + book("heater_vat_other_works")) * book.fees
    money = litres * book("home_buffer_per_litre") + tanks * book("home_buffer_fixed")
    held = litres * WATER_KJ * book("home_buffer_spread") / 3600.0
    one = (litres / np.maximum(tanks, 1.0)) ** 0.4
    watts = book("demand_tank_loss_fixed") + book("demand_tank_loss_power") * one
    lost = tanks * watts / 1000.0 * book("home_buffer_excess") / book("home_buffer_tested")
    return there, money * paid, money * paid * book.yearly(book("home_tank_life")), (held, lost)


#: what counts a part of an option, by the first word of its name
COUNTED: dict[str, Any] = {"tank": _tank, "buffer": _buffer, "battery": _battery}
