"""The cheapest design found with few batteries run is that of all designs counted one by one."""

import numpy as np
import pytest
from problems import random_problem
from storages import with_storage

from zeneville.model import Designs
from zeneville.solve import Settings, decide, price
from zeneville.solve.stored import to_dataset
from zeneville.verify import cheapest, home_battery, leaves
from zeneville.verify.kept import Kept


@pytest.fixture(scope="module", params=range(3))
def decided(request):
    seed = request.param
    problem = with_storage(random_problem(buildings=3, hours=48, seed=seed), 2.0 * seed, seed)
    designs = Designs(problem)
    return problem, designs, decide(problem, designs, Settings(gap=1e-3))


@pytest.fixture(scope="module")
def plan(decided):
    return Kept(to_dataset(*decided))


def test_every_design_has_the_value_that_the_model_gives_it(decided, plan):
    problem, designs, answer = decided
    ours = price(problem, designs, answer.duals).value
    prices = leaves.prices(plan, 0)
    for building in range(plan.sizes["building"]):
        value, _ = cheapest.values(plan, building, prices)
        assert value == pytest.approx(ours[building], rel=1e-9)


def test_the_cheapest_is_the_least_of_all(plan):
    prices = leaves.prices(plan, 0)
    for building in range(plan.sizes["building"]):
        value, on_network = cheapest.values(plan, building, prices)
        alone, joined = cheapest.cheapest(plan, building, prices)
        assert alone == pytest.approx(value[~on_network].min(), rel=1e-12)
        assert np.isinf(joined) or joined == pytest.approx(value[on_network].min(), rel=1e-12)


def test_no_battery_saves_more_than_it_can(plan):
    prices = leaves.prices(plan, 0)
    starts = home_battery.cycles(plan)
    usable = plan["home_battery_usable_kwh"].values
    for building, option in np.argwhere(usable > 0.0):
        of = cheapest._Building(plan, building, prices)
        net = of.meters(0, 1, option)
        most = home_battery.most_saved(plan, building, option, net, starts, prices.paid)
        earned = prices.earned[of.of_class]
        bare = np.where(net > 0.0, prices.paid * net, earned * net).sum(axis=1)
        for n in range(len(net)):
            behind = home_battery.bill(
                plan, building, option, net[n], starts, prices.paid, earned[n]
            )
            assert bare[n] - behind <= most[n] + 1e-9
