"""Losses of hot water and of generators that heat the dwelling (3CL-DPE 2021, section 9.1.1)."""

from __future__ import annotations

from typing import Any

import numpy as np

from zeneville.demand.dpe import auxiliaries

Array = np.ndarray[Any, Any]

USEFUL = 0.48  # of the losses inside the heated space, while heating
YEAR_H = 8760.0
HOT_WATER_HOURS = 1790.0
#: share of the losses at rest through the casing, with a fan or balanced flue and without
CASING_FAN, CASING = 0.75, 0.5


def distribution_kwh(
    need_kwh: Array | float, heating_hours: Array, collective: Array | bool
) -> Array:
    """Recovered from hot-water pipes, kWh by month (..., 12).

    Parameters
    ----------
    need_kwh
        Hot-water need a year that the installation supplies.
    heating_hours
        Of each month, (..., 12).
    collective
        Pipes of the block lie in the heated space beside those of the dwelling.
    """
    lost = auxiliaries.INDIVIDUAL_LOSS + np.where(collective, auxiliaries.COLLECTIVE_LOSS, 0.0)
    yearly = np.asarray(lost * np.asarray(need_kwh))
    return USEFUL * heating_hours * yearly[..., None] / YEAR_H


def storage_kwh(tank_loss_wh: Array | float, heating_hours: Array) -> Array:
    """Recovered from a tank in the heated space, kWh by month (..., 12)."""
    lost = np.asarray(tank_loss_wh, dtype=float)[..., None] / 1000.0
    return USEFUL * heating_hours * lost / YEAR_H


def generator_kwh(
    standby_kw: Array | float,
    power_kw: Array | float,
    need_before_kwh: Array,
    heating_hours: Array,
    heats: bool,
    heats_water: bool,
    fan: Array | bool = False,
) -> Array:
    """Recovered from a burner in the heated space, kWh by month (..., 12).

    The decree gives Wh from losses at rest that its reference engine takes in kW, so that they are
    a thousandth of what the heat would be; official certificates agree with that, so does this.

    Parameters
    ----------
    need_before_kwh
        Heating need by month before recovered losses, (..., 12).
    """
    power = np.asarray(power_kw, dtype=float)[..., None]
    hours = np.zeros_like(heating_hours)
    if heats:
        hours = hours + 1.3 * need_before_kwh / (0.3 * power)
    if heats_water:
        hours = hours + heating_hours * HOT_WATER_HOURS / YEAR_H
    casing = np.where(fan, CASING_FAN, CASING)[..., None]
    lost_wh = casing * np.asarray(standby_kw)[..., None] * np.minimum(heating_hours, hours)
    return np.asarray(USEFUL * lost_wh / 1000.0)
