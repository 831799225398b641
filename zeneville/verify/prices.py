"""Prices of every design counted anew from areas, sizes, the catalogue and the tariffs.

Written apart from the stages that price designs, on purpose: it restates the rules of the
definitions by element and by system, and shares only the tables of figures with them.
"""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pandas as pd
import xarray as xr
import yaml

from zeneville.errors import InputError
from zeneville.verify import (
    behaviour,
    heater_prices,
    loads,
    part_prices,
    performance,
    storage_prices,
)
from zeneville.verify.book import Book
from zeneville.verify.kept import Kept

Array = np.ndarray[Any, Any]

TOLERANCE = 1e-6
QUANTITIES = (
    "roof_area_m2",
    "floor_area_m2",
    "wall_area_m2",
    "window_area_m2",
    "dwellings",
    "u_roof_w_per_m2k",
    "u_wall_w_per_m2k",
    "u_floor_w_per_m2k",
    "u_window_w_per_m2k",
    "infiltration_q4pa_m3_per_h_m2",
    "ventilation_m3_per_h",
    "heat_recovery",
    "heated_area_m2",
    "peak_heating_kw",
    "hot_water_day_kwh",
    "heated",
    "residential",
    "roof_flat",
    "outside_forbidden",
    "heating_energy",
    "asset_kind",
    "outdoor_degc",
    "source_degc",
)
TEXTS = (
    "overrides",
    "locks",
    "parts",
    "tariffs_text",
    "discount_rate",
    "base_year",
    "balance_definition",
)

#: package -> side of the wall's insulation; ``either`` is outside unless that is forbidden
WALL_SIDE = {
    "walls_inside": "inside",
    "walls_outside": "outside",
    "envelope_bbc": "either",
    "near_passive": "either",
    "biobased": "either",
}
BRIDGES = ("envelope_bbc", "near_passive", "biobased")
TIGHT = ("walls_inside", "walls_outside", "envelope_bbc", "near_passive", "biobased")
#: largest U after works (roof, wall outside, wall inside, floor, window), W/m2K
TARGETS = {
    "roof_floor": (0.14, None, None, 0.29, None),
    "roof_windows": (0.14, None, None, 0.29, 1.3),
    "walls_inside": (0.14, None, 0.24, 0.29, 1.3),
    "walls_outside": (0.14, 0.20, None, 0.29, 1.3),
    "envelope_bbc": (0.12, 0.20, 0.24, 0.25, 1.3),
    "near_passive": (0.10, 0.13, 0.18, 0.20, 0.9),
    "biobased": (0.12, 0.20, 0.24, 0.25, 1.3),
}


def differences(plan: xr.Dataset | Kept) -> list[str]:
    """What in the plan's prices, sizes or targets differs from the catalogue; empty when nothing.

    Parameters
    ----------
    plan
        The dataset of ``plan.nc`` with its bill of quantities.
    """
    plan = Kept(plan)
    lacking = [f"the stored plan lacks {name}" for name in QUANTITIES if name not in plan]
    lacking += [f"the stored plan lacks its {name}" for name in TEXTS if name not in plan.attrs]
    if lacking:
        return lacking
    try:
        book = Book(plan)
        tariff = yaml.safe_load(str(plan.attrs["tariffs_text"]))
        expected = (
            _works(plan, book)
            | heater_prices.expected(plan, book, tariff)
            | performance.expected(plan, book)
            | loads.expected(plan, book)
            | _panels(plan, book)
            | storage_prices.expected(plan, book, tariff)
            | _fields(plan, book)
            | part_prices.expected(plan, book, tariff)
            | _tariffs(plan, tariff)
            | _factors(plan, book, tariff)
            | _masks(plan)
        )
    except (InputError, KeyError, TypeError, ValueError) as error:
        return [f"the prices cannot be counted anew: {error}"]
    found = [_compare(plan, name, values) for name, values in expected.items()]
    told = [text for text in found if text]
    told += storage_prices.too_small(plan)
    return told + loads.negative(plan) + _targets(plan) + behaviour.differences(plan)


def _compare(plan: Kept, name: str, expected: Array | float) -> str:
    stored = np.asarray(plan[name].values, dtype=float)
    expected = np.broadcast_to(np.asarray(expected, dtype=float), stored.shape)
    wrong = np.abs(stored - expected) > TOLERANCE * np.maximum(1.0, np.abs(expected))
    if not wrong.any():
        return ""
    where = tuple(int(axis[0]) for axis in np.nonzero(wrong)) if stored.ndim else ()
    labels = [
        str(plan[str(dim)].values[i]) if dim in plan.coords else f"{dim} {i}"
        for dim, i in zip(plan[name].dims, where, strict=True)
    ]
    place = f" at {', '.join(labels)}" if labels else ""
    return (
        f"{name}{place}: the plan says {stored[where]:,.6g}, the catalogue and the tariffs give "
        f"{expected[where]:,.6g} ({int(wrong.sum())} values differ)"
    )


def _by_package(plan: Kept) -> list[str]:
    return [str(name) for name in plan["package"].values]


def _works(plan: Kept, book: Book) -> dict[str, Array]:
    count = plan.sizes["building"]
    home = np.maximum(plan["dwellings"].values, 1.0)
    residential = plan["residential"].values.astype(bool)
    block = plan["dwellings"].values > 2
    flat, heated = plan["roof_flat"].values.astype(bool), plan["heated"].values.astype(bool)
    forbidden = plan["outside_forbidden"].values.astype(bool)
    area = {part: plan[f"{part}_area_m2"].values for part in ("roof", "floor", "wall", "window")}
    vat = np.where(
        residential, book("vat_reno"), 0.0 if book.vat_recovered else book("vat_standard")
    )
    window_price = book("cost_window_pvc_dv")
    cost = np.zeros((count, plan.sizes["package"]))
    money = np.zeros_like(cost)
    for p, package in enumerate(_by_package(plan)):

        def better(name: str, p: int = p) -> Array:
            u = plan[name].values
            return u[:, p] < u[:, 0] - 1e-9

        side = WALL_SIDE.get(package, "")
        inside = np.full(count, side == "inside") | (forbidden & (side == "either"))
        wall = better("u_wall_w_per_m2k")
        dear = 1.0 + book("stock_thick_insulation_adder") * (package == "near_passive")
        treated = book("stock_treated_bridges_per_m2") * (package in BRIDGES)
        render = np.where(block, book("cost_ite_render_collective"), book("cost_ite_render_house"))
        lining = book("cost_iti_house") + book("stock_inside_refit")
        triple = 1.0 + book("cost_window_triple_extra") * (package == "near_passive")
        roof_price = np.where(flat, book("cost_flat_roof"), book("cost_attic_blown"))
        window = better("u_window_w_per_m2k")
        tight = better("infiltration_q4pa_m3_per_h_m2") & (package in TIGHT)
        skin = area["wall"] + area["window"] + area["roof"]
        fans = {
            "as_is": 0.0,
            "roof_floor": 0.0,
            "near_passive": book("cost_vmc_df_indiv"),
        }.get(package, book("cost_vmc_hygroB_indiv"))
        insulation = (
            better("u_roof_w_per_m2k") * area["roof"] * roof_price
            + better("u_floor_w_per_m2k") * area["floor"] * book("cost_floor_underside")
            + wall * area["wall"] * (np.where(inside, lining, render) * dear + treated)
            + tight
            * (skin * book("stock_airtightness_works") + home * book("cost_airtightness_test"))
        )
        paid = (1.0 + vat) * book.fees
        paid = paid * (1.0 + book("biobased_cost_premium") * (package == "biobased"))
        glass, air = window * area["window"] * window_price * triple, home * fans
        money[:, p] = (insulation + glass + air) * paid
        cost[:, p] = paid * (
            insulation * book.yearly(book("life_insulation"))
            + glass * book.yearly(book("life_windows"))
            + air * book.yearly(book("life_ventilation"))
        )
        cost[:, p] += (
            ~window * area["window"] * window_price * (1 + vat) * book.yearly(book("life_windows"))
        )
    if int(plan.attrs.get("non_energy_works_in_objective", 0)):
        cost += money * book("cost_non_energy_adder") * book.yearly(book("life_insulation"))
    return {
        "package_cost": np.where(heated[:, None], cost, 0.0),
        "package_investment": np.where(heated[:, None], money, 0.0),
    }


def _panels(plan: Kept, book: Book) -> dict[str, Array]:
    kwp = plan["pv_kwp"].values
    vat = 1.0 + book("vat_standard")
    knots = np.array([3.0, 9.0, 36.0, 100.0, 500.0])
    keys = ("pv_3kwp", "pv_9kwp", "pv_36kwp", "pv_100kwp", "pv_500kwp")
    prices = np.array(
        [book(key) * (vat if size > 9 else 1.0) for key, size in zip(keys, knots, strict=True)]
    )
    per_kwp = np.interp(np.log(np.maximum(kwp, 1e-6)), np.log(knots), prices)
    money = kwp * per_kwp * np.where(kwp > 36.0, book.fees, 1.0)
    upkeep = (book("pv_om_fixed") + book("pv_inverter_om")) * vat
    return {
        "pv_investment": money,
        "pv_cost": money * book.yearly(book("pv_life")) + upkeep * kwp,
    }


def _fields(plan: Kept, book: Book) -> dict[str, Array | float]:
    paid = (1.0 + book("vat_standard")) * book.fees
    price = {"canopy_pv": book("pv_canopy") * paid, "ground_pv": book("pv_ground") * paid}
    field = np.array([price[str(kind)] for kind in plan["asset_kind"].values], dtype=float)
    upkeep = (book("pv_om_fixed") + book("pv_inverter_om")) * (1.0 + book("vat_standard"))
    return {
        "asset_investment": field,
        "asset_cost": field * book.yearly(book("pv_life")) + upkeep,
    }


def _tariffs(plan: Kept, tariff: dict[str, Any]) -> dict[str, Array | float]:
    year = int(plan.attrs["base_year"])
    stamps = pd.date_range(f"{year}-01-01", f"{year}-12-31 23:00", freq="h")
    stamps = stamps[~((stamps.month == 2) & (stamps.day == 29))]
    stamps = stamps[plan["index_of_year"].values.astype(int)]
    low = np.isin(stamps.hour, tariff["off_peak_hours"])
    winter = np.isin(stamps.month, tariff["high_season_months"])
    retail = tariff["retail_eur_per_kwh"]
    if "hourly" in retail:
        bought = np.asarray(retail["hourly"], dtype=float)[plan["index_of_year"].values.astype(int)]
    elif "value" in retail:
        bought = np.full(len(stamps), float(retail["value"]))
    else:
        bought = np.where(low, float(retail["off_peak"]), float(retail["peak"]))
    fee = tariff["exchange_fee_eur_per_kwh"]
    season = {
        name: np.where(low, fee[f"{name}_off_peak"], fee[f"{name}_peak"])
        for name in ("high", "low")
    }
    index = plan["index_of_year"].values.astype(int)

    def earned(entry: dict[str, Any], name: str) -> Array:
        prices = entry.get("hourly", [entry.get(name)] * 8760)
        return np.asarray(prices, dtype=float)[index]

    sold = np.array([earned(item, "eur_per_kwh") for item in tariff["feed_in"]])
    upper = np.array([float(item["upper_kwp"]) for item in tariff["feed_in"]])
    kwp = plan["pv_kwp"].values
    number = (kwp[..., None] > upper + 1e-9).sum(axis=-1)
    return {
        "retail": bought,
        "fee": (1.0 + fee["vat"]) * np.where(winter, season["high"], season["low"]),
        "feed_in": sold,
        "asset_feed_in": earned(tariff["field_feed_in_eur_per_kwh"], "value"),
        "pv_class": np.minimum(number, len(upper) - 1),
        "fixed_cost": float(tariff["exchange_standing_eur_per_year"]["value"])
        * float(plan["heated"].values.sum()),
    }


def _factors(plan: Kept, book: Book, tariff: dict[str, Any]) -> dict[str, Array | float]:
    gas = tariff["gas"]
    figures = {
        "gas": (gas["eur_per_kwh_hhv"] * gas["hhv_over_lhv"], book("ghg_gas")),
        "wood": (tariff["wood_eur_per_kwh"]["value"], book("ghg_wood_log")),
        "heat": (tariff["heat_eur_per_kwh"]["value"], book("ghg_heat_network")),
    }
    carriers = [str(name) for name in plan["carrier"].values]
    burnt = np.array([name in figures for name in carriers], dtype=float)
    electricity = book("pef_elec_2026")
    return {
        "fuel_price": np.array([figures.get(name, (0.0, 0.0))[0] for name in carriers]),
        "fuel_co2": np.array([figures.get(name, (0.0, 0.0))[1] for name in carriers]),
        "fuel_balance": burnt,
        "fuel_primary": burnt * book("pef_others"),
        "balance_factor": 1.0 if plan.attrs["balance_definition"] == "final" else electricity,
        "primary_factor": electricity,
        "co2_import": book("ghg_elec_mix_avg"),
        "co2_heating_extra": book("ghg_elec_heating") - book("ghg_elec_mix_avg"),
        "co2_hot_water_extra": book("ghg_elec_dhw") - book("ghg_elec_mix_avg"),
    }


def _masks(plan: Kept) -> dict[str, Array]:
    """What each building may be given: everything but what protection, locks and the label forbid.

    A menu narrowed to what was chosen would make any bound look good.
    """
    heated = plan["heated"].values.astype(bool)
    packages = _by_package(plan)
    systems = [str(name).partition("@")[0] for name in plan["heater"].values]
    package = np.repeat(heated[:, None], len(packages), axis=1)
    package[:, packages.index("as_is")] = True
    outside = plan["outside_forbidden"].values.astype(bool)
    package[outside, packages.index("walls_outside")] = False
    heater = np.ones((*package.shape, len(systems)), dtype=bool)
    heater[~heated] = False
    heater[~heated, :, systems.index("as_is")] = True
    alone = plan["zone_of"].values < 0
    on = np.array(systems) == "heat_network"
    heater &= ~(alone[:, None, None] & on[None, None, :])
    place = {str(name): b for b, name in enumerate(plan["building"].values)}
    for lock in json.loads(str(plan.attrs["locks"])):
        b = place.get(lock["building"])
        if b is None or not heated[b]:
            continue
        if lock["package"] is not None:
            package[b, [name != lock["package"] for name in packages]] = False
        if lock["system"] is not None:
            heater[b][:, [name != lock["system"] for name in systems]] = False
    heater[heated] &= package[heated][:, :, None]
    least = str(plan.attrs.get("minimum_label", ""))
    if least:
        known = [str(name) for name in plan["system"].values]
        letter = plan["dpe_label"].values.astype(str)[:, :, [known.index(one) for one in systems]]
        heater &= ~((letter != "") & (letter > least))
    panels = plan["pv_kwp"].values > 0.0
    panels[:, 0] = True
    return {"package_allowed": package, "heater_allowed": heater, "pv_allowed": panels}


def _targets(plan: Kept) -> list[str]:
    """Elements that a package leaves worse than it promises."""
    out = []
    heated = plan["heated"].values.astype(bool)
    inside = plan["outside_forbidden"].values.astype(bool)
    for p, package in enumerate(_by_package(plan)):
        if package not in TARGETS:
            continue
        roof, outer, inner, floor, window = TARGETS[package]
        walls = np.where(inside, inner or np.inf, outer or inner or np.inf)
        for element, most in (
            ("roof", roof),
            ("wall", walls),
            ("floor", floor),
            ("window", window),
        ):
            if most is None:
                continue
            u = plan[f"u_{element}_w_per_m2k"].values[:, p]
            bad = np.flatnonzero(heated & (u > np.asarray(most) + 1e-9))
            if len(bad):
                name = str(plan["building"].values[bad[0]])
                out.append(
                    f"{package}: the {element} of {name} has U {u[bad[0]]:.3g} W/m2K after works, "
                    f"more than promised ({len(bad)} buildings)"
                )
    return out
