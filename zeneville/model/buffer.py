"""A buffer tank for space heat on a clock: when a heat pump makes the heat that a building needs.

The tank stands between the heat pump and the radiators and holds water between their return and
their flow temperature, in layers, so that filling it asks for no warmer water than heating does.
A *run* of hours begins where the clock's window opens and ends where it opens again; the tank is
empty at both ends. With the need q of an hour and the loss s of the tank, in each run that needs
space heat

    asked     a  = q + s                                            in every hour
    free      f  = max(0, most - a)                                 in the window
    moved     E  = min(usable, sum of f in the window, sum of a behind it)
    made      a + E f / (sum of f)                                  in the window
              a - what the tank still gives                         behind it

so the tank is filled in proportion to the output that is free, never by the backup, and serves
all that is asked behind the window until it is empty. No price is looked at.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
from numba import njit

from zeneville.model.home_battery import cycle_starts
from zeneville.model.problem import Array


def runs(filling: Array, successor: Array) -> tuple[Array, Array]:
    """Hours (N, T) of each mode in the order of its runs, and where in it runs begin (N, R).

    Parameters
    ----------
    filling
        (N, T) 1 in the window of the mode, else 0.
    successor
        (T,) next hour inside the storage cycle. A cycle closes on itself: what is before the
        first opening of its window stands behind the last.

    Returns
    -------
    tuple
        Begins are filled up with T, so that every mode ends with it.
    """
    modes, hours = filling.shape
    cycles = cycle_starts(successor) if modes > 1 else np.array([0, hours])
    order = np.empty((modes, hours), dtype=np.int64)
    begins: list[Array] = []
    for mode in range(modes):
        inside = filling[mode] > 0
        found = []
        for first, end in pairwise(cycles):
            here = inside[first:end]
            opens = np.flatnonzero(here & ~np.roll(here, 1))
            start = int(opens[0]) if len(opens) else 0
            order[mode, first:end] = np.roll(np.arange(first, end), -start)
            found.append(first + (opens - start if len(opens) else np.zeros(1, dtype=np.int64)))
        begins.append(np.concatenate(found))
    longest = max(len(found) for found in begins) + 1
    padded = np.full((modes, longest), hours, dtype=np.int64)
    for mode, opened in enumerate(begins):
        padded[mode, : len(opened)] = opened
    return order, padded


@njit(cache=True)
def through_buffer(heat, most, usable, lost, filling, order, begins):  # type: ignore[no-untyped-def]
    """Replace the heat (T) that a building asks for by what its heat pump makes, kWh.

    ``most`` (T) is the largest output of the heat pump, ``usable`` and ``lost`` what the tank
    holds, kWh, and loses in an hour; ``filling``, ``order`` (T) and ``begins`` are those of a mode.
    """
    for r in range(len(begins) - 1):
        first, end = begins[r], begins[r + 1]
        needed, free, behind = 0.0, 0.0, 0.0
        for i in range(first, end):
            needed += heat[order[i]]
        if needed <= 0.0:
            continue
        for i in range(first, end):
            t = order[i]
            heat[t] += lost
            if filling[t] > 0:
                free += max(most[t] - heat[t], 0.0)
            else:
                behind += heat[t]
        held = min(usable, free, behind)
        share = held / free if free > 0.0 else 0.0
        for i in range(first, end):
            t = order[i]
            if filling[t] > 0:
                heat[t] += share * max(most[t] - heat[t], 0.0)
            else:
                given = min(heat[t], held)
                heat[t] -= given
                held -= given


def lost_kwh(
    need: Array, weight: Array, loss_kw: Array, clock: tuple[Array, Array]
) -> np.ndarray[Any, Any]:
    """(B, P, N) kWh a year that tanks lose: in every hour of the runs in which heat is needed.

    ``need`` (B, P, T) kWh, ``weight`` (T), ``loss_kw`` (B,), ``clock`` from :func:`runs`; nothing
    in the first mode, which has no tank.
    """
    order, begins = clock
    hours = np.zeros((*need.shape[:2], len(order)))
    for mode in range(1, len(order)):
        starts = begins[mode][begins[mode] < len(weight)]
        lasts = np.add.reduceat(weight[order[mode]], starts)
        for b, own in enumerate(need):
            needed = np.add.reduceat(own[:, order[mode]], starts, axis=-1) > 0.0
            hours[b, :, mode] = needed @ lasts
    return hours * loss_kw[:, None, None]
