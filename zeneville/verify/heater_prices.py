"""Sizes, efficiencies and prices of every heater counted anew, from the plan's quantities."""

from __future__ import annotations

from typing import Any

import numpy as np

from zeneville.verify.book import Book
from zeneville.verify.kept import Kept

Array = np.ndarray[Any, Any]


def expected(plan: Kept, book: Book, tariff: dict[str, Any]) -> dict[str, Array]:
    """Arrays of heaters that the plan should hold."""
    heated = plan["heated"].values.astype(bool)
    shape = (plan.sizes["building"], plan.sizes["package"], plan.sizes["heater"])
    out = {
        "heater_cost": np.zeros(shape),
        "heater_investment": np.zeros(shape),
        "heater_kw": np.zeros(shape),
        "heater_efficiency": np.ones((shape[0], shape[2])),
        "hot_water_efficiency": np.ones((shape[0], shape[2])),
    }
    peak = plan["peak_heating_kw"].values
    kinds = [str(kind) for kind in plan["heat_pump"].values]
    out["heater_pump"] = np.zeros(shape[2])
    energy = plan["heating_energy"].values
    for j, label in enumerate(str(name) for name in plan["heater"].values):
        system, _, share = label.partition("@")
        source = system.removeprefix("hp_") if system.startswith("hp_") else "air"
        out["heater_pump"][j] = kinds.index(source)
        for b in np.flatnonzero(heated):
            kind = {
                "as_is": str(energy[b]),
                "gas_boiler": "gas",
                "electric": "electricity",
                "pellet": "pellet",
                "hp_air": "heat_pump",
                "hp_ground": "heat_pump",
                "hp_water": "heat_pump",
                "heat_network": "network",
            }[system]
            like = system == "as_is"
            sized = np.full(shape[1], peak[b, 0]) if like else peak[b]
            cost, money, kw, heat, water = _heater(
                plan, book, tariff, int(b), kind, sized, float(share or 1.0), like, source
            )
            out["heater_cost"][b, :, j], out["heater_kw"][b, :, j] = cost, kw
            out["heater_investment"][b, :, j] = 0.0 if like else money
            out["heater_efficiency"][b, j] = heat
            out["hot_water_efficiency"][b, j] = water
    return out


def _heater(
    plan: Kept,
    book: Book,
    tariff: dict[str, Any],
    b: int,
    kind: str,
    peak: Array,
    share: float,
    like_for_like: bool,
    source: str,
) -> tuple[Array, Array, Array, float, float]:
    """Yearly cost, investment, kW by package; efficiency of heat and of hot water."""
    count = float(plan["dwellings"].values[b])
    home = bool(plan["residential"].values[b])
    homes = max(count, 1.0)
    shared = count > book("heater_collective_above_dwellings")
    units = 1.0 if shared else homes
    meter = tariff["electricity_standing_eur_per_year"]
    fees = 1.0 if like_for_like else book.fees
    if kind in ("electricity", "heat_pump"):
        standing = homes * meter["kva_9"] if home else meter["kva_36"]
        if kind == "electricity":
            kw = peak * book("heater_sizing_margin")
            vat = book("heater_vat_other_works") if home else book("vat_standard")
            money = kw * book("heater_direct_per_kw") + homes * book("heater_direct_tank")
            rate = book.yearly(book("heater_direct_life")) + book("heater_direct_om")
            heat = book("heater_direct_efficiency")
        else:
            kw = peak * share
            vat = book("vat_reno") if home else book("vat_standard")
            paid = (1.0 + vat) * fees
            machine, below = (part * paid for part in _pump_parts(book, source, kw, units, shared))
            yearly = machine * (book.yearly(book("hp_life")) + book("hp_om")) + below * (
                book.yearly(book("hp_borehole_life")) + book("hp_borehole_om")
            )
            return yearly + standing, machine + below, kw, 1.0, 1.0
        money = money * (1.0 + vat) * fees
        return money * rate + standing, money, kw, heat, 1.0
    if kind == "network":
        return _substation(book, peak, homes, units, shared, home, meter)
    if kind == "pellet":
        return _pellet(book, peak, homes, units, shared, home, meter)
    kw = peak * book("heater_sizing_margin")
    if shared:
        money = kw * book("gas_boiler_coll_perkw")
    else:
        money = units * book("gas_boiler_indiv_fixed") + kw * book("heater_gas_per_kw")
    money = money * (1.0 + book("vat_gas_boiler")) * fees
    upkeep = {
        "wood": homes * book("heater_wood_om"),
        "heat_network": homes * book("heater_network_om"),
    }.get(kind, homes * book("heater_gas_om") + units * tariff["gas"]["standing_eur_per_year"])
    standing = homes * meter["kva_6"] if home else meter["kva_36"]
    heat = {
        "wood": book("heater_wood_efficiency_as_is"),
        "heat_network": book("heater_network_efficiency"),
    }.get(
        kind,
        book("heater_gas_efficiency_as_is" if like_for_like else "heater_gas_efficiency_new"),
    )
    cost = money * book.yearly(book("heater_gas_life")) + upkeep + standing
    return cost, money, kw, heat, book("heater_gas_hot_water_efficiency")


def _pellet(
    book: Book,
    peak: Array,
    homes: float,
    units: float,
    shared: bool,
    home: bool,
    meter: dict[str, float],
) -> tuple[Array, Array, Array, float, float]:
    kw = peak * book("heater_sizing_margin")
    money = kw * book("pellet_boiler_coll_perkw" if shared else "heater_pellet_per_kw")
    money = money + (0.0 if shared else units * book("pellet_boiler_indiv_fixed"))
    money = money * (1.0 + book("vat_reno" if home else "vat_standard")) * book.fees
    yearly = money * book.yearly(book("heater_pellet_life")) + homes * book("heater_pellet_om")
    cost = yearly + (homes * meter["kva_6"] if home else meter["kva_36"])
    efficiencies = book("heater_pellet_efficiency"), book("heater_pellet_hot_water_efficiency")
    return cost, money, kw, *efficiencies


def _substation(
    book: Book,
    peak: Array,
    homes: float,
    units: float,
    shared: bool,
    home: bool,
    meter: dict[str, float],
) -> tuple[Array, Array, Array, float, float]:
    kw = peak * book("heater_sizing_margin")
    fixed = book("dh_substation_fixed") if shared else units * book("dh_substation_house")
    money = (fixed + kw * book("dh_substation_perkw")) * book.fees
    money = money * (1.0 + book("vat_reno" if home else "vat_standard"))
    cost = money * book.yearly(book("dh_substation_life")) + homes * book("heater_network_om")
    cost = cost + (homes * meter["kva_6"] if home else meter["kva_36"])
    efficiency = book("heater_network_efficiency")
    return cost, money, kw, efficiency, efficiency


def _pump_parts(
    book: Book, source: str, kw: Array, units: float, shared: bool
) -> tuple[Array, Array]:
    """Price before VAT of the machine and of what lies in the ground, by package."""
    if source == "air":
        form = "coll" if shared else "indiv"
        machine = units * book(f"hp_airwater_{form}_fixed")
        return machine + kw * book(f"hp_airwater_{form}_perkw"), 0.0 * kw
    if source == "ground":
        below = kw * book("hp_ground_metres") * book("hp_ground_borehole")
        if shared:
            whole = book("hp_airwater_coll_fixed") + kw * book("hp_ground_coll_perkw")
        else:
            whole = units * book("hp_ground_indiv_fixed") + kw * book("hp_ground_indiv_perkw")
        return whole - below, below
    if shared:
        whole = book("hp_airwater_coll_fixed") + kw * book("hp_groundwater_coll_perkw")
        return whole, book("hp_groundwater_coll_wells") + 0.0 * kw
    fixed = units * book("hp_groundwater_indiv_fixed")
    wells = units * book("hp_groundwater_indiv_wells") + 0.0 * kw
    return fixed + kw * book("hp_groundwater_indiv_perkw"), wells
