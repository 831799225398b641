"""Ours: the blocks and ports of the package, solved by its own way to HiGHS."""

from __future__ import annotations

from typing import Any

import pyomo.environ as pyo

from zeneville import __version__
from zeneville.model import Columns, Problem
from zeneville.model import build as state
from zeneville.solve.highs import solve as solve_with_highs
from zeneville.solve.program import state as standard_form

VERSION = __version__


def build(problem: Problem, columns: Columns) -> pyo.ConcreteModel:
    """The master over the given columns, as the package states it."""
    return state(problem, columns)


def solve(model: pyo.ConcreteModel, options: dict[str, Any]) -> float:
    """EUR a year.

    Raises
    ------
    ValueError
        When a requirement is missed: the peers have no slack, so they would find no answer.
    """
    program = standard_form(model)
    solution = solve_with_highs(program, options)
    slacks = {name: at for name, at in program.columns.items() if name.startswith("shortfall.")}
    missed = {name: float(solution.at(at).max(initial=0.0)) for name, at in slacks.items()}
    if any(amount > 0.0 for amount in missed.values()):
        raise ValueError(f"the limits of the program cannot be met: {missed}")
    return solution.objective


def size(model: pyo.ConcreteModel) -> tuple[int, int]:
    """Variables and rows."""
    return model.nvariables(), model.nconstraints()
