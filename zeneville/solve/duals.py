"""Prices of the master, completed so that the weak-duality bound is as high as they allow."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from zeneville.model import Eased, Problem
from zeneville.model.problem import Array
from zeneville.solve.highs import Solution
from zeneville.solve.program import Program

#: names of a dual vector's hourly prices and of its rows over the year
HOURLY = ("community", "heat", "hydrogen", "imported", "exported")
YEARLY = ("balance", "co2", "invest", "renewable", "autonomy")


@dataclass(frozen=True)
class Duals:
    """One dual vector: everything a bound needs beside the data.

    ``community``, ``heat``, ``hydrogen`` (T) EUR a kWh times weight; ``stored`` (S,T) price of
    stored energy; ``imported``, ``exported`` (T) of the transformer; the rows over the year are
    scalars.
    """

    community: Array
    heat: Array
    hydrogen: Array
    stored: Array
    imported: Array
    exported: Array
    balance: float
    co2: float
    invest: float
    renewable: float
    autonomy: float

    def of_eased(self, eased: Eased) -> float:
        """EUR a year per unit by which an eased requirement is missed."""
        yearly = float(getattr(self, eased.yearly)) if eased.yearly else 0.0
        wires = self.imported[eased.imports].sum() + self.exported[eased.exports].sum()
        return yearly + float(wires)

    def prices(self, problem: Problem) -> Prices:
        """Prices that buildings and fields see, completed in closed form.

        ``buy`` = min(retail side, community + fee), ``sell`` = max(feed-in side, community, 0):
        the highest and lowest for which no purchase, exchange or sale has a negative reduced cost.
        """
        weight = problem.weight
        retail = (
            weight
            * (
                problem.retail
                + self.balance * problem.balance_factor
                + self.co2 * problem.co2_import
                + self.autonomy
            )
            + self.imported
        )
        community = np.clip(self.community, 0.0, retail)
        sold = weight * (problem.feed_in + self.balance * problem.balance_factor) - self.exported
        field = (
            weight * (problem.asset_feed_in + self.balance * problem.balance_factor) - self.exported
        )
        buy = np.minimum(retail, community + weight * problem.fee)
        heat, hydrogen = np.maximum(self.heat, 0.0), np.maximum(self.hydrogen, 0.0)
        return Prices(
            community=community,
            node=np.stack([buy, community, heat, hydrogen]),
            buy=buy,
            sell=np.maximum(np.maximum(sold, community), 0.0),
            field=np.maximum(np.maximum(field, community), 0.0),
        )


@dataclass(frozen=True)
class Prices:
    """EUR a kWh times weight: ``buy`` (T), ``sell`` (C,T), ``field`` (A,T), ``community`` (T).

    ``node`` (M,T) is what a kWh is worth where parts of the district give or take it.
    """

    community: Array
    node: Array
    buy: Array
    sell: Array
    field: Array


def read_duals(program: Program, problem: Problem, solution: Solution) -> Duals:
    """Duals of a solved master, signs clipped."""
    hours = len(problem.weight)

    def hourly(name: str) -> Array:
        places = program.rows.get(name, np.zeros(0, dtype=np.int64))
        full = np.full(hours, -1)
        full[: len(places)] = places
        return solution.dual_at(full)

    def stored() -> Array:
        none = np.full((len(problem.store), hours), -1)
        return -solution.dual_at(program.rows.get("store.storage", none))

    def yearly(name: str) -> float:
        return max(0.0, float(solution.dual_at(program.rows.get(f"yearly[{name}]"))))

    return Duals(
        community=hourly("community"),
        heat=np.maximum(hourly("heat"), 0.0),
        hydrogen=np.maximum(hourly("hydrogen"), 0.0),
        stored=stored(),
        imported=np.maximum(hourly("imported"), 0.0),
        exported=np.maximum(hourly("exported"), 0.0),
        **{row: yearly(row) for row in YEARLY},
    )


def none(problem: Problem) -> Duals:
    """Every price zero."""
    zero = np.zeros(len(problem.weight))
    return Duals(
        community=zero,
        heat=zero.copy(),
        hydrogen=zero.copy(),
        stored=np.zeros((len(problem.store), len(zero))),
        imported=zero.copy(),
        exported=zero.copy(),
        balance=0.0,
        co2=0.0,
        invest=0.0,
        renewable=0.0,
        autonomy=0.0,
    )
