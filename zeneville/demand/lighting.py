"""When dwellings are lit: while it is dark and people are up."""

from __future__ import annotations

from typing import Any

import numpy as np

from zeneville.demand.legal_time import LegalTime
from zeneville.demand.schedules import NIGHT

Array = np.ndarray[Any, Any]


def lit_hours(legal: LegalTime, night: Array) -> Array:
    """(T,) share of the hour in which lamps are on; ``night`` is that with the sun down.

    The year adds up to about the 1 500 h of the decree of 31 March 2021 in zone H1 (3CL-DPE 2021,
    chapter 16.1).
    """
    up = (legal.hour >= NIGHT[1]) & (legal.hour < NIGHT[0])
    return np.asarray(night * up)


def by_month(annual: Array, legal: LegalTime, night: Array) -> Array:
    """(B, 12) kWh of lighting by month from ``annual`` (B,) kWh a year."""
    lit = np.bincount(legal.month - 1, weights=lit_hours(legal, night), minlength=12)
    return np.asarray(annual[:, None] * lit / lit.sum())
