"""COP of a machine by source and flow temperature, and how it changes with load."""

from __future__ import annotations

import numpy as np

from zeneville.technologies.heat_pumps.points import Array, Layer, Machine, bilinear, carnot


def exergy_efficiency(layer: Layer, flow_degc: Array | float, outdoor_degc: Array | float) -> Array:
    """COP over Carnot's, bilinear between the tests of a layer and constant outside them.

    Parameters
    ----------
    flow_degc
        Flow temperature at the source temperature of the tests, degC.
    outdoor_degc
        Outdoor temperature, degC; broadcasts with the flow temperature.
    """
    flow, outdoor = np.broadcast_arrays(
        np.asarray(flow_degc, dtype=float), np.asarray(outdoor_degc, dtype=float)
    )
    return bilinear(layer.outdoor_degc, layer.flow_degc, layer.efficiency, flow, outdoor)


def cop(
    machine: Machine,
    layer: Layer,
    flow_degc: Array | float,
    source_degc: Array | float,
    outdoor_degc: Array | float,
) -> Array:
    """COP of a test bench at the load of a layer.

    The tests of brine and water machines have one source temperature; at another one the exergy
    efficiency is that of the same lift, because it follows the lift (heat exchangers keep their
    temperature differences) more than either temperature. Below the smallest lift of the tests
    nothing is published and the COP stays: on-off machines gain little there (0.09 per K).

    Parameters
    ----------
    flow_degc, source_degc, outdoor_degc
        Temperatures in degC; broadcast. The outdoor temperature only tells which test stands for
        the load and, for air, the source.
    """
    source = np.asarray(source_degc, dtype=float)
    flow = np.maximum(np.asarray(flow_degc, dtype=float), source + machine.least_lift_k)
    tested = source if np.isnan(machine.test_source_degc) else machine.test_source_degc
    as_tested = flow - source + tested
    return exergy_efficiency(layer, as_tested, outdoor_degc) * carnot(flow, source)


def tested_load(machine: Machine, outdoor_degc: Array | float) -> Array:
    """Share of the largest output at which the part-load tests ran, by outdoor temperature."""
    return np.asarray(np.interp(outdoor_degc, machine.part.outdoor_degc, machine.part.load))


def at_load(
    load: Array | float,
    full: Array | float,
    part: Array | float,
    tested: Array | float,
    least: float,
    degradation: float,
) -> Array:
    """COP at a share of the largest output.

    Linear between the tests at full and at part load, that of the part-load test below it; where
    the compressor stops and starts it falls as EN 14825 says for water-based machines:
    COP CR / (Cd CR + 1 - Cd), CR being the heat over the least continuous output. It never falls
    below 1, because the backup heater is there.

    Parameters
    ----------
    load
        Heat over the largest output, 0 to 1.
    full, part
        COP of :func:`cop` of the two layers.
    tested
        Load of the part-load test.
    least, degradation
        Least continuous load and degradation coefficient Cd.
    """
    load = np.asarray(load, dtype=float)
    share = np.clip((1.0 - load) / (1.0 - np.asarray(tested)), 0.0, 1.0)
    steady = full + share * (np.asarray(part) - full)
    ratio = np.clip(load / least, 1e-9, 1.0)
    cycling = ratio / (degradation * ratio + 1.0 - degradation)
    return np.maximum(np.asarray(steady) * cycling, 1.0)
