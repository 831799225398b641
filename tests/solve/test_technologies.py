"""Districts with technologies of their own, against the whole problem solved by HiGHS."""

import numpy as np
import pytest
from technologies_of_a_district import connected_problem

from zeneville.errors import InfeasibleError
from zeneville.model import Designs, aggregate, build, state
from zeneville.solve import Settings, decide, highs
from zeneville.solve import program as programs
from zeneville.solve.branching import built_of
from zeneville.solve.master import Master
from zeneville.solve.stored import to_dataset
from zeneville.verify import check
from zeneville.verify.bound import recompute

CASES = {
    "free": {},
    "dear pipes": {"scale": 4.0},
    "no pipes cost": {"scale": 0.05},
    "balance": {"balance_min": 2000.0},
    "co2": {"co2_max": 3000.0},
    "renewable": {"renewable_heat_min": 0.8},
    "autonomy": {"autonomy_min": 0.4},
    "transformer": {"transformer_kw": 14.0},
}


def whole(problem):
    """EUR a year of the whole problem, every design a column, solved to 1e-8."""
    designs = Designs(problem)
    b, d = np.nonzero(designs.allowed)
    columns = state(designs, b, [np.array([i]) for i in b], [np.array([i]) for i in d])
    stated = programs.state(build(problem, columns, integer=True))
    solution = highs.solve(stated, {"mip_rel_gap": 1e-8, "time_limit": 120.0})
    return solution.objective + problem.fixed_cost


@pytest.mark.parametrize(("name", "seed"), [(name, n % 2) for n, name in enumerate(CASES)])
def test_plan_and_bound_enclose_the_optimum(name, seed):
    problem = connected_problem(6, 24, seed, **CASES[name])
    answer = decide(problem, Designs(problem), Settings(gap=1e-4))
    optimum = whole(problem)
    assert answer.bound <= optimum * (1 + 1e-6)
    assert optimum * (1 - 1e-6) <= answer.cost <= optimum * (1 + 2e-3)


@pytest.mark.parametrize("seed", [0, 2])
def test_the_plan_is_verified(seed):
    problem = connected_problem(6, 24, seed)
    designs = Designs(problem)
    answer = decide(problem, designs, Settings(gap=1e-4))
    plan = to_dataset(problem, designs, answer)
    report = check(plan)
    assert report.verified, report.refusals
    assert recompute(plan) == pytest.approx(answer.bound, rel=1e-9)


def test_a_leaf_left_out_is_no_proof():
    problem = connected_problem(6, 24, 0)
    designs = Designs(problem)
    answer = decide(problem, designs, Settings(gap=1e-7))
    plan = to_dataset(problem, designs, answer)
    assert plan.sizes["leaf"] > 1
    assert recompute(plan.isel(leaf=slice(1, None))) == -np.inf


def test_what_is_built_is_decided():
    problem = connected_problem(6, 24, 1)
    answer = decide(problem, Designs(problem), Settings(gap=1e-4))
    zones = answer.dispatch.sizes["zone_built"]
    assert np.isin(zones, (0.0, 1.0)).all()
    assert (built_of(problem)["zone"] == -1).all()


def test_a_building_locked_on_a_network_that_is_not_built_has_no_plan():
    problem = connected_problem(6, 24, 1)
    allowed = problem.heater_allowed.copy()
    allowed[2, :, :-1] = 0
    nothing = np.zeros(len(problem.zone), dtype=np.int8)
    node = problem.with_arrays(heater_allowed=allowed, zone_built=nothing)
    with pytest.raises(InfeasibleError):
        decide(node, Designs(node), Settings(gap=1e-3))


def locked_problem(seed):
    """A district of which one building has no heater but the network's."""
    problem = connected_problem(6, 24, seed)
    allowed = problem.heater_allowed.copy()
    allowed[2, :, :-1] = 0
    return problem.with_arrays(heater_allowed=allowed)


@pytest.mark.parametrize("seed", range(3))
def test_the_zone_of_a_building_without_another_heater_is_built(seed):
    problem = locked_problem(seed)
    answer = decide(problem, Designs(problem), Settings(gap=1e-3))
    zone = int(problem.zone_of[2])
    assert answer.dispatch.sizes["zone_built"][zone] == 1.0
    assert sorted(leaf.bound for leaf in answer.leaves)[-1] == np.inf


def test_a_tree_with_a_leaf_that_has_no_plan_is_verified():
    problem = locked_problem(1)
    designs = Designs(problem)
    answer = decide(problem, designs, Settings(gap=1e-3))
    plan = to_dataset(problem, designs, answer)
    report = check(plan)
    assert report.verified, report.refusals
    assert recompute(plan) == pytest.approx(answer.bound, rel=1e-9)


@pytest.mark.parametrize("seed", range(2))
def test_a_time_limit_that_is_over_still_gives_a_plan_that_is_verified(seed):
    problem = connected_problem(6, 24, seed, balance_min=2000.0)
    designs = Designs(problem)
    answer = decide(problem, designs, Settings(gap=0.0, time_limit_s=1e-6))
    report = check(to_dataset(problem, designs, answer))
    assert report.verified, report.refusals
    assert answer.status == "time_limit"
    assert answer.iterations == 0


def test_decisions_in_a_stated_program_are_those_of_a_new_statement():
    problem = connected_problem(6, 24, 0)
    states = built_of(problem)
    states["zone"][:] = [1, 0][: len(states["zone"])]
    states["converter"][0] = 0
    node = problem.with_built(**states)
    designs = Designs(node)
    columns = aggregate(designs, designs.allowed.argmax(axis=1), [np.arange(6)])
    once = highs.solve(Master(problem).asking(node).over(columns), {}).objective
    anew = highs.solve(Master(node).over(columns), {}).objective
    assert once == pytest.approx(anew, rel=1e-9)
