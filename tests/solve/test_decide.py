"""The decomposition against the whole problem solved at once, and properties of the bound."""

import numpy as np
import pytest
from problems import random_problem

from zeneville.errors import InfeasibleError
from zeneville.model import Designs, aggregate, build
from zeneville.solve import Settings, best_balance, decide, price
from zeneville.solve.duals import Duals
from zeneville.solve.highs import solve
from zeneville.solve.program import state


def whole(problem, designs):
    """Every design of every building as a column, integer, to 1e-7."""
    count = len(problem.building)
    groups = [np.array([b]) for b in range(count)]
    columns = None
    for number in range(designs.allowed.shape[1]):
        new = aggregate(designs, np.full(count, number), groups)
        columns = new if columns is None else columns.append(new)
    model = build(problem, columns, integer=True)
    return solve(state(model), {"mip_rel_gap": 1e-7}).objective + problem.fixed_cost


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize(
    "limits",
    [{}, {"balance_min": 0.0}, {"balance_min": 5e3, "co2_max": 9e3}, {"transformer_kw": 25.0}],
    ids=["free", "balance", "balance+co2", "transformer"],
)
def test_plan_equals_the_whole_problem(seed, limits):
    problem = random_problem(buildings=4, hours=24, seed=seed, **limits)
    designs = Designs(problem)
    answer = decide(problem, designs, Settings(gap=1e-6))
    optimum = whole(problem, designs)
    assert answer.bound <= optimum * (1 + 1e-7)
    assert answer.cost >= optimum * (1 - 1e-6)
    assert answer.cost <= optimum * (1 + 1e-3)


def test_bound_is_below_the_plan_at_any_duals():
    problem = random_problem(buildings=5, seed=3, balance_min=0.0)
    designs = Designs(problem)
    cost = decide(problem, designs, Settings(gap=1e-3)).cost
    rng = np.random.default_rng(0)
    hours = len(problem.weight)
    for _ in range(20):
        duals = Duals(
            community=problem.weight * rng.uniform(-0.1, 0.4, hours),
            heat=np.zeros(hours),
            hydrogen=np.zeros(hours),
            stored=problem.weight * rng.uniform(0, 0.3, (1, hours)),
            imported=np.zeros(hours),
            exported=np.zeros(hours),
            balance=float(rng.uniform(0, 0.2)),
            co2=0.0,
            invest=0.0,
            renewable=0.0,
            autonomy=0.0,
        )
        assert price(problem, designs, duals).bound <= cost + 1e-6


def test_a_balance_out_of_reach_is_told_with_the_best_one():
    problem = random_problem(buildings=3, seed=1)
    best = best_balance(problem, Designs(problem))
    asked = problem.with_scalars(balance_min=best + 1e4)
    with pytest.raises(InfeasibleError) as caught:
        decide(asked, Designs(asked), Settings())
    assert caught.value.shortfalls[0].best == pytest.approx(best, rel=2e-3)
    assert caught.value.shortfalls[0].bound == pytest.approx(best, rel=1e-2)


def test_the_best_balance_can_be_reached():
    problem = random_problem(buildings=3, seed=1)
    best = best_balance(problem, Designs(problem))
    asked = problem.with_scalars(balance_min=best - 50.0)
    assert decide(asked, Designs(asked), Settings()).cost > 0


def test_a_larger_battery_site_never_costs_more():
    problem = random_problem(buildings=4, seed=2)
    free = decide(problem, Designs(problem), Settings(gap=1e-6)).cost
    none = problem.with_arrays(store_max_kwh=np.zeros(1), store_max_kw=np.zeros(1))
    assert free <= decide(none, Designs(none), Settings(gap=1e-6)).cost + 1e-4


def test_permuted_buildings_give_the_same_cost():
    problem = random_problem(buildings=5, seed=4, balance_min=0.0)
    order = np.array([3, 0, 4, 1, 2])
    from dataclasses import replace

    from zeneville.model.problem import ARRAYS

    arrays = {
        name: values[order] if ARRAYS[name][0][0] == "building" else values
        for name, values in problem.arrays.items()
    }
    permuted = replace(problem, building=problem.building[order], arrays=arrays)
    one = decide(problem, Designs(problem), Settings(gap=1e-6)).cost
    two = decide(permuted, Designs(permuted), Settings(gap=1e-6)).cost
    assert one == pytest.approx(two, rel=1e-6)


def test_requirements_that_quarrel_are_named_with_what_they_miss():
    problem = random_problem(buildings=4, hours=24, seed=1, balance_min=0.0)
    designs = Designs(problem)
    free = decide(problem, designs, Settings(gap=1e-3)).dispatch
    paid = float(designs.investment[np.arange(4), free.chosen].sum())
    broke = problem.with_scalars(investment_max=1e-3 * paid)
    with pytest.raises(InfeasibleError) as told:
        decide(broke, Designs(broke), Settings(gap=1e-3))
    assert told.value.shortfalls
