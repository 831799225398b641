"""The master: the district's assets stated once, and columns of buildings put beside them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import scipy.sparse as sp

from zeneville.model import Columns, Problem, build, none
from zeneville.model.blocks.slack import PENALTY
from zeneville.model.problem import Array
from zeneville.solve.program import Program, state

#: row of the program for each port on which columns stand
ROWS = {
    "meter": "meter",
    "surplus": "surplus",
    "balance": "yearly[balance]",
    "co2": "yearly[co2]",
    "invest": "yearly[invest]",
}


class Master:
    """``problem`` without buildings as a linear program; :meth:`over` puts columns in."""

    def __init__(self, problem: Problem):
        self.problem = problem
        self.prices: dict[str, float] = dict(PENALTY)
        self.assets = state(build(problem, none(problem)))

    def asking(self, problem: Problem) -> Master:
        """The same district with other levels of the limits that it has."""
        lower = self.assets.row_lower.copy()
        largest = problem.largest_import()
        levels: dict[str, Any] = {
            "yearly[balance]": problem.balance_min,
            "yearly[co2]": -problem.co2_max,
            "yearly[invest]": -problem.investment_max,
            "imported": -largest,
            "exported": np.full(len(largest), -problem.largest_export()),
        }
        for name, level in levels.items():
            at = self.assets.rows.get(name)
            if at is None:
                continue
            if at.ndim == 0:
                lower[int(at)] = level
            else:
                lower[at[at >= 0]] = level[: len(at)][at >= 0]
        return self._with(problem, self.prices, replace(self.assets, row_lower=lower))

    def missing_at(self, prices: dict[str, float]) -> Master:
        """The same with other prices of missing a requirement, by row as in the block of slack."""
        cost, columns = self.assets.cost.copy(), self.assets.columns
        hourly = columns.get("slack.unserved", np.zeros(0, dtype=np.int64))
        weight = self.problem.weight[: len(hourly)]
        cost[hourly[hourly >= 0]] = prices["meter"] * weight[hourly >= 0]
        for row in ("balance", "co2", "invest"):
            cost[columns[f"slack.missed[{row}]"]] = prices[row]
        return self._with(self.problem, prices, replace(self.assets, cost=cost))

    def _with(self, problem: Problem, prices: dict[str, float], assets: Program) -> Master:
        other = Master.__new__(Master)
        other.problem, other.prices, other.assets = problem, prices, assets
        return other

    def over(self, columns: Columns) -> Program:
        """The program over the given columns: shares of each group add up to one."""
        assets, count = self.assets, len(columns)
        height, width = assets.shape
        of_group, group = np.unique(columns.group, return_inverse=True)
        parts = [
            _entries(assets, row, values)
            for row, values in columns.coefficients().items()
            if row in ROWS and ROWS[row] in assets.rows
        ]
        parts.append((height + group, np.arange(count), np.ones(count)))
        rows, places, values = (np.concatenate(items) for items in zip(*parts, strict=True))
        beside = sp.csr_matrix(
            (values, (rows, places)), shape=(height + len(of_group), max(count, 1))
        )[:, :count]
        below = sp.csr_matrix((len(of_group), width))
        matrix = sp.hstack([sp.vstack([assets.matrix, below]), beside], format="csr")
        ones, shares = np.ones(len(of_group)), np.zeros(count)
        return Program(
            cost=np.concatenate([assets.cost, columns.cost]),
            offset=assets.offset,
            matrix=matrix,
            row_lower=np.concatenate([assets.row_lower, ones]),
            row_upper=np.concatenate([assets.row_upper, ones]),
            lower=np.concatenate([assets.lower, shares]),
            upper=np.concatenate([assets.upper, np.full(count, np.inf)]),
            integer=np.concatenate([assets.integer, shares.astype(bool)]),
            rows={**assets.rows, "buildings.one": height + np.arange(len(of_group))},
            columns={**assets.columns, "buildings.share": width + np.arange(count)},
            pure=np.concatenate([assets.pure, np.ones(count, dtype=bool)]),
            convex=np.concatenate([assets.convex, ones.astype(bool)]),
        )


def _entries(assets: Program, row: str, values: Array) -> tuple[Array, Array, Array]:
    """Rows, columns and values of what the columns put on one kind of row."""
    places = np.broadcast_to(assets.rows[ROWS[row]], values.shape)
    kept = (values != 0.0) & (places >= 0)
    return places[kept], np.nonzero(kept)[0], values[kept]
