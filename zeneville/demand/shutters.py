"""Shutters and blinds that people close against the sun in summer."""

from __future__ import annotations

from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]


def left(incident: Array, running_mean: Array, value: Any) -> Array:
    """Share of the light (T, P) that shutters leave to glass.

    In the warm season, by the running mean outdoors, part of them is closed while the sun on their
    plane exceeds a limit (EN ISO 13790 clause 11.4.3: 300 W/m2).

    Parameters
    ----------
    incident
        (T, P) W/m2 on the planes.
    running_mean
        (T,) degC outdoors.
    """
    summer = running_mean[:, None] > value("demand_shutter_season")
    closed = summer & (incident > value("demand_shutter_sun"))
    kept_out = value("demand_shutter_share") * (1.0 - value("demand_shutter_passes"))
    return 1.0 - kept_out * closed
