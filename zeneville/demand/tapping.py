"""When hot water is drawn: EN 16147 draw-offs for one dwelling, a measured shape for many."""

from __future__ import annotations

import csv
from functools import cache
from math import erf, sqrt
from pathlib import Path
from typing import Any

import numpy as np

from zeneville.demand.day_shapes import laid, mean_one
from zeneville.demand.legal_time import LegalTime

Array = np.ndarray[Any, Any]

MINUTES = 1440


@cache
def draw_offs(profile: str) -> tuple[tuple[int, float], ...]:
    """Minute of the day and kWh of every draw-off of the tapping profile ``M`` or ``L``.

    EN 16147 and regulation (EU) 812/2013, annex VII.
    """
    text = Path(__file__).with_name("tapping.csv").read_text(encoding="utf-8")
    return tuple(
        (int(row["clock"][:2]) * 60 + int(row["clock"][3:]), float(row["kwh"]))
        for row in csv.DictReader(text.splitlines())
        if row["profile"] == profile
    )


def day_energy(profile: str) -> float:
    """kWh drawn in a day of the profile."""
    return sum(energy for _, energy in draw_offs(profile))


def day_of(profile: str, spread_h: float) -> Array:
    """(24,) share of the day's energy by hour, each draw-off spread about its minute.

    What is wanted is the mean over households like this one, whose habits scatter about the
    standard with a normal distribution of standard deviation ``spread_h``; 0 keeps the minutes.
    """
    out = np.zeros(24)
    for minute, energy in draw_offs(profile):
        if spread_h <= 0.0:
            out[minute // 60] += energy
            continue
        for turn in (-1, 0, 1):
            edges = (np.arange(25) + 24 * turn - minute / 60.0) / (spread_h * sqrt(2.0))
            out += energy * 0.5 * np.diff([erf(edge) for edge in edges])
    return out / out.sum()


def weights(dwellings: Array, daily_kwh: Array) -> Array:
    """(B, 3) shares of the shapes M, L and many dwellings.

    Parameters
    ----------
    dwellings
        (B,) behind one meter. Independent households even one another out: what is left of the
        single household's peaks falls with the square root of their number, the form that
        DTU 60.11 gives to simultaneity, 0.8 / sqrt(x - 1).
    daily_kwh
        (B,) drawn in a mean day by one dwelling: below the energy of M the shape is M, above that
        of L it is L, between them a mixture.
    """
    single = 1.0 / np.sqrt(np.maximum(dwellings, 1.0))
    small, large = day_energy("M"), day_energy("L")
    towards_large = np.clip((daily_kwh - small) / (large - small), 0.0, 1.0)
    return np.column_stack([single * (1.0 - towards_large), single * towards_large, 1.0 - single])


def shapes(legal: LegalTime, spread_h: float) -> Array:
    """(3, T) draw-off relative to its annual mean: M, L, many dwellings.

    The profiles of the standard know one day; their workdays and weekends get the daily totals of
    the measured shape of many dwellings.
    """
    many = mean_one(laid("hot_water_block", legal))
    by_day = np.array([many[legal.day == kind].mean() for kind in range(3)])
    single = [24.0 * day_of(name, spread_h)[legal.hour] * by_day[legal.day] for name in "ML"]
    return np.array([*(mean_one(shape) for shape in single), many])
