"""Temperatures over a year of outdoor air, of the brine from the ground and of groundwater."""

from __future__ import annotations

from typing import Protocol

import numpy as np

from zeneville.technologies.heat_pumps.points import KINDS, Array

YEAR_S = 8760.0 * 3600.0


class Figures(Protocol):
    """Anything that gives a catalogue figure by key."""

    def value(self, key: str) -> float:
        """The figure."""
        ...


def source_temperatures(outdoor_degc: Array, figures: Figures) -> Array:
    """Temperature of the source of each kind of heat pump.

    Parameters
    ----------
    outdoor_degc
        (T,) air of a whole year.

    Returns
    -------
    (K, T) degC in the order of :data:`KINDS`: the air; the ground at the depth of the exchanger
    less the difference of ground and brine; groundwater less that of its separating exchanger.
    """
    value = figures.value
    diffusivity = value("demand_ground_conductivity") / (1e6 * value("demand_ground_capacity"))
    ground = ground_temperature(outdoor_degc, value("hp_ground_depth"), diffusivity)
    by_kind = {
        "air": np.asarray(outdoor_degc, dtype=float),
        "ground": ground - value("hp_ground_brine_difference"),
        "water": np.full(
            len(outdoor_degc),
            value("hp_groundwater_temperature") - value("hp_groundwater_exchanger_difference"),
        ),
    }
    return np.stack([by_kind[kind] for kind in KINDS])


def ground_temperature(outdoor_degc: Array, depth_m: float, diffusivity_m2_per_s: float) -> Array:
    """Undisturbed ground (T,), degC, from the yearly wave of the air above it.

    Mean of the year plus its first harmonic, damped by exp(-z/d) and delayed by z/d radians with
    the penetration depth d = sqrt(2 a / omega).

    References
    ----------
    Kusuda T., Achenbach P. R. (1965), Earth temperature and thermal diffusivity at selected
    stations in the United States, ASHRAE Transactions 71(1).
    """
    air = np.asarray(outdoor_degc, dtype=float)
    angle = 2.0 * np.pi * np.arange(len(air)) / len(air)
    mean = float(air.mean())
    cosine = 2.0 * float(np.mean((air - mean) * np.cos(angle)))
    sine = 2.0 * float(np.mean((air - mean) * np.sin(angle)))
    delay = depth_m / np.sqrt(2.0 * diffusivity_m2_per_s / (2.0 * np.pi / YEAR_S))
    late = angle - delay
    return mean + np.exp(-delay) * (cosine * np.cos(late) + sine * np.sin(late))
