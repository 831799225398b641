"""Pass a Pyomo model to HiGHS through its standard form, and read values and duals back.

Pyomo's own HiGHS interfaces are several times slower on these models.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import highspy
import numpy as np
import pyomo.environ as pyo
from pyomo.repn.plugins.standard_form import LinearStandardFormCompiler

from zeneville.errors import ZenevilleError


@dataclass(frozen=True)
class Solution:
    """Objective, and values and duals by Pyomo component; ``status`` in HiGHS's words."""

    objective: float
    status: str
    values: dict[int, float]
    duals: dict[int, float]

    def value(self, variable: Any) -> float:
        """Value of a variable."""
        return self.values.get(id(variable), 0.0)

    def dual(self, constraint: Any) -> float:
        """Dual of a constraint, in the sign of a minimisation."""
        return self.duals.get(id(constraint), 0.0)


def set_options(highs: highspy.Highs, options: dict[str, Any]) -> None:
    """Set options and refuse those that HiGHS does not take."""
    for name, value in options.items():
        if highs.setOptionValue(name, value) != highspy.HighsStatus.kOk:
            raise ZenevilleError(f"HiGHS refuses option {name}={value!r}")


def solve(model: pyo.ConcreteModel, options: dict[str, Any]) -> Solution:
    """Solve a linear or mixed-integer model.

    Raises
    ------
    ZenevilleError
        When HiGHS refuses an option or the model, or stops without an optimum.
    """
    form = LinearStandardFormCompiler().write(model, mixed_form=True)
    matrix = form.A.tocsr()
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = matrix.shape[1], matrix.shape[0]
    costs = np.zeros(matrix.shape[1])
    objective = form.c.tocsr()
    costs[objective.indices] = objective.data
    lp.col_cost_ = costs
    lp.offset_ = float(np.ravel(form.c_offset)[0])
    infinity = highspy.kHighsInf
    lp.col_lower_ = np.array([-infinity if v.lb is None else v.lb for v in form.columns])
    lp.col_upper_ = np.array([infinity if v.ub is None else v.ub for v in form.columns])
    level = np.asarray(form.rhs, dtype=float)
    kind = np.array([row.bound_type for row in form.rows])
    lp.row_lower_ = np.where(kind <= 0, level, -infinity)
    lp.row_upper_ = np.where(kind >= 0, level, infinity)
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = matrix.indptr.astype(np.int32)
    lp.a_matrix_.index_ = matrix.indices.astype(np.int32)
    lp.a_matrix_.value_ = matrix.data.astype(float)
    integer = [not variable.is_continuous() for variable in form.columns]
    if any(integer):
        lp.integrality_ = [
            highspy.HighsVarType.kInteger if whole else highspy.HighsVarType.kContinuous
            for whole in integer
        ]
    highs = highspy.Highs()
    set_options(highs, {"output_flag": False, **options})
    if highs.passModel(lp) == highspy.HighsStatus.kError:
        raise ZenevilleError("HiGHS refuses the model")
    highs.run()
    status = highs.getModelStatus()
    name = highs.modelStatusToString(status)
    if status not in (highspy.HighsModelStatus.kOptimal, highspy.HighsModelStatus.kTimeLimit):
        raise ZenevilleError(f"HiGHS ends with status {name}")
    solution = highs.getSolution()
    duals = list(solution.row_dual) if solution.dual_valid else [0.0] * len(form.rows)
    return Solution(
        objective=highs.getInfo().objective_function_value,
        status=name,
        values={id(v): x for v, x in zip(form.columns, solution.col_value, strict=True)},
        duals={id(row.constraint): y for row, y in zip(form.rows, duals, strict=True)},
    )
