"""Loads of designs by hand."""

import numpy as np
import pytest
from problems import random_problem

from zeneville.model import Designs

GAS, ELECTRIC = 0, 1


@pytest.fixture(scope="module")
def designs():
    return Designs(random_problem(buildings=2, hours=24, seed=7))


@pytest.mark.parametrize("package", range(3))
def test_a_package_adds_its_fans_to_every_hour(designs, package):
    """A building on gas draws its specific electricity and the fans of the package."""
    problem = designs.problem
    expected = problem.electricity_kwh[1] + problem.ventilation_extra_kw[1, package]
    assert designs.consumption(1, package, GAS) == pytest.approx(expected)


def test_bills_and_net_loads_hold_the_same_fans(designs):
    """At one price for all electricity the bill is the net load times the price."""
    problem = designs.problem
    price = 0.2 * problem.weight
    bills = designs.prices(price, np.tile(price, (len(problem.feed_in_class), 1)))
    for number in range(bills.shape[1]):
        load = designs.net_load(np.full(2, number))
        assert bills[:, number] == pytest.approx(load @ price)
