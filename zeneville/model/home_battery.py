"""A home battery hour by hour: it stores the own surplus and serves the own load, nothing else.

This is what such products do by themselves ("self-consumption"): no price is looked at, nothing
is taken from or given to the grid by the battery. With the net load n of an hour (positive: drawn,
negative: surplus), one-way efficiency e, power k and usable energy c the level l follows

    n >= 0:  l' = max(l - min(n, k) / e, 0)       drawn:    n - e (l - l')
    n <  0:  l' = min(l + e min(-n, k), c)        surplus: -n - (l' - l) / e

A cycle of hours begins at the level that its last day leaves in a battery which begins that day
empty. A fuller start never leaves less, so that the battery ends its cycle at least as full as it
began: energy is lost at the seam, never made.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

from zeneville.model.problem import Array

#: hours before the end of a cycle from which its first level follows
DAY = 24
#: hours that are counted in a row, so that they stay near the processor
PIECE = 256
#: sums may be taken in another order, and signs of zero and missing numbers do not matter
_ANY_ORDER = {"nnan", "nsz", "reassoc"}


def cycle_starts(successor: Array) -> Array:
    """First hour of every storage cycle, and the number of hours behind the last.

    Raises
    ------
    ValueError
        Where a cycle is not a run of hours that closes on its first.
    """
    hours = np.arange(len(successor))
    ends = np.flatnonzero(successor != hours + 1)
    starts = np.concatenate([[0], ends + 1])
    if not np.array_equal(successor[ends], starts[:-1]) or starts[-1] != len(successor):
        raise ValueError("home batteries need storage cycles that are runs of hours")
    return starts.astype(np.int64)


@njit(cache=True)
def _moved(level: float, net: float, usable: float, kw: float, efficiency: float) -> float:
    """Level after an hour."""
    part = min(max(net, -kw), kw)
    moved = level - part * (efficiency if part < 0.0 else 1.0 / efficiency)
    return min(max(moved, 0.0), usable)


@njit(cache=True)
def through_battery(  # type: ignore[no-untyped-def]
    net, usable, kw, efficiency, cycles, level_out
):
    """Replace the net load (T) of a building by what is left of it behind its battery.

    ``level_out`` (T) receives the level at the start of every hour, kWh.
    """
    for c in range(len(cycles) - 1):
        first, end = cycles[c], cycles[c + 1]
        level = 0.0
        for t in range(max(first, end - DAY), end):
            level = _moved(level, net[t], usable, kw, efficiency)
        for t in range(first, end):
            level_out[t] = level
            after = _moved(level, net[t], usable, kw, efficiency)
            stored = after - level
            net[t] += stored * (1.0 / efficiency if stored > 0.0 else efficiency)
            level = after


@njit(cache=True, fastmath=_ANY_ORDER)
def _asked(load, roof, kw, into, out_of, net, moved):  # type: ignore[no-untyped-def]
    """Net load, and what the level would fall by if it were neither empty nor full."""
    for h in range(load.shape[0]):
        n = load[h] - np.float64(roof[h])
        net[h] = n
        part = min(max(n, -kw), kw)
        moved[h] = part * (into if part < 0.0 else out_of)


@njit(cache=True, fastmath=_ANY_ORDER)
def _followed(moved, first, end, usable, level):  # type: ignore[no-untyped-def]
    """Levels (N) after some hours."""
    for h in range(first, end):
        for i in range(moved.shape[0]):
            level[i] = min(max(level[i] - moved[i, h], 0.0), usable)


@njit(cache=True, fastmath=_ANY_ORDER)
def _stored(moved, first, end, usable, level):  # type: ignore[no-untyped-def]
    """Turn what levels (N) would fall by in some hours into what they rise by."""
    for h in range(first, end):
        for i in range(moved.shape[0]):
            after = min(max(level[i] - moved[i, h], 0.0), usable)
            moved[i, h] = after - level[i]
            level[i] = after


@njit(cache=True, fastmath=_ANY_ORDER)
def _paid(net, stored, buy, sell, into, out_of):  # type: ignore[no-untyped-def]
    total = 0.0
    for h in range(net.shape[0]):
        n = net[h] + stored[h] * (1.0 / into if stored[h] > 0.0 else 1.0 / out_of)
        total += n * (buy[h] if n > 0.0 else sell[h])
    return total


@njit(cache=True)
def _piece(cycles, c, start):  # type: ignore[no-untyped-def]
    """End of a piece of hours, and the cycle that the next one begins in.

    A piece is a part of one long cycle, or some short cycles, each whole.
    """
    if cycles[c + 1] - start > PIECE:
        return start + PIECE, c
    c += 1
    if start > cycles[c - 1]:
        return cycles[c], c
    while c + 1 < len(cycles) and cycles[c + 1] - start <= PIECE:
        c += 1
    return cycles[c], c


@njit(cache=True)
def bills_behind_battery(  # type: ignore[no-untyped-def]
    load, roofs, classes, chosen, buy, sell, battery, cycles, bill
):
    """Bills of one load (T) under some panel options, each with the same battery.

    ``roofs`` (V, T) is what options produce, ``classes`` (V) where they sell to, ``chosen`` (N)
    the options asked for, ``battery`` its usable energy, power and efficiency; ``bill`` (N) is
    filled. Piece by piece of the year the hours of one option are counted in a row, but for the
    levels, which follow one another.
    """
    usable, kw, efficiency = battery
    count, hours = len(chosen), len(load)
    into, out_of = efficiency, 1.0 / efficiency
    level = np.zeros(count)
    moved, net = np.empty((count, PIECE)), np.empty((count, PIECE))
    bill[:] = 0.0
    s, c = 0, 0
    while s < hours:
        e, following = _piece(cycles, c, s)
        if s == cycles[c] and following == c:
            # the last day of a long cycle is not in its first piece
            day = slice(cycles[c + 1] - DAY, cycles[c + 1])
            for i in range(count):
                roof = roofs[chosen[i], day]
                _asked(load[day], roof, kw, into, out_of, net[i, :DAY], moved[i, :DAY])
            level[:] = 0.0
            _followed(moved, 0, DAY, usable, level)
        n = e - s
        for i in range(count):
            roof = roofs[chosen[i], s:e]
            _asked(load[s:e], roof, kw, into, out_of, net[i, :n], moved[i, :n])
        if following == c or s > cycles[c]:
            _stored(moved, 0, n, usable, level)
        else:
            for k in range(c, following):
                first, end = cycles[k] - s, cycles[k + 1] - s
                level[:] = 0.0
                _followed(moved, max(first, end - DAY), end, usable, level)
                _stored(moved, first, end, usable, level)
        for i in range(count):
            earned = sell[classes[chosen[i]], s:e]
            bill[i] += _paid(net[i, :n], moved[i, :n], buy[s:e], earned, into, out_of)
        s, c = e, following


def levels(net: Array, usable: float, kw: float, efficiency: float, cycles: Array) -> Any:
    """Net load (T) behind the battery and its level (T) at the start of every hour, kWh."""
    behind, level = np.array(net, dtype=float), np.empty(len(net))
    through_battery(behind, usable, kw, efficiency, cycles, level)
    return behind, level
