"""Climate zone of the decree at a place, by the nearest prefecture of a department.

``climate_zones.csv``: zone of every department of mainland France and Corsica from annex I of the
order of 28 December 2012 (LEGIARTI000026910138), the same as of the order of 31 March 2021;
coordinates of the prefectures to 0.01 degree. A department is an area and a prefecture a point:
near a border the nearest prefecture may be that of the neighbour, so the zone found is assumed
until somebody who knows the department says so.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pyproj import Geod

TABLE = Path(__file__).with_name("climate_zones.csv")
#: another department is near where its prefecture is at most this many times as far
NEAR = 1.6


@dataclass(frozen=True)
class Department:
    """A department with its zone; coordinates of its prefecture in degrees (WGS 84)."""

    code: str
    prefecture: str
    latitude: float
    longitude: float
    zone: str


@dataclass(frozen=True)
class Found:
    """The department whose prefecture is the nearest, ``km`` away; ``others`` are near too and
    have another zone."""

    department: Department
    km: float
    others: tuple[Department, ...]


@cache
def departments() -> tuple[Department, ...]:
    """All departments."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return tuple(
            Department(
                row["department"],
                row["prefecture"],
                float(row["latitude"]),
                float(row["longitude"]),
                row["zone"],
            )
            for row in csv.DictReader(file)
        )


def at(latitude: float, longitude: float) -> Found:
    """The department of a place in degrees (WGS 84), as far as prefectures tell it."""
    all_of_them = departments()
    away = [_km(one, latitude, longitude) for one in all_of_them]
    near = sorted(zip(away, range(len(away)), strict=True))
    km, best = near[0]
    department = all_of_them[best]
    others = [all_of_them[place] for far, place in near[1:] if far <= NEAR * km]
    return Found(department, km, tuple(one for one in others if one.zone != department.zone))


def _km(department: Department, latitude: float, longitude: float) -> float:
    _, _, metres = Geod(ellps="WGS84").inv(
        longitude, latitude, department.longitude, department.latitude
    )
    return float(metres) / 1000.0
