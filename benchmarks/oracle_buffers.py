"""Buffer tanks of random districts: offered to every building, and run again hour by hour.

The second half restates the rule from the arrays alone, for the statement in linopy; it follows
the hours by their successors instead of sorting them.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from zeneville.model import Problem

Array = np.ndarray[Any, Any]

OPTIONS = ("none", "buffer_night", "buffer_sun")
#: hours of the day in which the tanks of each option are filled
WINDOWS: tuple[tuple[int, ...], ...] = ((), (22, 23, 0, 1, 2, 3, 4, 5), (10, 11, 12, 13, 14, 15))


def offered(problem: Problem, seed: int) -> Problem:
    """The problem with tanks at random sizes, losses and prices, some of which pay."""
    rng = np.random.default_rng([seed, 100])
    count, hour = len(problem.building), problem.index_of_year % 24
    kwh = rng.uniform(1.0, 15.0, count)
    allowed = rng.random((count, len(OPTIONS))) < 0.8
    allowed[:, 0] = True
    priced = np.array([0.0, 1.0, 1.0])
    nothing = np.zeros((count, len(OPTIONS)))
    arrays = {
        "storage_allowed": allowed.astype(np.int8),
        "storage_cost": rng.uniform(-6.0, 6.0, (count, 1)) * kwh[:, None] * priced,
        "storage_investment": rng.uniform(50.0, 150.0, (count, 1)) * kwh[:, None] * priced,
        "storage_tank": np.zeros(len(OPTIONS), dtype=np.int64),
        "storage_buffer": np.arange(len(OPTIONS)),
        "buffer_filling": np.array([np.isin(hour, w) for w in WINDOWS], dtype=np.int8),
        "buffer_kwh": kwh,
        "buffer_loss_kw": rng.uniform(0.0, 0.1, count),
        "home_battery_kwh": nothing,
        "home_battery_usable_kwh": nothing,
        "home_battery_kw": nothing,
        "home_battery_efficiency": np.ones(len(OPTIONS)),
    }
    return replace(problem, arrays={**problem.arrays, **arrays}, storage_option=np.array(OPTIONS))


def options(problem: Problem, b: int, j: int) -> list[int]:
    """Options of storage that may stand beside a heater: tanks beside heat pumps alone."""
    allowed = [int(s) for s in np.flatnonzero(problem.storage_allowed[b])]
    pumped = int(problem.heater_carrier[b, j]) == 1
    return [s for s in allowed if pumped or problem.storage_buffer[s] == 0]


def made(problem: Problem, b: int, s: int, need: Array, most: Array) -> Array:
    """(T,) kWh that the heat pump makes, of at most ``most`` (T), for ``need`` (T)."""
    mode = int(problem.storage_buffer[s])
    heat = np.array(need, dtype=float)
    if mode == 0:
        return heat
    filling = problem.buffer_filling[mode] > 0
    following = [int(t) for t in problem.successor]
    opens = [t for t in range(len(heat)) if filling[following[t]] and not filling[t]]
    for opening in (following[t] for t in opens):
        window, rest = _run(opening, filling, following)
        if need[window].sum() + need[rest].sum() <= 0.0:
            continue
        heat[window + rest] += problem.buffer_loss_kw[b]
        free = np.maximum(most[window] - heat[window], 0.0)
        level = min(float(problem.buffer_kwh[b]), float(free.sum()), float(heat[rest].sum()))
        if level <= 0.0:
            continue
        heat[window] += free * (level / free.sum())
        for t in rest:
            taken = min(heat[t], level)
            heat[t], level = heat[t] - taken, level - taken
    return heat


def _run(opening: int, filling: Array, following: list[int]) -> tuple[list[int], list[int]]:
    """Hours of the window that opens, and those behind it until it opens again."""
    window, rest, t = [opening], [], following[opening]
    while filling[t]:
        window.append(t)
        t = following[t]
    while not filling[t]:
        rest.append(t)
        t = following[t]
    return window, rest
