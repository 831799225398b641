"""Annuities."""

from __future__ import annotations


def annuity_factor(rate: float, life_years: float) -> float:
    """Yearly share of an investment over its life at a real rate per year.

    ``rate / (1 - (1 + rate) ** -life)``, or ``1 / life`` at rate zero.

    Raises
    ------
    ValueError
        When the life is not positive or the rate is below zero.
    """
    if life_years <= 0 or rate < 0:
        raise ValueError(f"life {life_years} years and rate {rate}: both must make sense")
    return 1.0 / life_years if rate == 0 else rate / (1.0 - (1.0 + rate) ** -life_years)
