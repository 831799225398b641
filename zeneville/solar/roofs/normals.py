"""Local planes of a cloud: principal components of the neighbourhood of every point."""

from __future__ import annotations

import numpy as np
from numba import njit


@njit(cache=True)
def smallest(a, b, c, d, e, f):  # type: ignore[no-untyped-def]
    """Smallest eigenvalue of the symmetric matrix ((a, b, c), (b, d, e), (c, e, f)), its vector.

    Closed form by the cosine of a third of the angle (Smith 1961, Communications of the ACM 4,
    168); the vector is the largest cross product of two rows of the matrix less the eigenvalue.
    """
    mean = (a + d + f) / 3.0
    spread = (a - mean) ** 2 + (d - mean) ** 2 + (f - mean) ** 2
    size = np.sqrt((spread + 2.0 * (b * b + c * c + e * e)) / 6.0)
    if size < 1e-15:
        return mean, 0.0, 0.0, 1.0
    p, q, r = (a - mean) / size, (d - mean) / size, (f - mean) / size
    u, v, w = b / size, c / size, e / size
    half = (p * (q * r - w * w) - u * (u * r - w * v) + v * (u * w - q * v)) / 2.0
    angle = np.arccos(min(max(half, -1.0), 1.0)) / 3.0
    value = mean + 2.0 * size * np.cos(angle + 2.0 * np.pi / 3.0)
    rows = ((a - value, b, c), (b, d - value, e), (c, e, f - value))
    best, x, y, z = 0.0, 0.0, 0.0, 1.0
    for i in range(3):
        one, two = rows[i], rows[(i + 1) % 3]
        s = one[1] * two[2] - one[2] * two[1]
        t = one[2] * two[0] - one[0] * two[2]
        o = one[0] * two[1] - one[1] * two[0]
        length = s * s + t * t + o * o
        if length > best:
            best, x, y, z = length, s, t, o
    if best > 0.0:
        length = np.sqrt(best)
        x, y, z = x / length, y / length, z / length
    if z < 0.0:
        x, y, z = -x, -y, -z
    return max(value, 0.0), x, y, z


@njit(cache=True)
def local_planes(points, first, near, least):  # type: ignore[no-untyped-def]
    """Normal (upwards), centre and residual of the plane through the neighbours of every point.

    Parameters
    ----------
    points
        (N, 3) metres.
    first, near
        Neighbours as :func:`neighbours.within` gives them.
    least
        Neighbours that a plane needs; others have an infinite residual.

    Returns
    -------
    normal, centre
        (N, 3) unit vector and metres.
    residual
        (N,) standard deviation from the plane in metres, three degrees of freedom taken off.
    """
    count = points.shape[0]
    normal, centre = np.zeros((count, 3)), np.zeros((count, 3))
    residual = np.full(count, np.inf)
    for i in range(count):
        number = first[i + 1] - first[i]
        if number < least:
            continue
        x = y = z = 0.0
        for n in range(first[i], first[i + 1]):
            x += points[near[n], 0] - points[i, 0]
            y += points[near[n], 1] - points[i, 1]
            z += points[near[n], 2] - points[i, 2]
        x, y, z = x / number + points[i, 0], y / number + points[i, 1], z / number + points[i, 2]
        a = b = c = d = e = f = 0.0
        for n in range(first[i], first[i + 1]):
            dx, dy, dz = points[near[n], 0] - x, points[near[n], 1] - y, points[near[n], 2] - z
            a += dx * dx
            b += dx * dy
            c += dx * dz
            d += dy * dy
            e += dy * dz
            f += dz * dz
        value, nx, ny, nz = smallest(a, b, c, d, e, f)
        normal[i, 0], normal[i, 1], normal[i, 2] = nx, ny, nz
        centre[i, 0], centre[i, 1], centre[i, 2] = x, y, z
        residual[i] = np.sqrt(value / (number - 3.0))
    return normal, centre, residual
