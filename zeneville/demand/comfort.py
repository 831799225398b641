"""Summer comfort: limits of the degree-hours of discomfort (DH) of RE2020."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

Array = np.ndarray[Any, Any]

#: degC h: comfortable up to the first, against the rule above the second (RE2020, houses)
THRESHOLDS = (350.0, 1250.0)
NEVER_DEGC = 1e4
#: weight of yesterday's running mean in today's, EN 16798-1 annex B
MEMORY = 0.8
#: comfort temperature 0.33 T + 18.8 and 3 K of category II above it, EN 16798-1 annex B
SLOPE, LEVEL, CATEGORY_II = 0.33, 18.8, 3.0
LOWEST, HIGHEST = 26.0, 28.0  # degC by day; by night always the lowest (RE2020)
#: running mean outdoors above which discomfort is counted (RE2020)
SEASON_DEGC = 16.0
NIGHT = (22, 7)
#: hours of absence from dwellings, by day from Monday
AWAY = {0: (10, 18), 1: (10, 18), 2: (10, 14), 3: (10, 18), 4: (10, 18)}


def running_mean(temp_air: Array) -> Array:
    """Running mean outdoors (T,), degC: the same all day, from the days before.

    EN 16798-1:2019 annex B: T_rm = 0.2 T_(d-1) + 0.8 T_rm(d-1), daily means; the year follows upon
    itself.

    Parameters
    ----------
    temp_air
        (T,) degC by hour, whole days.
    """
    daily = np.asarray(temp_air, dtype=float).reshape(-1, 24).mean(axis=1)
    mean = float(daily.mean())
    out = np.empty_like(daily)
    for turn in range(2):
        for day in range(len(daily)):
            if turn:
                out[day] = mean
            mean = (1.0 - MEMORY) * daily[day] + MEMORY * mean
    return np.repeat(out, 24)


def adaptive(running: Any) -> Any:
    """Highest comfortable temperature by day, degC, from the running mean outdoors, degC.

    Upper limit of category II, 0.33 T_rm + 18.8 + 3 (EN 16798-1 annex B), held between 26 and 28
    degC (RE2020). The coefficients of RE2020's own method were not at hand; it gives the bounds.
    """
    return np.clip(SLOPE * np.asarray(running) + LEVEL + CATEGORY_II, LOWEST, HIGHEST)


def neighbours(running: Array, setpoint_degc: Array | float) -> Array:
    """Temperature of neighbours (T,), degC: the neutral adaptive one, 0.33 T_rm + 18.8 (EN 16798-1
    annex B), in the season of discomfort where it is above their set-point, else the set-point."""
    warm = np.maximum(SLOPE * running + LEVEL, setpoint_degc)
    return np.where(running > SEASON_DEGC, warm, setpoint_degc)


def at_home(time: pd.DatetimeIndex) -> Array:
    """(T,) whether a dwelling is occupied in the conventional week."""
    day, hour = time.dayofweek.to_numpy(), time.hour.to_numpy()
    start = np.array([AWAY.get(number, (24, 24))[0] for number in range(7)])[day]
    stop = np.array([AWAY.get(number, (24, 24))[1] for number in range(7)])[day]
    return (hour < start) | (hour >= stop)


def limit(temp_air: Array, time: pd.DatetimeIndex) -> Array:
    """Operative temperature (T,), degC, above which degree-hours of dwellings count.

    Out of reach while nobody is at home and while the running mean outdoors is below 16 degC.
    """
    running = running_mean(temp_air)
    hour = time.hour.to_numpy()
    night = (hour >= NIGHT[0]) | (hour < NIGHT[1])
    degc = np.where(night, LOWEST, adaptive(running))
    return np.where(at_home(time) & (running > SEASON_DEGC), degc, NEVER_DEGC)
