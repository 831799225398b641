"""Long horizons: typical days first, then all hours by interior points, then the independent check.

Ninety days stand for the year, enough to take the way that the year takes.
"""

import numpy as np
import pytest
from problems import random_problem

from zeneville.model import Designs
from zeneville.solve import Settings, audit, decide, dispatch
from zeneville.solve.linear import Linear
from zeneville.solve.master import Master
from zeneville.solve.stored import to_dataset
from zeneville.solve.typical import typical
from zeneville.verify import check

HOURS = 90 * 24


@pytest.fixture(scope="module")
def district():
    problem = random_problem(buildings=40, hours=HOURS, seed=7, balance_min=0.0)
    return problem, Designs(problem)


@pytest.fixture(scope="module")
def answer(district):
    return decide(*district, Settings(gap=1e-3))


def test_the_gap_is_proved_and_the_check_agrees(district, answer):
    assert answer.gap <= 1e-3
    assert answer.status == "optimal_within_gap"
    report = check(to_dataset(*district, answer))
    assert report.verified, report.lines()


def test_highs_agrees_on_the_dispatch(district, answer):
    problem, designs = district
    found = audit(Master(problem), designs, answer.dispatch.chosen)
    assert answer.cost == pytest.approx(found, rel=1e-5)


def test_the_same_input_gives_the_same_plan(district, answer):
    again = decide(*district, Settings(gap=1e-3))
    assert again.cost == answer.cost
    assert (again.dispatch.chosen == answer.dispatch.chosen).all()


def test_time_over_still_leaves_a_verified_plan(district):
    short = decide(*district, Settings(gap=1e-9, time_limit_s=1e-3))
    assert short.status == "time_limit"
    assert check(to_dataset(*district, short)).verified
    assert short.bound <= short.cost


@pytest.mark.parametrize("stage", ["typical days", "columns", "plan"])
def test_ctrl_c_leaves_a_verified_plan(district, stage):
    def stop(told, cost, bound):
        if told == stage:
            stop.count += 1
            if stop.count == 1:
                raise KeyboardInterrupt

    stop.count = 0
    cut = decide(*district, Settings(gap=1e-9), stop)
    assert cut.status == "interrupted"
    assert np.isfinite(cut.bound)
    assert check(to_dataset(*district, cut)).verified


def test_settled_flows_hold_where_the_wire_is_scarce():
    problem = random_problem(buildings=12, hours=240, seed=3, transformer_kw=75.0)
    designs = Designs(problem)
    chosen = decide(problem, designs, Settings(gap=1e-2)).dispatch.chosen
    loose = dispatch(Master(problem), designs, chosen, Linear(interior_above=0, exact=1e-7))
    exact = dispatch(Master(problem), designs, chosen, Linear(interior_above=10**9))
    assert loose.missed == pytest.approx(exact.missed, abs=1e-4)
    assert loose.cost == pytest.approx(exact.cost, rel=1e-5)
    drawn = np.maximum(designs.net_load(chosen), 0.0).sum(axis=0)
    for plan in (loose, exact):
        flows = plan.flows
        assert (flows["bought_kwh"] + flows["exchanged_kwh"]) == pytest.approx(drawn)
        assert all((values >= 0.0).all() for values in flows.values())


def test_typical_days_weigh_a_year_and_store_within_the_day():
    problem = random_problem(buildings=3, hours=HOURS, seed=1)
    few = typical(problem, 12)
    assert len(few.weight) == 288
    assert few.weight.sum() == pytest.approx(problem.weight.sum())
    day = np.arange(288) // 24
    assert (day[few.successor] == day).all()
    at = few.index_of_year
    assert few.need_kwh == pytest.approx(problem.need_kwh[:, :, at])
    assert few.feed_in == pytest.approx(problem.feed_in[:, at])
