"""The independent check believes true plans and refuses damaged ones."""

import pytest
from damages import DAMAGES, PART_DAMAGES
from problems import random_problem
from technologies_of_a_district import connected_problem

from zeneville.model import Designs
from zeneville.solve import Settings, decide
from zeneville.solve.stored import to_dataset
from zeneville.verify import check


@pytest.fixture(scope="module")
def plan():
    problem = random_problem(buildings=4, hours=48, seed=5, balance_min=0.0, transformer_kw=60.0)
    designs = Designs(problem)
    return to_dataset(problem, designs, decide(problem, designs, Settings(gap=1e-4)))


def test_a_true_plan_is_believed(plan):
    report = check(plan)
    assert report.verified, report.refusals


@pytest.mark.parametrize("name", DAMAGES)
def test_a_damaged_plan_is_refused(plan, name):
    damaged = plan.copy(deep=True)
    DAMAGES[name](damaged)
    assert not check(damaged).verified


@pytest.fixture(scope="module")
def connected():
    problem = connected_problem(6, 24, 0)
    designs = Designs(problem)
    return to_dataset(problem, designs, decide(problem, designs, Settings(gap=1e-7)))


def test_a_true_plan_with_technologies_is_believed(connected):
    assert connected["zone_built"].any()
    report = check(connected)
    assert report.verified, report.refusals


@pytest.mark.parametrize("name", PART_DAMAGES)
def test_a_damaged_technology_is_refused(connected, name):
    damaged = connected.copy(deep=True)
    PART_DAMAGES[name](damaged)
    assert not check(damaged).verified
