"""Performance of heat pumps counted anew from their test points and the plan's temperatures.

Written apart from the model of heat pumps on purpose; it shares only the tables of tests with it.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from importlib import resources
from typing import Any

import numpy as np

from zeneville.verify.kept import Kept

Array = np.ndarray[Any, Any]
Book = Callable[[str], float]

ABSOLUTE_ZERO = -273.15
#: spread over excess of 70/55 degC radiators; least share of the machine before the backup
SPREAD, LEAST_SHARE = 0.3, 0.05


def expected(plan: Kept, book: Book) -> dict[str, Array]:
    """Tables of heat pumps and temperatures of their sources that the plan should hold."""
    outdoor = plan["outdoor_degc"].values.astype(float)
    kinds = [str(kind) for kind in plan["heat_pump"].values]
    sources = _sources(plan, book, kinds, outdoor)
    steepness = np.clip((20.0 - outdoor) / (20.0 - book("design_outdoor_temperature")), 0.0, 1.0)
    nodes = plan["flow_node_degc"].values.astype(float)
    flow = np.maximum(20.0 + (nodes[:, None] - 20.0) * steepness, 25.0)
    out: dict[str, Any] = {name: [] for name in _TABLES}
    for kind, source in zip(kinds, sources, strict=True):
        for name, values in _tables(kind, book, outdoor, source, flow).items():
            out[name].append(values)
    return {name: np.array(values) for name, values in out.items()} | {"source_degc": sources}


def at_full_load(plan: Kept, book: Book, kind: str, source: Array, flow_degc: float) -> Array:
    """(T,) COP of a machine at full load into water of one temperature."""
    tests = [row for row in _read("points.csv") if row["kind"] == kind]
    closest = min(float(row["flow_degc"]) - float(row["source_degc"]) for row in tests)
    outdoor = plan["outdoor_degc"].values.astype(float)
    flow = np.maximum(flow_degc, source + closest)[None, :]
    layers = [[row for row in tests if row["layer"] == layer] for layer in ("full", "part")]
    cops = [_in_the_field(kind, book, rows, outdoor, source, flow)[0] for rows in layers]
    return np.asarray(np.minimum(*cops))


def _below(outdoor: Array, book: Book) -> Array:
    """Brine over a year: first harmonic of the air, damped and delayed at the exchanger's depth."""
    harmonics = np.fft.rfft(outdoor)
    damping = book("hp_ground_depth") * np.sqrt(
        np.pi
        / (8760.0 * 3600.0)
        * 1e6
        * book("demand_ground_capacity")
        / book("demand_ground_conductivity")
    )
    kept = np.zeros_like(harmonics)
    kept[0] = harmonics[0]
    kept[1] = harmonics[1] * np.exp(-(1.0 + 1.0j) * damping)
    return np.fft.irfft(kept, len(outdoor)) - book("hp_ground_brine_difference")


_TABLES = (
    "cop_full",
    "cop_part",
    "capacity_share",
    "tested_load",
    "cop_hot_water",
    "least_load",
    "degradation",
)


def _sources(plan: Kept, book: Book, kinds: list[str], outdoor: Array) -> Array:
    """(K, T) degC. With every hour of the year at hand the ground follows from the air.

    From typical days alone the year's wave cannot be told: then it is checked to be one wave.
    """
    angle = 2.0 * np.pi * plan["index_of_year"].values / 8760.0
    wave = np.stack([np.ones_like(angle), np.cos(angle), np.sin(angle)], axis=1)
    stored = plan["source_degc"].values.astype(float)
    well = book("hp_groundwater_temperature") - book("hp_groundwater_exchanger_difference")
    rows = []
    for kind, row in zip(kinds, stored, strict=True):
        if kind == "air":
            rows.append(outdoor)
        elif kind == "water":
            rows.append(np.full_like(outdoor, well))
        else:
            whole_year = len(outdoor) == 8760
            rows.append(
                _below(outdoor, book)
                if whole_year
                else wave @ np.linalg.lstsq(wave, row, rcond=None)[0]
            )
    return np.array(rows)


def _tables(
    kind: str, book: Book, outdoor: Array, source: Array, flow: Array
) -> dict[str, Array | float]:
    tests = [row for row in _read("points.csv") if row["kind"] == kind]
    closest = min(float(row["flow_degc"]) - float(row["source_degc"]) for row in tests)
    outputs = [row for row in _read("capacity.csv") if row["kind"] == kind]
    hottest = book(f"hp_{kind}_flow_max")
    reached = np.minimum(flow, hottest)
    back = flow - SPREAD * np.maximum(flow - 20.0, 1.0)
    given = np.clip((hottest - back) / (flow - back), LEAST_SHARE, 1.0)
    output = _surface(outputs, "share", outdoor, reached)
    coldest = min(float(row["outdoor_degc"]) for row in outputs)
    off = (outdoor < coldest) & (kind == "air")
    found: dict[str, Array | float] = {"capacity_share": np.where(off, 0.0, output) / given}
    by_load = [[row for row in tests if row["layer"] == layer] for layer in ("full", "part")]
    warm = np.maximum(reached, source + closest)
    tap = np.maximum(min(book("hp_hot_water_flow"), hottest), source + closest)[None, :]
    heating = [_in_the_field(kind, book, rows, outdoor, source, warm) for rows in by_load]
    water = [_in_the_field(kind, book, rows, outdoor, source, tap)[0] for rows in by_load]
    found["cop_part"] = 1.0 / (given / heating[1] + 1.0 - given)
    found["cop_full"] = 1.0 / (given / np.minimum(*heating) + 1.0 - given)
    found["cop_hot_water"] = np.where(off, 1.0, np.minimum(*water))
    at = sorted({float(row["outdoor_degc"]) for row in by_load[1]})
    loads = [
        np.mean([float(row["load"]) for row in by_load[1] if float(row["outdoor_degc"]) == t])
        for t in at
    ]
    found["tested_load"] = np.interp(outdoor, at, loads)
    found["least_load"] = float(min(loads))
    found["degradation"] = book(f"hp_{kind}_degradation")
    return found


def _in_the_field(
    kind: str, book: Book, rows: list[dict[str, str]], outdoor: Array, source: Array, flow: Array
) -> Array:
    """COP (F, T) in a building at the load of the tests in ``rows``."""
    for row in rows:
        kelvin = float(row["flow_degc"]) - ABSOLUTE_ZERO
        lift = float(row["flow_degc"]) - float(row["source_degc"])
        row["quality"] = str(float(row["cop"]) * lift / kelvin)
    like_tested = flow if kind == "air" else flow - source + float(rows[0]["source_degc"])
    quality = _surface(rows, "quality", outdoor, like_tested)
    drawn = (flow - source) / (flow - ABSOLUTE_ZERO) / quality  # electricity per heat on the bench
    drawn = drawn / (book(f"hp_{kind}_calibration") * book("hp_field_factor"))
    if kind == "water":
        drawn = drawn + book("hp_well_pump")
    return 1.0 / np.minimum(drawn, 1.0)


def _surface(rows: list[dict[str, str]], name: str, outdoor: Array, flow: Array) -> Array:
    """(F, T) figure, linear in flow at each outdoor temperature, then linear between these."""
    at = sorted({float(row["outdoor_degc"]) for row in rows})
    slices = []
    for temperature in at:
        pair = sorted(
            (float(row["flow_degc"]), float(row[name]))
            for row in rows
            if float(row["outdoor_degc"]) == temperature
        )
        slices.append(np.interp(flow, [flow for flow, _ in pair], [value for _, value in pair]))
    if len(at) == 1:
        return slices[0]
    where = np.clip(np.searchsorted(at, outdoor, side="right") - 1, 0, len(at) - 2)
    known = np.array(at)
    share = np.clip((outdoor - known[where]) / (known[where + 1] - known[where]), 0.0, 1.0)
    stack, hours = np.stack(slices), np.arange(len(outdoor))
    return (1.0 - share) * stack[where, :, hours].T + share * stack[where + 1, :, hours].T


def _read(name: str) -> list[dict[str, str]]:
    folder = resources.files("zeneville.technologies") / "heat_pumps"
    return list(csv.DictReader((folder / name).read_text(encoding="utf-8").splitlines()))
