"""Masters of districts that differ little: what is stated once is not stated again.

A master has no building in it. Districts that differ in buildings, their works, heaters, needs or
roofs alone have the same one; those that differ in the levels of their limits have the same but for
these. Stating it in Pyomo takes seconds for a year of hours.
"""

from __future__ import annotations

import functools
import hashlib
from collections import OrderedDict
from collections.abc import Callable

import numpy as np

from zeneville.model import Problem
from zeneville.model.problem import ARRAYS
from zeneville.solve.master import Master

#: dimensions that stand in arrays of buildings only
OF_BUILDINGS = frozenset(
    {
        *("building", "package", "heater", "pv_option", "storage_option", "tank_mode"),
        *("buffer_mode", "carrier", "heat_pump", "flow"),
    }
)
#: scalars that stand in the matrix or the cost, not as levels alone
FACTORS = ("balance_factor", "co2_import", "autonomy_min")
#: masters that are kept, those used last
KEPT = 4


class Stated:
    """Masters by what they are stated from."""

    def __init__(self) -> None:
        self._masters: OrderedDict[bytes, Master] = OrderedDict()

    def __call__(self, problem: Problem) -> Master:
        """The master of a district, stated now or taken from one that differs in levels alone."""
        if problem.eased is not None:
            return Master(problem)
        key = _key(problem)
        known = self._masters.pop(key, None)
        self._masters[key] = Master(problem) if known is None else known
        while len(self._masters) > KEPT:
            self._masters.popitem(last=False)
        return self._masters[key].asking(problem)


def stated_once(
    problem: Problem,
    prices: dict[str, float] | None = None,
    stated: Callable[[Problem], Master] = Master,
) -> Callable[[], Master]:
    """The program of a district for all nodes of a tree, ``stated`` when it is first asked for.

    ``prices`` of what is missed, where they are not those of the block of slack.
    """

    @functools.cache
    def once() -> Master:
        master = stated(problem)
        return master if prices is None else master.missing_at(prices)

    return once


def _key(problem: Problem) -> bytes:
    """Everything of the district's own, and which limits there are."""
    digest = hashlib.sha256()
    for name, (dims, _, _) in ARRAYS.items():
        if not OF_BUILDINGS.intersection(dims):
            values = np.ascontiguousarray(problem.arrays[name])
            digest.update(f"{name}{values.shape}{values.dtype}".encode())
            digest.update(values.data)
    asked = [name for name, value in problem.scalars.items() if not np.isnan(value)]
    digest.update(repr((sorted(asked), [problem.scalars[name] for name in FACTORS])).encode())
    return digest.digest()
