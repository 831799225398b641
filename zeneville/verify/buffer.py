"""Buffer tanks of the stored plan, filled and emptied again: written apart from the model.

A tank is empty when the window of its clock opens. In the window the heat pump fills it with what
output it has left beside the need and the tank's losses, evenly in proportion; when the window has
closed the tank serves the building until it is empty. It takes what the window has to give, what
it holds, or what is asked before the window opens again, whichever is least. It is warm, and
loses, from one opening to the next when the building needs space heat in between.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from zeneville.verify import home_battery
from zeneville.verify.kept import Kept

Array = np.ndarray[Any, Any]


def made(plan: Kept, building: int, storage: int, need: Array, most: Array) -> Array:
    """Hourly heat (T) that a heat pump of at most ``most`` (T) makes for ``need`` (T), kWh."""
    mode = int(plan["storage_buffer"].values[storage])
    if mode == 0:
        return need
    window = plan["buffer_filling"].values[mode].astype(bool)
    run, count = _runs(plan, window)
    heat = need + np.where(_warm(need, run, count), _loss(plan, building), 0.0)
    left = np.where(window, np.maximum(most - heat, 0.0), 0.0)
    asked = np.where(window, 0.0, heat)
    given, free = (np.bincount(run, weights=of, minlength=count) for of in (asked, left))
    stored = np.minimum(np.minimum(given, free), float(plan["buffer_kwh"].values[building]))
    stored = np.where(_warm(need, run, count)[_first(run, count)], stored, 0.0)
    part = np.divide(stored, free, out=np.zeros(count), where=free > 0.0)
    return np.asarray(heat + part[run] * left - _served(plan, window, run, asked, stored))


def lost(plan: Kept, building: int, package: int, storage: int) -> float:
    """kWh a year that the buffer tank of an option loses."""
    mode = int(plan["storage_buffer"].values[storage])
    if mode == 0:
        return 0.0
    run, count = _runs(plan, plan["buffer_filling"].values[mode].astype(bool))
    need = plan["need_kwh"].values[building, package].astype(np.float64)
    warm = plan["weight"].values @ _warm(need, run, count)
    return float(warm) * _loss(plan, building)


def _loss(plan: Kept, building: int) -> float:
    return float(plan["buffer_loss_kw"].values[building])


def _warm(need: Array, run: Array, count: int) -> Array:
    """(T,) True in the runs in which space heat is needed."""
    return np.asarray(np.bincount(run, weights=need, minlength=count)[run] > 0.0)


def _first(run: Array, count: int) -> Array:
    """An hour of each run."""
    hour = np.zeros(count, dtype=int)
    hour[run[::-1]] = np.arange(len(run))[::-1]
    return hour


def _runs(plan: Kept, window: Array) -> tuple[Array, int]:
    """(T,) number of the run of every hour, from opening to opening within a cycle; how many."""
    run, count = np.zeros(len(window), dtype=int), 0
    starts = home_battery.cycles(plan)
    for k in range(len(starts) - 1):
        inside = window[starts[k] : starts[k + 1]]
        before = np.concatenate([inside[-1:], inside[:-1]])
        number = np.cumsum(inside & ~before)
        openings = max(int(number[-1]), 1)
        # hours ahead of the first opening belong to the last one of the cycle
        run[starts[k] : starts[k + 1]] = count + (number - 1) % openings
        count += openings
    return run, count


def _served(plan: Kept, window: Array, run: Array, asked: Array, stored: Array) -> Array:
    """(T,) what tanks give: all that is asked from the end of the window until they are empty."""
    out, starts = np.zeros(len(run)), home_battery.cycles(plan)
    for k in range(len(starts) - 1):
        hours = np.arange(starts[k], starts[k + 1])
        opened = np.flatnonzero(window[hours])
        hours = np.roll(hours, -int(opened[0]) if len(opened) else 0)
        before = np.cumsum(asked[hours]) - asked[hours]
        numbers, first = np.unique(run[hours], return_index=True)
        since = before - before[first][np.searchsorted(numbers, run[hours])]
        out[hours] = np.clip(stored[run[hours]] - since, 0.0, asked[hours])
    return out
