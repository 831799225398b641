"""Floors on the ground by EN ISO 13370: equivalent transmittance and the ground's yearly wave."""

from __future__ import annotations

from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]

WALL_M = 0.3
INSIDE, OUTSIDE = 0.17, 0.04  # surface resistances, heat flow downwards, m2K/W
#: periodic penetration depth of the ground over a year, m, EN ISO 13370 table (sand or gravel)
PENETRATION_M = 3.2


def transmittance(
    area: Array, perimeter: Array, floor_resistance: Array, conductivity: float
) -> Array:
    """W/(m2 K) of a slab on ground, EN ISO 13370:2017 clause 7.2.

    Parameters
    ----------
    area, perimeter
        m2 and m of exposed edge.
    floor_resistance
        m2K/W of the slab and its insulation.
    conductivity
        of the ground, W/(m K).
    """
    size = area / np.maximum(0.5 * perimeter, 1e-6)
    depth = WALL_M + conductivity * (INSIDE + floor_resistance + OUTSIDE)
    bare = (
        2.0
        * conductivity
        / (np.pi * size + depth)
        * np.log(np.pi * size / np.maximum(depth, 1e-9) + 1.0)
    )
    return np.where(depth < size, bare, conductivity / (0.457 * size + depth))


def periodic_share(
    area: Array, perimeter: Array, floor_resistance: Array, u: Array, conductivity: float
) -> Array:
    """Share of the outdoor yearly wave that reaches the floor's boundary, at most one.

    External periodic coefficient 0.37 P lambda ln(penetration/d_t + 1) over A U, EN ISO 13370:2017
    annex H.
    """
    depth = WALL_M + conductivity * (INSIDE + floor_resistance + OUTSIDE)
    outer = 0.37 * perimeter * conductivity * np.log(PENETRATION_M / depth + 1.0)
    return np.minimum(outer / np.maximum(area * u, 1e-9), 1.0)


def wave(temp_air: Array, delay_hours: float = 8760.0 / 12.0) -> tuple[float, Array]:
    """Yearly mean (degC) and the first harmonic (T,) of the air, K, one month late (annex H)."""
    hours = np.arange(len(temp_air))
    angle = 2.0 * np.pi * hours / len(temp_air)
    mean = float(np.mean(temp_air))
    cosine = 2.0 * float(np.mean((temp_air - mean) * np.cos(angle)))
    sine = 2.0 * float(np.mean((temp_air - mean) * np.sin(angle)))
    late = 2.0 * np.pi * (hours - delay_hours) / len(temp_air)
    return mean, cosine * np.cos(late) + sine * np.sin(late)
