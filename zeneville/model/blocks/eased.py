"""A requirement that may be missed up to some amount, at a price: how near can it be met?

=============  ============================================================  =====================
symbol         meaning                                                       unit
=============  ============================================================  =====================
missed         amount that the requirement is missed by                      that of the row
=============  ============================================================  =====================

It stands on the yearly row, or on the rows of imports or exports of the hours that are named: then
it is the largest excess over the limit.
"""

from __future__ import annotations

import numpy as np
import pyomo.environ as pyo

from zeneville.model.ports import Ports
from zeneville.model.problem import Problem


def add_eased(model: pyo.ConcreteModel, problem: Problem, ports: Ports) -> None:
    """Put what is missed on the rows of the eased requirement and on cost; nothing without one."""
    eased = problem.eased
    if eased is None:
        return
    block = model.eased = pyo.Block()
    block.missed = pyo.Var(bounds=(0.0, eased.most))
    ports.add("cost", 0, eased.price, block.missed)
    if eased.yearly:
        ports.add(eased.yearly, 0, 1.0, block.missed)
    for row, hours in (("import", eased.imports), ("export", eased.exports)):
        for t in np.flatnonzero(hours):
            ports.add(row, int(t), 1.0, block.missed)
