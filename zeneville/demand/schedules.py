"""Weekly schedules (168 hours from Monday 0 h) of set-points, gains, hot water, electricity."""

from __future__ import annotations

from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]

OPEN = {
    "office": (8, 18, 5),
    "shop": (9, 19, 6),
    "school": (8, 17, 5),
    "health": (0, 24, 7),
    "sports": (9, 22, 7),
    "workshop": (7, 17, 5),
}

#: share of a day's hot water by hour; morning and evening draw-offs as in EN 16147 profile M
HOT_WATER = np.array(
    [0, 0, 0, 0, 0, 2, 10, 14, 9, 5, 4, 5, 6, 4, 2, 2, 3, 4, 7, 9, 7, 4, 2, 1], dtype=float
)
#: share of a day's electricity by hour; shape of Enedis profile RES1, smoothed
ELECTRICITY = np.array(
    [
        33,
        30,
        28,
        27,
        27,
        29,
        34,
        40,
        42,
        41,
        41,
        44,
        48,
        44,
        40,
        39,
        40,
        44,
        51,
        57,
        57,
        53,
        46,
        39,
    ],
    dtype=float,
)


def open_hours(use: str) -> Array:
    """(168,) 1 while a building of that use is occupied; dwellings always."""
    week = np.zeros((7, 24))
    start, end, days = OPEN.get(use, (0, 24, 7))
    week[:days, start:end] = 1.0
    return week.ravel()


def setpoints(use: str, day: float, night: float, off: float) -> Array:
    """(168,) heating set-point in degC."""
    if use in OPEN:
        return np.where(open_hours(use) > 0, day, off)
    hour = np.arange(168) % 24
    return np.where((hour >= 6) & (hour < 22), day, night)
