"""Heating set-points of dwellings: the mean of households that set back and those that do not."""

from __future__ import annotations

from typing import Any

import numpy as np

from zeneville.demand.legal_time import WORKDAY, LegalTime

Array = np.ndarray[Any, Any]

#: clock hours of the night, and of the absence of workdays (Th-BCE rules, RT 2012: 10 to 18 h)
NIGHT = (22, 6)
ABSENCE = (10, 18)


def dwelling_setpoint(legal: LegalTime, figures: Any) -> Array:
    """(T,) degC.

    Some households set back at night, some in the absence of workdays, some both, most neither.
    A building gets the mean set-point of the mixture: a zone per kind of household would multiply
    the zones for a difference within the spread of the shares.
    """
    value = figures.value
    night = (legal.hour >= NIGHT[0]) | (legal.hour < NIGHT[1])
    absence = (legal.hour >= ABSENCE[0]) & (legal.hour < ABSENCE[1]) & (legal.day == WORKDAY)
    share = value("demand_setback_night_share") * night
    share = share + value("demand_setback_absence_share") * absence
    return np.asarray(value("demand_setpoint_day") - value("demand_setback") * share)
