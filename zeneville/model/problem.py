"""The decision as labelled arrays: what can be chosen for each building, prices, assets, limits.

Dimensions: ``building`` B, ``package`` P, ``heater`` J (a heating system at one size),
``pv_option`` V, ``hour`` T (representative hours with weights), ``feed_in_class`` C,
``asset`` A (photovoltaic fields), ``carrier`` (how a heater is fed), ``heat_pump`` K (kinds of
heat pumps), ``flow`` F (design flow temperatures at which the performance of heat pumps is
tabled; between them it is linear).
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from typing import Any

import numpy as np
import xarray as xr

Array = np.ndarray[Any, Any]

CARRIERS = ("electricity", "heat_pump", "gas", "wood", "heat")
DIRECT, HEAT_PUMP = 0, 1
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
}

#: scalars of a Problem: unit and meaning; NaN means "no such limit"
SCALARS: dict[str, tuple[str, str]] = {
    "balance_factor": ("1", "weight of electricity in the balance"),
    "primary_factor": ("1", "primary energy factor of electricity"),
    "co2_import": ("kg/kWh", "CO2 of imported electricity"),
    "co2_heating_extra": ("kg/kWh", "added per kWh of electricity used for space heating"),
    "co2_hot_water_extra": ("kg/kWh", "added per kWh of electricity used for hot water"),
    "fixed_cost": ("EUR/year", "standing charges that no decision changes"),
    "battery_max_kwh": ("kWh", "largest district battery, 0 for none"),
    "battery_max_kw": ("kW", "largest district battery inverter"),
    "battery_energy_cost": ("EUR/kWh/year", "annuity and operation"),
    "battery_power_cost": ("EUR/kW/year", "annuity and operation"),
    "battery_energy_investment": ("EUR/kWh", "as paid"),
    "battery_power_investment": ("EUR/kW", "as paid"),
    "battery_efficiency": ("1", "one way"),
    "battery_loss": ("1/h", "standing loss"),
    "battery_depth": ("1", "usable share of the energy"),
    "balance_min": ("kWh/year", "least energy balance"),
    "co2_max": ("kg/year", "largest CO2"),
    "investment_max": ("EUR", "largest investment"),
    "transformer_kw": ("kW", "largest import and export"),
    "winter_peak_kw": ("kW", "largest import in winter"),
    "export_kw": ("kW", "largest export"),
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


@dataclass(frozen=True)
class Problem:
    """One decision problem; arrays as in :data:`ARRAYS`, scalars as in :data:`SCALARS`.

    ``eased`` is the requirement that may be missed at a price, where there is one.
    """

    building: Array
    package: Array
    heater: Array
    asset: Array
    feed_in_class: Array
    arrays: dict[str, Array] = field(repr=False)
    scalars: dict[str, float]
    eased: Eased | None = None

    def __post_init__(self) -> None:
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
            "carrier": len(CARRIERS),
            "heat_pump": len(HEAT_PUMPS),
            "flow": len(self.arrays["flow_node_degc"]),
            "hour": len(self.arrays["weight"]),
            "pv_option": self.arrays["pv_kwp"].shape[1],
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
        parts = {item.name: getattr(self, item.name) for item in fields(self)}
        eased = self.eased
        if eased is not None:
            eased = replace(eased, imports=eased.imports[hours], exports=eased.exports[hours])
        fewer = {**arrays, "weight": weight, "successor": successor}
        return Problem(**{**parts, "arrays": fewer, "eased": eased})

    def with_scalars(self, **changes: float) -> Problem:
        """The same problem with some scalars replaced."""
        parts = {item.name: getattr(self, item.name) for item in fields(self)}
        return Problem(**{**parts, "scalars": {**self.scalars, **changes}})

    def to_dataset(self) -> xr.Dataset:
        """Labelled copy with units, as ``plan.nc`` stores it."""
        coords = {
            "building": self.building.astype(str),
            "package": self.package.astype(str),
            "heater": self.heater.astype(str),
            "asset": self.asset.astype(str),
            "feed_in_class": self.feed_in_class.astype(str),
            "carrier": np.array(CARRIERS),
            "heat_pump": np.array(HEAT_PUMPS),
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
