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

from zeneville.solar.kernels import heat_by_month
from zeneville.solar.light import Shading, hidden_of, planes_of
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
    pitch: Array | None = None,
) -> Array:
    """(P, 12) kWh of heat per month and m2 of collector on planes.

    Parameters
    ----------
    tilt_deg, azimuth_deg
        (P,) degrees; true azimuth, 180 is south.
    shade
        Of the same planes; None is an open horizon.
    pitch
        (P,) of rows that shade one another, slant lengths of a collector; 0 or None: no rows.
    """
    planes = planes_of(tilt_deg, azimuth_deg, sky, pitch)
    heat = np.zeros((len(planes.up), 12))
    heat_by_month(planes, sky, hidden_of(shade, sky, len(heat)), collector, heat)
    return heat
