"""Results of an hour: sums and peaks of every lane, and hours gathered to be written by zone."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numba import njit

from zeneville.demand.zone import layout as at
from zeneville.demand.zone.compile_time import ORIGIN, Array, Sizes, step

#: hours of results that gather before they are written zone by zone
TILE_HOURS = 64


class ResultSteps(NamedTuple):
    """Every hour is ``counted`` and ``gathered``; whole tiles are ``written``."""

    counted: Any
    gathered: Any
    written: Any


def result_steps(sizes: Sizes) -> ResultSteps:
    """The steps of a block of these sizes."""
    L, H, real = sizes.lanes, TILE_HOURS, sizes.real
    zero, half, origin = real(0), real(0.5), real(ORIGIN)

    @step
    def counted(z: Array, total: Array, limit: Any) -> None:
        """Heating and cooling, Wh, their peaks, W, and degree hours felt above ``limit``, K h."""
        for i in range(L):
            power = z[at.HEAT * L + i]
            mean = half * (z[at.T_AIR * L + i] + z[at.T_STAR * L + i])
            z[at.T_FELT * L + i] = mean
            total[i] += max(power, zero)
            total[L + i] -= min(power, zero)
            total[2 * L + i] = max(total[2 * L + i], np.float64(power))
            total[3 * L + i] = min(total[3 * L + i], np.float64(power))
            total[4 * L + i] += max(mean - limit, zero)

    @step
    def gathered(z: Array, tile: Array, place: int, heat: bool, temperatures: bool) -> None:
        """Power, W, and if asked both temperatures, degC, into hour ``place`` of the tile."""
        if heat:
            for i in range(L):
                tile[place * L + i] = z[at.HEAT * L + i]
        if temperatures:
            for i in range(L):
                tile[(H + place) * L + i] = z[at.T_AIR * L + i] + origin
                tile[(2 * H + place) * L + i] = z[at.T_FELT * L + i] + origin

    @njit(nogil=True)
    def turn(tile: Array, rows: Array, begin: int, count: int) -> None:
        """Hours by lanes to lanes by hours."""
        for i in range(rows.shape[0]):
            for j in range(count):
                rows[i, begin + j] = tile[j * L + i]

    @njit(nogil=True)
    def written(tile: Array, heat: Array, air: Array, felt: Array, begin: int, count: int) -> None:
        """The ``count`` hours of the tile into those results that have rows."""
        turn(tile[: H * L], heat, begin, count)
        turn(tile[H * L : 2 * H * L], air, begin, count)
        turn(tile[2 * H * L :], felt, begin, count)

    return ResultSteps(counted, gathered, written)
