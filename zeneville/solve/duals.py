"""Prices of the master, completed so that the weak-duality bound is as high as they allow."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from zeneville.model import Eased, Problem
from zeneville.model.problem import Array
from zeneville.solve.highs import Solution
from zeneville.solve.program import Program


@dataclass(frozen=True)
class Duals:
    """One dual vector: everything a bound needs beside the data.

    ``community`` (T) EUR a kWh times weight; ``stored`` (T) price of stored energy;
    ``imported``, ``exported`` (T) of the transformer; ``balance``, ``co2``, ``invest`` scalars.
    """

    community: Array
    stored: Array
    imported: Array
    exported: Array
    balance: float
    co2: float
    invest: float

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
            )
            + self.imported
        )
        community = np.clip(self.community, 0.0, retail)
        sold = weight * (problem.feed_in + self.balance * problem.balance_factor) - self.exported
        field = (
            weight * (problem.asset_feed_in + self.balance * problem.balance_factor) - self.exported
        )
        return Prices(
            community=community,
            buy=np.minimum(retail, community + weight * problem.fee),
            sell=np.maximum(np.maximum(sold, community), 0.0),
            field=np.maximum(np.maximum(field, community), 0.0),
        )


@dataclass(frozen=True)
class Prices:
    """EUR a kWh times weight: ``buy`` (T), ``sell`` (C,T), ``field`` (A,T), ``community`` (T)."""

    community: Array
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

    def yearly(name: str) -> float:
        return max(0.0, float(solution.dual_at(program.rows.get(f"yearly[{name}]"))))

    return Duals(
        community=hourly("community"),
        stored=-hourly("battery.storage"),
        imported=np.maximum(hourly("imported"), 0.0),
        exported=np.maximum(hourly("exported"), 0.0),
        balance=yearly("balance"),
        co2=yearly("co2"),
        invest=yearly("invest"),
    )


def none(problem: Problem) -> Duals:
    """Every price zero."""
    zero = np.zeros(len(problem.weight))
    return Duals(zero, zero.copy(), zero.copy(), zero.copy(), 0.0, 0.0, 0.0)
