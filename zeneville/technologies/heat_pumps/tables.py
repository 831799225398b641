"""What a decision needs of heat pumps: hourly tables by kind and design flow temperature.

The flow temperature of an hour follows from the outdoor temperature and the design flow
temperature of building and package alone, so a table over some of the latter serves every
building; between them COP and output are linear.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from zeneville.technologies.heat_pumps.operation import (
    capacity_share,
    flow_temperature,
    share_below,
)
from zeneville.technologies.heat_pumps.performance import cop, tested_load
from zeneville.technologies.heat_pumps.points import KINDS, Array, Machine, machine
from zeneville.technologies.heat_pumps.sources import Figures

#: design flow temperatures of the tables, degC
FLOW_NODES = np.arange(25.0, 75.1, 2.5)
#: heat from the machine below this share is heat from the backup
LEAST_SHARE = 0.05


@dataclass(frozen=True)
class Tables:
    """Kinds K, design flow temperatures F, hours T."""

    flow_degc: Array  # (F,)
    cop_full: Array  # (K, F, T) in the field, at the largest output
    cop_part: Array  # (K, F, T) in the field, at the load of the part-load tests
    capacity: Array  # (K, F, T) largest output over nominal
    tested_load: Array  # (K, T)
    cop_hot_water: Array  # (K, T)
    least_load: Array  # (K,)
    degradation: Array  # (K,)


def tables(outdoor_degc: Array, source_degc: Array, figures: Figures) -> Tables:
    """Tables of every kind.

    Parameters
    ----------
    outdoor_degc
        (T,) hours asked for.
    source_degc
        (K, T) from :func:`sources.source_temperatures`, at the same hours.
    """
    value = figures.value
    flow = flow_temperature(outdoor_degc, FLOW_NODES[:, None], value("design_outdoor_temperature"))
    water = np.full((1, len(outdoor_degc)), value("hp_hot_water_flow"))
    full: list[Array] = []
    part: list[Array] = []
    share, hot = [], []
    for kind, source in zip(KINDS, source_degc, strict=True):
        pump, limit = machine(kind), value(f"hp_{kind}_flow_max")
        heat = np.maximum(share_below(limit, flow), LEAST_SHARE)
        share.append(capacity_share(pump, outdoor_degc, np.minimum(flow, limit)) / heat)
        reached = np.minimum(flow, limit)
        for out, alone in zip(
            (full, part), field_cops(pump, reached, source, outdoor_degc, figures), strict=True
        ):
            out.append(1.0 / (heat / alone + 1.0 - heat))
        drawn, _ = field_cops(pump, np.minimum(water, limit), source, outdoor_degc, figures)
        hot.append(np.where(outdoor_degc < pump.coldest_degc, 1.0, drawn[0]))
    machines = [machine(kind) for kind in KINDS]
    return Tables(
        flow_degc=FLOW_NODES,
        cop_full=np.stack(full),
        cop_part=np.stack(part),
        capacity=np.stack(share),
        tested_load=np.stack([tested_load(pump, outdoor_degc) for pump in machines]),
        cop_hot_water=np.stack(hot),
        least_load=np.array([pump.least_load for pump in machines]),
        degradation=np.array([value(f"hp_{kind}_degradation") for kind in KINDS]),
    )


def field_cops(
    pump: Machine, flow_degc: Array, source_degc: Array, outdoor_degc: Array, figures: Figures
) -> tuple[Array, Array]:
    """COP in a building at the largest output and at the load of the part-load tests.

    That of the test bench, calibrated to the declared SCOP, times a field factor. A well pump
    draws its own electricity beside it. At least 1: the backup heater is there. Where full load is
    not tested (mild weather, small lifts) it is no better than part load.
    """
    value = figures.value
    factor = value(f"hp_{pump.kind}_calibration") * value("hp_field_factor")
    wells = value("hp_well_pump") if pump.kind == "water" else 0.0
    full, part = (
        np.maximum(
            1.0 / (1.0 / (factor * cop(pump, layer, flow_degc, source_degc, outdoor_degc)) + wells),
            1.0,
        )
        for layer in (pump.full, pump.part)
    )
    return np.minimum(full, part), part
