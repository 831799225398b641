"""Requirements at their edges: met, or told with levels that work when they are asked."""

from functools import cache

import numpy as np
import pytest
from problems import random_problem

from zeneville.errors import InfeasibleError
from zeneville.model import Designs
from zeneville.solve import Settings, decide
from zeneville.solve.stored import to_dataset
from zeneville.technologies.district import Parts
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


def district(**limits):
    return random_problem(buildings=4, hours=24, seed=2, **limits)


NO_BATTERY = {"district": Parts()}
#: what cannot be met, alone or together -> requirements that have a level that works
OUT_OF_REACH = {
    "a wire too thin": ({"transformer_kw": 1.0, **NO_BATTERY}, {"transformer_kw"}),
    "a wire too thin beside looser limits": (
        {"transformer_kw": 1.0, "winter_peak_kw": 60.0, "export_kw": 60.0, **NO_BATTERY},
        {"transformer_kw"},
    ),
    "a winter peak too low": (
        {"winter_peak_kw": 1.0, "transformer_kw": 60.0, **NO_BATTERY},
        {"winter_peak_kw"},
    ),
    "a cap too low": ({"co2_max": 10.0}, {"co2_max"}),
    "a balance too high": ({"balance_min": 1e7}, {"balance_min"}),
    "no money for the cap": (
        {"co2_max": 4e3, "investment_max": 2e4},
        {"co2_max", "investment_max"},
    ),
    "no money for the balance": (
        {"balance_min": 0.0, "investment_max": 2e4},
        {"balance_min", "investment_max"},
    ),
    "no way out for the surplus": ({"balance_min": 1.8e4, "export_kw": 0.5}, {"export_kw"}),
}


def refused(problem):
    with pytest.raises(InfeasibleError) as told:
        decide(problem, Designs(problem), Settings(gap=1e-3))
    return told.value


@cache
def refusal(name):
    """What is told of a case of :data:`OUT_OF_REACH`."""
    return refused(district(**OUT_OF_REACH[name][0]))


@pytest.mark.parametrize("name", OUT_OF_REACH)
def test_every_level_that_is_told_works_when_it_is_asked(name):
    limits, eased = OUT_OF_REACH[name]
    told = {item.requirement: item for item in refusal(name).shortfalls}
    assert eased <= {name for name, item in told.items() if item.best is not None}
    for limit, item in told.items():
        assert item.asked == limits[limit]
        if item.best is not None:
            planned(district(**{**limits, limit: item.best}), gap=1e-3)


@pytest.mark.parametrize("name", OUT_OF_REACH)
def test_a_level_beyond_the_bound_is_refused(name):
    limits, _ = OUT_OF_REACH[name]
    for item in refusal(name).shortfalls:
        if item.best is None or item.bound is None:
            continue
        worse = -1.0 if item.requirement == "balance_min" else 1.0
        assert worse * (item.best - item.bound) >= 0.0
        assert abs(item.best - item.bound) <= 0.1 * abs(item.bound)
        beyond = item.bound - worse * (0.01 * abs(item.bound) + 1e-3)
        refused(district(**{**limits, item.requirement: beyond}))


def test_a_cap_says_what_its_last_tonne_and_a_larger_budget_would_do():
    caps = []
    for euros in (2e4, 3e4):
        told = refused(district(co2_max=1e3, investment_max=euros)).shortfalls
        caps += [item for item in told if item.requirement == "co2_max"]
    poor, rich = caps
    (of_poor,), (of_rich,) = ([rate for _, rate, _ in item.rates] for item in caps)
    saved = (poor.bound - rich.bound) / 1e4
    assert 0.98 * of_rich <= saved <= 1.02 * of_poor
    assert poor.price > 0.0


def test_what_cannot_be_met_one_by_one_is_eased_together():
    limits = {"transformer_kw": 2.0, "co2_max": 10.0, "balance_min": 1e7, "investment_max": 1e3}
    error = refused(district(**limits))
    assert error.together
    levels = {item.requirement: item.best for item in error.shortfalls}
    assert set(levels) <= set(limits)
    planned(district(**{**limits, **levels}), gap=1e-3)


def test_a_budget_of_nothing_leaves_the_district_as_it_is_where_that_costs_nothing():
    problem = district(investment_max=0.0)
    problem.arrays["heater_investment"][:, :, 0] = 0.0
    problem.arrays["heater_cost"][:, :, 0] = 100.0
    answer = planned(problem)
    assert answer.dispatch.totals.invest == 0.0
    assert (answer.dispatch.chosen == 0).all()


def test_surplus_is_curtailed_where_selling_costs_money():
    problem = district()
    problem.arrays["pv_allowed"][:, :2] = 0
    noon = np.arange(24) // 3 == 4
    problem.arrays["feed_in"] = np.where(noon, -0.1, problem.feed_in)
    problem.arrays["asset_feed_in"] = np.where(noon, -0.1, problem.asset_feed_in)
    problem = problem.with_arrays(store_max_kwh=np.zeros(1), store_max_kw=np.zeros(1))
    answer = planned(problem)
    sold = exported(answer)
    surplus = np.maximum(-Designs(problem).net_load(answer.dispatch.chosen), 0.0).sum(axis=0)
    assert surplus[noon].sum() > 0.0
    assert sold[noon].max() == pytest.approx(0.0, abs=1e-6)
    assert sold[~noon].max() > 0.0


def test_ctrl_c_while_ways_out_are_looked_for_ends_the_work():
    problem = district(co2_max=10.0)

    def stop(stage, cost, bound):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        decide(problem, Designs(problem), Settings(gap=1e-3), stop)


def test_a_long_horizon_tells_a_level_that_works():
    limits = {"co2_max": 2e3, "investment_max": 3e4}
    problem = random_problem(buildings=6, hours=2016, seed=7, **limits)
    found = {item.requirement: item for item in refused(problem).shortfalls}
    cap = found["co2_max"]
    assert cap.bound <= cap.best <= 1.1 * cap.bound
    planned(problem.with_scalars(co2_max=cap.best), gap=1e-3)
