"""A plan beside one of another level: few buildings take other designs until this level is met.

Where single buildings weigh much in a requirement, whole plans lie far above the mixture and
rounding it may end dearer than need be. The plan of a neighbouring level is then a better start.
"""

from __future__ import annotations

from collections.abc import Iterable

from zeneville.model import Designs
from zeneville.model.problem import Array
from zeneville.solve.bound import price
from zeneville.solve.dispatch import Dispatch, dispatch
from zeneville.solve.duals import Duals
from zeneville.solve.gains import gains
from zeneville.solve.linear import Linear
from zeneville.solve.master import Master
from zeneville.solve.room import room
from zeneville.solve.swaps import swap

#: swaps of one or two buildings after one another from each start
TURNS = 6


def cheaper(
    master: Master,
    designs: Designs,
    linear: Linear,
    row: str,
    duals: Duals,
    plan: Dispatch,
    starts: Iterable[Array],
) -> Dispatch:
    """The cheapest of ``plan`` and of what swaps make of each start (B,) for the master's level.

    Swaps are chosen at ``duals``, each plan is run.
    """
    value = price(master.problem, designs, duals).value
    gain, worth = gains(designs, row), float(getattr(duals, row))
    best = plan
    for start in starts:
        found = dispatch(master, designs, start, linear)
        for _ in range(TURNS):
            if found.feasible and found.cost < best.cost:
                best = found
            left = room(master.problem, found, row, duals)
            changed = swap(found.chosen, value, gain, worth, left)
            if changed is None or (found.feasible and changed[1] >= 0.0):
                break
            found = dispatch(master, designs, changed[0], linear)
    return best
