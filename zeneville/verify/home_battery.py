"""Home batteries of the stored plan, run again: written apart from the model on purpose.

A battery takes what its own roof has left over and gives to its own building what that lacks, as
much as power, energy and efficiency let it, hour after hour; it never meets the grid. A cycle of
hours starts with what the cycle's last 24 hours leave in a battery that is empty before them.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

from zeneville.verify.kept import Kept

Array = np.ndarray[Any, Any]


def cycles(plan: Kept) -> Array:
    """First hours of the storage cycles, and the end of the last."""
    following = plan["successor"].values.astype(np.int64)
    back = np.flatnonzero(following <= np.arange(len(following)))
    return np.concatenate([[0], back + 1])


@njit(cache=True)
def run(meter, usable, kw, one_way, starts):  # type: ignore[no-untyped-def]
    """Charge, discharge and level at the start of each hour (T), from the meter without battery."""
    hours = len(meter)
    charge, discharge, level = np.zeros(hours), np.zeros(hours), np.zeros(hours)
    for k in range(len(starts) - 1):
        begin, stop = starts[k], starts[k + 1]
        held = 0.0
        for turn in range(2):
            first = begin if turn == 1 else max(begin, stop - 24)
            for t in range(first, stop):
                put = min(max(-meter[t], 0.0), kw, (usable - held) / one_way)
                got = min(max(meter[t], 0.0), kw, held * one_way)
                charge[t], discharge[t], level[t] = put, got, held
                held = min(max(held + put * one_way - got / one_way, 0.0), usable)
    return charge, discharge, level


@njit(cache=True)
def _paid(meter, usable, kw, one_way, starts, paid, earned):  # type: ignore[no-untyped-def]
    charge, discharge, _ = run(meter, usable, kw, one_way, starts)
    total = 0.0
    for t in range(len(meter)):
        rest = meter[t] + charge[t] - discharge[t]
        total += rest * (paid[t] if rest > 0.0 else earned[t])
    return total


def bill(
    plan: Kept, building: int, option: int, meter: Array, starts: Array, paid: Array, earned: Array
) -> float:
    """What the meter (T) of a building costs behind the battery of a storage option."""
    return float(_paid(meter, *_battery(plan, building, option), starts, paid, earned))


def behind(
    plan: Kept, building: int, option: int, meter: Array
) -> tuple[Array, Array, Array, Array]:
    """Meter behind the battery of a storage option, its charge, discharge and level (T)."""
    usable, kw, one_way = _battery(plan, building, option)
    if usable <= 0.0:
        nothing = np.zeros_like(meter)
        return meter, nothing, nothing, nothing
    charge, discharge, level = run(meter, usable, kw, one_way, cycles(plan))
    return meter + charge - discharge, charge, discharge, level


@njit(cache=True, fastmath={"reassoc"})
def _sums(meter, kw):  # type: ignore[no-untyped-def]
    """(N,) what may be charged and what is lacking of meters (N, T), and runs of surplus hours."""
    count = len(meter)
    left, lacking, runs = np.zeros(count), np.zeros(count), np.zeros(count)
    for n in range(count):
        before, over, short, some = False, 0.0, 0.0, 0
        for t in range(meter.shape[1]):
            drawn = meter[n, t]
            over += min(max(-drawn, 0.0), kw)
            short += max(drawn, 0.0)
            some += (drawn < 0.0) & (not before)
            before = drawn < 0.0
        left[n], lacking[n], runs[n] = over, short, some
    return left, lacking, runs


def most_saved(
    plan: Kept, building: int, option: int, meter: Array, starts: Array, paid: Array
) -> Array:
    """(N,) more than a battery can save on meters (N, T), without running it.

    What it gives in all is at most what is lacking, and what it starts the cycles with and is
    charged with: what is left over, or its energy once in every run of hours with a surplus. Prices
    are zero or more.
    """
    usable, kw, one_way = _battery(plan, building, option)
    count = len(starts) - 1
    left, lacking, runs = _sums(meter, kw)
    held = usable * count + np.minimum(one_way * left, usable * (runs + count - 1))
    given = np.minimum(lacking, one_way * held)
    return np.asarray(given * max(float(paid.max()), 0.0))


def _battery(plan: Kept, building: int, option: int) -> tuple[float, float, float]:
    return (
        float(plan["home_battery_usable_kwh"].values[building, option]),
        float(plan["home_battery_kw"].values[building, option]),
        float(plan["home_battery_efficiency"].values[option]),
    )
