"""The hourly balance of a block of zones, compiled for a number of lanes and a precision.

All values of a block sit in flat arrays of which every row has ``lanes`` values, so that inner
loops run over lanes with strides known to the compiler: value ``i`` of row ``at.ROW`` of the zone
is ``z[at.ROW * L + i]``, that of an element ``e[base + at.ROW * L + i]``. Each surface is a linear
function of air and mean radiant temperature once its films are known from the hour before; so an
hour first eliminates all surfaces, then solves the room, then goes back to the surfaces.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from numba import njit

from zeneville.demand.zone import layout as at
from zeneville.demand.zone.compile_time import FASTMATH, ORIGIN, Array, Sizes
from zeneville.demand.zone.element_step import element_steps
from zeneville.demand.zone.film_laws import film_laws
from zeneville.demand.zone.glazing_step import glazing_steps
from zeneville.demand.zone.hour_step import hour_steps
from zeneville.demand.zone.month_step import month_step
from zeneville.demand.zone.result_step import TILE_HOURS, result_steps
from zeneville.demand.zone.room_step import room_step

__all__ = ["ORIGIN", "TILE_HOURS", "compiled"]


@lru_cache(maxsize=8)
def compiled(lanes: int, exposed: int, fixed: int, planes: int, double: bool) -> Any:
    """The block function for so many lanes, exposed and fixed elements and glazed planes."""
    sizes = Sizes(lanes, exposed, fixed, planes, double)
    X, E, ROWS = sizes.exposed, sizes.elements, at.ELEMENT_ROWS * sizes.lanes
    laws = film_laws(sizes)
    month_begun = month_step(sizes)
    sun_let_in, profiles, gains, air_flow = hour_steps(sizes, laws)
    glazing_balance, glazing_temperatures = glazing_steps(sizes, laws)
    outer_exposed, outer_fixed, balance, temperatures = element_steps(sizes, laws)
    room = room_step(sizes)
    counted, gathered, written = result_steps(sizes)

    @njit(nogil=True, fastmath=FASTMATH, error_model="numpy")
    def block(
        e: Array,
        z: Array,
        glass: Array,
        sunlit: Array,
        index: Array,
        series: Array,
        texture: Array,
        convection: Array,
        profile: Array,
        sun: Array,
        through: Array,
        month: Array,
        first: int,
        alike: Array,
        tile: Array,
        heat: Array,
        air: Array,
        felt: Array,
        total: Array,
    ) -> None:
        """Run one block from hour ``first`` to the end and then the year; see ``simulate``.

        ``glass`` (2 O L) is room for the rows of ``sunlit`` that hold in a month.
        ``alike`` tells for each kind of profile whether all lanes follow the same. Hourly results
        gather in ``tile`` (3 H L) and go from there to rows of ``heat``, ``air`` and ``felt``, of
        which each may have no rows.
        """
        hours = series.shape[0]
        warm = hours - first
        for hour in range(warm + hours):
            t = hour + first if hour < warm else hour - warm
            if hour == 0 or month[t] != month[t - 1]:
                month_begun(e, glass, sunlit, month[t])
            te, sky, wind = series[t, 0], series[t, 1], series[t, 2]
            wind2 = wind * wind
            sun_let_in(z, glass, through, t)
            profiles(z, index, alike, profile, t)
            gains(z)
            air_flow(z, te)
            glazing_balance(z, te, sky, wind2)
            for k in range(E):
                base = k * ROWS
                if k < X:
                    outer_exposed(e, base, te, sky, wind2, texture[k], sun[t, k])
                else:
                    outer_fixed(e, base, series[t, 3 + k - X])
                balance(e, z, base, convection[k, 0], convection[k, 1])
            room(z, te)
            glazing_temperatures(z)
            for k in range(E):
                temperatures(e, z, k * ROWS)
            if hour >= warm:
                counted(z, total, series[t, 3 + E - X])
                place = t % TILE_HOURS
                gathered(z, tile, place, len(heat) > 0, len(air) > 0)
                if place == TILE_HOURS - 1 or t == hours - 1:
                    written(tile, heat, air, felt, t - place, place + 1)

    return block
