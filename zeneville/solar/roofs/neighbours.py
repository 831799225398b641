"""Points near one another: all pairs of a cloud within a radius, building by building."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

Array = np.ndarray[Any, Any]


def within(points: Array, owner: Array, radius_m: float) -> tuple[Array, Array]:
    """Neighbours of every point, itself included, that belong to the same building.

    Parameters
    ----------
    points
        (N, 3) metres.
    owner
        (N,) int, row of the building of each point.
    radius_m
        Largest distance in space.

    Returns
    -------
    first, near
        Neighbours of point i are ``near[first[i]:first[i + 1]]``, in ascending order.
    """
    if len(points) == 0:
        return np.zeros(1, dtype=np.int64), np.zeros(0, dtype=np.int64)
    cell = np.floor((points[:, :2] - points[:, :2].min(axis=0)) / radius_m).astype(np.int64)
    width = int(cell[:, 0].max()) + 3
    key = (cell[:, 1] + 1) * width + cell[:, 0] + 1
    order = np.argsort(key, kind="stable")
    counts = _count(points, owner, key, key[order], order, width, radius_m)
    first = np.concatenate([[0], np.cumsum(counts)])
    near = np.empty(first[-1], dtype=np.int64)
    _fill(points, owner, key, key[order], order, width, radius_m, first, near)
    return first, near


@njit(cache=True)
def _close(points, owner, i, j, radius):  # type: ignore[no-untyped-def]
    if owner[i] != owner[j]:
        return False
    dx, dy = points[i, 0] - points[j, 0], points[i, 1] - points[j, 1]
    dz = points[i, 2] - points[j, 2]
    return dx * dx + dy * dy + dz * dz <= radius * radius


@njit(cache=True)
def _count(points, owner, key, keys, order, width, radius):  # type: ignore[no-untyped-def]
    out = np.zeros(points.shape[0], dtype=np.int64)
    for i in range(points.shape[0]):
        for row in range(-1, 2):
            middle = key[i] + row * width
            start = np.searchsorted(keys, middle - 1, side="left")
            for place in range(start, keys.shape[0]):
                if keys[place] > middle + 1:
                    break
                if _close(points, owner, i, order[place], radius):
                    out[i] += 1
    return out


@njit(cache=True)
def _fill(points, owner, key, keys, order, width, radius, first, near):  # type: ignore[no-untyped-def]
    for i in range(points.shape[0]):
        at = first[i]
        for row in range(-1, 2):
            middle = key[i] + row * width
            start = np.searchsorted(keys, middle - 1, side="left")
            for place in range(start, keys.shape[0]):
                if keys[place] > middle + 1:
                    break
                if _close(points, owner, i, order[place], radius):
                    near[at] = order[place]
                    at += 1
        near[first[i] : first[i + 1]].sort()
