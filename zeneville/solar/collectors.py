"""Solar heat: what a glazed collector on a plane gives at a stated temperature of its fluid.

Steady state of ISO 9806:2017 without wind and sky terms, per m2 of gross area:

    eta0 (K(t) beam + Kd (sky + ground)) - a1 (tm - ta) - a2 (tm - ta)^2, not below zero

with ``tm`` the mean temperature of the fluid, ``ta`` that of the air and K(t) the incidence angle
modifier 1 - b0 (1 / cos t - 1) fixed by its value at 50 degrees. Beam is what a pyrheliometer
sees, so circumsolar light counts with the sky. Heat kept in the collector and lost in pipes and
tank is not in it: it is the most that the collector gives while there is somewhere to put it.
"""

from __future__ import annotations

from math import cos, radians
from typing import Any, NamedTuple

import numpy as np
from numba import njit, prange

from zeneville.solar.light import (
    BLOCK,
    FASTMATH,
    Hidden,
    Planes,
    Shading,
    cosine_of,
    hidden_of,
    light_on,
    of_an_hour,
    planes_of,
    visible,
)
from zeneville.solar.sky import Sky

Array = np.ndarray[Any, Any]


class Collector(NamedTuple):
    """A collector by ISO 9806, per m2 of gross area.

    ``eta0`` for beam at normal incidence; ``a1`` W/m2K; ``a2`` W/m2K2; ``b0`` of the incidence
    angle modifier of beam; ``diffuse`` that of all other light; ``fluid`` degC, mean of inlet and
    outlet.
    """

    eta0: float
    a1: float
    a2: float
    b0: float
    diffuse: float
    fluid: float


def collector_of(figures: Any) -> Collector:
    """The collector that the figures describe."""
    value = figures.value
    return Collector(
        value("collector_eta0"),
        value("collector_a1"),
        value("collector_a2"),
        (1.0 - value("collector_iam_50")) / (1.0 / cos(radians(50.0)) - 1.0),
        value("collector_iam_diffuse"),
        value("collector_fluid_temperature"),
    )


def collector_yields(
    tilt_deg: Array,
    azimuth_deg: Array,
    sky: Sky,
    collector: Collector,
    shade: Shading | None = None,
) -> Array:
    """(P, 12) kWh of heat per month and m2 of collector on planes.

    Parameters
    ----------
    tilt_deg, azimuth_deg
        (P,) degrees; true azimuth, 180 is south.
    shade
        Of the same planes; None is an open horizon.
    """
    planes = planes_of(tilt_deg, azimuth_deg, sky)
    heat = np.zeros((len(planes.up), 12))
    _heat(planes, sky, hidden_of(shade, sky, len(heat)), collector, heat)
    return heat


@of_an_hour
def collected(cosine, beam, rest, temp_air, collector):  # type: ignore[no-untyped-def]
    """Heat in W/m2 from ``beam`` at ``cosine`` of incidence and the ``rest`` of the light, W/m2."""
    modifier = max(1.0 - collector.b0 * (1.0 / max(cosine, 1e-6) - 1.0), 0.0)
    warmer = collector.fluid - temp_air
    gained = collector.eta0 * (modifier * beam + collector.diffuse * rest)
    return max(gained - collector.a1 * warmer - collector.a2 * warmer * warmer, 0.0)


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
def _heat(planes: Planes, sky: Sky, hidden: Hidden, collector: Collector, heat: Array) -> None:
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
