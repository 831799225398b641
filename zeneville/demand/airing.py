"""Air through leaks and open windows: EN ISO 13789 and EN 16798-7."""

from __future__ import annotations

from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]

#: EN 16798-7 table 11
WIND, STACK = 0.001, 0.0035  # 1/(m/s), (m/s)/(m K)
DENSITY, GRAVITY, KELVIN_ROOM = 1.2, 9.81, 293.0  # kg/m3, m/s2, K
DISCHARGE = 0.67  # of windows
PRESSURE = 0.75  # difference of pressure coefficients between facades


#: coefficients e and f of EN ISO 13789:2007 annex C: several facades exposed, moderate shielding
EXPOSURE, EXPOSURE_UNBALANCED = 0.07, 15.0
TO_50_PA = (50.0 / 4.0) ** (2.0 / 3.0)


def infiltration(leak_at_4_pa: Array, unbalanced: Array) -> Array:
    """m3/h that wind and warmth drive through leaks beside a ventilation system.

    EN ISO 13789:2007 annex C, also the decree of 31 March 2021: V e / (1 + f/e (dV / V)^2) with V
    the leak at 50 Pa; a system that only extracts holds the building under pressure and lets
    less in through the leaks.

    Parameters
    ----------
    leak_at_4_pa
        Through envelope and inlets, m3/h at 4 Pa; the exponent of leaks is 2/3.
    unbalanced
        Extracted less supplied, m3/h.
    """
    leak = np.maximum(np.asarray(leak_at_4_pa, dtype=float) * TO_50_PA, 1e-9)
    held = EXPOSURE_UNBALANCED / EXPOSURE * (np.asarray(unbalanced) / leak) ** 2
    return np.asarray(leak * EXPOSURE / (1.0 + held))


def natural(temp_air: Array, wind: Array, room_degc: float, value: Any) -> Array:
    """Natural ventilation by hour (T,) over its conventional flow: vents high and low.

    The pressure of warmth, rho g h dT / T, and of wind, rho/2 dC_p u^2, drive it with the power 1/2
    of openings (EN 16798-7). The mean weighted by room less outdoors is one, so that the loss of a
    season is that of the conventional flow.

    Parameters
    ----------
    temp_air, wind
        (T,) degC and m/s at 10 m.
    room_degc
        Indoors.
    """
    difference = room_degc - temp_air
    warmth = DENSITY * GRAVITY * value("demand_vents_height") * np.abs(difference) / KELVIN_ROOM
    speed = value("demand_wind_on_site") * wind
    drive = np.sqrt(warmth + 0.5 * DENSITY * PRESSURE * speed**2)
    weight = np.maximum(difference, 0.0)
    mean = (weight * drive).sum() / max(weight.sum(), 1e-9)
    return np.asarray(drive / max(mean, 1e-9))


def single_sided(area: Array, wind: float, height: float, difference: float) -> Array:
    """m3/h through windows of one side, or of rooms with doors closed.

    Parameters
    ----------
    area
        Open area, m2.
    wind
        Speed on the spot, m/s.
    height
        Of the openings, m.
    difference
        Indoors less outdoors, K.

    Notes
    -----
    EN 16798-7:2017 clause 6.4.3.5: 3600 A/2 sqrt(max(0.001 u^2, 0.0035 h |dT|)).
    """
    drive = max(WIND * wind**2, STACK * height * abs(difference))
    return np.asarray(1800.0 * area * np.sqrt(drive))


def crossing(area: Array, wind: float, height: float, difference: float) -> Array:
    """m3/h across a dwelling whose open area lies half and half on two opposite sides.

    EN 16798-7:2017: 3600 sqrt((C_D A_cross u)^2 dC_p + (A/2)^2 0.0035 h |dT|), the two halves in
    series.
    """
    across = 0.5 * area / np.sqrt(2.0)
    wind_part = (DISCHARGE * across * wind) ** 2 * PRESSURE
    stack_part = (0.5 * area) ** 2 * STACK * height * abs(difference)
    return np.asarray(3600.0 * np.sqrt(wind_part + stack_part))
