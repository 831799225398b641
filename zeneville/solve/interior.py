"""Linear programs of a year by PIQP's sparse interior-point method, with a checked way out.

Schwan, Jiang, Kuhn, Jones, *PIQP: A Proximal Interior-Point Quadratic Programming Solver*, CDC
2023. Flows are put into MWh, so that they are of the size of one beside the shares of columns;
rows over the year are put a thousand times smaller. An answer counts only when the solver
calls it solved; else the program is put into other units, then given to HiGHS.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import piqp
import scipy.sparse as sp

from zeneville.errors import ZenevilleError
from zeneville.model.problem import Array
from zeneville.solve import highs
from zeneville.solve.highs import LateError, Solution
from zeneville.solve.presolve import reduce
from zeneville.solve.program import Program

#: kWh that one unit of a flow stands for, in the order they are tried
UNITS_KWH = (1e3, 1e4, 1e2)
#: rows with more entries than this add up a year
LONG_ROW = 2000
YEARLY_SCALE = 1e-3
#: residual and relative gap of an answer whose prices are of use though iterations ran out
NEAR, NEAR_GAP = 1e-4, 1e-2
#: masters have slack on every row and no free column that pays, so none is infeasible or unbounded;
#: where prices of slack stand beside those of a kWh PIQP's tests would tell so after five steps
NEVER = 1e-12
#: what HiGHS gets when PIQP fails: its interior-point method without crossover
WAY_OUT = {"solver": "ipm", "run_crossover": "off"}
#: and when that fails, too
LAST_WAY_OUT = {"solver": "simplex"}


def solve(
    program: Program,
    tolerance: float,
    iterations: int,
    options: dict[str, Any] | None = None,
    rough: bool = False,
) -> Solution:
    """Solve a linear program to a relative tolerance on residuals and gap.

    With ``rough`` prices count more than flows: an answer that runs out of iterations near the
    optimum is taken.

    Raises
    ------
    LateError
        When the option ``time_limit`` ends HiGHS.
    ZenevilleError
        When neither PIQP in any units nor HiGHS with ``options`` solves it.
    """
    reduced = reduce(program)
    for unit in UNITS_KWH:
        found = _attempt(reduced.program, unit, tolerance, iterations, rough)
        if found is not None:
            return reduced.restore(found)
    try:
        return highs.solve(program, {**WAY_OUT, **(options or {})})
    except LateError:
        raise
    except ZenevilleError:
        return highs.solve(program, {**(options or {}), **LAST_WAY_OUT})


def _near(status: Any, info: Any) -> bool:
    """True for an answer that ran out of iterations close enough for prices to be of use."""
    return bool(
        status == piqp.PIQP_MAX_ITER_REACHED
        and max(info.primal_res, info.dual_res) <= NEAR
        and info.duality_gap_rel <= NEAR_GAP
    )


def _attempt(
    program: Program, unit: float, tolerance: float, iterations: int, rough: bool = False
) -> Solution | None:
    """One solution in given units, or None when PIQP does not call it solved.

    With ``rough`` an answer near the optimum does when iterations run out: a master's prices
    bound the plan whether they are exact or not.
    """
    size = np.where(program.pure, 1.0, unit)
    entries = np.diff(program.matrix.indptr)
    scale = np.where(program.convex, 1.0, 1.0 / unit)
    scale = np.where(entries > LONG_ROW, scale * YEARLY_SCALE, scale)
    matrix = (sp.diags(scale) @ program.matrix @ sp.diags(size)).tocsr()
    lower, upper = program.row_lower * scale, program.row_upper * scale
    equal = lower == upper
    solver = piqp.SparseSolver()
    _set(solver.settings, tolerance, iterations)
    width = program.shape[1]
    solver.setup(
        sp.csc_matrix((width, width)),
        program.cost * size / unit,
        matrix[equal].tocsc(),
        lower[equal],
        matrix[~equal].tocsc(),
        lower[~equal],
        upper[~equal],
        program.lower / size,
        program.upper / size,
    )
    status = solver.solve()
    result = solver.result
    if status != piqp.PIQP_SOLVED and not (rough and _near(status, result.info)):
        return None
    duals = np.zeros(program.shape[0])
    duals[equal] = -np.asarray(result.y)
    duals[~equal] = np.asarray(result.z_l) - np.asarray(result.z_u)
    values: Array = np.asarray(result.x) * size
    if not (np.isfinite(values).all() and np.isfinite(duals).all()):
        return None
    return Solution(
        objective=float(program.cost @ values) + program.offset,
        status="Optimal",
        values=values,
        duals=duals * scale * unit,
    )


def _set(settings: Any, tolerance: float, iterations: int) -> None:
    """Set PIQP's options; one that it does not have or does not keep is an error."""
    wanted = {
        "eps_abs": tolerance,
        "eps_rel": tolerance,
        "eps_duality_gap_abs": tolerance,
        "eps_duality_gap_rel": tolerance,
        "max_iter": iterations,
        "preconditioner_scale_cost": True,
        "eps_primal_inf": NEVER,
        "eps_dual_inf": NEVER,
        "kkt_solver": piqp.KKTSolver.sparse_ldlt,
        "verbose": False,
    }
    for name, value in wanted.items():
        if not hasattr(settings, name):
            raise ZenevilleError(f"PIQP has no option {name!r}")
        setattr(settings, name, value)
        if getattr(settings, name) != value:
            raise ZenevilleError(f"PIQP refuses option {name}={value!r}")
