"""Leave out what a program decides by itself, so that an interior-point method meets less of it.

At night no roof has a surplus: ``0 - shared - sold >= 0`` forces both flows to nothing. On
district programs of a year this removes half of the rows and columns, and thereby the degenerate
part on which interior points lose most of their iterations.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from zeneville.errors import ZenevilleError
from zeneville.model.problem import Array
from zeneville.solve.highs import Solution
from zeneville.solve.program import Program


@dataclass(frozen=True)
class Reduced:
    """``program`` is what is left; ``rows``, ``columns`` (bool) tell what was kept."""

    program: Program
    rows: Array
    columns: Array
    fixed: Array

    def restore(self, solution: Solution) -> Solution:
        """The answer to the whole program; rows that were left out have no price."""
        values = self.fixed.copy()
        values[self.columns] = solution.values
        duals = np.zeros(len(self.rows))
        duals[self.rows] = solution.duals
        return replace(solution, values=values, duals=duals)


def reduce(program: Program) -> Reduced:
    """Drop columns of one value or that rows force to 0, empty columns, and empty rows."""
    rows = np.ones(program.shape[0], bool)
    columns = program.lower != program.upper
    fixed = np.where(columns, 0.0, program.lower)
    taken = program.matrix @ fixed
    row_lower, row_upper = program.row_lower - taken, program.row_upper - taken
    able = (row_lower == 0.0) & np.isinf(row_upper)
    # a row is forcing when every column left in it only takes from it
    takes = program.matrix.multiply(program.matrix < 0.0).tocsr()
    takes.data = np.ones_like(takes.data)
    pattern = program.matrix.copy()
    pattern.data = (pattern.data != 0.0).astype(float)
    held = (program.lower != 0.0).astype(float)
    while True:
        left = columns.astype(float)
        count = pattern @ left
        forcing = able & rows & (count > 0) & (takes @ left == count) & (pattern @ held == 0.0)
        if not forcing.any():
            break
        columns &= (pattern.T @ forcing.astype(float)) == 0.0
        rows &= ~forcing
    rows &= (pattern @ columns.astype(float)) > 0
    empty = columns & ((pattern.T @ rows.astype(float)) == 0.0)
    fixed[empty] = np.where(program.cost >= 0.0, program.lower, program.upper)[empty]
    if not np.isfinite(fixed).all():
        raise ZenevilleError("the program has no finite optimum: a free column pays for itself")
    columns &= ~empty
    matrix = program.matrix[rows][:, columns].tocsr()
    matrix.eliminate_zeros()
    smaller = replace(
        program,
        cost=program.cost[columns],
        offset=program.offset + float(program.cost @ fixed),
        matrix=matrix,
        row_lower=row_lower[rows],
        row_upper=row_upper[rows],
        lower=program.lower[columns],
        upper=program.upper[columns],
        integer=program.integer[columns],
        rows={},
        columns={},
        pure=program.pure[columns],
        convex=program.convex[rows],
    )
    return Reduced(smaller, rows, columns, fixed)
