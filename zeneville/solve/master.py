"""The master: the district's assets stated once, and columns of buildings put beside them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import scipy.sparse as sp

from zeneville.model import Columns, Problem, build, none
from zeneville.model.blocks.slack import PENALTY
from zeneville.model.problem import UNDECIDED, Array
from zeneville.solve.gains import YEARLY
from zeneville.solve.highs import Solution
from zeneville.solve.program import Program, state

#: row of the program for each port on which columns stand
ROWS = {
    "meter": "meter",
    "surplus": "surplus",
    "heat": "heat",
    "balance": "yearly[balance]",
    "co2": "yearly[co2]",
    "invest": "yearly[invest]",
    "renewable": "yearly[renewable]",
    "autonomy": "yearly[autonomy]",
}

#: column that tells what is built as a whole, by kind
BUILT = {"store": "store.built", "converter": "converter.built", "zone": "heat_network.built"}


class Master:
    """``problem`` without buildings as a linear program; :meth:`over` puts columns in."""

    def __init__(self, problem: Problem):
        self.problem = problem
        self.prices: dict[str, float] = dict(PENALTY)
        assets = state(build(problem, none(problem)))
        self.assets = replace(assets, integer=np.zeros(assets.shape[1], dtype=bool))

    def asking(self, problem: Problem) -> Master:
        """The same district with other levels of its limits, and what is built as decided."""
        lower = self.assets.row_lower.copy()
        largest = problem.largest_import()
        yearly = {f"yearly[{row}]": level for row, level in problem.yearly_levels().items()}
        levels: dict[str, Any] = {
            **yearly,
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
        least, most = self._decided(problem)
        assets = replace(self.assets, row_lower=lower, lower=least, upper=most)
        return self._with(problem, self.prices, assets)

    def _decided(self, problem: Problem) -> tuple[Array, Array]:
        """Bounds of all columns, those of what is built as a whole as the problem decides them."""
        least, most = self.assets.lower.copy(), self.assets.upper.copy()
        for kind, name in BUILT.items():
            for place, at in enumerate(self.assets.columns.get(name, np.zeros(0, np.int64))):
                if at >= 0:
                    least[at], most[at] = problem.built_bounds(kind, place)
        return least, most

    def missing_at(self, prices: dict[str, float]) -> Master:
        """The same with other prices of missing a requirement, by row as in the block of slack."""
        cost, columns = self.assets.cost.copy(), self.assets.columns
        for name, row in (("shortfall.unserved", "meter"), ("shortfall.cold", "heat")):
            hourly = columns.get(name, np.zeros(0, dtype=np.int64))
            weight = self.problem.weight[: len(hourly)]
            cost[hourly[hourly >= 0]] = prices[row] * weight[hourly >= 0]
        for row in YEARLY:
            cost[columns[f"shortfall.missed[{row}]"]] = prices[row]
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
        ties, tied_to, users = self._ties(columns, group)
        parts.append((height + len(of_group) + ties[users[0]], users[1], -np.ones(len(users[1]))))
        below = len(of_group) + len(tied_to)
        rows, places, values = (np.concatenate(items) for items in zip(*parts, strict=True))
        beside = sp.csr_matrix((values, (rows, places)), shape=(height + below, max(count, 1)))
        built = sp.csr_matrix(
            (np.ones(len(tied_to)), (len(of_group) + np.arange(len(tied_to)), tied_to)),
            shape=(below, width),
        )
        matrix = sp.hstack([sp.vstack([assets.matrix, built]), beside[:, :count]], format="csr")
        ones, shares = np.ones(len(of_group)), np.zeros(count)
        tied = np.zeros(len(tied_to))
        return Program(
            cost=np.concatenate([assets.cost, columns.cost]),
            offset=assets.offset,
            matrix=matrix,
            row_lower=np.concatenate([assets.row_lower, ones, tied]),
            row_upper=np.concatenate([assets.row_upper, ones, np.full(len(tied), np.inf)]),
            lower=np.concatenate([assets.lower, shares]),
            upper=np.concatenate([assets.upper, np.full(count, np.inf)]),
            integer=np.concatenate([assets.integer, shares.astype(bool)]),
            rows={**assets.rows, "buildings.one": height + np.arange(len(of_group))},
            columns={**assets.columns, "buildings.share": width + np.arange(count)},
            pure=np.concatenate([assets.pure, np.ones(count, dtype=bool)]),
            convex=np.concatenate([assets.convex, ones.astype(bool), ~tied.astype(bool)]),
        )

    def _ties(self, columns: Columns, group: Array) -> tuple[Array, Array, tuple[Array, Array]]:
        """Rows that ask for a zone not yet decided before a group's columns may use it.

        Returns the row of each pair of group and zone (flat, -1 for none), the place of the
        zone's variable by row, and pair and column of every entry.
        """
        problem = self.problem
        open_yet = problem.zone_built == UNDECIDED
        k, z = np.nonzero((columns.zones > 0.0) & open_yet)
        pair = group[k] * len(problem.zone) + z
        used, first = np.unique(pair, return_index=True)
        row = np.full(int(pair.max(initial=-1)) + 1, -1)
        row[used] = np.arange(len(used))
        place = self.assets.columns.get("heat_network.built", np.zeros(0, dtype=np.int64))
        return row, place[z[first]], (pair, k)


def _entries(assets: Program, row: str, values: Array) -> tuple[Array, Array, Array]:
    """Rows, columns and values of what the columns put on one kind of row."""
    places = np.broadcast_to(assets.rows[ROWS[row]], values.shape)
    kept = (values != 0.0) & (places >= 0)
    return places[kept], np.nonzero(kept)[0], values[kept]


def unmet(program: Program, solution: Solution) -> dict[str, float]:
    """How far the mixture misses each requirement: kWh, kg, EUR, and kWh in the worst hour."""
    missed = {
        row: float(solution.at(program.columns.get(f"shortfall.missed[{row}]"))) for row in YEARLY
    }
    unserved = solution.at(program.columns.get("shortfall.unserved"))
    cold = solution.at(program.columns.get("shortfall.cold"))
    return {
        **missed,
        "meter": float(np.max(unserved, initial=0.0)),
        "heat": float(np.max(cold, initial=0.0)),
    }
