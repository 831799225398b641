"""What a kWh of a plant costs over its life, and when the plant has paid for itself.

Short, Packey and Holt 1995, A manual for the economic evaluation of energy efficiency and
renewable energy technologies (NREL/TP-462-5173): levelised cost of energy, simple and discounted
payback. All money is real euros of one year, with rates to match; arguments may be arrays.
"""

from __future__ import annotations

from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]


def discounted_years(rate: float, life_years: float, degradation: float = 0.0) -> float:
    """Years of the first year's yield that a life is worth today.

    The sum over years t = 1 ... n of (1 - d)^(t - 1) / (1 + r)^t, that is
    (1 - ((1 - d) / (1 + r))^n) / (r + d), or n where both are zero.

    Parameters
    ----------
    rate
        Real rate r a year, at least 0.
    life_years
        n, more than 0.
    degradation
        Share d of the yield lost a year, 0 <= d < 1.
    """
    if life_years <= 0 or rate < 0 or not 0 <= degradation < 1:
        raise ValueError(
            f"life {life_years} years, rate {rate}, degradation {degradation}: all must make sense"
        )
    if rate + degradation == 0:
        return float(life_years)
    left = ((1.0 - degradation) / (1.0 + rate)) ** life_years
    return float((1.0 - left) / (rate + degradation))


def levelised_cost(
    investment_eur: Array,
    upkeep_eur_per_year: Array,
    first_year_kwh: Array,
    rate: float,
    life_years: float,
    degradation: float,
) -> Array:
    """EUR a kWh: everything paid over everything produced, both discounted to today.

    (I + O * years(r, n, 0)) / (E * years(r, n, d)), years being :func:`discounted_years`;
    infinite where nothing is produced.
    """
    paid = np.asarray(investment_eur, dtype=float) + np.asarray(
        upkeep_eur_per_year, dtype=float
    ) * discounted_years(rate, life_years)
    made = np.asarray(first_year_kwh, dtype=float) * discounted_years(rate, life_years, degradation)
    return _over(paid, made)


def simple_payback(investment_eur: Array, income_eur_per_year: Array, upkeep: Array) -> Array:
    """Years until what the first year leaves, repeated, equals the investment; else infinite.

    ``income_eur_per_year`` is what is saved and sold, ``upkeep`` is EUR a year.
    """
    net = np.asarray(income_eur_per_year, dtype=float) - np.asarray(upkeep, dtype=float)
    return _over(np.asarray(investment_eur, dtype=float), net)


def discounted_payback(
    investment_eur: Array,
    income_eur_per_year: Array,
    upkeep_eur_per_year: Array,
    rate: float,
    life_years: int,
    degradation: float,
) -> Array:
    """Years until discounted income less upkeep equals the investment; else infinite.

    The income of the first year shrinks by ``degradation`` a year; upkeep does not. Money comes
    at the end of years; within the year of payback it is taken as even. What is not paid back
    within ``life_years`` never is.
    """
    left, income, upkeep = (
        np.asarray(each, dtype=float).copy()
        for each in np.broadcast_arrays(investment_eur, income_eur_per_year, upkeep_eur_per_year)
    )
    years = np.where(left <= 0.0, 0.0, np.inf)
    for year in range(1, int(life_years) + 1):
        net = (income * (1.0 - degradation) ** (year - 1) - upkeep) / (1.0 + rate) ** year
        now = np.isinf(years) & (net >= left) & (net > 0.0)
        years = np.where(now, year - 1 + left / np.where(net > 0.0, net, 1.0), years)
        left = left - net
    return years


def _over(paid: Array, made: Array) -> Array:
    """Quotient, infinite where the divisor is not positive."""
    return np.asarray(np.where(made > 0.0, paid / np.where(made > 0.0, made, 1.0), np.inf))


__all__ = ["discounted_payback", "discounted_years", "levelised_cost", "simple_payback"]
