"""The part of each hour in which the sun is down."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
import pvlib

Array = np.ndarray[Any, Any]

#: parts of the hour for which the sun is placed
SUB_STEPS = 4


def night_share(time: pd.DatetimeIndex, place: Mapping[str, Any], elevation: float = 0.0) -> Array:
    """(T,) share of each hour, stamps in fixed UTC+1, with the sun below ``elevation``, degrees.

    ``place`` has ``latitude`` and ``longitude`` in degrees.
    """
    offsets = pd.to_timedelta((np.arange(SUB_STEPS) + 0.5) / SUB_STEPS, unit="h")
    fine = np.add.outer(time.to_numpy(), offsets.to_numpy()).ravel()
    moments = pd.DatetimeIndex(fine).tz_localize("Etc/GMT-1").tz_convert("UTC")
    sun = pvlib.solarposition.get_solarposition(
        moments, place["latitude"], place["longitude"], method="ephemeris"
    )
    dark = sun["elevation"].to_numpy() < elevation
    return np.asarray(dark.reshape(len(time), SUB_STEPS).mean(axis=1))
