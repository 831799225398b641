"""Requirements at their edges: met, or told with levels that work when they are asked."""

import numpy as np
from problems import random_problem

from zeneville.model import Designs
from zeneville.solve import Settings, decide
from zeneville.solve.stored import to_dataset
from zeneville.verify import check


def planned(problem, gap=1e-5):
    """The answer, believed by the independent check."""
    designs = Designs(problem)
    answer = decide(problem, designs, Settings(gap=gap))
    report = check(to_dataset(problem, designs, answer))
    assert report.verified, report.lines()
    return answer


def exported(answer):
    """(T,) kWh that leave the district."""
    flows = answer.dispatch.flows
    return flows["sold_kwh"].sum(axis=0) + flows["field_sold_kwh"].sum(axis=0)


def test_exports_have_a_limit_of_their_own():
    free = random_problem(buildings=5, seed=3, balance_min=0.0)
    before = planned(free)
    most = 0.7 * exported(before).max()
    after = planned(free.with_scalars(export_kw=most))
    assert exported(after).max() <= most + 1e-6
    assert after.cost > before.cost
    flows = after.dispatch.flows
    assert (flows["bought_kwh"] + flows["charged_kwh"]).max() > most


def test_a_check_sees_exports_above_their_limit():
    problem = random_problem(buildings=5, seed=3, balance_min=0.0)
    designs = Designs(problem)
    data = to_dataset(problem, designs, decide(problem, designs, Settings(gap=1e-3)))
    data["export_kw"] = data["export_kw"].copy(data=np.array(1.0))
    assert any("export above its limit" in line for line in check(data).refusals)
