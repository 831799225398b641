"""Sun and sky that surroundings leave to facades: time, and what they change in the needs.

The shipped districts, and the old centre of Lyon where the shared data are beside the project.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np

from zeneville import pipeline
from zeneville.case import load
from zeneville.demand import needs as hourly_needs
from zeneville.pipeline.buildings import prepared
from zeneville.pipeline.facades import shaded

DATA = Path(__file__).parents[2] / "shared" / "data"
BUILDINGS = DATA / "buildings" / "bdtopo_v3_lyon1" / "buildings_lyon1.geojson"
WEATHER, ZONE = DATA / "weather" / "RT2012_H1a.txt", "H1a"
DISTRICTS = ("escalette", "zeneville600")
PACKAGES = ("as_is", "envelope_bbc")
QUANTILES = (0.05, 0.5, 0.95)
DECEMBER, JUNE = 11, 5


def measured(case: str | Path, runs: int) -> dict[str, Any]:
    """Time of the shares, their means by month, and what they change, by package."""
    inputs = pipeline.Inputs(load(case))
    bare = prepared(inputs)
    times = []
    for _ in range(runs):
        wall, cpu = time.perf_counter(), time.process_time()
        stock = shaded(inputs, bare)
        times.append((time.perf_counter() - wall, time.process_time() - cpu))
    envelope = stock.envelope
    wall_m2 = envelope["wall_area_m2"] + envelope["window_area_m2"]
    outside = wall_m2.sum("orientation") > 0.0
    share = envelope["facade_sun_share"].weighted(wall_m2).mean(("building", "orientation"))
    sky = envelope["facade_sky_share"].weighted(wall_m2).mean()
    before, after = (
        hourly_needs(made.envelope.sel(package=list(PACKAGES)), inputs.weather, inputs.figures)
        for made in (bare, stock)
    )
    heat = [
        made["space_heating_kwh"].sum("time", dtype=float).to_numpy() for made in (before, after)
    ]
    some = outside.to_numpy()[:, None] & (heat[0] > 0.0)
    hours = after["discomfort_degree_hours"] - before["discomfort_degree_hours"]
    return {
        "buildings": envelope.sizes["building"],
        "seconds": min(wall for wall, _ in times),
        "cpu_seconds": min(cpu for _, cpu in times),
        "share": share.to_numpy(),
        "sky": float(sky),
        "heat_pct": 100.0 * np.where(some, heat[1] / np.maximum(heat[0], 1e-9) - 1.0, np.nan),
        "total_pct": 100.0 * (heat[1].sum(axis=0) / heat[0].sum(axis=0) - 1.0),
        "hours": hours.to_numpy(),
    }


def told(name: str, found: dict[str, Any]) -> None:
    """Print a block of lines."""
    print(
        f"{name}: {found['buildings']} buildings in {found['seconds']:.2f} s; sun left to facades "
        f"{found['share'].mean():.3f} of the year's mean month, December "
        f"{found['share'][DECEMBER]:.3f}, June {found['share'][JUNE]:.3f}; sky {found['sky']:.3f}"
    )
    for number, package in enumerate(PACKAGES):
        heat, hours = found["heat_pct"][:, number], found["hours"][:, number]
        low, middle, high = np.nanquantile(heat, QUANTILES)
        few, usual, many = np.nanquantile(hours, QUANTILES)
        print(
            f"  {package:14} heat of all {found['total_pct'][number]:+6.1f} %; by building mean "
            f"{np.nanmean(heat):+6.1f}, p5 {low:+6.1f}, p50 {middle:+6.1f}, p95 {high:+6.1f} %; "
            f"discomfort mean {np.nanmean(hours):+6.1f}, p5 {few:+6.1f}, p50 {usual:+6.1f}, "
            f"p95 {many:+6.1f} K h"
        )


def main() -> None:
    """Print blocks by stock and one line of figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3, help="of which the fastest counts")
    asked = parser.parse_args()
    found = {name: measured(name, asked.runs) for name in DISTRICTS}
    if BUILDINGS.is_file():
        with tempfile.TemporaryDirectory() as folder:
            case = Path(folder) / "lyon"
            pipeline.new(case, BUILDINGS, WEATHER, ZONE)
            found["lyon"] = measured(case, asked.runs)
    for name, item in found.items():
        told(name, item)
    line = []
    for name, item in found.items():
        line += [
            f"{name}_seconds={item['seconds']:.2f}",
            f"{name}_cpu_seconds={item['cpu_seconds']:.2f}",
            f"{name}_sun_december={item['share'][DECEMBER]:.3f}",
            f"{name}_sun_june={item['share'][JUNE]:.3f}",
            f"{name}_sky={item['sky']:.3f}",
        ]
        line += [
            f"{name}_heat_{package}_pct={pct:+.1f}"
            for package, pct in zip(PACKAGES, item["total_pct"], strict=True)
        ]
    print(" ".join(line))


if __name__ == "__main__":
    main()
