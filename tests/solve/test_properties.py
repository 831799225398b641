"""What must hold for every district: more room never costs more, order and repetition change
nothing."""

from dataclasses import replace

import numpy as np
import pytest

from benchmarks.oracle_districts import LIMITS, Case, district
from zeneville.model import Designs
from zeneville.solve import Settings, decide
from zeneville.solve.order import rearranged

GAP = 1e-4
SEEDS = range(2)
#: how a limit is eased, from what a plan needs today
EASED = {
    "investment_max": lambda level: 1.1 * level,
    "co2_max": lambda level: 1.05 * level,
    "balance_min": lambda level: level - 2e3,
    "transformer_kw": lambda level: 1.1 * level,
    "winter_peak_kw": lambda level: 1.1 * level,
}
#: a smaller balance is more room
SIGN = {"balance_min": -1.0}


def planned(problem):
    return decide(problem, Designs(problem), Settings(gap=GAP))


def needed(problem):
    """What a plan of the district needs of each limit."""
    plan = planned(problem).dispatch
    imported = plan.flows["bought_kwh"] + plan.flows["charged_kwh"]
    exported = plan.flows["sold_kwh"].sum(axis=0) + plan.flows["field_sold_kwh"].sum(axis=0)
    return {
        "investment_max": plan.totals.invest,
        "co2_max": plan.totals.co2,
        "balance_min": plan.totals.balance,
        "transformer_kw": max(imported.max(), exported.max()),
        "winter_peak_kw": imported[problem.winter > 0.0].max(),
    }


@pytest.mark.parametrize("limit", EASED)
@pytest.mark.parametrize("seed", SEEDS)
def test_more_room_never_costs_more(seed, limit):
    problem = district(Case(4, 24, seed))
    tight = needed(problem)[limit]
    costs = []
    for level in (tight + SIGN.get(limit, 1.0) * 1e-4 * abs(tight), EASED[limit](tight)):
        answer = planned(problem.with_scalars(**{limit: float(level)}))
        costs.append((answer.cost, answer.gap * abs(answer.cost)))
    (held, held_by), (eased, eased_by) = costs
    assert eased <= held + held_by + eased_by + 1e-6


@pytest.mark.parametrize("required", [True, False])
@pytest.mark.parametrize("seed", SEEDS)
def test_a_permuted_stock_gives_the_permuted_plan(seed, required):
    problem = district(Case(5, 24, seed, required))
    order = np.random.default_rng(seed).permutation(5)
    one, two = planned(problem), planned(rearranged(problem, order))
    assert (two.dispatch.chosen == one.dispatch.chosen[order]).all()
    assert two.cost == one.cost
    assert two.bound == one.bound


def test_twins_are_told_apart_by_their_ids():
    """Buildings alike in everything: which of them gets which design depends on ids alone."""
    problem = district(Case(3, 48, 1))
    twins = rearranged(problem, np.array([0, 0, 0, 1, 1, 1]))
    names = np.array([f"twin-{number}" for number in range(6)])
    doubled = {name: 2.0 * problem.scalars[name] for name in LIMITS}
    twins = replace(twins, building=names).with_scalars(**doubled)
    order = np.array([5, 2, 0, 4, 1, 3])
    one, two = planned(twins), planned(rearranged(twins, order))
    assert (two.dispatch.chosen == one.dispatch.chosen[order]).all()


@pytest.mark.parametrize("seed", SEEDS)
def test_the_same_input_gives_the_same_plan_bit_for_bit(seed):
    problem = district(Case(5, 48, seed))
    one, two = planned(problem), planned(problem)
    assert one.dispatch.chosen.tobytes() == two.dispatch.chosen.tobytes()
    assert (one.cost, one.bound) == (two.cost, two.bound)
    for name, values in one.dispatch.flows.items():
        assert values.tobytes() == two.dispatch.flows[name].tobytes(), name
    assert one.duals.community.tobytes() == two.duals.community.tobytes()


def test_the_proof_of_a_permuted_stock_names_its_own_buildings():
    from zeneville.solve.stored import to_dataset
    from zeneville.verify import check

    problem = rearranged(district(Case(4, 96, 1)), np.array([2, 0, 3, 1]))
    designs = Designs(problem)
    answer = decide(problem, designs, Settings(gap=1e-6))
    assert answer.leaves[0].proof is not None
    assert check(to_dataset(problem, designs, answer)).verified
