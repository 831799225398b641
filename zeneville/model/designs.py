"""What a design of a building costs and how its meter runs.

A design is one package, one heater, one photovoltaic option and one storage option. Its number is
``((package * J + heater) * V + pv_option) * S + storage_option``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from zeneville.model import buffer, loads, network
from zeneville.model.home_battery import cycle_starts, levels
from zeneville.model.problem import HEAT_PUMP, UNDECIDED, WOOD, Array, Problem

HOURS_OF_A_DAY = 24


@dataclass(frozen=True)
class Designs:
    """Annual figures of every design of every building, and the hourly load of chosen ones."""

    problem: Problem

    @property
    def shape(self) -> tuple[int, int, int, int, int]:
        """Sizes B, P, J, V, S."""
        problem = self.problem
        options = problem.pv_kwp.shape[1], problem.storage_allowed.shape[1]
        return (*problem.heater_allowed.shape, *options)

    @cached_property
    def heat_and_water(self) -> tuple[Array, Array, Array]:
        """Electricity for heat (B,P,J,N) and hot water (B,J,M), and fuel (B,P,J), kWh a year."""
        return loads.annual_use(*kernel_arguments(self.problem))

    @cached_property
    def allowed(self) -> Array:
        """(B, D) True where the design may be chosen.

        Tanks heated by a clock need electric heating, buffer tanks a heat pump, home batteries a
        roof.
        """
        problem = self.problem
        mask = (
            problem.package_allowed[:, :, None, None, None].astype(bool)
            & problem.heater_allowed[:, :, :, None, None].astype(bool)
            & problem.pv_allowed[:, None, None, :, None].astype(bool)
            & problem.storage_allowed[:, None, None, None, :].astype(bool)
        )
        electric = problem.heater_carrier <= HEAT_PUMP
        mask &= (problem.storage_tank == 0) | electric[:, None, :, None, None]
        pumped = problem.heater_carrier == HEAT_PUMP
        mask &= (problem.storage_buffer == 0) | pumped[:, None, :, None, None]
        no_battery = problem.home_battery_usable_kwh <= 0.0
        mask &= no_battery[:, None, None, None, :] | (problem.pv_kwp > 0.0)[:, None, None, :, None]
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

    def _spread(
        self, by_heater: Array, by_pv: Array | float = 0.0, by_storage: Array | float = 0.0
    ) -> Array:
        """(B, D) sums of what depends on (B,P,J) or (B,P,J,S), on (B,V) and on (B,S)."""
        by_heater = by_heater[..., None] if by_heater.ndim == 3 else by_heater
        panels = by_pv[:, None, None, :, None] if isinstance(by_pv, np.ndarray) else by_pv
        stores = (
            by_storage[:, None, None, None, :] if isinstance(by_storage, np.ndarray) else by_storage
        )
        values = np.broadcast_to(by_heater[:, :, :, None], self.shape) + panels + stores
        return np.ascontiguousarray(values.reshape(self.shape[0], -1))

    def _by_tank(self, by_mode: Array) -> Array:
        """(B, 1, J, S) of what depends on heater and mode of the tank (B,J,M)."""
        return np.asarray(by_mode[:, None][..., self.problem.storage_tank])

    def _by_buffer(self, by_mode: Array) -> Array:
        """(B, P, J, S) of what depends on package, heater and mode of the buffer (B,P,J,N)."""
        return np.asarray(by_mode[..., self.problem.storage_buffer])

    def _fuel_times(self, factor: Array) -> Array:
        _, _, fuel = self.heat_and_water
        return fuel * factor[self.problem.heater_carrier][:, None, :]

    @cached_property
    def cost(self) -> Array:
        """(B, D) EUR a year: works, heater, panels, storage and fuel, without electricity."""
        problem = self.problem
        heater = (
            problem.package_cost[:, :, None]
            + problem.heater_cost
            + self._fuel_times(problem.fuel_price)
        )
        return self._spread(heater, problem.pv_cost, problem.storage_cost)

    @cached_property
    def fuel_balance(self) -> Array:
        """(B, D) kWh a year that bought fuel takes from the balance."""
        return self._spread(self._fuel_times(self.problem.fuel_balance))

    @cached_property
    def co2(self) -> Array:
        """(B, D) kg a year: fuel, and what heating adds to the factor of imports."""
        problem = self.problem
        heat, water, _ = self.heat_and_water
        burnt = self._fuel_times(problem.fuel_co2)[..., None]
        by_heater = burnt + problem.co2_heating_extra * self._by_buffer(heat)
        by_tank = problem.co2_hot_water_extra * self._by_tank(water)
        return self._spread(by_heater + by_tank)

    @cached_property
    def investment(self) -> Array:
        """(B, D) EUR."""
        problem = self.problem
        return self._spread(
            problem.package_investment[:, :, None] + problem.heater_investment,
            problem.pv_investment,
            problem.storage_investment,
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
        lost = problem.tank_loss_kw[:, :, None] + problem.tank_extra_kw[:, None, :]
        made = useful[..., None] + self._by_tank(lost * problem.weight.sum() - water)
        made = made + self._by_buffer(self._lost_in_buffers[:, :, None])
        carrier = problem.heater_carrier[:, None, :, None]
        burnt = np.where(carrier == WOOD, useful[..., None], 0.0)
        ambient = np.where(carrier == HEAT_PUMP, made - self._by_buffer(heat), burnt)
        return self._spread(ambient - share * useful[..., None])

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
        dry = (specific[:, None, None] + fans[:, :, None])[..., None] + self._by_buffer(heat)
        return self._spread((1.0 - share) * (dry + self._by_tank(water)))

    @property
    def _lost_in_buffers(self) -> Array:
        """(B, P, N) kWh a year."""
        problem = self.problem
        clock = buffer.runs(problem.buffer_filling, problem.successor)
        return buffer.lost_kwh(problem.need_kwh, problem.weight, problem.buffer_loss_kw, clock)

    def parts(self, number: Array) -> tuple[Array, Array, Array, Array]:
        """Package, heater, photovoltaic and storage option of design numbers."""
        _, _, heaters, options, stores = self.shape
        rest, storage = np.divmod(number, stores)
        rest, option = np.divmod(rest, options)
        package, heater = np.divmod(rest, heaters)
        return package, heater, option, storage

    def number(self, package: Array, heater: Array, option: Array, storage: Array | int) -> Array:
        """Design numbers of the parts."""
        _, _, heaters, options, stores = self.shape
        return np.asarray(((package * heaters + heater) * options + option) * stores + storage)

    def consumption(self, b: int, package: int, heater: int, storage: int = 0) -> Array:
        """(T,) kWh used in building ``b`` before its panels and battery."""
        _, needs, pumps, heaters, _, stores = kernel_arguments(self.problem)
        out = np.empty(len(self.problem.weight))
        loads.load_of(
            b, package, heater, storage, needs, pumps, heaters, stores, np.empty_like(out), out
        )
        return out

    def net_load(self, chosen: Array) -> Array:
        """(B, T) kWh drawn at the meter (negative: surplus) for one design per building."""
        return self._loads(np.arange(len(chosen)), chosen)

    def net_load_of(self, building: int, numbers: Array) -> Array:
        """(N, T) kWh drawn at the meter of one building under some designs."""
        return self._loads(np.full(len(numbers), building), numbers)

    def home_batteries(self, chosen: Array) -> dict[str, Array]:
        """(T,) kWh that all home batteries take, give, and hold at the start of every hour."""
        problem = self.problem
        names = ("charge", "discharge", "level")
        out = {f"home_battery_{name}_kwh": np.zeros(len(problem.weight)) for name in names}
        package, heater, option, storage = self.parts(chosen)
        for b in np.flatnonzero(problem.home_battery_usable_kwh[np.arange(len(chosen)), storage]):
            s = storage[b]
            used = self.consumption(int(b), package[b], heater[b], s)
            bare = used - problem.pv_kwh[b, option[b]]
            behind, level = levels(
                bare,
                problem.home_battery_usable_kwh[b, s],
                problem.home_battery_kw[b, s],
                problem.home_battery_efficiency[s],
                cycle_starts(problem.successor),
            )
            out["home_battery_charge_kwh"] += np.maximum(behind - bare, 0.0)
            out["home_battery_discharge_kwh"] += np.maximum(bare - behind, 0.0)
            out["home_battery_level_kwh"] += level
        return out

    def _loads(self, buildings: Array, numbers: Array) -> Array:
        """Net load (N, T) of buildings, each under one design."""
        entries = (buildings, *self.parts(np.asarray(numbers)))
        arguments = kernel_arguments(self.problem)
        return loads.net_load(*arguments, entries)  # type: ignore[no-any-return, call-arg]

    def added(self, buildings: Array, numbers: Array, starts: Array) -> tuple[Array, Array]:
        """Drawn (N, T) and surplus (N, C, T) kWh, each task's buildings added up.

        Task n holds the buildings ``starts[n]`` to ``starts[n + 1]`` with design ``numbers``.
        """
        hours = len(self.problem.weight)
        drawn = np.zeros((len(starts) - 1, hours))
        spare = np.zeros((len(starts) - 1, len(self.problem.feed_in_class), hours))
        entries = (buildings, *self.parts(numbers), starts)
        loads.added(*kernel_arguments(self.problem), entries, drawn, spare)  # type: ignore[call-arg]
        return drawn, spare

    def heat_value(self, price: Array) -> Array:
        """(B, D) EUR a year for heat from the network at ``price`` (T) times weight."""
        return self._spread(network.value(self.problem, price))

    def prices(self, buy: Array, sell: Array, among: Array | None = None) -> Array:
        """(B, D) electricity bill when the meter pays ``buy`` (T) and earns ``sell`` (C, T).

        Infinite where a design is not allowed, or not ``among`` (B, D) those asked for.
        """
        mask = self.allowed if among is None else self.allowed & among
        return loads.bills(  # type: ignore[no-any-return, call-arg]
            *kernel_arguments(self.problem), mask, buy, sell
        )


def kernel_arguments(problem: Problem) -> tuple[Any, ...]:
    """Needs, pumps, heaters, panels and storage, in the order of the kernels."""
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
        _stores(problem),
    )


def _stores(problem: Problem) -> tuple[Array, ...]:
    """Tanks and batteries with the first hours of days and of storage cycles, buffer tanks."""
    day = problem.index_of_year // HOURS_OF_A_DAY
    days = np.flatnonzero(np.diff(day, prepend=-1, append=-1))
    hours = np.array([0, len(day)])
    some = (problem.home_battery_usable_kwh > 0.0).any()
    return (
        problem.storage_tank,
        problem.tank_heating,
        problem.tank_extra_kw,
        problem.home_battery_usable_kwh,
        problem.home_battery_kw,
        problem.home_battery_efficiency,
        days,
        cycle_starts(problem.successor) if some else hours,
        problem.buffer_filling,
        problem.buffer_kwh,
        problem.buffer_loss_kw,
        *buffer.runs(problem.buffer_filling, problem.successor),
        problem.storage_buffer,
    )
