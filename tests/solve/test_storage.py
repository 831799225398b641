"""Decisions with tanks on a clock, buffer tanks and home batteries in the menu."""

import numpy as np
import pytest
from problems import random_problem
from storages import with_buffer, with_storage
from technologies_of_a_district import connected_problem

from zeneville.model import Designs, aggregate, build
from zeneville.solve import Settings, decide
from zeneville.solve.highs import solve
from zeneville.solve.program import state
from zeneville.solve.stored import to_dataset
from zeneville.verify import check

LIMITS = [{}, {"balance_min": 0.0}, {"balance_min": 5e3, "co2_max": 9e3}, {"transformer_kw": 25.0}]


def whole(problem, designs):
    """Every allowed design of every building as a column, integer, to 1e-7."""
    count = len(problem.building)
    groups = [np.array([b]) for b in range(count)]
    columns = None
    for number in np.flatnonzero(designs.allowed.any(axis=0)):
        may = designs.allowed[:, number]
        new = aggregate(designs, np.where(may, number, 0), groups).take(np.flatnonzero(may))
        columns = new if columns is None else columns.append(new)
    model = build(problem, columns, integer=True)
    return solve(state(model), {"mip_rel_gap": 1e-7}).objective + problem.fixed_cost


@pytest.mark.parametrize("case", range(4), ids=["free", "balance", "balance+co2", "transformer"])
def test_plan_equals_the_whole_problem(case):
    bare = random_problem(buildings=3, hours=24, seed=case, **LIMITS[case])
    problem = with_storage(bare, seed=case)
    designs = Designs(problem)
    answer = decide(problem, designs, Settings(gap=1e-6))
    optimum = whole(problem, designs)
    assert answer.bound <= optimum * (1 + 1e-7)
    assert answer.cost >= optimum * (1 - 1e-6)
    assert answer.cost <= optimum * (1 + 1e-3)


@pytest.mark.parametrize("limits", LIMITS, ids=["free", "balance", "balance+co2", "transformer"])
def test_the_independent_check_finds_the_same_plan_and_bound(limits):
    problem = with_storage(random_problem(buildings=4, hours=48, seed=6, **limits), 5.0)
    designs = Designs(problem)
    answer = decide(problem, designs, Settings(gap=1e-4))
    report = check(to_dataset(problem, designs, answer))
    assert report.verified, report.refusals
    assert report.counted["bound_eur_per_year"] == pytest.approx(answer.bound, rel=1e-9)


@pytest.mark.parametrize(
    "limits", [{}, {"renewable_heat_min": 0.8}, {"autonomy_min": 0.4}], ids=lambda kind: str(kind)
)
def test_the_check_agrees_beside_a_heat_network_and_shares_asked(limits):
    problem = with_storage(connected_problem(4, 24, 1, **limits), 5.0)
    designs = Designs(problem)
    answer = decide(problem, designs, Settings(gap=1e-3))
    report = check(to_dataset(problem, designs, answer))
    assert report.verified, report.refusals
    assert report.counted["bound_eur_per_year"] == pytest.approx(answer.bound, rel=1e-9)


def test_more_to_choose_from_never_costs_more():
    problem = random_problem(buildings=4, hours=48, seed=2, balance_min=0.0)
    richer = with_storage(problem)
    few = decide(problem, Designs(problem), Settings(gap=1e-6)).cost
    assert decide(richer, Designs(richer), Settings(gap=1e-6)).cost <= few * (1 + 1e-6)


def test_cheap_batteries_are_taken_and_dear_ones_are_not():
    problem = random_problem(buildings=4, hours=48, seed=2)
    held = []
    for price in (1.0, 1000.0):
        offered = with_storage(problem, price)
        designs = Designs(offered)
        chosen = decide(offered, designs, Settings(gap=1e-6)).dispatch.chosen
        held.append(designs.home_batteries(chosen)["home_battery_level_kwh"].max())
    assert held[0] > 1.0 and held[1] == 0.0


@pytest.mark.parametrize("case", range(4), ids=["free", "balance", "balance+co2", "transformer"])
def test_plan_with_buffer_tanks_equals_the_whole_problem(case):
    bare = random_problem(buildings=3, hours=48, seed=case + 20, **LIMITS[case])
    problem = with_buffer(bare, buffer_eur=-20.0)
    designs = Designs(problem)
    answer = decide(problem, designs, Settings(gap=1e-6))
    optimum = whole(problem, designs)
    assert answer.bound <= optimum * (1 + 1e-7)
    assert answer.cost >= optimum * (1 - 1e-6)
    assert answer.cost <= optimum * (1 + 1e-3)


@pytest.mark.parametrize(
    "limits",
    [*LIMITS, {"renewable_heat_min": 0.3}, {"autonomy_min": 0.2}],
    ids=["free", "balance", "balance+co2", "transformer", "renewable", "autonomy"],
)
def test_the_check_fills_and_empties_buffer_tanks_alike(limits):
    """Where tanks pay, so that some are chosen; every design is priced by the check."""
    problem = with_buffer(random_problem(buildings=4, hours=48, seed=6, **limits), -200.0)
    designs = Designs(problem)
    answer = decide(problem, designs, Settings(gap=1e-4))
    assert problem.storage_buffer[designs.parts(answer.dispatch.chosen)[3]].any()
    report = check(to_dataset(problem, designs, answer))
    assert report.verified, report.refusals
    assert report.counted["bound_eur_per_year"] == pytest.approx(answer.bound, rel=1e-9)


def test_buffer_tanks_to_choose_from_never_cost_more():
    problem = random_problem(buildings=4, hours=48, seed=2, balance_min=0.0)
    richer = with_buffer(problem)
    few = decide(problem, Designs(problem), Settings(gap=1e-6)).cost
    assert decide(richer, Designs(richer), Settings(gap=1e-6)).cost <= few * (1 + 1e-6)
