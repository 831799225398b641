"""Everything that people use in buildings beside heat: electricity, hot water, internal gains.

Each is a matrix of amounts by building times a matrix of hourly shapes, so that a whole stock is
one product of matrices.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
import xarray as xr

from zeneville.demand import hot_water, lighting, other_uses
from zeneville.demand.common_parts import common_parts
from zeneville.demand.day_shapes import laid
from zeneville.demand.household import Household, household, res1
from zeneville.demand.legal_time import LegalTime, legal_time
from zeneville.demand.night import night_share
from zeneville.demand.schedules import dwelling_setpoint
from zeneville.demand.ventilation import fan_power

Array = np.ndarray[Any, Any]


@dataclass(frozen=True)
class Uses:
    """Uses of the buildings of ``envelope`` in the year of ``weather``."""

    envelope: xr.Dataset
    weather: xr.Dataset
    figures: Any

    def _of(self, name: str) -> Array:
        return self.envelope[name].to_numpy().astype(float)

    @cached_property
    def legal(self) -> LegalTime:
        """Clock of every hour."""
        return legal_time(pd.DatetimeIndex(self.weather["time"].to_numpy()))

    @cached_property
    def cold_water(self) -> Array:
        """(T,) degC: mains lie in the ground, 1 m deep."""
        return np.asarray(self.weather["ground_temperature_degc"].to_numpy(), dtype=float)

    @cached_property
    def homes(self) -> Array:
        """(B,) number of dwellings."""
        return np.where(self._of("residential") > 0, self._of("dwellings"), 0.0)

    @cached_property
    def household(self) -> Household:
        """Annual electricity of one dwelling of each building."""
        homes = np.maximum(self.homes, 1.0)
        return household(
            self._of("heated_area_m2") / homes, self._of("persons") / homes, self.figures
        )

    def lighting_kwh(self) -> Array:
        """(B, 12) kWh of lighting in the dwellings by month, part of the electricity."""
        time = pd.DatetimeIndex(self.weather["time"].to_numpy())
        night = night_share(time, self.weather.attrs)
        return lighting.by_month(self.homes * self.household.lighting, self.legal, night)

    @cached_property
    def water(self) -> hot_water.Water:
        """Hot water of dwellings."""
        return hot_water.water(
            self.homes,
            self._of("heated_area_m2"),
            self._of("persons"),
            self.cold_water,
            self.figures,
        )

    @cached_property
    def fans_kw(self) -> Array:
        """(B, P) kW."""
        return fan_power(self.envelope, self.figures)

    @cached_property
    def common_parts(self) -> Array:
        """(B,) kWh a year."""
        return common_parts(self.homes, self.figures)

    @cached_property
    def floor_by_use(self) -> Array:
        """(B, U) m2 of floor, by use of :data:`other_uses.USES`."""
        mine = other_uses.which(self.envelope["use"].to_numpy().astype(str), self.homes > 0)
        return np.asarray(mine * self._of("heated_area_m2")[:, None])

    @cached_property
    def present(self) -> Array:
        """(U, T) share of persons who are there, by use."""
        return other_uses.occupancy(self.legal)

    @cached_property
    def _loads(self) -> tuple[Array, Array]:
        """Shapes (K, T), of mean 1, and kW (B, K) without fans: homes, even, uses."""
        value = self.figures.value
        even = value("demand_common_parts_constant") * self.common_parts
        amounts = np.column_stack(
            [
                self.homes * self.household.total + self.common_parts - even,
                even,
                self.floor_by_use * other_uses.per_use("electricity", self.figures),
            ]
        )
        shapes = np.vstack(
            [
                res1(self.legal),
                np.ones_like(self.cold_water),
                other_uses.electricity_shapes(self.present, self.figures),
            ]
        )
        return shapes, amounts / shapes.shape[1]

    def electricity_kwh(self) -> Array:
        """(B, T) float32: all but space heat and hot water, with the fans of today."""
        shapes, amounts = self._loads
        amounts = amounts.copy()
        amounts[:, 1] += self.fans_kw[:, 0]
        return np.asarray(amounts.astype(np.float32) @ shapes.astype(np.float32))

    def hot_water_kwh(self) -> Array:
        """(B, T) float32: what any heater gives, losses of pipes, loops and their tanks in it."""
        spread = self.figures.value("demand_tapping_spread")
        homes = hot_water.hourly(self.water, self.cold_water, self.legal, spread)
        needs = self.floor_by_use * other_uses.per_use("hot_water", self.figures)
        shapes = other_uses.hot_water_shapes(self.present, self.cold_water)
        return np.asarray((homes + needs / shapes.shape[1] @ shapes).astype(np.float32))

    def gains_w(self) -> Array:
        """(B, T) W of internal gains: persons, electricity that stays inside, pipes and tanks.

        Common parts and fans heat stairs and outdoors and are left out.
        """
        value = self.figures.value
        hours = len(self.cold_water)
        appliances = value("demand_appliance_heat_share") * self.household.appliances
        cooking = value("demand_cooking_heat_share") * self.household.cooking
        inside = appliances + cooking + self.household.lighting
        pipes = self.water.inside_kwh(self.figures)
        adults = self.water.litres / value("demand_hot_water_litres_40")
        shapes, loads = self._loads
        crowd = self.floor_by_use * (
            other_uses.per_use("person_heat", self.figures)
            / other_uses.per_use("floor_per_person", self.figures)
        )
        amounts = np.column_stack(
            [
                1e3 * self.homes * inside / hours,
                1e3 * pipes / hours,
                value("demand_other_uses_heat_share") * 1e3 * loads[:, 2:],
                value("demand_person_heat") * adults,
                crowd,
            ]
        )
        return np.asarray(
            amounts @ np.vstack([shapes, laid("persons_dwelling", self.legal), self.present])
        )

    def setpoints(self) -> tuple[Array, Array]:
        """Set-points (1 + U, T), degC: of dwellings and of each use; and whose (B,) is which."""
        table = np.vstack(
            [
                dwelling_setpoint(self.legal, self.figures),
                other_uses.setpoints(self.present, self.figures),
            ]
        )
        other = self.floor_by_use > 0.0
        return table, np.where(other.any(axis=1), 1 + other.argmax(axis=1), 0)
