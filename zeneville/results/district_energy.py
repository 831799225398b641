"""What the buildings of a stored plan use and pay, as planned and as they are today.

Counted from the hourly needs with the meters of the independent check, so that a stored plan is
all it takes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import xarray as xr

from zeneville.verify import meters
from zeneville.verify.kept import Kept

Array = np.ndarray[Any, Any]


@dataclass(frozen=True)
class DistrictEnergy:
    """The buildings under one design each.

    Attributes
    ----------
    heat_kwh, water_kwh, other_kwh
        (T) electricity for space heat, hot water and everything else, all buildings.
    roof_kwh
        (T) production of the roofs.
    drawn_kwh, surplus_kwh
        (T) what crosses the meters of the buildings, inward and outward.
    fuel_kwh
        By carrier, a year; lower heating value.
    useful_heat_kwh, useful_water_kwh
        By carrier, a year: what fuel or electricity is turned into.
    used_kwh
        (B,) electricity and fuel a year, whatever their origin.
    heat_peak_kw, peak_kw
        (B,) largest hourly electricity for space heat and hot water, and at the meter, in winter.
    electricity_eur, burnt_eur, surplus_eur
        (B,) electricity drawn at the retail tariff, fuel, and surplus at the feed-in tariff, a
        year; without standing charges and without what is shared between neighbours.
    """

    weight: Array
    heat_kwh: Array
    water_kwh: Array
    other_kwh: Array
    roof_kwh: Array
    drawn_kwh: Array
    surplus_kwh: Array
    fuel_kwh: dict[str, float]
    useful_heat_kwh: dict[str, float]
    useful_water_kwh: dict[str, float]
    used_kwh: Array
    heat_peak_kw: Array
    peak_kw: Array
    electricity_eur: Array
    burnt_eur: Array
    surplus_eur: Array

    @property
    def electricity_kwh(self) -> Array:
        """(T) electricity used in the buildings."""
        return np.asarray(self.heat_kwh + self.water_kwh + self.other_kwh)

    @property
    def bill_eur(self) -> Array:
        """(B,) energy bought less surplus sold, EUR a year."""
        return np.asarray(self.electricity_eur + self.burnt_eur - self.surplus_eur)

    def yearly(self, hourly: Array) -> float:
        """kWh a year of an hourly series."""
        return float(self.weight @ hourly)


def planned(data: xr.Dataset) -> DistrictEnergy:
    """Under the designs of the plan."""
    names = ("chosen_package", "chosen_heater", "chosen_pv_option")
    return _under(Kept(data), *(data[name].values.astype(int) for name in names))


def today(data: xr.Dataset) -> DistrictEnergy:
    """As the buildings are, without panels: the first package, heater and option."""
    nothing = np.zeros(data.sizes["building"], dtype=int)
    return _under(Kept(data), nothing, nothing, nothing)


def _under(plan: Kept, package: Array, heater: Array, option: Array) -> DistrictEnergy:
    weight, hours = plan["weight"].values, plan.sizes["hour"]
    sums = {name: np.zeros(hours) for name in ("heat", "water", "other", "roof", "in", "out")}
    by_carrier: dict[str, dict[str, float]] = {"fuel": {}, "heat": {}, "water": {}}
    names = ("used_kwh", "heat_peak_kw", "peak_kw", "electricity_eur", "burnt_eur", "surplus_eur")
    own = {name: np.zeros(len(package)) for name in names}
    winter = plan["winter"].values.astype(bool)
    price = dict(zip(plan["carrier"].values.astype(str), plan["fuel_price"].values, strict=True))
    price["network"] = price["heat"]  # whoever runs the district's network bills its heat as others
    for b, (p, j, v) in enumerate(zip(package, heater, option, strict=True)):
        heat, water = meters.heat_and_water_electricity(plan, b, p, j)
        other = plan["electricity_kwh"].values[b].astype(float)
        other = other + float(plan["ventilation_extra_kw"].values[b, p])
        roof = plan["pv_kwh"].values[b, v].astype(float)
        net = heat + water + other - roof
        for name, values in (("heat", heat), ("water", water), ("other", other), ("roof", roof)):
            sums[name] += values
        sums["in"] += np.maximum(net, 0.0)
        sums["out"] += np.maximum(-net, 0.0)
        carrier, burnt = meters.fuel(plan, b, p, j)
        needed = float(weight @ plan["need_kwh"].values[b, p])
        drawn = float(weight @ plan["hot_water_kwh"].values[b])
        for name, value in (("fuel", burnt), ("heat", needed), ("water", drawn)):
            by_carrier[name][carrier] = by_carrier[name].get(carrier, 0.0) + value
        own["used_kwh"][b] = burnt + float(weight @ (heat + water + other))
        own["heat_peak_kw"][b] = (heat + water)[winter].max(initial=0.0)
        own["peak_kw"][b] = np.maximum(net, 0.0)[winter].max(initial=0.0)
        sale = plan["feed_in"].values[int(plan["pv_class"].values[b, v])]
        own["electricity_eur"][b] = weight @ (np.maximum(net, 0.0) * plan["retail"].values)
        own["burnt_eur"][b] = burnt * price[carrier]
        own["surplus_eur"][b] = weight @ (np.maximum(-net, 0.0) * sale)
    return DistrictEnergy(
        weight=weight,
        heat_kwh=sums["heat"],
        water_kwh=sums["water"],
        other_kwh=sums["other"],
        roof_kwh=sums["roof"],
        drawn_kwh=sums["in"],
        surplus_kwh=sums["out"],
        fuel_kwh=by_carrier["fuel"],
        useful_heat_kwh=by_carrier["heat"],
        useful_water_kwh=by_carrier["water"],
        **own,
    )
