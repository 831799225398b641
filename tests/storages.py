"""Tanks with a clock and home batteries added to the menus of a small random problem."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from zeneville.model import Problem
from zeneville.model.problem import without_buffer

OPTIONS = ("none", "tank_sun", "battery_S", "tank_sun+battery_L")
NIGHT, SUN = (22, 23, 0, 1, 2, 3, 4, 5), (10, 11, 12, 13, 14, 15)


def with_storage(problem: Problem, battery_eur: float = 20.0, seed: int = 0) -> Problem:
    """The problem with :data:`OPTIONS` and a night tank, batteries at a price a kWh and year."""
    rng = np.random.default_rng(seed)
    count, hours = len(problem.building), np.arange(len(problem.weight)) % 24
    options = (*OPTIONS, "tank_night")
    tank = np.array([0, 2, 0, 2, 1])
    kwh = rng.uniform(0.8, 1.2, (count, 1)) * np.array([0.0, 0.0, 3.0, 6.0, 0.0])
    clocks = [np.isin(hours, window) / max(len(window), 1) for window in ((), NIGHT, SUN)]
    arrays = without_buffer(count, len(hours), len(options)) | {
        "storage_allowed": np.ones((count, len(options)), dtype=np.int8),
        "storage_cost": battery_eur * kwh + 5.0 * (tank > 0),
        "storage_investment": 200.0 * kwh + 100.0 * (tank > 0),
        "storage_tank": tank,
        "tank_heating": np.array(clocks, dtype=float),
        "tank_extra_kw": np.array([0.0, 0.01, 0.02]) * np.ones((count, 1)),
        "home_battery_kwh": kwh,
        "home_battery_usable_kwh": 0.95 * kwh,
        "home_battery_kw": 0.5 * kwh,
        "home_battery_efficiency": np.full(len(options), 0.955),
    }
    return replace(
        problem,
        arrays={**problem.arrays, **arrays},
        storage_option=np.array(options),
    )


#: what :func:`with_buffer` offers: index into the modes of buffer and hot-water tanks, battery kWh
BUFFERS = {
    "none": (0, 0, 0.0),
    "buffer_night": (1, 0, 0.0),
    "buffer_sun": (2, 0, 0.0),
    "tank_sun+buffer_sun": (2, 2, 0.0),
    "buffer_sun+battery_S": (2, 0, 3.0),
}


def with_buffer(problem: Problem, buffer_eur: float = 5.0, loss_kw: float = 0.02) -> Problem:
    """The problem with :data:`BUFFERS`; buffer tanks at a price a year, whatever they hold."""
    stored = with_storage(problem)
    count, hours = len(problem.building), np.arange(len(problem.weight)) % 24
    buffer, tank, kwh = (np.array(values) for values in zip(*BUFFERS.values(), strict=True))
    kwh = kwh * np.ones((count, 1))
    arrays = {
        "storage_allowed": np.ones((count, len(BUFFERS)), dtype=np.int8),
        "storage_cost": 20.0 * kwh + 5.0 * (tank > 0) + buffer_eur * (buffer > 0),
        "storage_investment": 200.0 * kwh + 100.0 * (tank > 0) + 150.0 * (buffer > 0),
        "storage_tank": tank,
        "storage_buffer": buffer,
        "buffer_filling": np.array([np.isin(hours, w) for w in ((), NIGHT, SUN)], dtype=np.int8),
        "buffer_kwh": np.linspace(2.0, 6.0, count),
        "buffer_loss_kw": np.full(count, loss_kw),
        "home_battery_kwh": kwh,
        "home_battery_usable_kwh": 0.95 * kwh,
        "home_battery_kw": 0.5 * kwh,
        "home_battery_efficiency": np.full(len(BUFFERS), 0.955),
    }
    return replace(
        problem,
        arrays={**stored.arrays, **arrays},
        storage_option=np.array(list(BUFFERS)),
    )
