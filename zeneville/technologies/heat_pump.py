"""Air-water heat pumps: COP, output in the cold, and the flow temperature they must reach."""

from __future__ import annotations

from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]

#: COP = c0 + c1 dT + c2 dT2, Ruhnau, Hirth and Praktiknjo (2019), When2Heat, air source
COEFFICIENTS = (6.08, -0.0941, 0.000464)
LEAST_LIFT_K = 15.0
FIELD_FACTOR = 0.85


def cop(flow_degc: Array | float, outdoor_degc: Array | float) -> Array:
    """Coefficient of performance in the field.

    Parameters
    ----------
    flow_degc, outdoor_degc
        Flow temperature of the heating water and outdoor air temperature in degC; broadcast.

    Returns
    -------
    array of floats, at least 1.

    References
    ----------
    Ruhnau O., Hirth L., Praktiknjo A. (2019), Time series of heat demand and heat pump efficiency,
    Scientific Data 6:189: quadratic fit of manufacturers' data and field factor 0.85.
    """
    lift = np.maximum(np.asarray(flow_degc) - np.asarray(outdoor_degc), LEAST_LIFT_K)
    c0, c1, c2 = COEFFICIENTS
    return np.maximum((c0 + c1 * lift + c2 * lift**2) * FIELD_FACTOR, 1.0)


def capacity_share(outdoor_degc: Array | float, slope_per_k: float) -> Array:
    """Largest heat output over the nominal one (that at +7 degC), 0.3 to 1.2.

    Linear in the outdoor temperature (degC) with ``slope_per_k``.
    """
    return np.clip(1.0 + slope_per_k * (np.asarray(outdoor_degc) - 7.0), 0.3, 1.2)


def flow_temperature(
    outdoor_degc: Array | float,
    flow_design_degc: Array | float,
    design_outdoor_degc: float = -9.0,
    room_degc: float = 20.0,
) -> Array:
    """Heating curve: linear from the design flow temperature to the room's, at least 25 degC."""
    share = (room_degc - np.asarray(outdoor_degc)) / (room_degc - design_outdoor_degc)
    flow = room_degc + (np.asarray(flow_design_degc) - room_degc) * np.clip(share, 0.0, 1.0)
    return np.maximum(flow, 25.0)
