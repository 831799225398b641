"""What a design of a building costs and how its meter runs.

A design is one package, one heater and one photovoltaic option. Its number is
``(package * J + heater) * V + pv_option``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numba import njit, prange

from zeneville.model import network
from zeneville.model.problem import DIRECT, HEAT_PUMP, UNDECIDED, WOOD, Array, Problem


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
        return mask.reshape(len(mask), -1) & ~(self.connected & ~self._reached[:, None])

    @cached_property
    def connected(self) -> Array:
        """(B, D) True where the design takes its heat from the district's network."""
        on = network.connects(self.problem)
        return self._spread(np.broadcast_to(on[:, None, :], self.shape[:3])) > 0.0

    @property
    def _reached(self) -> Array:
        """(B,) True where a zone of the network is or may be built."""
        problem = self.problem
        open_to = np.append(problem.zone_built, np.int8(0)) != 0
        return np.asarray(open_to[problem.zone_of])

    @property
    def waiting(self) -> list[Array]:
        """Buildings of each zone that is not yet decided, zone by zone."""
        problem = self.problem
        zones = np.flatnonzero(problem.zone_built == UNDECIDED)
        return [np.flatnonzero(problem.zone_of == zone) for zone in zones]

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

    @cached_property
    def renewable(self) -> Array:
        """(B, D) kWh of renewable heat beyond the share asked of the useful heat.

        Ambient heat of heat pumps and wood count; what the district's network brings is counted
        where it is made. Zero where no share is asked.
        """
        problem = self.problem
        share = problem.limit("renewable_heat_min")
        if share is None:
            return np.zeros(self.allowed.shape)
        heat, water, _ = self.heat_and_water
        space = (problem.need_kwh @ problem.weight)[:, :, None]
        useful = space + (problem.hot_water_kwh @ problem.weight)[:, None, None]
        tank = (problem.tank_loss_kw * problem.weight.sum())[:, None, :]
        carrier = problem.heater_carrier[:, None, :]
        ambient = useful + tank - heat - water[:, None, :]
        burnt = np.where(carrier == WOOD, useful, 0.0)
        return self._spread(np.where(carrier == HEAT_PUMP, ambient, burnt) - share * useful)

    @cached_property
    def used(self) -> Array:
        """(B, D) kWh of the electricity used that may be imported; zero where none is limited."""
        problem = self.problem
        share = problem.limit("autonomy_min")
        if share is None:
            return np.zeros(self.allowed.shape)
        heat, water, _ = self.heat_and_water
        specific = problem.electricity_kwh @ problem.weight
        fans = problem.ventilation_extra_kw * problem.weight.sum()
        all_uses = specific[:, None, None] + fans[:, :, None] + heat + water[:, None, :]
        return self._spread((1.0 - share) * all_uses)

    def parts(self, number: Array) -> tuple[Array, Array, Array]:
        """Package, heater and photovoltaic option of design numbers."""
        _, _, heaters, options = self.shape
        rest, option = np.divmod(number, options)
        package, heater = np.divmod(rest, heaters)
        return package, heater, option

    def consumption(self, b: int, package: int, heater: int) -> Array:
        """(T,) kWh used in building ``b`` under one package and heater, before its panels."""
        _, needs, pumps, heaters, _ = _kernel_arguments(self.problem)
        out = np.empty(len(self.problem.weight))
        _load(b, package, heater, needs, pumps, heaters, np.empty_like(out), out)
        return out

    def net_load(self, chosen: Array) -> Array:
        """(B, T) kWh drawn at the meter (negative: surplus) for one design per building."""
        package, heater, option = self.parts(chosen)
        return _net_load(  # type: ignore[no-any-return, call-arg]
            *_kernel_arguments(self.problem), package, heater, option
        )

    def added(self, buildings: Array, numbers: Array, starts: Array) -> tuple[Array, Array]:
        """Drawn (N, T) and surplus (N, C, T) kWh, each task's buildings added up.

        Task n holds the buildings ``starts[n]`` to ``starts[n + 1]`` with design ``numbers``.
        """
        hours = len(self.problem.weight)
        drawn = np.zeros((len(starts) - 1, hours))
        spare = np.zeros((len(starts) - 1, len(self.problem.feed_in_class), hours))
        entries = (buildings, *self.parts(numbers), starts)
        _added(*_kernel_arguments(self.problem), entries, drawn, spare)  # type: ignore[call-arg]
        return drawn, spare

    def heat_value(self, price: Array) -> Array:
        """(B, D) EUR a year for heat from the network at ``price`` (T) times weight."""
        return self._spread(network.value(self.problem, price))

    def prices(self, buy: Array, sell: Array, among: Array | None = None) -> Array:
        """(B, D) electricity bill when the meter pays ``buy`` (T) and earns ``sell`` (C, T).

        Infinite where a design is not allowed, or not ``among`` (B, D) those asked for.
        """
        mask = self.allowed if among is None else self.allowed & among
        return _bills(  # type: ignore[no-any-return, call-arg]
            *_kernel_arguments(self.problem), mask, buy, sell
        )


def _kernel_arguments(problem: Problem) -> tuple[Any, ...]:
    """Needs, pumps, heaters and panels, in the order of the kernels."""
    nodes = problem.flow_node_degc
    place = np.interp(problem.flow_design_degc, nodes, np.arange(len(nodes), dtype=float))
    pumps = (
        place,
        problem.cop_full,
        problem.cop_part,
        problem.capacity_share,
        problem.tested_load,
        problem.cop_hot_water,
        problem.least_load,
        problem.degradation,
        problem.heater_pump,
    )
    return (
        problem.weight,
        (
            problem.need_kwh,
            problem.hot_water_kwh,
            problem.electricity_kwh,
            problem.ventilation_extra_kw,
        ),
        pumps,
        (
            problem.heater_kw,
            problem.heater_carrier,
            problem.heater_efficiency,
            problem.hot_water_efficiency,
            problem.tank_loss_kw,
        ),
        (problem.pv_kwh, problem.pv_class),
    )


@njit(cache=True)
def _pump_electricity(need, most, full, part, tested, least, degradation):  # type: ignore[no-untyped-def]
    """kWh of a heat pump and its backup in an hour; the load decides the COP."""
    if need <= 0.0 or most <= 0.0:
        return need
    pumped = min(need, most)
    load = pumped / most
    cop = full + min(1.0, (1.0 - load) / (1.0 - tested)) * (part - full)
    if load < least:
        ratio = load / least
        cop *= ratio / (degradation * ratio + 1.0 - degradation)
    return pumped / max(cop, 1.0) + (need - pumped)


@njit(cache=True)
def _heat_and_water(b, p, j, needs, pumps, heaters, heat, water):  # type: ignore[no-untyped-def]
    """Hourly electricity for space heat and hot water of one design, into ``heat``, ``water``."""
    need, hot_water, _, _ = needs
    place, full, part, share, tested, cop_water, least, degradation, kinds = pumps
    kw, carrier, efficiency, efficiency_water, tank = heaters
    if carrier[b, j] == HEAT_PUMP:
        k = kinds[j]
        low = min(int(place[b, p]), full.shape[1] - 2)
        up = place[b, p] - low
        for t in range(heat.shape[0]):
            heat[t] = _pump_electricity(
                np.float64(need[b, p, t]),
                kw[b, p, j] * (share[k, low, t] + up * (share[k, low + 1, t] - share[k, low, t])),
                full[k, low, t] + up * (full[k, low + 1, t] - full[k, low, t]),
                part[k, low, t] + up * (part[k, low + 1, t] - part[k, low, t]),
                tested[k, t],
                least[k],
                degradation[k],
            )
            water[t] = (np.float64(hot_water[b, t]) + tank[b, j]) / cop_water[k, t]
    elif carrier[b, j] == DIRECT:
        for t in range(heat.shape[0]):
            heat[t] = np.float64(need[b, p, t]) / efficiency[b, j]
            water[t] = (np.float64(hot_water[b, t]) + tank[b, j]) / efficiency_water[b, j]
    else:
        heat[:] = 0.0
        water[:] = 0.0


@njit(cache=True)
def _load(b, p, j, needs, pumps, heaters, spare, out):  # type: ignore[no-untyped-def]
    """Hourly electricity of a building under one package and heater, before its panels."""
    _heat_and_water(b, p, j, needs, pumps, heaters, out, spare)
    for t in range(out.shape[0]):
        out[t] += spare[t] + np.float64(needs[2][b, t]) + needs[3][b, p]


@njit(cache=True, parallel=True)
def _annual_use(weight, needs, pumps, heaters, panels):  # type: ignore[no-untyped-def]
    need, hot_water, _, _ = needs
    kw, carrier, efficiency, efficiency_water, tank = heaters
    buildings, packages, count = kw.shape
    hours = weight.shape[0]
    heat_out = np.zeros((buildings, packages, count))
    water_out = np.zeros((buildings, count))
    fuel_out = np.zeros((buildings, packages, count))
    for b in prange(buildings):
        heat, water = np.empty(hours), np.empty(hours)
        for j in range(count):
            for p in range(packages):
                _heat_and_water(b, p, j, needs, pumps, heaters, heat, water)
                burnt = 0.0
                drawn = 0.0
                for t in range(hours):
                    heat_out[b, p, j] += weight[t] * heat[t]
                    drawn += weight[t] * water[t]
                    if carrier[b, j] > HEAT_PUMP:
                        burnt += weight[t] * (
                            np.float64(need[b, p, t]) / efficiency[b, j]
                            + (np.float64(hot_water[b, t]) + tank[b, j]) / efficiency_water[b, j]
                        )
                water_out[b, j] = drawn
                fuel_out[b, p, j] = burnt
    return heat_out, water_out, fuel_out


@njit(cache=True, parallel=True)
def _net_load(weight, needs, pumps, heaters, panels, package, heater, option):  # type: ignore[no-untyped-def]
    buildings, hours = heaters[0].shape[0], weight.shape[0]
    pv, _ = panels
    out = np.empty((buildings, hours))
    for b in prange(buildings):
        _load(b, package[b], heater[b], needs, pumps, heaters, np.empty(hours), out[b])
        for t in range(hours):
            out[b, t] -= np.float64(pv[b, option[b], t])
    return out


@njit(cache=True, parallel=True)
def _added(weight, needs, pumps, heaters, panels, entries, drawn, spare):  # type: ignore[no-untyped-def]
    pv, cls = panels
    buildings, package, heater, option, starts = entries
    for task in prange(drawn.shape[0]):
        load, work = np.empty(weight.shape[0]), np.empty(weight.shape[0])
        for i in range(starts[task], starts[task + 1]):
            b, v = buildings[i], option[i]
            c = cls[b, v]
            _load(b, package[i], heater[i], needs, pumps, heaters, work, load)
            for t in range(load.shape[0]):
                n = load[t] - np.float64(pv[b, v, t])
                if n > 0.0:
                    drawn[task, t] += n
                else:
                    spare[task, c, t] -= n


@njit(cache=True, parallel=True)
def _bills(weight, needs, pumps, heaters, panels, allowed, buy, sell):  # type: ignore[no-untyped-def]
    buildings, packages, count = heaters[0].shape
    pv, cls = panels
    options, hours = pv.shape[1], pv.shape[2]
    out = np.full((buildings, packages * count * options), np.inf)
    for b in prange(buildings):
        load, spare = np.empty(hours), np.empty(hours)
        for p in range(packages):
            for j in range(count):
                first = (p * count + j) * options
                some = False
                for v in range(options):
                    some = some or allowed[b, first + v]
                if not some:
                    continue
                _load(b, p, j, needs, pumps, heaters, spare, load)
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
