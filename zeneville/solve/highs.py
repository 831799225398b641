"""Linear and mixed-integer programs by HiGHS, every option checked when it is set."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import Any

import highspy
import numpy as np

from zeneville.errors import ZenevilleError
from zeneville.model.problem import Array
from zeneville.solve.program import Program

GOOD = (highspy.HighsModelStatus.kOptimal, highspy.HighsModelStatus.kTimeLimit)


class LateError(ZenevilleError):
    """The time given to a linear program is over before it is solved."""


@dataclass(frozen=True)
class Solution:
    """``values`` by column, ``duals`` by row in the sign of a minimisation."""

    objective: float
    status: str
    values: Array
    duals: Array

    def at(self, places: Array | None) -> Array:
        """Values at places of the program; 0 where a place is -1."""
        return _at(self.values, places)

    def dual_at(self, places: Array | None) -> Array:
        """Duals at places of the program; 0 where a place is -1."""
        return _at(self.duals, places)


def _at(values: Array, places: Array | None) -> Array:
    if places is None:
        return np.array(0.0)
    known = np.maximum(places, 0)
    return np.where(places >= 0, values[known] if len(values) else 0.0, 0.0)


def set_options(highs: highspy.Highs, options: dict[str, Any]) -> None:
    """Set options; one that HiGHS does not know or take is an error with the nearest known name.

    HiGHS reads ``solver=hipo`` back even where it is built without it, so the answer to the
    setting itself is what counts.
    """
    for name, value in options.items():
        status = highs.setOptionValue(name, value)
        if status == highspy.HighsStatus.kOk:
            continue
        known = [item for item in dir(highs.getOptions()) if not item.startswith("_")]
        near = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
        hint = f"; did you mean {near[0]!r}?" if near and name not in known else ""
        raise ZenevilleError(f"HiGHS refuses option {name}={value!r}{hint}")


def check_options(options: dict[str, Any]) -> None:
    """Refuse options that HiGHS does not know or take."""
    set_options(highspy.Highs(), {"output_flag": False, **options})


def load(program: Program, options: dict[str, Any]) -> highspy.Highs:
    """A HiGHS instance that holds the program."""
    lp = highspy.HighsLp()
    height, width = program.shape
    infinity = highspy.kHighsInf
    lp.num_col_, lp.num_row_ = width, height
    lp.col_cost_, lp.offset_ = program.cost, program.offset
    lp.col_lower_ = np.where(np.isinf(program.lower), -infinity, program.lower)
    lp.col_upper_ = np.where(np.isinf(program.upper), infinity, program.upper)
    lp.row_lower_ = np.where(np.isinf(program.row_lower), -infinity, program.row_lower)
    lp.row_upper_ = np.where(np.isinf(program.row_upper), infinity, program.row_upper)
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = program.matrix.indptr.astype(np.int32)
    lp.a_matrix_.index_ = program.matrix.indices.astype(np.int32)
    lp.a_matrix_.value_ = program.matrix.data.astype(float)
    if program.integer.any():
        lp.integrality_ = [
            highspy.HighsVarType.kInteger if whole else highspy.HighsVarType.kContinuous
            for whole in program.integer
        ]
    highs = highspy.Highs()
    set_options(highs, {"output_flag": False, **options})
    if highs.passModel(lp) == highspy.HighsStatus.kError:
        raise ZenevilleError("HiGHS refuses the model")
    return highs


def solve(program: Program, options: dict[str, Any]) -> Solution:
    """Solve a linear or mixed-integer program.

    Raises
    ------
    LateError
        When the option ``time_limit`` ends a linear program.
    ZenevilleError
        When HiGHS refuses an option or the model, or stops without an answer.
    """
    highs = load(program, options)
    highs.run()
    status = highs.getModelStatus()
    name = highs.modelStatusToString(status)
    if status == highspy.HighsModelStatus.kTimeLimit and not program.integer.any():
        raise LateError(f"HiGHS ends with status {name}")
    if status not in GOOD:
        raise ZenevilleError(f"HiGHS ends with status {name}")
    solution = highs.getSolution()
    if not solution.value_valid:
        raise ZenevilleError(f"HiGHS ends with status {name} and no solution")
    duals = np.array(solution.row_dual) if solution.dual_valid else np.zeros(program.shape[0])
    return Solution(
        objective=highs.getInfo().objective_function_value,
        status=name,
        values=np.array(solution.col_value),
        duals=duals,
    )
