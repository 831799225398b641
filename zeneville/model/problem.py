"""The decision as labelled arrays: what can be chosen for each building, prices, assets, limits.

Dimensions: ``building`` B, ``package`` P, ``heater`` J (a heating system at one size),
``pv_option`` V, ``hour`` T (representative hours with weights), ``feed_in_class`` C,
``asset`` A (photovoltaic fields), ``carrier`` (how a heater is fed), ``heat_pump`` K (kinds of
heat pumps), ``flow`` F (design flow temperatures at which the performance of heat pumps is
tabled; between them it is linear), ``storage_option`` (a mode of the hot-water tank, one of the
buffer tank and a home battery), ``tank_mode`` (when hot-water tanks are heated), ``buffer_mode``
(when buffer tanks are filled); of the district's technologies ``store`` S, ``converter`` N,
``flexible`` L (loads that may be moved within windows, ``window`` W), ``zone`` Z (parts of the heat
network), ``node`` M (where they give and take energy).

What is built as a whole or not at all (``*_built``: 1 yes, 0 no, -1 not yet decided) is decided
outside of the linear programs, one node of a tree after another.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import xarray as xr

from zeneville.technologies.district import NODES

Array = np.ndarray[Any, Any]

CARRIERS = ("electricity", "heat_pump", "gas", "wood", "heat", "network")
DIRECT, HEAT_PUMP, WOOD, NETWORK = 0, 1, 3, 5
METER, COMMUNITY, HEAT, HYDROGEN = range(len(NODES))
UNDECIDED = -1
HEAT_PUMPS = ("air", "ground", "water")

#: dims, unit and meaning of every array of a Problem
ARRAYS: dict[str, tuple[tuple[str, ...], str, str]] = {
    "weight": (("hour",), "h", "hours of the year that this hour stands for"),
    "successor": (("hour",), "1", "next hour inside the storage cycle"),
    "index_of_year": (("hour",), "1", "position of the hour in the year"),
    "winter": (("hour",), "1", "1 in November to March"),
    "need_kwh": (("building", "package", "hour"), "kWh", "useful space heat"),
    "hot_water_kwh": (
        ("building", "hour"),
        "kWh",
        "useful hot-water heat with losses of pipes, loops and their tanks",
    ),
    "electricity_kwh": (
        ("building", "hour"),
        "kWh",
        "specific electricity, with the fans of the building as it is",
    ),
    "ventilation_extra_kw": (
        ("building", "package"),
        "kW",
        "added to electricity_kwh in every hour by the fans of the package; may be negative",
    ),
    "flow_design_degc": (("building", "package"), "degC", "flow temperature at the design load"),
    "flow_node_degc": (("flow",), "degC", "rising design flow temperatures of the tables"),
    "cop_full": (("heat_pump", "flow", "hour"), "1", "COP at the largest output, space heating"),
    "cop_part": (("heat_pump", "flow", "hour"), "1", "COP at tested_load and below"),
    "capacity_share": (
        ("heat_pump", "flow", "hour"),
        "1",
        "largest heat output over the nominal one",
    ),
    "tested_load": (("heat_pump", "hour"), "1", "share of the largest output of cop_part"),
    "cop_hot_water": (("heat_pump", "hour"), "1", "COP of the heat pump, hot water"),
    "least_load": (("heat_pump",), "1", "share of the largest output below which it cycles"),
    "degradation": (("heat_pump",), "1", "coefficient Cd of cycling"),
    "package_allowed": (("building", "package"), "1", "1 where the package may be chosen"),
    "package_cost": (("building", "package"), "EUR/year", "annuity of works and renewals"),
    "package_investment": (("building", "package"), "EUR", "energy works as paid"),
    "heater_allowed": (("building", "package", "heater"), "1", "1 where it may be chosen"),
    "heater_cost": (
        ("building", "package", "heater"),
        "EUR/year",
        "annuity, operation and maintenance, standing charges",
    ),
    "heater_investment": (("building", "package", "heater"), "EUR", "as paid"),
    "heater_kw": (("building", "package", "heater"), "kW", "nominal heat output"),
    "heater_carrier": (("building", "heater"), "1", "index into carrier"),
    "heater_pump": (("heater",), "1", "index into heat_pump, where the carrier is one"),
    "heater_efficiency": (("building", "heater"), "1", "seasonal, space heat over final"),
    "hot_water_efficiency": (("building", "heater"), "1", "seasonal, hot water over final"),
    "tank_loss_kw": (
        ("building", "heater"),
        "kW",
        "added to hot_water_kwh in every hour by the tanks of the heater",
    ),
    "pv_allowed": (("building", "pv_option"), "1", "1 where the option may be chosen"),
    "pv_kwh": (("building", "pv_option", "hour"), "kWh", "production of the option"),
    "pv_kwp": (("building", "pv_option"), "kWp", "size of the option"),
    "pv_cost": (("building", "pv_option"), "EUR/year", "annuity and operation"),
    "pv_investment": (("building", "pv_option"), "EUR", "as paid"),
    "pv_class": (("building", "pv_option"), "1", "index into feed_in_class"),
    "storage_allowed": (("building", "storage_option"), "1", "1 where the option may be chosen"),
    "storage_cost": (("building", "storage_option"), "EUR/year", "annuity and operation"),
    "storage_investment": (("building", "storage_option"), "EUR", "as paid"),
    "storage_tank": (("storage_option",), "1", "index into tank_mode"),
    "tank_heating": (
        ("tank_mode", "hour"),
        "1",
        "share of the day's heat for hot water that is made in this hour; mode 0 makes it as drawn",
    ),
    "tank_extra_kw": (
        ("building", "tank_mode"),
        "kW",
        "added to hot_water_kwh in every hour by a tank that holds a day",
    ),
    "storage_buffer": (("storage_option",), "1", "index into buffer_mode"),
    "buffer_filling": (
        ("buffer_mode", "hour"),
        "1",
        "1 in the hours in which heat pumps fill buffer tanks; mode 0 has no tank",
    ),
    "buffer_kwh": (("building",), "kWh", "heat that the buffer tanks hold between flow and return"),
    "buffer_loss_kw": (
        ("building",),
        "kW",
        "added to need_kwh by buffer tanks in every hour of days that need space heat",
    ),
    "home_battery_kwh": (("building", "storage_option"), "kWh", "energy of the home batteries"),
    "home_battery_usable_kwh": (("building", "storage_option"), "kWh", "what of it is used"),
    "home_battery_kw": (("building", "storage_option"), "kW", "largest charge and discharge"),
    "home_battery_efficiency": (("storage_option",), "1", "one way"),
    "retail": (("hour",), "EUR/kWh", "electricity bought"),
    "fee": (("hour",), "EUR/kWh", "network fee on exchange between buildings"),
    "feed_in": (("feed_in_class", "hour"), "EUR/kWh", "surplus sold"),
    "fuel_price": (("carrier",), "EUR/kWh", "lower heating value, with VAT"),
    "fuel_balance": (("carrier",), "1", "weight of bought fuel in the balance"),
    "fuel_primary": (("carrier",), "1", "primary energy factor of fuel"),
    "fuel_co2": (("carrier",), "kg/kWh", "CO2 of bought fuel"),
    "asset_kwh": (("asset", "hour"), "kWh/kWp", "yield of the field"),
    "asset_max": (("asset",), "kWp", "largest size"),
    "asset_cost": (("asset",), "EUR/kWp/year", "annuity and operation"),
    "asset_investment": (("asset",), "EUR/kWp", "as paid"),
    "asset_feed_in": (("asset", "hour"), "EUR/kWh", "own production sold"),
    "store_node": (("store",), "1", "index into node"),
    "store_max_kwh": (("store",), "kWh", "largest size"),
    "store_max_kw": (("store",), "kW", "largest power"),
    "store_least_kwh": (("store",), "kWh", "smallest size once built"),
    "store_energy_cost": (("store",), "EUR/kWh/year", "annuity and operation"),
    "store_power_cost": (("store",), "EUR/kW/year", "annuity and operation"),
    "store_energy_investment": (("store",), "EUR/kWh", "as paid"),
    "store_power_investment": (("store",), "EUR/kW", "as paid"),
    "store_fixed_cost": (("store",), "EUR/year", "once built"),
    "store_fixed_investment": (("store",), "EUR", "once built"),
    "store_efficiency": (("store",), "1", "one way"),
    "store_loss": (("store",), "1/h", "standing loss"),
    "store_depth": (("store",), "1", "usable share of the energy"),
    "store_built": (("store",), "1", "1 built, 0 not built, -1 not yet decided"),
    "converter_max_kw": (("converter",), "kW", "largest size"),
    "converter_least_kw": (("converter",), "kW", "smallest size once built"),
    "converter_cost": (("converter",), "EUR/kW/year", "annuity and operation"),
    "converter_investment": (("converter",), "EUR/kW", "as paid"),
    "converter_fixed_cost": (("converter",), "EUR/year", "once built"),
    "converter_fixed_investment": (("converter",), "EUR", "once built"),
    "converter_available": (("converter", "hour"), "1", "largest activity over the size"),
    "converter_gives": (
        ("converter", "node", "hour"),
        "1",
        "kWh given to the node per kWh of activity; taken where negative",
    ),
    "converter_running_cost": (("converter", "hour"), "EUR/kWh", "of activity"),
    "converter_renewable": (
        ("converter", "hour"),
        "1",
        "renewable or recovered heat per kWh of activity",
    ),
    "converter_balance": (("converter",), "1", "kWh of the energy balance per kWh of activity"),
    "converter_co2": (("converter",), "kg/kWh", "of activity"),
    "converter_built": (("converter",), "1", "1 built, 0 not built, -1 not yet decided"),
    "flexible_max_kw": (("flexible", "hour"), "kW", "largest power"),
    "flexible_window": (("flexible", "hour"), "1", "window of the hour, -1 for none"),
    "flexible_kwh": (("flexible", "window"), "kWh", "to be drawn in the window"),
    "zone_of": (("building",), "1", "index into zone, -1 where no heat network can come"),
    "zone_cost": (("zone",), "EUR/year", "annuity and operation of the pipes, once built"),
    "zone_investment": (("zone",), "EUR", "as paid, once built"),
    "zone_loss_kw": (("zone",), "kW", "heat lost by the pipes in every hour, once built"),
    "zone_length_m": (("zone",), "m", "trench"),
    "zone_built": (("zone",), "1", "1 built, 0 not built, -1 not yet decided"),
}

#: scalars of a Problem: unit and meaning; NaN means "no such limit"
SCALARS: dict[str, tuple[str, str]] = {
    "balance_factor": ("1", "weight of electricity in the balance"),
    "primary_factor": ("1", "primary energy factor of electricity"),
    "co2_import": ("kg/kWh", "CO2 of imported electricity"),
    "co2_heating_extra": ("kg/kWh", "added per kWh of electricity used for space heating"),
    "co2_hot_water_extra": ("kg/kWh", "added per kWh of electricity used for hot water"),
    "fixed_cost": ("EUR/year", "standing charges that no decision changes"),
    "balance_constant": ("kWh/year", "added to the energy balance, whatever is decided"),
    "balance_min": ("kWh/year", "least energy balance"),
    "co2_max": ("kg/year", "largest CO2"),
    "investment_max": ("EUR", "largest investment"),
    "transformer_kw": ("kW", "largest import and export"),
    "winter_peak_kw": ("kW", "largest import in winter"),
    "export_kw": ("kW", "largest export"),
    "renewable_heat_min": ("1", "least share of useful heat from renewable or recovered sources"),
    "autonomy_min": ("1", "least share of the electricity used that is not imported"),
    "renewable_margin": ("kWh/year", "renewable heat asked beyond the share"),
    "autonomy_margin": ("kWh/year", "imports to be left beyond the share"),
}

#: scalars that a problem may leave out: no such limit
LIMITS = (
    "balance_min",
    "co2_max",
    "investment_max",
    "transformer_kw",
    "winter_peak_kw",
    "export_kw",
)


@dataclass(frozen=True)
class Eased:
    """A requirement that may be missed by up to ``most`` of its unit, at ``price`` EUR per unit.

    ``yearly`` names its row over the year, or is empty; ``imports``, ``exports`` (T,) bool are the
    hours of a limit on wires, of which the largest excess is paid for.
    """

    price: float
    most: float
    yearly: str
    imports: Array
    exports: Array

    def excess(self, imported: Array, exported: Array) -> float:
        """kW of the largest excess; ``imported``, ``exported`` (T,) are kW beyond their limits."""
        over = (imported[self.imports], exported[self.exports])
        return max(0.0, *(float(np.max(part, initial=0.0)) for part in over))


#: label of the option that stores nothing; it is the first of every menu
NO_STORAGE = "none"


def without_storage(buildings: int, hours: int) -> dict[str, Array]:
    """Arrays of a menu that offers no storage: hot water is heated as drawn, no battery."""
    none, one = np.zeros((buildings, 1)), np.ones(1)
    return without_buffer(buildings, hours, 1) | {
        "storage_allowed": np.ones((buildings, 1), dtype=np.int8),
        "storage_cost": none,
        "storage_investment": none,
        "storage_tank": np.zeros(1, dtype=np.int64),
        "tank_heating": np.zeros((1, hours)),
        "tank_extra_kw": none,
        "home_battery_kwh": none,
        "home_battery_usable_kwh": none,
        "home_battery_kw": none,
        "home_battery_efficiency": one,
    }


def without_buffer(buildings: int, hours: int, options: int) -> dict[str, Array]:
    """Arrays of a menu of so many options that offers no buffer tank."""
    return {
        "storage_buffer": np.zeros(options, dtype=np.int64),
        "buffer_filling": np.zeros((1, hours), dtype=np.int8),
        "buffer_kwh": np.zeros(buildings),
        "buffer_loss_kw": np.zeros(buildings),
    }


@dataclass(frozen=True)
class Problem:
    """One decision problem; arrays as in :data:`ARRAYS`, scalars as in :data:`SCALARS`.

    Arrays of storage may be left out, those of buffer tanks alone, too: then none is offered.
    ``eased`` is the requirement that may be missed at a price, where there is one.
    """

    building: Array
    package: Array
    heater: Array
    asset: Array
    feed_in_class: Array
    store: Array
    converter: Array
    flexible: Array
    zone: Array
    arrays: dict[str, Array] = field(repr=False)
    scalars: dict[str, float]
    storage_option: Array = field(default_factory=lambda: np.array([NO_STORAGE]))
    eased: Eased | None = None

    def __post_init__(self) -> None:
        size = len(self.building), len(self.arrays["weight"])
        if "storage_allowed" not in self.arrays:
            object.__setattr__(self, "arrays", {**without_storage(*size), **self.arrays})
        if "storage_buffer" not in self.arrays:
            none = without_buffer(*size, len(self.storage_option))
            object.__setattr__(self, "arrays", {**none, **self.arrays})
        limits = {**dict.fromkeys(LIMITS, float("nan")), **self.scalars}
        object.__setattr__(self, "scalars", limits)
        missing = [key for key in ARRAYS if key not in self.arrays]
        missing += [key for key in SCALARS if key not in self.scalars]
        if missing:
            raise ValueError(f"problem lacks {', '.join(missing)}")
        sizes = {
            "building": len(self.building),
            "package": len(self.package),
            "heater": len(self.heater),
            "asset": len(self.asset),
            "feed_in_class": len(self.feed_in_class),
            "store": len(self.store),
            "converter": len(self.converter),
            "flexible": len(self.flexible),
            "zone": len(self.zone),
            "node": len(NODES),
            "window": self.arrays["flexible_kwh"].shape[1],
            "carrier": len(CARRIERS),
            "heat_pump": len(HEAT_PUMPS),
            "flow": len(self.arrays["flow_node_degc"]),
            "hour": len(self.arrays["weight"]),
            "pv_option": self.arrays["pv_kwp"].shape[1],
            "storage_option": len(self.storage_option),
            "tank_mode": len(self.arrays["tank_heating"]),
            "buffer_mode": len(self.arrays["buffer_filling"]),
        }
        for name, (dims, _, _) in ARRAYS.items():
            expected = tuple(sizes[dim] for dim in dims)
            if self.arrays[name].shape != expected:
                raise ValueError(
                    f"{name}{dims} has shape {self.arrays[name].shape}, expected {expected}"
                )

    def __getattr__(self, name: str) -> Any:
        for table in ("arrays", "scalars"):
            values = self.__dict__.get(table, {})
            if name in values:
                return values[name]
        raise AttributeError(name)

    def limit(self, name: str) -> float | None:
        """Value of a limit, ``None`` when it is left out."""
        value = self.scalars[name]
        return None if np.isnan(value) else value

    @property
    def has_heat(self) -> bool:
        """True when the district has a heat network, or something that gives it heat."""
        return len(self.zone) > 0 or bool(
            (self.converter_gives[:, HEAT] != 0.0).any() or (self.store_node == HEAT).any()
        )

    def yearly_levels(self) -> dict[str, float]:
        """Least level of every row over the year that is asked for, by row.

        ``balance`` kWh, ``co2`` minus kg, ``invest`` minus EUR, ``renewable`` kWh of heat beyond
        the share asked, ``autonomy`` kWh that may be imported beyond what is.
        """
        levels = {
            "balance": self.balance_min - self.balance_constant,
            "co2": -self.co2_max,
            "invest": -self.investment_max,
            "renewable": 0.0 * self.renewable_heat_min + self.renewable_margin,
            "autonomy": self.autonomy_margin - (1.0 - self.autonomy_min) * self.flexible_use,
        }
        return {row: float(level) for row, level in levels.items() if not np.isnan(level)}

    @property
    def flexible_use(self) -> float:
        """kWh a year that the loads within windows draw, whatever is decided."""
        total = 0.0
        for load, window in enumerate(self.flexible_window):
            for w in np.unique(window[window >= 0]):
                first = int(np.flatnonzero(window == w)[0])
                total += float(self.weight[first] * self.flexible_kwh[load, w])
        return total

    def largest_import(self) -> Array:
        """(T,) kW that may come through the transformer; infinite where nothing limits it."""
        transformer, peak = self.limit("transformer_kw"), self.limit("winter_peak_kw")
        large = np.full(len(self.weight), np.inf if transformer is None else transformer)
        if peak is not None:
            large = np.where(self.winter.astype(bool), np.minimum(large, peak), large)
        return large

    def largest_export(self) -> float:
        """kW that may leave through the transformer; infinite where nothing limits it."""
        limits = (self.limit("transformer_kw"), self.limit("export_kw"))
        return min((level for level in limits if level is not None), default=np.inf)

    def over_hours(self, hours: Array, weight: Array, successor: Array) -> Problem:
        """The same problem over some of its hours, with other weights and storage cycles."""
        arrays = {
            name: np.ascontiguousarray(self.arrays[name][..., hours])
            if dims[-1] == "hour"
            else self.arrays[name]
            for name, (dims, _, _) in ARRAYS.items()
        }
        arrays |= _windows_of_cycles(arrays, successor)
        eased = self.eased
        if eased is not None:
            eased = replace(eased, imports=eased.imports[hours], exports=eased.exports[hours])
        fewer = {**arrays, "weight": weight, "successor": successor}
        return replace(self, arrays=fewer, eased=eased)

    def whole(self, kind: str) -> list[int]:
        """Stores, converters or zones that are built as a whole or not at all, by place."""
        if kind == "zone":
            return list(range(len(self.zone)))
        least = "least_kwh" if kind == "store" else "least_kw"
        asks = (self.arrays[f"{kind}_fixed_cost"] > 0.0) | (self.arrays[f"{kind}_{least}"] > 0.0)
        return [int(i) for i in np.flatnonzero(asks)]

    def built_bounds(self, kind: str, place: int) -> tuple[float, float]:
        """Bounds of what is built as a whole: 0 and 1 until it is decided."""
        state = int(self.arrays[f"{kind}_built"][place])
        return (0.0, 1.0) if state == UNDECIDED else (float(state), float(state))

    def with_built(self, **built: Array) -> Problem:
        """The same problem with other decisions on ``store``, ``converter``, ``zone``."""
        return self.with_arrays(**{f"{kind}_built": values for kind, values in built.items()})

    def with_arrays(self, **changes: Array) -> Problem:
        """The same problem with some arrays replaced."""
        return replace(self, arrays={**self.arrays, **changes})

    def with_scalars(self, **changes: float) -> Problem:
        """The same problem with some scalars replaced."""
        return replace(self, scalars={**self.scalars, **changes})

    def to_dataset(self) -> xr.Dataset:
        """Labelled copy with units, as ``plan.nc`` stores it."""
        coords = {
            "building": self.building.astype(str),
            "package": self.package.astype(str),
            "heater": self.heater.astype(str),
            "asset": self.asset.astype(str),
            "feed_in_class": self.feed_in_class.astype(str),
            "store": self.store.astype(str),
            "converter": self.converter.astype(str),
            "flexible": self.flexible.astype(str),
            "zone": self.zone.astype(str),
            "node": np.array(NODES),
            "carrier": np.array(CARRIERS),
            "heat_pump": np.array(HEAT_PUMPS),
            "storage_option": self.storage_option.astype(str),
        }
        data: dict[str, Any] = {
            name: (dims, self.arrays[name], {"units": unit, "long_name": meaning})
            for name, (dims, unit, meaning) in ARRAYS.items()
        }
        data |= {
            name: ((), self.scalars[name], {"units": unit, "long_name": meaning})
            for name, (unit, meaning) in SCALARS.items()
        }
        return xr.Dataset(data, coords=coords)


def _windows_of_cycles(arrays: dict[str, Array], successor: Array) -> dict[str, Array]:
    """Windows and their energy when only some days are left, each a cycle of its own.

    What a car draws in the evening and in the morning of one day stands for one stay.
    """
    cycle = np.cumsum(np.r_[0, successor[:-1] <= np.arange(len(successor) - 1)])
    window, kwh = arrays["flexible_window"], arrays["flexible_kwh"]
    count = int(cycle.max(initial=-1)) + 1
    new = np.zeros((len(window), count))
    for f in range(len(window)):
        for c in range(count):
            inside = window[f][(cycle == c) & (window[f] >= 0)]
            new[f, c] = kwh[f, inside[-1]] if len(inside) else 0.0
    return {"flexible_window": np.where(window >= 0, cycle, -1), "flexible_kwh": new}
