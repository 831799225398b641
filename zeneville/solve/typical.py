"""A few days that stand for the year, to find good designs before the year decides.

The year is cut into equal runs of days; each is stood for by its day nearest to the run's mean
in demand, heat and sun. The choice needs no more than the problem's own arrays.
"""

from __future__ import annotations

import numpy as np

from zeneville.model import Problem
from zeneville.model.problem import Array

DAY = 24


def typical(problem: Problem, count: int) -> Problem:
    """The problem over ``count`` days, storage cyclic within each."""
    days = len(problem.weight) // DAY
    runs = np.array_split(np.arange(days), count)
    shapes = _shapes(problem, days)
    chosen = np.array([run[_nearest(shapes[run])] for run in runs])
    weight = problem.weight[: days * DAY].reshape(days, DAY).mean(axis=1)
    share = np.array([weight[run].sum() for run in runs])
    hours = (chosen[:, None] * DAY + np.arange(DAY)).ravel()
    within = np.arange(count * DAY)
    successor = within - within % DAY + (within + 1) % DAY
    return problem.over_hours(hours, np.repeat(share, DAY), successor)


def _shapes(problem: Problem, days: int) -> Array:
    """(days, .) demand, heat and sun of each day hour by hour, each over its largest hour."""
    lines = (
        problem.electricity_kwh.sum(axis=0),
        problem.need_kwh[:, 0].sum(axis=0),
        problem.pv_kwh.sum(axis=0).sum(axis=0) + problem.asset_max @ problem.asset_kwh,
    )
    scaled = [np.asarray(line, dtype=float) / max(float(line.max()), 1e-9) for line in lines]
    return np.hstack([line[: days * DAY].reshape(days, DAY) for line in scaled])


def _nearest(shapes: Array) -> int:
    return int(((shapes - shapes.mean(axis=0)) ** 2).sum(axis=1).argmin())
