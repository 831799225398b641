"""One order of buildings for every order they are given in: with heat before without, then by id.

Sums and ties then fall out alike, so that a permuted stock gets the same design for each id.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from zeneville.model import Problem
from zeneville.model.problem import ARRAYS, Array


def by_id(problem: Problem) -> Array:
    """(B,) places of the buildings in the order of the search."""
    heated = problem.need_kwh[:, 0].any(axis=1) | problem.hot_water_kwh.any(axis=1)
    return np.lexsort((problem.building.astype(str), ~heated))


def rearranged(problem: Problem, order: Array) -> Problem:
    """The same problem with its buildings in another order."""
    arrays = {
        name: values[order] if ARRAYS[name][0][0] == "building" else values
        for name, values in problem.arrays.items()
    }
    return replace(problem, building=problem.building[order], arrays=arrays)


def restored(chosen: Array, order: Array) -> Array:
    """(B,) designs in the order given, from those in the order of the search."""
    found = np.empty_like(chosen)
    found[order] = chosen
    return found


def given(building: Array, order: Array) -> Array:
    """Places of buildings in the order given, from places in that of the search; -1 stays."""
    return np.where(building < 0, -1, order[np.maximum(building, 0)])
