"""Small districts solved whole, by the solvers that are there."""

import pytest
from problems import random_problem
from technologies_of_a_district import connected_problem

from zeneville.errors import InfeasibleError, ZenevilleError
from zeneville.model import Designs
from zeneville.solve import Settings, decide, solve_whole


def test_the_whole_costs_what_the_decomposition_finds():
    problem = random_problem(3, 24, seed=2, balance_min=0.0)
    designs = Designs(problem)
    whole = solve_whole(problem, designs, gap=1e-8)
    answer = decide(problem, designs, Settings(gap=1e-6))
    assert answer.bound <= whole.cost * (1 + 1e-6)
    assert whole.cost <= answer.cost * (1 + 1e-6)


def test_what_is_built_as_a_whole_is_read():
    problem = connected_problem(5, 24, 0)
    whole = solve_whole(problem, Designs(problem))
    assert set(whole.built["zone"]) <= {0, 1} and whole.built["zone"].any()


def test_requirements_out_of_reach_are_infeasible():
    problem = random_problem(2, 24, seed=0, balance_min=1e9)
    with pytest.raises(InfeasibleError):
        solve_whole(problem, Designs(problem))


def test_an_unknown_solver_is_told_with_the_nearest():
    problem = random_problem(2, 24, seed=0)
    with pytest.raises(ZenevilleError, match="did you mean 'gurobi'"):
        solve_whole(problem, Designs(problem), solver="gurobbi")


@pytest.mark.parametrize("solver", ["cbc", "glpk", "scip"])
def test_another_solver_finds_the_same(solver):
    problem = random_problem(3, 24, seed=2, balance_min=0.0)
    designs = Designs(problem)
    try:
        other = solve_whole(problem, designs, solver, gap=1e-8)
    except ZenevilleError as error:
        pytest.skip(str(error))
    assert other.cost == pytest.approx(solve_whole(problem, designs, gap=1e-8).cost, rel=1e-6)
