"""Prices, bounds and manners of the district's technologies, counted anew from the catalogue.

One function a technology, written apart from the stage that makes them. A plan that holds a part
its case does not ask for, or lacks one that it asks for, is refused.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from zeneville.verify import performance
from zeneville.verify.book import Book
from zeneville.verify.kept import Kept

Array = np.ndarray[Any, Any]
Row = dict[str, Any]

#: arrays of a part that are nothing where its technology does not speak of them
OF_STORE = (
    "max_kwh",
    "max_kw",
    "least_kwh",
    "energy_cost",
    "power_cost",
    "energy_investment",
    "power_investment",
    "fixed_cost",
    "fixed_investment",
    "efficiency",
    "loss",
    "depth",
    "node",
)
OF_CONVERTER = (
    "max_kw",
    "least_kw",
    "cost",
    "investment",
    "fixed_cost",
    "fixed_investment",
    "available",
    "gives",
    "running_cost",
    "renewable",
    "balance",
    "co2",
)


@dataclass(frozen=True)
class _Place:
    """What the technologies' rules need of a plan."""

    plan: Kept
    book: Book
    tariff: dict[str, Any]
    asked: dict[str, Any]
    stores: dict[str, Row] = field(default_factory=dict)
    converters: dict[str, Row] = field(default_factory=dict)

    @property
    def paid(self) -> float:
        return (1.0 + self.book("vat_standard")) * self.book.fees

    @property
    def mean_day(self) -> float:
        """kWh of electricity of a mean day."""
        used = self.plan["electricity_kwh"].values.sum(axis=0)
        return float(used @ self.plan["weight"].values) / 365.0

    @property
    def heat(self) -> Array:
        """(T,) kWh that all buildings as they are would draw from a network."""
        space = self.plan["need_kwh"].values[:, 0].sum(axis=0, dtype=float)
        return np.asarray(space + self.plan["hot_water_kwh"].values.sum(axis=0, dtype=float))

    @property
    def heat_day(self) -> float:
        """kWh of heat of a mean day."""
        return float(self.heat @ self.plan["weight"].values) / 365.0

    def yearly(self, money: float, life: str, upkeep: str) -> float:
        """EUR a year of an investment."""
        return money * (self.book.yearly(self.book(life)) + self.book(upkeep))


def expected(plan: Kept, book: Book, tariff: dict[str, Any]) -> dict[str, Array]:
    """Arrays of stores, converters, moved loads and pipes as the catalogue has them.

    Raises
    ------
    ValueError
        When the plan's parts are not those that its case asks for.
    """
    place = _Place(plan, book, tariff, json.loads(str(plan.attrs["parts"])))
    for name in place.asked["assets"]:
        if name in RULES:
            RULES[name](place)
    found: dict[str, Array] = {}
    for kind, rows, names in (
        ("store", place.stores, OF_STORE),
        ("converter", place.converters, OF_CONVERTER),
    ):
        stated = [str(name) for name in plan[kind].values]
        if sorted(stated) != sorted(rows):
            raise ValueError(
                f"the plan's {kind}s are {', '.join(stated) or 'none'}, the case asks for "
                f"{', '.join(rows) or 'none'}"
            )
        for name in names:
            shape = plan[f"{kind}_{name}"].shape
            values = np.zeros(shape)
            for n, label in enumerate(stated):
                values[n] = rows[label].get(name, 0.0)
            found[f"{kind}_{name}"] = values
    return found | _cars(place) | _pipes(place)


def _battery(place: _Place) -> None:
    book = place.book
    energy = book("battery_district_energy") * place.paid
    power = book("battery_district_power") * place.paid
    place.stores["battery"] = {
        "node": _node(place.plan, "community"),
        "max_kwh": book("battery_most_days") * place.mean_day,
        "max_kw": book("battery_most_power") * place.mean_day,
        "energy_investment": energy,
        "power_investment": power,
        "energy_cost": place.yearly(energy, "battery_life", "battery_om"),
        "power_cost": place.yearly(power, "battery_inverter_life", "battery_om"),
        "efficiency": book("battery_eff_oneway"),
        "depth": book("battery_dod"),
    }


def _tank(place: _Place) -> None:
    book, money = place.book, place.book("heat_tank_central") * place.paid
    place.stores["heat_store"] = {
        **_of_heat(place),
        "max_kwh": book("heat_store_most_days") * place.heat_day,
        "energy_investment": money,
        "energy_cost": place.yearly(money, "heat_tank_life", "heat_store_om"),
        "loss": book("heat_tank_loss"),
    }


def _pit(place: _Place) -> None:
    book, money = place.book, place.book("ptes_energy") * place.paid
    most = book("ptes_most_share") * 365.0 * place.heat_day
    if most < book("ptes_least"):
        return
    place.stores["seasonal_heat_store"] = {
        **_of_heat(place),
        "max_kwh": most,
        "least_kwh": book("ptes_least"),
        "energy_investment": money,
        "energy_cost": place.yearly(money, "ptes_life", "heat_store_om"),
        "loss": book("ptes_loss"),
    }


def _of_heat(place: _Place) -> Row:
    most = 2.0 * float(place.heat.max())
    return {
        "node": _node(place.plan, "heat"),
        "max_kw": most,
        "efficiency": 1.0,
        "depth": 1.0,
    }


def _largest(place: _Place) -> float:
    return float(place.heat.max()) * (1.0 + place.book("dh_losses"))


def _pump_on(kind: str) -> Callable[[_Place], None]:
    def rule(place: _Place) -> None:
        book, plan = place.book, place.plan
        label = {"air": "airwater", "water": "groundwater"}[kind]
        money = book(f"hp_{label}_coll_perkw") * place.paid
        fixed = book("hp_airwater_coll_fixed") * place.paid
        wells = book("hp_groundwater_coll_wells") * place.paid * (kind == "water")
        kinds = [str(name) for name in plan["heat_pump"].values]
        source = plan["source_degc"].values[kinds.index(kind)].astype(float)
        drawn = 1.0 / _cop(place, kind, source)
        place.converters[f"central_heat_pump_{kind}"] = {
            "max_kw": _largest(place),
            "cost": place.yearly(money, "hp_life", "hp_om"),
            "investment": money,
            "fixed_cost": place.yearly(fixed, "hp_life", "hp_om")
            + place.yearly(wells, "hp_borehole_life", "hp_borehole_om"),
            "fixed_investment": fixed + wells,
            "available": 1.0,
            "gives": _gives(plan, meter=-drawn, heat=1.0),
            "renewable": 1.0 - drawn,
        }

    return rule


def _cop(place: _Place, kind: str, source: Array) -> Array:
    return performance.at_full_load(
        place.plan, place.book, kind, source, float(place.asked["supply_degc"])
    )


def _boiler(fuel: str) -> Callable[[_Place], None]:
    def rule(place: _Place) -> None:
        book, tariff = place.book, place.tariff
        if fuel == "gas":
            label, efficiency = "gas", book("heater_gas_efficiency_new")
            price = tariff["gas"]["eur_per_kwh_hhv"] * tariff["gas"]["hhv_over_lhv"]
            co2 = book("ghg_gas")
        else:
            label, efficiency = "pellet", book("heater_pellet_efficiency")
            price, co2 = tariff["wood_eur_per_kwh"]["value"], book("ghg_wood_log")
        money = book(f"{label}_boiler_coll_perkw") * place.paid
        place.converters[f"central_{fuel}_boiler"] = {
            "max_kw": _largest(place),
            "cost": place.yearly(money, f"heater_{label}_life", "central_boiler_om"),
            "investment": money,
            "available": 1.0,
            "gives": _gives(place.plan, heat=1.0),
            "running_cost": price / efficiency,
            "balance": -1.0 / efficiency,
            "co2": co2 / efficiency,
            "renewable": float(fuel == "wood"),
        }

    return rule


def _offers(place: _Place) -> None:
    book = place.book
    exchanger = book("waste_heat_exchanger_perkw") * place.paid
    for offer in place.asked["waste_heat"]:
        row: Row = {
            "max_kw": offer["heat_kw"],
            "cost": place.yearly(exchanger, "dh_life", "dh_om"),
            "investment": exchanger,
            "available": 1.0,
            "gives": _gives(place.plan, heat=1.0),
            "running_cost": offer["price_eur_per_kwh"],
            "renewable": 1.0,
        }
        if offer["temperature_degc"] < float(place.asked["supply_degc"]):
            source = np.full(place.plan.sizes["hour"], float(offer["temperature_degc"]))
            cop = _cop(place, "water", source)
            machine = book("hp_groundwater_coll_perkw") * place.paid
            row["max_kw"] = offer["heat_kw"] * float((cop / np.maximum(cop - 1.0, 1e-9)).min())
            row["cost"] += place.yearly(machine, "hp_life", "hp_om")
            row["investment"] += machine
            row["gives"] = _gives(place.plan, meter=-1.0 / cop, heat=1.0)
            row["running_cost"] = offer["price_eur_per_kwh"] * (1.0 - 1.0 / cop)
            row["renewable"] = 1.0 - 1.0 / cop
        place.converters[offer["name"]] = row


def _hydrogen(place: _Place) -> None:
    book = place.book
    most = book("h2_most_power") * place.mean_day
    money = {name: book(f"h2_{name}") * place.paid for name in ("electrolyser", "fuelcell", "tank")}
    place.stores["hydrogen_store"] = {
        "node": _node(place.plan, "hydrogen"),
        "max_kwh": book("h2_most_days") * place.mean_day,
        "max_kw": most,
        "energy_investment": money["tank"],
        "energy_cost": place.yearly(money["tank"], "h2_tank_life", "h2_tank_om"),
        "efficiency": 1.0,
        "depth": 1.0,
    }
    for name, label, gives in (
        (
            "electrolyser",
            "electrolyser",
            {
                "meter": -1.0,
                "hydrogen": book("h2_electrolyser_eff"),
                "heat": book("h2_electrolyser_heat"),
            },
        ),
        (
            "fuel_cell",
            "fuelcell",
            {
                "hydrogen": -1.0 / book("h2_fuelcell_eff"),
                "community": 1.0,
                "heat": 1.0 / book("h2_fuelcell_power_to_heat"),
            },
        ),
    ):
        place.converters[name] = {
            "max_kw": most,
            "cost": place.yearly(money[label], f"h2_{label}_life", f"h2_{label}_om"),
            "investment": money[label],
            "available": 1.0,
            "gives": _gives(place.plan, **gives),
        }


def _cars(place: _Place) -> dict[str, Array]:
    """Power and energy of electric cars; nothing where the case does not ask for them."""
    plan, book = place.plan, place.book
    each = place.asked["cars_per_dwelling"]
    if "electric_cars" not in place.asked["assets"]:
        cars = 0.0
    else:
        homes = plan["dwellings"].values[plan["heated"].values.astype(bool)].sum()
        cars = float(homes) * (book("ev_per_dwelling_2030") if each is None else float(each))
    if (plan.sizes["flexible"] == 1) != (cars > 0.0):
        raise ValueError("the plan's cars are not those that the case asks for")
    if cars <= 0.0:
        return {}
    hour = plan["index_of_year"].values.astype(int) % 24
    there = (hour >= book("ev_plug_window")) | (hour < book("ev_leaves"))
    window = plan["flexible_window"].values[0]
    daily = cars * book("ev_km") * book("ev_consumption") / 100.0 / 365.0
    nights = _nights(plan, hour, int(book("ev_leaves")))
    return {
        "flexible_max_kw": np.where(there, cars * book("ev_charger_kw"), 0.0)[None],
        "flexible_kwh": np.full(plan["flexible_kwh"].shape, daily),
        "flexible_window": np.where(there, nights, -1)[None] if len(window) else window[None],
    }


def _nights(plan: Kept, hour: Array, leaves: int) -> Array:
    """Night of each hour over a whole year; else the cycle of its representative day."""
    if plan.sizes["hour"] == 8760:
        return np.asarray((plan["index_of_year"].values // 24 - (hour < leaves)) % 365)
    after = plan["successor"].values.astype(int)
    ends = after[:-1] <= np.arange(len(after) - 1)
    return np.concatenate([[0], np.cumsum(ends)])


def _pipes(place: _Place) -> dict[str, Array]:
    book, metres = place.book, place.plan["zone_length_m"].values
    money = metres * book("dh_network_per_m") * place.paid
    return {
        "zone_investment": money,
        "zone_cost": money * (book.yearly(book("dh_life")) + book("dh_om")),
        "zone_loss_kw": metres * book("dh_loss_per_m") / 1000.0,
    }


def _node(plan: Kept, name: str) -> int:
    return [str(item) for item in plan["node"].values].index(name)


def _gives(plan: Kept, **nodes: Array | float) -> Array:
    gives = np.zeros((plan.sizes["node"], plan.sizes["hour"]))
    for name, amount in nodes.items():
        gives[_node(plan, name)] = amount
    return gives


RULES: dict[str, Callable[[_Place], None]] = {
    "battery": _battery,
    "heat_store": _tank,
    "seasonal_heat_store": _pit,
    "central_heat_pump_air": _pump_on("air"),
    "central_heat_pump_water": _pump_on("water"),
    "central_gas_boiler": _boiler("gas"),
    "central_wood_boiler": _boiler("wood"),
    "waste_heat": _offers,
    "hydrogen": _hydrogen,
}
