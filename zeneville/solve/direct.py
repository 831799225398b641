"""Small districts solved whole: every design a binary column, by any solver that Pyomo drives.

The algebraic model is handed over as it is. HiGHS is always there; Gurobi, CPLEX, SCIP, Xpress are
used where they are installed and licensed. The number of columns is that of all allowed designs,
so that this is for a few buildings and some hundred hours: it is what the decomposition is
compared with, not a way to plan a town.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyomo.environ as pyo

from zeneville.errors import InfeasibleError, ZenevilleError
from zeneville.model import Designs, Problem, build, state
from zeneville.model.problem import Array
from zeneville.solve.branching import KINDS, Built, built_of

#: interfaces tried in turn, by the name that people use
INTERFACES = {
    "highs": ("appsi_highs", "highs"),
    "gurobi": ("gurobi_direct", "gurobi"),
    "cplex": ("cplex_direct", "cplex"),
    "scip": ("scip", "scip_direct"),
    "xpress": ("xpress_direct", "xpress"),
    "cbc": ("cbc",),
    "glpk": ("glpk",),
}


@dataclass(frozen=True)
class Whole:
    """``chosen`` (B,) design numbers, ``built`` by kind, ``cost`` EUR a year of the solver."""

    chosen: Array
    built: Built
    cost: float
    solver: str


def solve_whole(
    problem: Problem,
    designs: Designs,
    solver: str = "highs",
    gap: float = 1e-6,
    time_limit_s: float | None = None,
) -> Whole:
    """Solve the whole problem as one mixed-integer program.

    Parameters
    ----------
    solver
        A name of :data:`INTERFACES`.
    gap
        Relative gap of the solver's tree.

    Raises
    ------
    ZenevilleError
        When there is no such solver, or it ends without a solution.
    InfeasibleError
        When no plan meets the requirements.
    """
    owner, design = np.nonzero(designs.allowed)
    columns = state(designs, owner, [np.array([b]) for b in owner], [np.array([d]) for d in design])
    model = build(problem, columns, integer=True)
    driver = _driver(solver)
    driver.options.update(_options(solver, gap, time_limit_s))
    found = driver.solve(model, load_solutions=False)
    ended = found.solver.termination_condition
    if ended == pyo.TerminationCondition.infeasible:
        raise InfeasibleError([])
    if len(found.solution) == 0 and ended != pyo.TerminationCondition.optimal:
        raise ZenevilleError(f"{solver} ends without a solution: {ended}")
    model.solutions.load_from(found)
    missed = sum(float(pyo.value(v)) for v in model.shortfall.component_data_objects(pyo.Var))
    if missed > 1e-6:
        raise InfeasibleError([])
    share = np.array([float(pyo.value(model.buildings.share[k])) for k in range(len(owner))])
    chosen = np.zeros(len(problem.building), dtype=np.int64)
    taken = np.flatnonzero(share > 0.5)
    chosen[owner[taken]] = design[taken]
    cost = float(pyo.value(model.objective)) + float(problem.fixed_cost)
    return Whole(chosen, _built(model, problem), cost, solver)


def _driver(name: str) -> Any:
    """The first interface of a solver that works here."""
    if name not in INTERFACES:
        near = difflib.get_close_matches(name, INTERFACES, n=1, cutoff=0.4)
        hint = f"; did you mean {near[0]!r}?" if near else ""
        raise ZenevilleError(f"no solver {name!r}, known are {', '.join(INTERFACES)}{hint}")
    for interface in INTERFACES[name]:
        driver = pyo.SolverFactory(interface)
        if driver.available(exception_flag=False):
            return driver
    raise ZenevilleError(f"{name} is not installed here, or has no licence")


def _options(name: str, gap: float, time_limit_s: float | None) -> dict[str, Any]:
    """Gap and time limit in the words of each solver."""
    words = {
        "highs": ("mip_rel_gap", "time_limit"),
        "gurobi": ("MIPGap", "TimeLimit"),
        "cplex": ("mip_tolerances_mipgap", "timelimit"),
        "scip": ("limits/gap", "limits/time"),
        "xpress": ("miprelstop", "maxtime"),
        "cbc": ("ratio", "sec"),
        "glpk": ("mipgap", "tmlim"),
    }[name]
    asked = {words[0]: gap}
    return asked if time_limit_s is None else {**asked, words[1]: time_limit_s}


def _built(model: pyo.ConcreteModel, problem: Problem) -> Built:
    built = built_of(problem)
    names = {"zone": "heat_network", "converter": "converter", "store": "store"}
    for kind in KINDS:
        for place in problem.whole(kind):
            variable = getattr(model, names[kind]).built[place]
            built[kind][place] = round(float(pyo.value(variable)))
    return built
