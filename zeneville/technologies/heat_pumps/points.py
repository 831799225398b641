"""The certified test points of each kind of heat pump.

``points.csv``: median COP (with quartiles and number of models) of the models of the European Heat
Pump Keymark with a controlled compressor, by kind and test. ``full`` are tests at the declared
capacity by EN 14511 (rating A7; bivalence and limit temperature of EN 14825), ``part`` the part
load tests of EN 14825 with the variable outlet temperatures of its low- and medium-temperature
applications (average climate; at -7 degC those of the colder, and A12/W34 of the warmer climate),
and the share of the capacity that they run at. Defrosting is inside every test.
``capacity.csv``: median of the largest heat output over the nominal one, which is that at A7/W35
for outdoor air, B0/W35 for ground and W10/W35 for groundwater.

Source: certificates collected by hplib (FZJ-IEK3-VSA, CC-BY-4.0), state of October 2024; doubles
(one manufacturer, same figures) counted once; models whose output at +12 degC exceeds that at
-7 degC are on-off machines and left out (2 % of air, 40 % of ground).
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]

KINDS = ("air", "ground", "water")
KELVIN = 273.15


@dataclass(frozen=True)
class Layer:
    """Tests at one level of load, by outdoor temperature and there by flow temperature."""

    outdoor_degc: Array  # (N,)
    flow_degc: tuple[Array, ...]  # N arrays
    efficiency: tuple[Array, ...]  # N arrays, COP over Carnot's
    load: Array  # (N,) share of the largest output, mean over the flow temperatures


@dataclass(frozen=True)
class Machine:
    """One kind of heat pump; ``test_source_degc`` is NaN where the source is the outdoor air."""

    kind: str
    test_source_degc: float
    least_lift_k: float  # smallest difference of flow and source temperature of a test
    full: Layer
    part: Layer
    capacity_outdoor_degc: Array  # (M,)
    capacity_flow_degc: tuple[Array, ...]  # M arrays
    capacity: tuple[Array, ...]  # M arrays, largest output over the nominal one

    @property
    def least_load(self) -> float:
        """Share of the largest output below which the compressor stops and starts."""
        return float(self.part.load.min())

    @property
    def coldest_degc(self) -> float:
        """Lowest outdoor temperature of a test of the output; below it the machine is off."""
        return float(self.capacity_outdoor_degc.min()) if self.kind == "air" else -np.inf


def carnot(flow_degc: Array | float, source_degc: Array | float) -> Array:
    """Greatest COP between two temperatures in degC."""
    flow = np.asarray(flow_degc, dtype=float)
    return (flow + KELVIN) / (flow - np.asarray(source_degc, dtype=float))


@cache
def machine(kind: str) -> Machine:
    """The machine of a kind, one of :data:`KINDS`."""
    rows = [row for row in _rows("points.csv") if row["kind"] == kind]
    if not rows:
        raise KeyError(f"no test points of heat pumps of kind {kind!r}; there are {KINDS}")
    sources = {float(row["source_degc"]) for row in rows}
    outputs = [row for row in _rows("capacity.csv") if row["kind"] == kind]
    outdoor, capacity = _grid(outputs, lambda row: float(row["share"]))
    return Machine(
        kind=kind,
        test_source_degc=np.nan if kind == "air" else sources.pop(),
        least_lift_k=min(float(row["flow_degc"]) - float(row["source_degc"]) for row in rows),
        full=_layer([row for row in rows if row["layer"] == "full"]),
        part=_layer([row for row in rows if row["layer"] == "part"]),
        capacity_outdoor_degc=outdoor,
        capacity_flow_degc=_grid(outputs, lambda row: float(row["flow_degc"]))[1],
        capacity=capacity,
    )


def _rows(name: str) -> list[dict[str, str]]:
    text = (Path(__file__).parent / name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def _efficiency(row: Mapping[str, str]) -> float:
    return float(row["cop"]) / float(carnot(float(row["flow_degc"]), float(row["source_degc"])))


def _grid(
    rows: Iterable[Mapping[str, str]], of: Callable[[Mapping[str, str]], float]
) -> tuple[Array, tuple[Array, ...]]:
    """Outdoor temperatures (N,) and a figure by rising flow temperature, N arrays."""
    by_outdoor: dict[float, list[tuple[float, float]]] = {}
    for row in rows:
        pair = (float(row["flow_degc"]), of(row))
        by_outdoor.setdefault(float(row["outdoor_degc"]), []).append(pair)
    outdoor = sorted(by_outdoor)
    figures = tuple(np.array([value for _, value in sorted(by_outdoor[at])]) for at in outdoor)
    return np.array(outdoor), figures


def bilinear(
    outdoor_degc: Array,
    flow_degc: tuple[Array, ...],
    figures: tuple[Array, ...],
    flow: Array,
    outdoor: Array,
) -> Array:
    """A figure at ``flow`` and ``outdoor``, of one shape; constant outside the known ones.

    Linear in the flow temperature at each outdoor temperature, then linear between these.
    """
    out = np.zeros(flow.shape)
    for n, one in enumerate(np.eye(len(outdoor_degc))):
        hat = np.interp(outdoor, outdoor_degc, one)
        out += hat * np.interp(flow, flow_degc[n], figures[n])
    return out


def _layer(rows: list[dict[str, str]]) -> Layer:
    outdoor, flow = _grid(rows, lambda row: float(row["flow_degc"]))
    _, efficiency = _grid(rows, _efficiency)
    _, load = _grid(rows, lambda row: float(row["load"]))
    return Layer(outdoor, flow, efficiency, np.array([loads.mean() for loads in load]))
