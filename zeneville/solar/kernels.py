"""Compiled loops over planes and hours: the light on planes, their current and their heat.

All of them are in this file, with the constants they know: numba keeps what it compiled as long as
the file of a loop is the same, and does not see changes in others. What the loops take is made in
:mod:`zeneville.solar.light`, :mod:`zeneville.solar.pv` and :mod:`zeneville.solar.collectors`.
"""

from __future__ import annotations

from math import exp, sqrt
from typing import TYPE_CHECKING, Any

import numpy as np
from numba import njit, prange

if TYPE_CHECKING:
    from zeneville.solar.collectors import Collector
    from zeneville.solar.light import Hidden, Planes
    from zeneville.solar.pv import Module
    from zeneville.solar.sky import Sky

Array = np.ndarray[Any, Any]

#: multiply-adds, reciprocals and sums in any order; not-a-number and infinity stay what they are
FASTMATH = {"contract", "nsz", "arcp", "reassoc"}
#: planes that a thread takes at a time
BLOCK = 8
#: glass of a module: refraction, extinction in 1/m, thickness in m (De Soto 2006; pvlib's defaults)
REFRACTION, EXTINCTION, THICKNESS = 1.526, 4.0, 0.002
#: degC and W/m2 of standard test conditions
CELL_REFERENCE, LIGHT_REFERENCE = 25.0, 1000.0
#: PVWatts' inverter: efficiency = nominal / REFERENCE (SLOPE z + CONSTANT + OWN / z) at load z
SLOPE, CONSTANT, OWN, REFERENCE = -0.0162, 0.9858, -0.0059, 0.9637
#: what enters at normal incidence
NORMAL = (1.0 - ((REFRACTION - 1.0) / (REFRACTION + 1.0)) ** 2) * exp(-EXTINCTION * THICKNESS)

#: decorator of functions of one hour, which become part of the loops that call them
of_an_hour = njit(inline="always", fastmath=FASTMATH, error_model="numpy")


@of_an_hour
def cosine_of(p, t, planes, sky):  # type: ignore[no-untyped-def]
    """Cosine of the angle between the normal of plane ``p`` and the sun of hour ``t``."""
    return planes.east[p] * sky.east[t] + planes.north[p] * sky.north[t] + planes.up[p] * sky.up[t]


@of_an_hour
def light_on(p, t, cosine, seen, view, planes, sky):  # type: ignore[no-untyped-def]
    """Beam, and light of sky and ground, on plane ``p`` in hour ``t``, W/m2.

    ``seen`` is the share of the plane that sees the sun, ``view`` its sky view. Rows of modules
    take no more beam than falls through the gap of one pitch.
    """
    reach = planes.pitch[p] * sky.up[t] if planes.pitch[p] > 0.0 else cosine
    facing = max(min(cosine, reach), 0.0) * seen
    open_sky = sky.isotropic[t] * (0.5 + 0.5 * planes.up[p]) + sky.band[t] * planes.sine[p]
    diffuse = max(sky.circumsolar[t] * facing + min(open_sky, open_sky * view), 0.0)
    ground = sky.albedo * sky.ghi[t] * (0.5 - 0.5 * planes.up[p])
    return sky.dni[t] * facing, diffuse + ground


@of_an_hour
def absorbed(path):  # type: ignore[no-untyped-def]
    """exp(-path) for the optical path in the glass, at most 0.011: series, error below 2e-12."""
    return 1.0 - path * (1.0 - path / 2.0 * (1.0 - path / 3.0 * (1.0 - path / 4.0)))


@of_an_hour
def incidence(cosine):  # type: ignore[no-untyped-def]
    """Light that enters the glass at an angle over that at normal incidence (De Soto 2006).

    Fresnel's reflection of both polarisations at one surface and absorption on the way through,
    from the cosine of incidence by Snell's law, without the angle itself.
    """
    n = REFRACTION
    inside = sqrt(1.0 - (1.0 - cosine * cosine) / (n * n))
    across, along = cosine + n * inside, inside + n * cosine
    over = 1.0 / (across * across * along * along * inside)
    passed = 2.0 * n * cosine * inside * inside * (across * across + along * along) * over
    path = EXTINCTION * THICKNESS * across * across * along * along * over
    return passed * absorbed(path) / NORMAL


@of_an_hour
def power(effective, incident, temp_air, warming, module):  # type: ignore[no-untyped-def]
    """Alternating current per kWp, kW, of effective and incident light, W/m2."""
    cell = temp_air + warming * incident
    load = effective / LIGHT_REFERENCE * (1.0 + module.coefficient * (cell - CELL_REFERENCE))
    load *= module.kept
    given = module.nominal / REFERENCE * ((SLOPE * load + CONSTANT) * load + OWN)
    return max(min(given, module.nominal), 0.0)


@of_an_hour
def collected(cosine, beam, rest, temp_air, collector):  # type: ignore[no-untyped-def]
    """Heat in W/m2 from ``beam`` at ``cosine`` of incidence and the ``rest`` of the light, W/m2."""
    modifier = max(1.0 - collector.b0 * (1.0 / max(cosine, 1e-6) - 1.0), 0.0)
    warmer = collector.fluid - temp_air
    gained = collector.eta0 * (modifier * beam + collector.diffuse * rest)
    return max(gained - collector.a1 * warmer - collector.a2 * warmer * warmer, 0.0)


@njit(fastmath=FASTMATH, error_model="numpy")
def visible(p: int, hidden: Hidden, share: Array) -> None:
    """Fill ``share`` (H,) with the part of the points of plane ``p`` that see the sun."""
    start, end = hidden.first[p], hidden.first[p + 1]
    share[:] = 1.0 if start == end else 0.0
    for point in range(start, end):
        horizon = hidden.horizon[point]
        part = 1.0 / (end - start)
        for t in range(len(share)):
            left, right = horizon[hidden.sector[t]], horizon[hidden.after[t]]
            height = left + hidden.weight[t] * (right - left)
            share[t] += part if hidden.low[t] >= height else 0.0


@njit(fastmath=FASTMATH, error_model="numpy")
def month_light(p, first, last, share, view, planes, sky):  # type: ignore[no-untyped-def]
    """Light on plane ``p`` over the hours from ``first`` to before ``last``, kWh/m2."""
    light = 0.0
    # an unsigned number of the hour lets the compiler run the loop on vectors
    for t in range(np.uint64(first), np.uint64(last)):
        cosine = cosine_of(p, t, planes, sky)
        beam, rest = light_on(p, t, cosine, share[t], view, planes, sky)
        light += beam + rest
    return 0.001 * light


@njit(fastmath=FASTMATH, error_model="numpy")
def month_current(p, first, last, share, view, rack, planes, sky, module, given):  # type: ignore[no-untyped-def]
    """Current (kWh per kWp) and light (kWh/m2) of plane ``p`` from hour ``first`` to before
    ``last``; fills these hours of ``given`` (H,)."""
    current, light = 0.0, 0.0
    # an unsigned number of the hour lets the compiler run the loop on vectors
    for t in range(np.uint64(first), np.uint64(last)):
        cosine = cosine_of(p, t, planes, sky)
        beam, rest = light_on(p, t, cosine, share[t], view, planes, sky)
        effective = beam * incidence(max(cosine, 0.0)) + rest
        warming = module.warming[rack, t]
        kw = power(effective, beam + rest, sky.temp_air[t], warming, module)
        given[t] = kw
        current += kw
        light += beam + rest
    return current, 0.001 * light


@njit(fastmath=FASTMATH, error_model="numpy")
def month_heat(p, first, last, share, view, planes, sky, collector):  # type: ignore[no-untyped-def]
    """Heat from plane ``p`` over the hours from ``first`` to before ``last``, kWh/m2."""
    heat = 0.0
    # an unsigned number of the hour lets the compiler run the loop on vectors
    for t in range(np.uint64(first), np.uint64(last)):
        cosine = cosine_of(p, t, planes, sky)
        beam, rest = light_on(p, t, cosine, share[t], view, planes, sky)
        heat += collected(cosine, beam, rest, sky.temp_air[t], collector)
    return 0.001 * heat


@njit(parallel=True, cache=True, fastmath=FASTMATH, error_model="numpy")
def light_by_month(planes: Planes, sky: Sky, hidden: Hidden, total: Array, unshaded: Array) -> None:
    """Fill the light (P, 12) kWh/m2 on planes, as shaded and with an open horizon."""
    count, hours = len(planes.up), len(sky.hour)
    for block in prange((count + BLOCK - 1) // BLOCK):
        share, everything = np.ones(hours), np.ones(hours)
        for p in range(block * BLOCK, min((block + 1) * BLOCK, count)):
            for m in range(12):
                first, last = sky.month_first[m], sky.month_first[m + 1]
                unshaded[p, m] = month_light(p, first, last, everything, 1.0, planes, sky)
            total[p] = unshaded[p]
            if hidden.shaded:
                visible(p, hidden, share)
                for m in range(12):
                    first, last = sky.month_first[m], sky.month_first[m + 1]
                    view = hidden.sky_view[p]
                    total[p, m] = month_light(p, first, last, share, view, planes, sky)


@njit(parallel=True, cache=True, fastmath=FASTMATH, error_model="numpy")
def current_by_hour(
    planes: Planes,
    rack: Array,
    sky: Sky,
    hidden: Hidden,
    module: Module,
    keep: bool,
    hourly: Array,
    monthly: Array,
    total: Array,
    unshaded: Array,
) -> None:
    """Fill current (P, 12) kWh per kWp and light (P, 12) kWh/m2 of planes by month, and where
    ``keep`` is set the current of every hour (P, T)."""
    count, hours = len(planes.up), len(sky.hour)
    for block in prange((count + BLOCK - 1) // BLOCK):
        everything, share = np.ones(hours), np.ones(hours)
        given = np.empty(hours, dtype=np.float32)
        for p in range(block * BLOCK, min((block + 1) * BLOCK, count)):
            view = 1.0
            if hidden.shaded:
                visible(p, hidden, share)
                view = hidden.sky_view[p]
            for m in range(12):
                first, last = sky.month_first[m], sky.month_first[m + 1]
                monthly[p, m], total[p, m] = month_current(
                    p, first, last, share, view, rack[p], planes, sky, module, given
                )
                unshaded[p, m] = total[p, m]
                if hidden.shaded:
                    unshaded[p, m] = month_light(p, first, last, everything, 1.0, planes, sky)
            if keep:
                for t in range(hours):
                    hourly[p, np.uint64(sky.hour[t])] = given[t]


@njit(parallel=True, cache=True, fastmath=FASTMATH, error_model="numpy")
def heat_by_month(
    planes: Planes, sky: Sky, hidden: Hidden, collector: Collector, heat: Array
) -> None:
    """Fill the heat (P, 12) kWh/m2 of collectors on planes."""
    count = len(planes.up)
    for block in prange((count + BLOCK - 1) // BLOCK):
        share = np.ones(len(sky.hour))
        for p in range(block * BLOCK, min((block + 1) * BLOCK, count)):
            view = 1.0
            if hidden.shaded:
                visible(p, hidden, share)
                view = hidden.sky_view[p]
            for m in range(12):
                first, last = sky.month_first[m], sky.month_first[m + 1]
                heat[p, m] = month_heat(p, first, last, share, view, planes, sky, collector)
