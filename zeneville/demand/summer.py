"""What people do against summer heat and what they bear, laid on a climate."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from zeneville.demand import comfort, shutters
from zeneville.demand.zone import Surroundings

Array = np.ndarray[Any, Any]

#: columns of the boundary behind party walls, and number of facades with windows
PARTY, FACADES = 1, 4


def habits(around: Surroundings, time: Any, setpoint: Array, value: Any) -> Surroundings:
    """Surroundings with shutters closed against the sun, neighbours at the set-point of dwellings
    or as warm as people bear, and the limits of comfort of RE2020.

    Parameters
    ----------
    around
        With the facades first among the planes of ``sun``, in the order of ``through``.
    time
        (T,) stamps of the hours.
    setpoint
        (T,) degC of dwellings, which neighbours keep whatever their own works.
    """
    running = comfort.running_mean(around.temp_air)
    left = shutters.left(np.asarray(around.sun)[:, :FACADES], running, value)
    boundary = np.array(around.boundary, dtype=float)
    boundary[:, PARTY] = comfort.neighbours(running, setpoint)
    return replace(
        around,
        through=around.through * np.tile(left, 4),
        boundary=boundary,
        comfort_limit=comfort.limit(around.temp_air, pd.DatetimeIndex(time)),
    )
