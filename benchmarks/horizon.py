"""Horizon and sky view: error against closed forms and a ray cast over all edges; time."""

from __future__ import annotations

import argparse
import resource
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import shapely

from zeneville.case.schema import Solar
from zeneville.geodata.read import read
from zeneville.solar import horizon as fast
from zeneville.solar.obstacles import Obstacles, join, prisms
from zeneville.solar.sky_view import sky_view

DATA = Path(__file__).parents[2] / "shared" / "data" / "buildings"
LYON = "bdtopo_v3_lyon1/buildings_lyon1.geojson"
AVEYRON = "bdtopo_v3_aveyron_12174/BATIMENT.shp"
SEED = 20250


def street(width_m: float, height_m: float, turn_deg: float) -> Obstacles:
    """Both walls of a street 4 km long, its axis turned clockwise from north."""
    turn = np.radians(turn_deg)
    along, across = np.array([np.sin(turn), np.cos(turn)]), np.array([np.cos(turn), -np.sin(turn)])
    ends = [
        [*(side * width_m / 2 * across + end * along), height_m]
        for side in (-1, 1)
        for end in (-2000.0, 2000.0)
    ]
    start, end = np.array(ends)[[0, 2]], np.array(ends)[[1, 3]]
    return join([Obstacles(start, end, np.array([0, 1]))])


def canyon_errors() -> list[tuple[str, float]]:
    """Largest error of the sky light in streets, by the plane that it falls on.

    A plane in an endless street sees the sky between two angles from its normal; half the
    difference of their sines is its share (two-dimensional view factor).
    """
    worst = {"ground": 0.0, "tilted": 0.0, "wall": 0.0}
    for ratio in (0.25, 0.5, 1.0, 2.0):
        for turn in (0.0, 35.0, 37.3):
            wall = street(10.0, 10.0 * ratio, turn)
            middle = fast.horizon(np.zeros((1, 3)), wall, 2000.0)
            angle = np.arctan(2.0 * ratio)
            found = sky_view(middle, 0.0, 0.0)[0]
            worst["ground"] = max(worst["ground"], abs(found - np.cos(angle)))
            for tilt in (10.0, 30.0, 60.0):
                b = np.radians(tilt)
                last = min(np.pi - angle, np.pi - b)
                share = 0.5 * (np.sin(last - np.pi / 2 + b) - np.sin(angle - np.pi / 2 + b))
                found = sky_view(middle, tilt, turn + 90.0)[0] * (1.0 + np.cos(b)) / 2.0
                worst["tilted"] = max(worst["tilted"], abs(found - share))
            aside = np.array([np.cos(np.radians(turn)), -np.sin(np.radians(turn)), 0.0])
            foot = fast.horizon(-4.999 * aside[None], wall, 2000.0, normals=aside[None])
            share = (1.0 - np.sin(np.arctan(10.0 * ratio / 9.999))) / 2.0
            found = sky_view(foot, 90.0, turn + 90.0)[0] / 2.0
            worst["wall"] = max(worst["wall"], abs(found - share))
    return list(worst.items())


def edges(buildings: gpd.GeoDataFrame) -> np.ndarray:
    """(E, 6) both ends of all footprint edges at the height of their building, read one by one."""
    found: list[list[float]] = []
    known = buildings[buildings["ground_altitude_m"].notna()]
    for row in buildings[buildings["height_m"].notna()].itertuples():
        ground = row.ground_altitude_m
        if np.isnan(ground):
            ground = known.loc[known.distance(row.geometry).idxmin(), "ground_altitude_m"]
        top = ground + row.height_m
        for part in getattr(row.geometry, "geoms", [row.geometry]):
            for ring in (part.exterior, *part.interiors):
                corners = list(ring.coords)
                for one, two in pairwise(corners):
                    found.append([*one[:2], top, *two[:2], top])
    return np.array(found)


def ray_cast(points: np.ndarray, edge: np.ndarray, radius_m: float, sectors: int) -> np.ndarray:
    """(N, A) elevation in degrees: every ray against every edge, by their distances to the ray."""
    out = np.zeros((len(points), sectors))
    azimuth = np.radians((np.arange(sectors) + 0.5) * 360.0 / sectors)
    for n, point in enumerate(points):
        higher = edge[np.maximum(edge[:, 2], edge[:, 5]) > point[2]]
        one, two = higher[:, :3] - point, higher[:, 3:] - point
        for a, (east, north) in enumerate(zip(np.sin(azimuth), np.cos(azimuth), strict=True)):
            left, right = (end[:, 0] * north - end[:, 1] * east for end in (one, two))
            met = (left * right <= 0.0) & (left != right)
            share = left[met] / (left[met] - right[met])
            place = one[met] + share[:, None] * (two[met] - one[met])
            ahead = place[:, 0] * east + place[:, 1] * north
            reached = (ahead > 0.0) & (ahead <= radius_m)
            angle = np.degrees(np.arctan2(place[reached, 2], ahead[reached]))
            out[n, a] = max(0.0, angle.max(initial=0.0))
    return out


def places(buildings: gpd.GeoDataFrame, count: int, kind: str) -> np.ndarray:
    """(count, 3) random places on roofs, before walls or on the ground between buildings."""
    rng = np.random.default_rng(SEED)
    table = buildings[buildings["height_m"].notna() & buildings["ground_altitude_m"].notna()]
    chosen = table.iloc[rng.integers(0, len(table), count)]
    ground, height = (chosen[name].to_numpy() for name in ("ground_altitude_m", "height_m"))
    if kind == "roof":
        shift = rng.uniform(-5.0, 5.0, (count, 2))
        inside = shapely.get_coordinates(shapely.point_on_surface(chosen.geometry.to_numpy()))
        moved = shapely.points(inside + shift)
        stays = shapely.contains(chosen.geometry.to_numpy(), moved)
        place = np.where(stays[:, None], inside + shift, inside)
        return np.column_stack([place, ground + height + 0.05])
    rings = shapely.get_exterior_ring(shapely.get_geometry(chosen.geometry.to_numpy(), 0))
    far = 0.05 if kind == "wall" else 3.0
    outside = shapely.get_exterior_ring(shapely.buffer(shapely.polygons(rings), far))
    share = rng.uniform(0.0, 1.0, count)
    place = shapely.get_coordinates(shapely.line_interpolate_point(outside, share, normalized=True))
    above = height * rng.uniform(0.1, 0.9, count) if kind == "wall" else 1.5
    return np.column_stack([place, ground + above])


def compared(name: str, count: int, radius_m: float, sectors: int) -> list[dict[str, Any]]:
    """Difference of the horizon to the ray cast on a real file, by kind of place."""
    buildings = read(DATA / name).buildings
    around, edge = prisms(buildings), edges(buildings)
    rows = []
    for kind in ("roof", "wall", "ground"):
        points = places(buildings, count, kind)
        found = np.degrees(np.arctan(fast.horizon(points, around, radius_m, sectors).astype(float)))
        error = np.abs(found - ray_cast(points, edge, radius_m, sectors))
        rows.append(
            {
                "file": Path(name).parent.name,
                "place": kind,
                "pairs": error.size,
                "within": float((error <= 0.1).mean()),
                "largest": float(error.max()),
            }
        )
    return rows


def fastest(job: Callable[[], Any], times: int) -> float:
    """Least wall clock of some runs, seconds."""
    found = []
    for _ in range(times):
        begin = time.perf_counter()
        job()
        found.append(time.perf_counter() - begin)
    return min(found)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--points", type=int, default=3000)
    parser.add_argument("--sectors", type=int, default=fast.SECTORS)
    parser.add_argument("--sample", type=int, default=60, help="places of each kind for ray casts")
    asked = parser.parse_args()
    radius = Solar().radius_m

    canyon = canyon_errors()
    for kind, error in canyon:
        print(f"street, {kind:8}  largest error of sky light {error:.2e}")
    checked = []
    for name in (LYON, AVEYRON):
        for row in compared(name, asked.sample, radius, asked.sectors):
            checked.append(row)
            print(
                f"{row['file']:26} {row['place']:6} {row['pairs']:7} pairs  within 0.1 degree "
                f"{row['within']:.6f}  largest difference {row['largest']:.2e} degree"
            )
    buildings = read(DATA / LYON).buildings
    around = prisms(buildings)
    few, many = (places(buildings, count, "roof") for count in (asked.points, 100_000))
    seconds = fastest(lambda: fast.horizon(few, around, radius, asked.sectors), 7)
    seconds_many = fastest(lambda: fast.horizon(many, around, radius, asked.sectors), 2)
    lyon = [row for row in checked if row["file"] == Path(LYON).parent.name]
    within = sum(row["within"] * row["pairs"] for row in lyon) / sum(row["pairs"] for row in lyon)
    elsewhere = [row for row in checked if row not in lyon]
    within_rural = float(np.average([row["within"] for row in elsewhere]))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024.0
    print(
        f"canyon_error={max(error for _, error in canyon):.2e} within_0_1_degree={within:.6f} "
        f"within_0_1_degree_aveyron={within_rural:.6f} seconds={seconds:.4f} "
        f"points={asked.points} sectors={asked.sectors} edges={len(around)} radius_m={radius:g} "
        f"seconds_100000={seconds_many:.3f} peak_memory_mb={peak:.0f}"
    )


if __name__ == "__main__":
    main()
