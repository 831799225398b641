"""Loads of designs by hand."""

from dataclasses import replace

import numpy as np
import pytest
from problems import random_problem

from zeneville.model import Designs

GAS, ELECTRIC, PUMP = 0, 1, 2


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


@pytest.mark.parametrize(("heater", "per_kwh"), [(ELECTRIC, 1.0), (PUMP, 0.5)])
def test_losses_of_tanks_are_heated_like_hot_water(designs, heater, per_kwh):
    """Panels heat water with 1 kWh of electricity a kWh, the heat pump with a COP of 2."""
    problem = designs.problem
    none = {**problem.arrays, "tank_loss_kw": 0.0 * problem.tank_loss_kw}
    without = Designs(replace(problem, arrays=none))
    more = designs.consumption(0, 1, heater) - without.consumption(0, 1, heater)
    assert more == pytest.approx(per_kwh * problem.tank_loss_kw[0, heater])
    water, water_without = designs.heat_and_water[1], without.heat_and_water[1]
    assert (water - water_without)[0, heater] == pytest.approx(8760.0 * more[0])


def test_a_boiler_burns_fuel_for_its_tank(designs):
    """0.1 kW the year round at an efficiency of 0.85."""
    problem = designs.problem
    tanks = problem.tank_loss_kw.copy()
    tanks[0, GAS] = 0.1
    with_tank = Designs(replace(problem, arrays={**problem.arrays, "tank_loss_kw": tanks}))
    more = with_tank.heat_and_water[2] - designs.heat_and_water[2]
    assert more[0, :, GAS] == pytest.approx(8760.0 * 0.1 / 0.85)
