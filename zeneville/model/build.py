"""State the master: blocks, the rows where they meet, limits, objective."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
import pyomo.environ as pyo

from zeneville.model import blocks
from zeneville.model.columns import Columns
from zeneville.model.ports import Ports
from zeneville.model.problem import Problem


def build(problem: Problem, columns: Columns, integer: bool = False) -> pyo.ConcreteModel:
    """The district's decision over the given columns, as an algebraic model.

    With every design of every building as a column and ``integer=True`` this is the whole
    problem; with few columns it is the restricted master of the decomposition.
    """
    with garbage_collection_off():
        model = pyo.ConcreteModel()
        ports = Ports()
        blocks.add_buildings(model, problem, ports, columns, integer)
        blocks.add_grid(model, problem, ports)
        blocks.add_exchange(model, problem, ports)
        blocks.add_pv_fields(model, problem, ports)
        blocks.add_stores(model, problem, ports)
        blocks.add_converters(model, problem, ports)
        blocks.add_flexible(model, problem, ports)
        blocks.add_heat_network(model, problem, ports, columns)
        blocks.add_eased(model, problem, ports)
        blocks.add_slack(model, problem, ports)
        _join(model, problem, ports)
        _limit(model, problem, ports)
        model.objective = pyo.Objective(expr=ports.expression("cost", 0))
    return model


def _join(model: pyo.ConcreteModel, problem: Problem, ports: Ports) -> None:
    hours, classes = range(len(problem.weight)), range(len(problem.feed_in_class))
    model.meter = pyo.Constraint(hours, rule=lambda _, t: ports.expression("meter", t) >= 0.0)
    model.surplus = pyo.Constraint(
        classes, hours, rule=lambda _, c, t: ports.expression("surplus", (c, t)) >= 0.0
    )
    model.community = pyo.Constraint(
        hours, rule=lambda _, t: ports.expression("community", t) >= 0.0
    )
    with_heat = hours if problem.has_heat else []
    model.heat = pyo.Constraint(with_heat, rule=lambda _, t: ports.expression("heat", t) >= 0.0)
    model.hydrogen = pyo.Constraint(
        [t for t in hours if not ports.empty("hydrogen", t)],
        rule=lambda _, t: ports.expression("hydrogen", t) >= 0.0,
    )


def _limit(model: pyo.ConcreteModel, problem: Problem, ports: Ports) -> None:
    yearly = problem.yearly_levels()
    model.yearly = pyo.Constraint(
        list(yearly), rule=lambda _, name: ports.expression(name, 0) >= yearly[name]
    )
    most = problem.largest_export()
    largest = problem.largest_import()
    hours = range(len(largest))
    model.imported = pyo.Constraint(
        [t for t in hours if np.isfinite(largest[t])],
        rule=lambda _, t: ports.expression("import", t) >= -float(largest[t]),
    )
    model.exported = pyo.Constraint(
        hours if np.isfinite(most) else [],
        rule=lambda _, t: ports.expression("export", t) >= -most,
    )


@contextmanager
def garbage_collection_off() -> Iterator[None]:
    """A model is a million objects that live as long as it: looking for dead ones is in vain."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
