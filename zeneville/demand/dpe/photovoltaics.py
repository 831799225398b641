"""Photovoltaic production and what of it the dwelling uses (3CL-DPE 2021, section 16.2)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from zeneville.demand.dpe import tables

Array = np.ndarray[Any, Any]

MODULE_M2 = 1.6
MODULE_EFFICIENCY = 0.17
LOSS_FACTOR = 0.86
#: electricity of movable appliances and, in blocks, light of common parts, kWh/(m2 a)
APPLIANCES_HOUSE, APPLIANCES_BLOCK, COMMON_LIGHT = 29.0, 27.0, 1.1


def faces(tilt: int | None, orientation: int | None) -> bool:
    """Whether the table of the method has panels of this tilt and orientation."""
    return (
        tables.number("pv_orientation", "factor", tilt_id=tilt, orientation_id=orientation)
        is not None
    )


def production_kwh(area_m2: Array | float, tilt: int, orientation: int, zone: int) -> Array:
    """Production a year, kWh.

    Parameters
    ----------
    area_m2
        Modules of one tilt and orientation.
    tilt
        1 up to 15 degrees, 2 up to 45, 3 up to 75, 4 above.
    orientation
        1 east, 2 south-east, 3 south, 4 south-west, 5 west.
    zone
        1 to 8 for H1a to H3.
    """
    factor = tables.number("pv_orientation", "factor", tilt_id=tilt, orientation_id=orientation)
    if factor is None:
        raise KeyError(f"pv_orientation has no tilt {tilt}, orientation {orientation}")
    sun = sum(
        float(row["kwh_per_m2"])
        for row in tables.rows("pv_irradiation")
        if row["zone"] == str(zone)
    )
    return np.asarray(factor * np.asarray(area_m2) * MODULE_EFFICIENCY * LOSS_FACTOR * sun)


def other_electricity_kwh(area_m2: Array | float, house: Array | bool) -> Array:
    """Electricity of appliances and common light, kWh, that shares in the production."""
    per_m2 = np.where(house, APPLIANCES_HOUSE, APPLIANCES_BLOCK + COMMON_LIGHT)
    return per_m2 * np.asarray(area_m2)


def self_consumed_kwh(
    production: Array | float, electricity: Mapping[str, Array | float]
) -> dict[str, Array]:
    """Production used by each use, kWh.

    The share of the electricity that is self-produced is 1 / (1 / Tcv + 1 / Tapl): Tcv production
    over consumption, Tapl its limit, the mean of the uses' limits weighted by their consumption.

    Parameters
    ----------
    electricity
        kWh by use, keys of ``pv_self_consumption.csv``: heating, hot_water, cooling, lighting,
        ventilation, distribution, other.
    """
    limit = {row["use"]: float(row["share"]) for row in tables.rows("pv_self_consumption")}
    total = sum((np.asarray(kwh, dtype=float) for kwh in electricity.values()), np.asarray(0.0))
    part = {use: limit[use] * np.asarray(kwh) for use, kwh in electricity.items()}
    reachable = sum(part.values(), np.asarray(0.0))
    made = np.asarray(production, dtype=float)
    active = (made > 0.0) & (reachable > 0.0)
    safe = np.where(active, made, 1.0)
    cap = np.where(active, reachable, 1.0)
    used = np.where(active, total / (total / safe + total / cap), 0.0)
    return {use: used * kwh / cap for use, kwh in part.items()}
