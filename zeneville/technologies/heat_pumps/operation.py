"""What a heat pump is asked for and what it can give: heating curve, output, limits."""

from __future__ import annotations

import numpy as np

from zeneville.technologies.heat_pumps.points import Array, Machine, bilinear

#: spread of supply and return over supply less room of radiators at 70/55 degC in a room at 20 degC
SPREAD_OF_EXCESS = (70.0 - 55.0) / (70.0 - 20.0)


def flow_temperature(
    outdoor_degc: Array | float,
    flow_design_degc: Array | float,
    design_outdoor_degc: float = -9.0,
    room_degc: float = 20.0,
) -> Array:
    """Heating curve: linear from the design flow temperature to the room's, at least 25 degC."""
    share = (room_degc - np.asarray(outdoor_degc)) / (room_degc - design_outdoor_degc)
    flow = room_degc + (np.asarray(flow_design_degc) - room_degc) * np.clip(share, 0.0, 1.0)
    return np.maximum(flow, 25.0)


def capacity_share(
    machine: Machine, outdoor_degc: Array | float, flow_degc: Array | float
) -> Array:
    """Largest heat output over the nominal one, bilinear between tests and constant outside.

    Zero below the coldest outdoor temperature of a test. Outputs above +2 degC are not published
    for controlled compressors; that at +2 degC is kept, which is less than they give.
    """
    flow, outdoor = np.broadcast_arrays(
        np.asarray(flow_degc, dtype=float), np.asarray(outdoor_degc, dtype=float)
    )
    share = bilinear(
        machine.capacity_outdoor_degc, machine.capacity_flow_degc, machine.capacity, flow, outdoor
    )
    return np.where(outdoor < machine.coldest_degc, 0.0, share)


def share_below(limit_degc: float, flow_degc: Array | float, room_degc: float = 20.0) -> Array:
    """Share of the heat that a machine gives when it can heat the water to a limit only.

    The machine heats the return water up to the limit and the backup from there to the flow
    temperature; the return is below the flow by the spread of 70/55 degC radiators in proportion.
    """
    flow = np.asarray(flow_degc, dtype=float)
    spread = SPREAD_OF_EXCESS * np.maximum(flow - room_degc, 1.0)
    return np.clip((limit_degc - (flow - spread)) / spread, 0.0, 1.0)
