"""A linear program as arrays, stated from the algebraic model, with the places of its rows.

Pyomo states the district once; columns are then put beside its matrix without stating it again.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pyomo.environ as pyo
import scipy.sparse as sp
from pyomo.repn.plugins.standard_form import LinearStandardFormCompiler

from zeneville.model.build import garbage_collection_off
from zeneville.model.problem import Array


@dataclass(frozen=True)
class Program:
    """min cost x + offset, row_lower <= matrix x <= row_upper, lower <= x <= upper.

    ``rows`` and ``columns`` give the places of a named constraint or variable: an array over
    its index (-1 where it does not exist), or one number under ``name[key]`` for text keys.
    ``pure`` (columns) and ``convex`` (rows) tell the shares of columns and what is built or not,
    which have no unit, and the rows among them alone.
    """

    cost: Array
    offset: float
    matrix: sp.csr_matrix
    row_lower: Array
    row_upper: Array
    lower: Array
    upper: Array
    integer: Array
    rows: dict[str, Array]
    columns: dict[str, Array]
    pure: Array
    convex: Array

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns."""
        return self.matrix.shape  # type: ignore[no-any-return]

    def with_integers(self, columns: Array) -> Program:
        """The same with some columns asked to be whole."""
        integer = self.integer.copy()
        integer[columns] = True
        return replace(self, integer=integer)


def state(model: pyo.ConcreteModel) -> Program:
    """The standard form of a linear model."""
    with garbage_collection_off():
        return _standard_form(model)


def _standard_form(model: pyo.ConcreteModel) -> Program:
    form = LinearStandardFormCompiler().write(model, mixed_form=True)
    matrix = form.A.tocsr()
    cost = np.zeros(matrix.shape[1])
    objective = form.c.tocsr()
    cost[objective.indices] = objective.data
    level = np.asarray(form.rhs, dtype=float)
    kind = np.array([row.bound_type for row in form.rows], dtype=int)
    rows = {id(row.constraint): i for i, row in enumerate(form.rows)}
    columns = {id(variable): i for i, variable in enumerate(form.columns)}
    return Program(
        cost=cost,
        offset=float(np.ravel(form.c_offset)[0]),
        matrix=matrix,
        row_lower=np.where(kind <= 0, level, -np.inf),
        row_upper=np.where(kind >= 0, level, np.inf),
        lower=np.array([-np.inf if v.lb is None else v.lb for v in form.columns], dtype=float),
        upper=np.array([np.inf if v.ub is None else v.ub for v in form.columns], dtype=float),
        integer=np.array([not v.is_continuous() for v in form.columns], dtype=bool),
        rows=_places(model, pyo.Constraint, rows),
        columns=_places(model, pyo.Var, columns),
        pure=np.array([not v.is_continuous() for v in form.columns], dtype=bool),
        convex=np.zeros(matrix.shape[0], dtype=bool),
    )


def _places(model: pyo.ConcreteModel, kind: Any, number: dict[int, int]) -> dict[str, Array]:
    found: dict[str, Array] = {}
    for component in model.component_objects(kind, active=True):
        keys = list(component)
        at = [number.get(id(component[key]), -1) for key in keys]
        if not keys:
            continue
        if isinstance(keys[0], str):
            name = component.name
            found |= {f"{name}[{key}]": np.array(i) for key, i in zip(keys, at, strict=True)}
        elif not component.is_indexed():
            found[component.name] = np.array(at[0])
        else:
            index = np.array(keys, dtype=np.int64).reshape(len(keys), -1)
            found[component.name] = np.full(tuple(index.max(axis=0) + 1), -1)
            found[component.name][tuple(index.T)] = at
    return found
