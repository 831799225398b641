"""A district with levels of balance and CO2 that every sensible plan meets.

Its rows stand in the master, so that :meth:`Master.asking` can move their levels.
"""

from __future__ import annotations

import numpy as np

from zeneville.model import Designs, Problem
from zeneville.solve.gains import gains

#: how many times what the worst designs together use a plan may use that does not waste on purpose
ROOM = 5.0


def loosened(problem: Problem, designs: Designs) -> Problem:
    """The same district; limits on money and wires stay."""
    worst = {}
    for row in ("balance", "co2"):
        amount = gains(designs, row)
        worst[row] = float(np.where(np.isfinite(amount), amount, np.inf).min(axis=1).sum())
    moved = problem.flexible_use
    used = abs(worst["balance"]) + abs(problem.balance_constant) + problem.balance_factor * moved
    emitted = abs(worst["co2"]) + problem.co2_import * moved
    return problem.with_scalars(
        balance_min=-ROOM * used - 1.0,
        co2_max=ROOM * emitted + 1.0,
    )
