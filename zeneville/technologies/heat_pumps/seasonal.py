"""Seasonal COP by the bins of EN 14825, from declared tests or from a machine's model.

``seasons.csv``: median declared SCOP (average climate, with quartiles and number of models) and
median idle power over design load, of the same certificates as the test points.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from zeneville.technologies.heat_pumps.operation import capacity_share
from zeneville.technologies.heat_pumps.performance import at_load, cop, tested_load
from zeneville.technologies.heat_pumps.points import Array, Machine

#: average heating season of EN 14825 and of Regulation (EU) 813/2013 annex III: hours by bin, degC
BIN_DEGC = np.arange(-10.0, 16.0)
# fmt: off
BIN_HOURS = np.array([
    1.0, 25.0, 23.0, 24.0, 27.0, 68.0, 91.0, 89.0, 165.0, 173.0, 240.0, 280.0, 320.0, 357.0, 356.0,
    303.0, 330.0, 326.0, 348.0, 335.0, 315.0, 215.0, 169.0, 151.0, 105.0, 74.0,
])
# fmt: on
DESIGN_DEGC, BALANCE_DEGC = -10.0, 16.0
#: hours of thermostat off, standby, crankcase heater and off, of machines that only heat and of
#: reversible ones, EN 14825 average climate
IDLE_HOURS = {False: (178.0, 0.0, 3850.0, 3672.0), True: (178.0, 0.0, 178.0, 0.0)}
#: hours at the design load that give the reference heat of the season
EQUIVALENT_HOURS = 2066.0
#: variable outlet temperatures of the average climate by outdoor temperature, degC
OUTLET_AT = np.array([-10.0, -7.0, 2.0, 7.0, 12.0])
OUTLET = {
    35: np.array([35.0, 34.0, 30.0, 27.0, 24.0]),
    55: np.array([55.0, 52.0, 42.0, 36.0, 30.0]),
}


@dataclass(frozen=True)
class Declared:
    """Tests of one certificate: outdoor degC, kW, COP and Cd, by rising temperature; design kW."""

    outdoor_degc: Array
    output_kw: Array
    cop: Array
    degradation: Array
    design_kw: float
    idle_kw: tuple[float, ...] = (0.0, 0.0, 0.0, 0.0)
    reversible: bool = False


def demand_share(outdoor_degc: Array) -> Array:
    """Heat asked for over that at the design temperature of -10 degC."""
    return (outdoor_degc - BALANCE_DEGC) / (DESIGN_DEGC - BALANCE_DEGC)


def season(demand_kw: Array, output_kw: Array, cop: Array) -> float:
    """SCOP of the active season: heat over electricity of machine and backup, over the bins."""
    pumped = np.minimum(demand_kw, output_kw)
    used = pumped / cop + demand_kw - pumped
    return float(BIN_HOURS @ demand_kw / (BIN_HOURS @ used))


def with_idle(
    active: float, design_kw: float, idle_kw: tuple[float, ...], reversible: bool
) -> float:
    """SCOP with the electricity of hours that do not heat."""
    heat = EQUIVALENT_HOURS * design_kw
    idle = sum(h * kw for h, kw in zip(IDLE_HOURS[reversible], idle_kw, strict=True))
    return heat / (heat / active + idle)


def of_declared(tests: Declared) -> float:
    """SCOP of a certificate from its own tests.

    Output and COP between the tests are linear in the outdoor temperature, beyond the warmest
    test on the line of the last two; where a test gives more than is asked for, the machine
    stops and starts.
    """
    asked = demand_share(tests.outdoor_degc) * tests.design_kw
    ratio = np.minimum(asked / tests.output_kw, 1.0)
    cycling = ratio / (tests.degradation * ratio + 1.0 - tests.degradation)
    demand = demand_share(BIN_DEGC) * tests.design_kw
    output = np.maximum(_line(BIN_DEGC, tests.outdoor_degc, tests.output_kw), 0.0)
    full = tests.cop * np.where(ratio < 1.0, cycling, 1.0)
    performance = np.maximum(_line(BIN_DEGC, tests.outdoor_degc, full), 1.0)
    warm = tests.outdoor_degc[-1] < BIN_DEGC  # every machine can give these small loads
    active = season(demand, np.where(warm, demand, output), performance)
    return with_idle(active, tests.design_kw, tests.idle_kw, tests.reversible)


def _line(at: Array, known: Array, values: Array) -> Array:
    slope = (values[-1] - values[-2]) / (known[-1] - known[-2])
    return np.where(
        at > known[-1], values[-1] + slope * (at - known[-1]), np.interp(at, known, values)
    )


@dataclass(frozen=True)
class Season:
    """What certificates of a kind declare for an application: medians of the models."""

    scop: float
    low: float
    high: float
    models: int
    idle_share: tuple[float, ...]  # power over design load in the states of IDLE_HOURS
    reversible: bool


@cache
def declared(kind: str, application: int) -> Season:
    """Median of the declared SCOP (average climate) of a kind at 35 or 55 degC."""
    text = (Path(__file__).parent / "seasons.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(text.splitlines()):
        if (row["kind"], int(row["application"])) == (kind, application):
            idle = ("thermostat_off", "standby", "crankcase", "off")
            return Season(
                float(row["scop"]),
                float(row["low"]),
                float(row["high"]),
                int(row["models"]),
                tuple(float(row[name]) for name in idle),
                row["reversible"] == "1",
            )
    raise KeyError(f"no declared SCOP of {kind} at {application} degC")


def of_machine(machine: Machine, application: int, degradation: float) -> float:
    """SCOP on the test bench of a kind of machine, without calibration or field factor.

    Bivalent at -7 degC on air as most declare, at -10 degC on ground and groundwater.

    Parameters
    ----------
    application
        35 or 55.
    """
    flow = np.interp(BIN_DEGC, OUTLET_AT, OUTLET[application])
    air = np.isnan(machine.test_source_degc)
    source = BIN_DEGC if air else np.full(len(BIN_DEGC), machine.test_source_degc)
    output = capacity_share(machine, BIN_DEGC, flow)
    bivalent = 3 if air else 0  # bins of -7 and -10 degC
    design = float(output[bivalent] / demand_share(BIN_DEGC)[bivalent])
    demand = demand_share(BIN_DEGC) * design
    performance = at_load(
        np.minimum(demand / output, 1.0),
        cop(machine, machine.full, flow, source, BIN_DEGC),
        cop(machine, machine.part, flow, source, BIN_DEGC),
        tested_load(machine, BIN_DEGC),
        machine.least_load,
        degradation,
    )
    certified = declared(machine.kind, application)
    idle = tuple(design * share for share in certified.idle_share)
    return with_idle(season(demand, output, performance), design, idle, certified.reversible)
