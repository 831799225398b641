"""What radius, number of sectors and number of points on a roof change in the light of a year."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pvlib

from benchmarks.horizon import AVEYRON, DATA, LYON, places
from zeneville.geodata.read import read
from zeneville.solar.ground import ground_altitude
from zeneville.solar.horizon import SECTORS, horizon
from zeneville.solar.obstacles import prisms
from zeneville.solar.points import sample
from zeneville.solar.sky_view import sky_view
from zeneville.technologies import catalogue
from zeneville.weather import read as read_weather

WEATHER = DATA.parent / "weather" / "RT2012_H1a.txt"


@dataclass(frozen=True)
class Sun:
    """Tangent of elevation, azimuth and share of the year's direct light of the hours with sun."""

    tangent: np.ndarray
    azimuth_deg: np.ndarray
    share: np.ndarray


@dataclass(frozen=True)
class Chosen:
    """The figures of ``base`` with others in their place."""

    base: catalogue.Catalogue
    other: Mapping[str, float]

    def value(self, key: str) -> float:
        return self.other[key] if key in self.other else self.base.value(key)


def sun() -> Sun:
    """Direct light of the weather file, sun at the middle of the hour."""
    weather = read_weather(str(WEATHER))
    time = pd.DatetimeIndex(weather["time"].to_numpy()).tz_localize("Etc/GMT-1")
    place = (weather.attrs["latitude"], weather.attrs["longitude"])
    found = pvlib.solarposition.get_solarposition(time + pd.Timedelta(minutes=30), *place)
    elevation = np.radians(found["apparent_elevation"].to_numpy())
    light = weather["dni_w_per_m2"].to_numpy() * np.sin(np.maximum(elevation, 0.0))
    day = light > 0.0
    return Sun(
        np.tan(elevation[day]), found["azimuth"].to_numpy()[day], light[day] / light[day].sum()
    )


def direct_lost(horizons: np.ndarray, light: Sun) -> np.ndarray:
    """(N,) share of the year's direct light on the horizontal that horizons (N, A) hide."""
    sectors = horizons.shape[1]
    place = light.azimuth_deg / 360.0 * sectors - 0.5
    before = np.floor(place).astype(int)
    lost = np.zeros(len(horizons))
    for hour, share in enumerate(light.share):
        k, part = before[hour], place[hour] - before[hour]
        line = horizons[:, k % sectors] * (1.0 - part) + horizons[:, (k + 1) % sectors] * part
        lost += share * (line >= light.tangent[hour])
    return lost


def radii(name: str, count: int, light: Sun) -> dict[float, np.ndarray]:
    """Share of the year's direct light that each radius lets through wrongly, against 1 km."""
    buildings = read(DATA / name).buildings
    around, points = prisms(buildings), places(buildings, count, "roof")
    whole = direct_lost(horizon(points, around, 1000.0), light)
    return {
        radius: whole - direct_lost(horizon(points, around, radius), light)
        for radius in (50.0, 100.0, 200.0, 300.0, 500.0)
    }


def sectors(name: str, count: int, light: Sun) -> dict[int, np.ndarray]:
    """Difference of the direct light lost to that of 720 sectors."""
    buildings = read(DATA / name).buildings
    around, points = prisms(buildings), places(buildings, count, "roof")
    whole = direct_lost(horizon(points, around, 100.0, 720), light)
    return {
        number: direct_lost(horizon(points, around, 100.0, number), light) - whole
        for number in (36, SECTORS, 144, 360)
    }


def sampling(count: int, light: Sun) -> list[tuple[float, int, float, float, float]]:
    """Flat roofs of Lyon by area of a point and most points, against 4 m2 and 200 points.

    Mean points on a plane; root mean squares of the share of direct light lost and of sky view.
    """
    buildings = read(DATA / LYON).buildings
    table = buildings[buildings["status"] != "unusable"]
    base = catalogue.read()
    table = table[table.geometry.area > base.value("solar_least_area")].iloc[:count]
    planes = gpd.GeoDataFrame(
        {
            "building": table.index,
            "tilt_deg": 0.0,
            "azimuth_deg": 180.0,
            "altitude_m": ground_altitude(table) + table["height_m"].to_numpy(),
        },
        geometry=table.geometry.to_numpy(),
        crs=table.crs,
    )
    around = prisms(buildings)

    def means(area: float, most: int) -> tuple[float, np.ndarray, np.ndarray]:
        figures = Chosen(base, {"solar_point_area": area, "solar_point_most": float(most)})
        points = sample(planes, figures)
        found = horizon(points.position, around, 100.0, normals=points.normal)
        sizes = np.diff(points.first)
        direct, sky = (
            np.add.reduceat(values, points.first[:-1]) / sizes
            for values in (direct_lost(found, light), sky_view(found, 0.0, 0.0))
        )
        return float(sizes.mean()), direct, sky

    _, direct, sky = means(4.0, 200)
    rows = []
    for area, most in ((1e9, 1), (50.0, 16), (25.0, 16), (12.0, 16), (6.0, 16), (6.0, 25)):
        number, other_direct, other_sky = means(area, most)
        rms = [float(np.sqrt((d**2).mean())) for d in (other_direct - direct, other_sky - sky)]
        rows.append((area, most, number, *rms))
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--points", type=int, default=1500)
    parser.add_argument("--planes", type=int, default=800)
    asked = parser.parse_args()
    light = sun()
    missed = {}
    for name in (LYON, AVEYRON):
        print(f"{Path(name).parent.name}: direct light of the year let through wrongly, roofs")
        for radius, error in radii(name, asked.points, light).items():
            missed[name, radius] = float(error.mean())
            print(
                f"  {radius:5.0f} m  mean {error.mean():.5f}  99th percentile "
                f"{np.quantile(error, 0.99):.4f}  points by over 0.5 % {(error > 0.005).mean():.4f}"
            )
    print("Lyon: direct light of the year against 720 sectors")
    rms = {}
    for number, error in sectors(LYON, asked.points, light).items():
        rms[number] = float(np.sqrt((error**2).mean()))
        print(f"  {number:4} sectors  mean {error.mean():+.5f}  root mean square {rms[number]:.5f}")
    print("Lyon: flat roofs against a point for every 4 m2, root mean squares")
    for area, most, number, direct, sky in sampling(asked.planes, light):
        print(
            f"  a point for {area:5.3g} m2, at most {most:3}: {number:5.1f} points a plane  "
            f"direct light {direct:.4f}  sky view {sky:.4f}"
        )
    print(
        f"missed_100m_lyon={missed[LYON, 100.0]:.5f} missed_100m_aveyron="
        f"{missed[AVEYRON, 100.0]:.5f} rms_72_sectors={rms[SECTORS]:.5f}"
    )


if __name__ == "__main__":
    main()
