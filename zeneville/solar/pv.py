"""Photovoltaics: hourly alternating current of planes from the light on them.

The chain is that of PVWatts (Dobos 2014, NREL/TP-6A20-62641) with the models of pvlib:

    effective light  beam K(t) + sky + ground, K the physical model of incidence (De Soto 2006)
    cell             Sandia's model (King 2004), by how the modules are mounted
    direct current   effective light (1 + gamma (cell - 25 degC)) (1 - losses)
    inverter         PVWatts' curve, cut at its rating

Yields are those of the mean year of the panels' life, see :mod:`zeneville.solar.losses`.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from pvlib.temperature import TEMPERATURE_MODEL_PARAMETERS

from zeneville.solar.kernels import current_by_hour
from zeneville.solar.light import Incident, Shading, hidden_of, planes_of
from zeneville.solar.losses import mean_year_losses
from zeneville.solar.sky import Sky

Array = np.ndarray[Any, Any]

#: Sandia's parameters of modules close to a pitched roof, and on racks in the open
MOUNTINGS = ("close_mount_glass_glass", "open_rack_glass_glass")


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
    pitch: Array | None = None,
) -> Array:
    """(P, T) float32 kWh per kWp and hour of planes; arguments of :func:`pv_year`."""
    return pv_year(tilt_deg, azimuth_deg, sky, figures, shade, open_rack, pitch).hourly


def pv_year(
    tilt_deg: Array,
    azimuth_deg: Array,
    sky: Sky,
    figures: Any,
    shade: Shading | None = None,
    open_rack: Array | None = None,
    pitch: Array | None = None,
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
    pitch
        (P,) of rows that shade one another, slant lengths of a module; 0 or None: no rows.
    hourly
        Whether the hours are kept.
    """
    planes = planes_of(tilt_deg, azimuth_deg, sky, pitch)
    count = len(planes.up)
    racks = np.zeros(count) if open_rack is None else np.asarray(open_rack)
    hours = np.zeros((count if hourly else 0, sky.hours), dtype=np.float32)
    monthly, total, unshaded = (np.zeros((count, 12)) for _ in range(3))
    current_by_hour(
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
