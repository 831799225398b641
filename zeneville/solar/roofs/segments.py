"""Planes in a cloud of roof points: region growing, then least squares and a fair division."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from zeneville.solar.roofs import neighbours, regions
from zeneville.solar.roofs.normals import local_planes

Array = np.ndarray[Any, Any]

#: points that a local plane is fitted to, on average: of fewer, 3 cm of noise turn the normal
NEIGHBOURS = 18
#: shortest and longest radius of a neighbourhood, metres: below the spacing of scan lines it has
#: one direction only, above it takes in the next slope of a dormer
RADIUS_M = (0.5, 1.6)
#: points of the smallest plane, in those that its area holds on average
LEAST_SHARE = 0.75
#: rounds of joining, fitting and dividing after the growth; planes are stable after two or three
ROUNDS = 4


@dataclass(frozen=True)
class Settings:
    """What counts as a plane of a roof.

    Parameters
    ----------
    angle_deg
        Largest angle between the normal of a point and that of the plane it joins.
    spread
        Distance up to which a point lies on a plane, in standard deviations of the sensor's noise
        (the median residual of the local planes).
    tolerance_m
        Least and most of that distance.
    sag_m
        Distance up to which a point lies on a plane when its own normal is that of the plane:
        roofs sag, tiles are laid in courses, panels lie a hand above them.
    joined_rms_m
        Neighbouring planes are one when the points of either have this rms distance at most from
        a common one.
    steepest_deg
        Steeper planes are walls.
    least_m2
        Smallest plane, in plan.
    """

    angle_deg: float = 12.0
    spread: float = 3.5
    tolerance_m: tuple[float, float] = (0.06, 0.20)
    sag_m: float = 0.20
    joined_rms_m: float = 0.06
    steepest_deg: float = 75.0
    least_m2: float = 2.0


@dataclass(frozen=True)
class Segments:
    """Planes found in a cloud.

    Parameters
    ----------
    label
        (N,) row of each point's plane, -1 for none.
    normal, centre
        (P, 3) unit vector upwards; mean of the plane's points in metres.
    rms_m
        (P,) root of the mean square distance of the plane's points from it.
    owner
        (P,) building of each plane.
    noise_m, tolerance_m
        Noise of the sensor as found; distance up to which a point lies on a plane.
    density
        Points a m2, in plan.
    """

    label: Array
    normal: Array
    centre: Array
    rms_m: Array
    owner: Array
    noise_m: float
    tolerance_m: float
    density: float


def segment(points: Array, owner: Array, settings: Settings | None = None) -> Segments:
    """Planes of every building at once; nothing is drawn at random.

    Parameters
    ----------
    points
        (N, 3) metres: grid east, grid north, altitude.
    owner
        (N,) int, row of the building of each point.
    """
    settings = settings or Settings()
    if len(points) == 0:
        none = np.zeros((0, 3))
        empty = np.zeros(0, dtype=np.int64)
        return Segments(empty, none, none, np.zeros(0), empty, 0.0, 0.0, 0.0)
    origin = np.floor(points.min(axis=0))
    points = points - origin
    density = density_per_m2(points)
    radius = float(np.clip(np.sqrt(NEIGHBOURS / (np.pi * density)), *RADIUS_M))
    first, near = neighbours.within(points, owner, radius)
    normal, centre, residual = local_planes(points, first, near, 6)
    known = residual[np.isfinite(residual)]
    noise = float(np.median(known)) if len(known) else 0.0
    tolerance = float(np.clip(settings.spread * noise, *settings.tolerance_m))
    upright = np.cos(np.radians(settings.steepest_deg))
    cosine = np.cos(np.radians(settings.angle_deg))
    least = max(int(LEAST_SHARE * settings.least_m2 * density), 6)
    label = regions.grow(
        *(points, first, near, normal, centre, residual, np.argsort(residual, kind="stable")),
        *(tolerance, cosine, upright, least),
    )
    local = normal
    slack = regions.Slack(tolerance, max(settings.sag_m, tolerance), cosine)
    for _ in range(ROUNDS):
        label = regions.joined(points, first, near, label, settings.joined_rms_m, cosine)
        planes = regions.Planes(*regions.fit(points, label)[:2])
        label = regions.divide(points, local, first, near, label, planes, slack)
        label = regions.without_needless(points, first, near, label, planes, slack)
        label = _without_small(label, least)
    normal, centre, rms = regions.fit(points, label)
    whose = np.zeros(len(normal), dtype=np.int64)
    whose[label[label >= 0]] = owner[label >= 0]
    return Segments(label, normal, centre + origin, rms, whose, noise, tolerance, density)


def density_per_m2(points: Array) -> float:
    """Points a m2 in plan: the median of the square metres that hold points."""
    cell = np.floor(points[:, :2]).astype(np.int64)
    cell -= cell.min(axis=0)
    key = cell[:, 1] * (int(cell[:, 0].max()) + 1) + cell[:, 0]
    return float(np.median(np.unique(key, return_counts=True)[1]))


def _without_small(label: Array, least: int) -> Array:
    """Labels of the planes of ``least`` points or more, numbered anew in the same order."""
    counts = np.bincount(label[label >= 0], minlength=int(label.max(initial=-1)) + 1)
    kept = counts >= least
    number = np.append(np.where(kept, np.cumsum(kept) - 1, -1), -1)
    return number[label]
