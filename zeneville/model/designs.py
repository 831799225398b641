"""What a design of a building costs and how its meter runs.

A design is one package, one heater and one photovoltaic option. Its number is
``(package * J + heater) * V + pv_option``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numba import njit, prange

from zeneville.model.problem import DIRECT, HEAT_PUMP, Array, Problem


@dataclass(frozen=True)
class Designs:
    """Annual figures of every design of every building, and the hourly load of chosen ones."""

    problem: Problem

    @property
    def shape(self) -> tuple[int, int, int, int]:
        """Sizes B, P, J, V."""
        problem = self.problem
        return (*problem.heater_allowed.shape, problem.pv_kwp.shape[1])

    @cached_property
    def heat_and_water(self) -> tuple[Array, Array, Array]:
        """Electricity for heat (B,P,J) and hot water (B,J), and fuel (B,P,J), kWh a year."""
        return _annual_use(*_kernel_arguments(self.problem))

    @cached_property
    def allowed(self) -> Array:
        """(B, D) True where the design may be chosen."""
        problem = self.problem
        mask = (
            problem.package_allowed[:, :, None, None].astype(bool)
            & problem.heater_allowed[:, :, :, None].astype(bool)
            & problem.pv_allowed[:, None, None, :].astype(bool)
        )
        return mask.reshape(len(mask), -1)

    def _spread(self, by_heater: Array, by_pv: Array | float = 0.0) -> Array:
        values = np.broadcast_to(by_heater[..., None], self.shape) + (
            by_pv[:, None, None, :] if isinstance(by_pv, np.ndarray) else by_pv
        )
        return np.ascontiguousarray(values.reshape(self.shape[0], -1))

    def _fuel_times(self, factor: Array) -> Array:
        _, _, fuel = self.heat_and_water
        return fuel * factor[self.problem.heater_carrier][:, None, :]

    @cached_property
    def cost(self) -> Array:
        """(B, D) EUR a year: works, heater, panels and fuel, without electricity."""
        problem = self.problem
        heater = (
            problem.package_cost[:, :, None]
            + problem.heater_cost
            + self._fuel_times(problem.fuel_price)
        )
        return self._spread(heater, problem.pv_cost)

    @cached_property
    def fuel_balance(self) -> Array:
        """(B, D) kWh a year that bought fuel takes from the balance."""
        return self._spread(self._fuel_times(self.problem.fuel_balance))

    @cached_property
    def co2(self) -> Array:
        """(B, D) kg a year: fuel, and what heating adds to the factor of imports."""
        problem = self.problem
        heat, water, _ = self.heat_and_water
        return self._spread(
            self._fuel_times(problem.fuel_co2)
            + problem.co2_heating_extra * heat
            + problem.co2_hot_water_extra * water[:, None, :]
        )

    @cached_property
    def investment(self) -> Array:
        """(B, D) EUR."""
        problem = self.problem
        return self._spread(
            problem.package_investment[:, :, None] + problem.heater_investment,
            problem.pv_investment,
        )

    def parts(self, number: Array) -> tuple[Array, Array, Array]:
        """Package, heater and photovoltaic option of design numbers."""
        _, _, heaters, options = self.shape
        rest, option = np.divmod(number, options)
        package, heater = np.divmod(rest, heaters)
        return package, heater, option

    def net_load(self, chosen: Array) -> Array:
        """(B, T) kWh drawn at the meter (negative: surplus) for one design per building."""
        package, heater, option = self.parts(chosen)
        return _net_load(  # type: ignore[no-any-return, call-arg]
            *_kernel_arguments(self.problem), package, heater, option
        )

    def prices(self, buy: Array, sell: Array) -> Array:
        """(B, D) electricity bill when the meter pays ``buy`` (T) and earns ``sell`` (C, T)."""
        return _bills(  # type: ignore[no-any-return, call-arg]
            *_kernel_arguments(self.problem), self.allowed, buy, sell
        )


def _kernel_arguments(problem: Problem) -> tuple[Array, ...]:
    return (
        problem.weight,
        problem.need_kwh,
        problem.hot_water_kwh,
        problem.electricity_kwh,
        problem.cop,
        problem.cop_hot_water,
        problem.capacity_share,
        problem.heater_kw,
        problem.heater_carrier,
        problem.heater_efficiency,
        problem.hot_water_efficiency,
        problem.pv_kwh,
        problem.pv_class,
    )


@njit(cache=True)
def _heat_electricity(need, cop, share, kw, carrier, efficiency):  # type: ignore[no-untyped-def]
    if carrier == HEAT_PUMP:
        pumped = min(need, kw * share)
        return pumped / cop + (need - pumped)
    if carrier == DIRECT:
        return need / efficiency
    return 0.0


@njit(cache=True)
def _water_electricity(water, cop, carrier, efficiency):  # type: ignore[no-untyped-def]
    if carrier == HEAT_PUMP:
        return water / cop
    if carrier == DIRECT:
        return water / efficiency
    return 0.0


@njit(cache=True, parallel=True)
def _annual_use(  # type: ignore[no-untyped-def]
    weight, need, water, electricity, cop, cop_water, share, kw, carrier, eff, eff_water, pv, cls
):
    buildings, packages, heaters = kw.shape
    hours = weight.shape[0]
    heat_out = np.zeros((buildings, packages, heaters))
    water_out = np.zeros((buildings, heaters))
    fuel_out = np.zeros((buildings, packages, heaters))
    for b in prange(buildings):
        for j in range(heaters):
            kind = carrier[b, j]
            water_total = 0.0
            for t in range(hours):
                water_out[b, j] += weight[t] * _water_electricity(
                    np.float64(water[b, t]), cop_water[t], kind, eff_water[b, j]
                )
                water_total += weight[t] * water[b, t]
            for p in range(packages):
                for t in range(hours):
                    q = np.float64(need[b, p, t])
                    heat_out[b, p, j] += weight[t] * _heat_electricity(
                        q, np.float64(cop[b, p, t]), share[t], kw[b, p, j], kind, eff[b, j]
                    )
                    if kind > HEAT_PUMP:
                        fuel_out[b, p, j] += weight[t] * q / eff[b, j]
                if kind > HEAT_PUMP:
                    fuel_out[b, p, j] += water_total / eff_water[b, j]
    return heat_out, water_out, fuel_out


@njit(cache=True)
def _load(b, p, j, need, water, electricity, cop, cop_water, share, kw, kind, eff, effw, out):  # type: ignore[no-untyped-def]
    for t in range(out.shape[0]):
        out[t] = (
            np.float64(electricity[b, t])
            + _heat_electricity(
                np.float64(need[b, p, t]), np.float64(cop[b, p, t]), share[t], kw, kind, eff
            )
            + _water_electricity(np.float64(water[b, t]), cop_water[t], kind, effw)
        )


@njit(cache=True, parallel=True)
def _net_load(  # type: ignore[no-untyped-def]
    weight,
    need,
    water,
    electricity,
    cop,
    cop_water,
    share,
    kw,
    carrier,
    eff,
    eff_water,
    pv,
    cls,
    package,
    heater,
    option,
):
    buildings = kw.shape[0]
    hours = weight.shape[0]
    out = np.empty((buildings, hours))
    for b in prange(buildings):
        p, j, v = package[b], heater[b], option[b]
        _load(
            b,
            p,
            j,
            need,
            water,
            electricity,
            cop,
            cop_water,
            share,
            kw[b, p, j],
            carrier[b, j],
            eff[b, j],
            eff_water[b, j],
            out[b],
        )
        for t in range(hours):
            out[b, t] -= np.float64(pv[b, v, t])
    return out


@njit(cache=True, parallel=True)
def _bills(  # type: ignore[no-untyped-def]
    weight,
    need,
    water,
    electricity,
    cop,
    cop_water,
    share,
    kw,
    carrier,
    eff,
    eff_water,
    pv,
    cls,
    allowed,
    buy,
    sell,
):
    buildings, packages, heaters = kw.shape
    options, hours = pv.shape[1], pv.shape[2]
    out = np.full((buildings, packages * heaters * options), np.inf)
    for b in prange(buildings):
        load = np.empty(hours)
        for p in range(packages):
            for j in range(heaters):
                first = (p * heaters + j) * options
                some = False
                for v in range(options):
                    some = some or allowed[b, first + v]
                if not some:
                    continue
                _load(
                    b,
                    p,
                    j,
                    need,
                    water,
                    electricity,
                    cop,
                    cop_water,
                    share,
                    kw[b, p, j],
                    carrier[b, j],
                    eff[b, j],
                    eff_water[b, j],
                    load,
                )
                for v in range(options):
                    if not allowed[b, first + v]:
                        continue
                    c = cls[b, v]
                    total = 0.0
                    for t in range(hours):
                        n = load[t] - np.float64(pv[b, v, t])
                        total += buy[t] * n if n > 0 else sell[c, t] * n
                    out[b, first + v] = total
    return out
