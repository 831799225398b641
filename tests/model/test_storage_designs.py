"""Designs that store: loads against plain sums, costs, masks, numbers."""

import numpy as np
import pytest
from problems import random_problem
from storages import with_storage

from zeneville.model import Designs
from zeneville.model.home_battery import levels

GAS, ELECTRIC, PUMP = 0, 1, 2
NONE, SUN, SMALL, SUN_AND_LARGE, NIGHT = range(5)


@pytest.fixture(scope="module")
def designs():
    return Designs(with_storage(random_problem(buildings=3, hours=72, seed=11)))


def test_numbers_and_parts_are_one_another_inverse(designs):
    numbers = np.arange(np.prod(designs.shape[1:]))
    assert np.array_equal(designs.number(*designs.parts(numbers)), numbers)


@pytest.mark.parametrize(("option", "mode"), [(SUN, 2), (NIGHT, 1)])
def test_a_tank_with_a_clock_makes_the_heat_of_each_day_in_its_hours(designs, option, mode):
    problem = designs.problem
    extra = problem.tank_extra_kw[1, mode]
    heat = problem.hot_water_kwh[1].astype(float) + problem.tank_loss_kw[1, ELECTRIC] + extra
    made = np.repeat(heat.reshape(-1, 24).sum(axis=1), 24) * problem.tank_heating[mode]
    without = designs.consumption(1, 0, ELECTRIC) - heat + extra
    assert designs.consumption(1, 0, ELECTRIC, option) == pytest.approx(without + made)


def test_a_heat_pump_heats_the_tank_with_the_performance_of_the_hour(designs):
    problem = designs.problem
    extra = problem.tank_extra_kw[0, 2]
    heat = problem.hot_water_kwh[0].astype(float) + problem.tank_loss_kw[0, PUMP]
    made = np.repeat((heat + extra).reshape(-1, 24).sum(axis=1), 24) * problem.tank_heating[2]
    expected = (made - heat) / problem.cop_hot_water[0]
    more = designs.consumption(0, 1, PUMP, SUN) - designs.consumption(0, 1, PUMP)
    assert more == pytest.approx(expected)


def test_a_battery_stands_behind_load_and_roof(designs):
    problem = designs.problem
    number = designs.number(np.array([1]), np.array([PUMP]), np.array([2]), SUN_AND_LARGE)
    net = designs.consumption(2, 1, PUMP, SUN_AND_LARGE) - problem.pv_kwh[2, 2].astype(float)
    usable, kw = (problem.arrays[f"home_battery_{n}"][2, 3] for n in ("usable_kwh", "kw"))
    expected, _ = levels(net, usable, kw, 0.955, np.array([0, 72]))
    assert designs.net_load_of(2, number)[0] == pytest.approx(expected)


def test_bills_are_those_of_the_net_loads(designs):
    """Of every design that is allowed, buying and selling at other prices in each hour."""
    problem = designs.problem
    rng = np.random.default_rng(0)
    buy = rng.uniform(0.1, 0.3, 72) * problem.weight
    sell = rng.uniform(0.0, 0.1, (2, 72)) * problem.weight
    bills = designs.prices(buy, sell)
    for b in range(3):
        numbers = np.flatnonzero(designs.allowed[b])
        net = designs.net_load_of(b, numbers)
        classes = problem.pv_class[b, designs.parts(numbers)[2]]
        paid = (np.where(net > 0.0, buy, sell[classes]) * net).sum(axis=1)
        assert bills[b, numbers] == pytest.approx(paid, rel=1e-12)
    assert np.isinf(bills[~designs.allowed]).all()


def test_sums_over_buildings_are_those_of_their_net_loads(designs):
    problem = designs.problem
    numbers = designs.number(np.array([0, 1, 2]), np.array([1, 2, 4]), np.array([1, 2, 2]), 3)
    net = designs.net_load(numbers)
    drawn, spare = designs.added(np.arange(3), numbers, np.array([0, 3]))
    assert drawn[0] == pytest.approx(np.maximum(net, 0.0).sum(axis=0))
    classes = problem.pv_class[np.arange(3), [1, 2, 2]]
    for c in range(2):
        given = np.maximum(-net[classes == c], 0.0).sum(axis=0)
        assert spare[0, c] == pytest.approx(given)


def test_a_clock_needs_electric_heating_and_a_battery_a_roof(designs):
    allowed = designs.allowed.reshape(designs.shape)
    assert not allowed[:, :, GAS, :, [SUN, NIGHT]].any()
    assert allowed[:, :, ELECTRIC, :, SUN].all() and allowed[:, :, GAS, 1:, SMALL].all()
    assert not allowed[:, :, :, 0, SMALL].any()


def test_storage_costs_and_its_hot_water_counts_for_co2(designs):
    problem = designs.problem
    plain, sun = (designs.number(np.array([0]), ELECTRIC, np.array([1]), s)[0] for s in (NONE, SUN))
    assert designs.cost[1, sun] - designs.cost[1, plain] == pytest.approx(5.0)
    assert designs.investment[1, sun] - designs.investment[1, plain] == pytest.approx(100.0)
    lost = 8760.0 * problem.tank_extra_kw[1, 2] * problem.co2_hot_water_extra
    assert designs.co2[1, sun] - designs.co2[1, plain] == pytest.approx(lost)


def test_a_menu_without_storage_has_the_designs_of_before():
    plain = random_problem(buildings=2, hours=24, seed=5)
    some = Designs(with_storage(plain))
    price = 0.2 * plain.weight
    sell = np.tile(0.3 * price, (2, 1))
    stored = some.prices(price, sell).reshape(some.shape)[..., 0]
    assert np.array_equal(stored.reshape(2, -1), Designs(plain).prices(price, sell))
