"""The master as arrays against the algebraic model, and what presolve and PIQP make of it."""

import numpy as np
import pytest
from problems import random_problem

from zeneville.model import Designs, aggregate, build
from zeneville.solve import highs, interior, price
from zeneville.solve.duals import read_duals
from zeneville.solve.master import Master
from zeneville.solve.presolve import reduce
from zeneville.solve.program import state

LIMITS = [
    {},
    {"balance_min": 0.0},
    {"balance_min": 5e3, "co2_max": 9e3},
    {"transformer_kw": 30.0},
    {"winter_peak_kw": 40.0, "investment_max": 2e5},
]
NAMES = ["free", "balance", "balance+co2", "transformer", "peak+budget"]


def some_columns(designs, seed, groups):
    rng = np.random.default_rng(seed)
    count = designs.allowed.shape[1]
    columns = None
    for _ in range(4):
        new = aggregate(designs, rng.integers(0, count, len(designs.problem.building)), groups)
        columns = new if columns is None else columns.append(new)
    return columns


def district(seed, limits, hours=48):
    problem = random_problem(buildings=6, hours=hours, seed=seed, **limits)
    designs = Designs(problem)
    groups = [np.arange(0, 6, 2), np.arange(1, 6, 2)]
    return problem, designs, some_columns(designs, seed, groups)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("limits", LIMITS, ids=NAMES)
def test_columns_beside_the_matrix_are_the_algebraic_model(seed, limits):
    problem, _, columns = district(seed, limits)
    stated = highs.solve(state(build(problem, columns)), {}).objective
    beside = highs.solve(Master(problem).over(columns), {}).objective
    assert beside == pytest.approx(stated, rel=1e-9)


@pytest.mark.parametrize("limits", LIMITS, ids=NAMES)
def test_other_levels_of_limits_are_those_of_a_new_statement(limits):
    problem, _, columns = district(1, limits)
    changed = problem.with_scalars(**{name: 0.9 * value + 10.0 for name, value in limits.items()})
    moved = highs.solve(Master(problem).asking(changed).over(columns), {}).objective
    assert moved == pytest.approx(highs.solve(Master(changed).over(columns), {}).objective)


@pytest.mark.parametrize("limits", LIMITS, ids=NAMES)
def test_what_presolve_leaves_has_the_same_optimum(limits):
    problem, _, columns = district(2, limits)
    program = Master(problem).over(columns)
    reduced = reduce(program)
    assert reduced.program.shape[1] < program.shape[1]
    assert reduced.program.shape[0] < program.shape[0]
    whole = reduced.restore(highs.solve(reduced.program, {}))
    assert whole.objective == pytest.approx(highs.solve(program, {}).objective, rel=1e-9)
    activity = program.matrix @ whole.values
    assert (activity >= program.row_lower - 1e-6).all()
    assert (activity <= program.row_upper + 1e-6).all()


@pytest.mark.parametrize("limits", LIMITS, ids=NAMES)
def test_piqp_agrees_with_highs_and_its_prices_bound(limits):
    problem, designs, columns = district(3, limits)
    program = Master(problem).over(columns)
    by_piqp = interior.solve(program, 1e-8, 250)
    by_highs = highs.solve(program, {})
    assert by_piqp.objective == pytest.approx(by_highs.objective, rel=1e-6)
    mixture = by_highs.objective + problem.fixed_cost
    bounds = [
        price(problem, designs, read_duals(program, problem, found)).bound
        for found in (by_piqp, by_highs)
    ]
    assert max(bounds) <= mixture * (1 + 1e-6)


def test_highs_takes_over_where_piqp_fails(monkeypatch):
    problem, _, columns = district(0, {"balance_min": 0.0})
    program = Master(problem).over(columns)
    tried = []

    def fails(_, unit, *others):
        tried.append(unit)

    monkeypatch.setattr(interior, "_attempt", fails)
    found = interior.solve(program, 1e-8, 250)
    assert tried == list(interior.UNITS_KWH)
    assert found.objective == pytest.approx(highs.solve(program, {}).objective, rel=1e-6)


def test_an_answer_cut_off_by_the_iterations_does_not_count():
    problem, _, columns = district(0, {})
    program = reduce(Master(problem).over(columns)).program
    assert interior._attempt(program, 1e3, 1e-8, 2) is None


def test_sums_of_columns_do_not_depend_on_how_buildings_are_grouped():
    problem = random_problem(buildings=150, hours=24, seed=5)
    designs = Designs(problem)
    chosen = np.random.default_rng(1).integers(0, designs.allowed.shape[1], 150)
    whole = aggregate(designs, chosen, [np.arange(150)])
    parts = aggregate(designs, chosen, [np.arange(g, 150, 7) for g in range(7)])
    load = designs.net_load(chosen)
    assert whole.load[0] == pytest.approx(np.maximum(load, 0.0).sum(axis=0))
    assert parts.load.sum(axis=0) == pytest.approx(whole.load[0])
    assert parts.surplus.sum(axis=0) == pytest.approx(whole.surplus[0])
    assert whole.surplus.sum() == pytest.approx(np.maximum(-load, 0.0).sum())
