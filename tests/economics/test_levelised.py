"""Levelised cost and payback against sums by year, annuities and figures worked by hand."""

import numpy as np
import pytest

from zeneville.economics import annuity_factor, levelised
from zeneville.economics.levelised import discounted_payback, levelised_cost, simple_payback


@pytest.mark.parametrize("rate", [0.0, 0.032, 0.1])
@pytest.mark.parametrize("degradation", [0.0, 0.005, 0.05])
def test_years_of_yield_equal_the_sum_over_years(rate, degradation):
    by_year = sum((1 - degradation) ** (t - 1) / (1 + rate) ** t for t in range(1, 31))
    assert levelised.discounted_years(rate, 30, degradation) == pytest.approx(by_year, rel=1e-12)


def test_without_degradation_the_levelised_cost_is_the_annuity_over_the_yield():
    cost = levelised_cost(9000.0, 150.0, 4800.0, 0.032, 30, 0.0)
    assert cost == pytest.approx((9000.0 * annuity_factor(0.032, 30) + 150.0) / 4800.0)


def test_a_levelised_cost_by_hand():
    # 1000 EUR, 10 EUR a year, 1000 kWh less 10 % in the second year, 5 %
    paid = 1000 + 10 / 1.05 + 10 / 1.05**2
    made = 1000 / 1.05 + 900 / 1.05**2
    assert levelised_cost(1000.0, 10.0, 1000.0, 0.05, 2, 0.1) == pytest.approx(paid / made)


def test_degradation_makes_every_kwh_dearer():
    costs = [levelised_cost(9000.0, 150.0, 4800.0, 0.032, 30, d) for d in (0.0, 0.003, 0.007)]
    assert costs == sorted(costs)
    assert costs[0] < costs[-1]


def test_planes_that_yield_nothing_cost_infinitely_much_a_kwh():
    cost = levelised_cost(np.array([0.0, 1000.0]), np.zeros(2), np.zeros(2), 0.03, 30, 0.0)
    assert np.isinf(cost).all()


def test_simple_payback_is_investment_over_what_a_year_leaves():
    assert simple_payback(1000.0, 300.0, 50.0) == pytest.approx(4.0)


@pytest.mark.parametrize("income", [50.0, 20.0])
def test_what_costs_as_much_as_it_brings_is_never_paid_back(income):
    assert np.isinf(simple_payback(1000.0, income, 50.0))
    assert np.isinf(discounted_payback(1000.0, income, 50.0, 0.03, 30, 0.0))


def test_discounted_payback_by_hand():
    # 300 a year at 10 % is worth 272.7, 247.9, 225.4, 204.9, 186.3: 951.0 after four years
    worth = [300 / 1.1**t for t in range(1, 6)]
    expected = 4 + (1000 - sum(worth[:4])) / worth[4]
    assert discounted_payback(1000.0, 300.0, 0.0, 0.1, 30, 0.0) == pytest.approx(expected)
    assert expected == pytest.approx(4.263, abs=1e-3)


def test_without_rate_and_degradation_both_paybacks_agree():
    income = np.array([120.0, 300.0, 900.0])
    assert discounted_payback(1000.0, income, 20.0, 0.0, 30, 0.0) == pytest.approx(
        simple_payback(1000.0, income, 20.0)
    )


def test_degradation_and_rate_put_payback_off():
    plain = discounted_payback(1000.0, 200.0, 20.0, 0.0, 30, 0.0)
    assert discounted_payback(1000.0, 200.0, 20.0, 0.0, 30, 0.02) > plain
    assert discounted_payback(1000.0, 200.0, 20.0, 0.05, 30, 0.0) > plain


def test_what_is_not_paid_back_within_its_life_never_is():
    assert np.isinf(discounted_payback(1000.0, 100.0, 0.0, 0.0, 9, 0.0))
    assert discounted_payback(1000.0, 100.0, 0.0, 0.0, 10, 0.0) == pytest.approx(10.0)


@pytest.mark.parametrize("wrong", [(-0.1, 30, 0.0), (0.03, 0, 0.0), (0.03, 30, 1.0)])
def test_nonsense_is_refused(wrong):
    with pytest.raises(ValueError, match="make sense"):
        levelised.discounted_years(*wrong)
