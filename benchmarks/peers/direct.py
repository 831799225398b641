"""The program as a sparse matrix handed to HiGHS: the least that stating it can cost."""

from __future__ import annotations

from typing import Any

import highspy
import numpy as np
from scipy import sparse

from zeneville.model import Columns, Problem
from zeneville.solve.highs import set_options

VERSION = highspy.Highs().version()

Blocks = dict[str, Any]


def build(problem: Problem, columns: Columns) -> highspy.Highs:
    """Blocks of the matrix, put together and passed."""
    cost, upper = _variables(problem, columns)
    rows = [*_hourly(problem, columns), *_storage(problem), *_yearly(problem, columns)]
    matrix = sparse.block_array(
        [[blocks.get(name) for name in cost] for blocks, _, _ in rows], format="csr"
    )
    lp = highspy.HighsLp()
    lp.num_row_, lp.num_col_ = matrix.shape
    lp.col_cost_ = np.concatenate(list(cost.values()))
    lp.col_lower_ = np.zeros(lp.num_col_)
    lp.col_upper_ = np.concatenate(
        [upper.get(name, np.full(len(values), highspy.kHighsInf)) for name, values in cost.items()]
    )
    lp.row_lower_ = np.concatenate([low for _, low, _ in rows])
    lp.row_upper_ = np.concatenate([high for _, _, high in rows])
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_, lp.a_matrix_.index_ = matrix.indptr, matrix.indices
    lp.a_matrix_.value_ = matrix.data
    highs = highspy.Highs()
    set_options(highs, {"output_flag": False})
    if highs.passModel(lp) == highspy.HighsStatus.kError:
        raise ValueError("HiGHS refuses the matrix")
    return highs


def _variables(problem: Problem, columns: Columns) -> tuple[Blocks, Blocks]:
    """Cost of every variable in the order of the matrix, and upper bounds where there are some."""
    weight = problem.weight
    nothing = np.zeros(len(weight))
    cost = {
        "share": columns.cost,
        "bought": weight * problem.retail,
        "charged": weight * problem.retail,
        "from_community": weight * problem.fee,
        "shared": np.zeros(problem.feed_in.size),
        "sold": (-weight * problem.feed_in).ravel(),
        "kwp": problem.asset_cost,
        "local": np.zeros(problem.asset_kwh.size),
        "field_sold": (-weight * problem.asset_feed_in).ravel(),
        "energy": np.array([problem.store_energy_cost[0]]),
        "power": np.array([problem.store_power_cost[0]]),
        "charge": nothing,
        "discharge": nothing,
        "level": nothing,
    }
    upper = {
        "kwp": problem.asset_max,
        "energy": np.array([problem.store_max_kwh[0]]),
        "power": np.array([problem.store_max_kw[0]]),
    }
    return cost, upper


def _at_least(blocks: Blocks, level: float, count: int) -> tuple[Blocks, Any, Any]:
    return blocks, np.full(count, level), np.full(count, highspy.kHighsInf)


def _equal(blocks: Blocks, level: float, count: int) -> tuple[Blocks, Any, Any]:
    return blocks, np.full(count, level), np.full(count, level)


def _hourly(problem: Problem, columns: Columns) -> list[tuple[Blocks, Any, Any]]:
    hours, classes, fields = len(problem.weight), len(problem.feed_in_class), len(problem.asset)
    groups = int(columns.group.max()) + 1
    one = sparse.eye_array(hours)
    by_class, by_field = (sparse.eye_array(count * hours) for count in (classes, fields))
    classes_sum = sparse.kron(np.ones((1, classes)), one)
    fields_sum = sparse.kron(np.ones((1, fields)), one)
    member = np.arange(groups)[:, None] == columns.group
    surplus = columns.surplus.reshape(len(columns), -1).T
    made = sparse.block_diag([kwh[:, None] for kwh in problem.asset_kwh])
    limit = -problem.transformer_kw
    return [
        _equal({"share": sparse.csr_array(member.astype(float))}, 1.0, groups),
        _at_least(
            {"share": sparse.csr_array(-columns.load.T), "bought": one, "from_community": one},
            0.0,
            hours,
        ),
        _at_least(
            {"share": sparse.csr_array(surplus), "shared": -by_class, "sold": -by_class},
            0.0,
            classes * hours,
        ),
        _at_least(
            {
                "charged": one,
                "from_community": -one,
                "shared": classes_sum,
                "local": fields_sum,
                "charge": -one,
                "discharge": one,
            },
            0.0,
            hours,
        ),
        _at_least({"kwp": made, "local": -by_field, "field_sold": -by_field}, 0.0, fields * hours),
        _at_least({"bought": -one, "charged": -one}, limit, hours),
        _at_least({"sold": -classes_sum, "field_sold": -fields_sum}, limit, hours),
    ]


def _storage(problem: Problem) -> list[tuple[Blocks, Any, Any]]:
    hours, efficiency = len(problem.weight), problem.store_efficiency[0]
    one = sparse.eye_array(hours)
    every = sparse.csr_array(np.ones((hours, 1)))
    next_hour = sparse.csr_array(
        (np.ones(hours), (np.arange(hours), problem.successor)), shape=(hours, hours)
    )
    return [
        _equal(
            {
                "charge": -efficiency * one,
                "discharge": one / efficiency,
                "level": next_hour - (1.0 - problem.store_loss[0]) * one,
            },
            0.0,
            hours,
        ),
        _at_least({"power": every, "charge": -one, "discharge": -one}, 0.0, hours),
        _at_least({"energy": problem.store_depth[0] * every, "level": -one}, 0.0, hours),
    ]


def _yearly(problem: Problem, columns: Columns) -> list[tuple[Blocks, Any, Any]]:
    bought = -problem.balance_factor * problem.weight
    emitted = -problem.co2_import * problem.weight
    balance = {
        "share": -columns.fuel_balance,
        "bought": bought,
        "charged": bought,
        "sold": np.tile(-bought, len(problem.feed_in_class)),
        "field_sold": np.tile(-bought, len(problem.asset)),
    }
    co2 = {"share": -columns.co2, "bought": emitted, "charged": emitted}
    return [
        _at_least({name: sparse.csr_array(x[None]) for name, x in row.items()}, level, 1)
        for row, level in ((balance, problem.balance_min), (co2, -problem.co2_max))
    ]


def solve(highs: highspy.Highs, options: dict[str, Any]) -> float:
    """EUR a year."""
    set_options(highs, options)
    highs.run()
    if highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        raise ValueError(f"HiGHS ends with {highs.modelStatusToString(highs.getModelStatus())}")
    return float(highs.getInfo().objective_function_value)


def size(highs: highspy.Highs) -> tuple[int, int]:
    """Variables and rows."""
    return highs.getNumCol(), highs.getNumRow()
