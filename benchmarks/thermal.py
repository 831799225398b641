"""Speed of the hourly thermal model on a real stock, and its difference to the full matrix."""

from __future__ import annotations

import argparse
import importlib
import os
import resource
import sys
import time
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks import peer
from zeneville import pipeline
from zeneville.case import load
from zeneville.demand.needs import HeatedZones, heated_zones
from zeneville.demand.zone import Chain, Store, Surroundings, Zones, simulate

DISTRICT = "zeneville600"
#: steps of this share of the whole fall on buildings and packages of all kinds
GOLDEN = 0.5 * (5.0**0.5 - 1.0)
TESTS = Path(__file__).parents[1] / "tests"


def stock(district: str) -> tuple[HeatedZones, int]:
    """Zones of a shipped district as the production path makes them; number of packages."""
    inputs = pipeline.Inputs(load(district))
    envelope = pipeline.stock_of(inputs).envelope
    made = heated_zones(envelope, inputs.weather, inputs.figures)
    return made, envelope.sizes["package"]


def pick(zones: Zones, rows: np.ndarray) -> Zones:
    """Zones by number, in any order and as often as named."""

    def of(value: Any) -> Any:
        if isinstance(value, Chain):
            return Chain(value.resistance[rows], value.capacity[rows])
        return value[rows]

    own = [item.name for item in fields(zones) if item.name != "slots"]
    return replace(zones, **{name: of(getattr(zones, name)) for name in own})


def differences(zones: Zones, around: Surroundings, rows: np.ndarray) -> dict[str, float]:
    """Largest |hourly heat - full matrix| over the peak among ``rows``, by precision."""
    sys.path.insert(0, str(TESTS))
    dense = importlib.import_module("demand.dense")
    sample = pick(zones, rows)
    exact = [dense.run(sample, around, n)[0] for n in range(len(rows))]
    found = {}
    for precision in ("double", "single"):
        heat = simulate(sample, around, Store(heat=True), precision).heat_w
        assert heat is not None
        found[precision] = max(
            float(np.abs(row - full).max() / np.abs(full).max())
            for row, full in zip(heat, exact, strict=True)
        )
    return found


def spread(zones: Zones, around: Surroundings, step: int = 13) -> np.ndarray:
    """Largest difference of both precisions over the peak, of every ``step``-th zone."""
    some = pick(zones, np.arange(0, len(zones), step))
    single, double = (simulate(some, around, Store(), name).heat_w for name in ("single", "double"))
    assert single is not None
    assert double is not None
    return np.asarray(np.abs(single - double).max(axis=1) / np.abs(double).max(axis=1))


def timed(
    zones: Zones, around: Surroundings, keep: Store, threads: int | None
) -> tuple[float, float]:
    """Seconds of wall clock and of the process's CPU, all threads together."""
    wall, cpu = time.perf_counter(), time.process_time()
    simulate(zones, around, keep, threads=threads)
    return time.perf_counter() - wall, time.process_time() - cpu


def measure(asked: argparse.Namespace) -> None:
    """Print every run and the line of figures."""
    made, per_building = stock(asked.district)
    there = np.arange(len(made.zones)).reshape(-1, per_building)
    buildings = np.arange(asked.buildings) % len(there)
    packages = np.arange(asked.packages) % per_building
    rows = there[np.ix_(buildings, packages)].ravel()
    zones = pick(made.zones, rows)
    hours = len(made.around.temp_air)
    threads = asked.threads or os.cpu_count() or 1
    print(
        f"{asked.district}: {asked.buildings} buildings x {asked.packages} packages x {hours} h, "
        f"{len(zones.slots)} opaque elements a zone, {threads} threads; from zones to stored heat"
    )
    wall, cpu = timed(pick(zones, np.arange(1)), made.around, Store(), threads)
    print(f"{'compilation':<24}{wall:>8.2f} s wall {cpu:>8.2f} s CPU  not counted")
    runs = []
    for number in range(asked.repeat):
        wall, cpu = timed(zones, made.around, Store(), threads)
        runs.append((wall, cpu))
        print(f"{f'run {number + 1}, heat stored':<24}{wall:>8.2f} s wall {cpu:>8.2f} s CPU")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024.0
    wall, cpu = timed(zones, made.around, Store(heat=False), threads)
    print(f"{'sums and peaks only':<24}{wall:>8.2f} s wall {cpu:>8.2f} s CPU")
    sample = np.unique((np.arange(asked.sample) * GOLDEN % 1.0 * len(zones)).astype(int))
    found = differences(zones, made.around, sample)
    apart = spread(zones, made.around)
    print(
        f"single against double precision of {len(apart)} zones, / peak: median "
        f"{np.median(apart):.1e}, 99 of 100 {np.quantile(apart, 0.99):.1e}, most {apart.max():.1e}"
    )
    print(f"difference to the full matrix of {len(sample)} zones over the whole year, / peak")
    seconds = min(run[0] for run in runs)
    cpu_seconds = min(run[1] for run in runs)
    print(
        f"building_years={len(zones)} seconds={seconds:.3f} cpu_seconds={cpu_seconds:.3f} "
        f"microseconds_per_building_year={1e6 * cpu_seconds / len(zones):.0f} "
        f"peak_memory_mb={peak:.0f} difference_float64={found['double']:.1e} "
        f"difference_float32={found['single']:.1e} threads={threads} runs={asked.repeat}"
    )


def main() -> None:
    """Measure, or compare with another program."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--district", default=DISTRICT)
    parser.add_argument("--buildings", type=int, default=600)
    parser.add_argument("--packages", type=int, default=8)
    parser.add_argument("--repeat", type=int, default=5, help="runs, of which the fastest counts")
    parser.add_argument("--threads", type=int)
    parser.add_argument("--sample", type=int, default=8, help="zones given to the full matrix")
    parser.add_argument("--vs", choices=["pybuildingenergy"], help="one building of both programs")
    peer.arguments(parser)
    asked = parser.parse_args()
    if asked.vs:
        peer.compare(asked)
    else:
        measure(asked)


if __name__ == "__main__":
    main()
