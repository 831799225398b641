"""What designs draw from the district's heat network, and what that is worth at its prices."""

from __future__ import annotations

import numpy as np
from numba import njit, prange

from zeneville.model.problem import NETWORK, Array, Problem


def connects(problem: Problem) -> Array:
    """(B, J) True where a heater takes its heat from the district's network."""
    return np.asarray(problem.heater_carrier == NETWORK)


def drawn(problem: Problem, buildings: Array, package: Array, heater: Array) -> Array:
    """(T,) kWh that buildings with these packages and heaters draw from the network."""
    total = np.zeros(len(problem.weight))
    on = connects(problem)[buildings, heater]
    for b, p, j in zip(buildings[on], package[on], heater[on], strict=True):
        total += problem.need_kwh[b, p] / problem.heater_efficiency[b, j]
        total += (problem.hot_water_kwh[b] + problem.tank_loss_kw[b, j]) / (
            problem.hot_water_efficiency[b, j]
        )
    return total


def zones(problem: Problem, buildings: Array, heater: Array) -> Array:
    """(Z,) 1 where one of these buildings is connected."""
    needed = np.zeros(len(problem.zone))
    of = problem.zone_of[buildings[connects(problem)[buildings, heater]]]
    needed[of] = 1.0
    return needed


def value(problem: Problem, price: Array) -> Array:
    """(B, P, J) EUR a year for heat from the network at ``price`` (T), weights inside."""
    on = connects(problem)
    worth = np.zeros(problem.heater_allowed.shape)
    if not on.any():
        return worth
    space, water = _sums(problem.need_kwh, problem.hot_water_kwh, price)
    water = water[:, None] + problem.tank_loss_kw * price.sum()
    for b, j in zip(*np.nonzero(on), strict=True):
        worth[b, :, j] = (
            space[b] / problem.heater_efficiency[b, j]
            + water[b, j] / problem.hot_water_efficiency[b, j]
        )
    return worth


@njit(cache=True, parallel=True)
def _sums(need, hot_water, price):  # type: ignore[no-untyped-def]
    """Space heat (B,P) and hot water (B) times the price, summed over the hours."""
    buildings, packages, hours = need.shape
    space, water = np.zeros((buildings, packages)), np.zeros(buildings)
    for b in prange(buildings):
        for p in range(packages):
            total = 0.0
            for t in range(hours):
                total += price[t] * np.float64(need[b, p, t])
            space[b, p] = total
        total = 0.0
        for t in range(hours):
            total += price[t] * np.float64(hot_water[b, t])
        water[b] = total
    return space, water
