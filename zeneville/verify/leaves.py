"""Dual vectors of a stored plan's leaves, and what they make a kWh cost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from zeneville.verify.kept import Kept

Array = np.ndarray[Any, Any]

KINDS = ("store", "converter", "zone")


@dataclass(frozen=True)
class Prices:
    """Prices of one leaf: EUR a kWh times weight by hour, scalars of the rows over the year.

    ``paid`` by meters in need, ``earned`` (C,T) by surplus, ``local`` of the community, ``heat``
    and ``hydrogen`` of their nodes; ``stored`` (S,T); ``built`` what the leaf decides by kind.
    """

    paid: Array
    earned: Array
    local: Array
    heat: Array
    hydrogen: Array
    stored: Array
    scarce_in: Array
    scarce_out: Array
    balance: float
    co2: float
    invest: float
    renewable: float
    autonomy: float
    built: dict[str, Array]

    def at(self, node: str) -> Array:
        """(T,) worth of a kWh at a node."""
        known = {"meter": self.paid, "community": self.local, "heat": self.heat}
        return {**known, "hydrogen": self.hydrogen}[node]


def prices(plan: Kept, leaf: int) -> Prices:
    """Prices of a leaf from its duals; wrong signs are cut to zero."""
    weight = plan["weight"].values

    def hourly(name: str) -> Array:
        return np.asarray(np.maximum(plan[f"dual_{name}"].values[leaf], 0.0))

    def yearly(name: str) -> float:
        return max(0.0, float(plan[f"dual_{name}"].values[leaf]))

    balance, co2, autonomy = yearly("balance"), yearly("co2"), yearly("autonomy")
    scarce_in, scarce_out = hourly("imported"), hourly("exported")
    electricity = float(plan["balance_factor"])
    bought = plan["retail"].values + electricity * balance + float(plan["co2_import"]) * co2
    from_grid = weight * (bought + autonomy) + scarce_in
    to_grid = weight * (plan["feed_in"].values + electricity * balance) - scarce_out
    local = np.minimum(hourly("community"), from_grid)
    return Prices(
        paid=np.minimum(from_grid, local + weight * plan["fee"].values),
        earned=np.maximum(np.maximum(to_grid, local), 0.0),
        local=local,
        heat=hourly("heat"),
        hydrogen=hourly("hydrogen"),
        stored=plan["dual_stored"].values[leaf],
        scarce_in=scarce_in,
        scarce_out=scarce_out,
        balance=balance,
        co2=co2,
        invest=yearly("invest"),
        renewable=yearly("renewable"),
        autonomy=autonomy,
        built={kind: plan[f"leaf_{kind}_built"].values[leaf] for kind in KINDS},
    )


def complete(plan: Kept) -> bool:
    """True when every way of building or not building falls under exactly one leaf.

    Something of no fixed cost and no least size may be left open: its size says whether it is
    built. Leaves are distinct where two of them decide something differently; they are all when
    the cases under them add up.
    """
    states = np.hstack([_whole(plan, kind) for kind in KINDS])
    if not np.isin(states, (-1, 0, 1)).all() or not len(states):
        return False
    for one in range(len(states)):
        for other in range(one):
            apart = (states[one] + states[other] == 1) & (states[one] >= 0) & (states[other] >= 0)
            if not apart.any():
                return False
    return int(sum(2 ** int((line == -1).sum()) for line in states)) == 2 ** states.shape[1]


def _whole(plan: Kept, kind: str) -> Array:
    """(leaf, .) decisions on what has a fixed cost or a least size; others must be open."""
    states = plan[f"leaf_{kind}_built"].values.astype(int)
    if kind == "zone":
        return states
    least = "store_least_kwh" if kind == "store" else "converter_least_kw"
    whole = (plan[f"{kind}_fixed_cost"].values > 0.0) | (plan[least].values > 0.0)
    if (states[:, ~whole] != -1).any():
        return np.full((len(states), 1), 9)
    return states[:, whole]
