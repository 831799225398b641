"""Performance of a heat pump of a size over given hours, from the hourly tables."""

from __future__ import annotations

import numpy as np

from zeneville.technologies.heat_pumps.performance import at_load
from zeneville.technologies.heat_pumps.points import KINDS, Array
from zeneville.technologies.heat_pumps.tables import Tables


def space_heating(
    tables: Tables, kind: str, heat_kwh: Array, size_kw: float, flow_design_degc: float
) -> float:
    """Heat over electricity of machine and backup; 1 without heat.

    Parameters
    ----------
    kind
        One of :data:`KINDS`.
    heat_kwh
        (T,) useful heat of the hours of the tables.
    size_kw
        Nominal output.
    flow_design_degc
        Flow temperature at the design outdoor temperature.
    """
    number, nodes = KINDS.index(kind), tables.flow_degc
    after = int(np.clip(np.searchsorted(nodes, flow_design_degc), 1, len(nodes) - 1))
    step = nodes[after] - nodes[after - 1]
    toward = float(np.clip((flow_design_degc - nodes[after - 1]) / step, 0.0, 1.0))

    def between(table: Array) -> Array:
        below, above = table[number, after - 1], table[number, after]
        return (1.0 - toward) * below + toward * above

    most = size_kw * between(tables.capacity)
    pumped = np.minimum(heat_kwh, most)
    load = np.divide(pumped, most, out=np.zeros_like(most), where=most > 0.0)
    cop = at_load(
        load,
        between(tables.cop_full),
        between(tables.cop_part),
        tables.tested_load[number],
        float(tables.least_load[number]),
        float(tables.degradation[number]),
    )
    used = float((pumped / cop + heat_kwh - pumped).sum())
    return float(heat_kwh.sum()) / used if used > 0.0 else 1.0


def hot_water(tables: Tables, kind: str, heat_kwh: Array) -> float:
    """Heat over electricity of hot water (T,); 1 without any."""
    used = float((heat_kwh / tables.cop_hot_water[KINDS.index(kind)]).sum())
    return float(heat_kwh.sum()) / used if used > 0.0 else 1.0
