"""The bound over the stored tree of splits: every plan lies in a leaf, and no leaf costs less.

A node keeps some designs of one building out of those that its parent allows. Together the
children of a node have to keep all of them; otherwise plans were left out, and nothing is proved.
"""

from __future__ import annotations

import numpy as np

from zeneville.verify.kept import Kept

#: arrays of the tree
NEEDED = ("split_parent", "split_building", "split_vector", "split_allowed")


def stored(plan: Kept) -> bool:
    """True where any of the plan's arrays tells of splits."""
    return any(name in plan for name in NEEDED)


def lowest(plan: Kept, rest: np.ndarray, values: np.ndarray) -> float:
    """The bound (EUR a year) of the lowest leaf; minus infinity where the splits leave plans out.

    Parameters
    ----------
    rest
        (vector,) bound at each dual vector apart from the buildings.
    values
        (vector, building, design) EUR a year, infinite where a design is not allowed.
    """
    if not all(name in plan for name in NEEDED) or not len(rest):
        return -np.inf
    parent = plan["split_parent"].values.astype(int)
    building = plan["split_building"].values.astype(int)
    vector = plan["split_vector"].values.astype(int)
    kept = plan["split_allowed"].values.astype(bool)
    if parent[0] != -1 or not _in_order(parent) or kept.shape[1] != values.shape[2]:
        return -np.inf
    allowed = [np.isfinite(values[0])]
    for node in range(1, len(parent)):
        if not 0 <= building[node] < values.shape[1]:
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
        elif not 0 <= vector[node] < len(rest):
            return -np.inf
        else:
            cheapest = np.where(mask, values[vector[node]], np.inf).min(axis=1)
            bounds.append(float(rest[vector[node]] + cheapest.sum()))
    return min(bounds)


def _in_order(parent: np.ndarray) -> bool:
    """Every node but the first comes after its parent."""
    numbers = np.arange(1, len(parent))
    return bool(((parent[1:] >= 0) & (parent[1:] < numbers)).all())
