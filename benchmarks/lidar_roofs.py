"""Roofs fitted to a classified cloud, to its surface model, and to scanned houses of known form.

The last line has the cloud: buildings drawn from it, their planes, m2 of roof, rms distance of the
points from their planes weighted by area, and the seconds (processor time, one core) of reading,
drawing and fitting once the kernels are compiled.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np

from benchmarks.scanned_houses import LENGTH, WIDTH, house
from zeneville import geodata
from zeneville.geodata import surface_model
from zeneville.geodata.point_cloud import BUILDING
from zeneville.solar.roofs.fitted import covered, fitted_planes

SAMPLE = Path("../shared/data/buildings/lidar_hd_ign")
#: planes of a gable and of a hipped roof
FACES = {"gable": 2, "hip": 4}
TILT_DEG = 40.0


def street(count: int) -> tuple[gpd.GeoDataFrame, np.ndarray]:
    """Gabled and hipped houses turned every which way, ten points a m2, and their footprints."""
    points, shapes, names = [], [], []
    for number in range(count):
        form = ("gable", "hip")[number % 2]
        at = (700000.0 + 25.0 * (number % 25), 7000000.0 + 25.0 * (number // 25))
        seen, shape = house(form, TILT_DEG, 7.0 * number % 90.0, at, seed=number)
        points.append(seen)
        shapes.append(shape)
        names.append(f"{form}-{number}")
    return gpd.GeoDataFrame(geometry=shapes, index=names, crs="EPSG:2154"), np.vstack(points)


def timed(call: Callable[[], Any]) -> tuple[Any, float]:
    """What a call gives, and the seconds of processor time that it takes (one core)."""
    start = time.process_time()
    out = call()
    return out, time.process_time() - start


def rms(planes: gpd.GeoDataFrame) -> float:
    return float(np.average(planes["rms_m"], weights=planes["area_m2"]))


def line(name: str, buildings: gpd.GeoDataFrame, planes: gpd.GeoDataFrame, seconds: float) -> None:
    share = np.average(covered(buildings, planes), weights=buildings.geometry.area)
    print(
        f"{name:<22}{len(buildings):>10}{len(planes):>8}{planes['area_m2'].sum():>10.0f}"
        f"{share:>9.1%}{rms(planes):>8.3f}{planes['rms_m'].max():>8.3f}{seconds:>9.2f}"
    )


def houses(count: int) -> str:
    """Errors against the known roofs, as pairs."""
    buildings, points = street(count)
    planes, seconds = timed(lambda: fitted_planes(buildings, points))
    line(f"houses, {len(points)} points", buildings, planes, seconds)
    form = planes["building"].str.split("-").str[0]
    number = planes["building"].str.split("-").str[1].astype(int)
    turned = (planes["azimuth_deg"] + 7.0 * number % 90.0 + 45.0) % 90.0 - 45.0
    area = planes.groupby("building")["area_m2"].sum() * np.cos(np.radians(TILT_DEG))
    right = planes.groupby("building").size() == form.groupby(planes["building"]).first().map(FACES)
    return (
        f"houses={count} houses_with_right_planes={right.sum()} houses_seconds={seconds:.2f} "
        f"tilt_error_deg={(planes['tilt_deg'] - TILT_DEG).abs().max():.2f} "
        f"azimuth_error_deg={turned.abs().max():.2f} "
        f"area_error={(area / (LENGTH * WIDTH) - 1.0).abs().max():.4f}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cloud", type=Path, default=SAMPLE)
    parser.add_argument("--houses", type=int, default=600)
    asked = parser.parse_args()
    compiled, points = street(2)
    fitted_planes(compiled, points)
    print(
        f"{'':<22}{'buildings':>10}{'planes':>8}{'m2':>10}{'covered':>9}{'rms':>8}{'most':>8}{'s':>9}"
    )
    data, reading = timed(lambda: geodata.read(asked.cloud))
    buildings = data.buildings
    planes, fitting = timed(lambda: fitted_planes(buildings, data.cloud.of(BUILDING)))
    line("cloud", buildings, planes, reading + fitting)
    for raster in sorted(asked.cloud.glob("*.tif")) if asked.cloud.is_dir() else []:
        model = surface_model.read(raster)
        seen, seconds = timed(
            lambda model=model: fitted_planes(buildings, model.points(), source="surface_model")
        )
        line("surface model", buildings, seen, seconds)
    errors = houses(asked.houses)
    print(
        f"buildings={len(buildings)} planes={len(planes)} area_m2={planes['area_m2'].sum():.0f} "
        f"rms_m={rms(planes):.3f} seconds={reading + fitting:.2f} {errors}"
    )


if __name__ == "__main__":
    main()
