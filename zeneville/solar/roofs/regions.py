"""Regions of points that lie on one plane: grown, joined, fitted, divided."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numba import njit

from zeneville.solar.roofs.normals import smallest

Array = np.ndarray[Any, Any]

#: times that a plane has the points of another that may be a dent in it
FEW = 4


@njit(cache=True)
def grow(  # type: ignore[no-untyped-def]
    points, first, near, normal, centre, residual, order, tolerance, cosine, upright, least
):
    """(N,) region of every point, -1 for none, grown from the evenest points on.

    A point joins when it lies within ``tolerance`` (m) of the region's plane and its normal
    within the angle of ``cosine``. The plane is fitted anew whenever the region has doubled;
    it stops growing when it becomes steeper than ``upright`` (cosine). Regions of fewer than
    ``least`` points are given up.
    """
    count = points.shape[0]
    label = np.full(count, -1, dtype=np.int64)
    queue = np.empty(count, dtype=np.int64)
    seen = np.full(count, -1, dtype=np.int64)
    regions = 0
    for seed in order:
        if not np.isfinite(residual[seed]):
            break
        if residual[seed] > tolerance:
            break
        if label[seed] >= 0:
            continue
        nx, ny, nz = normal[seed]
        cx, cy, cz = centre[seed]
        queue[0], length, at, fitted = seed, 1, 0, 8
        seen[seed] = seed
        sums = np.zeros(9)
        while at < length:
            i = queue[at]
            at += 1
            x, y, z = points[i] - points[seed]
            sums += np.array([x, y, z, x * x, x * y, x * z, y * y, y * z, z * z])
            if at == 2 * fitted:
                fitted = at
                _, nx, ny, nz = _plane(sums, at)
                cx, cy, cz = sums[:3] / at + points[seed]
                if nz < upright:
                    break
            for n in range(first[i], first[i + 1]):
                j = near[n]
                if label[j] >= 0 or seen[j] == seed or not np.isfinite(residual[j]):
                    continue
                away = (
                    nx * (points[j, 0] - cx) + ny * (points[j, 1] - cy) + nz * (points[j, 2] - cz)
                )
                along = nx * normal[j, 0] + ny * normal[j, 1] + nz * normal[j, 2]
                if abs(away) <= tolerance and along >= cosine:
                    seen[j] = seed
                    queue[length] = j
                    length += 1
        if length >= least and nz >= upright:
            for n in range(length):
                label[queue[n]] = regions
            regions += 1
    return label


@njit(cache=True)
def _plane(sums, number):  # type: ignore[no-untyped-def]
    x, y, z = sums[0] / number, sums[1] / number, sums[2] / number
    return smallest(
        sums[3] - number * x * x,
        sums[4] - number * x * y,
        sums[5] - number * x * z,
        sums[6] - number * y * y,
        sums[7] - number * y * z,
        sums[8] - number * z * z,
    )


def moments(points: Array, label: Array) -> tuple[Array, Array, Array]:
    """Number (P,), mean (P, 3) and central second moments (P, 3, 3) of the points of regions."""
    inside = np.flatnonzero(label >= 0)
    which, count = label[inside], int(label.max(initial=-1)) + 1
    number = np.bincount(which, minlength=count).astype(float)
    at = points[inside]
    mean = np.column_stack([np.bincount(which, at[:, k], count) for k in range(3)])
    mean = mean / number[:, None]
    off = at - mean[which]
    second = np.empty((count, 3, 3))
    for i in range(3):
        for j in range(i, 3):
            second[:, i, j] = np.bincount(which, off[:, i] * off[:, j], count)
            second[:, j, i] = second[:, i, j]
    return number, mean, second


def fit(points: Array, label: Array) -> tuple[Array, Array, Array]:
    """Normal upwards, centre and rms distance of the least-squares plane of every region."""
    number, mean, second = moments(points, label)
    values, vectors = np.linalg.eigh(second)
    normal = vectors[:, :, 0] * np.where(vectors[:, 2:, 0] < 0, -1.0, 1.0)
    rms = np.sqrt(np.maximum(values[:, 0], 0.0) / np.maximum(number, 1.0))
    return normal, mean, rms


class Planes(NamedTuple):
    """Normals (P, 3) and centres (P, 3) of regions."""

    normal: Array
    centre: Array


class Slack(NamedTuple):
    """How far, metres, a point may lie from its plane: ``tolerance``, or ``sag`` where normals are
    within the angle of ``cosine``."""

    tolerance: float
    sag: float
    cosine: float


def divide(
    points: Array,
    local: Array,
    first: Array,
    near: Array,
    label: Array,
    planes: Planes,
    slack: Slack,
) -> Array:
    """(N,) labels anew: the nearest plane within the tolerance among those of the neighbours.

    Where none of them fits, the planes in contact with them are tried: a corner between a hip and
    the gutter may hold few points and none of its own plane nearby. Points whose ``local`` normal
    (N, 3) lies within the angle of ``slack`` of a plane's normal may sag away from it.
    """
    if not (label >= 0).any():
        return label
    begin, beside = _touching(first, near, label)
    return _divide(points, local, first, near, label, *planes, *slack, begin, beside)


def without_needless(
    points: Array, first: Array, near: Array, label: Array, planes: Planes, slack: Slack
) -> Array:
    """Labels without the regions most of whose points lie on a larger plane beside them as well.

    Such a region is the blunt edge of a ridge or hip, that noise makes look like a facet
    (within the tolerance), or a dent in a plane ``FEW`` times larger (within the sag, the angle of
    the normals below that of ``slack``).
    """
    if not (label >= 0).any():
        return label
    begin, beside = _touching(first, near, label)
    number = np.bincount(label[label >= 0], minlength=len(begin) - 1)
    shared = _shared(points, label, *planes, *slack, begin, beside, number)
    return np.where((shared > number / 2.0)[label] & (label >= 0), -1, label)


def _touching(first: Array, near: Array, label: Array) -> tuple[Array, Array]:
    """Regions beside region p: ``beside[begin[p]:begin[p + 1]]``."""
    count = int(label.max()) + 1
    keys = np.unique(_contacts(first, near, label))
    low, high = keys // count, keys % count
    one, two = np.concatenate([low, high]), np.concatenate([high, low])
    order = np.argsort(one, kind="stable")
    return np.searchsorted(one[order], np.arange(count + 1)), two[order]


@njit(cache=True)
def _away(point, normal, centre, p):  # type: ignore[no-untyped-def]
    return abs(
        normal[p, 0] * (point[0] - centre[p, 0])
        + normal[p, 1] * (point[1] - centre[p, 1])
        + normal[p, 2] * (point[2] - centre[p, 2])
    )


@njit(cache=True)
def _shared(  # type: ignore[no-untyped-def]
    points, label, normal, centre, tolerance, sag, cosine, begin, beside, number
):
    """(P,) points of each region that a larger region beside it would hold too."""
    out = np.zeros(number.shape[0], dtype=np.int64)
    for i in range(points.shape[0]):
        p = label[i]
        if p < 0:
            continue
        for n in range(begin[p], begin[p + 1]):
            q = beside[n]
            if number[q] <= number[p]:
                continue
            dent = number[q] > FEW * number[p] and np.dot(normal[p], normal[q]) >= cosine
            if _away(points[i], normal, centre, q) <= (sag if dent else tolerance):
                out[p] += 1
                break
    return out


@njit(cache=True)
def _divide(  # type: ignore[no-untyped-def]
    points, local, first, near, label, normal, centre, tolerance, sag, cosine, begin, beside
):
    out = np.full(label.shape[0], -1, dtype=np.int64)
    for i in range(points.shape[0]):
        best = sag
        last = -1
        for n in range(first[i], first[i + 1]):
            p = label[near[n]]
            if p < 0 or p == last:
                continue
            last = p
            away = _away(points[i], normal, centre, p)
            if away < best and (away <= tolerance or np.dot(local[i], normal[p]) >= cosine):
                best, out[i] = away, p
        if last < 0 or out[i] >= 0:
            continue
        best = tolerance
        for n in range(begin[last], begin[last + 1]):
            away = _away(points[i], normal, centre, beside[n])
            if away < best:
                best, out[i] = away, beside[n]
    return out


@njit(cache=True)
def _contacts(first, near, label):  # type: ignore[no-untyped-def]
    """Keys low * count + high of the pairs of regions that have neighbouring points."""
    count = label.max() + 1
    number = 0
    for go in range(2):
        if go == 1:
            keys = np.empty(number, dtype=np.int64)
            number = 0
        for i in range(label.shape[0]):
            for n in range(first[i], first[i + 1]):
                p, q = label[i], label[near[n]]
                if p >= 0 and q > p:
                    if go == 1:
                        keys[number] = p * count + q
                    number += 1
    return keys


def joined(
    points: Array, first: Array, near: Array, label: Array, most_rms: float, cosine: float
) -> Array:
    """Labels after joining neighbouring regions that one plane fits as well as two.

    Two regions become one when the angle of their normals is below that of ``cosine`` and either's
    rms distance from the common plane below ``most_rms``, closest fits first.
    """
    count = int(label.max(initial=-1)) + 1
    if count < 2:
        return label
    number, mean, second = moments(points, label)
    root = np.arange(count)
    keys = np.unique(_contacts(first, near, label))
    pairs = np.column_stack([keys // count, keys % count])
    worst = _worst(number, mean, second, pairs, cosine)
    while len(pairs) and worst.min() <= most_rms:
        low, high = pairs[int(np.argmin(worst))]
        apart = mean[high] - mean[low]
        total = number[low] + number[high]
        second[low] += second[high] + np.outer(apart, apart) * number[low] * number[high] / total
        mean[low] += apart * number[high] / total
        number[low] = total
        root[root == high] = low
        pairs = np.sort(np.where(pairs == high, low, pairs), axis=1)
        same = pairs[:, 0] == pairs[:, 1]
        pairs, worst = pairs[~same], worst[~same]
        changed = np.flatnonzero((pairs == low).any(axis=1))
        worst[changed] = _worst(number, mean, second, pairs[changed], cosine)
    _, compact = np.unique(root, return_inverse=True)
    return np.append(compact, -1)[label]


@njit(cache=True)
def _normals(second):  # type: ignore[no-untyped-def]
    out = np.empty((second.shape[0], 3))
    for p in range(second.shape[0]):
        m = second[p]
        _, x, y, z = smallest(m[0, 0], m[0, 1], m[0, 2], m[1, 1], m[1, 2], m[2, 2])
        out[p, 0], out[p, 1], out[p, 2] = x, y, z
    return out


def _worst(number: Array, mean: Array, second: Array, pairs: Array, cosine: float) -> Array:
    """(K,) larger rms of the two regions of each pair from their common plane, inf if askew."""
    low, high = pairs.T
    apart = mean[high] - mean[low]
    total = number[low] + number[high]
    weight = number[low] * number[high] / total
    both = (
        second[low] + second[high] + apart[:, :, None] * apart[:, None, :] * weight[:, None, None]
    )
    normal = _normals(both)
    centre = mean[low] + apart * (number[high] / total)[:, None]
    own = _normals(second)
    out = np.zeros(len(pairs))
    for one in (low, high):
        spread = np.einsum("ki,kij,kj->k", normal, second[one], normal) / number[one]
        off = np.einsum("ki,ki->k", normal, mean[one] - centre)
        out = np.maximum(out, np.sqrt(np.maximum(spread, 0.0) + off**2))
    askew = np.abs(np.einsum("ki,ki->k", own[low], own[high])) < cosine
    return np.where(askew, np.inf, out)
