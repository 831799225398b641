"""A plan as built under other figures, and prices of entry, on small random districts."""

import numpy as np
import pytest
from problems import random_problem
from technologies_of_a_district import connected_problem

from zeneville.model import Designs
from zeneville.solve import Settings, built, decide, entry, price
from zeneville.solve.linear import Linear
from zeneville.solve.near import decide_first, decide_near

SETTINGS = Settings(gap=1e-4)
SYSTEMS = ("as_is", "electric", "hp_air", "hp_air", "hp_ground")


@pytest.fixture(scope="module")
def planned():
    problem = random_problem(buildings=6, hours=48, seed=3, balance_min=0.0)
    designs = Designs(problem)
    return problem, designs, *decide_first(problem, designs, SETTINGS)


def test_under_the_same_figures_the_plan_as_built_is_the_plan(planned):
    problem, _, answer, _ = planned
    same = built.run(problem, answer.dispatch, Linear())
    assert same.meets
    assert same.cost == pytest.approx(answer.cost, rel=1e-6)
    assert same.invest == pytest.approx(answer.dispatch.totals.invest, rel=1e-6)


def test_what_is_built_as_a_whole_stays_built():
    problem = connected_problem(6, 24, 1)
    answer = decide(problem, Designs(problem), SETTINGS)
    same = built.run(problem, answer.dispatch, Linear())
    assert same.cost == pytest.approx(answer.cost, rel=1e-5)
    assert same.invest == pytest.approx(answer.dispatch.totals.invest, rel=1e-5)


def test_dearer_electricity_costs_what_is_imported(planned):
    """The dispatch may only make it cheaper than at the old flows, and never below the old cost."""
    problem, _, answer, _ = planned
    dearer = problem.with_arrays(retail=problem.retail + 0.05)
    flows = answer.dispatch.flows
    imported = float(problem.weight @ (flows["bought_kwh"] + flows["charged_kwh"]))
    found = built.run(dearer, answer.dispatch, Linear())
    assert answer.cost - 1e-3 <= found.cost <= answer.cost + 0.05 * imported + 1e-3


def test_a_requirement_that_is_missed_is_told_and_eased(planned):
    problem, _, answer, _ = planned
    stricter = problem.with_scalars(balance_min=1e4)
    found = built.run(stricter, answer.dispatch, Linear())
    assert not found.meets
    assert found.missed["balance"] == pytest.approx(1e4 - found.balance)
    less = built.eased(stricter, found)
    assert built.run(less, answer.dispatch, Linear()).meets


def test_deciding_near_never_costs_more_than_the_plan_kept(planned):
    problem, designs, answer, known = planned
    dearer = problem.with_arrays(retail=1.2 * problem.retail)
    kept = built.run(dearer, answer.dispatch, Linear())
    again, _ = decide_near(dearer, designs, SETTINGS, known)
    assert again.cost <= kept.cost + 1e-3
    anew = decide(dearer, designs, SETTINGS)
    assert again.bound <= anew.cost * (1 + 1e-9)
    assert anew.bound <= again.cost * (1 + 1e-9)


def yearly(problem):
    """Works and machines cost a year what the tests' problem says, all of it by investment."""
    return entry.Yearly(
        package=problem.package_cost,
        heater=problem.heater_cost - 300.0,
        pv=problem.pv_cost,
        field=problem.asset_cost,
        store=problem.store_energy_cost,
    )


def test_what_is_left_out_becomes_the_best_just_beyond_its_price(planned):
    problem, designs, answer, _ = planned
    found = entry.entries(
        problem, designs, answer.dispatch, answer.duals, yearly(problem), SYSTEMS, 6
    )
    of_designs = [one for one in found if one.building >= 0]
    assert of_designs
    for one in of_designs:
        for beyond, best in ((1e-3, True), (-1e-3, False)):
            cut = one.cut + beyond
            if cut <= 0.0:
                continue
            cheaper = entry.cheaper(problem, one, cut, yearly(problem), np.array(SYSTEMS))
            value = price(cheaper, Designs(cheaper), answer.duals).value[one.building]
            assert (value[one.design] <= value.min() + 1e-9) == best, one


def test_a_field_enters_below_its_price_and_not_above():
    problem = random_problem(buildings=6, hours=48, seed=3)
    dear = problem.with_arrays(asset_cost=4.0 * problem.asset_cost)
    designs = Designs(dear)
    answer, known = decide_first(dear, designs, SETTINGS)
    found = entry.entries(dear, designs, answer.dispatch, answer.duals, yearly(dear), SYSTEMS, 6)
    one = next(one for one in found if one.kind == "field")
    for cut, enters in ((one.cut + 0.05, True), (one.cut - 0.05, False)):
        other = entry.cheaper(dear, one, cut, yearly(dear), np.array(SYSTEMS))
        again, _ = decide_near(other, Designs(other), SETTINGS, known)
        size = entry.entered(other, Designs(other), again.dispatch, one, SYSTEMS)
        assert (size > 0.5) == enters


@pytest.mark.parametrize(("power_cost", "worth"), [(0.0, 7.88889), (2.7, 4.88889), (9.0, 0.0)])
def test_a_store_earns_the_spread_of_two_hours(power_cost, worth):
    """Hours worth 1 and 10 EUR a kWh, 0.9 one way: 1/0.9 kWh are charged for 1.111 EUR, 0.9 kWh
    discharged for 9 EUR, by 1/0.9 kW of power."""
    price_of_hours, successor = np.array([1.0, 10.0]), np.array([1, 0])
    earned = entry.storage_value(price_of_hours, successor, 0.9, 0.0, 1.0, power_cost)
    assert earned == pytest.approx(worth, abs=1e-5)
