"""Buffer tanks of the stored plan, filled and emptied again: written apart from the model.

A tank is empty when the window of its clock opens. In the window the heat pump fills it with what
output it has left beside the need and the tank's losses, evenly in proportion; when the window has
closed the tank serves the building until it is empty. It takes what the window has to give, what
it holds, or what is asked before the window opens again, whichever is least. It is warm, and
loses, from one opening to the next when the building needs space heat in between.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from zeneville.verify import home_battery
from zeneville.verify.kept import Kept

Array = np.ndarray[Any, Any]


@dataclass(frozen=True)
class _Clock:
    """When tanks are filled: window (T), number of the run of each hour (T), hours in their order.

    A run reaches from one opening of the window to the next within a cycle. In ``order`` (T) the
    hours behind a window follow one another; ``first`` (R) is the place in it of each run's first.
    """

    window: Array
    run: Array
    order: Array
    first: Array

    def sums(self, hourly: Array) -> Array:
        """(R,) sums over the hours of each run."""
        return np.bincount(self.run, weights=hourly, minlength=len(self.first))


def made(plan: Kept, building: int, storage: int, need: Array, most: Array) -> Array:
    """Hourly heat (T) that a heat pump of at most ``most`` (T) makes for ``need`` (T), kWh."""
    mode = int(plan["storage_buffer"].values[storage])
    if mode == 0:
        return need
    clock = _clock(plan, mode)
    warm = clock.sums(need) > 0.0
    heat = need + np.where(warm[clock.run], _loss(plan, building), 0.0)
    left = np.where(clock.window, np.maximum(most - heat, 0.0), 0.0)
    asked = np.where(clock.window, 0.0, heat)
    given, free = clock.sums(asked), clock.sums(left)
    stored = np.minimum(np.minimum(given, free), float(plan["buffer_kwh"].values[building])) * warm
    part = np.divide(stored, free, out=np.zeros_like(free), where=free > 0.0)
    return np.asarray(heat + part[clock.run] * left - _served(clock, asked, stored))


def lost(plan: Kept, building: int, package: int, storage: int) -> float:
    """kWh a year that the buffer tank of an option loses."""
    mode = int(plan["storage_buffer"].values[storage])
    if mode == 0:
        return 0.0
    clock = _clock(plan, mode)
    need = plan["need_kwh"].values[building, package].astype(np.float64)
    hours = clock.sums(plan["weight"].values) @ (clock.sums(need) > 0.0)
    return float(hours) * _loss(plan, building)


def _loss(plan: Kept, building: int) -> float:
    return float(plan["buffer_loss_kw"].values[building])


def _clock(plan: Kept, mode: int) -> _Clock:
    found: _Clock = plan.once(("buffer clock", mode), lambda: _runs(plan, mode))
    return found


def _runs(plan: Kept, mode: int) -> _Clock:
    """The clock of a mode. Hours ahead of a cycle's first opening belong to its last run."""
    window = plan["buffer_filling"].values[mode].astype(bool)
    run, order, count = np.zeros(len(window), dtype=int), [], 0
    starts = home_battery.cycles(plan)
    for k in range(len(starts) - 1):
        hours = np.arange(starts[k], starts[k + 1])
        inside = window[hours]
        opens = inside & ~np.concatenate([inside[-1:], inside[:-1]])
        openings = max(int(opens.sum()), 1)
        run[hours] = count + (np.cumsum(opens) - 1) % openings
        count += openings
        order.append(np.roll(hours, -int(inside.argmax())))
    hours = np.concatenate(order)
    return _Clock(window, run, hours, np.unique(run[hours], return_index=True)[1])


def _served(clock: _Clock, asked: Array, stored: Array) -> Array:
    """(T,) what tanks give: all that is asked from the end of the window until they are empty."""
    of, run = asked[clock.order], clock.run[clock.order]
    before = np.cumsum(of) - of
    out = np.empty_like(of)
    since = before - before[clock.first][run]
    out[clock.order] = np.clip(stored[run] - since, 0.0, of)
    return out
