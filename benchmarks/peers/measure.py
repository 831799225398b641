"""One statement built and solved in turns: objective, seconds, size."""

from __future__ import annotations

import gc
import logging
import os
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import highspy

from zeneville.model import Columns, Problem

#: module and package of each statement; ``direct`` is the floor, no library
STATEMENTS = {
    "ours": ("benchmarks.peers.ours", "zeneville"),
    "linopy": ("benchmarks.peers.with_linopy", "linopy"),
    "pypsa": ("benchmarks.peers.with_pypsa", "pypsa"),
    "oemof": ("benchmarks.peers.with_oemof", "oemof.solph"),
    "direct": ("benchmarks.peers.direct", "highspy"),
}
#: the same for all: one thread, one algorithm, tolerances below the difference that is looked for
OPTIONS = {
    "output_flag": False,
    "threads": 1,
    "solver": "simplex",
    "primal_feasibility_tolerance": 1e-9,
    "dual_feasibility_tolerance": 1e-9,
}


@dataclass(frozen=True)
class Measured:
    """Objective in EUR a year; seconds to state, to solve, and of these inside HiGHS."""

    name: str
    version: str
    objective: float
    build_seconds: float
    solve_seconds: float
    highs_seconds: float
    first_seconds: float
    variables: int
    rows: int


def missing() -> dict[str, str]:
    """Statements whose package is not installed, with its name."""
    return {name: package for name, (_, package) in STATEMENTS.items() if not _found(package)}


def _found(package: str) -> bool:
    try:
        return find_spec(package) is not None
    except ModuleNotFoundError:  # the parent of a namespaced package
        return False


def measure(name: str, problem: Problem, columns: Columns, turns: int = 1) -> Measured:
    """Build and solve ``turns`` times; seconds are the least, ``first_seconds`` both, first turn.

    The import of the library is not counted; what it loads late falls into the first turn.
    """
    statement: Any = import_module(STATEMENTS[name][0])
    built, solved, inside = [], [], []
    for _ in range(turns):
        gc.collect()
        begun = time.perf_counter()
        model = statement.build(problem, columns)
        built.append(time.perf_counter() - begun)
        with _highs_clock() as spent:
            begun = time.perf_counter()
            objective = statement.solve(model, OPTIONS)
            solved.append(time.perf_counter() - begun)
        inside.append(sum(spent))
    variables, rows = statement.size(model)
    return Measured(
        name=name,
        version=statement.VERSION,
        objective=objective,
        build_seconds=min(built),
        solve_seconds=min(solved),
        highs_seconds=min(inside),
        first_seconds=built[0] + solved[0],
        variables=variables,
        rows=rows,
    )


def measure_quietly(name: str, problem: Problem, columns: Columns, turns: int) -> Measured:
    """The same in a process of its own, where nothing is printed beside the table."""
    logging.disable(logging.WARNING)
    warnings.simplefilter("ignore")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    return measure(name, problem, columns, turns)


@contextmanager
def _highs_clock() -> Iterator[list[float]]:
    """Seconds of every run of HiGHS, whichever library calls it."""
    spent: list[float] = []
    run = highspy.Highs.run

    def timed(highs: highspy.Highs) -> Any:
        begun = time.perf_counter()
        status = run(highs)
        spent.append(time.perf_counter() - begun)
        return status

    highspy.Highs.run = timed
    try:
        yield spent
    finally:
        highspy.Highs.run = run
