"""Electric power of ventilation fans, by system."""

from __future__ import annotations

from typing import Any

import numpy as np
import xarray as xr

Array = np.ndarray[Any, Any]

#: the flow of the decree for self-regulating fans from 2013, m3/h per m2 of floor
RECENT_FLOW = 1.32


def fan_power(envelope: xr.Dataset, figures: Any) -> Array:
    """(B, P) kW of fans, drawn in every hour.

    The system is read from the air flows of the envelope: heat recovery is balanced ventilation; a
    package that changes the flow without it is humidity-controlled extraction; today's extraction
    is self-regulating, and natural where the flow is that of ducts. Houses have the mean power by
    dwelling of the decree of 31 March 2021, blocks and other uses its power by m3/h.
    """
    value = figures.value
    flow = envelope["ventilation_m3_per_h"].to_numpy()
    floor = envelope["heated_area_m2"].to_numpy()[:, None]
    dwellings = envelope["dwellings"].to_numpy()[:, None]
    recovery = envelope["heat_recovery"].to_numpy()
    per_floor = flow / np.maximum(floor, 1e-9)
    kept = np.abs(flow - flow[:, :1]) < 1e-9 * np.maximum(flow, 1.0)
    system = np.select(
        [
            recovery > 0.0,
            ~kept,
            per_floor >= value("fan_natural_from"),
            per_floor <= RECENT_FLOW + 1e-9,
        ],
        [0, 1, 2, 3],
        4,
    )
    house = np.array(
        [
            value("fan_house_balanced"),
            value("fan_house_hygro"),
            0.0,
            value("fan_house_single_flow_recent"),
            value("fan_house_single_flow"),
        ]
    )
    block = np.array(
        [
            value("fan_block_balanced"),
            value("fan_block_single_flow_recent"),
            0.0,
            value("fan_block_single_flow_recent"),
            value("fan_block_single_flow"),
        ]
    )
    watts = np.where(dwellings == 1, house[system] * dwellings, block[system] * flow)
    return watts / 1000.0
