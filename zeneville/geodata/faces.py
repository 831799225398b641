"""Faces of 3-D city models: area, tilt and azimuth in the metric system of their own file.

Nothing here knows a file format: the readers of CityJSON and of CityGML hand over surfaces.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import shapely

from zeneville.errors import Fault
from zeneville.messages import Message, joined, with_others

Array = np.ndarray[Any, Any]

#: farthest that a point may lie from the plane of its face, m (val3dity, planarity_d2p_tol)
PLANAR_M = 0.01
#: farther from the origin than any point of a projected system, m
FAR_M = 1e8
#: least area of a face that says something, m2: a square centimetre of a file kept to millimetres
LEAST_M2 = 1e-4
#: steepest face without a meaning of its own that is still a roof, degree: beyond it is a wall
STEEPEST_ROOF_DEG = 85.0
#: kinds of face whose faults are told: walls are not measured from
TOLD_KINDS = ("roof", "ground", "")


@dataclass(slots=True)
class Surface:
    """One polygon of a building part in the coordinates of its file.

    ``kind`` is ``roof``, ``wall``, ``ground``, ``other``, or ``""`` where the file does not say;
    ``rings`` are (n, 3), the outer one first, none closed by a repeated point.
    """

    building: str
    part: str
    kind: str
    lod: float
    rings: list[Array]


@dataclass
class CityModel:
    """What a reader finds in a file: surfaces and attributes by building, faults of rows.

    ``system`` is the name of the coordinate system as the file writes it; ``left_out`` counts
    objects of other kinds.
    """

    path: Path
    format: str
    source: str
    system: str | None
    surfaces: list[Surface] = field(default_factory=list)
    attributes: dict[str, dict[str, Any]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)


#: kind of fault of a face -> what was expected, what was done and is to do
TOLD = {
    "face-index": (
        Message("a vertex that the file has"),
        Message("The face is left out; export again."),
    ),
    "face-points": (
        Message("at least 3 distinct points"),
        Message("The face is left out; redraw it."),
    ),
    "face-reference": (
        Message("a polygon of the same building"),
        Message("The face is left out; export references resolved."),
    ),
    "face-area": (Message("a face with an area"), Message("The face is left out; redraw it.")),
    "face-not-plane": (
        Message("points within {most_cm:g} cm of one plane", most_cm=PLANAR_M * 100),
        Message("Kept, with the mean plane of its outline; split it into plane faces."),
    ),
    "face-instance": (
        Message("a geometry of its own"),
        Message("Templates are not read; export them resolved."),
    ),
}


class Findings:
    """Faults of single faces, told once for each building and kind of fault."""

    def __init__(self, file: str):
        self.file = file
        self.found: dict[tuple[str, str], list[Message]] = defaultdict(list)

    def add(self, building: str, code: str, detail: Message) -> None:
        self.found[building, code].append(detail)

    def faults(self) -> list[Fault]:
        out = []
        for (building, code), details in self.found.items():
            expected, remedy = TOLD[code]
            value = with_others(joined(details[:3], "; "), len(details) - 3)
            out.append(
                Fault(
                    self.file,
                    Message("building {name}", name=building),
                    value,
                    expected,
                    remedy,
                    "row",
                    code,
                )
            )
        return out


def open_ring(points: Array) -> Array:
    """A ring without a last point that repeats the first one."""
    return points[:-1] if len(points) > 1 and (points[0] == points[-1]).all() else points


def measured(surfaces: list[Surface], findings: Findings) -> pd.DataFrame:
    """Measures of every usable surface; those of fewer than three points or no area are told.

    The area vector of a ring is half the sum of the cross products of its successive points
    (Newell), taken from the first point of the face so that large coordinates cost no digits.
    Those of holes are turned against that of the outline, whichever way they run, and added.

    Returns
    -------
    pandas.DataFrame
        One row a face, in the order given: ``surface`` (number in the list), ``building``,
        ``part``, ``kind``, ``lod``; ``area_m2``, unit normal ``nx``, ``ny``, ``nz`` and mean point
        ``x``, ``y``, ``z`` of the outline; ``low``, ``high`` (m) its lowest and highest point;
        ``deviation_m`` the farthest distance of a point from the mean plane.
    """
    numbers = [n for n, item in enumerate(surfaces) if _drawn(item, findings)]
    kept = [surfaces[n] for n in numbers]
    table = pd.DataFrame(
        {
            "surface": np.array(numbers, dtype=int),
            "building": pd.Series([item.building for item in kept], dtype=object),
            "part": pd.Series([item.part for item in kept], dtype=object),
            "kind": pd.Series([item.kind for item in kept], dtype=object),
            "lod": np.array([item.lod for item in kept], dtype=float),
        }
    )
    names = ("area_m2", "nx", "ny", "nz", "x", "y", "z", "low", "high", "deviation_m")
    table[list(names)] = _measures(kept) if kept else np.empty((0, len(names)))
    flat = ~(table["area_m2"] >= LEAST_M2) & table["kind"].isin(TOLD_KINDS)
    for building, area in table.loc[flat, ["building", "area_m2"]].to_numpy():
        findings.add(building, "face-area", Message("a face of {area:.2g} m2", area=area))
    return table[table["area_m2"] >= LEAST_M2].reset_index(drop=True)


def _drawn(item: Surface, findings: Findings) -> bool:
    distinct = len({tuple(point) for point in item.rings[0].tolist()})
    if distinct < 3 and item.kind in TOLD_KINDS:
        findings.add(
            item.building,
            "face-points",
            Message("a face of {count} distinct point(s)", count=distinct),
        )
    item.rings = [item.rings[0], *(ring for ring in item.rings[1:] if len(ring) >= 3)]
    return distinct >= 3


def _measures(kept: list[Surface]) -> Array:
    rings = [ring for item in kept for ring in item.rings]
    lengths = np.array([len(ring) for ring in rings])
    first = np.concatenate([[0], np.cumsum(lengths)[:-1]])
    face_of_ring = np.repeat(np.arange(len(kept)), [len(item.rings) for item in kept])
    outer = np.concatenate([[0], np.cumsum([len(item.rings) for item in kept])[:-1]]).astype(int)
    face_of_point = np.repeat(face_of_ring, lengths)
    points = np.concatenate(rings)
    origin = points[first[outer]]
    local = points - origin[face_of_point]
    after = np.arange(len(points)) + 1
    after[first + lengths - 1] = first
    vectors = np.add.reduceat(np.cross(local, local[after]), first, axis=0) / 2.0
    same_way = np.einsum("ij,ij->i", vectors, vectors[outer][face_of_ring]) > 0.0
    hole = np.ones(len(rings), dtype=bool)
    hole[outer] = False
    vectors[hole & same_way] *= -1.0
    total = np.add.reduceat(vectors, outer, axis=0)
    area = np.linalg.norm(total, axis=1)
    normal = total / np.maximum(area, 1e-300)[:, None]
    centre = np.add.reduceat(local, first, axis=0)[outer] / lengths[outer][:, None]
    away = np.abs(np.einsum("ij,ij->i", local - centre[face_of_point], normal[face_of_point]))
    start = first[outer]
    low = np.minimum.reduceat(points[:, 2], start)
    high = np.maximum.reduceat(points[:, 2], start)
    deviation = np.maximum.reduceat(away, start)
    return np.column_stack([area, normal, centre + origin, low, high, deviation])


def turned_outwards(table: pd.DataFrame) -> pd.DataFrame:
    """Normals outwards where a whole part is drawn inside out.

    A part whose roofs look down on the whole, or, where it names no roof, whose faces enclose a
    negative volume about their middle, has all of its normals turned.
    """
    middle = table.groupby("part")[["x", "y", "z"]].transform("mean")
    height = sum(table[f"n{a}"] * (table[a] - middle[a]) for a in "xyz") * table["area_m2"]
    upward = (table["nz"] * table["area_m2"]).where(table["kind"] == "roof")
    sums = pd.DataFrame({"up": upward, "volume": height}).groupby(table["part"]).sum(min_count=1)
    inside_out = sums["up"].fillna(sums["volume"]) < 0.0
    sign = np.where(table["part"].map(inside_out), -1.0, 1.0)
    return table.assign(**{name: table[name] * sign for name in ("nx", "ny", "nz")})


def with_kinds(table: pd.DataFrame) -> pd.DataFrame:
    """Faces without a meaning of their own become roof, wall or ground by their tilt."""
    tilt = tilt_deg(table)
    by_normal = np.where(
        tilt <= STEEPEST_ROOF_DEG,
        "roof",
        np.where(tilt >= 180 - STEEPEST_ROOF_DEG, "ground", "wall"),
    )
    return table.assign(kind=np.where(table["kind"] == "", by_normal, table["kind"]))


def tilt_deg(table: pd.DataFrame) -> Array:
    """Angle between a face and the horizontal: 0 looks up, 90 stands upright, 180 looks down."""
    nx, ny, nz = table[["nx", "ny", "nz"]].to_numpy().T
    return np.degrees(np.arctan2(np.hypot(nx, ny), nz))


def azimuth_deg(table: pd.DataFrame) -> Array:
    """Where the normal points, clockwise from grid north; 180 by convention of a level face."""
    nx, ny = table[["nx", "ny"]].to_numpy().T
    turned = np.degrees(np.arctan2(nx, ny)) % 360.0
    return np.where(np.hypot(nx, ny) < 1e-12, 180.0, turned)


def polygons(surfaces: list[Surface], numbers: Array) -> Array:
    """3-D polygons of the surfaces of these numbers."""
    return np.array(
        [shapely.Polygon(surfaces[n].rings[0], surfaces[n].rings[1:]) for n in numbers],
        dtype=object,
    )


def not_plane(table: pd.DataFrame, findings: Findings) -> None:
    """Tell the faces whose points lie farther than :data:`PLANAR_M` from their plane."""
    off = table.loc[table["deviation_m"] > PLANAR_M, ["building", "area_m2", "deviation_m"]]
    for building, area, deviation in off.to_numpy():
        told = Message(
            "a roof face of {area:.3g} m2 with points {deviation:.3f} m off a plane",
            area=area,
            deviation=deviation,
        )
        findings.add(building, "face-not-plane", told)
