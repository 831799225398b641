"""The bound of a leaf whose buildings' choices were split: no plan is left out, none costs less.

A node keeps some designs of one building out of those that its parent allows. Together the
children of a node have to keep all of them; otherwise plans were left out, and nothing is proved.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from zeneville.verify import leaves
from zeneville.verify.kept import Kept

#: arrays of the splits
NEEDED = ("split_leaf", "split_parent", "split_building", "split_vector", "split_allowed")

#: the bound without buildings at some prices, and values of a building's designs
Apart = Callable[[Kept, leaves.Prices], float]
Designs = Callable[[Kept, int, leaves.Prices], tuple[np.ndarray, np.ndarray]]


def has(plan: Kept, leaf: int) -> bool:
    """True where the plan tells that what buildings may choose under a leaf was split."""
    told = [name in plan for name in NEEDED]
    return any(told) and (not all(told) or bool((plan["split_leaf"].values == leaf).any()))


def pipes(plan: Kept, prices: leaves.Prices) -> np.ndarray:
    """(Z,) EUR a year of the pipes of each zone of the heat network, once built."""
    cost = plan["zone_cost"].values + prices.invest * plan["zone_investment"].values
    found: np.ndarray = cost + prices.heat.sum() * plan["zone_loss_kw"].values
    return found


def lowest(plan: Kept, leaf: int, apart: Apart, designs: Designs) -> float:
    """Bound (EUR a year) of the lowest node under a leaf.

    Minus infinity where the splits leave plans out or lack what they need.
    """
    if not all(name in plan for name in NEEDED):
        return -np.inf
    nodes = np.flatnonzero(plan["split_leaf"].values == leaf)
    parent = plan["split_parent"].values[nodes].astype(int) - nodes[0]
    parent[0] = plan["split_parent"].values[nodes[0]]
    building = plan["split_building"].values[nodes].astype(int)
    vector = plan["split_vector"].values[nodes].astype(int)
    kept = plan["split_allowed"].values[nodes].astype(bool)
    built = plan["leaf_zone_built"].values[leaf]
    if parent[0] != -1 or not _in_order(parent) or not np.isin(built, (0, 1)).all():
        return -np.inf
    rest, values = {}, {}
    for k in np.unique(vector[vector >= 0]):
        prices = leaves.prices(plan, leaf, int(k))
        rest[k] = apart(plan, prices) + float(pipes(plan, prices)[built == 1].sum())
        values[k] = _values(plan, prices, designs)
    if not values:
        return -np.inf
    return _over(parent, building, vector, kept, rest, values)


def _values(plan: Kept, prices: leaves.Prices, designs: Designs) -> np.ndarray:
    """(B, D) EUR a year of all designs; infinite where not allowed or where no pipe comes."""
    zone = plan["zone_of"].values.astype(int)
    found = []
    for b in range(plan.sizes["building"]):
        value, on_network = designs(plan, b, prices)
        reached = zone[b] >= 0 and prices.built["zone"][zone[b]] == 1
        found.append(value if reached else np.where(on_network, np.inf, value))
    return np.array(found)


def _over(
    parent: np.ndarray,
    building: np.ndarray,
    vector: np.ndarray,
    kept: np.ndarray,
    rest: dict[int, float],
    values: dict[int, np.ndarray],
) -> float:
    """The lowest bound over the nodes that were not split."""
    any_vector = next(iter(values.values()))
    if kept.shape[1] != any_vector.shape[1]:
        return -np.inf
    allowed = [np.isfinite(any_vector)]
    for node in range(1, len(parent)):
        if not 0 <= building[node] < len(any_vector):
            return -np.inf
        mask = allowed[parent[node]].copy()
        mask[building[node]] &= kept[node]
        allowed.append(mask)
    bounds = []
    for node, mask in enumerate(allowed):
        children = np.flatnonzero(parent == node)
        if len(children):
            split = building[children]
            missing = mask[split[0]] & ~kept[children].any(axis=0)
            if (split != split[0]).any() or missing.any():
                return -np.inf
        elif vector[node] not in values:
            return -np.inf
        else:
            cheapest = np.where(mask, values[vector[node]], np.inf).min(axis=1)
            bounds.append(float(rest[vector[node]] + cheapest.sum()))
    return min(bounds)


def _in_order(parent: np.ndarray) -> bool:
    """Every node but the first comes after its parent."""
    numbers = np.arange(1, len(parent))
    return bool(((parent[1:] >= 0) & (parent[1:] < numbers)).all())
