"""Need for heat by the quasi-steady balance of EN ISO 13790, for a season or for months.

Losses at a mean outdoor temperature, less the gains that the building can use. TABULA applies it to
one season: Loga T. and Diefenbach N. (2013), TABULA Calculation Method - Energy Use for Heating and
Domestic Hot Water, IWU Darmstadt.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]

KWH_PER_W_DAY = 0.024
#: numerical parameter and reference time constant (h), EN ISO 13790:2008 table 9
SEASON = (0.8, 30.0)
MONTH = (1.0, 15.0)


@dataclass(frozen=True)
class Balance:
    """kWh per m2 of reference floor over the season or month, and 1."""

    losses: Array
    gains: Array
    utilisation: Array

    @property
    def need(self) -> Array:
        """Heat that must be added, never less than nothing."""
        return np.maximum(self.losses - self.utilisation * self.gains, 0.0)


def balance(
    heat_transfer: Array,
    degree_days: Array,
    gains: Array,
    heat_capacity: Array,
    parameters: tuple[float, float] = SEASON,
) -> Balance:
    """Losses, gains and what of them is used.

    Parameters
    ----------
    heat_transfer
        By transmission and ventilation, W/(K m2).
    degree_days
        Room less outdoors times the days, K d.
    gains
        Solar and internal, kWh/m2.
    heat_capacity
        Internal, Wh/(K m2).
    parameters
        ``SEASON`` or ``MONTH``.
    """
    losses = KWH_PER_W_DAY * np.maximum(degree_days, 0.0) * heat_transfer
    at_zero, reference = parameters
    exponent = at_zero + heat_capacity / heat_transfer / reference
    return Balance(losses, gains, utilisation(gains, losses, exponent))


def utilisation(gains: Array, losses: Array, exponent: Array) -> Array:
    """Share of the gains that replaces heat, EN ISO 13790:2008 12.2.1.1.

    (1 - r^a) / (1 - r^(a + 1)) of the ratio r of gains to losses, a / (a + 1) where they are equal,
    nothing where nothing is lost.
    """
    gains, losses, exponent = np.broadcast_arrays(gains, losses, exponent)
    ratio = gains / np.where(losses > 0.0, losses, np.inf)
    equal = np.abs(ratio - 1.0) < 1e-9
    apart = np.where(equal, 0.5, ratio)
    used = (1.0 - apart**exponent) / (1.0 - apart ** (exponent + 1.0))
    used = np.where(equal, exponent / (exponent + 1.0), used)
    return np.where(losses > 0.0, used, 0.0)


def reduction(transmission: Array, at_one: Array, at_four: Array) -> Array:
    """Factor on the temperature difference for rooms and hours heated less, TABULA.

    Straight between the factors given for 1 and 4 W/(K m2) of transmission, level above 4. Below 1
    it rises so as to be one at 0.5 and is not held there, so that the best buildings get a little
    more than one: this branch is inferred from the factors published for all countries.
    """
    above = np.clip((transmission - 1.0) / 3.0, 0.0, 1.0)
    below = np.maximum(1.0 - transmission, 0.0) / 0.5
    return at_one + (at_four - at_one) * above + (1.0 - at_one) * below
