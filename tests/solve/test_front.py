"""Fronts: what must hold between plans at neighbouring levels, and against planning each anew."""

import numpy as np
import pytest
from problems import random_problem
from technologies_of_a_district import connected_problem

from zeneville.model import Designs
from zeneville.solve import Settings, decide, price
from zeneville.solve.front import ROWS, Tracer
from zeneville.solve.stored import to_dataset
from zeneville.verify import check

SETTINGS = Settings(gap=1e-4)


@pytest.fixture(scope="module", params=["balance", "co2"])
def front(request):
    """Row, tracer, and ``(level, answer)`` from the cheapest plan to the strictest level."""
    row = request.param
    problem = random_problem(buildings=12, hours=48, seed=4)
    tracer = Tracer(problem, Designs(problem), SETTINGS)
    first = tracer.cheapest()
    cheapest = ROWS[row].of(first)
    last, strictest = tracer.strictest(row, cheapest)
    line = [(cheapest, first)]
    for level in np.linspace(cheapest, last, 5)[1:-1]:
        line.append((float(level), tracer.at(row, float(level))))
    return row, tracer, [*line, (last, strictest)]


def test_every_plan_meets_its_level(front):
    row, _, line = front
    sign = ROWS[row].sign
    assert all(sign * (ROWS[row].of(answer) - level) >= -1e-6 for level, answer in line)


def test_every_plan_is_verified(front):
    row, tracer, line = front
    for level, answer in line[1:]:
        report = check(to_dataset(tracer.asked(row, level), tracer.designs, answer))
        assert report.verified, report.lines()


def test_a_stricter_level_never_costs_less_than_what_bounds_the_looser(front):
    _, _, line = front
    costs = [answer.cost for _, answer in line]
    bounds = [answer.bound for _, answer in line]
    assert all(bound <= cost * (1 + 1e-9) for bound, cost in zip(bounds, costs[1:], strict=False))


def test_bounds_lie_below_the_chords_of_the_plans(front):
    """The cost of mixtures is convex in the level, and a bound lies below it."""
    _, _, line = front
    for k in range(1, len(line) - 1):
        (left, before), (level, here), (right, after) = line[k - 1 : k + 2]
        share = (level - left) / (right - left)
        assert here.bound <= (1 - share) * before.cost + share * after.cost + 1e-6


def test_planning_each_level_anew_agrees_within_both_gaps(front):
    row, tracer, line = front
    level, answer = line[2]
    anew = decide(tracer.asked(row, level), tracer.designs, SETTINGS)
    assert answer.bound <= anew.cost * (1 + 1e-9)
    assert anew.bound <= answer.cost * (1 + 1e-9)


def test_a_bound_moved_to_another_level_is_what_its_duals_give_there(front):
    row, tracer, line = front
    level, answer = line[2]
    other = line[3][0]
    there = price(tracer.asked(row, other), tracer.designs, answer.duals).bound
    here = price(tracer.asked(row, level), tracer.designs, answer.duals).bound
    moved = here + ROWS[row].sign * ROWS[row].dual(answer.duals) * (other - level)
    assert moved == pytest.approx(there, rel=1e-9)


def test_limits_that_no_front_moves_stay():
    problem = random_problem(buildings=6, hours=48, seed=2, investment_max=150e3)
    tracer = Tracer(problem, Designs(problem), SETTINGS)
    first = tracer.cheapest()
    level, last = tracer.strictest("balance", ROWS["balance"].of(first))
    assert last.dispatch.totals.invest <= 150e3
    assert check(to_dataset(tracer.asked("balance", level), tracer.designs, last)).verified


def test_what_is_built_as_a_whole_is_decided_level_by_level():
    problem = connected_problem(6, 24, 1)
    tracer = Tracer(problem, Designs(problem), SETTINGS)
    first = tracer.cheapest()
    level = 0.7 * first.dispatch.totals.co2
    second = tracer.at("co2", level)
    assert second.cost >= first.bound
    for answer, asked in ((first, tracer.problem), (second, tracer.asked("co2", level))):
        assert check(to_dataset(asked, tracer.designs, answer)).verified
