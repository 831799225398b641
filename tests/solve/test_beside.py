"""Plans of one level made to fit another by swaps: never dearer, always enough."""

import numpy as np
import pytest
from problems import random_problem

from zeneville.model import Designs
from zeneville.solve import Settings, beside, decide
from zeneville.solve.dispatch import dispatch
from zeneville.solve.linear import Linear
from zeneville.solve.master import Master


@pytest.fixture(scope="module", params=range(4))
def between(request):
    """A level, the plans of a looser and of a far stricter one, and the best plan at the level."""
    problem = random_problem(buildings=6, hours=48, seed=request.param)
    designs, settings = Designs(problem), Settings(gap=1e-4)
    loose = decide(problem, designs, settings)
    most = loose.dispatch.totals.co2
    strict = decide(problem.with_scalars(co2_max=0.4 * most), designs, settings)
    asked = problem.with_scalars(co2_max=0.7 * most)
    return asked, designs, loose, strict, decide(asked, designs, settings)


def test_what_is_found_meets_the_level_and_costs_no_more(between):
    asked, designs, loose, strict, best = between
    master = Master(asked)
    plan = dispatch(master, designs, strict.dispatch.chosen, Linear())
    starts = [loose.dispatch.chosen]
    found = beside.cheaper(master, designs, Linear(), "co2", best.duals, plan, starts)
    assert plan.feasible and found.feasible
    assert best.bound - 1e-6 * abs(best.cost) <= found.cost <= plan.cost
    assert found.cost < plan.cost or np.array_equal(found.chosen, plan.chosen)


def test_without_a_start_the_plan_stays(between):
    asked, designs, _, _, best = between
    master = Master(asked)
    found = beside.cheaper(master, designs, Linear(), "co2", best.duals, best.dispatch, [])
    assert found is best.dispatch


def test_swaps_from_a_looser_plan_come_near_to_the_best(between):
    asked, designs, loose, strict, best = between
    master = Master(asked)
    plan = dispatch(master, designs, strict.dispatch.chosen, Linear())
    starts = [loose.dispatch.chosen]
    found = beside.cheaper(master, designs, Linear(), "co2", best.duals, plan, starts)
    assert found.cost - best.cost <= 0.5 * (plan.cost - best.cost) + 1e-3 * abs(best.cost)
