"""Buildings that are not dwellings: who is there when, electricity, hot water, set-points."""

from __future__ import annotations

from typing import Any

import numpy as np

from zeneville.demand.day_shapes import laid, mean_one
from zeneville.demand.legal_time import LegalTime

Array = np.ndarray[Any, Any]

#: uses with figures of their own; everything else that is no dwelling is ``other``
USES = ("office", "shop", "school", "health", "sports", "workshop", "other")


def which(use: Array, residential: Array) -> Array:
    """(B, U) 1 where the building has that use of :data:`USES`; zeros for dwellings."""
    known = np.array([name if name in USES else "other" for name in use])
    return (known[:, None] == np.array(USES)) & ~residential[:, None].astype(bool)


def occupancy(legal: LegalTime) -> Array:
    """(U, T) share of the full number of persons; schools are empty in their holidays."""
    out = np.array([laid(f"persons_{use}", legal) for use in USES])
    out[USES.index("school"), legal.school_holiday] = 0.0
    return out


def per_use(key: str, figures: Any) -> Array:
    """(U,) figures ``demand_USE_key``."""
    return np.array([figures.value(f"demand_{use}_{key}") for use in USES])


def electricity_shapes(present: Array, figures: Any) -> Array:
    """(U, T) load relative to its annual mean: a stand-by and the rest with the persons."""
    idle = per_use("standby", figures)[:, None]
    load = idle + (1.0 - idle) * present / present.max(axis=1, keepdims=True)
    return np.array([mean_one(row) for row in load])


def hot_water_shapes(present: Array, cold: Array) -> Array:
    """(U, T) heat drawn relative to its annual mean: with the persons, more with colder water."""
    return np.array([mean_one(row * (40.0 - cold)) for row in present])


def setpoints(present: Array, figures: Any) -> Array:
    """(U, T) heating set-point, degC: that of the use while somebody is there and the hour before.

    The room is thus at its set-point when the first persons come.
    """
    soon = np.roll(present, -1, axis=1)
    warm = (present > 0.0) | (soon > 0.0)
    return np.where(
        warm,
        per_use("setpoint", figures)[:, None],
        figures.value("demand_setpoint_other_off"),
    )
