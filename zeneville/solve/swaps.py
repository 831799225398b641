"""One or two buildings take other designs, so that a requirement is met and not overshot.

At the best prices the cost of a plan is the bound plus what its designs lie above their best
values, plus the price of the binding requirement times what is met beyond it. Of all single
swaps and pairs of swaps that keep the requirement the cheapest is found by sorting.
"""

from __future__ import annotations

import numpy as np

from zeneville.model.problem import Array


def swap(
    chosen: Array, value: Array, gain: Array, price: float, beyond: float
) -> tuple[Array, float] | None:
    """Designs (B,) after the cheapest single or double swap, and what it changes in EUR a year.

    Parameters
    ----------
    value
        (B, D) values at the prices, infinite where a design is not looked at.
    gain
        (B, D) what a design gives to the requirement.
    price
        EUR per unit of the requirement.
    beyond
        By how much the requirement is met now; negative where it is missed.

    Returns
    -------
    ``None`` when no swap keeps the requirement.
    """
    rows = np.arange(len(chosen))
    looked = np.isfinite(value) & np.isfinite(gain)
    looked[rows, chosen] = False
    owner, number = np.nonzero(looked)
    more = gain[looked] - gain[owner, chosen[owner]]
    cost = value[looked] - value[owner, chosen[owner]] + price * more
    # no swap at all stands among the swaps, so that a pair with it is a single swap
    building, design = np.append(owner, -1), np.append(number, -1)
    more, cost = np.append(more, 0.0), np.append(cost, 0.0)
    order = np.lexsort((design, building, cost, -more))
    building, design = building[order], design[order]
    more, cost = more[order], cost[order]
    first, second = _two_cheapest(building, cost)
    # partners of swap i are those before `count[i]` in the order of falling gains
    count = np.searchsorted(-more, more + beyond, side="right")
    best = first[np.maximum(count - 1, 0)]
    other = second[np.maximum(count - 1, 0)]
    partner = np.where((building[best] == building) & (building >= 0), other, best)
    total = np.where((count > 0) & (partner >= 0), cost + cost[np.maximum(partner, 0)], np.inf)
    at = int(total.argmin())
    if not np.isfinite(total[at]):
        return None
    changed = chosen.copy()
    for place in (at, int(partner[at])):
        if building[place] >= 0:
            changed[building[place]] = design[place]
    return changed, float(total[at])


def _two_cheapest(building: Array, cost: Array) -> tuple[Array, Array]:
    """Place of the cheapest swap up to each place, and of the cheapest of another building."""
    first = np.zeros(len(cost), dtype=np.int64)
    second = np.full(len(cost), -1, dtype=np.int64)
    for i in range(1, len(cost)):
        best, next_best = first[i - 1], second[i - 1]
        if cost[i] < cost[best]:
            if building[i] != building[best]:
                next_best = best
            best = i
        elif building[i] != building[best] and (next_best < 0 or cost[i] < cost[next_best]):
            next_best = i
        first[i], second[i] = best, next_best
    return first, second
