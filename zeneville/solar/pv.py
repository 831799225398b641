"""Photovoltaics: hourly alternating current of planes from the light on them.

The chain is that of PVWatts (Dobos 2014, NREL/TP-6A20-62641) with the models of pvlib:

    effective light  beam K(t) + sky + ground, K the physical model of incidence (De Soto 2006)
    cell             Sandia's model (King 2004), by how the modules are mounted
    direct current   effective light (1 + gamma (cell - 25 degC)) (1 - losses)
    inverter         PVWatts' curve, cut at its rating

Yields are those of the mean year of the panels' life, see :mod:`zeneville.solar.losses`.
"""

from __future__ import annotations

from math import exp, sqrt
from typing import Any, NamedTuple

import numpy as np
from numba import njit, prange
from pvlib.temperature import TEMPERATURE_MODEL_PARAMETERS

from zeneville.solar.light import (
    BLOCK,
    FASTMATH,
    Hidden,
    Incident,
    Planes,
    Shading,
    cosine_of,
    hidden_of,
    light_on,
    month_light,
    of_an_hour,
    planes_of,
    visible,
)
from zeneville.solar.losses import mean_year_losses
from zeneville.solar.sky import Sky

Array = np.ndarray[Any, Any]

#: Sandia's parameters of modules close to a pitched roof, and on racks in the open
MOUNTINGS = ("close_mount_glass_glass", "open_rack_glass_glass")
#: glass of a module: refraction, extinction in 1/m, thickness in m (De Soto 2006; pvlib's defaults)
REFRACTION, EXTINCTION, THICKNESS = 1.526, 4.0, 0.002
#: degC and W/m2 of standard test conditions
CELL_REFERENCE, LIGHT_REFERENCE = 25.0, 1000.0
#: PVWatts' inverter: efficiency = nominal / REFERENCE (SLOPE z + CONSTANT + OWN / z) at load z
SLOPE, CONSTANT, OWN, REFERENCE = -0.0162, 0.9858, -0.0059, 0.9637


class Module(NamedTuple):
    """What turns light into current, a kWp: by mounting and hour, and the same for all.

    ``warming`` (mounting, H) K per W/m2; ``coefficient`` 1/K; ``kept`` share after losses;
    ``nominal`` efficiency of the inverter, rated as the modules.
    """

    warming: Array
    coefficient: float
    kept: float
    nominal: float


class Year(NamedTuple):
    """What planes give in a year.

    Attributes
    ----------
    hourly
        (P, T) float32 kWh per kWp; (0, T) where not asked for.
    monthly
        (P, 12) kWh per kWp.
    incident
        Monthly light on the planes.
    """

    hourly: Array
    monthly: Array
    incident: Incident


def module_of(sky: Sky, figures: Any) -> Module:
    """The modules of a district from its figures."""
    warming = np.empty((len(MOUNTINGS), len(sky.hour)))
    for row, name in enumerate(MOUNTINGS):
        given = TEMPERATURE_MODEL_PARAMETERS["sapm"][name]
        warming[row] = np.exp(given["a"] + given["b"] * sky.wind) + given["deltaT"] / 1000.0
    return Module(
        warming,
        figures.value("solar_temperature_coefficient"),
        1.0 - mean_year_losses(figures),
        figures.value("solar_inverter_efficiency"),
    )


def pv_yields(
    tilt_deg: Array,
    azimuth_deg: Array,
    sky: Sky,
    figures: Any,
    shade: Shading | None = None,
    open_rack: Array | None = None,
) -> Array:
    """(P, T) float32 kWh per kWp and hour of planes; arguments of :func:`pv_year`."""
    return pv_year(tilt_deg, azimuth_deg, sky, figures, shade, open_rack).hourly


def pv_year(
    tilt_deg: Array,
    azimuth_deg: Array,
    sky: Sky,
    figures: Any,
    shade: Shading | None = None,
    open_rack: Array | None = None,
    hourly: bool = True,
) -> Year:
    """What planes of modules give, hour by hour and by month, with the light on them.

    Parameters
    ----------
    tilt_deg, azimuth_deg
        (P,) degrees, of the modules; true azimuth, 180 is south.
    sky
        The hours of the year.
    figures
        Losses, temperature coefficient and inverter by key.
    shade
        Of the same planes; None is an open horizon.
    open_rack
        (P,) bool: modules on racks, as on flat roofs; otherwise close to the roof. None: no racks.
    hourly
        Whether the hours are kept.
    """
    planes = planes_of(tilt_deg, azimuth_deg, sky)
    count = len(planes.up)
    racks = np.zeros(count) if open_rack is None else np.asarray(open_rack)
    hours = np.zeros((count if hourly else 0, sky.hours), dtype=np.float32)
    monthly, total, unshaded = (np.zeros((count, 12)) for _ in range(3))
    _pv(
        planes,
        racks.astype(np.int64),
        sky,
        hidden_of(shade, sky, count),
        module_of(sky, figures),
        hourly,
        hours,
        monthly,
        total,
        unshaded,
    )
    return Year(hours, monthly, Incident(total, unshaded))


@of_an_hour
def absorbed(path):  # type: ignore[no-untyped-def]
    """exp(-path) for the optical path in the glass, at most 0.011: series, error below 1e-14."""
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


#: what enters at normal incidence
NORMAL = (1.0 - ((REFRACTION - 1.0) / (REFRACTION + 1.0)) ** 2) * exp(-EXTINCTION * THICKNESS)


@of_an_hour
def power(effective, incident, temp_air, warming, module):  # type: ignore[no-untyped-def]
    """Alternating current per kWp, kW, of effective and incident light, W/m2."""
    cell = temp_air + warming * incident
    load = effective / LIGHT_REFERENCE * (1.0 + module.coefficient * (cell - CELL_REFERENCE))
    load *= module.kept
    given = module.nominal / REFERENCE * ((SLOPE * load + CONSTANT) * load + OWN)
    return max(min(given, module.nominal), 0.0)


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


@njit(parallel=True, cache=True, fastmath=FASTMATH, error_model="numpy")
def _pv(
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
                    hourly[p, sky.hour[t]] = given[t]
