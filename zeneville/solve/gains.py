"""What each design of a building gives to the requirements over the year."""

from __future__ import annotations

import numpy as np

from zeneville.model import Designs
from zeneville.model.problem import Array

#: requirements over the year
YEARLY = ("balance", "co2", "invest", "renewable", "autonomy")


def gains(designs: Designs, row: str, among: Array | None = None) -> Array:
    """(B, D) what each design gives to a yearly requirement: kWh, kg or EUR saved.

    CO2 is counted as if nothing local served the building. Minus infinity where a design is not
    allowed, or not ``among`` (B, D) those asked for.
    """
    problem = designs.problem
    mask = designs.allowed if among is None else designs.allowed & among
    same = np.tile(problem.weight, (len(problem.feed_in), 1))
    if row == "invest":
        amount = -designs.investment
    elif row == "renewable":
        amount = designs.renewable
    elif row == "autonomy":
        amount = designs.used - designs.prices(problem.weight, 0.0 * same, mask)
    elif row == "balance":
        drawn = designs.prices(problem.weight, same, mask)
        amount = -(problem.balance_factor * drawn + designs.fuel_balance)
    else:
        drawn = designs.prices(problem.weight, 0.0 * same, mask)
        amount = -(problem.co2_import * drawn + designs.co2)
    return np.where(mask, amount, -np.inf)
