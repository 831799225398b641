"""What a kilowatt-hour of panels costs over their life, and when they are repaid.

All arrays hold one row per installation; money is real euros of the base year, yearly flows fall
at the end of their year, the investment at the start of the first.
"""

from __future__ import annotations

from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]


def discounted_kwh(first_year_kwh: Array, rate: float, life_years: int, degradation: float) -> Array:
    """(N,) kWh over the life, each year's discounted to the start.

    Year ``t`` gives ``first_year_kwh (1 - degradation)^(t - 1)`` and weighs ``(1 + rate)^-t``.
    """
    year = np.arange(1, life_years + 1)
    weight = float(((1.0 - degradation) ** (year - 1) * (1.0 + rate) ** -year).sum())
    return np.asarray(first_year_kwh, dtype=float) * weight


def levelised_cost(
    investment_eur: Array,
    upkeep_eur_per_year: Array,
    first_year_kwh: Array,
    rate: float,
    life_years: int,
    degradation: float,
) -> Array:
    """(N,) EUR per kWh: discounted expenses over discounted kWh (levelised cost of energy).

    NaN where nothing is produced.

    Source
    ------
    IEA and NEA, Projected Costs of Generating Electricity, 2020 edition: the constant price at
    which the discounted sale of the life's energy equals the discounted expenses.
    """
    year = np.arange(1, life_years + 1)
    expenses = np.asarray(investment_eur, dtype=float) + np.asarray(
        upkeep_eur_per_year, dtype=float
    ) * float(((1.0 + rate) ** -year).sum())
    energy = discounted_kwh(first_year_kwh, rate, life_years, degradation)
    return np.divide(expenses, energy, out=np.full_like(energy, np.nan), where=energy > 0)


def yearly_surplus(
    first_year_kwh: Array,
    value_eur_per_kwh: Array,
    upkeep_eur_per_year: Array,
    degradation: float,
) -> Array:
    """(N, years) EUR left each year: energy at its value (N, years), less upkeep."""
    value = np.asarray(value_eur_per_kwh, dtype=float)
    kwh = np.asarray(first_year_kwh, dtype=float)[:, None] * (1.0 - degradation) ** np.arange(
        value.shape[1]
    )
    return np.asarray(kwh * value - np.asarray(upkeep_eur_per_year, dtype=float)[:, None])


def payback_years(investment_eur: Array, surplus_eur: Array, rate: float = 0.0) -> Array:
    """(N,) years until the surplus (N, years) has repaid the investment; NaN where it never does.

    Within a year money comes evenly. A ``rate`` above zero discounts each year (discounted
    payback); zero gives the simple payback.
    """
    surplus = np.asarray(surplus_eur, dtype=float)
    count, years = surplus.shape
    discounted = surplus * (1.0 + rate) ** -np.arange(1.0, years + 1.0)
    left = np.asarray(investment_eur, dtype=float)[:, None] - np.cumsum(discounted, axis=1)
    paid = left <= 0.0
    year = paid.argmax(axis=1)
    row = np.arange(count)
    last = discounted[row, year]
    part = 1.0 + np.divide(left[row, year], last, out=np.zeros(count), where=last > 0)
    return np.where(paid.any(axis=1), year + part, np.nan)
